"""JSON: the table as values, for programs."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.visible import UNSAFE
from codeerbank.exporters.atomic import replacing


class JsonExporter:
    """Writes ``{title, stamp, about, columns, rows, notes}``; several tables as ``{"tables": [...]}``.

    A data dictionary follows as ``dictionary: [{column, meaning, values}]``, where the table has one. ``about`` is a
    list of [label, value]; a number that does not exist is null. What a terminal would act on is written as an escape,
    so that the file can be shown as it is and still gives back every character.
    """

    name = "json"
    suffixes: Sequence[str] = (".json",)
    description = "JSON with title, stamp, columns and rows"

    def write(self, path: Path, sheets: Sequence[Sheet], options: Mapping[str, str]) -> None:  # noqa: ARG002
        """Write the sheets, row by row."""
        with replacing(path) as file:
            text = TextIOWrapper(file, encoding="utf-8", newline="\n")
            if len(sheets) == 1:
                text.writelines(_pieces(sheets[0]))
            else:
                text.write('{"tables": [\n')
                for number, sheet in enumerate(sheets):
                    text.write(",\n" if number else "")
                    text.writelines(_pieces(sheet))
                text.write("]}")
            text.write("\n")
            text.flush()
            text.detach()


def _pieces(sheet: Sheet) -> Iterator[str]:
    yield f'{{"title": {_json(sheet.title)},\n "stamp": {_json(sheet.stamp)},\n'
    yield f' "about": {_json([list(pair) for pair in sheet.about])},\n'
    yield f' "columns": {_json(list(sheet.columns))},\n "rows": ['
    comma = "\n  "
    for row in sheet.rows:
        yield comma + _json([_cell(cell) for cell in row])
        comma = ",\n  "
    yield f'],\n "notes": {_json(list(sheet.notes))}'
    if sheet.dictionary:
        lines = (_json({"column": m.column, "meaning": m.words, "values": m.values}) for m in sheet.dictionary)
        yield ',\n "dictionary": [\n  ' + ",\n  ".join(lines) + "]"
    yield "}"


def _cell(cell: Cell) -> Cell:
    return None if isinstance(cell, float) and not math.isfinite(cell) else cell


def _json(value: Any) -> str:
    return UNSAFE.sub(lambda match: json.dumps(match.group())[1:-1], json.dumps(value, ensure_ascii=False))


EXPORTER = JsonExporter()
