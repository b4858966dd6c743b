"""The klankbordgroep: releasing quotes, making a form of them, reading what members answered, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from codeerbank.domain.coding import Coding
from codeerbank.domain.events import CodeChanged, FormMade, MemoAdded, PanelReplied, QuoteReleased, QuoteWithdrawn
from codeerbank.domain.ids import Id, new_id
from codeerbank.domain.names import names_in
from codeerbank.domain.panel import PanelForm, Reply
from codeerbank.domain.quote import ReleasedQuote
from codeerbank.domain.table import Sheet
from codeerbank.errors import Conflict, NotFound, PrivacyRefusal, UsageError
from codeerbank.exporters.atomic import replacing
from codeerbank.i18n import _
from codeerbank.panel.form import checked, form_page, next_code
from codeerbank.panel.replies import read_line
from codeerbank.panel.totals import totals_sheet
from codeerbank.workbench.session import Session
from codeerbank.workbench.showing import SensitivePlaces
from codeerbank.workbench.stamps import practice_stamp, stamp_for

AUDIENCES = ("panel", "outside")
SUFFIXES = (".html", ".htm")
"""A form is a page."""


@dataclass(frozen=True, slots=True)
class FormReport:
    """A form that was made: the action, the form as it was printed, where it lies, and what to think about."""

    action: Id
    form: PanelForm
    path: Path
    warnings: Sequence[str]


def release(
    session: Session, coding: Id, audience: str, reason: str, words: str | None = None, sensitive: bool = False
) -> Future[Id]:
    """Let the words under a coding go to the panel, or outside the team: the coder's name stands under it for good.

    ``words`` is the text as it may be seen, where names were taken out of it. Words somebody marked as sensitive are
    refused unless ``sensitive`` says that they were chosen, and words that lie there for these readers already are
    refused, so that no form asks about them twice.
    """
    if audience not in AUDIENCES:
        raise UsageError(_("Quotes are released for {choices}.").format(choices=", ".join(AUDIENCES)), "", audience)
    if not reason.strip():
        raise UsageError(_("A release needs a reason."), _("Say why these words give nobody away."))

    def job() -> Id:
        found = session.read.codings.get(coding)
        carried = _codings_at(session, found)
        if not sensitive and SensitivePlaces(session).touch(found.document, found.start, found.stop):
            raise PrivacyRefusal(
                _("These words are marked as sensitive and were not released."),
                _("Release them only after the team chose to, with --sensitive."),
                coding,
            )
        text, group = (words or found.quote).strip(), _group_of(session, found.case)
        codes = list(dict.fromkeys(one.code for one in carried))
        for earlier in session.read.quotes.released(audience):
            if (earlier.text, earlier.group, set(earlier.codes)) == (text, group, set(codes)):
                raise Conflict(
                    _("These words were released before, by {who}.").format(who=earlier.released_by),
                    _("Give other words with --words, or release them for other readers with --to."),
                    coding,
                )
        document = session.read.documents.identity(found.document)
        return session.write(
            QuoteReleased(document, found.id, found.start, found.stop, text, codes, audience, reason.strip(), group)
        )

    return session.later(job)


def withdraw_release(session: Session, release: Id, reason: str) -> Future[Id]:
    """Take a release back by its id, or that of the coding it was made on: these words may not be used any more."""
    if not reason.strip():
        raise UsageError(_("Withdrawing a release needs a reason."), _("Say why these words may not be used any more."))

    def job() -> Id:
        given = release.strip()
        found = [
            (quote.id, standing) for quote, standing, coding in session.read.quotes.releases_with_codings()
            if given and (quote.id.startswith(given) or coding.startswith(given))
        ]  # fmt: skip
        standing = [identity for identity, stands in found if stands != "withdrawn"]
        if not standing:
            words = _("That release was withdrawn already.") if found else _("There is no released quote {id}.")
            raise NotFound(words.format(id=release), _("Look at: codeerbank quotes --for outside --json"), release)
        return session.write(*(QuoteWithdrawn(identity, reason.strip()) for identity in standing))

    return session.later(job)


def _codings_at(session: Session, coding: Coding) -> list[Coding]:
    """Give the coding and the others on exactly the same words."""
    place = (coding.start, coding.stop)
    others = (one for one in session.read.codings.of(coding.document) if (one.start, one.stop) == place)
    return [coding, *(one for one in others if one.id != coding.id)]


def _group_of(session: Session, case: str | None) -> str | None:
    try:
        return session.read.cases.named(case).group if case else None
    except NotFound:
        return None


def make_form(
    session: Session,
    path: Path,
    contact: str,
    telephone: str,
    return_by: str,
    quotes: Sequence[ReleasedQuote] | None = None,
    title: str = "",
    address: str = "je",
) -> Future[FormReport]:
    """Write a form to print or to read on a phone; without ``quotes`` of everything released for the panel.

    Raises UsageError where contact person, telephone number or return date (year-month-day) is missing.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(_("A form is a page: {name} must end in .html.").format(name=path.name), "", path.name)

    def job() -> FormReport:
        chosen = session.read.quotes.released("panel") if quotes is None else quotes
        code = next_code([form.code for form in session.read.panel.forms()])
        names = [_panel_name(session, quote) for quote in chosen]
        heading = " - ".join(filter(None, (title, practice_stamp(session))))
        form = PanelForm(new_id(), code, heading, tuple(chosen), names, contact, telephone, return_by, address)
        warnings = [*checked(form), *_too_late(form), *_names_left(form)]
        with replacing(path) as file:
            file.write(form_page(form).encode("utf-8"))
        about = (form.contact, form.telephone, form.return_by, form.address)
        action = session.write(FormMade(form.id, code, heading, [quote.id for quote in chosen], names, *about))
        return FormReport(action, form, path, warnings)

    return session.later(job)


