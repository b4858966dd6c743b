"""Lists of coded segments as other programs write them (MAXQDA, ATLAS.ti): the words themselves, without addresses."""

from __future__ import annotations

import re
import zipfile
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codeerbank.domain.ports import CodingColumns, ImportNoun, ImportOptions, NewCodings, Reading
from codeerbank.i18n import N_, _, ngettext
from codeerbank.importers.problems import Problems
from codeerbank.importers.source import TEXT_SUFFIXES
from codeerbank.importers.survey_workbook import chosen_sheet, open_sheets
from codeerbank.importers.survey_xlsx import checked_workbook

_ALIASES: Mapping[str, Sequence[str]] = {
    "document": ("documentname", "document", "documentnaam", "dokumentname", "dokument"),
    "words": (
        "segment", "quotationcontent", "textcontent", "quotationtext", "quotation", "codedsegment", "citaatinhoud", "citaat",
        "inhoud", "text", "tekst", "content", "zitatinhalt", "zitat",
    ),
    "code": ("code", "codes", "codename", "codenaam", "codesystem"),
    "coder": (
        "createdby", "author", "codedby", "creator", "auteur", "gemaaktdoor", "gecodeerddoor", "autor", "erstelltvon",
        "coder", "modifiedby",
    ),
}  # fmt: skip
_NEEDED = ("document", "words", "code")
_NUMBERED = re.compile(r"D?\s*\d{1,5}\s*:\s*(?=\S)")
_PART = re.compile(r"\s*(?:\\|::|\s>\s)\s*")
_HEADS = 10
_PEEK = 4096


@dataclass(slots=True)
class _Rows:
    """The codings of one document, row by row."""

    words: list[str] = field(default_factory=list)
    codes: list[int] = field(default_factory=list)
    coders: list[int] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class SegmentList:
    """Reads a workbook with a document, a code and the coded words per row."""

    name: str = "codings_segments"
    noun: ImportNoun = "codings"
    suffixes: Sequence[str] = (".xlsx",)
    description: str = N_("List of coded segments (MAXQDA, ATLAS.ti), Excel")

    def recognises(self, path: Path, head: bytes) -> float:
        """Look for the usual headings among the first words of the workbook."""
        if path.suffix.lower() not in self.suffixes or not head.startswith(b"PK"):
            return 0.0
        names = {_normal(words) for words in _first_words(path)}
        return 0.9 if all(names & set(_ALIASES[kind]) for kind in _NEEDED) else 0.3

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the list; a row without words (of a picture or of sound) is left out and counted."""
        _name, grid, remarks = chosen_sheet(
            path, open_sheets(path, checked_workbook(path), options.sheet), options.sheet
        )
        top, at = _layout(path, grid)
        documents: dict[str, _Rows] = {}
        codes: dict[str, int] = {}
        coders: dict[str, int] = {}
        wordless = 0
        for number, row in enumerate(grid[top + 1 :], top + 2):
            if not any(row):
                continue
            words, document = row[at["words"]].strip(), row[at["document"]].strip()
            if not words or not document:
                wordless += 1
                continue
            coder = coders.setdefault(row[at["coder"]].strip() if "coder" in at else "", len(coders))
            found = documents.setdefault(_document(document), _Rows())
            for code in _codes(row[at["code"]]):
                found.words.append(words.replace("\r\n", "\n").replace("\r", "\n"))
                found.codes.append(codes.setdefault(code, len(codes)))
                found.coders.append(coder)
                found.lines.append(number)
        if wordless:
            told = ngettext("{n} row without words was left out.", "{n} rows without words were left out.", wordless)
            remarks = (*remarks, told)
        columns = [_columns(name, rows) for name, rows in documents.items()]
        return Reading(NewCodings(columns, tuple(codes), tuple(coders), path.name), remarks)


def _layout(path: Path, grid: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]]:
    """Find the row of headings, and where each column stands."""
    for number, row in enumerate(grid[:_HEADS]):
        names = [_normal(cell) for cell in row]
        at = {kind: names.index(one) for kind, some in _ALIASES.items() if (one := _first(some, names))}
        if all(kind in at for kind in _NEEDED):
            return number, at
    problems = Problems(path)
    problems.add(_("it has no headings for the document, the code and the coded words"))
    problems.raise_if_any(_("Give the columns the headings “Document name”, “Code” and “Segment”."))
    raise AssertionError


def _first(wanted: Sequence[str], names: Sequence[str]) -> str | None:
    return next((name for name in wanted if name in names), None)


def _normal(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _first_words(path: Path) -> Iterator[str]:
    """Read the first texts of a workbook, without unpacking all of it."""
    try:
        with zipfile.ZipFile(path) as archive:
            for name in ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"):
                if name in archive.namelist():
                    with archive.open(name) as part:
                        yield from re.findall(r"<t[^>]*>([^<]{1,60})</t>", part.read(_PEEK).decode("utf-8", "replace"))
    except (OSError, ValueError, RuntimeError, NotImplementedError, EOFError, zipfile.BadZipFile):
        return


def _document(name: str) -> str:
    """Give a document's name without the number that ATLAS.ti puts before it, and without its suffix."""
    bare = _NUMBERED.sub("", name, count=1) if _NUMBERED.match(name) else name
    return bare[: -len(Path(bare).suffix)] if Path(bare).suffix.lower() in TEXT_SUFFIXES else bare


def _codes(cell: str) -> list[str]:
    """Give the codes of a cell: one a line; a path through the codes above it becomes ``above > code``."""
    lines = [line.strip() for line in cell.splitlines()]
    return list(dict.fromkeys(" > ".join(_PART.split(line)) for line in lines if line))


def _columns(name: str, rows: _Rows) -> CodingColumns:
    nowhere = array("q", [-1] * len(rows.words))
    codes, coders, lines = (array("i", column) for column in (rows.codes, rows.coders, rows.lines))
    return CodingColumns(name, False, nowhere, array("q", nowhere), codes, coders, lines, quotes=rows.words)


IMPORTER = SegmentList()
