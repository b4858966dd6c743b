"""What was read from a file, summed up to be looked over before it goes in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal, TypeAlias

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import NewDocument
from codeerbank.domain.people import Participant
from codeerbank.domain.ports import NewCodings, NewParticipants
from codeerbank.domain.survey import AnswerState, Level, NewSurvey, NewVariable, OpenAnswers
from codeerbank.i18n import _, ngettext
from codeerbank.workbench.intake_preview import DocumentPreview, preview_of
from codeerbank.workbench.intake_reading import ReadFile

_LABELS = 4
_MOST_CODES = 500


@dataclass(frozen=True, slots=True)
class ColumnPreview:
    """A question of a survey: its words, how many answered it, and what answers look like."""

    name: str
    words: str
    level: Level | Literal["open"]
    answered: int
    answers: str


@dataclass(frozen=True, slots=True)
class SurveyPreview:
    """A survey that was read.

    key, group   the columns that name respondents and their groups; ``group`` is empty when there is none
    columns      what comes in, open questions first
    names        all columns of the file
    """

    respondents: int
    encoding: str
    key: str
    group: str
    columns: Sequence[ColumnPreview]
    names: Sequence[str]


@dataclass(frozen=True, slots=True)
class Outline:
    """A codebook, or a file of codings, in lines."""

    lines: Sequence[str]
    encoding: str


Summary: TypeAlias = DocumentPreview | SurveyPreview | Outline


def summed_up(file: ReadFile) -> Summary:
    """Sum up a file that was read, as corrected."""
    encoding = file.reading.encoding
    match file.value:
        case NewDocument() as document:
            return preview_of(file, document)
        case NewSurvey() as survey:
            columns = [_open(name, answers) for name, answers in survey.open.items()]
            columns += [_closed(variable) for variable in survey.variables]
            return SurveyPreview(len(survey.cases), encoding, survey.key, survey.group, columns, survey.columns)
        case Codebook() as codebook:
            return Outline([_code(codebook, n) for n in range(min(len(codebook.codes), _MOST_CODES))], encoding)
        case NewCodings() as codings:
            return Outline(_codings(codings), encoding)
        case NewParticipants() as listed:
            return Outline([_participant(one) for one in listed.people[:_MOST_CODES]], encoding)


def _open(name: str, answers: OpenAnswers) -> ColumnPreview:
    given = [n for n, state in enumerate(answers.states) if state == AnswerState.VALUE]
    return ColumnPreview(name, answers.question, "open", len(given), answers.answers[given[0]] if given else "")


def _closed(variable: NewVariable) -> ColumnPreview:
    answered = sum(state in (AnswerState.VALUE, AnswerState.NOT_CHOSEN) for state in variable.states)
    labels = islice(variable.labels.items(), _LABELS)
    said = ", ".join(f"{code} = {words}" for code, words in labels) + ", …" * (len(variable.labels) > _LABELS)
    if not said:
        found = dict.fromkeys(value for value in islice(variable.values, 200) if value is not None)
        said = ", ".join(islice(found, _LABELS)) + ", …" * (len(found) > _LABELS)
    words = f"{variable.question}: {variable.label}" if variable.member and variable.question else variable.label
    return ColumnPreview(variable.name, words, variable.level, answered, said)


def _code(codebook: Codebook, n: int) -> str:
    code = codebook.codes[n]
    depth = len(codebook.path(code)) - 1
    name = code.name if code.key == code.name else f"{code.key} {code.name}"
    return "  " * depth + name + (f": {code.definition}" if code.definition else "")


def _participant(one: Participant) -> str:
    about = [one.case or _("gets a pseudonym"), one.group or "", *(f"{k}: {v}" for k, v in one.attributes.items())]
    role = _("moderator") if one.role == "moderator" else ""
    return f"{one.label} ({one.document}): " + " · ".join(part for part in (role, *about) if part)


def _codings(new: NewCodings) -> list[str]:
    lines = [
        f"{columns.target}: " + ngettext("{n} coding", "{n} codings", len(columns.starts)) for columns in new.columns
    ]
    return [*lines, ", ".join(name for name in new.coder_names if name)]
