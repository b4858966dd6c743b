"""What is wrong with a file: collected with its place while reading, raised together at the end."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from codeerbank.domain.visible import one_line
from codeerbank.errors import CodebookProblems, ImportProblems
from codeerbank.i18n import _, ngettext

SHOWN = 50


def shown_name(path: Path) -> str:
    """Give a file's name as it can be printed on one line."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in path.name or str(path))


def cannot_read(path: Path, reason: str, hint: str = "") -> ImportProblems:
    """Make the one-line refusal of a file that cannot be read at all."""
    words = _("cannot read {name}: {reason}").format(name=shown_name(path), reason=reason)
    return ImportProblems(one_line(words), hint=hint, where=shown_name(path))


class Problems:
    """The problems of one file, in the order found; only the first are kept in words, the rest are counted."""

    def __init__(self, path: Path, kind: type[ImportProblems] = ImportProblems, columns: Sequence[str] = ()) -> None:
        self._path = path
        self._kind = kind
        self._columns = columns
        self._words: list[str] = []
        self._count = 0

    def add(self, words: str, line: int | None = None) -> None:
        """Note a problem, with the line it stands on where that is known."""
        self._count += 1
        if len(self._words) < SHOWN:
            place = _("line {line}: ").format(line=line) if line else ""
            self._words.append(one_line(place + words))

    def __len__(self) -> int:
        return self._count

    def raise_if_any(self, hint: str = "") -> None:
        """Refuse the file when anything was noted; a lone problem is told in the sentence itself."""
        if not self._count:
            return
        shown = list(self._words)
        if self._count > len(shown):
            shown.append(ngettext("and {n} more problem", "and {n} more problems", self._count - len(shown)))
        what = shown[0] if self._count == 1 else ngettext("{n} problem", "{n} problems", self._count)
        words = _("cannot import {name}: {reason}").format(name=shown_name(self._path), reason=what)
        hint = hint or _("Nothing was changed. Correct the file and try again.")
        refusal = self._kind(words, shown if self._count > 1 else (), hint, shown_name(self._path))
        refusal.columns = tuple(self._columns)
        raise refusal


def codebook_problems(path: Path) -> Problems:
    """Start a list for a codebook file."""
    return Problems(path, CodebookProblems)
