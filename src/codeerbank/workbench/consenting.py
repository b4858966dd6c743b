"""Consent: kept per person, asked before words leave, and laid over everybody to see who has none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from codeerbank.domain.consent import BASES, SCOPES, Consent, Scope
from codeerbank.domain.events import RecordRemoved, RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.domain.people import Case
from codeerbank.errors import ConsentRefused, NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.importers.consents import ConsentRow, read_consents
from codeerbank.workbench.session import Session

NOUN = "consent"


@dataclass(frozen=True, slots=True)
class Covered:
    """One person and what they agreed to; None: nothing is known."""

    case: Case
    consent: Consent | None
    problems: Sequence[str]


def consents(session: Session) -> dict[Id, Consent]:
    """Give what is known by case id; one that an erasure emptied is left out."""
    records = session.read.records.of(NOUN)
    return {record.about[0]: Consent.of(record.about[0], record.values) for record in records if record.values}


def covers(session: Session, case: str, scope: Scope) -> bool:
    """Say whether the person by this name or id agreed to this."""
    return why_not(session, case, scope) == ""


def why_not(session: Session, case: str, scope: Scope) -> str:
    """Say in a sentence why nobody may assume that this person agreed; empty where they did."""
    found = _case(session, case)
    known = consents(session)
    given = [known[one.id] for one in found if one.id in known]
    if not given:
        return _("No consent is known of {case}.").format(case=case)
    if any(one.covers(scope) for one in given):
        return ""
    return _problem(given[0], scope, found[0].name)


def _problem(consent: Consent, scope: Scope, name: str) -> str:
    if not consent.person:
        return _("{case} did not agree; only somebody else did.").format(case=name)
    if not consent.whole:
        return _("{case} is under 16, and no parent or guardian agreed.").format(case=name)
    return _("{case} did not agree to: {scope}.").format(case=name, scope=_(SCOPES[scope]))


def _case(session: Session, name: str) -> list[Case]:
    found = [case for case in session.read.cases.all() if name in (case.name, case.id)]
    if not found:
        raise NotFound(_("There is no case {name}.").format(name=name), _("Look at: codeerbank list cases"), name)
    return found


def add_consent(session: Session, name: str, consent: Consent) -> Future[Id]:
    """Keep what a person agreed to, in the place of what was known."""
    _check(consent)

    def job() -> Id:
        return session.write(*(_written(case.id, consent) for case in _case(session, name)))

    return session.later(job)


def remove_consent(session: Session, name: str) -> Future[Id]:
    """Take away what is known of a person's consent: it was written down by mistake."""

    def job() -> Id:
        known = consents(session)
        there = [case.id for case in _case(session, name) if case.id in known]
        if not there:
            raise NotFound(_("No consent is known of {case}.").format(case=name), "", name)
        return session.write(*(RecordRemoved(NOUN, _record(case)) for case in there))

    return session.later(job)


def import_consents(session: Session, path: Path) -> Future[tuple[Id, int, Sequence[str]]]:
    """Take in a list, all of it or nothing; gives the action, how many people it is about, and remarks.

    Raises ConsentRefused for a list with contact details: those never enter the project.
    """
    listed = read_consents(path)
    if listed.contacts:
        raise ConsentRefused(
            _("{file} holds contact details ({columns}): those never enter the project.").format(
                file=path.name, columns=", ".join(listed.contacts)
            ),
            _("Take those columns out and bring the list in again."),
            path.name,
        )

    def job() -> tuple[Id, int, Sequence[str]]:
        by_name: dict[str, list[Case]] = {}
        for case in session.read.cases.all():
            by_name.setdefault(case.name, []).append(case)
        unknown = [row.case for row in listed.rows if row.case not in by_name]
        if unknown:
            raise NotFound(
                _("These are no participants of this project: {names}. Nothing was changed.").format(
                    names=", ".join(unknown[:8])
                ),
                _("Look at: codeerbank list cases"),
                path.name,
            )
        changes = [_written(case.id, _consent(row)) for row in listed.rows for case in by_name[row.case]]
        return session.write(*changes), len(listed.rows), listed.remarks

    return session.later(job)


def _consent(row: ConsentRow) -> Consent:
    made = Consent("", row.form, row.agreed, row.basis, row.scopes, row.person, row.guardian, row.under_16, row.until)
    _check(made)
    return made


def _written(case: Id, consent: Consent) -> RecordSet:
    return RecordSet(NOUN, _record(case), consent.values(), [case])


def _record(case: Id) -> Id:
    return derived_id(NOUN, case)


def _check(consent: Consent) -> None:
    if not consent.form.strip():
        raise UsageError(_("Say which version of the form was signed."), _("Such as: --form 2026-03"))
    if consent.basis not in BASES:
        raise UsageError(
            _("{basis} is no ground in law that is known here.").format(basis=consent.basis),
            _("Choose from: {names}").format(names=", ".join(BASES)),
        )
    for day in filter(None, (consent.agreed, consent.withdraw_until)):
        checked_day(day)


def checked_day(day: str) -> str:
    """Give a day as year-month-day; UsageError for anything else."""
    try:
        return date.fromisoformat(day.strip()).isoformat()
    except ValueError as error:
        raise UsageError(
            _("{day} is no date.").format(day=day), _("Write it as year-month-day, such as 2026-11-22."), day
        ) from error


def coverage(session: Session, wanted: Sequence[Scope] = ("quote", "panel", "publication")) -> list[Covered]:
    """Lay consent over everybody who spoke or answered: what is missing for these scopes stands beside each."""
    known = consents(session)
    return [Covered(case, known.get(case.id), list(_missing(case, known, wanted))) for case in session.read.cases.all()]


def _missing(case: Case, known: Mapping[Id, Consent], wanted: Sequence[Scope]) -> Iterator[str]:
    consent = known.get(case.id)
    if consent is None:
        yield _("no consent known")
    elif not consent.whole:
        yield _("a parent or guardian has to agree as well") if consent.person else _("did not agree")
    else:
        yield from (_("not for: {scope}").format(scope=_(SCOPES[one])) for one in wanted if one not in consent.scopes)


__all__ = [
    "Covered",
    "add_consent",
    "checked_day",
    "consents",
    "coverage",
    "covers",
    "import_consents",
    "remove_consent",
    "why_not",
]
