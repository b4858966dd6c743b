"""Quotes in preparation: chosen from codings, shortened, and brought from step to step by named people."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from time import time_ns
from typing import Any

from codeerbank.domain.coding import Coding
from codeerbank.domain.events import Change, QuoteWithdrawn, RecordRemoved, RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.panel.choosing import Candidate, choose
from codeerbank.workbench.pseudonymised import Pseudonyms
from codeerbank.workbench.session import Session
from codeerbank.workbench.showing import SensitivePlaces

NOUN = "quote"
CUT = "[...]"


@dataclass(frozen=True, slots=True)
class Step:
    """Who brought a quote to a state, when (milliseconds since 1970) and what they said about it."""

    state: str
    who: str
    when: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A quote in preparation.

    left_out  stretches of the fragment that are not shown, counted from its start
    words     as they are to be seen
    by_hand   somebody wrote the words; else they are the fragment with pseudonyms and without what was left out
    guess     whether the checker thinks that somebody could guess who said it: no, maybe, yes, or empty
    source    digest of the fragment it was made from
    """

    id: Id
    coding: Id
    words: str
    state: str = "draft"
    left_out: Sequence[tuple[int, int]] = ()
    by_hand: bool = False
    guess: str = ""
    source: str = ""
    steps: Sequence[Step] = ()

    def who(self, state: str) -> str:
        """Name who brought it to a state last, empty where nobody did."""
        return next((step.who for step in reversed(self.steps) if step.state == state), "")


def drafts(session: Session) -> list[Draft]:
    """List the quotes in preparation as they stand now, those worked on last at the end."""
    decided = Pseudonyms(session)
    return [_standing(session, decided, _read(record.id, record.values))
            for record in session.read.records.of(NOUN) if record.values]  # fmt: skip


def draft_of(session: Session, coding: Id) -> Draft | None:
    """Give the quote that a coding is prepared as, as it stands now."""
    record = session.read.records.get(derived_id(NOUN, coding))
    if record is None or not record.values:
        return None
    return _standing(session, Pseudonyms(session), _read(record.id, record.values))


def propose_quotes(session: Session, wanted: int, code: str | None = None) -> list[Coding]:
    """Choose codings to quote: none that is sensitive, in preparation or released, and nothing a moderator said."""
    marked, found = SensitivePlaces(session), dict[tuple[str, int, int], list[Coding]]()
    used = {one.coding for one in drafts(session)}
    used |= {coding for _quote, _standing_, coding in session.read.quotes.releases_with_codings()}
    texts = {one.name: one for one in session.read.documents.all() if one.kind != "summary"}
    led = {(one.name, who.label) for one in texts.values() for who in one.speakers if who.role == "moderator"}
    for coding in session.read.codings.each(code=code):
        open_ = coding.document in texts and (coding.document, coding.speaker) not in led
        if open_ and not marked.touch(coding.document, coding.start, coding.stop):
            found.setdefault((coding.document, coding.start, coding.stop), []).append(coding)
    groups = {case.name: case.group for case in session.read.cases.all()}
    there = {here[0].id: here for here in found.values() if not used & {one.id for one in here}}
    chosen = choose((_candidate(here, groups) for here in there.values()), wanted)
    return [there[one.coding][0] for one in chosen]


def _candidate(here: Sequence[Coding], groups: Mapping[str, str | None]) -> Candidate:
    first = here[0]
    person = first.case or f"{first.document} {first.speaker or ''}"
    codes, coders = dict.fromkeys(one.code for one in here), {one.coder for one in here}
    group = groups.get(first.case or "")
    return Candidate(first.id, first.document, person, group, tuple(codes), len(first.quote), len(coders))


def put(session: Session, codings: Sequence[Id]) -> Future[Id | None]:
    """Begin to prepare the words of codings as quotes; those that are in preparation stay as they are."""

    def job() -> Id | None:
        decided = Pseudonyms(session)
        made = [_composed(decided, session.read.codings.get(one), ()) for one in codings]
        new = [one for one in made if session.read.records.get(one.id) is None]
        return session.write(*(written(session, stepped(one, "draft", session.coder)) for one in new)) if new else None

    return session.later(job)


def edit(session: Session, coding: Id, words: str | None = None, left_out: Sequence[str] = ()) -> Future[Draft]:
    """Give a quote other words, or leave words out of it; it goes back to draft, and its release is withdrawn.

    ``left_out`` are words of the fragment, each there once; what stood left out before is given anew.
    """

    def job() -> Draft:
        found = session.read.codings.get(coding)
        cuts = _cuts(found, left_out)
        made = _composed(Pseudonyms(session), found, cuts)
        if words is not None:
            if not words.strip():
                raise UsageError(_("A quote needs words."))
            made = replace(made, words=words.strip(), by_hand=True)
        before = draft_of(session, found.id)
        made = stepped(replace(made, steps=before.steps if before else ()), "draft", session.coder)
        session.write(written(session, made), *_taken_back(session, made))
        return made

    return session.later(job)


