import sqlite3
from pathlib import Path

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.events import DocumentAdded
from codeerbank.store.backup import folder_of
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.looking_over import look_over
from codeerbank.workbench.session import create_project, open_project

TALK = DocumentAdded("d1", "gesprek", "transcript", "J1: Hallo daar.\n", [0], [4], [15])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "studie.codeerbank"
    with create_project(path, coder="anna", codebook=Codebook.from_records([{"key": "K1", "name": "een"}])) as session:
        session.append(TALK).result()
        apply_code(session, "gesprek", 4, 9, "K1").result()
    return path


def test_a_whole_project_gives_no_findings_and_leaves_no_copy(project: Path) -> None:
    with open_project(project, "anna", threaded=True) as session:
        looking = look_over(session)
        apply_code(session, "gesprek", 10, 14, "K1").result()  # the coder is not held up meanwhile
        assert looking.result(timeout=60) == []
    assert not any(folder_of(project).glob("*"))


def test_an_altered_text_is_named_while_the_project_is_open(project: Path) -> None:
    raw = sqlite3.connect(project)
    raw.execute("UPDATE turn SET text = replace(text, 'Hallo', 'Hullo')")
    raw.commit()
    raw.close()
    with open_project(project, "anna", threaded=True) as session:
        found = look_over(session).result(timeout=60)
    assert any("gesprek" in line for line in found), found
