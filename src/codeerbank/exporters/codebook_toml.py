"""A codebook as the TOML file it can be read back from, nothing lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import tomlkit
from tomlkit.items import AoT, Table

from codeerbank.domain.codebook import Code, Codebook

SCHEMA = "codeerbank.codebook/1"


def codebook_toml(codebook: Codebook) -> str:
    """Write a codebook in the format codeerbank.codebook/1."""
    document = tomlkit.document()
    about = {"schema": SCHEMA, "key": codebook.key, "name": codebook.name}
    for key, value in {
        **about,
        "language": codebook.language,
        "version": codebook.version,
        "note": codebook.note,
    }.items():
        if value:
            document.add(key, value)
    document.add("rules", _tables(codebook.rules))
    document.add("attributes", _tables([asdict(attribute) for attribute in codebook.attributes]))
    document.add("codes", _tables([_fields(code) for code in codebook.codes]))
    return tomlkit.dumps(document)


def _fields(code: Code) -> dict[str, Any]:
    """Give what the file holds of a code: not its identity in the project."""
    return {key: value for key, value in code.record().items() if key != "id"}


def _tables(records: Sequence[Mapping[str, Any]]) -> AoT:
    array = tomlkit.aot()
    for record in records:
        array.append(_table(record))
    return array


def _table(record: Mapping[str, Any]) -> Table:
    table = tomlkit.table()
    for key, value in record.items():
        if value is None:
            continue
        table.add(key, _value(value))
    return table


def _value(value: Any) -> Any:
    if not isinstance(value, list | tuple):
        return value
    array = tomlkit.array()
    for one in value:
        array.append(_inline(one) if isinstance(one, Mapping) else one)
    return array.multiline(len(value) > 1)


def _inline(record: Mapping[str, Any]) -> Any:
    table = tomlkit.inline_table()
    table.update({key: value for key, value in record.items() if value is not None})
    return table
