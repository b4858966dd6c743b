"""SPSS data files: labels, missing values and measurement levels kept, and every cell read back."""

from __future__ import annotations

import operator
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from codeerbank.domain.survey_file import SurveyFile, SurveyWritten
from codeerbank.domain.table import Sheet
from codeerbank.domain.visible import one_line
from codeerbank.errors import UsageError
from codeerbank.exporters.atomic import replacing, replacing_by_name
from codeerbank.exporters.proof import differs
from codeerbank.exporters.spss_columns import SpssColumn, survey_column, table_column
from codeerbank.exporters.spss_names import cut_bytes, valid_names
from codeerbank.exporters.spss_syntax import ResponseSet, sets_syntax
from codeerbank.i18n import _, ngettext

_TITLE, _NOTE = 64, 80


class SpssExporter:
    """Writes a table or a survey as .sav; multiple-response sets go in a syntax file beside it (NAME-sets.sps)."""

    name = "spss"
    suffixes: Sequence[str] = (".sav",)
    description = "SPSS data file"

    def write(self, path: Path, sheets: Sequence[Sheet], options: Mapping[str, str]) -> None:  # noqa: ARG002
        """Write one table, its columns as variables; stamp, header block and notes as the file's documents."""
        if len(sheets) != 1:
            raise UsageError(_("An SPSS file holds one table."), _("Choose .xlsx or .json for several."))
        (sheet,) = sheets
        rows = [list(row) for row in sheet.rows]
        names = valid_names(sheet.columns)
        cells = [[row[i] for row in rows] for i in range(len(names))]
        columns = {names[i]: table_column(sheet.columns[i], cells[i]) for i in range(len(names))}
        words = [sheet.title, sheet.stamp, *(f"{label}: {value}" for label, value in sheet.about), *sheet.notes]
        with replacing_by_name(path) as fresh:
            _save(fresh, columns, sheet.title, words)

    def write_survey(self, path: Path, survey: SurveyFile, options: Mapping[str, str]) -> SurveyWritten:  # noqa: ARG002
        """Write a survey with all that SPSS can hold of it."""
        names = valid_names([column.name for column in survey.columns])
        columns = {name: survey_column(column) for name, column in zip(names, survey.columns, strict=True)}
        with replacing_by_name(path) as fresh:
            _save(fresh, columns, survey.title, [survey.title, survey.stamp, *survey.notes])
            _compare(path, fresh, columns)
        syntax = _write_sets(path, survey, names)
        return SurveyWritten([path, *syntax], _remarks(survey, columns))


def _save(path: Path, columns: Mapping[str, SpssColumn], title: str, words: Sequence[str]) -> None:
    import pyreadstat
    from pandas import DataFrame

    pyreadstat.write_sav(
        DataFrame({name: column.cells for name, column in columns.items()}, copy=False),
        str(path),
        file_label=cut_bytes(one_line(title), _TITLE, "…"),
        note=[line for text in words if text for line in _lines(one_line(text))],
        column_labels={name: column.label for name, column in columns.items()},
        variable_value_labels={name: dict(column.labels) for name, column in columns.items() if column.labels},
        missing_ranges={name: list(column.missing) for name, column in columns.items() if column.missing},
        variable_measure={name: column.measure for name, column in columns.items()},
        variable_format={name: column.format for name, column in columns.items() if column.format},
        row_compress=True,
    )


def _lines(text: str) -> list[str]:
    """Fold a document line into the 80 bytes that one may take."""
    found = []
    while text:
        line = cut_bytes(text, _NOTE)
        if line != text and " " in line:
            line = line[: line.rindex(" ") + 1]
        found.append(line.rstrip())
        text = text[len(line) :]
    return found


def _compare(path: Path, fresh: Path, columns: Mapping[str, SpssColumn]) -> None:
    """Read the file back: the same cells, labels, missing values and levels in the same order, or it is not written."""
    import numpy as np
    import pyreadstat

    how: dict[str, Any] = {"user_missing": True, "disable_datetime_conversion": True, "output_format": "dict"}
    found, about = pyreadstat.read_sav(str(fresh), **how)
    if list(about.column_names) != list(columns):
        raise differs(path, "")
    for name, column in columns.items():
        cells = found.get(name, [])
        if column.is_number:
            same = np.array_equal(np.array(cells, dtype=float), column.cells, equal_nan=True)
        else:
            same = list(cells) == list(column.cells)
        told = (
            about.column_names_to_labels.get(name) or "",
            about.variable_value_labels.get(name, {}),
            about.variable_measure[name],
            [(one["lo"], one["hi"]) for one in about.missing_ranges.get(name, ())],
        )
        missing = [(one["lo"], one["hi"]) if isinstance(one, dict) else (one, one) for one in column.missing]
        if not same or told != (column.label, column.labels, column.measure, missing):
            raise differs(path, name)


def _write_sets(path: Path, survey: SurveyFile, names: Sequence[str]) -> list[Path]:
    """Write the syntax for the multiple-response sets, the codes among them; nothing where there are none."""
    sets: dict[str, ResponseSet] = {}
    for name, column in zip(names, survey.columns, strict=True):
        if column.member:
            known = sets.get(column.member) or ResponseSet(column.member, column.question or column.member, [])
            sets[column.member] = ResponseSet(known.name, known.label, [*known.variables, name])
    if not sets:
        return []
    place = path.with_name(f"{path.stem}-sets.sps")
    with replacing(place) as file:
        file.write(sets_syntax(path.name, list(sets.values())).encode("utf-8-sig", "replace"))
    return [place]


def _remarks(survey: SurveyFile, columns: Mapping[str, SpssColumn]) -> list[str]:
    """Say what SPSS holds otherwise than the project does."""
    pairs = list(zip(columns.items(), survey.columns, strict=True))
    renamed = sum(name != column.name for (name, _written), column in pairs)
    texts = [(written.cells, column.cells) for (_name, written), column in pairs if not written.is_number]
    changed = sum(sum(map(operator.ne, *cells)) for cells in texts)
    cut = sum("…" in written.label.removesuffix(one_line(column.label) + "]") for (_name, written), column in pairs)
    found = [
        (renamed, ngettext("{n} variable got a name that SPSS takes.", "{n} variables got names that SPSS takes.", renamed)),
        (changed, ngettext(
            "{n} text was changed to what SPSS can hold (no blanks at the end, marks for control characters; 32,767 bytes).",
            "{n} texts were changed to what SPSS can hold (no blanks at the end, marks for control characters; 32,767 bytes).",
            changed,
        )),
        (cut, ngettext(
            "{n} question is longer than the 256 bytes of a label; the data dictionary has it whole (--dictionary).",
            "{n} questions are longer than the 256 bytes of a label; the data dictionary has them whole (--dictionary).",
            cut,
        )),
    ]  # fmt: skip
    return [words for n, words in found if n]


EXPORTER = SpssExporter()
