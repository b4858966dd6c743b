"""Cross tables: codes or answers against a variable, each with its test, or with the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from typing import Literal

from codeerbank.domain.document import DocumentKind
from codeerbank.domain.frequency import FrequencyTable
from codeerbank.domain.survey import AnswerState, Variable
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.mixed.coded_persons import CodedPersons
from codeerbank.mixed.crosstab import CROSS_UNITS, CrossUnit, codes_table
from codeerbank.mixed.crosstests import Adjustment, adjusted, all_together, persons_of, refused, with_tests
from codeerbank.mixed.hearing import person_of
from codeerbank.mixed.statistics.intervals import IntervalMethod
from codeerbank.mixed.statistics.multiple_response import roll_up
from codeerbank.mixed.statistics.refusals import DEPENDENT, POOLED, UNLINKED, Refusal
from codeerbank.mixed.tables import Grouping, open_question
from codeerbank.mixed.weights import Weights
from codeerbank.workbench.grouping import Groups, groups_by
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session
from codeerbank.workbench.strands import (
    ALL_KINDS,
    CONVERSATIONS,
    OPEN_ANSWERS,
    code_counts,
    code_counts_by_document,
    counted,
    weights_of,
)
from codeerbank.workbench.whose import known_coder

MOST_GROUPS = 40
"""More groups than this are numbers that were not put into classes."""

Strand = Literal["answers", "conversations"]
STRANDS: Mapping[Strand | None, Sequence[DocumentKind]] = {
    "answers": OPEN_ANSWERS,
    "conversations": CONVERSATIONS,
    None: ALL_KINDS,
}


@dataclass(frozen=True, slots=True)
class Crossing:
    """What is crossed, and how.

    unit     what a code is counted by
    strand   take only what was written, or only what was said; None: both
    coder    whose codings; None: any coder's
    adjust   how the p-values of one export are corrected for their number
    """

    unit: CrossUnit = "cases"
    weight: str | None = None
    coder: str | None = None
    strand: Strand | None = None
    adjust: Adjustment = "holm"
    method: IntervalMethod = "wilson"


def crosstabs(session: Session, rows: str, by: Sequence[str], how: Crossing | None = None) -> list[FrequencyTable]:
    """Cross a question, or ``codes``, with each of these variables, as one family of tests.

    Codes can be crossed with ``document`` as well: then every document is a group.
    """
    how = how or Crossing()
    _check(session, rows, how)
    questions = Questions(session)
    if rows != "codes":
        found = [_answers(session, questions, rows, variable, how) for variable in by]
    elif how.unit == "cases":
        found = _persons(session, questions, by, how)
    else:
        found = [_pieces(session, questions, variable, how) for variable in by]
    return adjusted(found, how.adjust)


def _check(session: Session, rows: str, how: Crossing) -> None:
    if how.unit not in CROSS_UNITS:
        raise UsageError(_("Codes are counted by {units}.").format(units=", ".join(CROSS_UNITS)))
    if rows != "codes" and (how.unit != "cases" or how.coder or how.strand):
        what = "--unit" if how.unit != "cases" else "--coder" if how.coder else "--strand"
        raise UsageError(
            _("{option} is about codes; the answers to a question count persons.").format(option=what),
            _("Leave {option} out, or cross codes: --rows codes.").format(option=what),
        )
    if how.weight and how.unit != "cases":
        raise UsageError(_("Weights belong to persons, and nothing else is counted with them."), _("Leave --unit out."))
    known_coder(session, how.coder)


def _groups(session: Session, by: str, questions: Questions) -> Groups:
    """Find the groups; raises UsageError where they are too many to read, or to test in a reasonable time."""
    groups = groups_by(session, by, questions)
    if len(groups.order) > MOST_GROUPS:
        raise UsageError(
            _("{name} makes {n} groups; a cross table takes {most} at most.").format(
                name=by, n=len(groups.order), most=MOST_GROUPS
            ),
            _("Make classes first: codeerbank recode classes NAME --from {name} --class LOW-HIGH=NAME").format(name=by),
        )
    return groups


def found_variable(session: Session, questions: Questions, name: str) -> Variable:
    """Find what can be counted; NotFound with what there is, UsageError for an open question."""
    found = questions.find(name)
    if found is None:
        if name in session.read.documents.names():
            raise open_question(name)
        there = ", ".join(list(questions.by_name)[:12]) or _("none")
        raise NotFound(
            _("There is no variable {name}.").format(name=name), _("There are: {names}.").format(names=there), name
        )
    return found


def _answers(session: Session, questions: Questions, rows: str, by: str, how: Crossing) -> FrequencyTable:
    variable, groups = found_variable(session, questions, rows), _groups(session, by, questions)
    weights = weights_of(questions, how.weight) if how.weight else None
    grouping = Grouping(groups.name, groups.by_id, groups.order, groups.ordered)
    table = counted(questions, variable, grouping, weights, how.method)
    if not table.multiple:
        return with_tests(table)
    options = [row.value for row in table.groups[0].rows] if table.groups else []
    return with_tests(table, whole=all_together(*persons_of(_chosen(questions, options), groups.by_id, options)))


def _chosen(questions: Questions, options: Sequence[str]) -> dict[str, Set[str]]:
    """Say what everybody chose who chose at least one answer."""
    picked: dict[str, list[str]] = {}
    for option in options:
        for case, state, _value in questions.column(option):
            if state == AnswerState.VALUE:
                picked.setdefault(case, []).append(option)
    nested = questions.nested(options)
    return {case: roll_up(chosen, nested) for case, chosen in picked.items()}


def _persons(session: Session, questions: Questions, by: Sequence[str], how: Crossing) -> list[FrequencyTable]:
    """Count the persons under each code by each variable; who carries which is read once for all."""
    weights = weights_of(questions, how.weight, by_name=True) if how.weight else None
    if "document" in by and questions.find("document") is None:
        return [_pieces(session, questions, variable, how) for variable in by]
    texts, codes = session.read.counts.people(STRANDS[how.strand], how.coder), session.read.about.code_keys()
    everybody = CodedPersons.met(session.codebook, texts, codes)
    talked = in_conversation(session)
    return [_one(session, questions, everybody, talked, variable, weights, how) for variable in by]


def _one(
    session: Session,
    questions: Questions,
    everybody: CodedPersons,
    talked: Set[str],
    by: str,
    weights: Weights | None,
    how: Crossing,
) -> FrequencyTable:
    groups = _groups(session, by, questions)
    counts = everybody.counts(groups.by_name, groups.order, weights, how.coder)
    grouped = {name for name in everybody.persons if groups.by_name.get(name) is not None}
    refusal = _refusal(grouped, everybody.persons.keys(), talked, groups)
    table = codes_table(session.codebook, counts, by, "cases", refusal is None, how.weight, groups.ordered)
    if refusal is not None:
        return refused(table, refusal)
    order = [group.group for group in table.groups if group.group is not None and group.n_total]
    leaves = [code.key for code in session.codebook.codes if session.codebook.is_leaf(code)]
    shares = everybody.read_through(groups.by_name, order)
    return with_tests(table, shares, all_together(*everybody.rows(groups.by_name, leaves)))


def _refusal(grouped: Set[str], heard: Set[str], talked: Set[str], groups: Groups) -> Refusal | None:
    """Say why persons are not tested: they spoke in one room, or nobody stands in the survey that makes the groups."""
    if not grouped and heard and groups.asked:
        return Refusal(UNLINKED)
    return Refusal(DEPENDENT) if grouped & talked else None


def in_conversation(session: Session) -> set[str]:
    """Name who spoke in a conversation with others; who was interviewed alone, or wrote, stands for himself."""
    rooms: dict[str, set[str]] = {}
    for document, case, label in session.read.counts.speakers(CONVERSATIONS):
        person = person_of(document, case, label)
        if person is not None:
            rooms.setdefault(document, set()).add(person)
    return {person for persons in rooms.values() if len(persons) > 1 for person in persons}


def _pieces(session: Session, questions: Questions, by: str, how: Crossing) -> FrequencyTable:
    """Count documents or fragments, or persons by document: none of them stand apart, so nothing is tested."""
    weights = weights_of(questions, how.weight, by_name=True) if how.weight else None
    if by == "document" and questions.find(by) is None:
        counts = code_counts_by_document(session, how.coder, weights, STRANDS[how.strand])
    else:
        groups = _groups(session, by, questions)
        counts = code_counts(session, groups, how.coder, kinds=STRANDS[how.strand], weights=weights)
    table = codes_table(session.codebook, counts, by, how.unit, False, how.weight)
    return refused(table, Refusal(POOLED if how.unit == "segments" else DEPENDENT))


__all__ = [
    "CROSS_UNITS",
    "STRANDS",
    "CrossUnit",
    "Crossing",
    "Strand",
    "crosstabs",
    "found_variable",
    "in_conversation",
]
