"""Segment lists of other programs: placed by their words, and what cannot be placed is listed."""

from array import array
from pathlib import Path

import pytest

from codeerbank.domain.ports import CodingColumns, NewCodings
from codeerbank.errors import ImportProblems
from codeerbank.workbench.intake_changes import Intake
from tests.store.projects import filled


def segments(*rows: tuple[str, str, str], target: str = "groep 1") -> NewCodings:
    numbers = array("i", range(len(rows)))
    nowhere = array("q", [-1] * len(rows))
    columns = CodingColumns(
        target,
        False,
        nowhere,
        nowhere,
        numbers,
        numbers,
        array("i", range(2, 2 + len(rows))),
        quotes=[row[0] for row in rows],
    )
    return NewCodings([columns], [row[1] for row in rows], [row[2] for row in rows], "lijst.xlsx")


def test_words_that_stand_once_are_placed_and_the_rest_is_listed(tmp_path: Path) -> None:
    with filled(tmp_path / "p.codeerbank") as session:
        intake = Intake(session)
        new = segments(
            ("de bus rijdt niet", "Kunnen > geld", "bram"),
            ("mag\nalles", "Mogen", ""),
            ("niet", "K2", ""),
            ("staat er niet", "K2", ""),
        )
        changes, told = intake.changes(new)
        session.append(*changes).result()
        found = [(one.quote, one.code, one.coder) for one in session.read.codings.each(document="groep 1")]
        assert ("de bus rijdt niet", "K1", "bram") in found
        assert ("mag alles", "M", "anna") in found
        assert len(found) == 3  # one was there before
        assert told.startswith("2 ")
        assert [remark.split(":")[0] for remark in intake.remarks] == ["regel 4", "regel 5"]


def test_words_in_an_open_answer_never_run_over_two_of_them(tmp_path: Path) -> None:
    with filled(tmp_path / "p.codeerbank") as session:
        intake = Intake(session)
        changes, _told = intake.changes(segments(("graag. Vrije", "K1", ""), ("Vrije tijd", "K2", ""), target="open"))
        session.append(*changes).result()
        assert [(one.case, one.code) for one in session.read.codings.each(document="open")] == [("r3", "K2")]
        assert len(intake.remarks) == 1


def test_unknown_codes_and_documents_are_told_together(tmp_path: Path) -> None:
    with filled(tmp_path / "p.codeerbank") as session, pytest.raises(ImportProblems) as caught:
        Intake(session).changes(segments(("geld", "Onbekend", ""), target="groep 9"))
    assert len(caught.value.problems) == 2
