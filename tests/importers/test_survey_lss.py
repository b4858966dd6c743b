import pytest

from codeerbank.errors import ImportProblems
from tests.importers.surveys import NOT_CHOSEN, VALUE, read, told, variable


def rows(*found: dict[str, str]) -> str:
    return "<rows>" + "".join(
        "<row>" + "".join(f"<{name}><![CDATA[{value}]]></{name}>" for name, value in row.items()) + "</row>" for row in found
    ) + "</rows>"  # fmt: skip


def lss(questions: str, subquestions: str, answers: str, more: str = "") -> str:
    return (
        "<?xml version='1.0' encoding='UTF-8'?><document><LimeSurveyDocType>Survey</LimeSurveyDocType>"
        f"<answers>{answers}</answers><questions>{questions}</questions><subquestions>{subquestions}</subquestions>{more}</document>"
    )


def question(qid: str, kind: str, code: str, words: str = "", language: str = "") -> dict[str, str]:
    found = {"qid": qid, "parent_qid": "0", "type": kind, "title": code}
    return found | ({"question": words, "language": language} if words else {})


def sub(qid: str, parent: str, code: str, words: str, order: str) -> dict[str, str]:
    return {
        "qid": qid,
        "parent_qid": parent,
        "title": code,
        "question": words,
        "question_order": order,
        "language": "nl",
    }


def answer(qid: str, code: str, words: str, order: str) -> dict[str, str]:
    return {"qid": qid, "code": code, "answer": words, "sortorder": order, "language": "nl"}


OLD = lss(
    rows(
        question("1", "L", "soort", "Welke <b>soort</b>?", "nl"),
        question("1", "L", "soort", "Which kind?", "en"),
        question("2", "M", "bel", "Wat bel je?", "nl"),
        question("3", "F", "mening", "Vind je dit?", "nl"),
        question("4", "T", "waarom", "Waarom?", "nl"),
    ),
    rows(sub("21", "2", "v", "Vast", "1"), sub("22", "2", "m", "Mobiel", "2"), sub("31", "3", "a", "Goed idee", "1")),
    rows(
        answer("1", "A2", "tweede", "2"),
        answer("1", "A1", "eerste", "1"),
        answer("3", "1", "oneens", "1"),
        answer("3", "5", "eens", "2"),
    ),
)
NEW = lss(
    rows(question("1", "L", "soort"), question("4", "T", "waarom")),
    rows(),
    rows({"aid": "9", "qid": "1", "code": "A1", "sortorder": "1"}),
    "<question_l10ns>"
    + rows(
        {"id": "1", "qid": "1", "question": "Welke soort?", "language": "nl"},
        {"id": "2", "qid": "4", "question": "Waarom?", "language": "nl"},
    )
    + "</question_l10ns><answer_l10ns>"
    + rows({"id": "1", "aid": "9", "answer": "eerste", "language": "nl"})
    + "</answer_l10ns>",
)
BY_WORDS = (
    '"Respons ID","Welke soort?","Wat bel je? [Vast]","Wat bel je? [Mobiel]","Vind je dit? [Goed idee]","Waarom?"\n'
    '"1","A1","Y","","1","Zomaar"\n"2","A2","","Y","5",""\n'
)
BY_CODE = BY_WORDS.split("\n", 1)[1]
BY_CODE = '"id","soort","bel[v]","bel[m]","mening[a]","waarom"\n' + BY_CODE


@pytest.mark.parametrize("table", [BY_WORDS, BY_CODE])
def test_columns_get_code_words_answers_and_set_from_the_structure(file, table) -> None:
    survey = read(file("l.csv", table), questionnaire=file("l.lss", OLD))
    kind, opinion = variable(survey, "soort"), variable(survey, "mening[a]")
    assert (kind.label, kind.level) == ("Welke soort?", "nominal")
    assert list(kind.labels.items()) == [("A1", "eerste"), ("A2", "tweede")]
    assert (opinion.label, opinion.level) == ("Vind je dit? [Goed idee]", "ordinal")
    assert opinion.labels == {"1": "oneens", "5": "eens"}
    mobile = variable(survey, "bel[m]")
    assert (mobile.member, mobile.question, mobile.label) == ("bel", "Wat bel je?", "Mobiel")
    assert mobile.states == [NOT_CHOSEN, VALUE]
    assert list(survey.open["waarom"].answers) == ["Zomaar", ""]
    assert told(survey, "5 of 6 columns")


def test_newer_structure_files_keep_the_words_apart(file) -> None:
    survey = read(file("l.csv", BY_WORDS), questionnaire=file("l.lss", NEW))
    assert variable(survey, "soort").labels == {"A1": "eerste"}
    assert "waarom" in survey.open


@pytest.mark.parametrize(
    "content",
    [
        "<document/>",
        "geen xml",
        "<document><questions><rows/></questions>",
        '<!DOCTYPE a [<!ENTITY b "c">]><document><questions><rows><row><qid>1</qid></row></rows></questions></document>',
    ],
)
def test_what_is_no_structure_is_refused_by_name(file, content) -> None:
    with pytest.raises(ImportProblems, match=r"l\.lss"):
        read(file("l.csv", BY_WORDS), questionnaire=file("l.lss", content))
