import datetime
import io

import openpyxl

from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.survey import NewSurvey, NewVariable
from codeerbank.importers.survey_xlsx import IMPORTER


def book(**sheets: list[list[object]]) -> bytes:
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(row)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(path, **options) -> tuple[NewSurvey, tuple[str, ...]]:
    reading = IMPORTER.read(path, ImportOptions(**options))
    assert isinstance(reading.value, NewSurvey)
    return reading.value, tuple(reading.remarks)


def variable(survey: NewSurvey, name: str) -> NewVariable:
    return next(v for v in survey.variables if v.name == name)


def test_cells_become_text_as_a_person_reads_them(file) -> None:
    moment = datetime.datetime(2024, 1, 2, 3, 4)
    rows = [
        ["nr", "groep", "cijfer", "dag", "moment", "formule", "waar"],
        ["007", "ouder", 33, datetime.date(2024, 3, 4), moment, "=1+1", True],
    ]
    survey, remarks = read(
        file("e.xlsx", book(data=[*rows, ["7", "jongere", 2.5, datetime.date(2024, 3, 5), moment, "=1", False]]))
    )
    assert survey.cases == ["007", "7"]
    assert survey.groups == ["ouder", "jongere"]
    assert variable(survey, "cijfer").values == ["33", "2.5"]
    assert variable(survey, "dag").values == ["2024-03-04", "2024-03-05"]
    assert variable(survey, "moment").values == ["2024-01-02T03:04:00"] * 2
    assert variable(survey, "formule").values == [None, None]
    assert variable(survey, "waar").values == ["1", "0"]
    assert not remarks


def test_whole_numbers_serve_as_keys(file) -> None:
    assert read(file("e.xlsx", book(data=[["nr", "a"], [1, 2], [10, 3]])))[0].cases == ["1", "10"]


def test_the_first_sheet_with_data_is_read_and_the_others_are_named(file) -> None:
    path = file("e.xlsx", book(leeg=[], data=[["nr", "a"], [1, 5]], meer=[["id", "b"], [9, 8]]))
    survey, remarks = read(path)
    assert survey.cases == ["1"]
    assert "meer" in remarks[0]
    assert read(path, sheet="meer")[0].cases == ["9"]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are(file, problems) -> None:
    assert "data" in problems(IMPORTER, file("e.xlsx", book(data=[["nr"], [1]])), sheet="weg").message


def test_the_row_of_a_problem_is_the_row_in_excel(file, problems) -> None:
    rows: list[list[object]] = [[None], ["nr", "a"], [1, 2], [None, None], [1, 3]]
    assert "3, 5" in problems(IMPORTER, file("e.xlsx", book(data=rows))).message


def test_merged_header_cells_are_remarked_on(file) -> None:
    survey, remarks = read(file("e.xlsx", book(data=[["nr", "steun", None], [1, 2, 3]])))
    assert [v.name for v in survey.variables] == ["steun", "v3"]
    assert "1" in remarks[0]


def test_an_empty_workbook_is_refused(file, problems) -> None:
    assert problems(IMPORTER, file("e.xlsx", book(leeg=[]))).message.startswith("cannot read e.xlsx")


def test_a_stray_cell_in_the_far_corner_does_not_take_all_memory(file, problems) -> None:
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = "nr"
    workbook.active["XFD1048576"] = "x"
    out = io.BytesIO()
    workbook.save(out)
    assert "XFD1048576" in problems(IMPORTER, file("e.xlsx", out.getvalue())).message
