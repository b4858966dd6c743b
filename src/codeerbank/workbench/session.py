"""An open project and the coder at work in it."""

from __future__ import annotations

import getpass
import sqlite3
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.events import Change, CodeAdded, CodebookAdded, CodeChanged, CodesMerged, Undone
from codeerbank.domain.ids import Id, new_id
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.store.failures import translated
from codeerbank.store.places import synced_folder
from codeerbank.store.project import Project
from codeerbank.store.read import Reads

T = TypeVar("T")
_CODEBOOK_CHANGES = (CodebookAdded, CodeAdded, CodeChanged, CodesMerged, Undone)


class Session:
    """An open project. Commands use it as it is; a screen makes it with ``threaded`` so that one thread owns the file.

    ``read`` holds the store's read functions by noun. In a threaded session they may only be called inside ``later``.
    """

    def __init__(self, project: Project, coder: str, threaded: bool = False) -> None:
        self.project, self.coder = project, coder
        self.read = Reads(project.connection)
        self._store = ThreadPoolExecutor(1, "store") if threaded else None
        # kept by hand: cached_property holds a lock while it reads, and two threads that ask would wait for each other
        self._codebook: Codebook | None = None
        self._project: tuple[Id, str, str] | None = None
        self._thread = self._store.submit(threading.get_ident).result() if self._store else 0
        if threaded:  # a screen holds work that is not yet written; a command can simply be given again
            project.moved = self._look_in_new_place

    @property
    def path(self) -> Path:
        """The project file."""
        return self.project.path

    @property
    def writable(self) -> bool:
        """Whether this session may change the project."""
        return self.project.writable

    @property
    def codebook(self) -> Codebook:
        """The codebook as it is now."""
        if (known := self._codebook) is None:
            known = self._codebook = self._now(self.read.about.codebook)
        return known

    @property
    def _about(self) -> tuple[Id, str, str]:
        if (known := self._project) is None:
            known = self._project = self._now(self.read.about.project)
        return known

    @property
    def project_name(self) -> str:
        """The project's name."""
        return self._about[1]

    @property
    def language(self) -> str:
        """The language of the project's texts."""
        return self._about[2]

    def append(self, *changes: Change, actor: str | None = None) -> Future[Id]:
        """Write one action; the future is done when its changes are on the disk, and gives the action's id."""
        return self.later(lambda: self.write(*changes, actor=actor))

    def write(self, *changes: Change, actor: str | None = None) -> Id:
        """Write one action here and now; in a threaded session only inside ``later``."""
        action = self.project.append(actor or self.coder, *changes)
        if any(isinstance(change, _CODEBOOK_CHANGES) for change in changes):
            self.forget_codebook()
        return action

    def later(self, job: Callable[[], T]) -> Future[T]:
        """Run a job where the file may be used: on the store thread of a screen, at once in a command."""
        if self._store is not None and threading.get_ident() != self._thread:
            return self._store.submit(self._guarded, job)
        future: Future[T] = Future()
        try:
            future.set_result(self._guarded(job))
        except BaseException as error:
            future.set_exception(error)
        return future

    def forget_codebook(self) -> None:
        """Read the codebook anew when it is asked for next."""
        self._codebook = None

    def code(self, words: str) -> Code:
        """Find a code by key, name, path or former name; NotFound when there is none."""
        code = self.codebook.find(words)
        if code is None:
            raise NotFound(
                _("There is no code {code}.").format(code=words), _("Look at: codeerbank codebook show"), words
            )
        return code

    def warning(self) -> str | None:
        """Say what is unsafe about where the project lies, if anything."""
        folder = synced_folder(self.path)
        if folder is None:
            return None
        return _(
            "This project lies in {folder}, a folder that is copied while you work; keep it on this computer's own disk."
        ).format(folder=folder)

    def _look_in_new_place(self) -> None:
        """Read from now on in the file in which the work goes on."""
        self.read = Reads(self.project.connection)
        self.forget_codebook()

    def close(self) -> None:
        """Finish what is queued and let go of the file."""
        if self._store is not None:
            self._store.submit(self.project.close).result()
            self._store.shutdown()
        else:
            self.project.close()

    def _guarded(self, job: Callable[[], T]) -> T:
        try:
            self.project.look()
            return job()
        except sqlite3.Error as error:
            raise translated(error, self.path) from error

    def _now(self, job: Callable[[], T]) -> T:
        return self.later(job).result()

    def __enter__(self) -> Session:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
        if isinstance(error, sqlite3.Error):
            raise translated(error, self.path) from error


def open_project(
    path: Path, coder: str | None = None, write: bool = True, threaded: bool = False, wait: float = 5.0
) -> Session:
    """Open a project; with ``write`` this process alone may change it. Raises NotFound, ProjectDamaged, NewerProject, ProjectLocked."""
    project = Project(path, write=write, wait=wait)
    return Session(project, coder or project.usual_coder() or default_coder(), threaded)


def create_project(
    path: Path,
    name: str | None = None,
    coder: str | None = None,
    language: str = "nl",
    codebook: Codebook | None = None,
    encrypted: bool = False,
) -> Session:
    """Make a new project, with a codebook if one is given, and open it for writing; see ``unlocking`` for encrypted ones."""
    who = coder or default_coder()
    changes = [codebook_added(codebook)] if codebook else []
    return Session(Project.create(path, name or path.stem, who, language, changes, locked=encrypted), who)


def codebook_added(codebook: Codebook) -> CodebookAdded:
    """Give the change that brings a codebook in, each code with an identity of its own."""
    from dataclasses import asdict

    return CodebookAdded(
        codebook.name,
        [{**code.record(), "id": new_id()} for code in codebook.codes],
        codebook.key,
        codebook.version,
        codebook.language,
        [asdict(attribute) for attribute in codebook.attributes],
        [dict(rule) for rule in codebook.rules],
    )


def default_coder() -> str:
    """Give the name of the person at this computer, for whoever did not say."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "coder"


__all__ = ["Session", "codebook_added", "create_project", "default_coder", "open_project"]
