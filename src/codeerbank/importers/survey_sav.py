"""Surveys as SPSS files: value labels, missing values, levels, multiple-response sets; dates as ISO, keys as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.errors import ImportProblems
from codeerbank.i18n import N_, _
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_head
from codeerbank.importers.survey import read_survey
from codeerbank.importers.survey_columns import Columns, Described
from codeerbank.importers.survey_sav_sets import add_sets
from codeerbank.importers.survey_sav_values import Cell, is_time, label_words, words_of
from codeerbank.importers.survey_values import NO_ANSWER_CODES

_MOST_CELLS = 60_000_000
_LEVELS = {"nominal": "nominal", "ordinal": "ordinal", "scale": "scale"}
_MARKS = (b"$FL2", b"$FL3")
Ranges: TypeAlias = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class SurveySpss:
    """Reads a survey from an SPSS data file."""

    name: str = "survey_sav"
    noun: ImportNoun = "survey"
    suffixes: Sequence[str] = (".sav", ".zsav")
    description: str = N_("Survey table, SPSS")

    def recognises(self, path: Path, head: bytes) -> float:
        """Go by the suffix, and the mark at the start of the file."""
        if path.suffix.lower() not in self.suffixes:
            return 0.0
        return 0.9 if head.startswith(_MARKS) else 0.2

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the data with all that the file says of its variables."""
        values, about = _read(path, options.encoding)
        columns = _columns(values, about)
        survey = read_survey(path, columns, options)
        return Reading(survey, (), str(about.file_encoding or ""))


def _read(path: Path, encoding: str | None) -> tuple[Mapping[str, Sequence[Cell]], Any]:
    """Give the values by variable and the metadata; user-defined missing values stay as they are."""
    if not read_head(path).startswith(_MARKS):
        raise _no_spss(path)
    import pyreadstat

    try:
        _nothing, about = pyreadstat.read_sav(str(path), metadataonly=True, encoding=encoding)
        _check_size(path, about)
        values, about = pyreadstat.read_sav(
            str(path), user_missing=True, disable_datetime_conversion=True, encoding=encoding, output_format="dict"
        )
    except (pyreadstat.ReadstatError, pyreadstat.PyreadstatError) as error:
        if "convert string" in str(error) or "encoding" in str(error):
            reason = _("its words are in another character set than it says")
            raise cannot_read(path, reason, _("Name the character set with --encoding, for example cp1252.")) from None
        raise _no_spss(path) from None
    except (ValueError, OverflowError, UnicodeError, MemoryError, SystemError):
        raise _no_spss(path) from None
    if not all(isinstance(name, str) and name for name in values) or len(set(map(len, values.values()))) > 1:
        raise _no_spss(path)
    if not values or not any(map(len, values.values())):
        raise cannot_read(path, _("there is no data in it"), _("Give a file that holds data."))
    return values, about


def _no_spss(path: Path) -> ImportProblems:
    reason = _("it is no SPSS file, or it is damaged or cut off")
    return cannot_read(path, reason, _("Open it in SPSS and save it again, or ask for a new copy."))


def _check_size(path: Path, about: Any) -> None:
    cells = max(0, about.number_rows or 0) * max(1, about.number_columns or 0)
    if cells > _MOST_CELLS:
        reason = _("it says that it holds {n} million cells").format(n=cells // 1_000_000)
        raise cannot_read(path, reason, _("Save it in parts, each with the variables you need."))


def _columns(values: Mapping[str, Sequence[Cell]], about: Any) -> Columns:
    """Make columns of text, each with its level, labels and the codes that mean "no answer"."""
    names = list(values)
    questions = [" ".join((about.column_names_to_labels.get(name) or name).split()) for name in names]
    columns = Columns(names, questions, [], lambda row: row + 1)
    undeclared = []
    for number, name in enumerate(names):
        words = words_of(values[name], _format(name, about))
        cells = list(map(words.__getitem__, values[name]))
        columns.cells.append(cells)
        missing = _missing(words, about.missing_ranges.get(name, ()))
        if not missing and not NO_ANSWER_CODES.isdisjoint(words.values()):
            undeclared.append(name)
        columns.described[number] = _described(name, values[name], about, missing)
    columns.coded = any(about.missing_ranges.values())
    if undeclared:
        told = _("{names} hold -9 or -99 that SPSS does not know as missing; they were read as ordinary answers.")
        columns.notes.append(told.format(names=", ".join(undeclared[:12])))
    add_sets(columns, about.mr_sets or {})
    return columns


def _described(name: str, values: Sequence[Cell], about: Any, missing: frozenset[str]) -> Described:
    labels = label_words(about.variable_value_labels.get(name, {}))
    labels |= {code: _("no answer") for code in sorted(missing) if code not in labels}
    is_number = not isinstance(values[0], str) and not is_time(_format(name, about))
    level = _LEVELS.get(about.variable_measure.get(name, "")) if is_number else None
    return Described(level, labels, missing)  # type: ignore[arg-type]


def _format(name: str, about: Any) -> str:
    return str(about.original_variable_types.get(name) or "")


def _missing(words: Mapping[Cell, str], ranges: Ranges) -> frozenset[str]:
    """Give the codes that the file declares missing: single ones always, those of a range as far as they occur."""
    found = set()
    for one in ranges:
        low, high = one["lo"], one["hi"]
        if low == high:
            found.add(next(iter(label_words({low: ""}))))
        found |= {text for value, text in words.items() if type(value) is type(low) and low <= value <= high}  # type: ignore[operator]
    return frozenset(found - {""})


IMPORTER = SurveySpss()
