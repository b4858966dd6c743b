"""What the joining verbs read from a project: who said what, and what the survey says on a code."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping, Sequence

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.counts import CodeCounts
from codeerbank.domain.document import DocumentKind
from codeerbank.domain.frequency import FrequencyTable
from codeerbank.domain.joint import SurveyEvidence
from codeerbank.domain.survey import AnswerState, Variable
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.mixed.hearing import person_of
from codeerbank.mixed.joint.evidence import survey_evidence
from codeerbank.mixed.joint.strands import Counted
from codeerbank.mixed.link import items_of
from codeerbank.mixed.quantitize import by_case, by_document, quantitize, together
from codeerbank.mixed.statistics.intervals import IntervalMethod
from codeerbank.mixed.tables import Grouping, answers_table, choices_table
from codeerbank.mixed.weights import Weights
from codeerbank.resources import folder
from codeerbank.workbench.grouping import Groups
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session

CONVERSATIONS: tuple[DocumentKind, ...] = ("transcript", "summary")
OPEN_ANSWERS: tuple[DocumentKind, ...] = ("open_question",)
ALL_KINDS: tuple[DocumentKind, ...] = (*CONVERSATIONS, *OPEN_ANSWERS)
Items = Mapping[str, Sequence[str]]
"""Names that links of a codebook use -> variables of the survey."""


def counted(
    questions: Questions,
    variable: Variable,
    grouping: Grouping | None,
    weights: Weights | None = None,
    method: IntervalMethod = "wilson",
) -> FrequencyTable:
    """Count a question; an option of a multiple-response question is counted within its question."""
    if variable.level != "multiple":
        return answers_table(variable, questions.column(variable.name), grouping, weights, method)
    options = questions.options(variable)
    nested = questions.nested(options)
    options = _parts_after_whole(options, nested)
    columns = {option: questions.column(option) for option in options}
    labels = questions.labels(options)
    whole = Variable(variable.name, variable.label, "multiple", 0, 0, labels, variable.question)
    return choices_table(whole, columns, grouping, weights, method, nested)


def _parts_after_whole(options: Sequence[str], nested: Mapping[str, str]) -> list[str]:
    """Put the options that are part of another right after it."""
    found: list[str] = []
    for option in options:
        if option not in nested:
            found += [option, *(part for part, whole in nested.items() if whole == option)]
    return found


def weights_of(questions: Questions, name: str, by_name: bool = False) -> Weights:
    """Read the weights of the respondents, by case id or ``by_name``; whose cell holds none has none."""
    rows = questions.column_by_name(name) if by_name else questions.column(name)
    given = int(AnswerState.VALUE)
    return Weights(name, {who: _number(value, name) for who, state, value in rows if state == given})


def _number(value: str | None, name: str) -> float:
    try:
        return float(value or "-1")
    except ValueError:
        raise UsageError(
            _("{name} gives no usable weight: {value} is no number.").format(name=name, value=value)
        ) from None


def code_counts(
    session: Session,
    groups: Groups | None,
    coder: str | None,
    within: Collection[str] | None = None,
    kinds: Collection[DocumentKind] = ALL_KINDS,
    weights: Weights | None = None,
) -> CodeCounts:
    """Count the codes by group; ``within`` leaves everybody else out, ``kinds`` every other kind of document."""
    group_of, order = (by_case(groups.by_name), groups.order) if groups else (together, ())
    if groups and within is not None:
        met = {groups.by_name.get(person) for person in within}
        order = [group for group in order if group in met]
    texts, codes = session.read.counts.texts(kinds, coder), session.read.about.code_keys()
    return quantitize(session.codebook, texts, codes, group_of, order, within, weights, coder)


def code_counts_by_document(
    session: Session,
    coder: str | None,
    weights: Weights | None = None,
    kinds: Collection[DocumentKind] = ALL_KINDS,
) -> CodeCounts:
    """Count the codes with each document as a group, in order of arrival."""
    texts, codes = session.read.counts.texts(kinds, coder), session.read.about.code_keys()
    order = [name for name, kind in session.read.documents.kinds().items() if kind in kinds]
    return quantitize(session.codebook, texts, codes, by_document, order, weights=weights, coder=coder)


def counted_strand(
    session: Session, groups: Groups, coder: str | None, kinds: Collection[DocumentKind]
) -> Counted | None:
    """Count the codes in documents of these kinds, by group and together; None where there is no such document."""
    if not any(kind in kinds for kind in session.read.documents.kinds().values()):
        return None
    by_group = code_counts(session, groups, coder, kinds=kinds)
    return Counted(by_group, code_counts(session, None, coder, kinds=kinds))


def speakers(session: Session) -> dict[str, bool]:
    """Name everybody who spoke or wrote; True for who only answered questions of the survey."""
    kinds = session.read.documents.kinds()
    found: dict[str, bool] = {}
    for document, case, label in session.read.counts.speakers(ALL_KINDS):
        person = person_of(document, case, label)
        if person is not None:
            found[person] = found.get(person, True) and kinds[document] in OPEN_ANSWERS
    return found


def shipped_items(codebook: Codebook) -> Items:
    """Give what the shipped questionnaire knows about the published results that the shipped codebook links to."""
    if codebook.key != "kunnen-willen-mogen":
        return {}
    path = folder("transcripts") / "vragen.toml"
    found: Items = tomllib.loads(path.read_text("utf-8")).get("items", {})
    return found


def survey_by_code(
    codebook: Codebook, questions: Questions, groups: Groups, items: Items
) -> tuple[dict[str, list[SurveyEvidence]], dict[str, list[str]]]:
    """Look up, per code, what the survey says on the questions it is linked to, and which questions it does not hold."""
    known = set(questions.closed)
    if not known:
        return {}, {}
    known |= {name for names in items.values() for name in names if questions.find(name)}
    found: dict[str, list[SurveyEvidence]] = {}
    missing: dict[str, list[str]] = {}
    seen: dict[tuple[str, str], list[SurveyEvidence]] = {}
    for code in codebook.codes:
        variables, absent = items_of(code, known, items)
        for question in variables.items():
            if question not in seen:
                seen[question] = _evidence(questions, *question, groups)
            found.setdefault(code.key, []).extend(seen[question])
        if absent:
            missing[code.key] = absent
    return found, missing


def _evidence(questions: Questions, name: str, words: str, groups: Groups) -> list[SurveyEvidence]:
    variable = questions.find(name)
    if variable is None or variable.level == "text":
        return []
    table = counted(questions, variable, Grouping(groups.name, groups.by_id, groups.order))
    return survey_evidence(table, name if questions.is_option(variable) else None, words)
