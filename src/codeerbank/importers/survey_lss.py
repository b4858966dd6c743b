"""LimeSurvey's structure file (.lss): what each column of its export asked, with answer codes and their words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codeerbank.domain.survey import Level
from codeerbank.i18n import _
from codeerbank.importers.archive import declares_document_type, plain
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_bytes
from codeerbank.importers.survey_columns import Columns, Described, ResponseSet
from codeerbank.importers.survey_headers import clean

if TYPE_CHECKING:
    from lxml import etree

Row = Mapping[str, str]
_LEVELS: Mapping[str, Level] = {
    "L": "nominal", "!": "nominal", "O": "nominal", "Y": "nominal", "G": "nominal", "I": "nominal",
    "5": "ordinal", "A": "ordinal", "B": "ordinal", "E": "ordinal", "F": "ordinal", "H": "ordinal", "1": "ordinal",
    "C": "nominal", "N": "scale", "K": "scale", ":": "scale",
}  # fmt: skip
_LONG_TEXT = "TU"
_SEVERAL = "MP"
_OTHER = ("other", "Andere", "Anders", "Other")
_TICKS = {"Y": "1", "N": "0", "1": "1", "0": "0", "Ja": "1", "Nee": "0", "Yes": "1", "No": "0"}


@dataclass(frozen=True, slots=True)
class _Column:
    """One column that the survey's export may have: its code, its header in words, and what it holds."""

    code: str
    text: str
    known: Described
    set_code: str = ""
    set_text: str = ""
    option: str = ""


@dataclass(slots=True)
class _Structure:
    """The tables of a structure file, in the survey's first language."""

    questions: list[Row] = field(default_factory=list)
    subquestions: list[Row] = field(default_factory=list)
    answers: list[Row] = field(default_factory=list)


def described_by_structure(columns: Columns, path: Path) -> Columns:
    """Give columns the code, words, level and answers that the structure file has for them."""
    expected = list(_columns(_read(path)))
    by_code = {column.code.casefold(): column for column in expected}
    by_text = {" ".join(column.text.split()).casefold(): column for column in reversed(expected)}
    found = replace(columns, names=list(columns.names), questions=list(columns.questions))
    sets: dict[str, dict[int, _Column]] = {}
    for i, (name, question) in enumerate(zip(columns.names, columns.questions, strict=True)):
        column = by_code.get(name.casefold()) or by_text.get(question.casefold())
        column = column or by_code.get(question.partition(". ")[0].casefold())
        if column is None:
            continue
        found.names[i], found.questions[i], found.described[i] = column.code, column.text, column.known
        if column.set_code:
            sets.setdefault(column.set_code, {})[i] = column
    for code, options in sets.items():
        text = next(iter(options.values())).set_text
        words = {i: column.option for i, column in options.items()}
        found.sets.append(ResponseSet(code, text, words, dict.fromkeys(options, _TICKS)))
    told = _("{n} of {all} columns were described by {file}.")
    found.notes.append(told.format(n=len(found.described), all=len(columns.names), file=path.name))
    return found


def _read(path: Path) -> _Structure:
    from lxml import etree

    data = read_bytes(path)
    if declares_document_type(data):
        raise cannot_read(path, _("it declares a document type (DTD)"), _("Export the survey's structure anew."))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    tables = {plain(table): list(_rows(table)) for table in root} if root is not None else {}
    if not tables.get("questions"):
        raise cannot_read(
            path, _("it is no structure file of LimeSurvey"), _("Export the survey's structure anew (.lss).")
        )
    words = {row["qid"]: row for row in reversed(_first_language(tables.get("question_l10ns", []))) if "qid" in row}
    meant = {row["aid"]: row for row in reversed(_first_language(tables.get("answer_l10ns", []))) if "aid" in row}
    return _Structure(
        [{**row, **words.get(row.get("qid", ""), {})} for row in _first_language(tables["questions"])],
        [{**row, **words.get(row.get("qid", ""), {})} for row in _first_language(tables.get("subquestions", []))],
        [{**row, **meant.get(row.get("aid", "-"), {})} for row in _first_language(tables.get("answers", []))],
    )


def _rows(table: etree._Element) -> Iterator[Row]:
    for row in table.iter("{*}row"):
        yield {plain(cell): "".join(map(str, cell.itertext())) for cell in row}


def _first_language(rows: Sequence[Row]) -> list[Row]:
    language = next((row["language"] for row in rows if row.get("language")), None)
    return [row for row in rows if row.get("language", language) == language]


def _columns(structure: _Structure) -> Iterator[_Column]:
    for question in structure.questions:
        kind, code = question.get("type", ""), question.get("title", "")
        if not code or question.get("parent_qid", "0") not in ("0", ""):
            continue
        parts = [row for row in structure.subquestions if row.get("parent_qid") == question.get("qid")]
        labels = {
            row["code"]: clean(row.get("answer", ""))
            for row in sorted(structure.answers, key=_place)
            if row.get("qid") == question.get("qid") and row.get("code")
        }
        yield from _columns_of(question, kind, sorted(parts, key=_place), labels)


def _place(row: Row) -> int:
    order = row.get("sortorder") or row.get("question_order") or ""
    return int(order) if order.isdigit() else 0


def _columns_of(question: Row, kind: str, parts: Sequence[Row], labels: Mapping[str, str]) -> Iterator[_Column]:
    code, text = question["title"], clean(question.get("question", ""))
    if kind == "Y":
        labels = {"Y": _("yes"), "N": _("no")}
    is_open = True if kind in _LONG_TEXT else None
    known = Described(_LEVELS.get(kind), labels, is_open=is_open)
    several: dict[str, Any] = {"set_code": code, "set_text": text} if kind in _SEVERAL else {}
    if not parts:
        yield _Column(code, text, known)
    for part in parts:
        option = clean(part.get("question", ""))
        at, words = f"{code}[{part.get('title', '')}]", f"{text} [{option}]"
        yield _Column(at, words, Described() if several else known, option=option, **several)
        yield _Column(f"{at[:-1]}comment]", f"{words} [Comment]", Described(is_open=True))
    for word in _OTHER:
        yield _Column(f"{code}[other]", f"{text} [{word}]", Described(is_open=None))
