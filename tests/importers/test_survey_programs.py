"""Exports of survey programs, whose headers and cells say more than one row does."""

import pytest

from codeerbank.importers.survey_csv import IMPORTER
from tests.importers.surveys import NO_ANSWER, NOT_CHOSEN, VALUE, read, told, variable

IMPORT_IDS = '"{""ImportId"":""_recordId""}","{""ImportId"":""QID1""}","{""ImportId"": ""QID2""}"'


def test_qualtrics_writes_two_header_rows_or_three(file) -> None:
    three = f"ResponseId,Q1,Q2\nResponse ID,Hoe oud?,Waarom?\n{IMPORT_IDS}\nR_1,19,Zomaar\n"
    two = f"ResponseId,Q1,Q2\n{IMPORT_IDS}\nR_1,19,Zomaar\n"
    for content, label in ((three, "Hoe oud?"), (two, "Q1")):
        survey = read(file("q.csv", content))
        assert survey.cases == ["R_1"]
        assert variable(survey, "Q1").label == label
        assert variable(survey, "Q1").values == ["19"]


def test_a_choice_in_words_is_a_tick_of_its_option(file) -> None:
    content = (
        "ResponseId,Q2_1,Q2_2\nResponse ID,Hoe bel je? - Selected Choice - Bellen,Hoe bel je? - Selected Choice - Appen\n"
        f"{IMPORT_IDS}\nR_1,Bellen,\nR_2,Bellen,Appen\nR_3,,\n"
    )
    survey = read(file("q.csv", content))
    call, text = variable(survey, "Q2_1"), variable(survey, "Q2_2")
    assert (call.member, call.label, call.question) == ("Q2", "Bellen", "Hoe bel je? - Selected Choice")
    assert [call.states, text.states] == [[VALUE, VALUE, NO_ANSWER], [NOT_CHOSEN, VALUE, NO_ANSWER]]


def test_surveymonkey_writes_a_question_over_its_options(file) -> None:
    content = (
        "Respondent ID,IP Address,Hoe?,,,Hoe oud?,Waarom?\n"
        ",,Bellen,Appen,Anders,Response,Open-Ended Response\n"
        "11,1.2.3.4,Bellen,,,19,Omdat ik dat graag wil.\n12,1.2.3.5,Bellen,Appen,met een brief,20,Het kan niet anders hier.\n"
    )
    survey = read(file("m.csv", content))
    assert survey.cases == ["11", "12"]
    call, text = variable(survey, "Hoe? [Bellen]"), variable(survey, "Hoe? [Appen]")
    assert (call.member, call.label) == ("Hoe?", "Bellen")
    assert text.states == [NOT_CHOSEN, VALUE]
    assert list(survey.open) == ["Hoe? [Anders]", "Waarom?"]
    assert "IP Address" not in {v.name for v in survey.variables}
    assert told(survey, "SurveyMonkey")


def test_a_respondent_without_a_first_answer_is_no_second_header(file, problems) -> None:
    assert "line 2" in problems(IMPORTER, file("e.csv", "nr;a;b\n;x;y\n2;x;y\n")).message


LIME = (
    '"Respons ID","Datum verzonden","Laatste pagina","Begin taal","IP-adres","Vind je dit? [Ik vind dit.Slecht | Goed]",'
    '"Wat bel je? [Vast]","Wat bel je? [Mobiel]","Soort?","Soort? [Andere]","Totaaltijd","Groep tijd: Begin","Vraag tijd: q1"\n'
)
LIME_ROWS = (
    '"1","1980-01-01 00:00:00","3","nl","1.2.3.4","1","Y","","A1","","39.9","1","2"\n'
    '"2","","1","nl","1.2.3.4","2","Y","Y","-oth-","Heel iets anders.","","",""\n'
)


def test_limesurvey_tables_lose_what_the_program_added(file) -> None:
    survey = read(file("l.csv", LIME + LIME_ROWS))
    names = [v.name for v in survey.variables]
    assert names[:3] == ["Datum verzonden", "Laatste pagina", "Begin taal"]
    assert not [name for name in names if "tijd" in name or "IP" in name]
    assert told(survey, "3 columns with answering times")
    assert told(survey, "1 of 2 respondents")
    assert variable(survey, "Datum verzonden").values == ["1", None]
    assert next(v for v in survey.variables if "Slecht | Goed" in v.label).level == "ordinal"
    assert variable(survey, "Soort?").labels == {"-oth-": "other"}
    assert [v.states for v in survey.variables if v.member == "Wat bel je?"] == [[VALUE, VALUE], [NOT_CHOSEN, VALUE]]


def test_codes_before_the_words_become_the_names(file) -> None:
    survey = read(
        file(
            "l.csv",
            'id. Respons ID,"q1. Hoe oud?","q2[SQ001]. Wat? [Vast]","q2[SQ002]. Wat? [Mobiel]"\n1,19,Y,\n2,20,,Y\n',
        ),
        key="id",
    )
    assert variable(survey, "q1").label == "Hoe oud?"
    vast = variable(survey, "q2[SQ001]")
    assert (vast.member, vast.question, vast.label) == ("q2", "Wat?", "Vast")


@pytest.mark.parametrize(
    ("name", "cells"),
    [
        ("Voornaam", "Anna,Bas"),
        ("q7", "a@voorbeeld.nl,b@voorbeeld.nl"),
        ("bron", "10.0.0.1,10.0.0.2"),
        ("ipaddr. IP-adres", ","),
    ],
)
def test_personal_columns_come_along_only_when_asked_for(file, name, cells) -> None:
    one, two = cells.split(",")
    path = file("p.csv", f"nr;{name};cijfer\n1;{one};7\n2;{two};8\n")
    assert [v.name for v in read(path).variables] == ["cijfer"]
    assert told(read(path), name)
    assert [v.name for v in read(path, with_personal=True).variables] == [name, "cijfer"]
