"""Where the practice study comes to stand: whole or not at all, and never over anybody's files."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from codeerbank.errors import Conflict, ProjectLocked, StorageFailure, UsageError
from codeerbank.i18n import _
from codeerbank.store.failures import unwritable
from codeerbank.store.lock import WriterLock

_DRAFT, _MARK = ".oefenstudie-", ".half"
_HELD = "building"


def free_place(folder: Path, names: Collection[str]) -> Path:
    """Choose a folder in which none of these files stands: this one, or the first such beside it."""
    whole = folder if folder.name not in ("", "..") else folder.resolve()
    place, n = whole, 1
    while any((place / name).exists() for name in names):
        n += 1
        place = whole.with_name(f"{whole.name}-{n}")
    if place.exists() and not place.is_dir():
        raise UsageError(
            _("{name} is not a folder.").format(name=place), _("Choose another one: codeerbank demo FOLDER")
        )
    return place


@contextmanager
def built_aside(place: Path, last: str) -> Iterator[Path]:
    """Give a folder to build in; at the end all that stands there moves to ``place``, the file ``last`` at the very end.

    Whatever breaks it off leaves nothing; what a killed program could not clear away goes when the next one begins.
    """
    try:
        room = place if place.exists() else place.parent
        room.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear_away(room)
        draft = Path(tempfile.mkdtemp(prefix=_DRAFT, suffix=_MARK, dir=room))
    except OSError as error:
        raise unwritable(place) from error
    lock = WriterLock(draft / _HELD)
    try:
        yield draft
        _settle(draft, place, last)
    finally:
        lock.release()
        shutil.rmtree(draft, ignore_errors=True)


def _settle(draft: Path, place: Path, last: str) -> None:
    files = [path for path in draft.iterdir() if not path.name.startswith((_HELD, last + ".lock"))]
    try:
        place.mkdir(mode=0o700, exist_ok=True)
        taken = [place / path.name for path in files if (place / path.name).exists()]
        if taken:  # it came there while this one was built
            raise Conflict(
                _("{name} exists already.").format(name=taken[0]), _("Choose another one: codeerbank demo FOLDER")
            )
        for path in sorted(files, key=lambda path: path.name == last):
            path.rename(place / path.name)
    except OSError as error:
        raise unwritable(place) from error


def _clear_away(room: Path) -> None:
    """Remove what a killed program left; one that is still building holds its lock."""
    for left in room.glob(f"{_DRAFT}*{_MARK}"):
        with suppress(ProjectLocked, StorageFailure):
            WriterLock(left / _HELD, wait=0).release()
            shutil.rmtree(left, ignore_errors=True)
