"""Sheets of Excel and LibreOffice."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

from tests.importers.bad_inputs.case import BadInput, accepted, archive, rejected, warned, with_parts
from tests.importers.bad_inputs.office import BOMB, OLE, OUTSIDE
from tests.importers.old_workbook import xls
from tests.importers.test_survey_sheets import cell, ods, row
from tests.importers.test_survey_xlsx import book

_TABLE: list[list[object]] = [
    ["nr", "cijfer", "waarom"],
    ["007", 7, "Omdat het kan en mag."],
    ["7", 8, "Omdat ik het wil."],
]
_XLSX = book(data=_TABLE)
_ODS = ods(*(row(*cells) for cells in _TABLE))
_XLS = xls(_TABLE)
_WIDE_ROW = f"<table:table-row>{cell('1', 10**9)}</table:table-row>"
_SHEET = "xl/worksheets/sheet1.xml"


def _part(name: str) -> str:
    with zipfile.ZipFile(BytesIO(_XLSX)) as made:
        return made.read(name).decode()


def _sheet(pattern: str, instead: str) -> bytes:
    """Change the sheet itself; the pattern must be there."""
    changed, n = re.subn(pattern, instead, _part(_SHEET), count=1)
    assert n == 1
    return with_parts(_XLSX, {_SHEET: changed})


def _without(name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(_XLSX)) as made:
        return archive({part: made.read(part) for part in made.namelist() if part != name})


def _hidden() -> bytes:
    return with_parts(_XLSX, {"xl/workbook.xml": _part("xl/workbook.xml").replace('state="visible"', 'state="hidden"')})


def _round() -> bytes:
    return _XLS[:512] + bytes(512) + _XLS[1024:]


CASES: list[BadInput] = [
    accepted("omvang.xlsx", "a billion rows declared", lambda: _sheet(r'ref="A1:C3"', 'ref="A1:XFD1048576"'), "007"),
    rejected("verweg.xlsx", "a cell in the far corner", lambda: _sheet(r'r="C3"', 'r="XFD1048576"'), "XFD"),
    rejected("buitenblad.xlsx", "a cell beyond the sheet", lambda: _sheet(r'r="C3"', 'r="ZZZ9999999"'), "ZZZ"),
    rejected("bom.xlsx", "zip bomb", lambda: with_parts(_XLSX, {_SHEET: b" " * 5_000_000}), "keer"),
    rejected("lach.xlsx", "billion laughs", lambda: with_parts(_XLSX, {"xl/sharedStrings.xml": BOMB}), "DTD"),
    rejected("buiten.xlsx", "external entity", lambda: with_parts(_XLSX, {_SHEET: OUTSIDE}), "DTD"),
    rejected("pad.xlsx", "a part above its folder", lambda: with_parts(_XLSX, {"xl/../../buiten": "x"}), "buiten"),
    rejected("blad_open.xlsx", "a sheet never closed", lambda: with_parts(_XLSX, {_SHEET: "<worksheet><sheetData>"}), ""),
    rejected("geen_blad.xlsx", "a sheet that is not there", lambda: _without(_SHEET), "geen .xlsx-bestand"),
    rejected("geen_boek.xlsx", "a workbook without a book", lambda: _without("xl/workbook.xml"), "geen gegevens"),
    rejected("afgekapt.xlsx", "cut in half", lambda: _XLSX[: len(_XLSX) // 2], "geen .xlsx-bestand"),
    rejected("tekst.xlsx", "a CSV under Excel's name", lambda: "nr;a\n1;2\n", "geen .xlsx-bestand"),
    rejected("slot.xlsx", "locked with a password", lambda: OLE + "EncryptedPackage".encode("utf-16-le") * 9, "wachtwoord"),
    rejected("leeg_blad.xlsx", "sheets without data", lambda: book(een=[], twee=[[None, ""]]), "geen gegevens"),
    rejected("verborgen.xlsx", "only a hidden sheet", _hidden, "geen gegevens"),
    rejected("kop.xlsx", "header only", lambda: book(data=_TABLE[:1]), "respondent"),
    rejected("dubbel.xlsx", "one respondent twice", lambda: book(data=[*_TABLE, _TABLE[1]]), "007"),
    rejected("index.xlsx", "a text that is not there", lambda: _sheet(r't="n"><v>\d+', 't="s"><v>99999'), ".xlsx-bestand"),
    warned("tweede.xlsx", "a second sheet", lambda: book(data=_TABLE, ander=_TABLE), "ander"),
    warned("samengevoegd.xlsx", "merged header", lambda: book(data=[["nr", "a", None, None], ["1", 2, 3, "x"]]), "leeg"),
    accepted("formules.xlsx", "formulas without value", lambda: book(data=[*_TABLE, ["NA", "=1/0", "=A1"]]), "007"),
    accepted("fouten.xlsx", "errors in cells", lambda: book(data=[*_TABLE, ["NA", "#DIV/0!", "#REF!"]]), "007"),
    rejected("herhaald.ods", "a row repeated a billion times", lambda: ods(row(*_TABLE[0]), row("1", 2, "x", repeated=10**9)), "rij"),
    rejected("breed.ods", "a cell repeated a billion times", lambda: ods(row("nr", "a"), _WIDE_ROW), "kolom"),
    accepted("leegte.ods", "a million empty rows", lambda: ods(*(row(*cells) for cells in _TABLE), row(None, repeated=1_000_000)), "007"),
    rejected("lach.ods", "billion laughs", lambda: with_parts(_ODS, {"content.xml": BOMB}), "DTD"),
    rejected("buiten.ods", "external entity", lambda: with_parts(_ODS, {"content.xml": OUTSIDE}), "DTD"),
    rejected("open.ods", "content never closed", lambda: with_parts(_ODS, {"content.xml": "<office:document-content>"}), "beschadigd"),
    rejected("zonder.ods", "no content", lambda: archive({"mimetype": "x"}), "geen .ods-bestand"),
    rejected("dubbel.ods", "one respondent twice", lambda: ods(*(row(*cells) for cells in [*_TABLE, _TABLE[1]])), "007"),
    accepted("goed.xls", "an old workbook", lambda: _XLS, "007"),
    accepted("nieuw.xls", "a new workbook under an old name", lambda: _XLSX, "007"),
    rejected("tekst.xls", "a page of the web under Excel's name", lambda: "<table><tr><td>1</td></tr></table>", "geen .xls-bestand"),
    rejected("afgekapt.xls", "cut in half", lambda: _XLS[: len(_XLS) // 2], "geen .xls-bestand"),
    rejected("kring.xls", "sectors that follow each other round", _round, "geen .xls-bestand", heavy=True),
]  # fmt: skip
