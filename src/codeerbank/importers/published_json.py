"""Published tables as JSON: a list of tables with columns, rows and cells, or what this program itself writes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from codeerbank.domain.published import (
    BaseKind,
    Figure,
    Printed,
    PublishedColumn,
    PublishedRow,
    PublishedTable,
    Response,
)
from codeerbank.i18n import _
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.published_grid import count_in, tables_in_grid

_RESPONSES: Mapping[str, Response] = {
    "single": "single", "multiple": "multiple", "likert": "likert", "likert3": "likert", "likert5": "likert",
}  # fmt: skip
_KINDS: Mapping[str, BaseKind] = {"respondents": "respondents", "responses": "responses", "none": "none"}


def tables_in_json(path: Path, text: str) -> list[PublishedTable]:
    """Read the tables of a JSON file: published tables, or a table that this program wrote."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise cannot_read(path, _("line {line} is not JSON").format(line=line)) from None
    return list(_tables(found, path.stem))


def _tables(found: Any, name: str) -> Iterator[PublishedTable]:
    if isinstance(found, list):
        for number, one in enumerate(found, 1):
            if isinstance(one, dict):
                yield from _tables(one, f"{name} {number}")
    elif isinstance(found, dict):
        for key in ("tables", "lists"):
            yield from (
                table for one in _dicts(found.get(key)) if (table := _published(one, name) or _listed(one)) is not None
            )
        if isinstance(found.get("groups"), list) and "variable" in found:
            yield _own(found)
        elif found.get("measure") and isinstance(found.get("rows"), list):
            yield _merged(found)
        elif isinstance(found.get("columns"), list) and isinstance(found.get("rows"), list):
            table = _published(found, name)
            yield from [table] if table else tables_in_grid(_grid(found), _text(found.get("title")) or name)


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _text(value: Any) -> str:
    return str(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else ""


def _published(found: Mapping[str, Any], name: str) -> PublishedTable | None:
    """Read a table whose rows hold cells by column; None when this is none."""
    columns = [_column(one) for one in _dicts(found.get("columns"))]
    rows = [one for one in _dicts(found.get("rows")) if isinstance(one.get("cells"), dict)]
    if not columns or not rows:
        return None
    totals = found.get("total_printed")
    return PublishedTable(
        id=_text(found.get("id")) or _text(found.get("title")) or name,
        title=_text(found.get("title")),
        columns=columns,
        rows=[_row(one, number) for number, one in enumerate(rows, 1)],
        response=_RESPONSES.get(_text(found.get("response_type")), ""),
        totals={str(key): _figure(cell) for key, cell in totals.items()} if isinstance(totals, dict) else {},
        persons=count_in(found.get("N")),
    )


def _column(found: Mapping[str, Any]) -> PublishedColumn:
    name = _text(found.get("id")) or _text(found.get("label"))
    kind = _KINDS.get(_text(found.get("base_kind")), "respondents")
    persons = count_in(found.get("N"))
    base = count_in(found.get("base"))
    return PublishedColumn(name, _text(found.get("label")) or name, base, kind, persons)


def _row(found: Mapping[str, Any], number: int) -> PublishedRow:
    name = _text(found.get("id")) or _text(found.get("label")) or str(number)
    cells = {str(key): _figure(cell) for key, cell in found["cells"].items()}
    label, block = _text(found.get("label")) or name, _text(found.get("block"))
    return PublishedRow(name, label, cells, block, _text(found.get("parent")))


def _figure(found: Any) -> Figure:
    if not isinstance(found, dict):
        return Figure(n=count_in(found))
    words = _text(found.get("pct_printed"))
    if not words and found.get("pct") is not None:
        words = _with_decimals(found)
    return Figure(
        n=count_in(found.get("n")),
        pct=(printed := Printed.read(words)),
        base=count_in(found.get("base")),
        not_asked=found.get("not_asked") is True,
        unreadable=words if words and printed is None else "",
    )


def _with_decimals(found: Mapping[str, Any]) -> str:
    value, decimals = found.get("pct"), found.get("decimals")
    if isinstance(value, int | float) and isinstance(decimals, int) and not isinstance(value, bool):
        return f"{value:.{max(0, min(decimals, 10))}f}"
    return _text(value)


def _listed(found: Mapping[str, Any]) -> PublishedTable | None:
    """Read a list of counts in the text: so many of so many, or names with counts and a total."""
    name, base = _text(found.get("id")), count_in(found.get("of"))
    column = PublishedColumn("n", _text(found.get("title")) or "n", base, "respondents")
    given = found.get("values")
    values = given if isinstance(given, dict) else {}
    rows = [
        PublishedRow(str(key), str(key), {"n": Figure(n=n)})
        for key, value in values.items()
        if (n := count_in(value)) is not None
    ]
    if base is not None:
        rows.append(PublishedRow("n", column.label, {"n": _figure(found)}))
    total = count_in(found.get("total_printed"))
    if not rows:
        return None
    totals = {"n": Figure(n=total)} if total is not None else {}
    return PublishedTable(name, column.label, [column], rows, totals=totals)


def _own(found: Mapping[str, Any]) -> PublishedTable:
    """Read the JSON of ``table`` and ``crosstab``: percentages with all their decimals, a base per row."""
    columns, cells = [], {}
    labels: dict[str, str] = {}
    several = False
    for number, group in enumerate(_dicts(found.get("groups")), 1):
        who = _text(group.get("group"))
        shares = PublishedColumn(
            f"{who or number}", who or _text(found.get("variable")), count_in(group.get("n_valid"))
        )
        answers = PublishedColumn(shares.id + " %", shares.label, count_in(group.get("n_answers")), "responses")
        columns.append(shares)
        for row in _dicts(group.get("rows")):
            value = _text(row.get("value"))
            labels[value] = _text(row.get("label")) or value
            cells[value, shares.id] = _exact(row, "pct_cases", count_in(row.get("base")))
            if row.get("pct_answers") is not None:
                several = True
                cells[value, answers.id] = _exact(row, "pct_answers", count_in(group.get("n_answers")))
        if any(column == answers.id for _row, column in cells):
            columns.append(answers)
    rows = [
        PublishedRow(value, label, {c.id: cells[value, c.id] for c in columns if (value, c.id) in cells})
        for value, label in labels.items()
    ]
    name = _text(found.get("variable"))
    response: Response = "multiple" if several or "n_chose_nothing" in found else "single"
    return PublishedTable(name, _text(found.get("label")), columns, rows, response, labelled=True)


def _merged(found: Mapping[str, Any]) -> PublishedTable:
    """Read the JSON of ``merge``: a row per code and group."""
    cells: dict[str, dict[str, Figure]] = {}
    labels: dict[str, str] = {}
    columns: dict[str, PublishedColumn] = {}
    for row in _dicts(found["rows"]):
        code, group = _text(row.get("code")), _text(row.get("group")) or "–"
        labels[code] = f"{code} {_text(row.get('name'))}"
        columns[group] = PublishedColumn(group, group)
        cells.setdefault(code, {})[group] = _exact(row, "pct", count_in(row.get("base")))
    rows = [PublishedRow(code, label, cells[code]) for code, label in labels.items()]
    return PublishedTable("merge", _text(found.get("by")), list(columns.values()), rows, "multiple", labelled=True)


def _exact(row: Mapping[str, Any], share: str, base: int | None) -> Figure:
    value = row.get(share)
    pct = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        pct = Printed(Decimal(repr(value)), 6, f"{value:.6g}")
    return Figure(n=count_in(row.get("n")), pct=pct, base=base, rounded=False, not_asked=base == 0 and value is None)


def _grid(found: Mapping[str, Any]) -> list[list[str]]:
    rows = [row for row in found["rows"] if isinstance(row, list)]
    return [[_text(cell) for cell in row] for row in [found["columns"], *rows]]
