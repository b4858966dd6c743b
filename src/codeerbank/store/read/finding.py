"""Carrying out a query: each part gives the turns it finds as numbers, without reading their texts where that can be helped."""

from __future__ import annotations

import sqlite3
from bisect import bisect_left
from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass, field

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.query import All, Either, Field, Near, Not, Pattern, Query, Words, problem
from codeerbank.i18n import _
from codeerbank.store.read.fields import Fields, Narrowed
from codeerbank.store.read.matches import match_expression
from codeerbank.store.read.patterns import Places
from codeerbank.store.read.said import Said

_FARTHEST = 10_000


@dataclass(slots=True)
class Marks:
    """What made turns be found, for showing where: words, places of expressions, and the codings that were asked for."""

    words: list[str] = field(default_factory=list)
    places: Places = field(default_factory=dict)
    codings: list[Narrowed] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Finds:
    """The turns a query finds, in order of document and place, and what to mark in them.

    They are keys and take a few bytes each: a page of them is read when it is looked at.
    """

    turns: Sequence[int]
    marks: Marks

    def __len__(self) -> int:
        return len(self.turns)


class Unmatched(Exception):
    """Raised when an expression is to be matched with texts before the query can go on."""

    def __init__(self, pattern: Pattern, texts: Sequence[tuple[int, str]]) -> None:
        super().__init__(pattern.expression)
        self.pattern, self.texts = pattern, texts


class Finding:
    """Carries out one query; ``matched`` holds what its expressions were found to match so far, in the order they are met."""

    def __init__(self, connection: sqlite3.Connection, codebook: Codebook, matched: Sequence[Places] = ()) -> None:
        self._db, self._matched = connection, iter(matched)
        self._fields = Fields(connection, codebook)
        self._marks = Marks()
        self._said = Said(connection)

    def find(self, query: Query) -> Finds:
        """Find the turns; Unmatched where an expression comes first."""
        return Finds(sorted(self._turns(query, None, (), True)), self._marks)

    def _turns(self, query: Query, among: Set[int] | None, scope: Narrowed, shown: bool) -> set[int]:
        """Give the turns a part finds.

        among  other parts leave only these; None: all
        scope  what the codings in question must be like: the coder and the features that stand beside a code
        shown  whether what is found is to be marked
        """
        match query:
            case Words():
                return self._words([query], match_expression(_as_typed(query)), shown)
            case Pattern():
                return self._pattern(query, among, shown)
            case Field():
                return self._field(query, scope, shown)
            case Not(part):
                every = self._fields.every_turn() if among is None else among
                return set(every) - self._turns(part, among, scope, False)
            case Either(parts):
                return set().union(*(self._turns(part, among, scope, shown) for part in parts))
            case Near():
                return self._near(query, among, scope, shown)
            case All(parts):
                return self._all(parts, among, scope, shown)

    def _all(self, parts: Sequence[Query], among: Set[int] | None, scope: Narrowed, shown: bool) -> set[int]:
        """Narrow down part by part, what reads texts last; a coder or a feature says which codings the codes beside it are."""
        beside = [part for part in parts if isinstance(part, Field) and self._fields.about_codings(part)]
        codes = any(map(_names_code, parts))
        scope = (*scope, *beside)
        left = [part for part in parts if not (codes and part in beside)]
        found = among
        for part in sorted(left, key=_cost):
            now = self._turns(part, found, scope, shown)
            found = now if found is None else now & found
        return set(found or ())

    def _words(self, words: Sequence[Words], expression: str, shown: bool) -> set[int]:
        if shown:
            self._marks.words += map(_as_typed, words)
        if not expression:
            return set()
        rows = self._db.execute("SELECT rowid FROM speech_index WHERE speech_index MATCH ?", (expression,))
        return set(self._said.only([key for (key,) in rows], map(_as_typed, words)))

    def _pattern(self, pattern: Pattern, among: Set[int] | None, shown: bool) -> set[int]:
        places = next(self._matched, None)
        if places is None:
            raise Unmatched(pattern, self._said.texts(self._texts(among)))
        if shown:
            for key, spans in places.items():
                self._marks.places.setdefault(key, []).extend(spans)
        return set(places)

    def _texts(self, among: Collection[int] | None) -> list[tuple[int, str]]:
        if among is None:
            return self._db.execute("SELECT id, text FROM speech").fetchall()
        wanted = sorted(among)
        found: list[tuple[int, str]] = []
        for n in range(0, len(wanted), 500):
            some = wanted[n : n + 500]
            found += self._db.execute(f"SELECT id, text FROM speech WHERE id IN ({', '.join('?' * len(some))})", some)
        return found

    def _field(self, part: Field, scope: Narrowed, shown: bool) -> set[int]:
        if not self._fields.about_codings(part) and part.name != "code":
            return self._fields.turns(part)
        narrowed: Narrowed = (part, *(one for one in scope if one != part))
        if shown:
            self._marks.codings.append(narrowed)
        return self._fields.coded(narrowed)

    def _near(self, part: Near, among: Set[int] | None, scope: Narrowed, shown: bool) -> set[int]:
        if part.within > _FARTHEST:
            raise problem(part.at, _("this distance is more than {n}").format(n=_FARTHEST))
        if part.unit == "words":
            assert isinstance(part.part, Words)
            assert isinstance(part.other, Words)
            both = [part.part, part.other]
            expressions = [match_expression(_as_typed(one)) for one in both]
            return self._words(both, f"NEAR({' '.join(expressions)}, {part.within})" if all(expressions) else "", shown)
        here, there = (self._turns(one, None, scope, shown) for one in (part.part, part.other))
        reach, order = self._fields.reach(part.within), sorted(there)
        found = here if among is None else here & among
        return {turn for turn in found if _one_between(order, *reach(turn))}


def _names_code(part: Query) -> bool:
    match part:
        case Field(name):
            return name == "code"
        case Near(one, other):
            return _names_code(one) or _names_code(other)
        case All(parts) | Either(parts):
            return any(map(_names_code, parts))
    return False


def _cost(part: Query) -> int:
    """Say when a part is carried out: an expression, which must read, when little is left; what is not, before that."""
    match part:
        case Pattern():
            return 3
        case Not(inner):
            return 3 if _cost(inner) == 3 else 2
        case Near(one, other):
            return max(_cost(one), _cost(other), 1)
        case All(parts) | Either(parts):
            return max(map(_cost, parts))
    return 0


def _as_typed(words: Words) -> str:
    return f'"{words.text}"' if words.phrase else words.text


def _one_between(order: Sequence[int], first: int, last: int) -> bool:
    at = bisect_left(order, first)
    return at < len(order) and order[at] <= last
