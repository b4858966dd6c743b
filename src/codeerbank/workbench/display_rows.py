"""What all joint displays read once: rows of evidence, what people said in which direction, verdicts and advice."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.counts import Told
from codeerbank.domain.ids import Id
from codeerbank.domain.joint import JointRow, QuoteEvidence
from codeerbank.domain.quote import Audience, released_to
from codeerbank.domain.verdicts import Advice, Finding, Verdict
from codeerbank.i18n import _
from codeerbank.mixed.joint.convergence import Line
from codeerbank.mixed.joint.disclosed import Readers
from codeerbank.mixed.joint.side_by_side import SideBySide
from codeerbank.mixed.joint.voices import Stance, Voice, listen
from codeerbank.workbench import verdicts
from codeerbank.workbench.display_head import agreement_line, audit_line
from codeerbank.workbench.grouping import Groups, groups_by
from codeerbank.workbench.mixing import Linkage, side_by_side
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session
from codeerbank.workbench.showing import LEAST_ROLE, readers_of
from codeerbank.workbench.stamps import stamp_for
from codeerbank.workbench.strands import CONVERSATIONS
from codeerbank.workbench.voices import as_quote, sense_of, voices


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see.

    by      the variable whose groups stand beside each other
    codes   only these codes; empty: those that say something
    depth   how far down the codebook; None: all the way
    link    how words and survey are tied, for codes against a question; None: what the data allow
    """

    by: str = "group"
    audience: Audience = "team"
    codes: Sequence[str] = ()
    depth: int | None = None
    coder: str | None = None
    sensitive: bool = False
    today: date | None = None
    link: Linkage | None = None


class Evidence:
    """The evidence of a project, each part read when it is first asked for."""

    def __init__(self, session: Session, asked: Asked) -> None:
        self.session, self.asked = session, asked

    @cached_property
    def codebook(self) -> Codebook:
        """The codebook as it is now."""
        return self.session.codebook

    @cached_property
    def readers(self) -> Readers:
        """Who reads it, and what they may see."""
        return readers_of(self.asked.audience)

    @cached_property
    def stamp(self) -> str:
        """Who may see it."""
        return stamp_for(self.session, self.asked.audience)

    @cached_property
    def questions(self) -> Questions:
        """The questions of the survey."""
        return Questions(self.session)

    @cached_property
    def groups(self) -> Groups:
        """The groups beside each other."""
        return groups_by(self.session, self.asked.by, self.questions)

    @cached_property
    def side(self) -> SideBySide:
        """Survey, conversations and panel, a row per theme and code."""
        asked = self.asked
        depth = asked.depth if not asked.codes else None
        return side_by_side(
            self.session, asked.by, asked.audience, depth, asked.coder, today=asked.today, sensitive=asked.sensitive
        )

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The keys of the codes and findings that were asked for; empty for all."""
        own = {one.key.casefold(): one.key for one in self.findings.values()}
        return frozenset(own.get(key.strip().casefold()) or self.session.code(key).key for key in self.asked.codes)

    @cached_property
    def rows(self) -> list[JointRow]:
        """The rows that were asked for, with the quotes that people chose."""
        return [self._with_quotes(row) for row in self.side.rows if not self.wanted or row.code in self.wanted]

    @cached_property
    def stances(self) -> Mapping[str, Stance]:
        """What people said in the conversations, under each code, with its direction; of the groups that readers see."""
        asked, hidden = self.asked, self.side.hidden
        heard = voices(self.session, self.groups, CONVERSATIONS, asked.coder, asked.sensitive)
        return listen(self.codebook, (voice for voice in heard if voice.group not in hidden))

    @cached_property
    def verdicts(self) -> Mapping[Id, Verdict]:
        """What was decided, by the id of its row."""
        return verdicts.verdicts(self.session)

    @cached_property
    def findings(self) -> Mapping[Id, Finding]:
        """The findings that people made."""
        return verdicts.findings(self.session)

    @cached_property
    def advice(self) -> Mapping[Id, list[Advice]]:
        """The advice by the row it follows from."""
        found: dict[Id, list[Advice]] = {}
        for one in verdicts.advice(self.session).values():
            found.setdefault(one.row, []).append(one)
        return found

    def line(self, row: JointRow) -> Line:
        """Bring together what there is on a code."""
        code = self._code(row)
        name = f"{row.theme}: {row.name}" if row.depth else row.name
        return Line(
            code.id, row.code, name, row, stance=self.stances.get(row.code), sense=sense_of(code),
            verdict=self.verdicts.get(code.id), advice=self.advice.get(code.id, ()), least=self.readers.speakers,
        )  # fmt: skip

    def own_lines(self) -> list[Line]:
        """Bring together what there is on the findings people made."""
        return [
            Line(identity, one.key, one.statement, finding=one, verdict=self.verdicts.get(identity),
                 advice=self.advice.get(identity, ()), told=self._told(one))
            for identity, one in self.findings.items()
            if not self.wanted or one.key in self.wanted or self.wanted & set(one.codes)
        ]  # fmt: skip

    def _told(self, finding: Finding) -> Told:
        """Say how much of the number of a finding readers are told."""
        rule = self.readers.rule
        alike = finding.n in (0, finding.base) and not rule.unanimous
        return "nothing" if 0 < finding.base < rule.group or (finding.base and alike) else self.readers.told

    def about(self, rows: Sequence[JointRow]) -> list[tuple[str, str]]:
        """Give the header block, with how far coders agree on these codes and the audit of these numbers."""
        return [
            *self.side.about,
            (_("Coder agreement"), agreement_line(self.session, {row.code for row in rows}, self.asked.audience)),
            (_("Audit"), audit_line(rows)),
        ]

    def _code(self, row: JointRow) -> Code:
        return self.session.code(row.code)

    def _with_quotes(self, row: JointRow) -> JointRow:
        """Put the quotes people chose in the row; outside the team as they were released, and only those."""
        verdict = self.verdicts.get(self._code(row).id)
        picked = verdict.quotes if verdict else ()
        if not picked:
            return row
        chosen = self._released(picked) if self.asked.audience != "team" else self._codings(picked)
        return replace(row, quotes=chosen or row.quotes)

    def _codings(self, picked: Sequence[Id]) -> list[QuoteEvidence]:
        found = []
        for identity in picked:
            coding = self.session.read.codings.get(identity)
            group = self.groups.by_name.get(coding.case or "")
            source = _("{document}, turn {n}").format(document=coding.document, n=coding.turn)
            found.append(QuoteEvidence(coding.quote, source, group, coding=coding.id))
        return found

    def _released(self, picked: Sequence[Id]) -> list[QuoteEvidence]:
        return [
            QuoteEvidence(quote.text, "", quote.group if self.side.spoke.get(quote.group, 0) >= LEAST_ROLE else None)
            for quote, standing, coding in self.session.read.quotes.releases_with_codings()
            if standing == "released" and quote.audience == released_to(self.asked.audience) and coding in picked
        ]


def candidates(stance: Stance | None) -> list[QuoteEvidence]:
    """Propose quotes for the team: a typical one per perspective, and one that goes the other way."""
    if stance is None:
        return []
    chosen: list[Voice] = stance.typical()
    other = stance.contrasting()
    extra = [other] if other and other not in chosen else []
    return [as_quote(voice) for voice in [*chosen, *extra]]
