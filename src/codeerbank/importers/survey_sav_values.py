"""SPSS values as text: whole numbers without a point, dates and times as ISO, a missing value as nothing."""

from __future__ import annotations

import datetime
import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeAlias

Cell: TypeAlias = "float | str | None"
_BEGIN = datetime.datetime(1582, 10, 14)
_FORMAT = re.compile(r"[A-Z]+")
_DAYS = {"DATE", "ADATE", "EDATE", "JDATE", "SDATE", "QYR", "MOYR", "WKYR"}
_MOMENTS = {"DATETIME", "YMDHMS"}
_TIMES = {"TIME", "DTIME", "MTIME"}


def words_of(values: Sequence[Cell], spss_format: str) -> dict[Cell, str]:
    """Give the text of each distinct value of a variable; the format says whether a number is a date."""
    kind = _kind(spss_format)
    write = _day if kind in _DAYS else _moment if kind in _MOMENTS else _time if kind in _TIMES else _number
    return {value: _text(value, write) for value in set(values)}


def is_time(spss_format: str) -> bool:
    """Say whether a variable holds dates or times."""
    return _kind(spss_format) in _DAYS | _MOMENTS | _TIMES


def _kind(spss_format: str) -> str:
    found = _FORMAT.match(spss_format)
    return found[0] if found else ""


def label_words(labels: Mapping[Any, str]) -> dict[str, str]:
    """Give value labels by the value's text."""
    return {_text(value, _number): str(label or "").strip() or _text(value, _number) for value, label in labels.items()}


def _text(value: Cell, write: Callable[[float], str]) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return write(value) if math.isfinite(value) else ""


def _number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else format(value, ".15g")


def _at(value: float) -> datetime.datetime | None:
    try:
        return _BEGIN + datetime.timedelta(seconds=value)
    except OverflowError:
        return None


def _day(value: float) -> str:
    moment = _at(value)
    return moment.date().isoformat() if moment else _number(value)


def _moment(value: float) -> str:
    moment = _at(value)
    return moment.isoformat(timespec="seconds") if moment else _number(value)


def _time(value: float) -> str:
    whole = round(abs(value))
    return f"{'-' if value < 0 else ''}{whole // 3600:02d}:{whole // 60 % 60:02d}:{whole % 60:02d}"
