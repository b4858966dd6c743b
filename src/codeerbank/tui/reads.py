"""What the screens ask of the session, as jobs of the thread that owns the project file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from codeerbank.domain.coding import Coding
from codeerbank.tui.views import (
    ActionRow,
    CodeNames,
    CodingView,
    DocumentRow,
    DocumentView,
    OverviewView,
    document_view,
)
from codeerbank.workbench.blinding import looking
from codeerbank.workbench.session import Session

_ACTIONS = 12
_PLACES = 500
Refused: TypeAlias = Set[tuple[int, int, str]]
"""Start, stop and code of suggestions."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as it was opened: its view, the codebook's names, how often each code was given in the project,
    which suggestions this coder refused, and which correction its text is of.
    """

    view: DocumentView
    names: CodeNames
    counts: Mapping[str, int]
    refused: Refused
    version: str


@dataclass(frozen=True, slots=True)
class Held:
    """What the project holds of a document after gestures: codings, this coder's done turns and refused suggestions,
    and which correction its text is of.
    """

    codings: Sequence[CodingView]
    done: set[int]
    refused: Refused
    names: CodeNames
    version: str


def read_overview(session: Session) -> Future[OverviewView]:
    """Read the project at a glance: no text, no codings, only counts."""

    def job() -> OverviewView:
        read = session.read
        done, codings = read.documents.done_counts(), read.codings.counts_by_document()
        rows = [
            DocumentRow(
                d.name, d.kind, d.turns, d.words, done.get(d.name, {}).get(session.coder, 0), codings.get(d.name, 0)
            )
            for d in read.documents.all()
        ]
        actions = [ActionRow(_local(a.when), a.who, a.words, a.undone) for a in read.history.actions(_ACTIONS)]
        return OverviewView(session.project_name, session.coder, len(session.codebook.codes), rows, actions)

    return looking(session, job)


def read_document(session: Session, name: str) -> Future[Opened]:
    """Read one document with its turns and codings."""

    def job() -> Opened:
        read, names = session.read, CodeNames(session.codebook)
        about, text, turns = read.documents.named(name), read.documents.text(name), read.documents.turns(name)
        view = document_view(about, text, turns, _codings(session, name), names, session.coder)
        refused = read.decisions.refused(name, session.coder)
        return Opened(view, names, read.codings.counts(), refused, read.documents.version(name))

    return looking(session, job)


def read_changes(session: Session, name: str) -> Future[Held]:
    """Read what gestures change in a document."""

    def job() -> Held:
        names = CodeNames(session.codebook)
        read, coder = session.read, session.coder
        codings = [names.coding(coding, coder) for coding in _codings(session, name)]
        done = set(read.documents.done(name).get(coder, ()))
        return Held(codings, done, read.decisions.refused(name, coder), names, read.documents.version(name))

    return looking(session, job)


def read_elsewhere(session: Session, key: str) -> Future[list[Coding]]:
    """Read where a code was given, in order of document and place, up to some hundreds."""
    return looking(session, lambda: list(session.read.codings.each(code=key, limit=_PLACES)))


def read_new_code(session: Session, name: str) -> Future[tuple[str, CodeNames]]:
    """Find the key of the code just made with this name, and the codebook's names with it."""
    return session.later(lambda: (session.code(name).key, CodeNames(session.codebook)))


def _local(when: str) -> str:
    """Give a time in the log as people here read it."""
    return datetime.fromisoformat(when).astimezone().strftime("%d-%m %H:%M")


def _codings(session: Session, name: str) -> list[Coding]:
    """Read the codings of a document."""
    return session.read.codings.of(name)
