"""Surveys and their newer exports, small enough to see what should come of them."""

from collections.abc import Mapping, Sequence

from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable, OpenAnswers
from codeerbank.workbench.intake_changes import Intake
from codeerbank.workbench.session import Session

Person = tuple[str | None, str]
"""What somebody answered: a mark, None for no answer, and words."""


def wave(
    people: Mapping[str, Person], extra: Mapping[str, Sequence[str | None]] | None = None, groups: str = "jongeren"
) -> NewSurvey:
    variables = [closed("cijfer", [mark for mark, _words in people.values()])]
    variables += [closed(name, values) for name, values in (extra or {}).items()]
    words = [words for _mark, words in people.values()]
    states = [AnswerState.VALUE if one else AnswerState.NO_ANSWER for one in words]
    return NewSurvey(
        list(people),
        [groups] * len(people),
        variables,
        {"waarom": OpenAnswers("Waarom?", states, words)},
        "enquete.csv",
    )


def closed(name: str, values: Sequence[str | None]) -> NewVariable:
    states = [AnswerState.VALUE if value is not None else AnswerState.NO_ANSWER for value in values]
    return NewVariable(name, name.capitalize(), "ordinal", states, list(values))


def bring(session: Session, survey: NewSurvey, update: bool = False) -> tuple[str | None, str, list[str]]:
    """Bring a survey in, and give the action, the line that tells it, and the remarks."""
    intake = Intake(session)
    changes, told = intake.changes(survey, update)
    return session.append(*changes).result() if changes else None, told, intake.remarks


def marks(session: Session, variable: str = "cijfer") -> dict[str, str | None]:
    names = {case.id: case.name for case in session.read.cases.all()}
    return {names[case]: value for case, _state, value in session.read.survey.column(variable)}


def answers(session: Session, question: str = "waarom") -> dict[str, str]:
    turns = session.read.documents.turns(question)
    return {turn.case: turn.text for turn in turns if turn.case}
