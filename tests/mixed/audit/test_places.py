"""What a report tells twice, and what it tells without numbers."""

import json
from pathlib import Path
from typing import Any

import pytest

from codeerbank.importers.published import read_published
from codeerbank.mixed.audit.check import audit_publication
from codeerbank.mixed.audit.findings import AuditReport


def single(name: str, counts: list[int], base: int | None) -> dict[str, Any]:
    rows = [{"id": f"r{at}", "label": f"{name} {at}", "cells": {"p": {"n": n}}} for at, n in enumerate(counts)]
    return {"id": name, "response_type": "single", "columns": [{"id": "p", "N": base, "base": base}], "rows": rows}


@pytest.fixture
def audited(tmp_path: Path) -> Any:
    def look(**report: Any) -> AuditReport:
        path = tmp_path / "rapport.json"
        path.write_text(json.dumps(report), encoding="utf-8")
        return audit_publication(read_published(path))

    return look


def test_of_two_tables_that_differ_in_one_count_the_one_that_does_not_add_up_is_named(audited: Any) -> None:
    whole, short = single("A", [20, 31, 9, 16], 76), single("B", [20, 30, 9, 16], None)
    for tables in ([whole, short], [short, whole]):
        (flag,) = audited(tables=tables).flags
        assert (flag.table, flag.row, flag.printed, flag.expected, flag.against) == ("B", "r1", "30", "31", "A")
        assert (flag.kind, flag.level) == ("contradiction", "warning")


def test_two_questions_whose_counts_are_alike_and_both_add_up_are_left_alone(audited: Any) -> None:
    assert not audited(tables=[single("A", [20, 31, 9, 16], 76), single("B", [20, 30, 9, 16], 75)]).flags


def test_lists_about_one_subject_are_compared_name_by_name(audited: Any) -> None:
    found = audited(
        lists=[
            {"id": "L1", "title": "deelnemers", "values": {"ouders": 4, "jongeren": 14}, "gesprekken": 3},
            {"id": "L2", "title": "deelnemers, per groep", "values": {"ouders": 4}, "gesprekken": 2},
            {"id": "L3", "title": "klankbordgroep", "values": {"ouders": 9}, "gesprekken": 5},
        ]
    )
    assert [(flag.table, flag.row, flag.printed, flag.expected) for flag in found.flags] == [
        ("L2", "gesprekken", "2", "3")
    ]


def test_more_marks_than_people_who_were_there_is_a_warning_and_fewer_is_not(audited: Any) -> None:
    people = {"id": "L1", "location": "C", "title": "deelnemers", "values": {"jongeren": 14, "ouders": 4}}
    marks = {"jongeren": [[5, 9], [6.5, 6]], "ouders": [[7, 3]]}
    found = audited(lists=[people, {"id": "L2", "location": "C", "title": "cijfer (0-10)", "ratings": marks}])
    assert [(flag.table, flag.column, flag.printed, flag.expected) for flag in found.flags] == [
        ("L2", "jongeren", "15", "≤ 14")
    ]


def test_a_mark_off_its_scale_cannot_be(audited: Any) -> None:
    found = audited(lists=[{"id": "L", "title": "cijfer (0-10)", "ratings": {"j": [[11, 2], [10, 1]]}}])
    assert [(flag.row, flag.kind, flag.level) for flag in found.flags] == [("11", "impossible_mark", "error")]


def test_figures_and_conclusions_without_numbers_are_said_not_to_be_checked(audited: Any) -> None:
    found = audited(
        tables=[single("A", [3, 4], 7)],
        figures=[{"id": "F1", "title": "kaal", "values_in_text": False},
                 {"id": "F2", "title": "ook", "values_in_text": False, "same_data_as": "A"}],
        claims=[{"id": "C1", "claim": "meer dan de helft", "uses": ["A"]},
                {"id": "C2", "claim": "het meest", "uses": ["F1"], "test_reported": False}],
    )  # fmt: skip
    assert not found.flags
    assert [remark.table for remark in found.undefined] == ["F1", "C2"]
    assert [(remark.table, remark.kind) for remark in found.remarks] == [("C2", "untested")]


def test_one_number_on_two_tables_and_classes_that_overlap_are_questions(audited: Any) -> None:
    one, two = single("A", [3, 4], 7) | {"report_number": "8", "location": "p. 3"}, single("B", [2, 5], 7)
    two |= {"report_number": "8", "location": "bijlage"}
    two["rows"][0]["label"], two["rows"][1]["label"] = "19-21", "21-30"
    found = audited(tables=[one, two])
    assert not found.flags
    assert {remark.kind for remark in found.remarks} == {"classes_overlap", "numbered_twice"}
