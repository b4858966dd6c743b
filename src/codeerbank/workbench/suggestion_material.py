"""What a suggester learns from: one coder's decisions on sentences and answers, and the text nobody decided about."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from codeerbank.domain.document import Document, Turn
from codeerbank.domain.suggestion import Example, withheld
from codeerbank.i18n import _
from codeerbank.suggest.learned import Unit, units
from codeerbank.workbench.session import Session

PAGE = 1000
"""Turns read at a time: no read stays open for long, so that nobody who writes waits."""
MOST_BACKGROUND = 20_000
STRETCH = 10
"""Turns of a transcript that stay together when there are too few documents to hold out whole ones."""


@dataclass(frozen=True, slots=True)
class Material:
    """Examples in the order of the texts, and the background."""

    examples: Sequence[Example]
    background: Sequence[str]

    @property
    def coded(self) -> int:
        """How many texts have a code."""
        return sum(bool(example.codes) for example in self.examples)


@dataclass(frozen=True, slots=True)
class _Place:
    start: int
    stop: int
    code: str


def material(session: Session, coder: str | None = None) -> Material:
    """Read what a coder decided (else the session's own), and a spread-out part of what is left."""
    who = coder or session.coder
    documents: list[Document] = session.later(session.read.documents.all).result()
    step = max(1, sum(document.turns for document in documents) // MOST_BACKGROUND)
    examples: list[Example] = []
    background: list[str] = []
    for document in documents:
        if document.kind == "summary":
            continue
        decided = session.later(partial(_Decided, session, document.name, who)).result()
        for turn in spoken(session, document):
            for unit in units(turn):
                example = decided.example(unit, document.kind == "open_question")
                if example is not None:
                    examples.append(example)
                elif turn.number % step == 0:
                    background.append(unit.text)
    return Material(examples, background)


def spoken(session: Session, document: Document, seen: Callable[[int], None] = lambda _n: None) -> Iterator[Turn]:
    """Go through what people said, without moderators and without the heads of transcripts; ``seen`` hears of each page."""
    labelled = bool(document.speakers)
    first = 1
    while page := session.later(partial(session.read.documents.turns, document.name, first, first + PAGE - 1)).result():
        yield from (
            turn for turn in page if (turn.speaker or not labelled) and turn.role not in ("moderator", "replaced")
        )
        first += PAGE
        seen(len(page))


class _Decided:
    """What one coder decided in a document."""

    def __init__(self, session: Session, name: str, coder: str) -> None:
        self._coder = coder
        self._given = _Spans(
            _Place(c.start, c.stop, c.code) for c in session.read.codings.each(document=name, coder=coder)
        )
        self._refused = _Spans(_Place(*found) for found in session.read.decisions.refused(name, coder))

    def example(self, unit: Unit, is_answer: bool) -> Example | None:
        """Give what was decided about a stretch, or None where nothing was."""
        turn = unit.turn
        codes, done = self._given.on(unit), self._coder in turn.done_by
        rejected = [code for code in self._refused.on(unit) if code not in codes]
        if not (codes or rejected or done):
            return None
        place = turn.case if is_answer else _("turn {n}").format(n=turn.number)
        return Example(
            unit.text, codes, rejected, done,
            group=f"{turn.document}\x1f{turn.case}" if is_answer else turn.document,
            part=f"{turn.document}\x1f{turn.case if is_answer else turn.number // STRETCH}",
            source=f"{turn.document}, {place}", withheld=withheld(turn.document, turn.number),
        )  # fmt: skip


class _Spans:
    """Places of codes, to find those that cover half of a stretch or lie in it for half."""

    def __init__(self, places: Iterator[_Place]) -> None:
        self._places = sorted(places, key=lambda place: (place.start, place.stop))
        self._starts = [place.start for place in self._places]
        self._longest = max((place.stop - place.start for place in self._places), default=0)

    def on(self, unit: Unit) -> list[str]:
        found: dict[str, None] = defaultdict(lambda: None)
        first = bisect_left(self._starts, unit.start - self._longest)
        for place in self._places[first : bisect_left(self._starts, unit.stop)]:
            shared = min(place.stop, unit.stop) - max(place.start, unit.start)
            if shared * 2 >= min(place.stop - place.start, unit.stop - unit.start) and shared > 0:
                found[place.code] = None
        return list(found)
