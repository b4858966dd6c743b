"""Time marks inside speech: nobody said them."""

from dataclasses import replace
from pathlib import Path

from codeerbank.workbench.session import create_project
from tests.tui.conftest import document


def test_time_marks_are_read_with_the_turn_and_are_no_words(tmp_path: Path) -> None:
    words = "Mijn buurvrouw #00:01:10-1# kwam. #00:01:20-0#"
    talk = document("groep 1", (("M5", words),))
    marks = [
        [talk.text.index("#00:01:10"), talk.text.index(" kwam")],
        [talk.text.index("#00:01:20"), len(talk.text) - 1],
    ]
    with create_project(tmp_path / "p.codeerbank", "Proef", "anna") as session:
        session.append(replace(talk, marks={"0": marks})).result()
        (turn,) = session.read.documents.turns("groep 1")
        assert [talk.text[start:stop] for start, stop in turn.marks] == ["#00:01:10-1#", "#00:01:20-0#"]
        assert (turn.words, turn.text) == (3, words)
        assert session.read.documents.named("groep 1").words == 3
