"""Verdicts on rows of a joint display, findings of one's own and advice: what people decide, kept as records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from codeerbank.domain.coding import Coding
from codeerbank.domain.events import RecordRemoved, RecordSet
from codeerbank.domain.ids import Id, derived_id, new_id
from codeerbank.domain.records import Record
from codeerbank.domain.verdicts import (
    ADVICE,
    CERTAINTIES,
    FINDING,
    RELATIONS,
    STATUSES,
    VERDICT,
    Advice,
    Finding,
    Verdict,
)
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.workbench.session import Session

Kept = TypeVar("Kept", Finding, Advice)
SILENCES = ("not_asked", "not_mentioned")
DIRECTIONS = ("+", "0", "-", "?")
_CHOICES: Mapping[str, Sequence[str]] = {
    "relation": RELATIONS,
    "second": RELATIONS,
    "silence": SILENCES,
    "certainty": CERTAINTIES,
}


def decide(session: Session, row: str, **given: Any) -> Future[Verdict]:
    """Keep what a person decided about a row (a code, or a finding such as F2); what is not given stays as it was.

    A contradiction needs a reason. ``quotes`` are codings by id; when one of them is erased the verdict goes with it.
    """
    changed = {key: value for key, value in given.items() if value is not None}

    def job() -> Verdict:
        if not changed:
            raise UsageError(_("Nothing was decided."), _("Say what: --verdict, --together, --rival, --certainty ..."))
        identity = row_identity(session, row)
        before = verdicts(session).get(identity, Verdict(identity))
        _check(changed)
        codings = [session.read.codings.get(one) for one in changed.get("quotes", before.quotes)]
        made = replace(before, **{**changed, "quotes": tuple(one.id for one in codings)})
        if made.second == made.relation:  # the same said twice is said once
            made = replace(made, second="")
        if "contradicts" in (made.relation, made.second) and not made.reason.strip():
            raise UsageError(
                _("A contradiction needs a reason."),
                _("Say where it comes from, such as selection, question, group or time: --reason TEXT"),
            )
        about = _spoken_of(session, codings)
        session.write(RecordSet(VERDICT, derived_id(VERDICT, identity), made.values(), about))
        return made

    return session.later(job)


def withdraw(session: Session, row: str) -> Future[Id]:
    """Take the verdict on a row away."""

    def job() -> Id:
        identity = row_identity(session, row)
        record = derived_id(VERDICT, identity)
        if session.read.records.get(record) is None:
            raise NotFound(
                _("There is no verdict on {row}.").format(row=row), _("Look at: codeerbank joint convergence")
            )
        return session.write(RecordRemoved(VERDICT, record))

    return session.later(job)


def _check(changed: Mapping[str, Any]) -> None:
    for name, choices in _CHOICES.items():
        if changed.get(name) and changed[name] not in choices:
            raise UsageError(
                _("{value} is not one of: {choices}.").format(value=changed[name], choices=", ".join(choices))
            )


def _spoken_of(session: Session, codings: Sequence[Coding]) -> list[Id]:
    """Name the codings and the persons behind them: erasing either takes the verdict along."""
    found = [coding.id for coding in codings]
    cases = {case.name: case.id for case in session.read.cases.all()} if codings else {}
    return [*found, *dict.fromkeys(cases[coding.case] for coding in codings if coding.case in cases)]


def verdicts(session: Session) -> dict[Id, Verdict]:
    """Read the verdicts by the id of their code or finding."""
    found = (Verdict.of(record) for record in session.read.records.of(VERDICT) if record.values)
    return {one.row: one for one in found}


def verdict_records(session: Session) -> dict[Id, Record]:
    """Read who decided about each row, and when."""
    return {str(one.values["row"]): one for one in session.read.records.of(VERDICT) if one.values}


def row_identity(session: Session, row: str) -> Id:
    """Find the id of a row by the key of its code, or of its finding (F2)."""
    for identity, one in findings(session).items():
        if one.key.casefold() == row.strip().casefold():
            return identity
    return session.code(row.strip()).id


def add_finding(session: Session, statement: str, **given: Any) -> Future[Finding]:
    """Keep a finding of one's own, such as one on published figures without respondents; gives it a number."""

    def job() -> Finding:
        if not statement.strip():
            raise UsageError(_("A finding needs words."), _('For example: codeerbank joint finding "..."'))
        made = Finding(_next(findings(session).values()), statement.strip(), **_given(given))
        for direction in filter(None, (made.survey_direction, made.talk_direction)):
            if direction not in DIRECTIONS:
                raise UsageError(
                    _("{value} is not one of: {choices}.").format(value=direction, choices=", ".join(DIRECTIONS))
                )
        if made.n > made.base or made.n < 0:
            raise UsageError(_("{n} of {base} cannot be.").format(n=made.n, base=made.base))
        codes = tuple(session.code(key).key for key in made.codes)
        made = replace(made, codes=codes)
        session.write(RecordSet(FINDING, new_id(), made.values()))
        return made

    return session.later(job)


