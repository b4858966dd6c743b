"""Finding words in a text, whatever their case and accents; addresses are those of the text."""

from __future__ import annotations

import re
import unicodedata


class _Fold(dict[int, int]):
    """Each character without its accent and in small; one character stays one character."""

    def __missing__(self, code: int) -> int:
        small = chr(code).lower()
        bare = unicodedata.normalize("NFD", small)[0] if len(small) == 1 else chr(code)
        self[code] = ord(bare)
        return self[code]


_FOLD = _Fold()


def folded(text: str) -> str:
    """Give the text in small and without accents, as long as it was."""
    return text.translate(_FOLD)


def find_all(text: str, words: str) -> list[tuple[int, int]]:
    """Find where ``words`` begins a word in ``text``, which is folded already; any white space between them counts as a blank."""
    parts = [re.escape(part) for part in folded(words).split()]
    if not parts:
        return []
    return [match.span() for match in re.finditer(r"(?<!\w)" + r"\s+".join(parts), text)]
