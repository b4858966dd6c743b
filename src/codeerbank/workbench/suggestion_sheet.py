"""Suggestions as a table that is written while they are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from codeerbank.domain.suggestion import Suggestion
from codeerbank.domain.table import Cell, Sheet
from codeerbank.i18n import _
from codeerbank.workbench.output import write_file
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for
from codeerbank.workbench.suggestion_words import because

COLUMNS = ("document", "start", "stop", "quote", "code", "name", "score", "because")


def write_suggestions(session: Session, found: Iterable[Suggestion], path: Path) -> tuple[int, str]:
    """Write suggestions to a file as they come, and give how many there were and the stamp they bear.

    The file appears when it is whole; what was there before stays when the work is broken off.
    """
    rows = _Rows(session, found)
    stamp = stamp_for(session, "team")
    write_file(path, [Sheet(_("Suggestions"), COLUMNS, rows, stamp=stamp)], {"csv": "machine"})
    return rows.count, stamp


class _Rows:
    """The rows, counted as they pass."""

    def __init__(self, session: Session, found: Iterable[Suggestion]) -> None:
        self._session, self._found = session, found
        self.count = 0

    def __iter__(self) -> Iterator[Sequence[Cell]]:
        book = self._session.codebook
        for one in self._found:
            self.count += 1
            code = book.get(one.code)
            name = " > ".join(book.path(code)) if code else one.code
            yield one.document, one.start, one.stop, one.quote, one.code, name, one.score, because(one)
