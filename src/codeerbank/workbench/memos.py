"""Memos: writing them, writing them anew, and taking them away."""

from __future__ import annotations

from concurrent.futures import Future
from typing import get_args

from codeerbank.domain.coding import Memo, MemoKind, MemoSubject
from codeerbank.domain.events import MemoAdded, MemoChanged, MemoRemoved
from codeerbank.domain.ids import Id
from codeerbank.domain.short_ids import more_than_one
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import N_, _
from codeerbank.workbench.session import Session

MEMO_NOUNS: tuple[str, ...] = get_args(MemoSubject)
MEMO_KINDS: tuple[str, ...] = get_args(MemoKind)
KINDS = {
    "note": N_("note"),
    "definition": N_("definition"),
    "theory": N_("theory"),
    "method": N_("method"),
    "language": N_("language"),
    "decision": N_("decision"),
    "care": N_("care signal"),
}
"""Kind of memo -> what it is called, an English id."""
NOUNS = {
    "project": N_("project"),
    "document": N_("document"),
    "case": N_("participant"),
    "code": N_("code"),
    "coding": N_("fragment"),
}
"""What a memo is about -> what that is called, an English id."""


def add_memo(session: Session, about: str, name: str, text: str, kind: str = "note") -> Future[Id]:
    """Write a memo on the project, or on a document, case, code or coding by its name; ``care`` never leaves the project."""
    if about not in MEMO_NOUNS or kind not in MEMO_KINDS:
        raise UsageError(
            _("A memo is about one of {nouns} and of kind {kinds}.").format(
                nouns=", ".join(MEMO_NOUNS), kinds=", ".join(MEMO_KINDS)
            )
        )
    _not_empty(text)
    return session.later(lambda: session.write(MemoAdded(about, _identity(session, about, name), text, kind)))


def _identity(session: Session, noun: str, name: str) -> Id:
    if noun == "document":
        return session.read.documents.identity(name)
    if noun == "code":
        return session.code(name).id
    if noun == "coding":
        return session.read.codings.get(name).id
    if noun == "case":
        return session.read.cases.named(name).id
    return session.read.about.project()[0]


def change_memo(session: Session, memo: str, text: str) -> Future[Id]:
    """Write a memo anew; ``memo`` is its id, or as much of it as tells it from the others. The old text stays in the log."""
    _not_empty(text)
    return session.later(lambda: session.write(MemoChanged(found(session, memo).id, text)))


def remove_memo(session: Session, memo: str) -> Future[Id]:
    """Take a memo away."""
    return session.later(lambda: session.write(MemoRemoved(found(session, memo).id)))


def found(session: Session, memo: str) -> Memo:
    """Find a memo by its id or the beginning of it; NotFound when there is none, or more than one."""
    fits = [one for one in session.read.memos.all() if memo and one.id.startswith(memo)]
    if len(fits) > 1:
        raise more_than_one(memo, [one.id for one in fits])
    if not fits:
        raise NotFound(_("There is no memo {memo}.").format(memo=memo), _("Look at: codeerbank memo list"), memo)
    return fits[0]


def _not_empty(text: str) -> None:
    if not text.strip():
        raise UsageError(_("An empty memo was not kept."), _("Write what it should say."))
