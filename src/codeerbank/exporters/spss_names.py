"""Names that SPSS takes for variables, as near to the given ones as its rules allow."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

LONGEST_NAME = 64
"""In bytes of UTF-8."""
_RESERVED = frozenset({"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"})
_MARKS = frozenset("._@#$")


def valid_names(names: Sequence[str]) -> list[str]:
    """Give each a valid name, no two alike but for capitals; a name that is valid already stays as it is.

    A name begins with a letter, has no blanks, takes 64 bytes at most, does not end in a dot and is no word of the
    language (ALL, AND, BY ...).
    """
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        valid = unique = _valid(name)
        number = 1
        while unique.casefold() in taken:
            number += 1
            unique = cut_bytes(valid, LONGEST_NAME - len(f"_{number}")) + f"_{number}"
        taken.add(unique.casefold())
        found.append(unique)
    return found


def _valid(name: str) -> str:
    text = "".join(_letter(ch) for ch in unicodedata.normalize("NFC", name.strip()))
    if not text[:1].isalpha():
        text = "v_" + text.lstrip("_")
    text = cut_bytes(text, LONGEST_NAME).rstrip(".")
    return text + "_" if text.upper() in _RESERVED else text


def _letter(ch: str) -> str:
    kept = ch.isalpha() or ch in _MARKS or ("0" <= ch <= "9") or unicodedata.category(ch) in ("Mn", "Mc")
    return ch if kept else "_"


def cut_bytes(text: str, size: int, mark: str = "") -> str:
    """Shorten text to so many bytes of UTF-8, whole characters only, with ``mark`` where something went."""
    raw = text.encode()
    if len(raw) <= size:
        return text
    return raw[: size - len(mark.encode())].decode(errors="ignore") + mark
