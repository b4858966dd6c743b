import time

import pytest

from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.errors import ImportProblems
from codeerbank.importers import apart
from codeerbank.importers.rtf import IMPORTER, SUMMARY

HEAD = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Calibri;}}{\*\generator f4;}\pard\f0 "


def rtf(body: str) -> bytes:
    return (HEAD + body + "}").encode("latin-1")


def read(path, importer=IMPORTER) -> tuple[NewDocument, Reading]:
    reading = importer.read(path, ImportOptions())
    assert isinstance(reading.value, NewDocument)
    return reading.value, reading


def test_paragraphs_become_turns_by_their_labels(file) -> None:
    document, _reading = read(
        file("groep 1.rtf", rtf(r"GL: \b Welkom\b0 .\par J1: Hoi #00:00:10-5#\par Nog iets.\par"))
    )
    assert [(turn.speaker, document.text[turn.said : turn.stop]) for turn in document.turns] == [
        ("GL", "Welkom."),
        ("J1", "Hoi #00:00:10-5#\nNog iets."),
    ]
    assert len(document.turns[1].marks) == 1


def test_letters_are_read_in_each_way_they_are_written(file) -> None:
    body = r"J1: caf\'e9, ge\u239?nteresseerd, \u-10179?\u-8704?, \ldblquote ja\rdblquote\par "
    assert read(file("x.rtf", rtf(body)))[0].text.strip() == "J1: café, geïnteresseerd, 😀, “ja”"


def test_a_table_with_speakers_beside_words_is_a_transcript(file) -> None:
    rows = "".join(
        rf"\trowd {a}\cell {b}\cell\row" + "\n" for a, b in (("Anna", "hoi"), ("Bram", "ja"), ("Anna", "mooi"))
    )
    document, _reading = read(file("x.rtf", rtf(rows)))
    assert [(turn.speaker, document.text[turn.said : turn.stop]) for turn in document.turns] == [
        ("Anna", "hoi"),
        ("Bram", "ja"),
        ("Anna", "mooi"),
    ]


def test_pictures_deletions_and_hidden_words_are_left_out_with_a_remark(file) -> None:
    body = r"J1: een {\pict\pngblip 89504e47}{\deleted\revauthdel1 weg}{\f0\v stiekem}twee\par "
    document, reading = read(file("x.rtf", rtf(body)))
    assert document.text.strip() == "J1: een twee"
    assert len(reading.remarks) == 3


def test_the_address_of_a_link_is_no_speech(file) -> None:
    body = r'J1: zie {\field{\*\fldinst{HYPERLINK "voorbeeld"}}{\fldrslt{\ul de site}}} dus\par '
    assert read(file("x.rtf", rtf(body)))[0].text.strip() == "J1: zie de site dus"


def test_a_file_that_is_cut_off_is_read_and_told(file) -> None:
    document, reading = read(file("x.rtf", rtf(r"J1: een\par {\b P1: twee")[:-1]))
    assert document.text.endswith("P1: twee")
    assert reading.remarks


def test_a_summary_is_read_by_paragraph(file) -> None:
    document, _reading = read(file("x.rtf", rtf(r"Verslag\par Anna: zei dit.\par")), SUMMARY)
    assert (document.kind, len(document.turns), document.speakers) == ("summary", 2, ())


@pytest.mark.parametrize(
    "body", ["{" * 200_000 + "J1: x" + "}" * 200_000, "J1: x" + "{" * 200_000, "J1: x" + "}" * 200_000]
)
def test_groups_however_deep_are_read(file, body) -> None:
    assert read(file("x.rtf", rtf(body)))[0].text.strip() == "J1: x"


@pytest.mark.parametrize("body", [r"\uc \u99999999 x", r"\u-99999 ", r"\pict\bin x", "", r"\par\par", "\\'00" * 9])
def test_nonsense_is_refused(file, problems, body) -> None:
    assert problems(IMPORTER, file("x.rtf", rtf(body))).hint


def test_a_file_made_to_keep_the_reader_busy_is_refused_at_the_time_limit(file, monkeypatch) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)
    start = time.monotonic()
    with pytest.raises(ImportProblems, match="1 second"):
        IMPORTER.read(file("x.rtf", (r"{\rtf1{\fonttbl" + r"{\f1 " * 20_000).encode()), ImportOptions())
    assert time.monotonic() - start < 10
