"""Codings as CSV, streamed: a million rows become columns per document or question, without an object per row."""

from __future__ import annotations

import csv
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from operator import itemgetter, lt
from pathlib import Path
from typing import Any

from codeerbank.domain.ports import CodingColumns, ImportNoun, ImportOptions, NewCodings, Reading
from codeerbank.i18n import N_, _, plural
from codeerbank.importers.csv_rows import CsvReader, any_field_size, find_delimiter, skip_separator_line
from codeerbank.importers.problems import Problems
from codeerbank.importers.source import TEXT_SUFFIXES, open_text

_BLOCK = 2048
_LARGEST = 2**31 - 1
_SAMPLE = 65536
_ALIASES = {
    "document": ("document", "doc", "documentnaam", "bestand", "file"),
    "respondent": ("respondent", "respondent_id", "respondentid", "case", "deelnemer"),
    "question": ("question", "vraag", "variable", "variabele"),
    "start": ("start", "begin"),
    "stop": ("stop", "end", "einde"),
    "code": ("code", "code_key"),
    "coder": ("coder", "codeur", "codeerder"),
}
_ATTRIBUTE = "attr."


class _Numbering(dict[str, int]):
    """Numbers names in the order they come by; two spellings of one name share its number."""

    def __init__(self, bare: Callable[[str], str] = str.strip) -> None:
        super().__init__()
        self._bare = bare
        self.names: dict[str, int] = {}

    def __missing__(self, written: str) -> int:
        number = self[written] = self.names.setdefault(self._bare(written), len(self.names))
        return number

    def of(self, written: Iterable[str]) -> array[int]:
        """Give the numbers of a column of names."""
        return array("i", list(map(self.__getitem__, written)))


@dataclass(slots=True)
class _Layout:
    """Where each column stands; None where the file has no such column."""

    width: int
    at: dict[str, int]
    attributes: dict[str, int]

    @property
    def of_answers(self) -> bool:
        return "document" not in self.at


def _numbers() -> array[int]:
    return array("i")


@dataclass(slots=True)
class _Gathered:
    """The rows read so far as columns in file order; ``names`` says which document or question each row is about."""

    layout: _Layout
    target_names: _Numbering
    code_names: _Numbering = field(default_factory=_Numbering)
    coder_names: _Numbering = field(default_factory=_Numbering)
    targets: array[int] = field(default_factory=_numbers)
    starts: array[int] = field(default_factory=_numbers)
    stops: array[int] = field(default_factory=_numbers)
    codes: array[int] = field(default_factory=_numbers)
    coders: array[int] = field(default_factory=_numbers)
    lines: array[int] = field(default_factory=_numbers)
    respondents: list[str] = field(default_factory=list)
    attributes: dict[str, list[str]] = field(default_factory=dict)

    def grouped(self) -> Iterator[CodingColumns]:
        """Give the columns of each document or question, rows in file order."""
        rows_of = [_numbers() for _name in self.target_names.names]
        add = [rows.append for rows in rows_of]
        for row, number in enumerate(self.targets):
            add[number](row)
        return map(self._columns, self.target_names.names, rows_of)

    def _columns(self, target: str, rows: array[int]) -> CodingColumns:
        take: Callable[[Any], Any] = itemgetter(*rows) if len(rows) > 1 else lambda column: (column[rows[0]],)
        flat = (self.starts, self.stops, self.codes, self.coders, self.lines)
        respondents = list(take(self.respondents)) if self.layout.of_answers else []
        attributes = {key: list(take(values)) for key, values in self.attributes.items()}
        starts, stops, codes, coders, lines = (array("i", take(column)) for column in flat)
        of_answers = self.layout.of_answers
        return CodingColumns(target, of_answers, starts, stops, codes, coders, lines, respondents, attributes)


