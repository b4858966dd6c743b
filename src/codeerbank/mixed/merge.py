"""The merge step: how often each code was mentioned, by a variable of the survey, with every base beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.counts import ANY_CODE, CodeCount, CodeCounts, Measure, Part
from codeerbank.domain.frequency import Interval
from codeerbank.domain.numbers import SMALL_BASE, number
from codeerbank.domain.table import Cell, Sheet
from codeerbank.i18n import _, ngettext
from codeerbank.mixed.link import JoinReport
from codeerbank.mixed.statistics.intervals import wilson_percentages
from codeerbank.mixed.statistics.refusals import DEPENDENT
from codeerbank.mixed.words import fewer_than, mentioned, named, persons_in


@dataclass(frozen=True, slots=True)
class Merge:
    """Codes by group: the counts, how words and survey were tied, and how many the survey asked per group.

    links         code -> survey variables it is tied to through the codebook
    independent   everybody answered for themselves, so that an interval makes sense
    """

    by: str
    measure: Measure
    codebook: Codebook
    counts: CodeCounts
    join: JoinReport
    survey_n: Mapping[str, int] = field(default_factory=dict)
    links: Mapping[str, Sequence[str]] = field(default_factory=dict)
    independent: bool = False
    notes: Sequence[str] = ()

    def codes(self) -> list[Code]:
        """Give the codes in use, themes before what stands under them."""
        return [code for code in self.codebook.codes if not code.archived or self.counts.occurs(code.key)]

    def json(self) -> dict[str, Any]:
        """Give a row per code and group with n, base and who is not yet coded; percentages 0-100, unrounded."""
        return {
            "by": self.by,
            "measure": self.measure,
            "coder": self.counts.coder,
            "join": self.join.json(),
            "groups": [
                {
                    "group": group,
                    "n_persons": self.counts.persons.get(group, 0),
                    "n_documents": self.counts.documents.get(group, 0),
                    "n_survey": self.survey_n.get(group or "", None),
                }
                for group in self.counts.groups
            ],
            "rows": [self._row(code, group) for code in self.codes() for group in self.counts.groups],
            "test": None,
            "test_reason": "not_computed" if self.independent else DEPENDENT,
            "notes": self.told(),
        }

    def _row(self, code: Code, group: str | None) -> dict[str, Any]:
        count = self.counts.of(code.key, group)
        interval, reason = self._interval(count.persons)
        undefined = {"interval": reason} if reason else {}
        if count.persons.pct is None:
            undefined["pct"] = "nobody_coded_yet" if count.persons.not_yet else "nobody_in_this_group"
        if count.rate is None:
            undefined["rate"] = "no_words"
        return {
            "code": code.key,
            "name": code.name,
            "depth": self.codebook.depth(code),
            "group": group,
            **count.persons.json(),
            "interval": list(interval) if interval else None,
            "small_base": count.persons.base < SMALL_BASE,
            "fragments": count.fragments,
            "words": count.words,
            "rate": count.rate,
            "documents": count.documents.json(),
            "segments": {key: value for key, value in count.segments.json().items() if key != "not_yet_coded"},
            "questions": list(self.links.get(code.key, ())),
            "undefined": undefined,
        }

    def _interval(self, part: Part) -> tuple[Interval | None, str]:
        if not self.independent:
            return None, DEPENDENT
        return (wilson_percentages(part.n, part.base), "") if part.base else (None, "no_base")

    def sheet(self, stamp: str = "", date: str = "", long: bool = False, least_base: int = 0) -> Sheet:
        """Lay out for people, a row per code; ``long``: a row per code and group, all numbers."""
        about = [
            (_("By"), self.by),
            (_("Linked by"), self.join.words()),
            (_("Coder"), self.counts.coder or _("any coder")),
            (_("Counted"), _MEASURE_WORDS[self.measure]()),
            (_("In the words"), "; ".join(self._sizes(least_base))),
        ]
        about += [(_("Date"), date)] if date else []
        columns: Sequence[str]
        columns, rows = (_LONG, self._long(least_base)) if long else (self._columns(), self._wide(least_base))
        return Sheet(
            _("Codes by {by}").format(by=self.by),
            columns,
            list(rows),
            about,
            [*self._left_out(least_base), *self.told()],
            stamp,
        )

    def _sizes(self, least_base: int) -> Iterator[str]:
        for group in self._shown():
            if self._hidden(group, least_base):
                yield f"{named(group)}: {fewer_than(least_base)}"
                continue
            survey = self.survey_n.get(group or "", 0)
            persons, documents = self.counts.persons.get(group, 0), self.counts.documents.get(group, 0)
            asked = _(" (survey: {n})").format(n=survey) if survey else ""
            yield f"{named(group)}: {persons_in(persons, documents)}{asked}"

    def _shown(self) -> list[str | None]:
        """Give the groups for people: one without persons, such as the summary of a meeting, can only have fragments."""
        counted, persons = self.measure != "present", self.counts.persons
        groups = self.counts.groups
        return [g for g in groups if persons.get(g) or (counted and self.counts.of(ANY_CODE, g).fragments)]

    def _columns(self) -> list[str]:
        columns = [_("Code"), _("Name"), *(named(group) for group in self._shown()), _("Not yet coded")]
        return [*columns, _("Survey questions")] if self.links else columns

    def _hidden(self, group: str | None, least_base: int) -> bool:
        return 0 < self.counts.persons.get(group, 0) < least_base

    def _left_out(self, least_base: int) -> list[str]:
        """Say which groups readers outside do not see."""
        few = [named(group) for group in self._shown() if self._hidden(group, least_base)]
        if not few:
            return []
        words = _("Not shown, because there are {few} in it: {groups}.")
        return [words.format(few=fewer_than(least_base), groups=", ".join(few))]

    def _wide(self, least_base: int) -> Iterator[Sequence[Cell]]:
        few = fewer_than(least_base)
        for code in self.codes():
            counts = [self.counts.of(code.key, group) for group in self._shown()]
            cells: list[Cell] = [code.key, "  " * self.codebook.depth(code) + code.name]
            cells += [few if self._hidden(one.group, least_base) else _MEASURES[self.measure](one) for one in counts]
            cells.append(sum(count.persons.not_yet for count in counts))
            yield [*cells, ", ".join(self.links.get(code.key, ()))] if self.links else cells

    def _long(self, least_base: int) -> Iterator[Sequence[Cell]]:
        for row in self.json()["rows"]:
            if self._hidden(row["group"], least_base):
                continue
            low, high = row["interval"] or (None, None)
            yield [
                row["code"], row["name"], row["depth"], row["group"], row["n"], row["base"], row["not_yet_coded"],
                row["pct"], low, high, row["fragments"], row["words"], row["rate"], row["documents"]["n"],
                row["documents"]["base"], row["segments"]["n"], row["segments"]["base"],
            ]  # fmt: skip

    def told(self) -> list[str]:
        """Say what the numbers are and are not."""
        notes = [
            *self.notes,
            _("A person counts as 0 only when a coder has read all of it to the end; else: not yet coded."),
            _("What moderators say is left out. A theme counts a person once, whatever stands under it."),
        ]
        if not self.independent:
            notes.append(
                _("Mentioned by, not: agreed with by. Speakers of one conversation influence each other: no test.")
            )
        if any(
            0 < self.counts.of(c.key, g).persons.base < SMALL_BASE for c in self.codes() for g in self.counts.groups
        ):
            notes.append(_("Below a base of 10 persons a count stands instead of a percentage."))
        return notes


def _present(count: CodeCount) -> str:
    return mentioned(count.persons)


def _count(count: CodeCount) -> str:
    fragments = ngettext("{n} fragment", "{n} fragments", count.fragments)
    persons = ngettext("{n} person", "{n} persons", count.persons.base)
    return f"{fragments}, {persons}"


def _rate(count: CodeCount) -> str:
    if count.rate is None:
        return _("not yet coded")
    words = _("{rate} per 1,000 words ({n} in {words})")
    return words.format(rate=number(count.rate), n=number(count.fragments), words=number(count.words))


def _share(count: CodeCount) -> str:
    words = _("persons {p}; documents {d}; fragments {f}")
    return words.format(p=mentioned(count.persons), d=mentioned(count.documents), f=mentioned(count.segments))


_MEASURES: Mapping[Measure, Callable[[CodeCount], str]] = {
    "present": _present,
    "count": _count,
    "rate": _rate,
    "share": _share,
}

_MEASURE_WORDS: Mapping[Measure, Callable[[], str]] = {
    "present": lambda: _("persons with at least one fragment, of the persons read to the end or coded"),
    "count": lambda: _("fragments; overlapping ones once; how many depends on how long people talk"),
    "rate": lambda: _("fragments per 1,000 words of the persons in the base, all fragments by all words"),
    "share": lambda: _("three shares with three bases: persons, documents and coded fragments; never to be mixed"),
}

_LONG = (
    "code", "name", "depth", "group", "persons", "persons_base", "persons_not_yet_coded", "persons_pct",
    "persons_low", "persons_high", "fragments", "words", "per_1000_words", "documents", "documents_base",
    "segments", "segments_base",
)  # fmt: skip
"""Column names of the long form, for programs."""
