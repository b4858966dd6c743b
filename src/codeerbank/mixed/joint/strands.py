"""The strands of a display as they were read, and as much of them as readers see."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.counts import CodeCounts, Part
from codeerbank.domain.covering import small_groups
from codeerbank.domain.joint import Judgement, PanelEvidence, QuoteEvidence, SurveyEvidence, TalkEvidence
from codeerbank.mixed.joint.disclosed import Readers, few_speakers, for_readers, parts_for_readers


@dataclass(frozen=True, slots=True)
class Counted:
    """Codes counted in one strand: per group, and with everybody together in the group named None.

    hidden   groups that readers do not see; nor then any number over everybody, which would give them away
    """

    by_group: CodeCounts
    together: CodeCounts
    hidden: Collection[str | None] = ()

    @property
    def shown(self) -> list[str | None]:
        """Name the groups that readers see."""
        return [group for group in self.by_group.groups if group not in self.hidden]

    def occurs(self, key: str) -> bool:
        """Say whether the code stands anywhere that readers see."""
        if not self.hidden:
            return self.together.occurs(key)
        return any(self.by_group.of(key, group).fragments for group in self.shown)

    def evidence(self, key: str, readers: Readers) -> TalkEvidence:
        """Give what there is on a code; where a group is hidden the fragments of the others, and no documents."""
        parts = {group: self.by_group.of(key, group).persons for group in self.by_group.groups}
        persons = parts_for_readers(parts, readers, self.hidden)
        if self.hidden:
            fragments = sum(self.by_group.of(key, group).fragments for group in self.shown)
            return TalkEvidence(persons, Part(told="nothing"), fragments)
        total = self.together.of(key, None)
        return TalkEvidence(persons, replace(total.documents, told=readers.told), total.fragments)


@dataclass(frozen=True, slots=True)
class Strands:
    """What the workbench carries together; every mapping is by code key.

    talk         codes in the conversations; ``answers`` in the open answers of the survey, None without any
    quotes       fragments the audience may see
    judgements   what a person wrote down; rows without one stay empty
    """

    codebook: Codebook
    talk: Counted
    answers: Counted | None = None
    survey: Mapping[str, Sequence[SurveyEvidence]] = field(default_factory=dict)
    missing: Mapping[str, Sequence[str]] = field(default_factory=dict)
    quotes: Mapping[str, Sequence[QuoteEvidence]] = field(default_factory=dict)
    panel: Mapping[str, PanelEvidence] = field(default_factory=dict)
    judgements: Mapping[str, Judgement] = field(default_factory=dict)


def disclosed(strands: Strands, readers: Readers, sizes: Mapping[str, int]) -> Strands:
    """Hide what these readers do not see; ``sizes`` are the respondents of each group of the survey."""
    rule, answers = readers.rule, strands.answers
    if answers:
        few = small_groups(sizes, rule.group) | small_groups(answers.by_group.persons, rule.group)
        answers = replace(answers, hidden=few)
    return replace(
        strands,
        talk=replace(strands.talk, hidden=few_speakers(strands.talk.by_group.persons, readers.speakers)),
        answers=answers,
        survey=for_readers(strands.survey, readers, sizes),
    )
