"""Columns behind those of a file that came from elsewhere: the same rows, order and labels, read back to be sure."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from codeerbank.domain.survey_file import SurveyColumn
from codeerbank.errors import UsageError
from codeerbank.exporters.atomic import replacing, replacing_by_name
from codeerbank.exporters.proof import differs
from codeerbank.exporters.spss_names import cut_bytes, valid_names
from codeerbank.i18n import _

_LABEL = 256
_BROKEN = re.compile(r"-?\d+([.,])\d+", re.ASCII)
Given = Sequence[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it is: its header and rows, every cell as text for whoever looks for the key."""

    names: Sequence[str]
    rows: Given

    def texts(self, place: int) -> list[str]:
        """Give one column as text; whole numbers without a decimal."""
        return [_text(row[place]) if place < len(row) else "" for row in self.rows]


def _text(value: Any) -> str:
    if value is None or value != value:
        return ""
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value).strip()


def read_original(path: Path) -> Original:
    """Read the file that columns will stand behind."""
    return _kind(path)[0](path)


def write_back(original: Path, copy: Path, columns: Sequence[SurveyColumn]) -> None:
    """Write a copy with more columns, and read it back: what was there is there, cell for cell, and the new ones too."""
    if original.resolve() == copy.resolve():
        raise UsageError(_("The original is not written over."), _("Give the copy another name with -o."), str(copy))
    if original.suffix.lower() != copy.suffix.lower():
        raise UsageError(
            _("A copy has the format of its original: {suffix}.").format(suffix=original.suffix), "", str(copy)
        )
    _kind(original)[1](original, copy, columns)


def _kind(path: Path) -> tuple[Callable[[Path], Original], Callable[[Path, Path, Sequence[SurveyColumn]], None]]:
    kinds = {
        ".csv": (_read_csv, _csv),
        ".tsv": (_read_csv, _csv),
        ".xlsx": (_read_xlsx, _xlsx),
        ".sav": (_read_sav, _sav),
    }
    if path.suffix.lower() not in kinds:
        raise UsageError(
            _("Columns are written behind those of a .csv, .xlsx or .sav file."),
            _("Save it as one of these."),
            str(path),
        )
    if not path.is_file():
        raise UsageError(_("There is no file {path}.").format(path=path), "", str(path))
    return kinds[path.suffix.lower()]


def _proved(path: Path, before: Original, after: Original, columns: Sequence[SurveyColumn]) -> None:
    """Compare what was written with what it should be."""
    width = len(before.names)
    if list(after.names[:width]) != list(before.names) or len(after.rows) != len(before.rows):
        raise differs(path, "")
    for place, name in enumerate(before.names):
        if after.texts(place) != before.texts(place):
            raise differs(path, name)
    for place, column in enumerate(columns, start=width):
        if after.texts(place) != list(column.cells):
            raise differs(path, column.name)


# Comma-separated


def _decoded(path: Path) -> tuple[str, str]:
    raw = path.read_bytes()
    for encoding in ("utf-8-sig" if raw.startswith(b"\xef\xbb\xbf") else "utf-8", "cp1252"):
        try:
            return raw.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    raise UsageError(
        _("The characters of {path} cannot be read.").format(path=path.name), _("Save it as UTF-8."), str(path)
    )


def _parsed(text: str) -> tuple[list[list[str]], str]:
    delimiter = max(";,\t", key=text.partition("\n")[0].count)
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)), delimiter


def _read_csv(path: Path) -> Original:
    rows, _delimiter = _parsed(_decoded(path)[0])
    if not rows:
        raise UsageError(_("{path} is empty.").format(path=path.name), "", str(path))
    return Original(rows[0], [row for row in rows[1:] if row])


def _csv(original: Path, copy: Path, columns: Sequence[SurveyColumn]) -> None:
    text, encoding = _decoded(original)
    rows, delimiter = _parsed(text)
    before = Original(rows[0], [row for row in rows[1:] if row])
    if _decimal_mark(before, delimiter) == ",":
        columns = [_with_commas(column) for column in columns]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n" if "\r\n" in text else "\n")
    writer.writerow([*before.names, *(column.name for column in columns)])
    width = len(before.names)
    for n, row in enumerate(before.rows):
        writer.writerow([*row, *[""] * (width - len(row)), *(column.cells[n] for column in columns)])
    with replacing(copy) as file:
        file.write(out.getvalue().encode(encoding))
    _proved(copy, before, _read_csv(copy), columns)


