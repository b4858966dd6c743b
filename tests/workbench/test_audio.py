"""The recording of a conversation: where a turn is in it, and which player opens it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.errors import CodeerbankError, NotFound
from codeerbank.workbench import audio
from codeerbank.workbench.correcting import correct, preview_turn
from codeerbank.workbench.intake import import_file
from codeerbank.workbench.session import Session
from tests.store.projects import begin

TALK = (
    "[00:00:05] M1: Welkom.\n\n[00:12:03] V2: Ja, dat klopt.\n\nM1: En toen? [01:02:03] Na de pauze.\n\nV2: Niets.\n\n"
    "M1: Om 17:30 uur?\n\nV2: Ja.\n"
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    (tmp_path / "groep.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "groep.mp3").write_bytes(b"geluid")
    with begin(tmp_path / "p.codeerbank") as session:
        import_file(session, tmp_path / "groep.txt")
        yield session


def test_the_time_of_a_turn_is_its_own_mark_or_the_last_before_it(session: Session) -> None:
    turns = {turn.text.split()[0]: turn.number for turn in session.read.documents.turns("groep")}
    times = [audio.time_of(session, "groep", turns[word]) for word in ("Welkom.", "Ja,", "Niets.", "Om")]
    assert times == [(5, True), (723, True), (3723, False), (3723, False)]


def test_a_player_begins_at_the_time_and_gets_its_arguments_as_a_list(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    monkeypatch.setattr(subprocess, "Popen", lambda command, **_options: started.append(command))
    audio.set_audio(session, "groep", session.path.with_name("groep.mp3")).result()
    found = audio.moment(session, "groep", 2)
    assert found is not None
    for player, wanted in (("mpv", "--start=723"), ("vlc", "--start-time=723"), ("ffplay", "723")):
        monkeypatch.setattr("shutil.which", lambda name, player=player: f"/bin/{name}" if name == player else None)
        assert audio.play(found) == f"groep.mp3 op 0:12:03 in {player}"
        assert wanted in started[-1]
        assert started[-1][-1] == str(session.path.with_name("groep.mp3"))
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name == "xdg-open" else None)
    assert "ga naar 0:12:03" in audio.play(found)
    monkeypatch.setattr("shutil.which", lambda _name: None)
    with pytest.raises(CodeerbankError, match="geen speler"):
        audio.play(found)


def test_what_is_not_there_is_said(session: Session) -> None:
    assert audio.moment(session, "groep", 1) is None
    with pytest.raises(NotFound, match="weg"):
        audio.set_audio(session, "groep", Path("weg.mp3")).result()
    file = session.path.with_name("groep.mp3")
    audio.set_audio(session, "groep", file).result()
    file.unlink()
    with pytest.raises(NotFound, match="is er niet meer"):
        audio.moment(session, "groep", 1)
    audio.set_audio(session, "groep", None).result()
    assert audio.moment(session, "groep", 1) is None


CUES = """WEBVTT

00:00:01.000 --> 00:00:04.000
<v Anna>Welkom allemaal.</v>

00:07:35.500 --> 00:07:38.000
<v Bram>Dank je wel.</v>

00:07:39.000 --> 00:07:41.000
<v Bram>Ik begin.</v>

01:00:00.000 --> 01:00:02.000
<v Anna>Tot ziens.</v>
"""
SEGMENTS = '[{"start": 1.0, "text": "Welkom allemaal."}, {"offsets": {"from": 455500}, "text": "Dank je wel."}]'


@pytest.mark.parametrize(
    ("name", "content", "times"),
    [("les.vtt", CUES, [1, 455, 3600]), ("les.json", SEGMENTS, [1, 455])],
)
def test_times_that_a_file_holds_beside_its_words_are_kept_and_move_along_with_a_correction(
    session: Session, tmp_path: Path, name: str, content: str, times: list[int]
) -> None:
    (tmp_path / name).write_text(content, encoding="utf-8")
    import_file(session, tmp_path / name, "transcript")
    assert [audio.time_of(session, "les", n) for n in range(1, len(times) + 1)] == [(at, True) for at in times]
    correct(session, preview_turn(session, "les", 1, "Hartelijk welkom allemaal.").result()).result()
    assert audio.time_of(session, "les", 2) == (455, True)
