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
    Publication,
    PublishedColumn,
    PublishedRow,
    PublishedTable,
    Response,
)
from codeerbank.i18n import _
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.published_grid import count_in, tables_in_grid
from codeerbank.importers.published_parts import claims_of, dicts, figure_of, figures_of, listed, text_of

_RESPONSES: Mapping[str, Response] = {
    "single": "single", "multiple": "multiple", "likert": "likert", "likert3": "likert", "likert5": "likert",
}  # fmt: skip
_KINDS: Mapping[str, BaseKind] = {"respondents": "respondents", "responses": "responses", "none": "none"}


def publication_in_json(path: Path, text: str) -> Publication:
    """Read a JSON file: published tables, lists, figures and conclusions, or a table that this program wrote."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        raise cannot_read(path, _("line {line} is not JSON").format(line=line)) from None
    whole = found if isinstance(found, dict) else {}
    return Publication(list(_tables(found, path.stem)), figures_of(whole), claims_of(whole))


def _tables(found: Any, name: str) -> Iterator[PublishedTable]:
    if isinstance(found, list):
        for number, one in enumerate(found, 1):
            if isinstance(one, dict):
                yield from _tables(one, f"{name} {number}")
    elif isinstance(found, dict):
        for key in ("tables", "lists"):
            yield from (
                table for one in dicts(found.get(key)) if (table := _published(one, name) or listed(one)) is not None
            )
        if isinstance(found.get("groups"), list) and "variable" in found:
            yield _own(found)
        elif found.get("measure") and isinstance(found.get("rows"), list):
            yield _merged(found)
        elif isinstance(found.get("columns"), list) and isinstance(found.get("rows"), list):
            table = _published(found, name)
            yield from [table] if table else tables_in_grid(_grid(found), text_of(found.get("title")) or name)


def _published(found: Mapping[str, Any], name: str) -> PublishedTable | None:
    """Read a table whose rows hold cells by column; None when this is none."""
    columns = [_column(one) for one in dicts(found.get("columns"))]
    rows = [one for one in dicts(found.get("rows")) if isinstance(one.get("cells"), dict)]
    if not columns or not rows:
        return None
    totals = found.get("total_printed")
    return PublishedTable(
        id=text_of(found.get("id")) or text_of(found.get("title")) or name,
        title=text_of(found.get("title")),
        columns=columns,
        rows=[_row(one, number) for number, one in enumerate(rows, 1)],
        response=_RESPONSES.get(text_of(found.get("response_type")), ""),
        totals={str(key): figure_of(cell) for key, cell in totals.items()} if isinstance(totals, dict) else {},
        persons=count_in(found.get("N")),
        number=text_of(found.get("report_number")),
        location=text_of(found.get("location")),
    )


def _column(found: Mapping[str, Any]) -> PublishedColumn:
    name = text_of(found.get("id")) or text_of(found.get("label"))
    kind = _KINDS.get(text_of(found.get("base_kind")), "respondents")
    persons = count_in(found.get("N"))
    base = count_in(found.get("base"))
    return PublishedColumn(name, text_of(found.get("label")) or name, base, kind, persons)


def _row(found: Mapping[str, Any], number: int) -> PublishedRow:
    name = text_of(found.get("id")) or text_of(found.get("label")) or str(number)
    cells = {str(key): figure_of(cell) for key, cell in found["cells"].items()}
    label, block = text_of(found.get("label")) or name, text_of(found.get("block"))
    return PublishedRow(name, label, cells, block, text_of(found.get("parent")))


def _own(found: Mapping[str, Any]) -> PublishedTable:
    """Read the JSON of ``table`` and ``crosstab``: percentages with all their decimals, a base per row."""
    columns, cells = [], {}
    labels: dict[str, str] = {}
    several = False
    for number, group in enumerate(dicts(found.get("groups")), 1):
        who = text_of(group.get("group"))
        shares = PublishedColumn(
            f"{who or number}", who or text_of(found.get("variable")), count_in(group.get("n_valid"))
        )
        answers = PublishedColumn(shares.id + " %", shares.label, count_in(group.get("n_answers")), "responses")
        columns.append(shares)
        for row in dicts(group.get("rows")):
            value = text_of(row.get("value"))
            labels[value] = text_of(row.get("label")) or value
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
    name = text_of(found.get("variable"))
    response: Response = "multiple" if several or "n_chose_nothing" in found else "single"
    return PublishedTable(name, text_of(found.get("label")), columns, rows, response, labelled=True)


def _merged(found: Mapping[str, Any]) -> PublishedTable:
    """Read the JSON of ``merge``: a row per code and group."""
    cells: dict[str, dict[str, Figure]] = {}
    labels: dict[str, str] = {}
    columns: dict[str, PublishedColumn] = {}
    for row in dicts(found["rows"]):
        code, group = text_of(row.get("code")), text_of(row.get("group")) or "–"
        labels[code] = f"{code} {text_of(row.get('name'))}"
        columns[group] = PublishedColumn(group, group)
        cells.setdefault(code, {})[group] = _exact(row, "pct", count_in(row.get("base")))
    rows = [PublishedRow(code, label, cells[code]) for code, label in labels.items()]
    return PublishedTable("merge", text_of(found.get("by")), list(columns.values()), rows, "multiple", labelled=True)


def _exact(row: Mapping[str, Any], share: str, base: int | None) -> Figure:
    value = row.get(share)
    pct = None
    if isinstance(value, int | float) and not isinstance(value, bool):
        pct = Printed(Decimal(repr(value)), 6, f"{value:.6g}")
    return Figure(n=count_in(row.get("n")), pct=pct, base=base, rounded=False, not_asked=base == 0 and value is None)


def _grid(found: Mapping[str, Any]) -> list[list[str]]:
    rows = [row for row in found["rows"] if isinstance(row, list)]
    return [[text_of(cell) for cell in row] for row in [found["columns"], *rows]]
