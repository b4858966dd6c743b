"""Codebooks and codings."""

from __future__ import annotations

from tests.importers.bad_inputs.case import BadInput, accepted, rejected, warned
from tests.importers.test_codings_segments import MAXQDA
from tests.importers.test_survey_xlsx import book

_HEAD = 'schema = "codeerbank.codebook/1"\nkey = "proef"\nname = "Proef"\n'
_CODE = '[[codes]]\nkey = "X1"\nname = "eerste"\n'
_TOML = _HEAD + _CODE
_BOOK = "code,parent,description\nX1,,eerste\nX2,X1,tweede\n"
_CODINGS = "document,start,stop,code,coder\n"
_ANSWERS = "respondent,question,start,stop,code,coder\n"

CASES: list[BadInput] = [
    accepted("windows.toml", "Windows line ends and a mark", lambda: _TOML.replace("\n", "\r\n").encode("utf-8-sig"), "X1"),
    accepted("vreemd.toml", "a name with everything in it", lambda: _TOML.replace("eerste", "<&>[/b]\u202e🙂"), "<&>"),
    rejected("geen.toml", "no TOML", lambda: _HEAD + "[[codes\n", "regel 4"),
    rejected("diep.toml", "tables nested without end", lambda: _HEAD + "a = " + "[" * 100_000, ""),
    rejected("schema.toml", "another schema", lambda: _TOML.replace("/1", "/9"), "schema"),
    rejected("zonder_codes.toml", "no codes", lambda: _HEAD, "geen enkele code"),
    rejected("dubbel.toml", "one key twice", lambda: _TOML + _CODE, "X1"),
    rejected("ouder.toml", "a parent that is not there", lambda: _TOML + 'parent = "weg"\n', "weg"),
    rejected("kring.toml", "codes above each other", lambda: _TOML + 'parent = "X1"\n', "X1"),
    rejected("soort.toml", "a list where words belong", lambda: _TOML.replace('"eerste"', "[1, 2]"), "regel 4"),
    rejected("veld.toml", "a field that is none", lambda: _TOML + "definitoin = 1\n", "definition"),
    rejected("cp1252.toml", "Windows-1252", lambda: _TOML.replace("eerste", "één").encode("cp1252"), "regel 6"),
    rejected("nul.toml", "NUL character", lambda: _TOML.replace("eerste", "e\0"), "regel 6"),
    rejected("getal.toml", "a number without end", lambda: _HEAD + "a = " + "9" * 100_000 + "\n" + _CODE, ""),
    accepted("goed_boek.csv", "a codebook", lambda: _BOOK, "X2", noun="codebook"),
    rejected("boek_kring.csv", "codes above each other", lambda: _BOOK.replace("X1,,", "X1,X2,"), "X", noun="codebook"),
    rejected("boek_dubbel.csv", "one key twice", lambda: _BOOK + "X1,,derde\n", "X1", noun="codebook"),
    rejected("boek_kop.csv", "header only", lambda: _BOOK[:24], "geen enkele code", noun="codebook"),
    rejected("boek_vreemd.csv", "no such columns", lambda: "a,b\n1,2\n", "code", noun="codebook"),
    rejected("boek_open.csv", "a quote never closed", lambda: _BOOK + 'X3,,"en', "aanhalingsteken", noun="codebook"),
    rejected("kop_codings.csv", "header only", lambda: _CODINGS, "geen enkele codering"),
    rejected("weg_codings.csv", "a document that is not there", lambda: _CODINGS + "weg,1,2,K,anna\n", "weg"),
    rejected("code_codings.csv", "a code that is not there", lambda: _CODINGS + "gesprek,1,2,NIET,anna\n", "NIET"),
    rejected("eind_codings.csv", "beyond the text", lambda: _CODINGS + "gesprek,1,99999,K,anna\n", "regel 2"),
    rejected("om_codings.csv", "stop before start", lambda: _CODINGS + "gesprek,5,2,K,anna\n", "regel 2"),
    rejected("min_codings.csv", "below nothing", lambda: _CODINGS + "gesprek,-5,2,K,anna\n", "regel 2"),
    rejected("groot_codings.csv", "beyond every number", lambda: _CODINGS + f"gesprek,1,{'9' * 5000},K,anna\n", "regel 2"),
    rejected("woord_codings.csv", "words for numbers", lambda: _CODINGS + "gesprek,een,twee,K,anna\n", "regel 2"),
    rejected("cijfer_codings.csv", "digits of other alphabets", lambda: _CODINGS + "gesprek,²,٣,K,anna\n", "regel 2"),
    rejected("wit_codings.csv", "no code", lambda: _CODINGS + "gesprek,1,2,,anna\n", "regel 2"),
    rejected("smal_codings.csv", "a row too short", lambda: _CODINGS + "gesprek,1\n", "regel 2"),
    rejected("open_codings.csv", "a quote never closed", lambda: _CODINGS + 'gesprek,1,2,"K,anna\n', "aanhalingsteken"),
    rejected("antwoord_codings.csv", "a question that is not there", lambda: _ANSWERS + "1,weg,,,K,anna\n", "weg"),
    warned("tweemaal_codings.csv", "one coding twice", lambda: _CODINGS + "gesprek,1,2,K,anna\n" * 2, "1 codering"),
    rejected("segmenten.xlsx", "segments of texts that are not there", lambda: book(data=MAXQDA), "", noun="codings"),
    rejected("koppen.xlsx", "no headings for segments", lambda: book(data=[["a", "b"], ["1", "2"]]), "koppen", noun="codings"),
]  # fmt: skip
