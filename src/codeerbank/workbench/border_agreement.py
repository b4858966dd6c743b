"""Where two coders put the borders of a code: alpha_U over all documents, and stretches that match."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from codeerbank.agreement.results import Coefficient
from codeerbank.agreement.unitizing import Overlap, Stretch, alpha_u, overlap
from codeerbank.workbench.double_coding import DoubleCoding


@dataclass(frozen=True, slots=True)
class Borders:
    """One code: alpha_U on what both read, laid end to end, and the stretches of both that are the same ones."""

    alpha_u: Coefficient
    overlap: Overlap


def borders_of(coding: DoubleCoding, codes: Sequence[str]) -> dict[str, Borders]:
    """Measure the borders of every code in what both coders read to the end."""
    line = _Line(coding)
    found = {}
    for code in codes:
        first, second = (line.stretches(code, coder) for coder in (0, 1))
        found[code] = Borders(alpha_u([first, second], line.length), overlap(first, second))
    return found


class _Line:
    """The speech that both coders read, laid end to end: there the gaps between it do not count as text."""

    def __init__(self, coding: DoubleCoding) -> None:
        self._coding = coding
        self._pieces: dict[str, list[tuple[int, int, int]]] = {}
        self.length = 0
        for (document, _turn), (said, text) in coding.texts.items():
            self._pieces.setdefault(document, []).append((said, said + len(text), self.length))
            self.length += len(text)

    def stretches(self, code: str, coder: int) -> list[Stretch]:
        """Give a coder's stretches of a code on the line; a coding that runs on over turns is cut at their borders."""
        found = []
        for document, pieces in self._pieces.items():
            for one in self._coding.codings.get((document, coder, code), ()):
                first = bisect_right(pieces, one.start, key=itemgetter(1))
                for start, stop, at in islice(pieces, first, None):
                    if start >= one.stop:
                        break
                    found.append((max(one.start, start) - start + at, min(one.stop, stop) - start + at))
        return found
