"""Which words of a text stayed when it was corrected: found turn by turn first, then word by word within what changed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeAlias

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_LETTER = re.compile(r"\w")
_ALIKE = 0.7
"""Turns that share this part of their words are one turn that was corrected."""
_SHARED = 0.3
"""A turn was made of an old one when it shares this part of the shorter of the two."""
_BAND = 30
"""A turn is looked for so many places further or nearer than where it would stand."""
_LONG = 5_000
"""From so many tokens on, difflib looks at rare ones only: exactly would take minutes."""

Block: TypeAlias = tuple[int, int, int, int]
"""(first old, past the last old, first new, past the last new)."""


@dataclass(frozen=True, slots=True)
class TiledText:
    """A text and its turns as columns: a turn reaches to the next start, its speech is [said, stop)."""

    text: str
    starts: Sequence[int]
    said: Sequence[int]
    stops: Sequence[int]

    def speech(self, turn: int) -> str:
        """Give what was said in a turn."""
        return self.text[self.said[turn] : self.stops[turn]]

    def end(self, turn: int) -> int:
        """Give where a turn ends, the white space behind it included."""
        return self.starts[turn + 1] if turn + 1 < len(self.starts) else len(self.text)

    def span(self, first: int, past: int) -> tuple[int, int]:
        """Give the stretch of some turns; what stands before the first turn goes with it."""
        if not self.starts:
            return 0, len(self.text)
        start = 0 if first == 0 else self.starts[first] if first < len(self.starts) else len(self.text)
        return start, self.end(past - 1) if past > first else start


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which stretches stayed, as ``domain.text_map`` reads them, and of which old turns (from 1) each new one was made."""

    kept: list[list[int]]
    turns: list[list[int]]


def align(old: TiledText, new: TiledText) -> Alignment:
    """Find what stayed of an old text in a new one."""
    kept: list[list[int]] = []
    for block in _blocks(old, new):
        kept += _within(old, new, block)
    stretches = [one for one in _joined(kept) if _LETTER.search(old.text, one[0], one[0] + one[2])]
    turns = _sources(old, new, stretches)
    return Alignment([*stretches, [len(old.text), len(new.text), 0]], turns)


def _blocks(old: TiledText, new: TiledText) -> Iterator[Block]:
    """Cut both texts into parts that belong together: single turns where they stayed, more where turns changed."""
    olds = [old.speech(n) for n in range(len(old.starts))]
    news = [new.speech(n) for n in range(len(new.starts))]
    if not olds or not news:
        yield 0, len(olds), 0, len(news)
        return
    for kind, a, b, c, d in SequenceMatcher(None, olds, news).get_opcodes():
        if kind == "equal":
            yield from ((a + n, a + n + 1, c + n, c + n + 1) for n in range(b - a))
        elif a == b or c == d:
            yield a, b, c, d
        else:
            yield from _corrected(olds, news, (a, b, c, d))


def _corrected(olds: Sequence[str], news: Sequence[str], block: Block) -> Iterator[Block]:
    """Find the turns of a changed part that are one turn corrected; what lies between them belongs together."""
    a, b, c, d = block
    before = [frozenset(olds[n].casefold().split()) for n in range(a, b)]
    after = [frozenset(news[n].casefold().split()) for n in range(c, d)]
    i = j = 0
    for m, n in _pairs(len(before), len(after), lambda m, n: _likeness(before[m], after[n])):
        if (i, j) != (m, n):
            yield a + i, a + m, c + j, c + n
        yield a + m, a + m + 1, c + n, c + n + 1
        i, j = m + 1, n + 1
    if (i, j) != (len(before), len(after)):
        yield a + i, b, c + j, d


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    shorter, longer = sorted((len(one), len(other)))
    if not shorter or shorter < _ALIKE * longer:
        return 0.0
    shared = len(one & other)
    alike = shared / (len(one) + len(other) - shared)
    return alike if alike >= _ALIKE else 0.0


