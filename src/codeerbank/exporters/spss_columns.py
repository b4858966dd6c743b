"""What an SPSS data file holds of a column: numbers or text, labels, missing values, measurement level."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from codeerbank.domain.survey_file import SurveyColumn
from codeerbank.domain.table import Cell
from codeerbank.domain.visible import one_line, visible
from codeerbank.exporters.spss_names import cut_bytes

if TYPE_CHECKING:
    from numpy import ndarray

LONGEST_TEXT = 32_767
"""Bytes in a text; a label of a variable takes 256, one of a value 120."""
_LONGEST_LABEL, _LONGEST_VALUE_LABEL, _LONGEST_MISSING = 256, 120, 8
_MOST_MISSING, _LEAST_QUESTION = 3, 20
_MEASURE = {"nominal": "nominal", "ordinal": "ordinal", "scale": "scale", "text": "nominal", "multiple": "nominal"}
_DAY, _MOMENT = "EDATE10", "DATETIME20"
_FIRST_DAY = datetime(1582, 10, 14)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}:\d{2})?", re.ASCII)
_UNHOLDABLE = re.compile("[\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class SpssColumn:
    """One variable, its cells as numbers (not asked: NaN) or as texts that fit."""

    label: str
    cells: ndarray[Any, Any] | Sequence[str]
    measure: str = "nominal"
    labels: Mapping[Any, str] = field(default_factory=dict)
    missing: Sequence[Any] = ()
    format: str = ""

    @property
    def is_number(self) -> bool:
        """Whether SPSS can count with it; a date is a number of seconds."""
        return bool(self.format)


def survey_column(column: SurveyColumn) -> SpssColumn:
    """Make a variable of a survey column: numbers where all its cells, labels and missing codes are."""
    import numpy as np

    label, measure = label_of(column), _MEASURE[column.level]
    numbers = column.numbers()
    if numbers is None and (moments := dates({*column.cells} - {""})):
        seconds = {"": math.nan, **moments}
        found = np.fromiter(map(seconds.__getitem__, column.cells), float, len(column.cells))
        return SpssColumn(label, found, "scale", format=_MOMENT if any("T" in cell for cell in moments) else _DAY)
    if numbers is None:
        texts = {cell: fitting(cell) for cell in set(column.cells)}
        told = {code: words for code, words in column.labels.items() if words.strip() and words != code and code}
        labels = {fitting(code): _value_label(words) for code, words in told.items()}
        short = [code for code in column.missing if len(code.encode()) <= _LONGEST_MISSING][:_MOST_MISSING]
        return SpssColumn(label, list(map(texts.__getitem__, column.cells)), measure, labels, short)
    floats = {cell: math.nan if number is None else number for cell, number in numbers.items()}
    cells = np.fromiter(map(floats.__getitem__, column.cells), float, len(column.cells))
    value_labels = {float(code): _value_label(words) for code, words in column.labels.items() if words.strip()}
    missing = _missing(sorted({float(code) for code in column.missing}), floats.values())
    decimals = max((len(cell.partition(".")[2]) for cell in floats), default=0)
    return SpssColumn(label, cells, measure, value_labels, missing, _format(decimals))


def dates(texts: Collection[str]) -> dict[str, float]:
    """Give the seconds since the day SPSS counts from, where all texts are ISO dates or moments; else nothing."""
    found = {}
    for text in texts:
        if not _ISO.fullmatch(text):
            return {}
        try:
            found[text] = (datetime.fromisoformat(text) - _FIRST_DAY).total_seconds()
        except ValueError:
            return {}
    return found


def _format(decimals: int) -> str:
    return f"F{9 + decimals}.{decimals}"


def label_of(column: SurveyColumn) -> str:
    """Give the label; an option stands behind its question, and of the two the question is cut."""
    label = cut_bytes(one_line(column.label), _LONGEST_LABEL, "…")
    if column.level != "multiple" or not column.question.strip():
        return label
    room = _LONGEST_LABEL - len(f" [{label}]".encode())
    return f"{cut_bytes(one_line(column.question), room, '…')} [{label}]" if room > _LEAST_QUESTION else label


def table_column(name: str, cells: Sequence[Cell]) -> SpssColumn:
    """Make a variable of a column of any table: numbers where nothing else stands in it."""
    import numpy as np

    held = [None if isinstance(cell, float) and not math.isfinite(cell) else cell for cell in cells]
    numbers = [cell for cell in held if not isinstance(cell, str)]
    if len(numbers) < len(held) or not any(cell is not None for cell in numbers):
        return SpssColumn(one_line(name), [fitting("" if cell is None else str(cell)) for cell in held])
    floats = [math.nan if cell is None else float(cell) for cell in numbers]
    whole = all(math.isnan(cell) or cell.is_integer() for cell in floats)
    return SpssColumn(one_line(name), np.array(floats), "scale", format=_format(0 if whole else 3))


def fitting(text: str) -> str:
    """Make text that SPSS can hold: no control characters, no blanks at the end, 32,767 bytes at most."""
    return cut_bytes(_UNHOLDABLE.sub("�", visible(text)), LONGEST_TEXT, "[…]").rstrip(" ")


def _value_label(words: str) -> str:
    return cut_bytes(one_line(words), _LONGEST_VALUE_LABEL, "…")


def _missing(codes: Sequence[float], present: Any) -> Sequence[Any]:
    """Declare the codes: up to three by themselves, more as a range where no answer lies between them."""
    if len(codes) <= _MOST_MISSING:
        return list(codes)
    between = [number for number in present if codes[0] <= number <= codes[-1] and number not in codes]
    return list(codes[:_MOST_MISSING]) if between else [{"lo": codes[0], "hi": codes[-1]}]
