"""Hunting for somebody's words in the bytes of files: plain, in UTF-16, in other capitals, without accents, or packed.

What is looked for are the words that this person alone used, and names. A report counts hits; it never repeats a word.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

SHORTEST = 7
"""Shorter words turn up by chance in the bytes of anything packed."""
SHORTEST_NAME = 4
MOST_WORDS = 200
"""So many words are looked for; one that is left would stand among others that are left."""
_WORD = re.compile(r"[^\W\d_]+")
_ZLIB = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda")
_MOST_UNPACKED, _MOST_OF_A_STREAM = 1 << 28, 1 << 24
_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Leftover:
    """A file that holds some of what was looked for: how many different words, and whether a name is among them."""

    path: Path
    words: int
    named: bool


def own_words(own: Iterable[str], others: Iterable[str]) -> list[str]:
    """Give the words of these texts that none of the others holds, the longest first: by these a person's words are known."""
    elsewhere = {word for text in others for word in _words(text)}
    mine = {word for text in own for word in _words(text)} - elsewhere
    return sorted((word for word in mine if len(word) >= SHORTEST), key=lambda word: (-len(word), word))[:MOST_WORDS]


def _words(text: str) -> Iterator[str]:
    return (word.casefold() for word in _WORD.findall(text))


class Hunt:
    """What is looked for, in every spelling that a file may keep it in."""

    def __init__(self, words: Collection[str], names: Collection[str]) -> None:
        self._words = {word: _spellings(word) for word in words}
        self._names = {name: _whole(name) for name in names if len(name) >= SHORTEST_NAME}

    def in_file(self, path: Path, more: Iterable[bytes] = ()) -> Leftover | None:
        """Look through a file, what is packed in it, and ``more`` of it that only its own program can unpack."""
        words: set[str] = set()
        named = False
        for piece in (*_pieces(path.read_bytes()), *more):
            for view in _views(piece):
                words |= {word for word, spellings in self._words.items() if any(one in view for one in spellings)}
                named = named or any(pattern.search(view) for pattern in self._names.values())
        return Leftover(path, len(words), named) if words or named else None


def _spellings(word: str) -> tuple[bytes, ...]:
    """Give a word with and without accents, and as JSON may escape it, in small letters."""
    small = word.casefold()
    apart = unicodedata.normalize("NFD", small)
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    forms = (small, small.capitalize(), small.upper(), apart, bare, json.dumps(small)[1:-1])
    found = [form.encode().lower() for form in forms]  # of bytes, only the letters of ASCII become small
    if not small.isascii():
        found += [form.encode("latin-1").lower() for form in forms if max(form) <= "\xff"]
    return tuple(dict.fromkeys(found))


def _whole(name: str) -> re.Pattern[bytes]:
    """Match a name that stands by itself: short ones turn up inside other words."""
    spellings = b"|".join(re.escape(one) for one in _spellings(name) if len(one) >= SHORTEST_NAME)
    return re.compile(rb"(?<![a-z0-9\x80-\xff])(?:" + spellings + rb")(?![a-z0-9\x80-\xff])")


def _views(content: bytes) -> Iterator[bytes]:
    """Give the bytes in small letters, and once more without zeros, which is how UTF-16 becomes readable."""
    small = content.lower()
    yield small
    if b"\0" in small:
        yield small.replace(b"\0", b"")


def _pieces(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """Give the bytes of a file and of everything that is packed in it."""
    yield content
    if depth == _DEEPEST:
        return
    for unpacked in (*_archived(content), *_streams(content)):
        yield from _pieces(unpacked, depth + 1)


def _archived(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"\x1f\x8b"):
        try:
            with gzip.GzipFile(fileobj=io.BytesIO(content)) as packed:
                yield packed.read(_MOST_UNPACKED)
        except (OSError, EOFError, zlib.error):
            return
    if not content.startswith(b"PK"):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                with archive.open(member) as part:
                    yield part.read(_MOST_UNPACKED)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error, EOFError):
        return


def _streams(content: bytes) -> Iterator[bytes]:
    """Give what inflates from wherever a packed stream may begin."""
    whole = memoryview(content)  # nothing is copied to try a place
    for start in _ZLIB:
        at = content.find(start)
        while at >= 0:
            with suppress(zlib.error):
                if unpacked := zlib.decompressobj().decompress(whole[at:], _MOST_OF_A_STREAM):
                    yield unpacked
            at = content.find(start, at + 1)
