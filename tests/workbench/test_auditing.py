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


def test_nothing_found_is_a_sentence_without_an_empty_table(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("rij;kolom;aantal;%;basis\nMan;J;5;45,5%;11\nVrouw;J;6;54,5%;11\n", encoding="utf-8")
    told = as_text(audit(path).sheet(together=True), 80)
    assert "niets dat niet kan kloppen" in told
    assert "─" not in told
    path.write_text("rij;kolom;aantal\nMan;J;5\n", encoding="utf-8")
    assert "geen percentage dat nagerekend kon worden" in as_text(audit(path).sheet(), 80)


def test_numbers_wrong_in_the_same_way_share_a_row_on_the_screen_and_have_their_own_for_programs(
    tmp_path: Path,
) -> None:
    path = tmp_path / "t.csv"
    lines = [f"antwoord {n};Ouders;{n};{n}%;10" for n in (2, 3, 5)]
    path.write_text("\n".join(["rij;kolom;aantal;%;basis", *lines]), encoding="utf-8")
    found = audit(path)
    assert len(found.json()["flags"]) == 3
    assert len(list(found.sheet().rows)) == 3
    (row,) = found.sheet(together=True).rows
    assert "antwoord 5: 5% → 50%" in str(row[-1])