def take_off(session: Session, coding: Id) -> Future[Id]:
    """Prepare a quote no longer; its release is withdrawn."""

    def job() -> Id:
        draft = draft_of(session, session.read.codings.get(coding).id)
        if draft is None:
            raise NotFound(_("These words are not in preparation."), _("Look at: codeerbank release"))
        return session.write(RecordRemoved(NOUN, draft.id), *_taken_back(session, draft))

    return session.later(job)


def stepped(draft: Draft, state: str, who: str, note: str = "") -> Draft:
    """Bring a quote to a state in somebody's name."""
    step = Step(state, who, time_ns() // 1_000_000, note)
    return replace(draft, state=state, guess="" if state == "draft" else draft.guess, steps=(*draft.steps, step))


def written(session: Session, draft: Draft) -> RecordSet:
    """Give the change that keeps a quote as it is."""
    values = {
        "coding": draft.coding, "words": draft.words, "state": draft.state, "left_out": [list(cut) for cut in draft.left_out],
        "by_hand": draft.by_hand, "guess": draft.guess, "source": draft.source, "steps": [asdict(one) for one in draft.steps],
    }  # fmt: skip
    case = _case_of(session, draft.coding)
    return RecordSet(NOUN, draft.id, values, [draft.coding, *([case] if case else [])])


def new_draft(session: Session, coding: Coding, words: str | None = None) -> Draft:
    """Make a quote of a coding, not kept yet."""
    made = _composed(Pseudonyms(session), coding, ())
    return made if words is None else replace(made, words=words.strip(), by_hand=True)


def altered(draft: Draft, fragment: str) -> bool:
    """Say whether words written by hand say something that the fragment does not, brackets aside."""
    at = 0
    for part in filter(None, (part.strip() for part in re.split(r"\[[^\]]*\]", draft.words))):
        found = fragment.find(part, at)
        if found < 0:
            return True
        at = found + len(part)
    return False


def _taken_back(session: Session, draft: Draft) -> list[Change]:
    reason = _("the words were changed")
    return [QuoteWithdrawn(quote.id, reason)
            for quote, standing, coding in session.read.quotes.releases_with_codings()
            if coding == draft.coding and standing != "withdrawn"]  # fmt: skip


def _cuts(coding: Coding, left_out: Sequence[str]) -> list[tuple[int, int]]:
    """Find what is to be left out in the fragment; raises UsageError for words that are not there once."""
    cuts = []
    for words in left_out:
        n = coding.quote.count(words) if words.strip() else 0
        if n != 1:
            told = _("“{words}” is not in the fragment.") if not n else _("“{words}” is in the fragment {n} times.")
            raise UsageError(told.format(words=words, n=n), _("Give more of the words around it."), coding.id)
        cuts.append((start := coding.quote.index(words), start + len(words)))
    cuts.sort()
    if any(first[1] > second[0] for first, second in pairwise(cuts)):
        raise UsageError(_("What is left out overlaps."), _("Leave it out as one."), coding.id)
    if sum(stop - start for start, stop in cuts) >= len(coding.quote.strip()):
        raise UsageError(_("A quote needs words."))
    return cuts


def _composed(decided: Pseudonyms, coding: Coding, cuts: Sequence[tuple[int, int]]) -> Draft:
    """Make a quote of the fragment with pseudonyms in it, and [...] for what is left out."""
    parts, at = [], coding.start
    for start, stop in [*((coding.start + a, coding.start + b) for a, b in cuts), (coding.stop, coding.stop)]:
        parts.append(decided.text(coding.document, at, start).strip() if start > at else "")
        at = stop
    words = f" {CUT} ".join(parts).strip()
    digest = hashlib.sha256(coding.quote.encode()).hexdigest()[:16]
    return Draft(derived_id(NOUN, coding.id), coding.id, words, left_out=tuple(cuts), source=digest)


def _standing(session: Session, decided: Pseudonyms, draft: Draft) -> Draft:
    """Drop a quote back whose text or pseudonyms changed since: what was looked at is not what would go out."""
    try:
        now = _composed(decided, session.read.codings.get(draft.coding), draft.left_out)
    except NotFound:
        return replace(draft, state="draft")
    if now.source != draft.source:
        return replace(now, words=draft.words if draft.by_hand else now.words, by_hand=draft.by_hand, steps=draft.steps)
    if draft.by_hand or now.words == draft.words:
        return draft
    return replace(draft, state="draft", words=now.words)


def _read(identity: Id, values: Mapping[str, Any]) -> Draft:
    cuts = tuple((cut[0], cut[1]) for cut in values["left_out"])
    steps = tuple(Step(one["state"], one["who"], one["when"], one["note"]) for one in values["steps"])
    told = (values["by_hand"], values["guess"], values["source"], steps)
    return Draft(identity, values["coding"], values["words"], values["state"], cuts, *told)


def _case_of(session: Session, coding: Id) -> Id | None:
    try:
        case = session.read.codings.get(coding).case
        return session.read.cases.named(case).id if case else None
    except NotFound:
        return None
