"""A project file: making one, opening it, and writing to it one action at a time."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from codeerbank.domain.events import Change, DeviceJoined, PersonErased, ProjectCreated
from codeerbank.domain.ids import Id, new_id
from codeerbank.errors import Conflict, NewerProject, StorageFailure
from codeerbank.i18n import _
from codeerbank.store import backup, encrypted, forgetting, forks, header, log, rescue, schema, union
from codeerbank.store.begin import Clock, fill
from codeerbank.store.bodies import redact_bodies
from codeerbank.store.connection import connect
from codeerbank.store.failures import damaged, translated, unwritable
from codeerbank.store.fold import absorb, apply_new, rebuild
from codeerbank.store.fold.noun import Tables
from codeerbank.store.fold.versions import on_current_text
from codeerbank.store.lock import WriterLock
from codeerbank.store.places import installation


def wall_clock() -> int:
    """Give the time of day in milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


class Project:
    """An open project file; with ``write`` this process alone may change it until it is closed."""

    def __init__(
        self,
        path: Path,
        *,
        write: bool = True,
        clock: Clock = wall_clock,
        ids: Callable[[], Id] = new_id,
        wait: float = 5.0,
    ) -> None:
        header.inspect(path)
        self.path, self.writable = path, write
        self._clock, self._ids = clock, ids
        self._lock = WriterLock(path, wait) if write else None
        self._left: list[sqlite3.Connection] = []
        self.moved: Callable[[], None] | None = None
        """Called when the work goes on in another file; None: a project that is not in its place is refused."""
        try:
            self.connection = connect(path, write)
            self.tables = Tables(self.connection)
            self._place = path.stat().st_ino
            self._check_versions()
            self.id = self._identity()
            self.device, self._joins = self._device()
            if write and forgetting.is_due(self.connection):
                forgetting.finish(self.connection, path)
        except sqlite3.Error as error:
            self.close()
            raise translated(error, path) from error
        except BaseException:
            self.close()
            raise
        self._tail: log.Tail | None = None
        self._unknown: list[str] | None = None
        self._backed_up = False

    @classmethod
    def create(
        cls, path: Path, name: str, actor: str, language: str = "nl", changes: Sequence[Change] = (), clock: Clock = wall_clock,
        ids: Callable[[], Id] = new_id, locked: bool = False,
    ) -> Project:  # fmt: skip
        """Make a new project file, encrypted where ``locked``, with ``changes`` (its codebook) in the same action.

        An existing file is never replaced.
        """
        draft = path.with_name(f".{path.name}.{os.getpid()}.new")
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            if path.exists():
                raise FileExistsError(path)
            os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600))
            fill(draft, name, actor, language, changes, clock, ids, locked)
            _settle(draft, path)
        except sqlite3.Error as error:
            raise translated(error, path) from error
        except OSError as error:
            if not path.exists():
                raise unwritable(path) from error
            raise Conflict(
                _("{name} exists already.").format(name=path.name), _("Choose another name, or open it."), path.name
            ) from error
        finally:
            for left in (draft, draft.with_name(draft.name + "-journal")):
                with suppress(OSError):
                    left.unlink()
        return cls(path, clock=clock, ids=ids)

    def close(self) -> None:
        """Let go of the file and of the right to write to it."""
        for connection in (*self._left, getattr(self, "connection", None)):
            if connection is not None:
                connection.close()
        if self._lock:
            self._lock.release()

    def append(self, actor: str, *changes: Change) -> Id:
        """Write one action: all its changes are on the disk when this returns, or none is."""
        self.may_write()
        self._back_up_daily()
        with self.transaction():
            if self._joins:
                self._write(actor, [self._joins])
                self._keep_device()
            action = self._write(actor, [on_current_text(self.tables, change) for change in changes])
            erased = any(isinstance(change, PersonErased) for change in changes) and self._forget()
        self._joins = None
        if erased:
            self._finish_forgetting()
        return action

    def absorb(self, rows: Sequence[Sequence[object]]) -> int:
        """Take in events of another copy of this project, as ``since`` gives them; gives how many were new."""
        self.may_write()
        with self.transaction():
            positions, before = union.insert(self.connection, self.id, rows), union.taken_places(self.connection)
            absorb(self.tables, positions)
            union.refuse_taken(self.connection, before)
            erased = self._forget()
            self._tail = self._unknown = None
        self.device, self._joins = self._device()
        if erased:
            self._finish_forgetting()
        return len(positions)

    def _forget(self) -> bool:
        """Take out of every body what any erasure names; fold anew where that changed something, and say so."""
        if not redact_bodies(self.connection):
            return False
        rebuild(self.tables)
        forgetting.note(self.connection)
        return True

    def _finish_forgetting(self) -> None:
        """Leave nothing behind on the disk, and put one new backup in the place of those that went."""
        went = bool(backup.kept(self.path))
        forgetting.finish(self.connection, self.path)
        if went:
            with suppress(StorageFailure):  # the words are gone all the same
                backup.make(self.connection, self.path, "after-erasure")

    def since(self, known: dict[Id, tuple[int, str]] | None = None) -> list[tuple[object, ...]]:
        """Give the stored events another copy does not have, in fold order; ``known`` is its ``log_hash``."""
        return union.rows_since(self.connection, known or {})

    def rebuild(self, progress: Callable[[int, int], None] | None = None) -> None:
        """Fold the whole log again."""
        with self.transaction():
            rebuild(self.tables, progress)

    def may_write(self) -> None:
        """Refuse where the file was opened for looking, was replaced on disk, or holds changes of a newer program."""
        if not self.writable:
            raise Conflict(
                _("The project was opened for looking only."),
                _("Close the other one that writes to it, and open it again."),
            )
        if self._unknown is None:
            self._unknown = log.unknown_kinds(self.connection)
        if self._unknown:
            raise NewerProject(
                _("{name} holds changes of a newer version ({kinds}): it can be read, not changed.").format(
                    name=self.path.name, kinds=", ".join(self._unknown)
                ),
                _("Update codeerbank on this computer."),
                self.path.name,
            )
        try:
            same = self.path.stat().st_ino == self._place
        except OSError:
            same = False
        if not same and self.moved:
            self._go_on_beside()
            self.moved()
        elif not same:
            raise Conflict(
                _("{name} was moved, removed or replaced while it was open.").format(name=self.path.name),
                _("Nothing more is written to it; put it back, or open the project again."),
                self.path.name,
            )

    def _go_on_beside(self) -> None:
        """Write all that was done to a new file, and go on in that one: what was open is still there to be read.

        Never a byte more goes to the old file: its journal would come to lie beside whatever stands in its place now.
        """
        target = rescue.beside(self.connection, self.path)
        lock, connection = WriterLock(target), connect(target, write=True)
        self._left.append(self.connection)  # a job that is under way may still read in it
        if self._lock:
            self._lock.release()
        self._lock, self.connection, self.tables = lock, connection, Tables(connection)
        self.path, self._place, self._tail, self._backed_up = target, target.stat().st_ino, None, True

    def usual_coder(self) -> str | None:
        """Give the coder who began the project here, or opened it last by name; None in a copy made elsewhere."""
        return self._local("coder") if self._local("installation") == installation() else None

    def remember_coder(self, coder: str) -> None:
        """Take this coder for the one at work here from now on, where nobody says otherwise."""
        if self.writable and self._joins is None and coder != self._local("coder"):
            with self.transaction():
                self.connection.execute("INSERT OR REPLACE INTO local VALUES ('coder', ?)", (coder,))

    def joins(self) -> DeviceJoined | None:
        """Give the change that the next write will begin with, where this file was copied from another device."""
        return self._joins

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Run a block as one transaction; on any failure the file is as before."""
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            yield
            self.connection.execute("COMMIT")
        except BaseException as error:
            with suppress(sqlite3.Error):
                self.connection.execute("ROLLBACK")
            self.tables.forget()
            self._tail = None
            if isinstance(error, sqlite3.Error) and not isinstance(
                error, sqlite3.IntegrityError | sqlite3.ProgrammingError
            ):
                raise translated(error, self.path) from error
            raise

    def _write(self, actor: str, changes: Sequence[Change]) -> Id:
        if self._tail is None:
            self._tail = log.tail_of(self.connection, self.device)
        action = self._ids()
        events = [(self._ids(), change) for change in changes]
        author = log.Author(self.id, self.device, actor)
        apply_new(self.tables, log.write(self.connection, author, self._tail, action, events, self._clock()))
        return action

    def _check_versions(self) -> None:
        try:
            found = int(self._local("fold_version") or 0)
        except ValueError as error:
            raise damaged(self.path, _("its contents are damaged")) from error
        if found > schema.FOLD_VERSION:
            raise NewerProject(
                _("{name} was written by a newer version of codeerbank.").format(name=self.path.name),
                _("Update codeerbank on this computer; the file was not written to."),
                self.path.name,
            )
        if found < schema.FOLD_VERSION and self.writable:
            backup.make(self.connection, self.path, "before-refold")
            self.rebuild()
        elif found < schema.FOLD_VERSION:
            self._fold_privately()

    def _fold_privately(self) -> None:
        """Fold an older file that may not be written to in a copy in memory."""
        copy = encrypted.in_memory(self.connection)
        self.connection.backup(copy)
        self.connection.close()
        self.connection, self.tables = copy, Tables(copy)
        with self.transaction():
            rebuild(self.tables)

    def _identity(self) -> Id:
        row = self.connection.execute(
            "SELECT project FROM event WHERE kind = ? LIMIT 1", (ProjectCreated.KIND,)
        ).fetchone()
        if row is None:
            raise damaged(self.path, _("its log has no beginning"))
        return str(row[0])

    def _device(self) -> tuple[Id, DeviceJoined | None]:
        """Give the device to write as; a copy opened elsewhere, or one whose log forked, joins as a new one."""
        device, here = self._local("device") or "", self._local("installation")
        end = forks.line(self.connection, device, 2**62)[-1:] or [device]
        if end != [device] or (self.writable and here != installation()):
            joined = self._ids()
            return joined, DeviceJoined(joined, end[0])
        return device, None

    def _keep_device(self) -> None:
        self.connection.execute("DELETE FROM local WHERE key = 'coder'")
        for key, value in (("device", self.device), ("installation", installation())):
            self.connection.execute("UPDATE local SET value = ? WHERE key = ?", (value, key))

    def _local(self, key: str) -> str | None:
        row = self.connection.execute("SELECT value FROM local WHERE key = ?", (key,)).fetchone()
        return str(row[0]) if row else None

    def _back_up_daily(self) -> None:
        if not self._backed_up:
            backup.daily(self.connection, self.path, self._clock())
            self._backed_up = True


def _settle(draft: Path, path: Path) -> None:
    """Give a new project its name, never over a file that came there meanwhile."""
    if os.name != "nt":  # on Windows a rename refuses by itself
        try:
            os.link(draft, path)
            return
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            if path.exists():
                raise FileExistsError(path) from None
    draft.rename(path)
