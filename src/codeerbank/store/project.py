"""A project file: making one, opening it, and writing to it one action at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from codeerbank.domain.events import Change, DeviceJoined, PersonErased
from codeerbank.domain.ids import Id, new_id
from codeerbank.errors import Conflict, NewerProject, StorageFailure
from codeerbank.i18n import _
from codeerbank.store import backup, forgetting, header, log, opening, rescue, union
from codeerbank.store.begin import Clock, begin, wall_clock
from codeerbank.store.bodies import redact_bodies
from codeerbank.store.connection import connect
from codeerbank.store.failures import translated
from codeerbank.store.fold import absorb, apply_new, rebuild
from codeerbank.store.fold.noun import Tables
from codeerbank.store.fold.versions import on_current_text
from codeerbank.store.lock import WriterLock
from codeerbank.store.places import installation
from codeerbank.store.standing import End, Mark, Safety, end_of, mark_of, opened_again


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
        self._mark: Mark | None = None
        self._end: End = (0, b"")
        self._safety = Safety()
        self.moved: Callable[[], None] | None = None
        """Called when the work goes on in another file; None: a project that is not in its place is refused."""
        self.forgot: Callable[[], None] = lambda: None  # called when somebody was forgotten, before that is told
        try:
            self.connection = connect(path, write)
            self.tables = Tables(self.connection)
            self._fold_anew()
            self.id = opening.identity(self.connection, path)
            self.device, self._joins = opening.device_in(self.connection, write, ids)
            if write and forgetting.is_due(self.connection):
                forgetting.finish(self.connection, path)
            self._note_place()
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
        begin(path, name, actor, language, changes, clock, ids, locked)
        return cls(path, clock=clock, ids=ids)

    def close(self) -> None:
        """Let go of the file and of the right to write to it."""
        self._safety.forget()
        for connection in (*self._left, getattr(self, "connection", None)):
            if connection is not None:
                connection.close()
        if self._lock:
            self._lock.release()

    def append(self, actor: str, *changes: Change) -> Id:
        """Write one action: all its changes are on the disk when this returns, or none is."""
        self.may_write()
        self._back_up_daily()
        if self.moved:
            self.secure()
        with self.transaction():
            if self._joins:
                self._write(actor, [self._joins])
                opening.keep_device(self.connection, self.device)
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
        self.device, self._joins = opening.device_in(self.connection, self.writable, self._ids)
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
        self.forgot()
        went = bool(backup.kept(self.path))
        self._safety.forget()
        forgetting.finish(self.connection, self.path)
        self._note_place()
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
        self.stay()

    def stay(self) -> None:
        """Go on in another file where this one was moved, removed, replaced or written over; Conflict where that may not be."""
        now = mark_of(self.path)
        if now == self._mark:
            return
        if now is None or self._mark is None or now[0] != self._mark[0]:
            self._leave(rescue.beside)
            return
        connection = opened_again(self.path, self._end)
        if connection is None:
            self._leave(self._written_again)
        elif self.moved:  # only touched, or put back as it was: what was read of it before may lie elsewhere in it now
            self._go_on_in(connection)
        else:
            connection.close()
            self._mark = now

    def look(self) -> None:
        """See before reading that this is the same project still: who writes goes on elsewhere, who looks is refused.

        To who looks the file may change: somebody else writes to it.
        """
        now = mark_of(self.path)
        if now is None or now == self._mark:
            return
        if self.writable:
            if self.moved and self._mark and now[0] == self._mark[0]:
                self.stay()
            return
        if self._mark and (now[0] != self._mark[0] or opening.identity(self.connection, self.path) != self.id):
            raise self._replaced(_("Open the project again to see what is there now."))
        self._mark = now

    def secure(self) -> None:
        """See to it that all that is in the project can be written again where another program writes over the file."""
        self._safety.begin(self.connection, self.path)

    def _leave(self, write: Callable[[sqlite3.Connection, Path], Path]) -> None:
        """Write all that was done to a new file, and go on in that one: what was open is still there to be read.

        Never a byte more goes to the old file: its journal would come to lie beside whatever stands in its place now.
        """
        if not self.moved:
            raise self._replaced(_("Nothing more is written to it; put it back, or open the project again."))
        target = write(self.connection, self.path)
        lock, connection = WriterLock(target), connect(target, write=True)
        if self._lock:
            self._lock.release()
        self._lock, self.path, self._backed_up = lock, target, True
        self._go_on_in(connection)

    def _go_on_in(self, connection: sqlite3.Connection) -> None:
        self._left.append(self.connection)  # a job that is under way may still read in it
        self.connection, self.tables, self._tail = connection, Tables(connection), None
        self._note_place()
        if self.moved:
            self.moved()

    def _note_place(self) -> None:
        """Remember how the file looks now that this program is done with it, and hold on to what was written."""
        self._mark, self._end = mark_of(self.path), end_of(self.connection)
        self._safety.add(self.connection, self.path)

    def _written_again(self, _connection: sqlite3.Connection, path: Path) -> Path:
        if self._safety.copy is None:
            raise self._replaced(_("Nothing more is written to it; put it back, or open the project again."))
        device = "" if self._joins else self.device
        return rescue.copied(self._safety.copy, self._safety.rows, path, self.id, device)

    def _replaced(self, hint: str) -> Conflict:
        words = _("{name} was moved, removed or replaced while it was open.").format(name=self.path.name)
        return Conflict(words, hint, self.path.name)

    def usual_coder(self) -> str | None:
        """Give the coder who began the project here, or opened it last by name; None in a copy made elsewhere."""
        return (
            opening.local(self.connection, "coder")
            if opening.local(self.connection, "installation") == installation()
            else None
        )

    def remember_coder(self, coder: str) -> None:
        """Take this coder for the one at work here from now on, where nobody says otherwise."""
        if self.writable and self._joins is None and coder != opening.local(self.connection, "coder"):
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
        self._note_place()

    def _write(self, actor: str, changes: Sequence[Change]) -> Id:
        if self._tail is None:
            self._tail = log.tail_of(self.connection, self.device)
        action = self._ids()
        events = [(self._ids(), change) for change in changes]
        author = log.Author(self.id, self.device, actor)
        apply_new(self.tables, log.write(self.connection, author, self._tail, action, events, self._clock()))
        return action

    def _fold_anew(self) -> None:
        if opening.is_folded(self.connection, self.path):
            return
        if self.writable:
            backup.make(self.connection, self.path, "before-refold")
            self.rebuild()
        else:
            self.connection = opening.folded_in_memory(self.connection)
            self.tables = Tables(self.connection)

    def _back_up_daily(self) -> None:
        if not self._backed_up:
            backup.daily(self.connection, self.path, self._clock())
            self._backed_up = True
