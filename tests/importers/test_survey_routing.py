from codeerbank.domain.survey import NewSurvey
from tests.importers.surveys import NO_ANSWER, NOT_ASKED, VALUE, read, told, variable

QUESTIONS = """
schema = "codeerbank.questionnaire/1"
[sets.reden]
text = "Waarom niet?"
asked_if = {wil = [0]}
[variables]
wil = {text = "Wil je dit?", level = "nominal", labels = {0 = "nee", 1 = "ja"}}
hoe = {text = "Hoe dan?", level = "ordinal", asked_if = {wil = [1]}}
reden_moe = {text = "Moe", level = "multiple", set = "reden"}
reden_duur = {text = "Duur", level = "multiple", set = "reden"}
werk = {text = "Werk je?", level = "nominal", groups = ["ouder"]}
"""


def survey(file, *rows: str) -> NewSurvey:
    content = "nr;groep;wil;hoe;reden_moe;reden_duur;werk\n" + "\n".join(rows) + "\n"
    return read(file("e.csv", content), questionnaire=file("vragen.toml", QUESTIONS))


def test_who_was_sent_past_a_question_was_not_asked(file) -> None:
    found = survey(file, "1;ouder;1;4;;;1", "2;ouder;0;;1;0;", "3;jongere;1;;;;", "4;ouder;;;;;0")
    assert variable(found, "hoe").states == [VALUE, NOT_ASKED, NO_ANSWER, NOT_ASKED]
    assert variable(found, "reden_moe").states == [NOT_ASKED, VALUE, NOT_ASKED, NOT_ASKED]
    assert variable(found, "werk").states == [VALUE, NO_ANSWER, NOT_ASKED, VALUE]
    assert told(found, "routing")


def test_a_file_that_says_itself_who_was_not_asked_is_believed(file) -> None:
    found = survey(file, "1;ouder;1;-9;;;1", "2;ouder;0;;1;0;", "3;ouder;1;;;;0")
    assert variable(found, "hoe").states == [NO_ANSWER, NOT_ASKED, NOT_ASKED]
    assert not told(found, "routing")


def test_an_answer_to_a_question_that_was_not_put_is_told(file) -> None:
    found = survey(file, "1;ouder;0;4;;;1", "2;ouder;1;3;;;1")
    assert variable(found, "hoe").states == [VALUE, VALUE]
    assert told(found, "hoe")
