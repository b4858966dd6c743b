"""SPSS's multiple-response sets: dichotomies (D, E) as they are, categories (C) as one option per category."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from codeerbank.i18n import _
from codeerbank.importers.survey_columns import NOTHING, Columns, Described, ResponseSet
from codeerbank.importers.survey_sav_values import label_words


def add_sets(columns: Columns, sets: Mapping[str, Mapping[str, Any]]) -> None:
    """Add the sets that the file defines; a set of categories gets columns of its own, beside the ones it was made of."""
    at = {name: number for number, name in enumerate(columns.names)}
    taken: set[int] = set()
    for name, about in sets.items():
        numbers = [at[member] for member in about.get("variable_list") or () if member in at]
        name = name.removeprefix("$")
        question = " ".join(str(about.get("label") or name).split())
        if about.get("is_dichotomy"):
            free = [number for number in numbers if number not in taken]
            taken.update(free)
            if free:
                columns.sets.append(_dichotomies(columns, name, question, free, about))
        elif numbers:
            columns.sets.append(_categories(columns, name, question, numbers))


def _dichotomies(
    columns: Columns, name: str, question: str, numbers: Sequence[int], about: Mapping[str, Any]
) -> ResponseSet:
    counted = next(iter(label_words({about.get("counted_value"): ""})), "1").strip()
    options, ticks = {}, {}
    for number in numbers:
        known = columns.described.get(number, NOTHING)
        by_value = known.labels.get(counted, "") if about.get("type") == "E" else ""
        options[number] = by_value or columns.questions[number]
        found = {cell.strip() for cell in columns.cells[number]} - {""} - (known.missing or frozenset())
        ticks[number] = {**dict.fromkeys(found - {counted}, "0"), counted: "1"}
    return ResponseSet(name, question, options, ticks)


def _categories(columns: Columns, name: str, question: str, numbers: Sequence[int]) -> ResponseSet:
    """Make an option of each category: chosen by who has it in any of the variables, left by who has another there."""
    labels: dict[str, str] = {}
    missing: frozenset[str] = frozenset()
    for number in numbers:
        known = columns.described.get(number, NOTHING)
        missing |= known.missing or frozenset()
        labels |= known.labels
    rows = [{cell.strip() for cell in row} - {""} for row in zip(*(columns.cells[n] for n in numbers), strict=True)]
    found = sorted(set().union(*rows) - missing - labels.keys())
    options: dict[int, str] = {}
    for code in [*(code for code in labels if code not in missing), *found]:
        cells = ["1" if code in row else "0" if row - missing else next(iter(row), "") for row in rows]
        options[len(columns.names)] = labels.get(code, code)
        columns.described[len(columns.names)] = Described(missing=missing)
        columns.names.append(_free(f"{name}_{code}", columns.names))
        columns.questions.append(labels.get(code, code))
        columns.cells.append(cells)
    told = _("Set {name} of categories was read as one option per category, beside the variables it is made of.")
    columns.notes.append(told.format(name=name))
    return ResponseSet(name, question, options)


def _free(name: str, taken: Sequence[str]) -> str:
    return name if name not in taken else _free(name + "_", taken)
