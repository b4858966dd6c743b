import csv
from pathlib import Path

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.suggestion import Evidence, Suggestion
from codeerbank.workbench.session import create_project
from codeerbank.workbench.suggestion_sheet import write_suggestions

FOUND = [
    Suggestion("groep", 4, 9, "=a; b", "A", 0.71, (Evidence("cue", "b", 8, 9),), "learned", "1"),
    Suggestion("groep", 20, 24, "rust", "A1", 0.5, (), "learned", "1"),
]


@pytest.fixture
def session(tmp_path: Path):
    book = Codebook.from_records([{"key": "A", "name": "Tuin"}, {"key": "A1", "name": "Rust", "parent": "A"}])
    with create_project(tmp_path / "studie.codeerbank", coder="anna", codebook=book) as session:
        yield session


def test_suggestions_are_written_as_they_come(session, tmp_path):
    made = tmp_path / "suggesties.csv"
    assert write_suggestions(session, iter(FOUND), made)[0] == 2
    rows = list(csv.DictReader(made.open(encoding="utf-8", newline="")))
    assert [(row["start"], row["quote"], row["name"], row["score"]) for row in rows] == [
        ("4", "'=a; b", "Tuin", "0.71"),
        ("20", "rust", "Tuin > Rust", "0.5"),
    ]
    assert "b" in rows[0]["because"]


def test_work_that_is_broken_off_leaves_the_file_of_before(session, tmp_path):
    made = tmp_path / "suggesties.csv"
    made.write_text("before")

    def broken_off():
        yield from FOUND
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_suggestions(session, broken_off(), made)
    assert made.read_text() == "before"
    assert not list(tmp_path.glob(".*.part"))
