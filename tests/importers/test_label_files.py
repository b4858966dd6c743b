"""Label files of LimeSurvey: their words help where the data have none, and every disagreement is told."""

from pathlib import Path

import pytest

from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.survey import NewSurvey
from codeerbank.errors import ImportProblems
from codeerbank.plugins import importer_for

DATA = '"id","G01","S02","W03"\n"1","A1","1","ik wil dat zelf bepalen"\n"2","A2","9","liever niet met iedereen"\n'
SPSS = """GET DATA
 /TYPE=TXT.
VARIABLE LABELS id "Antwoord ID".
VARIABLE LABELS V2 'Hoe gaat het met ''jou''?'.
VALUE LABELS V2
"A1" "Goed"
"A2" "Niet zo goed".
VARIABLE LABELS S02 "Cijfer".
VALUE LABELS S02
1 "laag"
2 "hoog".
VARIABLE LABELS W03 "Waarom?".
VARIABLE LABELS X9 "Weg".
RENAME VARIABLE ( V2 = G01 ).
"""
R = """data <- read.csv("survey_1_R_data_file.csv", quote = "'\\"", na.strings=c("", "\\"\\""))
attributes(data)$variable.labels[1] <- "Antwoord ID"
names(data)[1] <- "id"
attributes(data)$variable.labels[2] <- "Hoe gaat het met 'jou'?"
data[, 2] <- factor(data[, 2], levels=c("A1","A2"),labels=c("Goed", "Niet zo goed"))
names(data)[2] <- "G01"
attributes(data)$variable.labels[3] <- "Cijfer"
data[, 3] <- factor(data[, 3], levels=c(1,2),labels=c("laag", "hoog"))
names(data)[3] <- "S02"
attributes(data)$variable.labels[4] <- "Waarom?"
names(data)[4] <- "W03"
names(data)[5] <- "X9"
system("touch gevaarlijk")
"""


def read(folder: Path, name: str, labels: str) -> NewSurvey:
    data, beside = folder / "antwoorden.csv", folder / name
    data.write_text(DATA, encoding="utf-8")
    beside.write_text(labels, encoding="utf-8")
    options = ImportOptions(key="id", open=("W03",), questionnaire=beside)
    survey = importer_for(data, "survey").read(data, options).value
    assert isinstance(survey, NewSurvey)
    return survey


@pytest.mark.parametrize(("name", "labels"), [("labels.sps", SPSS), ("labels.R", R)])
def test_words_are_taken_where_the_data_have_none_and_disagreement_is_told(
    tmp_path: Path, name: str, labels: str
) -> None:
    survey = read(tmp_path, name, labels)
    question, mark = survey.variables
    assert (question.label, question.labels) == ("Hoe gaat het met 'jou'?", {"A1": "Goed", "A2": "Niet zo goed"})
    assert mark.label == "Cijfer"
    assert survey.open["W03"].question == "Waarom?"
    told = " ".join(survey.notes)
    assert "S02" in told
    assert "9" in told
    assert "X9" in told
    assert {path.name for path in tmp_path.iterdir()} == {"antwoorden.csv", name}


def test_a_file_without_labels_is_refused_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ImportProblems):
        read(tmp_path, "leeg.sps", "FREQUENCIES ALL.\n")
