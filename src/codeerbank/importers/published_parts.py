"""What stands beside the tables of a report: lists of counts, ratings, figures and conclusions; and single cells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from codeerbank.domain.published import (
    Figure,
    Printed,
    PublishedClaim,
    PublishedColumn,
    PublishedFigure,
    PublishedRow,
    PublishedTable,
)
from codeerbank.importers.published_grid import count_in

_NO_FACTS = ("n", "of", "pct", "decimals", "total_printed")
_SCALE = re.compile(r"\((\d{1,3})\s*[-–]\s*(\d{1,3})\)")


def dicts(value: Any) -> list[dict[str, Any]]:
    """Give the objects of a list; nothing where it is no list."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def text_of(value: Any) -> str:
    """Give words and numbers as words; "" for anything else."""
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def figure_of(found: Any) -> Figure:
    """Read a cell: a count, or a count with its percentage."""
    if not isinstance(found, dict):
        return Figure(n=count_in(found))
    words = text_of(found.get("pct_printed"))
    if not words and found.get("pct") is not None:
        words = _with_decimals(found)
    return Figure(
        n=count_in(found.get("n")),
        pct=(printed := Printed.read(words)),
        base=count_in(found.get("base")),
        not_asked=found.get("not_asked") is True,
        unreadable=words if words and printed is None else _not_a_count(found),
    )


def _not_a_count(found: Mapping[str, Any]) -> str:
    """Give the words that stand where a count or a base should."""
    said = (found.get(key) for key in ("n", "base"))
    return next((str(one) for one in said if one is not None and count_in(one) is None), "")


def _with_decimals(found: Mapping[str, Any]) -> str:
    value, decimals = found.get("pct"), found.get("decimals")
    if isinstance(value, int | float) and isinstance(decimals, int) and not isinstance(value, bool):
        return f"{value:.{max(0, min(decimals, 10))}f}"
    return text_of(value)


def listed(found: Mapping[str, Any]) -> PublishedTable | None:
    """Read a list in the text: so many of so many, names with counts and a total, or marks and how often."""
    if isinstance(found.get("ratings"), dict):
        return _ratings(found)
    name, base = text_of(found.get("id")), count_in(found.get("of"))
    column = PublishedColumn("n", text_of(found.get("title")) or "n", base, "respondents")
    given = found.get("values")
    values = given if isinstance(given, dict) else {}
    rows = [
        PublishedRow(str(key), str(key), {"n": Figure(n=n)})
        for key, value in values.items()
        if (n := count_in(value)) is not None
    ]
    if base is not None:
        rows.append(PublishedRow("n", column.label, {"n": figure_of(found)}))
    total = count_in(found.get("total_printed"))
    if not rows:
        return None
    return PublishedTable(
        name, column.label, [column], rows,
        totals={"n": Figure(n=total)} if total is not None else {},
        location=text_of(found.get("location")),
        facts={key: n for key, value in found.items() if key not in _NO_FACTS and (n := count_in(value)) is not None},
    )  # fmt: skip


def _ratings(found: Mapping[str, Any]) -> PublishedTable | None:
    """Read pairs of a mark and how often it was given, per group."""
    groups = {
        str(group): [
            (text_of(pair[0]), count_in(pair[1])) for pair in pairs if isinstance(pair, list) and len(pair) == 2
        ]
        for group, pairs in found["ratings"].items()
        if isinstance(pairs, list)
    }
    marks = dict.fromkeys(mark for pairs in groups.values() for mark, _times in pairs if mark)
    if not marks:
        return None
    title = text_of(found.get("title"))
    scale = _SCALE.search(title)
    cells = {(mark, group): Figure(n=times) for group, pairs in groups.items() for mark, times in pairs}
    return PublishedTable(
        text_of(found.get("id")), title,
        [PublishedColumn(group, group, kind="none") for group in groups],
        [PublishedRow(m, m, {g: cells[m, g] for g in groups if (m, g) in cells}) for m in marks],
        "ratings",
        location=text_of(found.get("location")),
        scale=(int(scale[1]), int(scale[2])) if scale else None,
    )  # fmt: skip


def figures_of(found: Mapping[str, Any]) -> Sequence[PublishedFigure]:
    """Read the figures: without a word about it, a figure shows its numbers."""
    return [
        PublishedFigure(
            text_of(one.get("id")), text_of(one.get("title")), one.get("values_in_text") is not False,
            text_of(one.get("same_data_as")),
        )
        for one in dicts(found.get("figures"))
    ]  # fmt: skip


def claims_of(found: Mapping[str, Any]) -> Sequence[PublishedClaim]:
    """Read the conclusions."""
    return [
        PublishedClaim(
            text_of(one.get("id")), text_of(one.get("claim")),
            [text_of(use) for use in one["uses"]] if isinstance(one.get("uses"), list) else (),
            tested if isinstance(tested := one.get("test_reported"), bool) else None,
        )
        for one in dicts(found.get("claims"))
    ]  # fmt: skip
