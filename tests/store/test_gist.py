"""What was done is told alike, whether a change is read whole or only its beginning."""

from pathlib import Path

import pytest

from codeerbank.domain.events import AnswersAppended, CasesAdded, CodingsAdded, DocumentAdded, VariableAdded
from codeerbank.domain.ids import new_id
from codeerbank.store import log
from codeerbank.store.read import gist
from codeerbank.workbench.session import create_project

TEXT = 'Hij zei: "starts":[1,2,3] en [b]meer[/b].\n' * 3
LENGTH = len(TEXT) // 3


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the log says of a few imports when every body is too large to be read whole."""
    monkeypatch.setattr(gist, "LARGE", 0)
    monkeypatch.setattr(gist, "_HEAD", 300)
    monkeypatch.setattr(gist, "_PIECE", 7)
    starts = [0, LENGTH, 2 * LENGTH]
    stops = [start + LENGTH - 1 for start in starts]
    talk, question, frame = new_id(), new_id(), new_id()
    with create_project(tmp_path / "x.codeerbank", "X", "anna") as session:
        session.append(DocumentAdded(talk, 'gesprek [1], "één"', "transcript", TEXT, starts, starts, stops)).result()
        session.append(CasesAdded(frame, ["R1, oud", None, "R]3"])).result()
        session.append(
            VariableAdded(new_id(), frame, "leeftijd", "Leeftijd", "nominal", "000", ["1", "2", "3"])
        ).result()
        session.append(
            DocumentAdded(question, "waarom", "open_question", "ja\n", [0], [0], [2], frame=frame, cases=[0])
        ).result()
        session.append(AnswersAppended(question, frame, 3, "\nnee\nooit", [3, 7], [7, 12], [1, 2])).result()
        session.append(
            CodingsAdded(talk, [0, None, 2], [1, None, 4], [new_id()], [0, 0, 0], ["anna"], [0, 0, 0])
        ).result()
        session.append(
            *(VariableAdded(new_id(), frame, f"v{n}", "", "nominal", "000", ["1"] * 3) for n in range(5))
        ).result()
        few = [action.words for action in session.read.history.actions()]
        monkeypatch.setattr(gist, "LARGE", 1 << 30)
        assert few == [action.words for action in session.read.history.actions()]
        return few


def test_imports_are_named_and_counted_from_the_beginning_of_their_bodies(told: list[str]) -> None:
    assert len(told) == 8
    assert any('gesprek [1], "één"' in words and "3" in words for words in told)
    assert any("leeftijd" in words for words in told)


def test_a_body_cut_off_anywhere_gives_the_fields_that_are_whole() -> None:
    body = log.pack({"document": "d", "name": 'een, "twee"', "text": "x" * 40}).decode()[1:]
    for end in range(len(body) + 1):
        assert {"document": "d", "name": 'een, "twee"', "text": "x" * 40}.items() >= gist._fields(body[:end]).items()
