"""What this program writes passes its own audit, in every form; and a mistake put into it does not."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.workbench import mixing
from codeerbank.workbench.auditing import audit
from codeerbank.workbench.output import as_text, write_file
from codeerbank.workbench.session import Session
from tests.workbench.mixed_project import make


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with make(tmp_path_factory.mktemp("studie")) as made:
        yield made


@pytest.mark.parametrize("suffix", [".csv", ".xlsx", ".json"])
def test_own_tables_are_silent(session: Session, tmp_path: Path, suffix: str) -> None:
    sheets = [
        mixing.table_for_people(session, mixing.table(session, "oordeel", "groep")),
        mixing.table_for_people(session, mixing.table(session, "reden_privacy", "groep")),
        mixing.table_for_people(session, mixing.crosstab(session, "codes", "groep")),
        mixing.merge_for_people(session, mixing.merge(session, "groep", "group")),
    ]
    for number, sheet in enumerate(sheets):
        path = write_file(tmp_path / f"{number}{suffix}", [sheet])
        found = audit(path)
        assert found.report.cells
        assert not found.report.flags


def test_own_json_with_all_decimals_is_silent(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "t.json"
    records = [
        mixing.table(session, "reden_privacy", "groep").json(),
        mixing.merge(session, "groep", "group").json(),
    ]
    for record in records:
        path.write_text(json.dumps(record), encoding="utf-8")
        found = audit(path)
        assert found.report.checked
        assert not found.report.flags


def test_a_changed_percentage_is_found_and_told_within_the_width_of_a_terminal(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("rij;kolom;aantal;%;basis\nMan;Jongeren;5;41,7%;11\nVrouw;Jongeren;4;33,3%;11\n", encoding="utf-8")
    found = audit(path)
    assert [flag["base"] for flag in found.json()["flags"]] == [12, 12]
    told = as_text(found.sheet(), 80)
    assert "45,5%" in told
    assert max(map(len, told.splitlines())) <= 80
