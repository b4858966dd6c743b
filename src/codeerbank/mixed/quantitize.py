"""Codes into numbers under one declared rule: a zero is only a zero where somebody has read to the end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.coding import Coding, Mark
from codeerbank.domain.counts import ANY_CODE, CodeCount, CodeCounts, Part
from codeerbank.domain.document import Turn

Place: TypeAlias = tuple[str, int]
"""A turn: document and number."""
GroupOf: TypeAlias = Callable[[Turn], str | None]


@dataclass(slots=True)
class _Unit:
    """A person, or what one group said in one document; ``read``: a coder has read all of it to the end."""

    group: str | None
    words: int = 0
    read: bool = True


@dataclass(slots=True)
class _Field:
    """Who said what: the units, and to which units each turn belongs. Moderators have no place in it.

    voiceless   text without a speaker, such as a heading, in documents where people do speak; it is a unit of its
                document only once somebody coded it
    """

    persons: dict[tuple[str, str | None], _Unit] = field(default_factory=dict)
    documents: dict[tuple[str, str | None], _Unit] = field(default_factory=dict)
    speakers: dict[Place, tuple[str | None, str | None]] = field(default_factory=dict)
    voiceless: dict[tuple[str, str | None], _Unit] = field(default_factory=dict)


def quantitize(
    codebook: Codebook,
    turns: Iterable[Turn],
    codings: Iterable[Coding | Mark],
    group_of: GroupOf | None = None,
    order: Sequence[str] = (),
    coder: str | None = None,
) -> CodeCounts:
    """Count every code and everything above it in the codebook, per group and in every measure.

    group_of   the group of who speaks in a turn; without it everybody together, in one group named None
    order      the groups in their own order
    coder      whose codings and reading count; None: a code counts when any coder gave it, a turn is read when any
               coder has marked it done
    A unit (a person, or a group in a document) with a coding under the code counts 1. Without one it counts 0 only
    when all its turns are done, else it is "not yet coded" for that code and stands outside the base.
    A coding belongs to the turn it starts in. What a moderator says counts nowhere. Speech without a speaker (the
    summary of a meeting) has no person and counts by document alone.
    """
    known = _field(turns, group_of, coder)
    coded = _coded(codebook, codings, known, coder)
    found = _groups(known, order)
    members = {group: _Members.of(known, group, coded.segments[group]) for group in found}
    return CodeCounts(
        groups=found,
        counts={
            (code, group): _count(code, group, members[group], coded.by_code.get(code, {}))
            for code in (ANY_CODE, *(code.key for code in codebook.codes))
            for group in found
        },
        persons={group: len(members[group].persons) for group in found},
        documents={group: len(members[group].documents) for group in found},
        coder=coder,
    )


def _groups(known: _Field, order: Sequence[str]) -> list[str | None]:
    """Give the groups in order, those nobody ordered after them, and last the persons without one."""
    met = dict.fromkeys(unit.group for unit in (*known.persons.values(), *known.documents.values()))
    named = dict.fromkeys([*order, *(group for group in met if group is not None)])
    return [*named, *([None] if None in met or not named else [])]


def by_case(groups: Mapping[str, str | None]) -> GroupOf:
    """Give the group of a turn by the case that speaks; who is not in ``groups`` has none."""
    return lambda turn: groups.get(turn.case) if turn.case else None


def by_document(turn: Turn) -> str | None:
    """Take each document as a group; who speaks in two of them counts in both."""
    return turn.document


def _field(turns: Iterable[Turn], group_of: GroupOf | None, coder: str | None) -> _Field:
    known = _Field()
    for turn in turns:
        if turn.role == "moderator":
            continue
        group = group_of(turn) if group_of else None
        person = person_of(turn)
        done = coder in turn.done_by if coder else bool(turn.done_by)
        home = known.voiceless if person is None else known.documents
        units = [home.setdefault((turn.document, group), _Unit(group))]
        if person is not None:
            units.append(known.persons.setdefault((person, group), _Unit(group)))
        for unit in units:
            unit.words += turn.words
            unit.read = unit.read and (done or not turn.words)
        known.speakers[turn.document, turn.number] = (person, group)
    heard = {document for document, _group in known.documents}
    known.documents |= {place: unit for place, unit in known.voiceless.items() if place[0] not in heard}
    return known


def person_of(turn: Turn) -> str | None:
    """Name the person behind a turn: the case, or else the label within its document; None without either."""
    if turn.case:
        return turn.case
    return f"{turn.document} · {turn.speaker}" if turn.speaker else None


@dataclass(slots=True)
class _Stretch:
    """A stretch of text under codes, who said it, and the number of the segment it is part of."""

    start: int
    stop: int
    person: str | None
    group: str | None
    segment: int = 0


_Spans: TypeAlias = dict[str, list[_Stretch]]
"""Document -> its stretches."""


@dataclass(slots=True)
class _Coded:
    """The stretches under each code and everything above it, and the number of segments per group."""

    by_code: dict[str, _Spans]
    segments: Counter[str | None]


def _coded(codebook: Codebook, codings: Iterable[Coding | Mark], known: _Field, coder: str | None) -> _Coded:
    """Sort the codings under their codes and everything above those, and keep what participants said."""
    above = {code.key: codebook.upwards(code) for code in codebook.codes}
    by_code: dict[str, _Spans] = defaultdict(lambda: defaultdict(list))
    every = by_code[ANY_CODE]
    for coding in codings:
        said_by = known.speakers.get((coding.document, coding.turn))
        if said_by is None or (coder and coding.coder != coder) or coding.code not in above:
            continue
        place = (coding.document, said_by[1])
        if place not in known.documents:
            known.documents[place] = known.voiceless[place]
        stretch = _Stretch(coding.start, coding.stop, *said_by)
        every[coding.document].append(stretch)
        for key in above[coding.code]:
            by_code[key][coding.document].append(stretch)
    return _Coded(by_code, _number(every))


def _number(every: _Spans) -> Counter[str | None]:
    """Give each stretch the number of its segment; count the segments per group."""
    total = 0
    per_group: Counter[str | None] = Counter()
    for stretches in every.values():
        for run in _runs(stretches):
            total += 1
            per_group[run[0].group] += 1
            for stretch in run:
                stretch.segment = total
    return per_group


def _runs(stretches: Iterable[_Stretch]) -> list[list[_Stretch]]:
    """Take the stretches of one speaker that overlap together; those that only touch stay apart."""
    runs: list[list[_Stretch]] = []
    open_run: dict[str | None, tuple[int, list[_Stretch]]] = {}
    for stretch in sorted(stretches, key=lambda stretch: (stretch.start, stretch.stop)):
        stop, run = open_run.get(stretch.person, (-1, []))
        if stretch.start < stop:
            run.append(stretch)
        else:
            run = [stretch]
            runs.append(run)
        open_run[stretch.person] = (max(stop, stretch.stop), run)
    return runs


@dataclass(frozen=True, slots=True)
class _Members:
    """The units of one group, and how many segments were coded in what it said."""

    persons: Mapping[str, _Unit]
    documents: Mapping[str, _Unit]
    segments: int

    @classmethod
    def of(cls, known: _Field, group: str | None, segments: int) -> _Members:
        persons = {key: unit for (key, _group), unit in known.persons.items() if unit.group == group}
        documents = {key: unit for (key, _group), unit in known.documents.items() if unit.group == group}
        return cls(persons, documents, segments)


def _count(code: str, group: str | None, members: _Members, under: _Spans) -> CodeCount:
    own = {document: [s for s in stretches if s.group == group] for document, stretches in under.items()}
    said = [stretch for stretches in own.values() for stretch in stretches]
    persons, base = _part({s.person for s in said if s.person is not None}, members.persons)
    documents, _read = _part({document for document, stretches in own.items() if stretches}, members.documents)
    return CodeCount(
        code=code,
        group=group,
        persons=persons,
        documents=documents,
        segments=Part(len({stretch.segment for stretch in said}), members.segments),
        fragments=sum(len(_runs(stretches)) for stretches in own.values()),
        words=sum(members.persons[person].words for person in base),
    )


def _part(coded: set[str], units: Mapping[str, _Unit]) -> tuple[Part, set[str]]:
    """Apply the rule: coded or read is in the base, the rest is not yet coded."""
    base = coded | {key for key, unit in units.items() if unit.read}
    return Part(len(coded), len(base), len(units) - len(base)), base
