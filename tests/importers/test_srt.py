import pytest

from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.importers.srt import IMPORTER


def read(path) -> tuple[list[tuple[str | None, str]], Reading]:
    reading = IMPORTER.read(path, ImportOptions())
    document = reading.value
    assert isinstance(document, NewDocument)
    assert all(turn.start == turn.said for turn in document.turns)
    return [(turn.speaker, document.text[turn.said : turn.stop]) for turn in document.turns], reading


def cues(*words: str) -> str:
    return "\n".join(f"{n}\n00:00:{n:02},000 --> 00:00:{n:02},900\n{line}\n" for n, line in enumerate(words, 1))


def test_names_inside_the_cue_are_speakers_and_their_cues_join(file) -> None:
    spoken, _reading = read(file("x.srt", cues("Host: Welkom.", "Host: Wie\nbegint?", "Guest: Ik.", "Host: Goed.")))
    assert spoken == [("Host", "Welkom. Wie begint?"), ("Guest", "Ik."), ("Host", "Goed.")]


def test_full_names_with_anything_in_them_are_speakers_when_nearly_every_cue_has_one(file) -> None:
    name = "Van der Heijden-de Groot, Anna Maria (Gemeente)"
    spoken, _reading = read(file("x.srt", cues(f"{name}: Hoi.", "Bram | HR: Dag.", f"{name}: Nou: zo.", "en verder")))
    assert spoken == [(name, "Hoi."), ("Bram | HR", "Dag."), (name, "Nou: zo. en verder")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_the_same_words_come_out_of_every_encoding(file, encoding) -> None:
    spoken, _reading = read(file("x.srt", cues("J1: Één café.", "P1: Oké.").encode(encoding)))
    assert spoken == [("J1", "Één café."), ("P1", "Oké.")]


def test_without_speakers_every_sentence_is_a_turn_and_that_is_told(file) -> None:
    spoken, reading = read(file("x.srt", cues("Dit is een", "hele zin.", "En nog", "een.")))
    assert spoken == [(None, "Dit is een hele zin."), (None, "En nog een.")]
    assert reading.remarks


def test_markup_is_no_speech(file) -> None:
    spoken, _reading = read(
        file("x.srt", cues('{\\an8}<font color="#fff">J1: <i>Ja</i></font> &amp; 3 < 4', "J2: Nee."))
    )
    assert spoken == [("J1", "Ja & 3 < 4"), ("J2", "Nee.")]


def test_rolling_captions_are_read_once_and_that_is_told(file) -> None:
    spoken, reading = read(
        file("x.srt", cues("een twee", "een twee\ndrie vier", "drie vier\nvijf zes", "vijf zes\nzeven."))
    )
    assert spoken == [(None, "een twee drie vier vijf zes zeven.")]
    assert "3" in reading.remarks[0]


@pytest.mark.parametrize("content", ["geen ondertitels", "1\n2\n3\n", "1\n00:00:01,000 --> 00:00:02,000\n\n"])
def test_a_file_without_spoken_cues_is_refused(file, problems, content) -> None:
    assert problems(IMPORTER, file("x.srt", content)).hint