def findings(session: Session) -> dict[Id, Finding]:
    """Read the findings people made, by their id, in order of number."""
    return _read(session, FINDING, Finding)


def remove_finding(session: Session, key: str) -> Future[Id]:
    """Take a finding away by its key, such as F2."""
    return session.later(lambda: session.write(RecordRemoved(FINDING, _found(findings(session), key))))


def add_advice(session: Session, row: str, text: str, **given: Any) -> Future[Advice]:
    """Keep a piece of advice that follows from a row; gives it a number."""

    def job() -> Advice:
        if not text.strip():
            raise UsageError(_("Advice needs words."), _("Say what should happen."))
        identity = row_identity(session, row)
        made = Advice(_next(advice(session).values()), identity, text.strip(), **_given(given))
        _known_status(made)
        session.write(RecordSet(ADVICE, new_id(), made.values()))
        return made

    return session.later(job)


def change_advice(session: Session, key: str, **given: Any) -> Future[Advice]:
    """Write a piece of advice anew by its key, such as A2; what is not given stays as it was."""

    def job() -> Advice:
        known = advice(session)
        identity = _found(known, key)
        made = replace(known[identity], **_given(given))
        _known_status(made)
        session.write(RecordSet(ADVICE, identity, made.values()))
        return made

    return session.later(job)


def remove_advice(session: Session, key: str) -> Future[Id]:
    """Take a piece of advice away by its key."""
    return session.later(lambda: session.write(RecordRemoved(ADVICE, _found(advice(session), key))))


def advice(session: Session) -> dict[Id, Advice]:
    """Read the advice by its id, in order of number."""
    return _read(session, ADVICE, Advice)


def _known_status(made: Advice) -> None:
    if made.status not in STATUSES:
        raise UsageError(_("{value} is not one of: {choices}.").format(value=made.status, choices=", ".join(STATUSES)))
    if made.when:
        try:
            date.fromisoformat(made.when)
        except ValueError:
            raise UsageError(
                _("{date} is no date.").format(date=made.when), _("Write year-month-day, such as 2026-09-01.")
            ) from None


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _read(session: Session, noun: str, kind: type[Kept]) -> dict[Id, Kept]:
    found = {record.id: kind.of(record) for record in session.read.records.of(noun) if record.values}
    return dict(sorted(found.items(), key=lambda pair: (pair[1].number, pair[0])))


def _next(there: Any) -> int:
    return max((one.number for one in there), default=0) + 1


def _found(known: Mapping[Id, Finding] | Mapping[Id, Advice], key: str) -> Id:
    for identity, one in known.items():
        if one.key.casefold() == key.strip().casefold():
            return identity
    names = ", ".join(one.key for one in known.values()) or _("none yet")
    raise NotFound(_("There is no {key}.").format(key=key), _("There are: {names}.").format(names=names), key)
