"""Files appear whole or not at all, and only their owner may read them."""

from __future__ import annotations

import errno
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from codeerbank.errors import CodeerbankError, NotFound, StorageFailure, UsageError
from codeerbank.i18n import _


@contextmanager
def replacing(path: Path) -> Iterator[BinaryIO]:
    """Open a new file beside ``path`` (mode 0600) that takes its place when the block ends well.

    After an error or an interruption ``path`` is as it was and nothing is left beside it. Raises NotFound for a
    missing folder, UsageError for a place that cannot be written, StorageFailure when the disk refuses.
    """
    with replacing_by_name(path) as fresh, fresh.open("wb") as file:
        yield file


@contextmanager
def replacing_by_name(path: Path) -> Iterator[Path]:
    """As ``replacing``, for libraries that open the file themselves: gives the name of the new file, which is empty."""
    if path.exists() and not path.is_file():
        raise UsageError(_("{path} is not an ordinary file.").format(path=path), _("Choose another file name."))
    try:
        handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _in_words(error, path) from error
    fresh = Path(name)
    try:
        yield fresh
        with fresh.open("rb+") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
        _settle(path.parent)
    except OSError as error:
        raise _in_words(error, path) from error
    finally:
        fresh.unlink(missing_ok=True)


def _settle(folder: Path) -> None:
    """Make the new name survive a power cut, where the system lets a folder be synced."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _in_words(error: OSError, path: Path) -> CodeerbankError:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return NotFound(_("The folder {path} does not exist.").format(path=path.parent), _("Make it first."))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS, errno.EISDIR, errno.ENAMETOOLONG):
        hint = _("Choose another folder or file name; close the file where it is open.")
        return UsageError(_("{path} cannot be written here.").format(path=path), hint)
    full = error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
    reason = _("the disk is full") if full else error.strerror or type(error).__name__
    return StorageFailure(
        _("{path} was not written: {reason}.").format(path=path, reason=reason),
        _("What stood there before is unchanged."),
    )
