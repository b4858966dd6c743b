import pytest

from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.importers.text import IMPORTER, SUMMARY

TALK = "J1: Één geïnteresseerde vriend.\nP1: Oké.\nJ1: Ja.\n"


def read(path, **options) -> tuple[NewDocument, Reading]:
    reading = IMPORTER.read(path, ImportOptions(**options))
    assert isinstance(reading.value, NewDocument)
    return reading.value, reading


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_same_text_comes_out_of_every_encoding(file, encoding) -> None:
    document, _reading = read(file("gesprek.txt", TALK.encode(encoding)))
    assert document.text == TALK
    assert document.name == "gesprek"
    assert document.source == "gesprek.txt"


def test_windows_text_comes_with_the_first_line_to_look_at(file) -> None:
    content = b"J1: gewoon\nP1: een idee\n" + "J1: geïnteresseerd in €\n".encode("cp1252")
    _document, reading = read(file("oud.txt", content))
    assert reading.encoding == "Windows-1252"
    assert "3" in reading.remarks[0]
    assert "geïnteresseerd in €" in reading.remarks[0]


def test_windows_text_far_into_a_large_file_is_found(file) -> None:
    lines = 200_000
    _document, reading = read(file("groot.txt", b"J1: gewoon\n" * lines + b"P1: caf\xe9\n"))
    assert str(lines + 1) in reading.remarks[0]
    assert "café" in reading.remarks[0]


def test_a_letter_split_over_two_read_blocks_is_still_utf_8(file) -> None:
    text = "J1: " + "a" * (2**20 - 5) + "é" * 10
    assert read(file("blok.txt", text))[0].text == text


def test_line_ends_become_one_before_places_are_counted(file) -> None:
    document, _reading = read(file("x.txt", "J1: a\r\nP1: b\rJ1: c\n"))
    assert document.text == "J1: a\nP1: b\nJ1: c\n"
    assert [turn.start for turn in document.turns] == [0, 6, 12]


def test_letters_stay_as_they_were_written(file) -> None:
    text = "J1: e\u0301e\u0301n \ufb01ets\nP1: \u2028 \ufeff ja"
    assert read(file("x.txt", text))[0].text == text


def test_an_encoding_that_is_named_is_used(file) -> None:
    assert read(file("x.txt", TALK.encode("cp1252")), encoding="latin-1")[0].text == TALK


def test_a_named_encoding_that_does_not_fit_or_exist_is_refused(file, problems) -> None:
    path = file("x.txt", b"J1: goed\nP1: caf\xe9 is fijn")
    assert "2" in problems(IMPORTER, path, encoding="utf-8").message
    assert "klingon" in problems(IMPORTER, path, encoding="klingon").message
    problems(IMPORTER, path, encoding="base64")


def test_nul_characters_are_refused_with_their_line(file, problems) -> None:
    assert "line 2" in problems(IMPORTER, file("x.txt", b"J1: a\nP1: \0b\n")).message


def test_a_nul_character_before_a_byte_that_is_not_utf_8_is_refused(file, problems) -> None:
    assert "NUL" in problems(IMPORTER, file("x.txt", b"J1: a\0b\nP1: caf\xe9\n")).message


def test_white_space_alone_is_no_text(file, problems) -> None:
    assert problems(IMPORTER, file("x.txt", " \n\t\n")).message.startswith("cannot read x.txt")


def test_a_summary_has_paragraphs_and_no_speakers(file) -> None:
    value = SUMMARY.read(file("verslag.md", "# Verslag\n\nAnna: zei iets.\n\nAnna: zei meer."), ImportOptions()).value
    assert isinstance(value, NewDocument)
    assert value.kind == "summary"
    assert len(value.turns) == 3
    assert not value.speakers


def test_a_name_can_be_given(file) -> None:
    assert read(file("x.txt", TALK), name="Groep 1")[0].name == "Groep 1"