@dataclass(frozen=True, slots=True)
class CodingsCsv:
    """Reads ``document,start,stop,code,coder`` or ``respondent,question,start,stop,code,coder``, and attributes."""

    name: str = "codings_csv"
    noun: ImportNoun = "codings"
    suffixes: Sequence[str] = (".csv", ".tsv")
    description: str = N_("Codings by document or respondent, CSV")

    def recognises(self, path: Path, head: bytes) -> float:
        """Look for a code column beside a place."""
        if path.suffix.lower() not in self.suffixes or b"\0" in head:
            return 0.0
        lines = head.decode("utf-8-sig", "replace").splitlines()
        line = next((line for line in lines if line and not line.lower().startswith("sep=")), "")
        names = {name.strip().strip('"').casefold() for name in line.replace(";", ",").replace("\t", ",").split(",")}
        has = {column for column, aliases in _ALIASES.items() if names.intersection(aliases)}
        return 0.95 if {"code", "document", "start", "stop"} <= has or {"code", "respondent", "coder"} <= has else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read all codings, in blocks of rows; raises with every row that cannot be right."""
        problems = Problems(path)
        file, encoding = open_text(path, options.encoding)
        with file, any_field_size():
            given = skip_separator_line(file)
            at = file.tell()
            delimiter = given or find_delimiter(file.read(_SAMPLE))
            file.seek(at)
            reader = csv.reader(file, delimiter=delimiter, strict=True)
            found = _read(reader, 1 + bool(given), problems)
        if not found.lines and not problems:
            problems.add(_("there is not one coding in it"))
        problems.raise_if_any()
        value = NewCodings(
            tuple(found.grouped()), tuple(found.code_names.names), tuple(found.coder_names.names), path.name
        )
        return Reading(value, encoding.remarks, encoding.name)


def _read(reader: CsvReader, first: int, problems: Problems) -> _Gathered:
    found = _Gathered(_Layout(0, {}, {}), _Numbering())
    try:
        layout = _layout(next(reader, []), problems)
        found = _Gathered(layout, _Numbering() if layout.of_answers else _Numbering(_without_suffix))
        problems.raise_if_any(_("Needed are document,start,stop,code,coder or respondent,question,code,coder."))
        for rows, lines in _blocks(reader, first, layout.width, problems):
            _add(found, rows, lines, problems)
    except csv.Error:
        words = _("a quotation mark is opened here or before and not closed as it should")
        problems.add(words, first + reader.line_num - 1)
    return found


def _layout(header: Sequence[str], problems: Problems) -> _Layout:
    names = [name.strip().casefold() for name in header]
    at = {
        column: names.index(alias)
        for column, aliases in _ALIASES.items()
        for alias in reversed(aliases)
        if alias in names
    }
    attributes = {
        cell.strip()[len(_ATTRIBUTE) :]: i for i, cell in enumerate(header) if names[i].startswith(_ATTRIBUTE)
    }
    if "code" not in at:
        problems.add(_("there is no column “{name}”").format(name="code"))
    if "document" not in at and "respondent" not in at:
        problems.add(_("there is no column “{name}”").format(name="document"))
    needed = {"start", "stop"} & at.keys() if "document" not in at else {"start", "stop"}
    for column in sorted({"start", "stop"} - at.keys()) if needed else ():
        problems.add(_("there is no column “{name}”").format(name=column))
    return _Layout(len(header), at, attributes)


def _blocks(
    reader: CsvReader, first: int, width: int, problems: Problems
) -> Iterator[tuple[list[list[str]], Sequence[int]]]:
    """Give the rows of the right width, thousands at a time, with the line each ends on."""
    while True:
        before = reader.line_num
        rows = list(islice(reader, _BLOCK))
        if not rows:
            return
        lines: Sequence[int] = range(first + before, first + reader.line_num)
        if len(lines) != len(rows):
            lines = _lines(rows, first + before)
        if set(map(len, rows)) != {width}:
            for row, line in zip(rows, lines, strict=True):
                if row and len(row) != width:
                    words = plural(
                        "{n} cell where the header has {width}", "{n} cells where the header has {width}", len(row)
                    )
                    problems.add(words.format(n=len(row), width=width), line)
            kept = [(row, line) for row, line in zip(rows, lines, strict=True) if len(row) == width]
            rows, lines = [row for row, _line in kept], [line for _row, line in kept]
        if rows:
            yield rows, lines


def _lines(rows: Sequence[Sequence[str]], line: int) -> list[int]:
    """Find the line each row starts on when cells hold line ends."""
    lines = []
    for row in rows:
        lines.append(line)
        line += 1 + sum(cell.count("\n") for cell in row)
    return lines


def _add(found: _Gathered, rows: Sequence[Sequence[str]], lines: Sequence[int], problems: Problems) -> None:
    """Add a block of rows, column by column."""
    layout = found.layout
    cells = list(zip(*rows, strict=True))
    columns = {name: cells[i] for name, i in layout.at.items()}
    starts, stops = _places(columns, len(rows), lines, problems)
    found.starts.extend(array("i", starts))
    found.stops.extend(array("i", stops))
    found.lines.extend(array("i", lines))
    found.codes.extend(found.code_names.of(columns["code"]))
    found.coders.extend(found.coder_names.of(columns.get("coder") or ("",) * len(rows)))
    about = "question" if layout.of_answers else "document"
    found.targets.extend(found.target_names.of(columns.get(about) or ("",) * len(rows)))
    if layout.of_answers:
        found.respondents.extend(map(str.strip, columns["respondent"]))
    for key, i in layout.attributes.items():
        found.attributes.setdefault(key, []).extend(map(sys.intern, cells[i]))
    _demand("code", columns, "" in found.code_names.names, lines, problems)
    _demand("document", columns, "" in found.target_names.names, lines, problems)
    _demand("respondent", columns, "" in found.respondents[-len(rows) :], lines, problems)


def _demand(
    column: str, columns: Mapping[str, Sequence[str]], some_empty: bool, lines: Sequence[int], problems: Problems
) -> None:
    """Note rows that lack what every coding needs."""
    for cell, line in zip(columns[column], lines, strict=True) if some_empty and column in columns else ():
        if not cell.strip():
            problems.add(_("the column “{name}” is empty").format(name=column), line)


def _places(
    columns: Mapping[str, Sequence[str]], count: int, lines: Sequence[int], problems: Problems
) -> tuple[Sequence[int], Sequence[int]]:
    """Read where the codings start and stop; two empty cells, or no columns for them, mean the whole answer: -1."""
    if "start" not in columns:
        return [-1] * count, [-1] * count
    try:
        starts, stops = list(map(int, columns["start"])), list(map(int, columns["stop"]))
        if all(map(lt, starts, stops)) and min(starts) >= 0 and max(stops) <= _LARGEST:
            return starts, stops
    except ValueError:
        pass
    whole_allowed = "respondent" in columns and "document" not in columns
    places = [
        _place(start.strip(), stop.strip(), line, whole_allowed, problems)
        for start, stop, line in zip(columns["start"], columns["stop"], lines, strict=True)
    ]
    return [start for start, _stop in places], [stop for _start, stop in places]


def _place(start: str, stop: str, line: int, whole_allowed: bool, problems: Problems) -> tuple[int, int]:
    if not start and not stop and whole_allowed:
        return -1, -1
    if not (start.isascii() and start.isdigit() and stop.isascii() and stop.isdigit()):
        words = _("start “{start}” and stop “{stop}” must be whole numbers")
        problems.add(words.format(start=start[:20], stop=stop[:20]), line)
    elif len(stop) > 10 or int(stop) > _LARGEST:
        problems.add(_("stop {stop} is larger than any text").format(stop=stop[:20]), line)
    elif len(start) > 10 or int(start) >= int(stop):
        problems.add(_("stop {stop} must be greater than start {start}").format(start=start[:20], stop=stop[:20]), line)
    else:
        return int(start), int(stop)
    return -1, -1


def _without_suffix(name: str) -> str:
    bare = name.strip()
    stem, dot, suffix = bare.rpartition(".")
    return stem if stem and dot + suffix.lower() in TEXT_SUFFIXES else bare


IMPORTER = CodingsCsv()
