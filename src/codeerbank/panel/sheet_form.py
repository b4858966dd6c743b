"""The form as an Excel workbook with lists to choose from, and reading one that was filled in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from codeerbank.domain.panel import PanelForm
from codeerbank.domain.visible import one_line, visible
from codeerbank.panel.answer_file import Sent, checksum, not_ours
from codeerbank.panel.answers import QUESTIONS
from codeerbank.panel.form import checked, digest_of, introduction
from codeerbank.panel.wording import wording

WIDTHS = {"B": 6, "C": 24, "D": 60, "E": 20, "F": 20, "G": 34, "H": 44}
"""Column -> its width; A holds the ids and is hidden."""
LONGEST_CELL = 32_000


def sheet_form(form: PanelForm, member: str = "") -> bytes:
    """Write the form, of one member or for all, as a workbook; raises as ``checked`` does."""
    checked(form)
    from openpyxl import Workbook

    book, words = Workbook(), wording(form, member)
    page: Any = book.active
    page.title = form.code
    book.properties.creator = ""
    _row(page, 1, [f"form {form.code} {form.id} {form.digest or digest_of(form)}", "", "",
                   f"{one_line(form.title) or words['title']} – {form.code}"])  # fmt: skip
    for line in (*introduction(form, member), words["fill_sheet"]):
        _row(page, page.max_row + 1, ["", "", "", line])
    heading = [words[f"{name}_heading"] for name in ("number", "about", "text")]
    heading += [words[name] for name in ("recognise", "guess", "which_words", "remark_heading")]
    _row(page, page.max_row + 1, ["", *heading], bold=True)
    first = page.max_row + 1
    for piece in form.put_to(member):
        text = f"{words['sensitive']}\n" if piece.sensitive else ""
        about = one_line(piece.about) + (f"\n{text.strip()}" if text else "")
        _row(page, page.max_row + 1, [piece.id, piece.number, about, visible(piece.text)])
    last = page.max_row
    closing = (words["closing"], f"{words['other_title']} {words['other_not']}", words["other_rather"])
    for name, question in zip(("missing", "not", "rather"), closing, strict=True):
        _row(page, page.max_row + 1, [f"closing.{name}", "", "", question])
    _row(page, page.max_row + 1, ["", "", "", words["thanks"]])
    _dress(page, first, last, words)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


def read_sheet(data: bytes, source: str) -> Sent:
    """Read a filled in form; raises ImportProblems where the hidden ids are gone. ``data`` is safe to unpack."""
    from openpyxl import load_workbook

    try:
        page = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        rows = [[_text(cell) for cell in (*row, *[None] * 8)[:8]] for row in page.iter_rows(values_only=True)]
    except Exception:  # openpyxl raises whatever its many parts raise
        raise not_ours() from None
    about = rows[0][0].split() if rows else []
    kind = about[0] if about else ""
    if len(about) != 4 or kind != "form":
        raise not_ours()
    answers, seen, closing = dict[str, dict[str, str]](), dict[str, int](), dict[str, str]()
    for identity, _number, _about, text, *given in rows[1:]:
        if identity.startswith("closing."):
            closing[identity.removeprefix("closing.")] = next(filter(None, reversed(given)), "")
        elif identity:
            answers[identity] = dict(zip(("first", "second", "which", "remark"), given, strict=True))
            seen[identity] = checksum(text)
    return Sent(about[2], about[1], about[3], source, answers, seen, closing)


def named(sent: Sent, form: PanelForm | None) -> Sent:
    """Give the answers of a workbook under the questions of their form."""
    from dataclasses import replace

    first, second = QUESTIONS[form.kind if form else "quotes"]
    names = {"first": first, "second": second}
    answers = {
        piece: {names.get(key, key): said for key, said in given.items()} for piece, given in sent.answers.items()
    }
    return replace(sent, answers=answers)


def _row(page: Any, number: int, cells: Sequence[str | int], bold: bool = False) -> None:
    from openpyxl.styles import Alignment, Font

    for column, value in enumerate(cells, 1):
        if value == "":
            continue
        cell = page.cell(number, column)
        if isinstance(value, str):  # text stays text, whatever it begins with
            cell.value, cell.data_type = value[:LONGEST_CELL], "s"
        else:
            cell.value = value
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.font = Font(size=13, bold=bold or number == 1)


def _dress(page: Any, first: int, last: int, words: Any) -> None:
    """Hide the ids, open the cells to answer in, and give each closed question its list."""
    from openpyxl.styles import Alignment, Border, Protection, Side
    from openpyxl.worksheet.datavalidation import DataValidation

    for column, width in WIDTHS.items():
        page.column_dimensions[column].width = width
    page.column_dimensions["A"].hidden = True
    for column, key in (("E", "recognise_answers"), ("F", "guess_answers")):
        choices = DataValidation("list", formula1='"' + ",".join(words[key]) + '"', allow_blank=True)
        choices.add(f"{column}{first}:{column}{last}")
        page.add_data_validation(choices)
    frame = Border(*[Side("thin")] * 4)
    open_ = [
        *(f"{c}{n}" for n in range(first, last + 1) for c in "EFGH"),
        *(f"E{n}" for n in range(last + 1, last + 4)),
    ]
    for address in open_:
        cell = page[address]
        cell.protection, cell.border = Protection(locked=False), frame
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    page.protection.sheet = True


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
