"""Opening files: any path that is no readable, filled, ordinary file is refused in one sentence and never hangs."""

from __future__ import annotations

import errno
import io
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from codeerbank.errors import ImportProblems
from codeerbank.i18n import _
from codeerbank.importers.encoding import Encoding, find_encoding
from codeerbank.importers.problems import cannot_read

LARGEST = 512 * 1024 * 1024
HEAD = 8192
_CONTROLS = re.compile(r"[\0-\x08\x0b-\x1f]")
_HALVES = re.compile(r"[\ud800-\udfff]")
TEXT_SUFFIXES = (".txt", ".md", ".docx", ".rtf", ".odt", ".pdf", ".vtt", ".srt", ".otr", ".json")
"""Suffixes that other files may leave on or off when they name a document."""


def open_file(path: Path) -> BinaryIO:
    """Open an ordinary file for reading; a pipe is refused at once instead of waited for."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    try:
        handle = os.open(path, flags)
    except (OSError, ValueError) as error:
        raise _refusal(path, error) from None
    found = os.fstat(handle)
    reason = _unfit(found.st_mode, found.st_size)
    if reason:
        os.close(handle)
        large = stat.S_ISREG(found.st_mode) and found.st_size
        raise cannot_read(
            path, reason, _("Cut it into parts and bring those in.") if large else _("Give a file that holds data.")
        )
    return os.fdopen(handle, "rb")


def read_head(path: Path, size: int = HEAD) -> bytes:
    """Read the first bytes of a file, enough to tell what it is."""
    with open_file(path) as file:
        return file.read(size)


def read_bytes(path: Path) -> bytes:
    """Read a whole file."""
    with open_file(path) as file:
        try:
            return file.read()
        except OSError as error:
            raise _refusal(path, error) from None


def read_text(path: Path, encoding: str | None = None) -> tuple[str, Encoding]:
    """Read a text file: its characters without BOM, line ends as they are, and the encoding they were read in."""
    data = read_bytes(path)
    found = find_encoding(path, io.BytesIO(data), encoding)
    return data.decode(found.codec, found.errors), found


def open_text(path: Path, encoding: str | None = None) -> tuple[io.TextIOWrapper, Encoding]:
    """Open a text file to be read line by line; the file is scanned once beforehand to be sure of its encoding."""
    with open_file(path) as file:
        found = find_encoding(path, file, encoding)
    return io.TextIOWrapper(open_file(path), encoding=found.codec, errors=found.errors, newline=""), found


def with_plain_line_ends(text: str) -> str:
    """Make every line end one LF; must come before any offset is counted."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def storable(text: str) -> str:
    """Leave out control characters and mend halves of characters, which some formats can hold and no text should."""
    if _HALVES.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return _CONTROLS.sub("", with_plain_line_ends(text))


def _unfit(mode: int, size: int) -> str:
    if stat.S_ISDIR(mode):
        return _("it is a folder")
    if not stat.S_ISREG(mode):
        return _("it is no ordinary file")
    if size == 0:
        return _("the file is empty")
    if size > LARGEST:
        return _("the file is larger than {n} MB").format(n=LARGEST // 1024**2)
    return ""


def _refusal(path: Path, error: OSError | ValueError) -> ImportProblems:
    number = error.errno if isinstance(error, OSError) else errno.ENOENT
    if number in (errno.ENOENT, errno.ENOTDIR):
        return cannot_read(path, _("it does not exist"), _("Look at the spelling of the name and the folder."))
    if number == errno.ELOOP:
        return cannot_read(path, _("the link points to itself"), _("Give the file itself instead of the link."))
    if path.is_dir():
        return cannot_read(path, _("it is a folder"), _("Give a file that holds data."))
    if number in (errno.EACCES, errno.EPERM):
        return cannot_read(
            path, _("you are not allowed to read it"), _("Ask for the right to read it, or copy the file.")
        )
    if number == errno.ENAMETOOLONG:
        return cannot_read(path, _("the name is too long"), _("Look at the spelling of the name and the folder."))
    if number == errno.ENXIO:
        return cannot_read(path, _("it is no ordinary file"), _("Give a file that holds data."))
    return cannot_read(path, os.strerror(number or errno.EIO), _("Copy the file to this computer and try again."))
