"""D3, questions by theme: what each strand asked on each code, before anything is analysed; a gap is a finding."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from codeerbank.i18n import _
from codeerbank.mixed.joint.display import Layout


@dataclass(frozen=True, slots=True)
class CrosswalkRow:
    """A code with what was asked on it.

    items    (words of the question, its scale) in the survey
    missing  questions the codebook names and this survey does not hold
    topics   questions or topics of the conversations
    asked    group -> whether one of the items was put to it
    spoken   whether anybody in the conversations was coded with it
    """

    code: str
    name: str
    construct: str
    items: Sequence[tuple[str, str]] = ()
    missing: Sequence[str] = ()
    topics: Sequence[str] = ()
    asked: Mapping[str, bool] | None = None
    spoken: bool = False

    @property
    def gap(self) -> str:
        """Say which strand did not ask; empty where both did."""
        talked = bool(self.topics) or self.spoken
        if self.items and not talked:
            return _("survey only")
        if talked and not self.items:
            return _("conversations only")
        return "" if self.items else _("not asked anywhere")

    def record(self) -> dict[str, Any]:
        """Give the row as values."""
        return {
            "code": self.code,
            "name": self.name,
            "construct": self.construct,
            "survey": [{"question": question, "scale": scale} for question, scale in self.items],
            "not_in_survey": list(self.missing),
            "topics": list(self.topics),
            "asked": dict(self.asked or {}),
            "mentioned": self.spoken,
            "gap": self.gap or None,
        }


def crosswalk(rows: Sequence[CrosswalkRow], groups: Sequence[str]) -> tuple[Layout, Layout]:
    """Lay the crosswalk out; the report form leaves the groups out."""
    columns = [_("Theme"), _("Survey: question (scale)"), _("Conversation: question or topic"), _("Code")]
    work = Layout([*columns, *groups, _("Gap")], [_work(row, groups) for row in rows])
    report = Layout([*columns, _("Put to"), _("Gap")], [_report(row, groups) for row in rows])
    return work, report


def _first(row: CrosswalkRow) -> list[str | None]:
    told = [f"{question} ({scale})" if scale else question for question, scale in row.items]
    told += [_("Not in this survey: {question}").format(question=question) for question in row.missing]
    topics = "\n".join(row.topics) or (_("came up unasked") if row.spoken else None)
    return [row.construct, "\n".join(told) or None, topics, f"{row.code} {row.name}"]


def _work(row: CrosswalkRow, groups: Sequence[str]) -> list[str | None]:
    asked = row.asked or {}
    return [*_first(row), *(_("yes") if asked.get(group) else _("no") for group in groups), row.gap or None]


def _report(row: CrosswalkRow, groups: Sequence[str]) -> list[str | None]:
    asked = row.asked or {}
    return [*_first(row), ", ".join(group for group in groups if asked.get(group)) or None, row.gap or None]