def _too_late(form: PanelForm) -> list[str]:
    """Say so when nobody can answer in time."""
    if date.fromisoformat(form.return_by.strip()) >= date.today():
        return []
    return [_("The return date {date} is past.").format(date=form.return_by.strip())]


def _names_left(form: PanelForm) -> list[str]:
    """Name the words with a capital in quotes: whoever released them may have missed the name of a person or a place."""
    words = _("Piece {number} may name somebody: {names}.")
    found = [(number, sorted(names_in(quote.text))) for number, quote in enumerate(form.quotes, 1)]
    return [words.format(number=number, names=", ".join(names)) for number, names in found if names]


def _panel_name(session: Session, quote: ReleasedQuote) -> str:
    """Say in plain words what a quote is about."""
    codes = [code for key in quote.codes if (code := session.codebook.get(key))]
    return next((code.panel_name or code.name for code in codes), _("something else"))


def read_typed(session: Session, text: str, member: str, group: str | None = None) -> Future[Reply]:
    """Take in the line a member sent, such as ``K3: 1ax 2c; 2: not so with us``; refused whole where any of it is wrong."""
    if not member.strip():
        raise UsageError(_("Say who answered."), _("A number or a pseudonym will do."))

    def job() -> Reply:
        reply = read_line(text, session.read.panel.forms(), member.strip(), group)
        answers = {str(number): dict(given) for number, given in reply.answers.items()}
        remarks = {str(number): words for number, words in reply.remarks.items()}
        session.write(PanelReplied(reply.form, reply.member, reply.group, answers, remarks))
        return reply

    return session.later(job)


def outcome(session: Session, code: str, reason: str, name: str = "", panel_name: str = "") -> Future[Id]:
    """Keep what the team decided about a code after a round, and why, as one action; it may rename the code.

    The reason becomes a memo on the code: what was not taken over belongs in it as well.
    """
    if not reason.strip():
        raise UsageError(_("An outcome needs a reason."), _("Say what was decided and why, also what was not done."))

    def job() -> Id:
        found = session.code(code)
        given = {"name": name.strip(), "panel_name": panel_name.strip()}
        changes = {field: words for field, words in given.items() if words and words != getattr(found, field)}
        memo = MemoAdded("code", found.id, reason.strip(), "decision")
        return session.write(*([CodeChanged(found.id, changes)] if changes else []), memo)

    return session.later(job)


def totals_for_people(session: Session, code: str) -> Sheet:
    """Add up what came back on one form, by its code."""
    forms = session.read.panel.forms()
    form = next((one for one in forms if one.code == code.strip().upper()), None)
    if form is None:
        known = ", ".join(one.code for one in forms) or _("none yet")
        raise NotFound(
            _("There is no form {code}.").format(code=code), _("There are: {names}.").format(names=known), code
        )
    return totals_sheet(form, session.read.panel.replies(form.id), stamp_for(session, "team"))


__all__ = [
    "AUDIENCES",
    "FormReport",
    "make_form",
    "outcome",
    "read_typed",
    "release",
    "totals_for_people",
    "withdraw_release",
]
