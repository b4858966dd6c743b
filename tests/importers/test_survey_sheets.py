"""Sheets of LibreOffice and of old Excel: the same survey as from a new workbook, and no way to fill the memory."""

import contextlib
import io
import zipfile

import pytest

from codeerbank.domain.ports import ImportOptions
from codeerbank.errors import ImportProblems
from codeerbank.importers import survey_ods, survey_xls
from tests.importers.old_workbook import xls
from tests.importers.surveys import read, variable

SPACE = "urn:oasis:names:tc:opendocument:xmlns"
KIND = "application/vnd.oasis.opendocument.spreadsheet"


def cell(value: object, repeated: int = 1) -> str:
    again = f' table:number-columns-repeated="{repeated}"' if repeated > 1 else ""
    if value is None:
        return f"<table:table-cell{again}/>"
    if isinstance(value, str):
        return f'<table:table-cell{again} office:value-type="string"><text:p>{value}</text:p></table:table-cell>'
    return f'<table:table-cell{again} office:value-type="float" office:value="{value}"/>'


def ods(*rows: str) -> bytes:
    spaces = "".join(f' xmlns:{name}="{SPACE}:{name}:1.0"' for name in ("office", "table", "text"))
    sheet = f'<table:table table:name="data">{"".join(rows)}</table:table>'
    body = f"<office:body><office:spreadsheet>{sheet}</office:spreadsheet></office:body>"
    content = f"<office:document-content{spaces}>{body}</office:document-content>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND, zipfile.ZIP_STORED)
        archive.writestr(
            "META-INF/manifest.xml",
            f'<manifest:manifest xmlns:manifest="{SPACE}:manifest:1.0"/>',
        )
        archive.writestr("content.xml", content)
    return out.getvalue()


def row(*cells: object, repeated: int = 1) -> str:
    again = f' table:number-rows-repeated="{repeated}"' if repeated > 1 else ""
    return f"<table:table-row{again}>{''.join(map(cell, cells))}</table:table-row>"


def test_a_sheet_of_libreoffice_is_read_with_the_empty_rest_it_always_has(file) -> None:
    rest = f'<table:table-row table:number-rows-repeated="1048570">{cell(None, 16384)}</table:table-row>'
    path = file("e.ods", ods(row("nr", "cijfer", "woord"), row("007", 33, "één"), row("7", 2.5, None), rest))
    survey = read(path)
    assert survey.cases == ["007", "7"]
    assert variable(survey, "cijfer").values == ["33", "2.5"]
    assert variable(survey, "woord").values == ["één", None]


@pytest.mark.parametrize(
    "rows",
    [
        [row("nr", "a"), f"<table:table-row>{cell('x', 10**9)}</table:table-row>"],
        [row("nr", "a"), row("x", 1, repeated=10**9)],
        [row("nr", "a"), row(None, repeated=10**8), row("x", 1)],
        [row("nr", "a"), f"<table:table-row>{cell(None, 10**8)}{cell('x')}</table:table-row>"],
    ],
)
def test_repeated_cells_cannot_fill_the_memory(file, problems, rows) -> None:
    assert "reaches" in problems(survey_ods.IMPORTER, file("e.ods", ods(*rows))).message


def test_a_sheet_that_ends_too_early_is_refused_and_not_waited_for(file, problems) -> None:
    whole = ods(row("nr", "a"), row("x", 1))
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as before, zipfile.ZipFile(out, "w") as after:
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, part[: part.index(b"<text:p>x")] if name == "content.xml" else part)
    assert "content.xml" in problems(survey_ods.IMPORTER, file("e.ods", out.getvalue())).message


def test_a_bomb_in_a_sheet_is_refused(file, problems) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", KIND)
        archive.writestr("content.xml", b" " * 40_000_000)
    assert problems(survey_ods.IMPORTER, file("e.ods", out.getvalue())).hint


def test_an_old_workbook_is_read(file) -> None:
    survey = read(file("e.xls", xls([["nr", "cijfer", "woord"], ["007", 33, "één"], [7, 2.5, None]])))
    assert survey.cases == ["007", "7"]
    assert variable(survey, "cijfer").values == ["33", "2.5"]
    assert variable(survey, "woord").values == ["één", None]


def test_bytes_that_changed_in_an_old_workbook_end_in_a_reading_or_a_refusal(file) -> None:
    whole = bytearray(xls([["nr", "a"], ["007", 33], [7, 2.5]]))
    for at in range(30, 1700, 170):
        changed = whole.copy()
        changed[at] ^= 0xA5
        with contextlib.suppress(ImportProblems):
            survey_xls.IMPORTER.read(file("e.xls", bytes(changed)), ImportOptions())
