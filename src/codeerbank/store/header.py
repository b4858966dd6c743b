"""Looking at a project file's first bytes before anything opens it, so that a foreign or damaged file is never touched."""

from __future__ import annotations

import stat
from pathlib import Path

from codeerbank.errors import NewerProject, NotFound
from codeerbank.i18n import _
from codeerbank.store.encrypted import MARK
from codeerbank.store.failures import damaged
from codeerbank.store.schema import APPLICATION_ID, SCHEMA_VERSION


def inspect(path: Path) -> None:
    """Refuse what is no project of this program, or one of a newer version; nothing is written and no handle stays open."""
    try:
        about = path.stat()
    except OSError as error:
        raise NotFound(
            _("There is no project {name}.").format(name=path.name),
            _("Check the name, or begin one with: codeerbank new FILE"),
            str(path.name),
        ) from error
    if not stat.S_ISREG(about.st_mode):
        raise damaged(path, _("it is not a file"))
    if about.st_size == 0:
        raise damaged(path, _("it is empty (0 bytes)"))
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except OSError as error:
        raise damaged(path, _("it cannot be read")) from error
    _check(path, head, about.st_size)


def _check(path: Path, head: bytes, size: int) -> None:
    if head.startswith(MARK):  # what is in it is looked at once it is open
        return
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise damaged(path, _("it is not a codeerbank project"))
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise damaged(path, _("it is a database of another program"))
    if int.from_bytes(head[60:64], "big") > SCHEMA_VERSION:
        raise NewerProject(
            _("{name} was written by a newer version of codeerbank.").format(name=path.name),
            _("Update codeerbank on this computer; the file was not written to."),
            path.name,
        )
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big") * (65536 if page == 1 else page)
    unfinished = path.with_name(path.name + "-journal").exists()
    if size < pages and not unfinished:  # a left journal means: a write was cut short, SQLite puts that right
        raise damaged(path, _("it was cut short: {size} of {whole} bytes").format(size=size, whole=pages))
