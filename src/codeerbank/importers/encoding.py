"""Which characters the bytes of a text file mean: byte order mark, strict UTF-8, or Windows-1252 with a remark."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from codeerbank.i18n import _
from codeerbank.importers.problems import cannot_read

_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_LINE_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Encoding:
    """How to decode a file, the encoding's name for people, and what to tell them about it."""

    codec: str
    name: str
    errors: str = "strict"
    remarks: tuple[str, ...] = ()


def find_encoding(path: Path, file: BinaryIO, wanted: str | None = None) -> Encoding:
    """Scan a whole file for its encoding; NUL characters and bytes that do not fit are refused with their line."""
    start = file.read(_CHUNK)
    file.seek(0)
    told = _asked_for(path, wanted) if wanted else None
    found = told or _from_mark(start) or _utf16_without_mark(start) or Encoding("utf-8", "UTF-8")
    at = _first_misfit(path, file, found)
    if at is None:
        return found
    if found.codec == "utf-8" and not wanted:
        return _windows(path, file, at)
    reason = _("line {line} is not {encoding}").format(line=_line_at(file, at)[0], encoding=found.name)
    raise cannot_read(path, reason, _("Save the file as UTF-8 and try again."))


def _asked_for(path: Path, wanted: str) -> Encoding:
    try:
        name = codecs.lookup(wanted).name
        "".encode(name)
    except LookupError:
        reason = _("there is no encoding {name}").format(name=wanted)
        raise cannot_read(path, reason, _("Try utf-8 or cp1252.")) from None
    return Encoding("utf-8-sig" if name == "utf-8" else name, wanted)


def _from_mark(start: bytes) -> Encoding | None:
    for mark, codec, name in _MARKS:
        if start.startswith(mark):
            return Encoding(codec, name)
    return None


def _utf16_without_mark(start: bytes) -> Encoding | None:
    """Recognise UTF-16 by its zero bytes: in Western text they fill nearly every other place and no other."""
    even, odd = start[0:4096:2], start[1:4096:2]
    for codec, filled, zeros in (("utf-16-le", even, odd), ("utf-16-be", odd, even)):
        if zeros and zeros.count(0) > 0.7 * len(zeros) and not filled.count(0):
            remark = _("The file has no mark of its encoding; it was read as UTF-16.")
            return Encoding(codec, "UTF-16", remarks=(remark,))
    return None


def _first_misfit(path: Path, file: BinaryIO, encoding: Encoding) -> int | None:
    """Give the place of the first byte that cannot be decoded; refuse NUL characters."""
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding.codec)("strict")
    wide = encoding.codec.startswith(("utf-16", "utf-32"))
    done = 0
    while True:
        chunk = file.read(_CHUNK)
        held = len(decoder.getstate()[0]) if not wide else 0
        try:
            text = decoder.decode(chunk, not chunk)
        except UnicodeDecodeError as error:
            return done - held + error.start
        if "\0" in text if wide else b"\0" in chunk:
            at = done if wide else done + chunk.index(b"\0")
            where = _("there is a NUL character on line {line}").format(line=_line_at(file, at)[0])
            raise cannot_read(path, where, _not_text())
        if not chunk:
            return None
        done += len(chunk)


def _not_text() -> str:
    return _("This is probably no text. Save it as text (UTF-8) and try again.")


def _windows(path: Path, file: BinaryIO, at: int) -> Encoding:
    """Take the file for Windows-1252 and show the first line that UTF-8 could not read."""
    file.seek(0)
    while chunk := file.read(_CHUNK):
        if b"\0" in chunk:
            raise cannot_read(path, _("it holds NUL characters"), _not_text())
    line, raw = _line_at(file, at)
    words = raw.decode("cp1252", "replace").strip()
    words = words[:_LINE_SHOWN] + ("…" if len(words) > _LINE_SHOWN else "")
    remark = _("The file is not UTF-8; it was read as Windows-1252. Look at line {line}: “{words}”.")
    return Encoding("cp1252", "Windows-1252", "replace", (remark.format(line=line, words=words),))


def _line_at(file: BinaryIO, at: int) -> tuple[int, bytes]:
    """Give the number of the line that holds byte ``at``, and its bytes around that place."""
    file.seek(0)
    line, last, done = 1, 0, 0
    while done < at:
        chunk = file.read(min(_CHUNK, at - done))
        if not chunk:
            break
        ends = chunk.count(b"\n")
        if ends:
            line += ends
            last = done + chunk.rindex(b"\n") + 1
        done += len(chunk)
    start = max(last, at - _LINE_SHOWN // 2)
    file.seek(start)
    return line, file.read(2 * _LINE_SHOWN).split(b"\n")[0].rstrip(b"\r")
