"""Coding blind: without suggestions, and without seeing what others coded, on any screen and in any command."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from typing import TypeVar

from codeerbank.domain.events import RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.store.read.own import own_only
from codeerbank.workbench.session import Session

T = TypeVar("T")
BLIND = "blind"


def is_blind(session: Session) -> bool:
    """Say whether the session's coder codes blind; in a threaded session only inside ``later``."""
    record = session.read.records.get(_blind_id(session))
    return bool(record and record.values.get("blind"))


def code_blind(session: Session, blind: bool) -> Future[Id | None]:
    """Begin or stop coding blind; None where nothing changes."""

    def job() -> Id | None:
        if is_blind(session) == blind:
            return None
        return session.write(RecordSet(BLIND, _blind_id(session), {"coder": session.coder, "blind": blind}))

    return session.later(job)


def coders_blind(session: Session) -> list[str]:
    """Name those who coded blind, now or before."""
    return sorted({str(one.values["coder"]) for one in session.read.records.of(BLIND) if one.values})


@contextmanager
def as_seen(session: Session) -> Iterator[None]:
    """Read, for who codes blind, as if nobody else had coded; in a threaded session only inside ``later``."""
    if is_blind(session):
        with own_only(session.project.connection, session.coder):
            yield
    else:
        yield


def looking(session: Session, job: Callable[[], T]) -> Future[T]:
    """Run a job that reads for a screen: who codes blind sees nobody else's codings."""

    def seen() -> T:
        with as_seen(session):
            return job()

    return session.later(seen)


def refuse_blind(session: Session) -> None:
    """Refuse what would show a coder who codes blind what others, or suggestions, make of the texts."""
    if is_blind(session):
        raise UsageError(
            _("{coder} codes blind: this would show what others, or suggestions, make of the texts.").format(
                coder=session.coder
            ),
            _("When the coding is finished: codeerbank code blind --end --coder {coder}").format(coder=session.coder),
        )


def _blind_id(session: Session) -> Id:
    return derived_id(BLIND, session.read.about.project()[0], session.coder)
