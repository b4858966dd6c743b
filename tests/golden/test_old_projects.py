"""Projects of every schema that was released open, say what they said, and can be worked on."""

import shutil
from pathlib import Path

import pytest

from codeerbank.store.schema import SCHEMA_VERSION
from codeerbank.workbench import history
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.session import open_project
from tests.store.projects import state

HERE = Path(__file__).parent
STATES = {1: "da03a7d0813349a91e90d279e2a26f8ecde731b2c06b933d6c2baaebfd2aa073"}


def test_every_released_schema_is_remembered() -> None:
    assert set(STATES) == set(range(1, SCHEMA_VERSION + 1))


@pytest.mark.parametrize("schema", STATES)
def test_an_old_project_says_what_it_said(schema: int, tmp_path: Path) -> None:
    kept = HERE / f"project-schema-{schema}.codeerbank"
    before = kept.read_bytes()
    path = Path(shutil.copyfile(kept, tmp_path / "oud.codeerbank"))
    with open_project(path, "anna", write=False) as session:
        assert state(session) == STATES[schema]
        assert history.check(session, rebuild=True).result() == []
        assert {c.coder for c in session.read.codings.each()} == {"anna", "bert", "cor"}
        assert [case.name for case in session.read.cases.all()] == ["r1", "r2", "r3"]
        assert all(line.words for line in session.read.history.actions())
    with open_project(path, "anna") as session:
        apply_code(session, "groep 1", 70, 74, "W").result()
        assert history.check(session, rebuild=True).result() == []
        history.undo(session).result()
        history.undo(session).result()
    assert kept.read_bytes() == before
