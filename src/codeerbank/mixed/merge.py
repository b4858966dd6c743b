"""The merge step: how often each code was mentioned, by a variable of the survey, with every base beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.counts import ANY_CODE, CodeCount, CodeCounts, Measure, Part, Told
from codeerbank.domain.covering import HIDDEN, small_groups, total_is_safe, with_cover
from codeerbank.domain.frequency import Interval
from codeerbank.domain.numbers import SMALL_BASE, number
from codeerbank.domain.table import Cell, Sheet
from codeerbank.i18n import _, ngettext
from codeerbank.mixed.audiences import Rule
from codeerbank.mixed.link import JoinReport
from codeerbank.mixed.statistics.intervals import wilson_percentages
from codeerbank.mixed.statistics.refusals import DEPENDENT
from codeerbank.mixed.words import mentioned, named, persons_in

_NOTHING = Part(told="nothing")


@dataclass(frozen=True, slots=True)
class Merge:
    """Codes by group: the counts, how words and survey were tied, and how many the survey asked per group.

    links         code -> survey variables it is tied to through the codebook
    independent   everybody answered for themselves, so that an interval makes sense
    rule          what readers may see; the counts hold no more than that
    hidden        groups they do not see
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
    rule: Rule = field(default_factory=Rule)
    hidden: frozenset[str | None] = frozenset()

    def for_readers(self, rule: Rule) -> Merge:
        """Leave out what readers may not see: small groups with what would give them away, and percentages for some."""
        sizes, k = self.counts.persons, rule.group
        few = {group for group, n in sizes.items() if 0 < n < k} | small_groups(
            dict(self.survey_n), k
        )  # as in displays
        gone = with_cover(few, sizes, k)
        told: Told = "all" if rule.percentages else "counts"
        counts = {
            key: CodeCount(one.code, one.group, _NOTHING, _NOTHING, _NOTHING)
            if one.group in gone
            else replace(one, persons=replace(one.persons, told=told), documents=replace(one.documents, told=told),
                         segments=replace(one.segments, told=told))
            for key, one in self.counts.counts.items()
        }  # fmt: skip
        notes = self.notes if total_is_safe(gone, sizes, k) else ()  # they say how many there are in all
        return replace(self, counts=replace(self.counts, counts=counts), notes=notes, rule=rule, hidden=gone)

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
        if part.told != "all":
            return None, "not_shown"
        return (wilson_percentages(part.n, part.base), "") if part.base else (None, "no_base")

    def sheet(self, stamp: str = "", date: str = "", long: bool = False) -> Sheet:
        """Lay out for people, a row per code; ``long``: a row per code and group, all numbers."""
        about = [
            (_("By"), self.by),
            (_("Linked by"), self._tied()),
            (_("Coder"), self.counts.coder or _("any coder")),
            (_("Counted"), _MEASURE_WORDS[self.measure]()),
            (_("In the words"), "; ".join(self._sizes())),
        ]
        about += [(_("Suppression"), " ".join(self._left_out()) or _("Nothing had to be hidden."))] * bool(
            self.rule.group
        )
        about += [(_("Date"), date)] if date else []
        columns: Sequence[str]
        columns, rows = (_LONG, self._long()) if long else (self._columns(), self._wide())
        return Sheet(_("Codes by {by}").format(by=self.by), columns, list(rows), about, self.told(), stamp)

    def _tied(self) -> str:
        """Say how words and survey met; by person their number would give away a group that is hidden alone."""
        safe = self.join.kind != "person" or total_is_safe(self.hidden, self.counts.persons, self.rule.group)
        return self.join.words() if safe else HIDDEN

    def _sizes(self) -> Iterator[str]:
        for group in self._shown():
            if group in self.hidden:
                yield f"{named(group)}: {HIDDEN}"
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

    def _left_out(self) -> list[str]:
        """Say which groups these readers do not see, and that they get counts alone."""
        gone = [named(group) for group in self._shown() if group in self.hidden]
        words = _("{mark} = not shown, below {n} persons or a group that would give such a one away: {groups}.")
        told = [words.format(mark=HIDDEN, n=self.rule.group, groups=", ".join(gone))] if gone else []
        if not self.rule.percentages:
            told.append(_("Counts only; for this audience no percentages are made."))
        return told

    def _wide(self) -> Iterator[Sequence[Cell]]:
        for code in self.codes():
            counts = [self.counts.of(code.key, group) for group in self._shown()]
            cells: list[Cell] = [code.key, "  " * self.codebook.depth(code) + code.name]
            cells += [HIDDEN if one.persons.hidden else _MEASURES[self.measure](one) for one in counts]
            cells.append(sum(count.persons.not_yet for count in counts))
            yield [*cells, ", ".join(self.links.get(code.key, ()))] if self.links else cells

    def _long(self) -> Iterator[Sequence[Cell]]:
        for row in self.json()["rows"]:
            if row["group"] in self.hidden:
                yield [*(row[key] for key in ("code", "name", "depth", "group")), *[HIDDEN] * (len(_LONG) - 4)]
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
            *self._left_out(),
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
