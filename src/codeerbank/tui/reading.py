"""What the screens ask of the session, as jobs of the thread that owns the project file."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from datetime import datetime

from codeerbank.tui.views import ActionRow, CodeNames, CodingView, DocumentRow, DocumentView, OverviewView, document_view
from codeerbank.workbench.session import Session

_ACTIONS = 12


def read_overview(session: Session) -> Future[OverviewView]:
    """Read the project at a glance: no text, no codings, only counts."""

    def job() -> OverviewView:
        read = session.read
        done, codings = read.documents.done_counts(), read.codings.counts_by_document()
        rows = [
            DocumentRow(d.name, d.kind, d.turns, d.words, done.get(d.name, {}).get(session.coder, 0), codings.get(d.name, 0))
            for d in read.documents.all()
        ]
        actions = [ActionRow(_local(a.when), a.who, a.words, a.undone) for a in read.history.actions(_ACTIONS)]
        return OverviewView(session.project_name, session.coder, len(session.codebook.codes), rows, actions)

    return session.later(job)


def read_document(session: Session, name: str, names: CodeNames) -> Future[DocumentView]:
    """Read one document with its turns and codings."""

    def job() -> DocumentView:
        documents = session.read.documents
        return document_view(
            documents.named(name), documents.text(name), documents.turns(name), session.read.codings.of(name), names, session.coder
        )

    return session.later(job)


def read_changes(session: Session, name: str, names: CodeNames) -> Future[tuple[Sequence[CodingView], set[int]]]:
    """Read what gestures change in a document: its codings, and the turns this coder has done."""

    def job() -> tuple[Sequence[CodingView], set[int]]:
        codings = [names.coding(coding, session.coder) for coding in session.read.codings.of(name)]
        return codings, set(session.read.documents.done(name).get(session.coder, ()))

    return session.later(job)


def _local(when: str) -> str:
    """Give a time in the log as people here read it."""
    return datetime.fromisoformat(when).astimezone().strftime("%d-%m %H:%M")
