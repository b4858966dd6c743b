"""Which fragments a display may show to whom."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from codeerbank.domain.document import Document
from codeerbank.domain.joint import QuoteEvidence
from codeerbank.domain.quote import Audience, Quote, released_to
from codeerbank.i18n import _
from codeerbank.mixed.audiences import rule_for
from codeerbank.mixed.joint.disclosed import Readers
from codeerbank.mixed.joint.side_by_side import QUOTE_LENGTH
from codeerbank.store.read.quotes import Stretch
from codeerbank.workbench.grouping import Groups
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import reader_in_words

SENSITIVE = "sensitive"
"""The attribute of a coding that keeps its words out of displays and forms until somebody chooses otherwise."""
LEAST_ROLE = 3
"""Outside the team a quote loses its perspective when fewer speakers than this share it."""


def readers_of(audience: Audience) -> Readers:
    """Say who reads a display, and what they may see of it."""
    return Readers() if audience == "team" else Readers(rule_for(audience), LEAST_ROLE, reader_in_words(audience))


class SensitivePlaces:
    """The stretches of every document that any coder marked as sensitive."""

    def __init__(self, session: Session) -> None:
        self._spans: dict[str, list[tuple[int, int]]] = {}
        for document, start, stop in session.read.codings.places_with(SENSITIVE, "yes"):
            spans = self._spans.setdefault(document, [])
            if spans and start < spans[-1][1]:  # overlapping stretches become one
                spans[-1] = (spans[-1][0], max(spans[-1][1], stop))
            else:
                spans.append((start, stop))

    def touch(self, document: str, start: int, stop: int) -> bool:
        """Say whether any of these words is marked."""
        spans = self._spans.get(document, [])
        before = bisect_left(spans, (stop,)) - 1
        return before >= 0 and spans[before][1] > start


def proposed_quotes(
    session: Session, groups: Groups, persons: Mapping[str | None, int], audience: Audience, sensitive: bool = False
) -> dict[str, list[QuoteEvidence]]:
    """Give of ``quotes_by_code``, under each code, the one fragment per perspective that a display would choose.

    They are chosen by length and place: only the words of those nearest to the wanted length are looked at.
    """
    if audience != "team":
        return _released(session, persons, audience)
    documents = session.read.documents.all()
    led, written = _led(documents), _written(documents)
    marked, named = None if sensitive else SensitivePlaces(session), _names_of(documents)
    by_code: dict[str, dict[str | None, list[Stretch]]] = {}
    for one in session.read.quotes.stretches():
        document, start, stop, code, _turn, label, case, own = one
        if (document, label) in led or (marked and marked.touch(document, start, stop)):
            continue
        by_code.setdefault(code, {}).setdefault(groups.by_name.get(case or "") or own, []).append(one)

    def shown(group: str | None, one: Stretch) -> QuoteEvidence:
        document, start, stop, _code, turn, *_who = one
        words = session.read.quotes.words(document, start, stop)
        return QuoteEvidence(words, _source(document, turn, document in written), group, named)

    return {
        code: [nearest_without_names(of, partial(shown, group)) for group, of in by_group.items()]
        for code, by_group in by_code.items()
    }


def nearest_without_names(of: Sequence[Stretch], shown: Callable[[Stretch], QuoteEvidence]) -> QuoteEvidence:
    """Choose the stretch nearest to the wanted length that names nobody, or else the nearest."""
    nearest = sorted(of, key=lambda one: abs(one[2] - one[1] - QUOTE_LENGTH))
    quotes = map(shown, dict.fromkeys(nearest))
    first = next(quotes)
    return first if not first.names_somebody else next((one for one in quotes if not one.names_somebody), first)


def quotes_by_code(
    session: Session, groups: Groups, persons: Mapping[str | None, int], audience: Audience, sensitive: bool = False
) -> dict[str, list[QuoteEvidence]]:
    """Give the fragments an audience may see, under each code they carry; what moderators say is left out.

    persons     how many spoke in each group: outside the team a perspective of very few is not named
    sensitive   show words that a coder marked as sensitive too; outside the team a release has settled that
    """
    if audience != "team":
        return _released(session, persons, audience)
    found: dict[str, list[QuoteEvidence]] = {}
    documents = session.read.documents.all()
    named = _names_of(documents)
    for quote, source in shown_quotes(session, documents, sensitive):
        group = groups.by_name.get(quote.case or "") or quote.group
        shown = QuoteEvidence(quote.text, source, group, named)
        for code in quote.codes:
            found.setdefault(code, []).append(shown)
    return found


def shown_quotes(session: Session, documents: Sequence[Document], sensitive: bool) -> Iterator[tuple[Quote, str]]:
    """Go through the fragments the team may see in a display, each with the words for where it stands."""
    led, written = _led(documents), _written(documents)
    marked = None if sensitive else SensitivePlaces(session)
    for quote in session.read.quotes.each():
        if (quote.document, quote.speaker) in led or (marked and marked.touch(quote.document, quote.start, quote.stop)):
            continue
        yield quote, _source(quote.document, quote.turn, quote.document in written)


def _led(documents: Sequence[Document]) -> set[tuple[str, str]]:
    return {(one.name, who.label) for one in documents for who in one.speakers if who.role == "moderator"}


def _written(documents: Sequence[Document]) -> set[str]:
    return {one.name for one in documents if one.kind == "open_question"}


def _source(document: str, turn: int, written: bool) -> str:
    where = _("{document}, answer {n}") if written else _("{document}, turn {n}")
    return where.format(document=document, n=turn)


def _released(
    session: Session, persons: Mapping[str | None, int], audience: Audience
) -> dict[str, list[QuoteEvidence]]:
    found: dict[str, list[QuoteEvidence]] = {}
    for quote in session.read.quotes.released(released_to(audience)):
        few = persons.get(quote.group, 0) < LEAST_ROLE
        shown = QuoteEvidence(quote.text, "", None if few else quote.group)
        for code in quote.codes:
            found.setdefault(code, []).append(shown)
    return found


def _names_of(documents: Sequence[Document]) -> frozenset[str]:
    """Give the names under which people speak, so that they are known where they open a sentence too."""
    words = (word for one in documents for who in one.speakers for word in who.label.split())
    return frozenset(word for word in words if len(word) > 2 and word[0].isupper() and word.isalpha())
