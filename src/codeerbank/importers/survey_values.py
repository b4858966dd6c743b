"""What the cells of one survey column are: numbers, dates or words, which level they measure, and which state each has."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from codeerbank.domain.answer_scales import in_order
from codeerbank.domain.survey import AnswerState, Level

NO_ANSWER_CODES = frozenset({"-9", "-99", "-999", "-9.0", "-99.0", "-9,0", "-99,0"})
"""Codes that survey programs write for: asked, but not answered."""

_NUMBER = re.compile(r"[+-]?(?:\d+(?:[.,]\d+)?|[.,]\d+)(?:[eE][+-]?\d{1,3})?")
_PADDED = re.compile(r"0\d")
_DATE = re.compile(
    r"(?:(\d{4})([-/.])(\d{1,2})\2(\d{1,2})|(\d{1,2})([-/.])(\d{1,2})\6(\d{4}))"
    r"((?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?)"
)
_MANY = 10
_MANY_WORDS = 30
_RATING = {str(n) for n in range(11)}
_PAIRS = ({"0", "1"}, {"1", "2"})
_MEASURED = re.compile(
    r"leeftijd|age\b|duur|duration|minuten|minutes|jaren|years|weging|weegfactor|gewicht|weight|aantal|bedrag",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """The level of a column, each distinct cell's value as it is stored, and the answers of a known scale in order."""

    level: Level
    values: Mapping[str, str]
    labels: Mapping[str, str] = field(default_factory=dict)


def measure(name: str, distinct: Collection[str]) -> Measured:
    """Find the level from the distinct answers (no codes for "no answer"); numbers get a dot, dates become ISO."""
    given = [cell for cell in distinct if cell]
    numbers = _as_numbers(given)
    if numbers is not None:
        return Measured(_level(name, set(numbers.values())), numbers)
    dates = _as_dates(given)
    if dates is not None:
        return Measured("text", dates)
    if scale := in_order(given):
        answers, whole = scale
        return Measured("ordinal" if whole else "nominal", {c: c for c in given}, {c: c for c in answers})
    many = len(given) > _MANY_WORDS
    return Measured("text" if many else "nominal", {cell: cell for cell in given})


def states_and_values(
    cells: Sequence[str],
    distinct: Collection[str],
    values: Mapping[str, str],
    blank: AnswerState,
    missing: frozenset[str] = NO_ANSWER_CODES,
) -> tuple[list[AnswerState], list[str | None]]:
    """Give each cell its state and its value; the work is done once per distinct cell."""
    state_of = dict.fromkeys(distinct, AnswerState.VALUE)
    value_of: dict[str, str | None] = {**values}
    for cell in distinct:
        if not cell or cell in missing:
            state_of[cell] = AnswerState.NO_ANSWER if cell else blank
            value_of[cell] = None
    return list(map(state_of.__getitem__, cells)), list(map(value_of.__getitem__, cells))


def _as_numbers(given: Collection[str]) -> dict[str, str] | None:
    """Give the numbers with a dot, or None when one is no number or is padded with zeros, as a postcode or a key is."""
    found = {}
    for cell in given:
        if not _NUMBER.fullmatch(cell) or _PADDED.match(cell):
            return None
        found[cell] = cell.replace(",", ".")
    if found and all(value.endswith(".0") for value in found.values() if "." in value):
        return {cell: value.removesuffix(".0") for cell, value in found.items()}
    return found or None


def _level(name: str, numbers: set[str]) -> Level:
    if any(not number.lstrip("+-").isdigit() for number in numbers) or len(numbers) > _MANY or _MEASURED.search(name):
        return "scale"
    return "ordinal" if numbers <= _RATING and numbers not in _PAIRS and numbers != {"0"} else "nominal"


def _as_dates(given: Collection[str]) -> dict[str, str] | None:
    """Give the dates as ISO, day before month unless a second number above 12 shows it is the other way round."""
    matches = {}
    for cell in given:
        match = _DATE.fullmatch(cell)
        if not match:
            return None
        matches[cell] = match
    american = any(m[7] and int(m[7]) > 12 for m in matches.values())
    found = {}
    for cell, m in matches.items():
        day, month = (m[7], m[5]) if american else (m[5], m[7])
        year, month, day = (m[1], m[3], m[4]) if m[1] else (m[8], month, day)
        try:
            date = datetime.date(int(year), int(month), int(day))
        except ValueError:
            return None
        found[cell] = f"{date.isoformat()}{m[9].replace(' ', 'T')}"
    return found or None
