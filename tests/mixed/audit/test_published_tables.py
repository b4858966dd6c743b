"""The audit against the published tables of the study, worked through by hand, cell by cell."""

from collections import Counter
from pathlib import Path

import pytest

from codeerbank.importers.published import read_published
from codeerbank.mixed.audit.check import audit_tables
from codeerbank.mixed.audit.findings import AuditReport
from codeerbank.resources import folder

COPIED = ("Zelfvertrouwen", "Motivatie voor hulp", "Belangenbehartiging", "Bescherming", "Vertrouwen in hulp")
PARENTS = {
    "Verantwoordelijkheid volledig bij ouders": ("eens", "neutraal", "oneens"),
    "Gedeelde verantwoordelijkheid": ("eens", "neutraal", "oneens"),
    "Verantwoordelijkheid ook bij jongere": ("eens", "neutraal", "oneens"),
    "Bij problemen hulpverlener inschakelen": ("eens", "neutraal"),
    "Recht om problemen prive te houden": ("eens", "neutraal", "oneens"),
}
VIEWS = "8 (bijlage B)"
BY_HAND = {
    ("1", "31-40", "Jongeren", "truncated", "9,1%"),
    ("1", "Onbekend", "Jongeren", "truncated", "9,1%"),
    ("1", "Man", "Jongeren", "wrong_base", "45,5%"),
    ("1", "Vrouw", "Jongeren", "wrong_base", "36,4%"),
    ("1", "Vrouw", "Ouders", "truncated", "88,9%"),
    ("1", "Nijmegen", "Ouders", "truncated", "55,6%"),
    ("1", "geslacht", "Jongeren", "mixed_bases", "11"),
    ("2 werkveld", "Totaal", "Professionals", "impossible_sum", "111"),
    ("5", "Leuke dingen doen", "Jongeren", "truncated", "16,67%"),
    ("5", "Eigen ervaringen delen", "Jongeren", "misprint", "13,89%"),
    ("5", "Advies en informatie (mij)", "Jongeren", "truncated", "27,78%"),
    ("5", "", "Jongeren", "mixed_bases", "11"),
    ("5", "", "Ouders", "mixed_bases", "9"),
    *(
        ("8 (par. 3.2)", row, "Ouders, positief", "copied_column", pct)
        for row, pct in zip((*COPIED, "Wederzijds begrip"), ("42%", "58%", "50%", "36%", "64%", "71%"), strict=True)
    ),
    (VIEWS, "Verantwoordelijkheid volledig bij ouders", "ouders", "impossible_sum", "≤ 9"),
    (VIEWS, "Gedeelde verantwoordelijkheid", "eens / jongeren", "truncated", "55%"),
    (VIEWS, "Verantwoordelijkheid ook bij jongere", "eens / jongeren", "truncated", "55%"),
    (VIEWS, "Bij problemen hulpverlener inschakelen", "eens / jongeren", "truncated", "64%"),
    (VIEWS, "Gedeelde verantwoordelijkheid", "oneens / professionals", "truncated", "24%"),
    ("10", "Totaal", "Professionals", "impossible_sum", "75"),
    ("par. 2.1", "Niet", "Professionals", "contradiction", "15"),
}


@pytest.fixture(scope="module")
def report() -> AuditReport:
    return audit_tables(read_published(folder("transcripts") / "gepubliceerde-tabellen.csv").tables)


def test_every_cell_that_cannot_be_right_is_flagged_once_and_nothing_else(report: AuditReport) -> None:
    found = [
        (flag.table, flag.row_label, flag.column_label, flag.kind, flag.expected)
        for flag in report.flags
        if flag.kind != "factor_ten" and not flag.part_of
    ]
    assert set(found) == BY_HAND
    assert len(found) == len(BY_HAND)


def test_every_cell_of_a_column_of_answers_is_named_with_its_share_of_persons(report: AuditReport) -> None:
    found = {
        (flag.row_label, flag.column_label): flag.expected
        for flag in report.flags
        if flag.table == "5" and flag.kind == "mixed_bases" and flag.part_of
    }
    assert Counter(column for _row, column in found) == {"Jongeren": 6, "Ouders": 7}
    assert found["Luisterend oor/emotioneel", "Jongeren"] == "72,73%"
    assert found["Luisterend oor/emotioneel", "Ouders"] == "67%"
    assert ("Rolmodel", "Jongeren") not in found


def test_what_is_wrong_only_beside_something_else_is_a_warning(report: AuditReport) -> None:
    assert {flag.kind for flag in report.warnings} == {"mixed_bases", "contradiction"}
    assert not {flag.kind for flag in report.errors} & {"mixed_bases", "contradiction"}
    assert (len(report.errors), len(report.warnings)) == (36, 4)


def test_percentages_that_a_wrong_cell_takes_off_100_are_part_of_that_cell(report: AuditReport) -> None:
    sums = [flag for flag in report.flags if flag.kind == "impossible_sum" and flag.printed.endswith("%")]
    assert {(flag.table, flag.column_label, flag.printed) for flag in sums if flag.part_of} == {
        ("5", "Jongeren", "104,97%"), (VIEWS, "ouders", "9%"), (VIEWS, "ouders", "10%"), ("10", "Professionals", "100%"),
    }  # fmt: skip
    assert not [flag for flag in sums if not flag.part_of]


def test_the_parents_percentages_are_ten_times_too_small_and_the_zero_is_not(report: AuditReport) -> None:
    found = {(flag.row_label, flag.column_label) for flag in report.flags if flag.kind == "factor_ten"}
    assert found == {(row, f"{answer} / ouders") for row, answers in PARENTS.items() for answer in answers}


def test_a_wrong_base_is_named(report: AuditReport) -> None:
    assert [flag.base for flag in report.flags if flag.kind == "wrong_base"] == [12, 12]


def test_a_total_that_goes_with_its_percentage_says_so(report: AuditReport) -> None:
    cause = next(flag.cause for flag in report.flags if flag.table == "2 werkveld")
    assert "111" in cause
    assert "146,1%" in cause


def test_what_can_be_right_is_a_remark_and_no_flag(report: AuditReport) -> None:
    assert Counter(remark.table for remark in report.remarks) == {"1": 2, "5": 1, "6": 1, VIEWS: 1, "9": 3}
    assert not report.undefined


def test_a_table_without_percentages_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "groepen.csv"
    file.write_text("tabel;rij;aantal\nG;Niet;14\nG;Soms;32\n", encoding="utf-8")
    assert not audit_tables(read_published(file).tables).flags
