"""The committed practice survey as the tests read it: the stacked file, the questionnaire and the published counts."""

import csv
import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
TRANSCRIPTS = ROOT / "transcripts"

Row = dict[str, str]
GROUPS = {"jongeren": "jongere", "ouders": "ouder", "professionals": "professional"}

QUESTIONNAIRE: dict[str, Any] = tomllib.loads((TRANSCRIPTS / "vragen.toml").read_text(encoding="utf-8"))
VARIABLES: dict[str, Any] = QUESTIONNAIRE["variables"]
ITEMS: dict[str, list[str]] = QUESTIONNAIRE["items"]
PUBLISHED: dict[str, Any] = json.loads((Path(__file__).parent / "published_counts.json").read_text(encoding="utf-8"))


def read_csv(name: str, encoding: str = "utf-8-sig") -> list[Row]:
    with (TRANSCRIPTS / name).open(encoding=encoding, newline="") as page:
        return list(csv.DictReader(page, delimiter=";"))


EVERYBODY = read_csv("enquete-alle.csv")


def group(name: str) -> list[Row]:
    """The respondents of a published column: jongeren, ouders or professionals."""
    return [row for row in EVERYBODY if row["groep"] == GROUPS[name]]


def count(rows: list[Row], column: str, *values: int) -> int:
    return sum(row[column] in {str(v) for v in values} for row in rows)


def printed(table: str) -> Iterator[tuple[str, str, int]]:
    """Every printed cell of a table: row, column, count."""
    for row, cells in PUBLISHED["counts"][table].items():
        for column, n in zip(PUBLISHED["columns"][table], cells, strict=True):
            if n is not None:
                yield row, column, n


def setting(column: str, key: str, default: Any) -> Any:
    """What the questionnaire says of a column, or of the set that it belongs to."""
    entry = VARIABLES[column]
    whole = QUESTIONNAIRE["sets"].get(entry.get("set"), {})
    return entry.get(key, whole.get(key, default))


def put_to(column: str, row: Row) -> bool:
    """Whether the questionnaire says that this respondent was asked."""
    asked_if = setting(column, "asked_if", {})
    in_group = row["groep"] in setting(column, "groups", list(QUESTIONNAIRE["groups"]))
    return in_group and all(row[other] in map(str, values) for other, values in asked_if.items())
