"""The klankbordgroep: releasing quotes, making a form of them, reading what members answered, and what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from codeerbank.domain.events import CodeChanged, FormMade, MemoAdded, PanelReplied
from codeerbank.domain.ids import Id, new_id
from codeerbank.domain.names import names_in
from codeerbank.domain.panel import PanelForm, Reply
from codeerbank.domain.quote import ReleasedQuote
from codeerbank.domain.table import Sheet
from codeerbank.errors import NotFound, UsageError
from codeerbank.exporters.atomic import replacing
from codeerbank.i18n import _
from codeerbank.panel.form import checked, form_page, next_code
from codeerbank.panel.replies import read_line
from codeerbank.panel.totals import totals_sheet
from codeerbank.workbench.releasing import AUDIENCES, release, withdraw_release
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import practice_stamp, stamp_for

SUFFIXES = (".html", ".htm")
"""A form is a page."""


@dataclass(frozen=True, slots=True)
class FormReport:
    """A form that was made: the action, the form as it was printed, where it lies, and what to think about."""

    action: Id
    form: PanelForm
    path: Path
    warnings: Sequence[str]


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
