"""Retention: until when what is kept. What is due is listed; nothing is ever removed by itself."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import date

from codeerbank.domain.consent import MATERIALS, Retention
from codeerbank.domain.events import RecordRemoved, RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.workbench.consenting import checked_day
from codeerbank.workbench.session import Session

NOUN = "retention"


def retentions(session: Session) -> list[Retention]:
    """List until when what is kept, the first to be due first."""
    found = [Retention(**record.values) for record in session.read.records.of(NOUN) if record.values]
    return sorted(found, key=lambda one: (one.until, one.material))


def due(session: Session, today: date | None = None) -> list[Retention]:
    """List what should have gone by now."""
    return [one for one in retentions(session) if one.is_due(today or date.today())]


def keep_until(session: Session, material: str, until: str, reason: str = "") -> Future[Id]:
    """Set until when some material is kept."""
    _known(material)
    values = {"material": material, "until": checked_day(until), "reason": reason.strip()}
    return session.append(RecordSet(NOUN, derived_id(NOUN, material), values))


def forget_date(session: Session, material: str) -> Future[Id]:
    """Take a date away: the material is gone, or the date was a mistake."""
    _known(material)

    def job() -> Id:
        if not any(one.material == material for one in retentions(session)):
            raise NotFound(_("No date is set for {material}.").format(material=material), "", material)
        return session.write(RecordRemoved(NOUN, derived_id(NOUN, material)))

    return session.later(job)


def due_line(session: Session) -> str | None:
    """Say in one line that something should have gone, if it should."""
    if not (found := due(session)):
        return None
    names = ", ".join(_(MATERIALS[one.material][0]) for one in found if one.material in MATERIALS)
    return _("Kept longer than agreed: {names}. Look at: codeerbank retention list").format(names=names)


def _known(material: str) -> None:
    if material not in MATERIALS:
        raise UsageError(
            _("{material} is nothing that is kept here.").format(material=material),
            _("Choose from: {names}").format(names=", ".join(MATERIALS)),
            material,
        )
