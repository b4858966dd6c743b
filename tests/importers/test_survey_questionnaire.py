from pathlib import Path

import pytest

from codeerbank import plugins
from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable
from codeerbank.errors import ImportProblems

DATA = "nr;geslacht;vindt;reden_moe;los\n1;1;5;1;x\n2;2;-9;0;y\n3;1;;;z\n"
QUESTIONS = """
schema = "codeerbank.questionnaire/1"
[labels]
eens = {1 = "oneens", 5 = "eens"}
[sets.reden]
text = "Waarom niet?"
[variables]
geslacht = {text = "Wat ben je?", level = "nominal", labels = {1 = "jongen", 2 = "meisje"}}
vindt = {text = "Vind je dit?", level = "ordinal", labels = "eens"}
reden_moe = {text = "Ik ben moe.", level = "multiple", set = "reden"}
"""


def read(folder: Path, questions: str) -> dict[str, NewVariable]:
    data, beside = folder / "enquete.csv", folder / "vragen.toml"
    data.write_text(DATA, encoding="utf-8")
    beside.write_text(questions, encoding="utf-8")
    value = plugins.importer_for(data, "survey").read(data, ImportOptions(key="nr", questionnaire=beside)).value
    assert isinstance(value, NewSurvey)
    return {variable.name: variable for variable in value.variables}


def test_a_column_gets_the_words_and_the_level_of_its_question(tmp_path: Path) -> None:
    found = read(tmp_path, QUESTIONS)
    assert (found["geslacht"].label, found["geslacht"].level) == ("Wat ben je?", "nominal")
    assert found["geslacht"].labels == {"1": "jongen", "2": "meisje"}
    assert found["vindt"].labels == {"1": "oneens", "5": "eens"}


def test_a_question_with_one_option_becomes_multiple_response(tmp_path: Path) -> None:
    option = read(tmp_path, QUESTIONS)["reden_moe"]
    assert (option.level, option.member, option.question) == ("multiple", "reden", "Waarom niet?")
    assert list(option.states) == [AnswerState.VALUE, AnswerState.NOT_CHOSEN, AnswerState.NOT_ASKED]
    assert list(option.values) == ["1", None, None]


def test_a_column_the_questionnaire_does_not_know_stays_as_it_was_read(tmp_path: Path) -> None:
    with_words, without = read(tmp_path, QUESTIONS), read(tmp_path, QUESTIONS.split("[sets")[0] + "[variables]\n")
    assert with_words["los"] == without["los"]


@pytest.mark.parametrize(
    "questions",
    [
        "",
        "schema = 1",
        "schema = [",
        'schema = "codeerbank.questionnaire/1"\nsets = {a = 1}\n[variables]',
        'schema = "codeerbank.questionnaire/1"\nvariables = 3',
    ],
)
def test_a_file_that_is_no_questionnaire_is_refused_by_name(tmp_path: Path, questions: str) -> None:
    with pytest.raises(ImportProblems, match=r"vragen\.toml"):
        read(tmp_path, questions)
