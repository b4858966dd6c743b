"""A Word document while it is being written: real styles, numbered captions with fields, A4 on its side for wide tables."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

from codeerbank.domain.table import Sheet
from codeerbank.domain.visible import one_line, visible
from codeerbank.exporters.atomic import replacing
from codeerbank.exporters.layout import decimals, shown
from codeerbank.i18n import _, language

_UNHOLDABLE = re.compile("[\ufffe\uffff]")
_UPRIGHT = 4
"""Tables with more columns than this lie on their side."""
_STYLE, _NARROW, _MOST_SHARE = "Table Grid", 6, 60
_SHORT, _LONG, _MARGIN, _TOP = 210, 297, 18, 24
"""Of A4, in millimetres; the stamp stands above the top margin, the number of the page below the bottom one."""
_POINTS, _FINE, _FINE_FROM = 8.5, 7.0, 10
"""Of the words in a wide table, and in one of so many columns."""
_UPRIGHT_POINTS = 11.0
_LETTER, _PADDING = 0.19, 4
"""The width of a letter, in millimetres per point, and what a cell keeps free."""
_HEAD = "E7ECF3"
"""The ground of the first row of a table."""
_LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}


class WordPage:
    """Writes paragraphs and tables; styles are looked up once, tables and figures are counted."""

    def __init__(self, title: str, stamp: str, lying: bool = False) -> None:
        from docx import Document

        self.document: Any = Document()
        self.styles: dict[str, Any] = {}
        self._counted: dict[str, int] = {}
        about = self.document.core_properties
        about.author = about.comments = about.last_modified_by = ""
        about.title = holdable(one_line(title))[:255]
        about.language = _LANGUAGES[language()]
        self._speak(about.language)
        section = self.document.sections[0]
        section.header.paragraphs[0].text = holdable(one_line(stamp))
        self._field(section.footer.paragraphs[0], "PAGE", "1")
        self.lying = lying
        self._paper(section, lying)

    def turn(self, lying: bool) -> bool:
        """Go on upright or on its side; says whether that began a new page."""
        if lying == self.lying:
            return False
        from docx.enum.section import WD_SECTION

        self.lying = lying
        self._paper(self.document.add_section(WD_SECTION.NEW_PAGE), lying)
        return True

    def _speak(self, tag: str) -> None:
        """Tell the spelling checker in which language this is written."""
        from docx.oxml.ns import qn

        for found in self.document.styles.element.iter(qn("w:lang")):
            found.set(qn("w:val"), tag)

    @staticmethod
    def lies(sheets: Sequence[Sheet]) -> bool:
        """Say whether tables as wide as these ask for a page on its side."""
        return any(len(sheet.columns) > _UPRIGHT for sheet in sheets)

    def _paper(self, section: Any, lying: bool) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Mm

        width, height = (_LONG, _SHORT) if lying else (_SHORT, _LONG)
        section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(width), Mm(height)
        section.left_margin = section.right_margin = section.bottom_margin = Mm(_MARGIN)
        section.top_margin = Mm(_TOP)
        self.room = width - 2 * _MARGIN

    def line(self, text: str, style: str, keep_lines: bool = False) -> Any:
        """Write one paragraph; ``keep_lines`` keeps the line ends inside it."""
        words = holdable(visible(text) if keep_lines else one_line(text))
        return self.document.add_paragraph(words, self.style(style))

    def about(self, pairs: Sequence[tuple[str, str]], small: bool = False) -> None:
        """Write the header block."""
        from docx.shared import Pt

        for label, value in pairs:
            paragraph = self.line(f"{label}: {value}", "Body Text")
            if small:
                paragraph.paragraph_format.space_after = Pt(0)
                paragraph.runs[0].font.size = Pt(_POINTS)

    def bullets(self, notes: Sequence[str]) -> None:
        """Write notes as a list."""
        for note in notes:
            self.line(note, "List Bullet")

    def note(self, notes: Sequence[str]) -> None:
        """Write what stands below a table: one paragraph that begins with the word for it."""
        from docx.shared import Pt

        if notes:
            paragraph = self.document.add_paragraph(style=self.style("Body Text"))
            paragraph.paragraph_format.space_before = Pt(4)
            first = paragraph.add_run(_("Note.") + " ")
            rest = paragraph.add_run(holdable(one_line(" ".join(notes))))
            first.italic = True
            first.font.size = rest.font.size = Pt(_POINTS)

    def caption(self, kind: str, text: str, key: str = "") -> None:
        """Write a caption with the next number of its kind, as a field that Word counts by itself; ``key`` can be referred to."""
        word = self.word(kind)
        self._counted[kind] = self._counted.get(kind, 0) + 1
        paragraph = self.document.add_paragraph(style=self.style("Caption"))
        paragraph.paragraph_format.keep_with_next = kind == "table"
        if key:
            self._mark(paragraph, "bookmarkStart", kind, key)
        paragraph.add_run(f"{word} ")
        self._field(paragraph, f"SEQ {word} \\* ARABIC", str(self._counted[kind]))
        if key:
            self._mark(paragraph, "bookmarkEnd", kind, key)
        paragraph.add_run(holdable(f". {one_line(text)}"))

    def reference(self, paragraph: Any, kind: str, key: str, number: int) -> None:
        """Refer to a table or figure, so that the number follows when Word counts anew."""
        self._field(paragraph, f"REF {_bookmark(kind, key)} \\h", f"{self.word(kind)} {number}")

    @staticmethod
    def word(kind: str) -> str:
        """Name a table or a figure."""
        return _("Table") if kind == "table" else _("Figure")

    def table(self, sheet: Sheet) -> None:
        """Write a table whose first row is repeated on every page; columns are as wide as their words ask for."""
        from docx.oxml import OxmlElement
        from docx.shared import Mm

        rows = [list(row) for row in sheet.rows]
        digits = decimals(rows, len(sheet.columns))
        grid = [list(map(visible, sheet.columns))]
        grid += [[shown(cell, digits[i]) for i, cell in enumerate(row)] for row in rows]
        table = self.document.add_table(len(grid), len(sheet.columns), _STYLE)
        table.autofit = False
        points = _size(len(sheet.columns))
        widths = [Mm(width) for width in _widths(grid, self.room, points or _UPRIGHT_POINTS)]
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        right = _numeric(rows, len(sheet.columns))
        for row, cells in zip(table.rows, grid, strict=True):
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
            for cell, text, width, number in zip(row.cells, cells, widths, right, strict=True):
                cell.width = width
                _fill(cell, text, points, number)
        _head(table.rows[0])
        if not sheet.notes:
            self.line("", "Body Text")

    def picture(self, image: IO[bytes], words: str) -> None:
        """Put a picture in, with words for who cannot see it."""
        from docx.shared import Mm

        shape = self.document.add_picture(image, width=Mm(min(self.room, 220)))
        shape._inline.docPr.set("descr", holdable(one_line(words)))

    def save(self, path: Path) -> None:
        """Write the file, all of it or nothing."""
        with replacing(path) as file:
            packed = io.BytesIO()  # a full disk is then met by our own write, not by the packer that is thrown away
            self.document.save(packed)
            file.write(packed.getbuffer())

    def style(self, name: str) -> Any:
        """Find a style."""
        if name not in self.styles:
            self.styles[name] = self.document.styles[name]
        return self.styles[name]

    def _mark(self, paragraph: Any, tag: str, kind: str, key: str) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        mark = OxmlElement(f"w:{tag}")
        mark.set(qn("w:id"), str(100 * (kind == "figure") + self._counted[kind]))
        if tag == "bookmarkStart":
            mark.set(qn("w:name"), _bookmark(kind, key))
        paragraph._p.append(mark)

    @staticmethod
    def _field(paragraph: Any, instruction: str, shown_as: str) -> None:
        """Write a field with what it shows now; every reader of the file sees that, Word counts it anew."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        def mark(kind: str) -> None:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
            paragraph.add_run()._r.append(element)

        mark("begin")
        text = OxmlElement("w:instrText")
        text.text = f" {instruction} "
        paragraph.add_run()._r.append(text)
        mark("separate")
        paragraph.add_run(shown_as)
        mark("end")


