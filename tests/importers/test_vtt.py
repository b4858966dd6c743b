from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions
from codeerbank.errors import ImportProblems
from codeerbank.importers.vtt import IMPORTER
from codeerbank.resources import folder

NAMES = st.text(alphabet="ABCdefé ()", min_size=1, max_size=12).filter(lambda name: name.strip())
WORDS = st.text(alphabet="abc é💪.,!?'\n", max_size=40)


def read(path: Path, text: str, name: str = "gesprek.vtt") -> NewDocument:
    file = path / name
    file.write_text(text, encoding="utf-8")
    value = IMPORTER.read(file, ImportOptions()).value
    assert isinstance(value, NewDocument)
    return value


def spoken(document: NewDocument) -> list[tuple[str | None, str]]:
    return [(turn.speaker, document.text[turn.said : turn.stop]) for turn in document.turns]


def cue(second: int, words: str, name: str = "") -> str:
    return f"{name}\n" * bool(name) + f"00:00:{second:02}.000 --> 00:00:{second + 1:02}.000\n{words}\n\n"


def test_cues_of_one_speaker_become_one_turn_and_cue_names_are_left_out(tmp_path: Path) -> None:
    text = "WEBVTT\n\n" + cue(1, "<v Anna Bos>Goed, ik begin\nmaar eens.</v>", "7c1e4b90/7-0")
    text += cue(3, "<v Anna Bos>Wie is er?</v>", "7c1e4b90/7-1") + cue(5, "<v Bram>Ik &amp; mijn zus.</v>")
    document = read(tmp_path, text)
    assert spoken(document) == [("Anna Bos", "Goed, ik begin maar eens. Wie is er?"), ("Bram", "Ik & mijn zus.")]
    assert [(speaker.label, speaker.turns) for speaker in document.speakers] == [("Anna Bos", 1), ("Bram", 1)]
    assert document.name == "gesprek"


def test_header_notes_and_styles_are_no_speech(tmp_path: Path) -> None:
    text = "WEBVTT - opname\nKind: captions\n\nNOTE\nniet gezegd\n\nSTYLE\n::cue {color: red}\n\n" + cue(
        1, "<v J1>Nee.</v>"
    )
    assert spoken(read(tmp_path, text)) == [("J1", "Nee.")]


def test_two_voices_in_one_cue_are_two_turns(tmp_path: Path) -> None:
    text = "WEBVTT\n\n" + cue(1, "<v J1>Ja.</v> <v.luid J2>Nee!</v>") + cue(3, "<v J2><i>Echt</i> niet.</v>")
    assert spoken(read(tmp_path, text)) == [("J1", "Ja."), ("J2", "Nee! Echt niet.")]


def test_words_without_a_voice_are_a_turn_without_a_speaker(tmp_path: Path) -> None:
    text = "WEBVTT\n\n" + cue(1, "<v J1>Ja.</v>") + cue(3, "[muziek]") + cue(5, "<v J1>Nou.</v>")
    assert spoken(read(tmp_path, text)) == [("J1", "Ja."), (None, "[muziek]"), ("J1", "Nou.")]


def test_labels_before_the_words_give_the_speaker_where_there_are_no_voices(tmp_path: Path) -> None:
    lines = ["Moniek: Hallo allemaal.", "Moniek: Wie begint?", "Youssef: Ik wel.", "Moniek: Fijn."]
    text = "WEBVTT\n\n" + "".join(cue(2 * n, line) for n, line in enumerate(lines))
    assert spoken(read(tmp_path, text)) == [
        ("Moniek", "Hallo allemaal. Wie begint?"),
        ("Youssef", "Ik wel."),
        ("Moniek", "Fijn."),
    ]


@pytest.mark.parametrize("text", ["geen ondertitels\n", "WEBVTT\n\n", "WEBVTT\n\nNOTE alleen een noot\n"])
def test_a_file_without_cues_is_refused_in_one_sentence(tmp_path: Path, text: str) -> None:
    with pytest.raises(ImportProblems, match=r"gesprek\.vtt"):
        read(tmp_path, text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(NAMES, WORDS), min_size=1, max_size=12))
def test_turns_tile_the_text_and_keep_every_word(tmp_path: Path, talk: list[tuple[str, str]]) -> None:
    spoken_words = [" ".join(words.split()) for _name, words in talk]
    if not any(spoken_words):
        return
    text = "WEBVTT\n\n" + "".join(
        cue(n, f"<v {name}>{' '.join(words.split())}</v>") for n, (name, words) in enumerate(talk)
    )
    document = read(tmp_path, text)
    assert " ".join(document.text.split()) == " ".join(word for words in spoken_words for word in words.split())
    ends = [*[turn.start for turn in document.turns][1:], len(document.text) + 1]
    for turn, end in zip(document.turns, ends, strict=True):
        assert turn.start == turn.said <= turn.stop == end - 1
        assert "\n" not in document.text[turn.start : turn.stop]


def test_the_online_practice_meeting_has_its_speakers() -> None:
    document = IMPORTER.read(folder("transcripts") / "groep-1-online.vtt", ImportOptions()).value
    assert isinstance(document, NewDocument)
    assert {speaker.label for speaker in document.speakers} >= {"Gerda (Gast)", "Wilma Terhaegen", "Hanneke Brandtsma"}
    assert len(document.text.split()) > 2500
    assert "Daar geloof ik geen barst van." in [words for _speaker, words in spoken(document)]


def test_zoom_writes_the_name_before_the_words_of_every_cue(tmp_path: Path) -> None:
    lines = ["Anna van den Berg - de Vries (zij/haar): Hoi.", "Bram: Dag.", "Karel: Ook dag."]
    text = "WEBVTT\n\n" + "".join(cue(2 * n, line, str(n)) for n, line in enumerate(lines, 1))
    assert spoken(read(tmp_path, text)) == [
        ("Anna van den Berg - de Vries (zij/haar)", "Hoi."),
        ("Bram", "Dag."),
        ("Karel", "Ook dag."),
    ]


def test_notes_with_confidence_and_long_names_of_cues_are_left_out(tmp_path: Path) -> None:
    text = 'WEBVTT\n\nNOTE duration:"00:14:52"\n\nNOTE language:nl-nl\n\n'
    for n, words in enumerate(["Dit is een", "hele zin."], 1):
        text += "NOTE Confidence: 0.898\n\n" + cue(n, words, f"00016c4e-0aaf-4d5e-b4a2-5a1a1c2d3e4{n}")
    assert spoken(read(tmp_path, text)) == [(None, "Dit is een hele zin.")]


def test_captions_that_roll_with_a_time_in_every_word_are_read_once(tmp_path: Path) -> None:
    text = "WEBVTT\nKind: captions\nLanguage: nl\n\n"
    text += cue(1, " \ndit<00:00:01.200><c> is</c><00:00:01.500><c> een</c>") + cue(2, "dit is een\n ")
    text += cue(3, "dit is een\nzin<00:00:03.200><c> die</c>") + cue(4, "zin die\n ") + cue(5, "zin die\nrolt")
    assert spoken(read(tmp_path, text)) == [(None, "dit is een zin die rolt")]


def test_words_of_a_cue_with_a_damaged_time_are_kept(tmp_path: Path) -> None:
    text = "WEBVTT\n\n" + cue(1, "<v J1>Een.</v>") + "00:00:05.000 --> 00\n<v J2>Twee.</v>\n"
    assert spoken(read(tmp_path, text)) == [("J1", "Een."), ("J2", "Twee.")]
