"""Word documents: real styles for headings, quotes and captions; no text can act as markup."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from codeerbank.domain.paper import Block, Chart, Figure, Heading, Paper, Quoted, Table, Words, parted
from codeerbank.domain.report import QuoteReport
from codeerbank.domain.table import Sheet
from codeerbank.domain.visible import visible
from codeerbank.exporters.word_page import WordPage, holdable

_DEEPEST = 9


class DocxExporter:
    """Writes tables, quotes under their codes, or a whole report, with the stamp in the header of every page."""

    name = "docx"
    suffixes: Sequence[str] = (".docx",)
    description = "Word document, for reading"

    def write(self, path: Path, sheets: Sequence[Sheet], options: Mapping[str, str]) -> None:  # noqa: ARG002
        """Write the tables below each other, each with what it rests on, a numbered caption, and its notes."""
        stamps = dict.fromkeys(sheet.stamp for sheet in sheets if sheet.stamp)
        page = WordPage(sheets[0].title if sheets else "", "; ".join(stamps), WordPage.lies(sheets))
        for sheet in sheets:
            page.about(sheet.about, small=True)
            page.caption("table", sheet.title)
            page.table(sheet)
            page.note(sheet.notes)
        page.save(path)

    def write_quotes(self, path: Path, report: QuoteReport, options: Mapping[str, str]) -> None:  # noqa: ARG002
        """Write the codes as headings, each quote as a quote, and below it where it comes from as a caption."""
        page = WordPage(report.title, report.stamp)
        page.line(report.title, "Title")
        page.about(report.about)
        for part in report.parts:
            page.line(part.heading, f"Heading {min(part.depth, _DEEPEST)}")
            if part.words:
                page.line(part.words, "Body Text")
            for words, source in part.quotes:
                page.line(words, "Quote", keep_lines=True)
                page.line(source, "Caption")
        page.bullets(report.notes)
        page.save(path)

    def write_paper(self, path: Path, paper: Paper) -> None:
        """Write a report with figures that are pictures and tables that are tables; chapters with wide ones lie on their side."""
        page = WordPage(paper.title, paper.stamp)
        page.line(paper.title, "Title")
        page.about(paper.about)
        for chapter in _chapters(paper.blocks):
            turned = page.turn(WordPage.lies([block.sheet for block in chapter if isinstance(block, Table)]))
            for block in chapter:
                _write(page, paper, block, turned)
                turned = False
        page.save(path)


def _chapters(blocks: Sequence[Block]) -> list[list[Block]]:
    """Part a report at the headings that begin a page."""
    chapters: list[list[Block]] = [[]]
    for block in blocks:
        if isinstance(block, Heading) and block.new_page:
            chapters.append([])
        chapters[-1].append(block)
    return [chapter for chapter in chapters if chapter]


def _write(page: WordPage, paper: Paper, block: Block, fresh: bool) -> None:
    """Write a block; ``fresh`` says that it stands on a new page already."""
    if isinstance(block, Heading):
        paragraph = page.line(block.text, f"Heading {min(block.depth, _DEEPEST)}")
        paragraph.paragraph_format.page_break_before = block.new_page and not fresh
    elif isinstance(block, Words):
        _paragraph(page, paper, block)
    elif isinstance(block, Quoted):
        page.line(f"“{block.text}”" + (f" ({block.source})" if block.source else ""), "Quote")
    elif isinstance(block, Table):
        _table(page, block.key, block.sheet)
    else:
        _figure(page, block)


def _paragraph(page: WordPage, paper: Paper, block: Words) -> None:
    paragraph = page.line("", "List Bullet" if block.listed else "Body Text")
    for part in parted(block.text):
        if isinstance(part, str):
            paragraph.add_run(holdable(visible(part)))
        else:
            page.reference(paragraph, *part, paper.numbers[part])


def _table(page: WordPage, key: str, sheet: Sheet) -> None:
    page.caption("table", sheet.title, key)
    page.table(sheet)
    page.note(sheet.notes)


def _figure(page: WordPage, block: Figure) -> None:
    from codeerbank.exporters.chart import png

    page.picture(png(block.chart), _in_words(block.chart))
    page.caption("figure", block.chart.title, block.key)
    _table(page, block.key, block.source)


def _in_words(chart: Chart) -> str:
    """Say what a figure shows, for who cannot see it."""
    parts = [(chart.asked_axis, chart.asked), (chart.said_axis, chart.said)]
    told = [f"{axis}: " + "; ".join(f"{bar.label} {bar.words}" for bar in bars) for axis, bars in parts if bars]
    return ". ".join([chart.title, *told])


EXPORTER = DocxExporter()
