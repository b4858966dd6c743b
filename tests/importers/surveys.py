"""What the tests of survey readers share: reading through the door, and looking a variable up."""

from pathlib import Path

from codeerbank import plugins
from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable

VALUE, NOT_CHOSEN, NO_ANSWER, NOT_ASKED = AnswerState


def read(path: Path, **options: object) -> NewSurvey:
    value = plugins.importer_for(path, "survey").read(path, ImportOptions(**options)).value  # type: ignore[arg-type]
    assert isinstance(value, NewSurvey)
    return value


def variable(survey: NewSurvey, name: str) -> NewVariable:
    return next(v for v in survey.variables if v.name == name)


def told(survey: NewSurvey, words: str) -> bool:
    return any(words in note for note in survey.notes)
