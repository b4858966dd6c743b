"""Cases, the survey's variables and its answers."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import repeat

from codeerbank.domain.events import AnswersChanged, CasesAdded, VariableAdded, VariableDescribed
from codeerbank.store.fold.noun import WIDTH, Noun, Tables
from codeerbank.store.log import Record


def _add_cases(tables: Tables, record: Record) -> None:
    change = record.change
    assert isinstance(change, CasesAdded)
    frame = tables.thing(change.frame)
    keys = list(change.attributes)
    columns = [change.attributes[key] for key in keys]
    groups = change.groups or [None] * len(change.cases)
    rows = []
    for row, name in enumerate(change.cases):
        if name is None:
            continue
        found = {key: column[row] for key, column in zip(keys, columns, strict=True) if column[row] is not None}
        rows.append(
            (
                frame << WIDTH | row,
                frame,
                row,
                name,
                groups[row],
                json.dumps(found, ensure_ascii=False) if found else None,
            )
        )
    tables.connection.executemany(
        "INSERT INTO cases VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE"
        ' SET name = excluded.name, "group" = excluded."group", attributes = excluded.attributes',
        rows,
    )


def _clear_cases(tables: Tables, unit: str) -> None:
    tables.connection.execute("DELETE FROM cases WHERE frame = ?", (tables.thing(unit),))


def _add_variable(tables: Tables, record: Record) -> None:
    change = record.change
    assert isinstance(change, VariableAdded)
    frame, variable = tables.thing(change.frame), tables.thing(change.variable)
    first, stop = frame << WIDTH, (frame << WIDTH) + len(change.states)
    count = "SELECT count(*) FROM cases WHERE id >= ? AND id < ?"
    (people,) = tables.connection.execute(count, (first, stop)).fetchone()
    if not people:
        tables.unsettled(record, 0, SURVEY.name, change.variable, "respondents unknown")
        return
    came = tables.connection.execute(
        "INSERT INTO variable VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
        (
            variable,
            change.name,
            change.label,
            change.level,
            json.dumps(dict(change.labels), ensure_ascii=False),
            change.question,
            change.member,
            json.dumps(list(change.missing), ensure_ascii=False),
            record.position,
        ),
    )
    if not came.rowcount:  # two copies took in the same newer file
        return
    # tuples made by zip alone: a survey has millions of cells, and nearly always nobody was erased
    cells: Iterable[tuple[int, int, int, str | None]]
    cells = zip(repeat(variable), range(first, stop), map(int, change.states), change.values, strict=False)
    if people < stop - first:
        known = {case for (case,) in tables.connection.execute("SELECT id FROM cases WHERE frame = ?", (frame,))}
        cells = (cell for cell in cells if cell[1] in known)
    tables.connection.executemany("INSERT INTO answer VALUES (?, ?, ?, ?)", cells)


def _change_answers(tables: Tables, record: Record) -> None:
    change = record.change
    assert isinstance(change, AnswersChanged)
    frame, variable = tables.thing(change.frame), tables.thing(change.variable)
    if not tables.connection.execute("SELECT 1 FROM variable WHERE id = ?", (variable,)).fetchone():
        tables.unsettled(record, 0, SURVEY.name, change.variable, "variable unknown")
        return
    people = {row for (row,) in tables.connection.execute("SELECT row FROM cases WHERE frame = ?", (frame,))}
    cells = zip(change.rows, change.states, change.values, strict=True)
    tables.connection.executemany(
        "INSERT INTO answer VALUES (?, ?, ?, ?)"
        " ON CONFLICT (variable, case_id) DO UPDATE SET state = excluded.state, value = excluded.value",
        ((variable, frame << WIDTH | row, int(state), value) for row, state, value in cells if row in people),
    )


def _describe(tables: Tables, record: Record, change: VariableDescribed) -> None:
    found = tables.connection.execute(
        "UPDATE variable SET label = ?, labels = ? WHERE id = ?",
        (change.label, json.dumps(dict(change.labels), ensure_ascii=False), tables.thing(change.variable)),
    )
    if not found.rowcount:
        tables.unsettled(record, 0, SURVEY.name, change.variable, "variable unknown")


def _apply_survey(tables: Tables, record: Record) -> None:
    if isinstance(record.change, AnswersChanged):
        _change_answers(tables, record)
    elif isinstance(record.change, VariableDescribed):
        _describe(tables, record, record.change)
    else:
        _add_variable(tables, record)


def _clear_variable(tables: Tables, unit: str) -> None:
    key = tables.thing(unit)
    tables.connection.execute("DELETE FROM answer WHERE variable = ?", (key,))
    tables.connection.execute("DELETE FROM variable WHERE id = ?", (key,))
    tables.connection.execute("DELETE FROM unsettled WHERE noun = 'survey' AND unit = ?", (unit,))


PEOPLE = Noun(
    "people",
    frozenset({CasesAdded.KIND}),
    lambda record: record.change.subject(record.id),
    _add_cases,
    _clear_cases,
    ("survey", "documents"),
)
SURVEY = Noun(
    "survey",
    frozenset({VariableAdded.KIND, VariableDescribed.KIND, AnswersChanged.KIND}),
    lambda record: record.change.subject(record.id),
    _apply_survey,
    _clear_variable,
)