def _decimal_mark(before: Original, delimiter: str) -> str:
    """Give the mark that most broken numbers of a file have; without any, the comma where semicolons part the cells."""
    marks = [found[1] for row in before.rows for cell in row if (found := _BROKEN.fullmatch(cell.strip()))]
    commas = marks.count(",")
    return "," if 2 * commas > len(marks) or (not marks and delimiter == ";") else "."


def _with_commas(column: SurveyColumn) -> SurveyColumn:
    if column.numbers() is None:
        return column
    return replace(column, cells=[cell.replace(".", ",") for cell in column.cells])


# Excel


def _read_xlsx(path: Path) -> Original:
    from openpyxl import load_workbook

    with path.open("rb") as file:  # by its contents: the name of a file in the making has no suffix
        sheet = load_workbook(file, read_only=True, data_only=True).worksheets[0]
        rows = [list(row) for row in sheet.iter_rows(values_only=True)]
    while rows and not any(cell is not None for cell in rows[-1]):
        rows.pop()
    if not rows:
        raise UsageError(_("{path} is empty.").format(path=path.name), "", str(path))
    return Original([_text(cell) for cell in rows[0]], rows[1:])


def _xlsx(original: Path, copy: Path, columns: Sequence[SurveyColumn]) -> None:
    from openpyxl import load_workbook

    before = _read_xlsx(original)
    book = load_workbook(original)
    sheet = book.worksheets[0]
    for place, column in enumerate(columns, start=len(before.names) + 1):
        sheet.cell(1, place, column.name)
        numbers = column.numbers()
        for n, cell in enumerate(column.cells, start=2):
            if cell:
                sheet.cell(n, place, cell if numbers is None else numbers[cell])
    with replacing_by_name(copy) as fresh:
        book.save(fresh)
        _proved(copy, before, _read_xlsx(fresh), columns)


# SPSS

_HOW: Mapping[str, Any] = {"user_missing": True, "disable_datetime_conversion": True, "output_format": "dict"}


def _read_sav(path: Path) -> Original:
    import pyreadstat

    found, about = pyreadstat.read_sav(str(path), **_HOW)
    names = list(about.column_names)
    return Original(names, list(zip(*(found[name] for name in names), strict=True)))


def _sav(original: Path, copy: Path, columns: Sequence[SurveyColumn]) -> None:
    """Write labels, missing values, levels and formats as they were; sets of several answers are lost to the format."""
    import pyreadstat
    from pandas import DataFrame

    found, about = pyreadstat.read_sav(str(original), **_HOW)
    before = _read_sav(original)
    names = valid_names([*before.names, *(column.name for column in columns)])[len(before.names) :]
    data: dict[str, Any] = {name: found[name] for name in before.names}
    labels = dict(about.column_names_to_labels)
    values, missing = dict(about.variable_value_labels), dict(about.missing_ranges)
    for name, column in zip(names, columns, strict=True):
        numbers = column.numbers()
        data[name] = list(column.cells) if numbers is None else [numbers[cell] for cell in column.cells]
        labels[name] = cut_bytes(column.label, _LABEL, "…")
        if numbers is not None and column.labels:
            values[name] = {float(value): words for value, words in column.labels.items()}
            missing[name] = [float(code) for code in column.missing]
    with replacing_by_name(copy) as fresh:
        pyreadstat.write_sav(
            DataFrame(data, copy=False),
            str(fresh),
            file_label=about.file_label or "",
            column_labels=labels,
            variable_value_labels=values,
            missing_ranges=missing,
            variable_measure=dict(about.variable_measure),
            variable_display_width=dict(about.variable_display_width),
            variable_format=dict(about.original_variable_types),
            row_compress=True,
        )
        _proved(copy, before, _read_sav(fresh), columns)
        _told_the_same(copy, fresh, about)


def _told_the_same(path: Path, fresh: Path, before: Any) -> None:
    """Compare the words about the variables that were there."""
    import pyreadstat

    after = pyreadstat.read_sav(str(fresh), metadataonly=True, **_HOW)[1]
    for name in before.column_names:
        for about in ("column_names_to_labels", "variable_value_labels", "missing_ranges", "variable_measure"):
            if (getattr(after, about).get(name) or None) != (getattr(before, about).get(name) or None):
                raise differs(path, name)