def _pairs(rows: int, columns: int, likeness: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Pair what is alike in two lists, in order, so that the likeness adds up to the most."""
    band = _BAND + abs(rows - columns)
    best: list[dict[int, float]] = [{}]
    chosen: dict[tuple[int, int], bool] = {}
    for m in range(rows):
        middle = m * columns // rows
        row: dict[int, float] = {}
        above, left = best[-1], 0.0
        for n in range(max(0, middle - band), min(columns, middle + band + 1)):
            score = likeness(m, n)
            paired = above.get(n - 1, 0.0) + score if score else 0.0
            skipped = max(above.get(n, 0.0), left)
            if paired > skipped:
                chosen[m, n] = True
            left = row[n] = max(paired, skipped)
        best.append(row)
    found: list[tuple[int, int]] = []
    m, n = rows - 1, columns - 1
    while m >= 0 and n >= 0:
        if chosen.get((m, n)):
            found.append((m, n))
            m, n = m - 1, n - 1
        elif best[m].get(n, 0.0) >= best[m + 1].get(n - 1, 0.0):
            m -= 1
        else:
            n -= 1
    return found[::-1]


def _within(old: TiledText, new: TiledText, block: Block) -> Iterator[list[int]]:
    """Give the stretches that stayed within a part."""
    (start, stop), (begin, end) = old.span(*block[:2]), new.span(*block[2:])
    one, other = old.text[start:stop], new.text[begin:end]
    if one == other:
        yield [start, begin, len(one)]
        return
    olds, news = _TOKEN.findall(one), _TOKEN.findall(other)
    long = len(olds) + len(news) > _LONG
    for kind, a, b, c, d in SequenceMatcher(None, olds, news, autojunk=long).get_opcodes():
        before, after = "".join(olds[a:b]), "".join(news[c:d])
        if kind == "equal":
            yield [start, begin, len(before)]
        elif before and after:
            yield from ([start + at, begin + to, length] for at, to, length in _edges(before, after))
        start, begin = start + len(before), begin + len(after)


def _edges(before: str, after: str) -> Iterator[tuple[int, int, int]]:
    """Give the letters that a replaced word begins and ends with as before, where they are most of it."""
    first = _alike_until(before, after)
    rest, others = before[first:], after[first:]
    last = _alike_until(rest[::-1], others[::-1])
    if 2 * (first + last) < max(len(before), len(after)):
        return
    if first:
        yield 0, 0, first
    if last:
        yield len(before) - last, len(after) - last, last


def _alike_until(one: str, other: str) -> int:
    """Count the letters that two words begin with alike."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def _joined(stretches: Sequence[list[int]]) -> list[list[int]]:
    """Join stretches that follow on one another in both texts."""
    found: list[list[int]] = []
    for old, new, length in stretches:
        if found and (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]) == (old, new):
            found[-1][2] += length
        elif length:
            found.append([old, new, length])
    return found


def _sources(old: TiledText, new: TiledText, stretches: Sequence[Sequence[int]]) -> list[list[int]]:
    """Give per new turn the old turns whose words it holds."""
    shared: list[dict[int, int]] = [{} for _start in new.starts]
    m = n = 0
    for at, to, length in stretches:
        m, n = _first_past(old.stops, m, at), _first_past(new.stops, n, to)
        i, j = m, n
        while i < len(old.starts) and j < len(new.starts) and old.said[i] < at + length and new.said[j] < to + length:
            shift = to - at
            start = max(old.said[i] + shift, new.said[j], to)
            stop = min(old.stops[i] + shift, new.stops[j], to + length)
            if stop > start:
                shared[j][i] = shared[j].get(i, 0) + stop - start
            if old.stops[i] + shift < new.stops[j]:
                i += 1
            else:
                j += 1
    return [
        [
            i + 1
            for i, letters in sorted(of.items())
            if letters >= _SHARED * min(old.stops[i] - old.said[i], new.stops[j] - new.said[j])
        ]
        for j, of in enumerate(shared)
    ]


def _first_past(stops: Sequence[int], turn: int, place: int) -> int:
    """Go on to the first turn whose speech ends past a place."""
    while turn < len(stops) and stops[turn] <= place:
        turn += 1
    return turn
