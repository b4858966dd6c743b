"""Word documents: real styles for headings, quotes and captions; no text can act as markup."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from codeerbank.domain.report import QuoteReport
from codeerbank.domain.table import Sheet
from codeerbank.domain.visible import one_line, visible
from codeerbank.exporters.atomic import replacing
from codeerbank.exporters.layout import decimals, shown

_DEEPEST = 9
_UNHOLDABLE = re.compile("[\ufffe\uffff]")


class DocxExporter:
    """Writes tables, or quotes under their codes, with the stamp in the header of every page."""

    name = "docx"
    suffixes: Sequence[str] = (".docx",)
    description = "Word document, for reading"

    def write(self, path: Path, sheets: Sequence[Sheet], options: Mapping[str, str]) -> None:  # noqa: ARG002
        """Write the tables below each other, each under a heading."""
        stamps = dict.fromkeys(sheet.stamp for sheet in sheets if sheet.stamp)
        page = _Page(sheets[0].title if sheets else "", "; ".join(stamps))
        for sheet in sheets:
            page.line(sheet.title, "Heading 1")
            page.about(sheet.about)
            page.table(sheet)
            page.notes(sheet.notes)
        page.save(path)

    def write_quotes(self, path: Path, report: QuoteReport, options: Mapping[str, str]) -> None:  # noqa: ARG002
        """Write the codes as headings, each quote as a quote, and below it where it comes from as a caption."""
        page = _Page(report.title, report.stamp)
        page.line(report.title, "Title")
        page.about(report.about)
        for part in report.parts:
            page.line(part.heading, f"Heading {min(part.depth, _DEEPEST)}")
            if part.words:
                page.line(part.words, "Body Text")
            for words, source in part.quotes:
                page.line(words, "Quote", keep_lines=True)
                page.line(source, "Caption")
        page.notes(report.notes)
        page.save(path)


class _Page:
    """A document while it is being written; styles are looked up once."""

    def __init__(self, title: str, stamp: str) -> None:
        from docx import Document

        self.document: Any = Document()
        self.styles: dict[str, Any] = {}
        about = self.document.core_properties
        about.author = about.comments = about.last_modified_by = ""
        about.title = _holdable(one_line(title))[:255]
        self.document.sections[0].header.paragraphs[0].text = _holdable(one_line(stamp))

    def line(self, text: str, style: str, keep_lines: bool = False) -> None:
        """Write one paragraph; ``keep_lines`` keeps the line ends inside it."""
        words = _holdable(visible(text) if keep_lines else one_line(text))
        self.document.add_paragraph(words, self._style(style))

    def about(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Write the header block."""
        for label, value in pairs:
            self.line(f"{label}: {value}", "Body Text")

    def notes(self, notes: Sequence[str]) -> None:
        """Write the notes."""
        for note in notes:
            self.line(note, "List Bullet")

    def table(self, sheet: Sheet) -> None:
        """Write a table whose first row is repeated on every page."""
        from docx.oxml import OxmlElement

        rows = [list(row) for row in sheet.rows]
        digits = decimals(rows, len(sheet.columns))
        grid = [list(map(visible, sheet.columns))]
        grid += [[shown(cell, digits[i]) for i, cell in enumerate(row)] for row in rows]
        table = self.document.add_table(len(grid), len(sheet.columns), "Table Grid")
        for row, cells in zip(table.rows, grid, strict=True):
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = _holdable(text)
        for cell in table.rows[0].cells:
            for run in cell.paragraphs[0].runs:
                run.bold = True
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))

    def save(self, path: Path) -> None:
        """Write the file, all of it or nothing."""
        with replacing(path) as file:
            self.document.save(file)

    def _style(self, name: str) -> Any:
        if name not in self.styles:
            self.styles[name] = self.document.styles[name]
        return self.styles[name]


def _holdable(text: str) -> str:
    """Take out the two characters that visible text may hold and XML may not."""
    return _UNHOLDABLE.sub("�", text)


EXPORTER = DocxExporter()
