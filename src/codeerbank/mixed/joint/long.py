"""A display as a long table: one line per number, quote or conclusion, for programs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from codeerbank.domain.table import Cell, Sheet
from codeerbank.mixed.joint.display import Display

COLUMNS = ("display", "row", "name", "strand", "item", "group", "n", "base", "pct", "low", "high", "text", "source")


def long_sheet(display: Display) -> Sheet:
    """Give a line per number, quote and conclusion of every row."""
    rows = [line for record in display.records for line in _lines(display.kind, record)]
    return Sheet(display.title, COLUMNS, rows, display.about, display.notes, display.stamp)


def _lines(kind: str, record: Mapping[str, Any]) -> Iterator[list[Cell]]:
    evidence = record.get("evidence", record)
    head: list[Cell] = [kind, record.get("row") or record.get("code") or record.get("person"), _name(record)]
    for strand, item, group, numbers, text, source in _parts(record, evidence):
        yield [*head, strand, item, group, *numbers, text, source]


def _name(record: Mapping[str, Any]) -> str:
    return str(record.get("finding") or record.get("name") or record.get("person") or "")


_NOTHING: list[Cell] = [None] * 5


def _parts(
    record: Mapping[str, Any], evidence: Mapping[str, Any]
) -> Iterator[tuple[str, str, str | None, list[Cell], str | None, str | None]]:
    survey = evidence.get("survey", ())
    for line in survey if isinstance(survey, list) else ():
        for one in line.get("groups", ()):
            low, high = one["interval"] or (None, None)
            numbers = [one["n"], one["base"], one["pct"], low, high]
            yield "survey", f"{line['question']} – {line['answer']}", one["group"], numbers, None, line["variable"]
    for strand in ("conversations", "open_answers"):
        for one in (evidence.get(strand) or {}).get("groups", ()):
            yield strand, "persons", one["group"], [one["n"], one["base"], one["pct"], None, None], None, None
    for one in evidence.get("groups", ()):
        yield "words", "persons", one["group"], [one["n"], one["base"], one["pct"], None, None], None, None
    for one in evidence.get("quotes", ()):
        yield "quote", "", one["group"], _NOTHING, one["text"], one["source"]
    if panel := evidence.get("panel"):
        yield "panel", "recognised", None, [panel["recognised"], panel["members"], None, None, None], None, None
    for key, value in (record.get("verdict") or {}).items():
        yield "verdict", key, None, _NOTHING, str(value), None
    if record.get("proposed"):
        yield "proposal", str(record.get("proposed_why") or ""), None, _NOTHING, str(record["proposed"]), None
    for one in record.get("advice") or ():
        if isinstance(one, dict):
            yield "advice", one.get("whom", ""), None, _NOTHING, one["text"], None
