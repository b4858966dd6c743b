"""The rule of counting, said again without regard to speed: every unit, coding and code is looked at one by one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.coding import Coding
from codeerbank.domain.counts import ANY_CODE, CodeCount, Part
from codeerbank.domain.document import Turn

GroupOf: TypeAlias = Callable[[Turn], str | None]
Unit: TypeAlias = tuple[str, str | None]
"""A person, or a document, within a group."""


def person_of(turn: Turn) -> str | None:
    return turn.case or (f"{turn.document} · {turn.speaker}" if turn.speaker else None)


def by_definition(
    codebook: Codebook, turns: Iterable[Turn], codings: Iterable[Coding], group_of: GroupOf, coder: str | None = None
) -> Iterator[CodeCount]:
    """Count every code in every group in which somebody or something is counted."""
    told = {(t.document, t.number): t for t in turns if t.role not in ("moderator", "replaced")}
    given = [c for c in codings if (c.document, c.turn) in told and coder in (None, c.coder)]
    said_in = {id(c): told[c.document, c.turn] for c in given}
    persons: dict[Unit, list[Turn]] = {}
    documents: dict[Unit, list[Turn]] = {}
    for turn in told.values():
        if (person := person_of(turn)) is not None:
            persons.setdefault((person, group_of(turn)), []).append(turn)
            documents.setdefault((turn.document, group_of(turn)), []).append(turn)
    heard = {document for document, _group in documents}
    coded_nobody = {id(said_in[id(c)]) for c in given if person_of(said_in[id(c)]) is None}
    spoken = set(documents)
    for turn in told.values():
        place = (turn.document, group_of(turn))
        counts = turn.document not in heard or any(
            id(one) in coded_nobody
            for one in told.values()
            if (one.document, group_of(one)) == place and person_of(one) is None
        )
        if person_of(turn) is None and place not in spoken and counts:
            documents.setdefault(place, []).append(turn)
    segments = _runs(given, said_in)
    for code in (ANY_CODE, *(code.key for code in codebook.codes)):
        under = {one.key for one in codebook.codes if code in (ANY_CODE, *codebook.upwards(one))}
        own = [c for c in given if c.code in under]
        for group in {group for _unit, group in documents}:
            mine = [c for c in own if group_of(said_in[id(c)]) == group]
            carriers = {(person, group) for c in mine if (person := person_of(said_in[id(c)])) is not None}
            homes = {(c.document, group) for c in mine}
            here = [run for run in segments if group_of(said_in[id(run[0])]) == group]
            part, base = _part(carriers, {unit: t for unit, t in persons.items() if unit[1] == group}, coder)
            yield CodeCount(
                code,
                group,
                persons=part,
                documents=_part(homes, {unit: t for unit, t in documents.items() if unit[1] == group}, coder)[0],
                segments=Part(sum(any(c.code in under for c in run) for run in here), len(here)),
                fragments=len(_runs(mine, said_in)),
                words=sum(turn.words for unit in base for turn in persons[unit]),
            )


def _part(coded: set[Unit], units: dict[Unit, list[Turn]], coder: str | None) -> tuple[Part, set[Unit]]:
    read = {unit for unit, turns in units.items() if all(_done(turn, coder) for turn in turns)}
    base = coded | read
    return Part(len(coded), len(base), len(units) - len(base)), base


def _done(turn: Turn, coder: str | None) -> bool:
    return not turn.words or (coder in turn.done_by if coder else bool(turn.done_by))


def _runs(codings: Sequence[Coding], said_in: dict[int, Turn]) -> list[list[Coding]]:
    """Join codings of one speaker in one document that overlap, until none do."""
    runs: list[list[Coding]] = []
    for coding in sorted(codings, key=lambda c: (c.document, c.start)):
        who = (coding.document, person_of(said_in[id(coding)]))
        for run in runs:
            if (run[0].document, person_of(said_in[id(run[0])])) == who and coding.start < max(c.stop for c in run):
                run.append(coding)
                break
        else:
            runs.append([coding])
    return runs
