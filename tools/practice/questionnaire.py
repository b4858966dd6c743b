"""The questionnaire `transcripts/vragen.toml` as the generator needs it: columns, labels, who is asked what."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]

NEUTRAL_LEVEL = {"multiple": "nominal", "text": "nominal"}  # SPSS knows nominal, ordinal and scale only


@dataclass(frozen=True, slots=True)
class Question:
    """One column of the survey."""

    name: str
    text: Mapping[str, str]  # group -> wording
    level: str
    labels: Mapping[str, str]
    set: str | None
    groups: tuple[str, ...]
    asked_if: Mapping[str, list[int]]

    def put_to(self, group: str, row: Row) -> bool:
        """Say whether this respondent saw the question."""
        return group in self.groups and all(row.get(column) in values for column, values in self.asked_if.items())

    @property
    def measure(self) -> str:
        """The measurement level in SPSS terms."""
        return NEUTRAL_LEVEL.get(self.level, self.level)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """All columns in order, and the multiple-response sets with a "none of these" column."""

    questions: tuple[Question, ...]
    none_of: Mapping[str, str]

    def of(self, group: str) -> tuple[Question, ...]:
        """The questions of one of the three lists."""
        return tuple(q for q in self.questions if group in q.groups)

    def members(self, set_name: str, group: str) -> list[str]:
        """The columns of a multiple-response set that a group saw."""
        return [q.name for q in self.of(group) if q.set == set_name]


def read_questionnaire(path: Path) -> Questionnaire:
    """Read the questionnaire file."""
    raw = tomllib.loads(path.read_text(encoding="utf-8"))
    everyone = tuple(raw["groups"])
    questions = tuple(_question(name, entry, raw, everyone) for name, entry in raw["variables"].items())
    return Questionnaire(questions, {name: s["none"] for name, s in raw["sets"].items() if "none" in s})


def _question(name: str, entry: Mapping[str, Any], raw: Mapping[str, Any], everyone: tuple[str, ...]) -> Question:
    whole = raw["sets"].get(entry.get("set"), {})
    groups = tuple(entry.get("groups", whole.get("groups", everyone)))
    labels = entry.get("labels", {})
    return Question(
        name=name,
        text={g: _wording(entry, whole, g) for g in groups},
        level=entry["level"],
        labels=raw["labels"][labels] if isinstance(labels, str) else labels,
        set=entry.get("set"),
        groups=groups,
        asked_if=entry.get("asked_if", whole.get("asked_if", {})),
    )


def _wording(entry: Mapping[str, Any], whole: Mapping[str, Any], group: str) -> str:
    own = entry.get("text_by_group", {}).get(group, entry["text"])
    stem = whole.get("text_by_group", {}).get(group, whole.get("text"))
    return f"{stem} [{own}]" if stem else str(own)
