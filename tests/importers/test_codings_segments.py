import pytest

from codeerbank import plugins
from codeerbank.domain.ports import ImportOptions, NewCodings
from codeerbank.importers.codings_segments import IMPORTER
from tests.importers.test_survey_xlsx import book

MAXQDA = [
    [
        "Comment",
        "Document group",
        "Document name",
        "Code",
        "Beginning",
        "End",
        "Weight score",
        "Segment",
        "Modified by",
    ],
    ["", "groep", "groep-1", "Kunnen\\geld", 3, 3, 0, "te duur voor ons", "Anna"],
    ["", "groep", "groep-1", "Willen", 4, 4, 0, "ik wil wel", "Bram"],
    ["", "groep", "groep-2", "Willen", 1, 1, 0, "wat er rest", "Anna"],
]
ATLAS = [
    ["ID", "Quotation Name", "Document", "Quotation Content", "Codes", "Reference", "Created by"],
    ["1:1", "duur", "1: groep-1.docx", "te duur\nvoor ons", "geld\nWillen", "¶ 3", "Anna"],
    ["1:2", "beeld", "1: groep-1.docx", None, "geld", "", "Anna"],
]


def read(path) -> tuple[NewCodings, tuple[str, ...]]:
    reading = IMPORTER.read(path, ImportOptions())
    assert isinstance(reading.value, NewCodings)
    return reading.value, tuple(reading.remarks)


@pytest.mark.parametrize("rows", [MAXQDA, ATLAS])
def test_a_list_of_segments_is_told_from_a_survey_by_its_headings(file, rows) -> None:
    assert plugins.importer_for(file("lijst.xlsx", book(data=rows))) is IMPORTER
    assert plugins.importer_for(file("e.xlsx", book(data=[["nr", "a"], [1, 2]]))) is not IMPORTER


def test_maxqda_writes_a_path_of_codes_and_who_coded(file) -> None:
    codings, _remarks = read(file("lijst.xlsx", book(data=MAXQDA)))
    first, second = codings.columns
    assert (first.target, first.quotes) == ("groep-1", ["te duur voor ons", "ik wil wel"])
    assert second.target == "groep-2"
    assert codings.code_names == ("Kunnen > geld", "Willen")
    assert [codings.coder_names[n] for n in first.coders] == ["Anna", "Bram"]
    assert list(first.lines) == [2, 3]
    assert list(first.starts) == [-1, -1]


def test_atlas_writes_several_codes_in_one_cell_and_a_number_before_the_document(file) -> None:
    codings, remarks = read(file("lijst.xlsx", book(data=ATLAS)))
    (columns,) = codings.columns
    assert columns.target == "groep-1"
    assert [codings.code_names[n] for n in columns.codes] == ["geld", "Willen"]
    assert columns.quotes == ["te duur\nvoor ons"] * 2
    assert "1 row" in remarks[0]


def test_a_workbook_without_these_headings_is_refused(file, problems) -> None:
    assert "headings" in problems(IMPORTER, file("e.xlsx", book(data=[["nr", "a"], [1, 2]]))).message
