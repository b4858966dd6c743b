"""Lists of participants: who each label is."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from codeerbank import plugins
from codeerbank.domain.ports import ImportOptions, NewParticipants
from codeerbank.importers.participants import IMPORTER

LIST = (
    "label;document;groep;pseudoniem;rol;leeftijd\nJan;gesprek-1.txt;ouder;Piet;vader;40\nGL;gesprek-1;;;moderator;\n"
)


def people(path: Path, options: ImportOptions | None = None) -> NewParticipants:
    value = IMPORTER.read(path, options or ImportOptions()).value
    assert isinstance(value, NewParticipants)
    return value


def test_a_row_says_who_a_label_is_and_keeps_every_other_column(file) -> None:
    jan, leader = people(file("lijst.csv", LIST)).people
    assert (jan.label, jan.document, jan.case, jan.group, jan.role) == (
        "Jan",
        "gesprek-1",
        "Piet",
        "ouder",
        "participant",
    )
    assert jan.attributes == {"rol": "vader", "leeftijd": "40"}
    assert (leader.role, leader.case, leader.line) == ("moderator", None, 3)


def test_a_workbook_says_the_same(tmp_path: Path) -> None:
    book = Workbook()
    for line in LIST.splitlines():
        book.active.append(line.split(";"))
    book.save(tmp_path / "lijst.xlsx")
    assert plugins.importer_for(tmp_path / "lijst.xlsx").noun == "participants"
    assert [one.case for one in people(tmp_path / "lijst.xlsx").people] == ["Piet", None]


@pytest.mark.parametrize(
    ("heading", "noun"),
    [
        ("label;document;groep;pseudoniem", "participants"),
        ("Spreker,Transcript,Groep", "participants"),
        ("respondent;groep;label", "survey"),
        ("label;document;code;start;stop", "codings"),
    ],
)
def test_a_list_is_known_by_its_heading(file, heading: str, noun: str) -> None:
    assert plugins.importer_for(file("x.csv", heading + "\na;b;c;d;e\n")).noun == noun


def test_columns_that_may_hold_personal_data_stay_out_unless_asked_for(file) -> None:
    path = file("lijst.csv", "label;document;naam\nJ1;g1;Jan Echt\n")
    assert people(path).people[0].attributes == {}
    assert people(path, ImportOptions(with_personal=True)).people[0].attributes == {"naam": "Jan Echt"}


def test_every_row_that_contradicts_another_is_named_with_its_line(file, problems) -> None:
    text = "label;document;pseudoniem;groep\nA;g1;X;ouder\nA;g1;Y;ouder\nB;g2;X;jongere\n;g1;Z;ouder\n"
    error = problems(IMPORTER, file("lijst.csv", text))
    assert [line.split(":")[0] for line in error.problems] == ["line 5", "line 3", "line 4"]


def test_who_took_part_is_a_role_also_where_others_are_called_father_or_teacher(tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text("label;document;rol\nJan;g1;deelnemer\nEls;g1;leraar\nGL;g1;moderator\n", encoding="utf-8")
    jan, els, leader = people(path).people
    assert (jan.role, jan.attributes) == ("participant", {})
    assert (els.role, els.attributes) == ("participant", {"rol": "leraar"})
    assert (leader.role, leader.attributes) == ("moderator", {})
