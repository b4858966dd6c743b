import json

import pytest

from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions
from codeerbank.importers.whisper_json import IMPORTER


def spoken(path) -> list[tuple[str | None, str]]:
    value = IMPORTER.read(path, ImportOptions()).value
    assert isinstance(value, NewDocument)
    return [(turn.speaker, value.text[turn.said : turn.stop]) for turn in value.turns]


def segment(text: object, speaker: object = None, **rest: object) -> dict[str, object]:
    return {"id": 1, "start": 0.0, "end": 1.5, "text": text, "speaker": speaker, "words": [{"word": "x"}], **rest}


@pytest.mark.parametrize("name", ["segments", "transcription", "chunks", "speakers"])
def test_segments_of_one_speaker_become_one_turn(file, name) -> None:
    found = [
        segment(" Hoi", "SPEAKER_00"),
        segment(" allemaal.", "SPEAKER_00"),
        segment(" Dag.", "SPEAKER_01"),
        segment(" Zo.", "SPEAKER_00"),
    ]
    content = json.dumps({"text": "alles nog eens", name: found, "language": "nl"})
    assert spoken(file("x.json", content)) == [
        ("SPEAKER_00", "Hoi allemaal."),
        ("SPEAKER_01", "Dag."),
        ("SPEAKER_00", "Zo."),
    ]


def test_without_speakers_every_sentence_is_a_turn(file) -> None:
    content = json.dumps([segment("Dit is een"), segment("hele zin."), segment("En nog een.")])
    assert spoken(file("x.json", content)) == [(None, "Dit is een hele zin."), (None, "En nog een.")]


def test_speakers_may_be_numbers_or_have_names(file) -> None:
    content = json.dumps(
        {"segments": [segment("een", 1), segment("twee", {"id": "a", "name": "Anna"}), segment("drie", "  ")]}
    )
    assert spoken(file("x.json", content)) == [("1", "een"), ("Anna", "twee"), (None, "drie")]


def test_characters_no_text_should_hold_are_left_out(file) -> None:
    content = '{"segments": [{"text": "a\\u0000b\\ud83d\\ude00 \\ud83d\\u001b[2J"}]}'
    assert spoken(file("x.json", content)) == [(None, "ab😀 \ufffd[2J")]


def test_segments_without_words_are_passed_over(file) -> None:
    content = json.dumps({"segments": [segment(""), segment(None), segment(["x"]), "x", 3, segment("hoi")]})
    assert spoken(file("x.json", content)) == [(None, "hoi")]


@pytest.mark.parametrize(
    "content",
    ["", "geen json", "{}", "3", '{"segments": []}', '{"segments": {"text": "a"}}', "[" * 200_000, "1" * 10_000],
)
def test_what_is_no_transcript_is_refused(file, problems, content) -> None:
    assert problems(IMPORTER, file("x.json", content)).hint
