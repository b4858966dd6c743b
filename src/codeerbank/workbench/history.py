"""Undo, redo, backups, and looking a project over."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from codeerbank.errors import Conflict, NotFound, ProjectDamaged
from codeerbank.i18n import _
from codeerbank.store import backup as backups
from codeerbank.store import check as checks
from codeerbank.store import header
from codeerbank.store import history as steps
from codeerbank.store.check import Finding
from codeerbank.store.encrypted import is_encrypted
from codeerbank.store.failures import unwritable
from codeerbank.store.forgetting import earlier_copies
from codeerbank.store.lock import WriterLock
from codeerbank.store.log import log_hash
from codeerbank.store.read.history import ActionLine
from codeerbank.store.state import state_hash
from codeerbank.workbench.blinding import is_blind
from codeerbank.workbench.session import Session


@dataclass(frozen=True, slots=True)
class StepDone:
    """What an undo or redo did, in words; ``passed`` names what it stepped over because it cannot be undone."""

    words: tuple[str, ...]
    passed: tuple[str, ...]


def undo(session: Session) -> Future[StepDone]:
    """Undo the coder's newest action; Conflict where there is none, or where somebody built on it."""
    return session.later(lambda: _told(session, lambda: steps.undo(session.project, session.coder)))


def redo(session: Session) -> Future[StepDone]:
    """Bring back what was undone last."""

    def again() -> steps.Step:
        undone = steps.redo(session.project, session.coder)
        return steps.Step(undone.action, session.read.history.undone_by(undone.targets[0]))

    return session.later(lambda: _told(session, again))


def undo_to(session: Session, number: int) -> Future[StepDone]:
    """Undo everything the coder did after action ``number`` of the log, as one step."""

    def job() -> StepDone:
        action = session.read.history.numbered(number)
        return _told(session, lambda: steps.undo_to(session.project, session.coder, action))

    return session.later(job)


def undo_one(session: Session, number: int) -> Future[StepDone]:
    """Undo action ``number`` of the log alone; Conflict where something rests on it."""

    def job() -> StepDone:
        action = session.read.history.numbered(number)
        return _told(session, lambda: steps.undo_one(session.project, session.coder, action))

    return session.later(job)


def _told(session: Session, take: Callable[[], steps.Step]) -> StepDone:
    """Take a step and say what it did; also where it lets somebody see what others coded, or no longer."""
    blind = is_blind(session)
    step = take()
    session.forget_codebook()
    words = session.read.history.words
    told = [words(action) for action in step.targets]
    if is_blind(session) != blind:
        told[-1] += "; " + (_now_open(session.coder) if blind else _now_blind(session.coder))
    return StepDone(tuple(told), tuple(words(action) for action in step.passed))


def _now_open(coder: str) -> str:
    return _("mind: {coder} no longer codes blind, and sees suggestions and what others coded").format(coder=coder)


def _now_blind(coder: str) -> str:
    return _("{coder} codes blind again").format(coder=coder)


def backup(session: Session) -> Future[Path]:
    """Write a backup beside the project and check it; gives its path."""
    return session.later(lambda: backups.make(session.project.connection, session.path, "by-hand"))


def encrypted_backup(session: Session) -> Future[Path]:
    """Write an encrypted backup of a project that is not encrypted; gives its path. See ``unlocking`` for the passphrase."""

    def job() -> Path:
        if is_encrypted(session.path):
            raise Conflict(
                _("{name} is encrypted, and so are its backups.").format(name=session.path.name),
                _("Make one with: codeerbank backup"),
            )
        return backups.make_encrypted(session.project.connection, session.path)

    return session.later(job)


def open_copies(path: Path) -> list[Path]:
    """List what lies beside an encrypted project from the time when it was not."""
    return [one for one in earlier_copies(path) if not is_encrypted(one)] if is_encrypted(path) else []


def kept_backups(path: Path) -> list[Path]:
    """List a project's backups, the newest first; the project itself need not be there any more."""
    return backups.kept(path)


def restore(path: Path, copy: Path) -> Path:
    """Put a backup in the place of a project; what stood there is kept beside it. Gives where it is kept, itself if nothing stood there."""
    if not copy.is_file():
        raise NotFound(
            _("There is no backup {name}.").format(name=copy.name),
            _("Look in {folder}.").format(folder=backups.folder_of(path).name),
            copy.name,
        )
    header.inspect(copy)
    if not checks.whole_enough(copy):
        raise ProjectDamaged(
            _("The backup {name} is damaged too; nothing was changed.").format(name=copy.name),
            _("Try an older one."),
            copy.name,
        )
    lock = WriterLock(path)
    draft = path.with_name(f".{path.name}.restored")
    try:
        os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
        shutil.copyfile(copy, draft)
        kept = backups.set_aside(path) if path.exists() else path
        path.with_name(path.name + "-journal").unlink(missing_ok=True)  # of a file that is gone
        draft.replace(path)
        return kept
    except OSError as error:
        raise unwritable(path) from error
    finally:
        draft.unlink(missing_ok=True)
        lock.release()


def check(
    session: Session, rebuild: bool = False, progress: Callable[[int, int], None] | None = None
) -> Future[list[Finding]]:
    """Look the project over; with ``rebuild`` fold the log anew, and mend the tables where they say something else."""

    def job() -> list[Finding]:
        connection = session.project.connection
        found = checks.check(connection)
        if rebuild and not any(not finding.mendable for finding in found):
            differ = checks.compare_with_log(connection, progress)
            if (differ or found) and session.writable:
                session.project.may_write()
                backups.make(connection, session.path, "before-rebuild")
                session.project.rebuild(progress)
                session.forget_codebook()
            found += [finding for finding in differ if finding not in found]
        return found

    return session.later(job)


def hashes(session: Session) -> Future[tuple[dict[str, tuple[int, str]], str]]:
    """Give the log's and the tables' digests, for comparing two copies of a project."""
    return session.later(lambda: (log_hash(session.project.connection), state_hash(session.project.connection)))


__all__ = [
    "ActionLine",
    "Finding",
    "StepDone",
    "backup",
    "check",
    "encrypted_backup",
    "hashes",
    "kept_backups",
    "open_copies",
    "redo",
    "restore",
    "undo",
    "undo_one",
    "undo_to",
]
