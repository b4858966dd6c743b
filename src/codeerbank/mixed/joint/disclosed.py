"""What of the evidence for a display an audience may see.

It is hidden in the evidence, before anything is laid out: no form, figure, direction or proposal knows more than readers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from codeerbank.domain.counts import Part, Told
from codeerbank.domain.covering import HIDDEN, small_groups, with_cover
from codeerbank.domain.joint import GroupResult, JointRow, SurveyEvidence
from codeerbank.i18n import _, plural
from codeerbank.mixed.audiences import Rule
from codeerbank.mixed.words import named

Group = str | None
Name = TypeVar("Name", str, str | None)
_NAMED = 6


@dataclass(frozen=True, slots=True)
class Readers:
    """Who reads it: the rule of their audience, how few speakers are not shown, and who they are in words."""

    rule: Rule = field(default_factory=Rule)
    speakers: int = 0
    words: str = ""

    @property
    def told(self) -> Told:
        """Say how much of a number that is shown they are told."""
        return "all" if self.rule.percentages else "counts"


def for_readers(
    lines: Mapping[str, Sequence[SurveyEvidence]], readers: Readers, sizes: Mapping[str, int]
) -> dict[str, list[SurveyEvidence]]:
    """Hide in every answer the groups these readers do not see; ``sizes`` are the respondents of each group.

    What is hidden in one answer to a question is hidden in all of them, for the base is the same.
    """
    gone = small_groups(sizes, readers.rule.group)
    alike: dict[str, set[Group]] = {}
    for line in dict.fromkeys(line for own in lines.values() for line in own):
        if not readers.rule.unanimous:
            alike.setdefault(line.variable, set()).update(one.group for one in line.results if one.of_one_mind)
    return {
        code: [_shown(line, readers, gone | alike.get(line.variable, set())) for line in own]
        for code, own in lines.items()
    }


def _shown(line: SurveyEvidence, readers: Readers, gone: Collection[Group]) -> SurveyEvidence:
    bases = {one.group: one.base for one in line.results}
    k = readers.rule.group
    hidden = with_cover({name for name, base in bases.items() if name in gone or 0 < base < k}, bases, k)
    results = [
        GroupResult(one.group, 0, 0, None, "nothing")
        if one.group in hidden
        else replace(one, told=readers.told, interval=one.interval if readers.rule.percentages else None)
        for one in line.results
    ]
    return replace(line, results=tuple(results))


def parts_for_readers(parts: Mapping[Name, Part], readers: Readers, hidden: Collection[str | None]) -> dict[Name, Part]:
    """Hide the groups that are not shown; of the others counts alone where readers get no percentages."""
    return {
        group: Part(told="nothing") if group in hidden else replace(part, told=readers.told)
        for group, part in parts.items()
    }


def few_speakers(sizes: Mapping[Group, int], least: int) -> frozenset[Group]:
    """Name the groups of too few speakers; how many spoke in all is then not told either."""
    return frozenset(group for group, n in sizes.items() if 0 < n < least)


def hidden_in_words(readers: Readers, rows: Iterable[JointRow]) -> str:
    """Say in the header block what was hidden, and for whom."""
    if not readers.rule.group:
        return _("none")
    told = _(
        "{readers}: {mark} stands for a group below {n} persons in the survey or {m} speakers in the conversations, or"
        " for one that would give such a group away"
    ).format(readers=readers.words or _("outside the team"), mark=HIDDEN, n=readers.rule.group, m=readers.speakers)
    if not readers.rule.unanimous:
        told += "; " + _("groups in which everybody gave the same answer are hidden too")
    if not readers.rule.percentages:
        told += "; " + _("counts alone, no percentages")
    found = _hidden_groups(rows)
    return f"{told}. " + (
        _("Hidden: {what}").format(what="; ".join(found)) if found else _("Nothing had to be hidden.")
    )


def _hidden_groups(rows: Iterable[JointRow]) -> list[str]:
    survey: dict[Group, dict[str, None]] = {}
    spoke: dict[Group, None] = {}
    for row in rows:
        for line in row.survey:
            for one in line.results:
                if one.hidden:
                    survey.setdefault(one.group, {})[line.variable] = None
        for talk in filter(None, (row.talk, row.answers)):
            spoke |= dict.fromkeys(group for group, part in talk.persons.items() if part.hidden)
    return [
        *(_in_survey(group, len(asked)) for group, asked in survey.items()),
        *(_("{group} in the words").format(group=named(group)) for group in spoke),
    ]


def _in_survey(group: Group, n: int) -> str:
    words = plural("{group} in the survey ({n} question)", "{group} in the survey ({n} questions)", n)
    return words.format(group=named(group), n=n)


def alike_in_words(rows: Iterable[JointRow]) -> list[str]:
    """Name where everybody in a group that is shown gave the same answer: who knows a member knows the answer."""
    found = dict.fromkeys(
        f"{named(one.group)}: {line.question.rstrip('.')} – {line.answer}"
        for row in rows
        for line in row.survey
        for one in line.results
        if one.of_one_mind and not one.hidden
    )
    if not found:
        return []
    more = len(found) - _NAMED
    places = "; ".join(list(found)[:_NAMED])
    told = _("{places}; and {n} more").format(places=places, n=more) if more > 0 else places
    words = _(
        "Everybody gave the same answer in: {groups}. That tells what each of them said; think before you publish."
    )
    return [words.format(groups=told)]
