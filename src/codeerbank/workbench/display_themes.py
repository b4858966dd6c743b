"""D2: codes against the answers to a question; a test only where words and survey are tied by person."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace

from codeerbank.domain.covering import small_groups
from codeerbank.domain.joint import QuoteEvidence
from codeerbank.domain.survey import AnswerState
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.mixed.joint.disclosed import few_speakers, parts_for_readers
from codeerbank.mixed.joint.display import Display, Layout, closing
from codeerbank.mixed.joint.numeric import NumericRow, numeric_layout, numeric_tests
from codeerbank.mixed.joint.themes import ThemeRow, apart_layout, linked_layout, tests_of
from codeerbank.mixed.joint.voices import Stance, listen
from codeerbank.mixed.merge import Merge
from codeerbank.mixed.persons import codes_by_person
from codeerbank.mixed.statistics.refusals import DEPENDENT, UNLINKED, Refusal
from codeerbank.workbench.display_rows import Evidence
from codeerbank.workbench.grouping import PERSPECTIVE, groups_by
from codeerbank.workbench.mixing import merge
from codeerbank.workbench.strands import ALL_KINDS, CONVERSATIONS, OPEN_ANSWERS
from codeerbank.workbench.voices import as_quote, voices


def themes_display(evidence: Evidence) -> Display:
    """Lay codes out against the groups of a variable, or beside the numbers of one that is a number."""
    asked = evidence.asked
    variable = evidence.questions.find(asked.by)
    numeric = variable is not None and variable.level == "scale"
    if numeric and asked.link == "group":
        raise UsageError(
            _("{name} is a number: codes are put beside it by person only.").format(name=asked.by),
            _("Make classes of it first: codeerbank recode classes, or link by person: --link person."),
        )
    found = merge(evidence.session, asked.by, "person" if numeric else asked.link, coder=asked.coder)
    by = asked.by
    tested = found.join.kind == "person" and found.independent
    rows: Sequence[NumericRow | ThemeRow]
    if numeric:
        evidence = _by_perspective(evidence)
        rows, layout = _numbers(evidence, found, by)
    else:
        rows, layout = _groups(evidence, found, tested, variable is not None and variable.level == "ordinal")
    shown = _("group") if by.casefold() in PERSPECTIVE else by
    return Display(
        "themes", _("Figures by theme: {variable}").format(variable=shown), layout, [row.record() for row in rows],
        _about(evidence, found, by), _notes(found, tested), evidence.stamp,
    )  # fmt: skip


def _by_perspective(evidence: Evidence) -> Evidence:
    """Read the evidence by perspective: a number makes no groups that a header or a quote could name."""
    by_group = replace(evidence.asked, by=PERSPECTIVE[0])
    try:
        groups_by(evidence.session, by_group.by)
    except NotFound:
        return evidence
    return Evidence(evidence.session, by_group)


def _about(evidence: Evidence, found: Merge, by: str) -> list[tuple[str, str]]:
    """Give the header block; how these words and this survey are tied stands in place of what other displays do."""
    tied = f"{by}: {found.join.words()}"
    label = _("Linked by")
    return [(name, tied if name == label else value) for name, value in evidence.about(evidence.rows)]


def _notes(found: Merge, tested: bool) -> list[str]:
    if tested:
        return [
            _("p (Holm): corrected for the number of codes in this display. Effect first, p second."),
            _("Not shown is not: no difference."),
        ]
    refusal = Refusal(DEPENDENT if found.join.kind == "person" else UNLINKED)
    return [refusal.sentence, refusal.instead]


def _groups(evidence: Evidence, found: Merge, tested: bool, ordered: bool) -> tuple[list[ThemeRow], Layout]:
    """Count persons per category of the question."""
    names = [group for group in found.counts.groups if group is not None]
    gone, few = small_groups(found.survey_n, evidence.readers.rule.group), _hidden(evidence, found, tested)
    groups = {group: None if group in gone else found.survey_n.get(group, 0) for group in names}
    known, stances = {row.code: row for row in evidence.rows}, _stances(evidence, found)
    rows = []
    for key, name in _leaves(evidence, found):
        counted = parts_for_readers({g: found.counts.of(key, g).persons for g in groups}, evidence.readers, few)
        row = known.get(key)
        if any(part.n for part in counted.values()) or (row and row.survey):
            quotes = {quote.group: quote for quote in _quotes(evidence, key, stances) if quote.group is not None}
            shown = {group: quote for group, quote in quotes.items() if group in groups}
            rows.append(ThemeRow(key, name, counted, row.survey if row else (), shown, closing=_closing(evidence, key)))
    if not tested:
        return rows, apart_layout(rows, groups, _heard(evidence))
    tests = tests_of([row.persons for row in rows], ordered)
    rows = [replace(row, test=test) for row, test in zip(rows, tests, strict=True)]
    return rows, linked_layout(rows, groups)


def _hidden(evidence: Evidence, found: Merge, tested: bool) -> Collection[str | None]:
    """Name the groups of which readers do not see who mentioned a code."""
    readers, sizes = evidence.readers, found.counts.persons
    if not tested:
        return few_speakers(sizes, readers.speakers).union(evidence.side.hidden)
    return small_groups(found.survey_n, readers.rule.group) | small_groups(sizes, readers.rule.group)


def _numbers(evidence: Evidence, found: Merge, by: str) -> tuple[list[NumericRow], Layout]:
    """Put the numbers of who mentioned a code beside those of who was read to the end without it."""
    session, asked = evidence.session, evidence.asked
    numbers = _answered(evidence, by, set(found.join.matched))
    texts = session.read.counts.texts(ALL_KINDS, asked.coder)
    persons = codes_by_person(evidence.codebook, texts, session.read.about.code_keys())
    stances = _stances(evidence, found)
    rows = []
    for key, name in _leaves(evidence, found):
        by_state: dict[int | None, list[float]] = {1: [], 0: [], None: []}
        for who, value in numbers.items():
            by_state[persons[who].state(key) if who in persons else None].append(value)
        if by_state[1]:
            quotes = _quotes(evidence, key, stances)[:1]
            rows.append(NumericRow(key, name, by_state[1], by_state[0], quotes, _closing(evidence, key)))
    if found.independent:
        rows = [replace(row, test=test) for row, test in zip(rows, numeric_tests(rows), strict=True)]
    return rows, numeric_layout(rows, evidence.readers)


def _answered(evidence: Evidence, by: str, persons: set[str]) -> dict[str, float]:
    """Read the number that each of these persons gave."""
    found = {}
    for who, state, value in evidence.questions.column_by_name(by):
        if who in persons and state == AnswerState.VALUE and value is not None:
            try:
                found[who] = float(value)
            except ValueError:
                continue
    return found


def _leaves(evidence: Evidence, found: Merge) -> Iterator[tuple[str, str]]:
    for code in found.codes():
        if evidence.codebook.is_leaf(code) and (not evidence.wanted or code.key in evidence.wanted):
            yield code.key, code.name


def _stances(evidence: Evidence, found: Merge) -> Mapping[str, Stance]:
    """Read for the team what people said and wrote: where persons are tied, those persons alone."""
    asked = evidence.asked
    if asked.audience != "team":
        return {}
    within = set(found.join.matched) if found.join.kind == "person" else None
    heard = voices(evidence.session, evidence.groups, coder=asked.coder, sensitive=asked.sensitive)
    return listen(evidence.codebook, (one for one in heard if within is None or one.person in within))


def _quotes(evidence: Evidence, key: str, stances: Mapping[str, Stance]) -> list[QuoteEvidence]:
    if evidence.asked.audience != "team":
        return [quote for row in evidence.rows if row.code == key for quote in row.quotes]
    return [as_quote(voice) for voice in stances[key].typical()] if key in stances else []


def _closing(evidence: Evidence, key: str) -> Sequence[str | int | float | None]:
    """Give what a person decided on this code; nothing is proposed here, the rule reads other evidence."""
    return closing(evidence.verdicts.get(evidence.session.code(key).id), None)


def _heard(evidence: Evidence) -> str:
    """Say where persons were counted."""
    kinds = set(evidence.session.read.documents.kinds().values())
    said, written = kinds & set(CONVERSATIONS), kinds & set(OPEN_ANSWERS)
    if said and written:
        return _("Mentioned by, in conversations and open answers")
    return _("Mentioned by, in conversations") if said else _("Mentioned by, in open answers")
