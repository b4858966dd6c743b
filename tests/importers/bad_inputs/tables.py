"""Survey tables as CSV, and the structure file of LimeSurvey that comes beside one."""

from __future__ import annotations

from pathlib import Path

from codeerbank.domain.ports import ImportOptions
from tests.importers.bad_inputs.case import BadInput, accepted, rejected, warned

_HEAD = "nr;groep;cijfer;waarom\n"
_ROWS = "007;jongere;7;Omdat het kan en mag.\n7;ouder;8;Omdat ik het zelf wil.\nNA;ouder;;\n"
_TABLE = _HEAD + _ROWS
_WIDE = 100_000


def _wide() -> str:
    return "nr;" + ";".join(f"v{n}" for n in range(_WIDE)) + "\n1;" + ";" * (_WIDE - 1) + "\n"


def _with_structure(content: str) -> BadInput:
    """Make a table whose structure file is bad: the table is put where the structure can be found."""

    def put(path: Path) -> None:
        path.write_text("soort;waarom\n1;hoi\n", encoding="utf-8")
        path.with_suffix(".lss").write_text(content, encoding="utf-8")

    return put


_ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY s SYSTEM "geheim.txt">]><document><questions>&s;</questions></document>'
)

CASES: list[BadInput] = [
    accepted("nullen.csv", "keys stay text", lambda: _TABLE, "007"),
    accepted("sep.csv", "first line names the delimiter", lambda: "sep=;\r\n" + _TABLE.replace("\n", "\r\n"), "007"),
    accepted("mac.csv", "Mac line ends", lambda: _TABLE.replace("\n", "\r"), "007"),
    accepted("utf16.csv", "UTF-16 and tabs", lambda: _TABLE.replace(";", "\t").encode("utf-16"), "007"),
    warned("cp1252.csv", "Windows-1252", lambda: _TABLE.replace("zelf", "zélf").encode("cp1252"), "Windows-1252"),
    accepted("lang.csv", "a cell of 300,000 characters", lambda: _HEAD + '1;a;7;"' + "woord " * 50_000 + '"\n', "woord"),
    accepted("regels.csv", "line ends in a cell", lambda: _HEAD + '1;a;7;"een twee drie\r\nvier vijf"\n', "drie\nvier"),
    accepted("scheiding.csv", "U+2028 in a cell", lambda: _TABLE.replace("kan en", "kan\u2028en"), "kan\u2028en"),
    accepted("formule.csv", "formulas", lambda: _TABLE.replace("Omdat het", "=cmd|' /C calc'!A0 het"), "=cmd|"),
    accepted("terminal.csv", "control characters", lambda: _TABLE.replace("Omdat", "\x1b]52,Omdat"), "\x1b]52,"),
    accepted("lege_regels.csv", "blank rows", lambda: "\n\n" + _TABLE.replace("\n", "\n;;;\n\n"), "007"),
    warned("dubbel.csv", "two columns of one name", lambda: _TABLE.replace("cijfer", "groep"), "nummer"),
    warned("naamloos.csv", "columns without a name", lambda: _TABLE.replace("cijfer", ""), "naar zijn plaats"),
    rejected("kop.csv", "header only", lambda: _HEAD, "respondent"),
    rejected("wit.csv", "blank lines alone", lambda: "\n\n;;;\n\n", "kopregel"),
    rejected("een.csv", "one word", lambda: "hoi", "respondent"),
    rejected("open.csv", "a quote never closed", lambda: _HEAD + '1;a;7;"en zo\n' + _ROWS, "aanhalingsteken"),
    rejected("na.csv", "words behind a quote", lambda: _HEAD + '1;a;7;"en" zo\n' + _ROWS, "aanhalingsteken"),
    rejected("smal.csv", "a row too short", lambda: _TABLE + "9;ouder\n", "regel 5"),
    rejected("breed.csv", "a row too long", lambda: _TABLE + "9;ouder;1;x;y;z\n", "regel 5"),
    rejected("rafel.csv", "every row of another width", lambda: _HEAD + "1\n2;a\n3;a;b\n4;a;b;c;d\n", "4 problemen"),
    rejected("tweemaal.csv", "one respondent twice", lambda: _TABLE + "007;ouder;1;\n", "007"),
    rejected("sleutel.csv", "a respondent without key", lambda: _TABLE + ";ouder;1;x\n", "regel 5"),
    rejected("teken.csv", "an escape in a key that stands twice", lambda: _TABLE + "\x1b[2J;a;1;\n" * 2, "[2J"),
    rejected("allen.csv", "two thousand respondents twice", lambda: _HEAD + "1;a;7;b\n" * 2000, "21, …"),
    rejected("nul.csv", "NUL character", lambda: _TABLE.replace("kan", "k\0an"), "regel 2"),
    rejected("weg.csv", "a key that is no column", lambda: _TABLE, "sleutel", options=ImportOptions(key="sleutel")),
    rejected("codering.csv", "an encoding nobody knows", lambda: _TABLE, "klingon", options=ImportOptions(encoding="klingon")),
    rejected("geen_tekst.csv", "an encoding of no text", lambda: _TABLE, "hex", options=ImportOptions(encoding="hex")),
    rejected("breedst.csv", "100,000 columns", _wide, "kolommen"),
    accepted("kommas.csv", "commas only in one column", lambda: "nr\n1\n2\n3\n", "2"),
    accepted("getallen.csv", "numbers beyond every number", lambda: _TABLE.replace(";7;", ";1e999;"), "007"),
    accepted("cijfers.csv", "digits of other alphabets", lambda: _TABLE.replace(";7;", ";٧²;"), "007"),
    accepted("datum.csv", "dates that are none", lambda: _TABLE.replace(";7;", ";31-02-2024;"), "007"),
    rejected(
        "entiteit.csv", "external entity in the structure", _with_structure(_ENTITY), "DTD",
        placed=True, options=ImportOptions(questionnaire=Path("entiteit.lss")),
    ),
    rejected(
        "structuur.csv", "a structure that is none", _with_structure("<document><a/>"), "LimeSurvey",
        placed=True, options=ImportOptions(questionnaire=Path("structuur.lss")),
    ),
    rejected(
        "diep.csv", "a structure nested without end", _with_structure("<a>" * 100_000), "LimeSurvey",
        placed=True, options=ImportOptions(questionnaire=Path("diep.lss")),
    ),
]  # fmt: skip
