"""Codebooks as a list, CSV or Excel: one code a row, its parent by key or name; a parent without a row becomes a theme."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.codebook_rules import structure_flaws
from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.i18n import N_, _
from codeerbank.importers.csv_rows import CsvRows
from codeerbank.importers.lists import CSV, columns_named, headings_of, read_list
from codeerbank.importers.lists import EXCEL as EXCEL_SUFFIXES
from codeerbank.importers.problems import Problems, codebook_problems

_ALIASES = {
    "key": ("key", "code", "id", "codenummer"),
    "name": ("name", "naam", "label"),
    "parent": ("parent", "ouder", "thema", "theme", "hoofdcode", "categorie", "category"),
    "definition": ("definition", "description", "definitie", "omschrijving", "beschrijving"),
    "definition_en": ("definition_en",),
    "panel_name": ("panel_name", "panelnaam"),
    "color": ("color", "colour", "kleur"),
    "cues": ("cues", "lemmas", "lemma's", "zoekwoorden"),
    "include": ("include", "wel", "wanneer wel"),
    "exclude": ("exclude", "niet", "wanneer niet"),
    "examples": ("examples", "voorbeelden"),
    "counter_examples": ("counter_examples", "tegenvoorbeelden"),
    "archived": ("archived", "gearchiveerd"),
}
_BESIDE = frozenset(("path", "pad", "links", "stamp"))
"""Columns that an export has and that say nothing new."""
_LISTS, _PAIRS = ("include", "examples"), ("exclude", "counter_examples")
_PAIR = re.compile(r"(?P<text>.*\S)\s*\((?P<code>[\w.-]+)\)", re.DOTALL)
_GUARD = re.compile(r"'(?=[=+@-])")
_YES = ("yes", "ja", "1", "true", "waar")
_TOLD_APART = ("parent", "definition")


@dataclass(frozen=True, slots=True)
class CodebookList:
    """Reads ``code,parent,description`` or ``key,name,parent,definition``."""

    name: str
    description: str
    suffixes: Sequence[str]
    noun: ImportNoun = "codebook"

    def recognises(self, path: Path, head: bytes) -> float:
        """Look for a header of codebook columns alone."""
        if path.suffix.lower() not in self.suffixes:
            return 0.0
        return 0.9 if any(map(_is_heading, headings_of(path, head))) else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the codes; raises with every row that cannot be placed."""
        table = read_list(path, options, _is_heading)
        problems = codebook_problems(path)
        columns = columns_named(table.header, _ALIASES)
        if "key" not in columns and "name" not in columns:
            problems.add(_("there is no column “{name}”").format(name="code"), table.first_line - 1)
            problems.raise_if_any()
        if not table.rows:
            problems.add(_("there is not one code in it"))
            problems.raise_if_any()
        codes = _codes(table, columns, problems)
        problems.raise_if_any()
        ordered = tuple(_in_order(codes, problems))
        problems.raise_if_any()
        codebook = Codebook(
            ordered, key=_key(path.stem), name=options.name or path.stem, language=options.language,
            columns=tuple(columns), implied=tuple(code.key for code in ordered if code.key not in codes),
        )  # fmt: skip
        for _place, words in structure_flaws(codebook):
            problems.add(words)
        problems.raise_if_any()
        return Reading(codebook, table.remarks, table.encoding)


def _is_heading(names: Sequence[str]) -> bool:
    """Say whether these are names of codebook columns alone."""
    columns = columns_named(names, _ALIASES)
    filled = [name for name in names if name.strip()]
    beside = sum(name.strip().casefold() in _BESIDE for name in filled)
    telling = "key" in columns and any(column in columns for column in _TOLD_APART)
    return telling and len(columns) + beside == len(filled)


def _key(words: str) -> str:
    """Make a key of words: ``vrije tijd`` becomes ``vrije-tijd``."""
    return re.sub(r"[^\w.]+|_+", "-", words.strip()).strip("-.")


def _codes(table: CsvRows, columns: Mapping[str, int], problems: Problems) -> dict[str, Code]:
    """Read the rows as codes by key, with the parent as it is written."""
    codes: dict[str, Code] = {}
    for number, row in enumerate(table.rows):
        cells = {column: _GUARD.sub("", row[i].strip(), count=1) for column, i in columns.items()}
        words = cells.get("key") or cells.get("name", "")
        key = _key(words)
        if not key:
            problems.add(_("the column “{name}” is empty").format(name="code"), table.line(number))
        elif key in codes:
            problems.add(_("key “{key}” stands in the codebook twice").format(key=key), table.line(number))
        else:
            cues = [cue for cue in map(str.strip, re.split("[;|,]", cells.get("cues", ""))) if cue]
            parent = cells.get("parent") or None
            name = cells.get("name") or words
            lists = {**_lists(cells), "cues": cues, "archived": cells.get("archived", "").casefold() in _YES}
            codes[key] = Code.from_record({**cells, **lists, "key": key, "name": name, "parent": parent})
    return codes


def _lists(cells: Mapping[str, str]) -> dict[str, list[str] | list[dict[str, str]]]:
    """Read the cells that hold several texts, some with the code they belong to: ``a text (K1.2); another``."""
    found: dict[str, list[str] | list[dict[str, str]]] = {}
    for column in (*_LISTS, *_PAIRS):
        texts = [text for text in map(str.strip, cells.get(column, "").split(";")) if text]
        pairs = [match.groupdict() if (match := _PAIR.fullmatch(text)) else {"text": text} for text in texts]
        found[column] = pairs if column in _PAIRS else texts
    return found


def _in_order(codes: Mapping[str, Code], problems: Problems) -> list[Code]:
    """Put parents before their children, each as early as its first child needs it."""
    by_name = {code.name.casefold(): key for key, code in reversed(list(codes.items()))}
    ordered: dict[str, Code] = {}
    for first in codes.values():
        branch: list[Code] = []
        code: Code | None = first
        while code is not None and code.key not in ordered:
            parent = _parent_key(code.parent, codes, by_name)
            branch.append(Code.from_record({**code.record(), "parent": parent}))
            if parent and parent in (earlier.key for earlier in branch):
                problems.add(_("code “{key}” stands below itself").format(key=code.key))
                break
            written = code.parent or ""
            code = (codes.get(parent) or Code(parent, written)) if parent else None
        ordered.update((code.key, code) for code in reversed(branch))
    return list(ordered.values())


def _parent_key(written: str | None, codes: Mapping[str, Code], by_name: Mapping[str, str]) -> str | None:
    if not written:
        return None
    key = _key(written)
    return key if key in codes else by_name.get(written.casefold(), key)


IMPORTER = CodebookList("codebook_csv", N_("Codebook with one code a row, CSV"), CSV)
EXCEL = CodebookList("codebook_xlsx", N_("Codebook with one code a row, Excel"), EXCEL_SUFFIXES)