def _size(columns: int) -> float | None:
    """Choose how large the words in a table of so many columns are; None: as in the rest."""
    return None if columns <= _UPRIGHT else _FINE if columns >= _FINE_FROM else _POINTS


def _fill(cell: Any, text: str, points: float | None, number: bool) -> None:
    """Write a cell; numbers stand to the right."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    cell.text = holdable(text)
    for paragraph in cell.paragraphs:
        paragraph.paragraph_format.space_after = Pt(1)
        if number:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        for run in paragraph.runs:
            run.font.size = Pt(points) if points else None


def _head(row: Any) -> None:
    """Make a row the head of its table: bold, on a ground, repeated on every page, never left alone at the foot of one."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for cell in row.cells:
        ground = OxmlElement("w:shd")
        ground.set(qn("w:val"), "clear")
        ground.set(qn("w:fill"), _HEAD)
        cell._tc.get_or_add_tcPr().append(ground)
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True
            for run in paragraph.runs:
                run.bold = True
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _numeric(rows: Sequence[Sequence[Any]], width: int) -> list[bool]:
    """Say per column whether all that stands in it is a number."""
    columns = [[row[place] for row in rows if place < len(row) and row[place] is not None] for place in range(width)]
    return [bool(found) and all(isinstance(cell, int | float) for cell in found) for found in columns]


def _bookmark(kind: str, key: str) -> str:
    return f"{kind}_{key}".replace("-", "_")[:40]


def _widths(grid: Sequence[Sequence[str]], room: int, points: float) -> list[float]:
    """Divide the width: every column gets its longest word, and what is left goes by how much there is to say."""
    columns = list(zip(*grid, strict=True))
    longest = [max((len(word) for cell in column for word in cell.split()), default=0) for column in columns]
    least = [_LETTER * points * max(letters, _NARROW) + _PADDING for letters in longest]
    wanted = [max(_NARROW, min(_MOST_SHARE, max(len(cell) for cell in column))) for column in columns]
    left = room - sum(least)
    if left < 0:
        return [room * one / sum(least) for one in least]
    return [low + left * want / sum(wanted) for low, want in zip(least, wanted, strict=True)]


def holdable(text: str) -> str:
    """Take out the two characters that visible text may hold and XML may not."""
    return _UNHOLDABLE.sub("�", text)
