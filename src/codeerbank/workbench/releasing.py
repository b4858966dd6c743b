"""Letting words leave the team: pseudonymised, checked by a second person, released with a reason, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace

from codeerbank.domain.coding import Coding
from codeerbank.domain.events import Change, QuoteReleased, QuoteWithdrawn, RecordRemoved
from codeerbank.domain.ids import Id
from codeerbank.errors import Conflict, NotFound, PrivacyRefusal, UsageError
from codeerbank.i18n import _
from codeerbank.workbench.quote_drafts import NOUN, Draft, draft_of, new_draft, stepped, written
from codeerbank.workbench.release_checks import label_for, objections, refuse_unless_passed
from codeerbank.workbench.session import Session

AUDIENCES = ("panel", "outside")
GUESSES = ("no", "maybe", "yes")


@dataclass(frozen=True, slots=True)
class Terms:
    """On what terms words go out.

    purpose     what they are to be used for
    despite     checks that are passed over, by name: see ``domain.quote.CHECKS``
    checked_by  the second person who looked, where that was not kept as a step of its own
    guess       whether somebody could guess who said it, where nobody was asked yet
    label       a wider perspective to stand with the words than the person's group
    """

    purpose: str = ""
    despite: Sequence[str] = ()
    checked_by: str = ""
    guess: str = ""
    label: str | None = None


PLAIN = Terms()


def pseudonymised(session: Session, coding: Id, despite: Sequence[str] = ()) -> Future[Draft]:
    """Say that the words of a quote name nobody any more; refused while the recognisers find something."""

    def step(found: Coding, draft: Draft) -> Draft:
        left = [one for one in objections(session, found, draft, "panel") if one.check == "names"]
        passed = refuse_unless_passed(left, despite, found.id)
        return stepped(draft, "pseudonymised", session.coder, ", ".join(passed))

    return _step(session, coding, step)


def checked(session: Session, coding: Id, guess: str, note: str = "") -> Future[Draft]:
    """Say as a second person that one looked, and whether somebody could guess who said it."""
    if guess not in GUESSES:
        raise UsageError(
            _("Could somebody guess who said this? Choose from: {names}").format(names=", ".join(GUESSES)),
            _("Say it with --guess; think of those who were there, colleagues and family."),
        )

    def step(found: Coding, draft: Draft) -> Draft:
        if draft.state not in ("pseudonymised", "checked"):
            raise _not_yet(draft, found.id)
        _second(session.coder, draft.who("pseudonymised"), found.id)
        return stepped(replace(draft, guess=guess), "checked", session.coder, note)

    return _step(session, coding, step)


def release(
    session: Session,
    coding: Id,
    audience: str,
    reason: str,
    words: str | None = None,
    sensitive: bool = False,
    terms: Terms = PLAIN,
) -> Future[Id]:
    """Let the words under a coding go to the panel, or outside the team: the coder's name stands under it for good.

    A quote in preparation must have been checked. Words that are not go in one step, all in the name of the coder;
    ``terms`` may name the second person who looked. ``words`` is the text as it may be seen, where names were taken
    out by hand. What speaks against it is refused unless it is passed over by name, and words that lie there for these
    readers already are refused, so that no form asks about them twice.
    """
    if audience not in AUDIENCES:
        raise UsageError(_("Quotes are released for {choices}.").format(choices=", ".join(AUDIENCES)), "", audience)
    if not reason.strip():
        raise UsageError(_("A release needs a reason."), _("Say why these words give nobody away."))

    def job() -> Id:
        found = session.read.codings.get(coding)
        draft = _ready(session, found, words, terms)
        despite = [*terms.despite, *(["sensitive"] if sensitive else [])]
        passed = refuse_unless_passed(list(objections(session, found, draft, audience)), despite, found.id)
        group = terms.label if terms.label is not None else label_for(session, found)
        codes = list(dict.fromkeys(one.code for one in _codings_at(session, found)))
        _refuse_again(session, audience, draft.words, group, codes, coding)
        draft = stepped(draft, "released", session.coder, reason.strip())
        document, told = session.read.documents.identity(found.document), (audience, reason.strip(), group or None)
        change = QuoteReleased(document, found.id, found.start, found.stop, draft.words, codes, *told)
        change = replace(change, despite=passed, purpose=terms.purpose.strip())
        change = replace(change, quote=draft.id, checked_by=draft.who("checked"))
        return session.write(change, written(session, draft))

    return session.later(job)


def withdraw_release(session: Session, release: Id, reason: str) -> Future[Id]:
    """Take a release back by its id, or that of the coding it was made on: these words may not be used any more."""
    if not reason.strip():
        raise UsageError(_("Withdrawing a release needs a reason."), _("Say why these words may not be used any more."))

    def job() -> Id:
        given = release.strip()
        found = [
            (quote.id, standing, coding) for quote, standing, coding in session.read.quotes.releases_with_codings()
            if given and (quote.id.startswith(given) or coding.startswith(given))
        ]  # fmt: skip
        standing = {identity: coding for identity, stands, coding in found if stands != "withdrawn"}
        if not standing:
            words = _("That release was withdrawn already.") if found else _("There is no released quote {id}.")
            raise NotFound(words.format(id=release), _("Look at: codeerbank quotes --for outside --json"), release)
        back = [draft for coding in dict.fromkeys(standing.values()) if (draft := draft_of(session, coding))]
        others = {coding for quote, stands, coding in session.read.quotes.releases_with_codings()
                  if stands == "released" and quote.id not in standing}  # fmt: skip
        changes = [QuoteWithdrawn(identity, reason.strip()) for identity in standing]
        return session.write(*changes, *(_dropped(session, one, reason) for one in back if one.coding not in others))

    return session.later(job)


def _dropped(session: Session, draft: Draft, reason: str) -> Change:
    """Give the change that makes a quote a draft again; what went in one step was never prepared."""
    if not draft.who("draft"):
        return RecordRemoved(NOUN, draft.id)
    return written(session, stepped(draft, "draft", session.coder, reason.strip()))


def _step(session: Session, coding: Id, step: Callable[[Coding, Draft], Draft]) -> Future[Draft]:
    def job() -> Draft:
        found = session.read.codings.get(coding)
        draft = draft_of(session, found.id)
        if draft is None:
            raise NotFound(
                _("These words are not in preparation."),
                _("Begin with: codeerbank release {id} --step draft").format(id=found.id),
                found.id,
            )
        if draft.state == "released":
            raise Conflict(
                _("These words are released."), _("Change them first (--step draft) or withdraw them."), found.id
            )
        draft = step(found, draft)
        session.write(written(session, draft))
        return draft

    return session.later(job)


def _ready(session: Session, coding: Coding, words: str | None, terms: Terms) -> Draft:
    """Give the quote as it is to go out: checked before, or in one step; raises PrivacyRefusal while it is under way."""
    if terms.guess and terms.guess not in GUESSES:
        raise UsageError(_("Choose from: {names}").format(names=", ".join(GUESSES)), "", terms.guess)
    draft = draft_of(session, coding.id)
    under_way = draft is not None and draft.state in ("draft", "pseudonymised") and bool(draft.who("draft"))
    if draft is not None and under_way and words is None and not terms.checked_by:
        raise _not_yet(draft, coding.id)
    if draft is None or words is not None or draft.state == "draft":
        made = new_draft(session, coding, words) if draft is None or words is not None else draft
        draft = stepped(replace(made, steps=draft.steps if draft else ()), "pseudonymised", session.coder)
    if terms.checked_by:
        _second(terms.checked_by, session.coder, coding.id)
        draft = stepped(draft, "checked", terms.checked_by)
    return replace(draft, guess=terms.guess) if terms.guess else draft


def _second(checker: str, maker: str, coding: Id) -> None:
    if checker.strip().casefold() == maker.strip().casefold():
        raise PrivacyRefusal(
            _("{who} made these words ready; a second person is to check them.").format(who=maker),
            _("Let a colleague look, and give the name with --coder or --checked-by."),
            coding,
        )


def _not_yet(draft: Draft, coding: Id) -> PrivacyRefusal:
    if draft.state == "draft":
        message, step = _("This quote is a draft: its words were not made ready yet."), "pseudonymised"
    else:
        message, step = _("This quote was not checked by a second person yet."), "checked --guess no"
    return PrivacyRefusal(message, f"codeerbank release {coding} --step {step}", coding)


def _codings_at(session: Session, coding: Coding) -> list[Coding]:
    """Give the coding and the others on exactly the same words."""
    place = (coding.start, coding.stop)
    others = (one for one in session.read.codings.of(coding.document) if (one.start, one.stop) == place)
    return [coding, *(one for one in others if one.id != coding.id)]


def _refuse_again(
    session: Session, audience: str, text: str, group: str | None, codes: Sequence[str], coding: Id
) -> None:
    for earlier in session.read.quotes.released(audience):
        if (earlier.text, earlier.group, set(earlier.codes)) == (text, group, set(codes)):
            raise Conflict(
                _("These words were released before, by {who}.").format(who=earlier.released_by),
                _("Give other words with --words, or release them for other readers with --to."),
                coding,
            )


__all__ = ["AUDIENCES", "GUESSES", "Terms", "checked", "pseudonymised", "release", "withdraw_release"]
