import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.errors import ImportProblems
from codeerbank.importers import apart
from codeerbank.importers.pdf import IMPORTER, SUMMARY
from codeerbank.importers.pdf_lines import paragraphs_of
from tests.importers.pdfs import pdf

LOCK = f"/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -44 /O <{'ab' * 32}> /U <{'cd' * 32}> >> /ID [<01> <01>]"
LINES = st.lists(st.text(alphabet="abcDE .:-1\u00ad\x02", max_size=12), max_size=6).map("\n".join)


def read(path, importer=IMPORTER) -> tuple[NewDocument, Reading]:
    reading = importer.read(path, ImportOptions())
    assert isinstance(reading.value, NewDocument)
    return reading.value, reading


def test_lines_become_paragraphs_and_paragraphs_become_turns(file) -> None:
    first = [
        "J1: Ik vind dat mijn tante het best had mogen weten toen",
        "we samen op de fiets zaten. Dat weet ik nu.",
        "P1: Oké, (één) idee.",
    ]
    document, reading = read(
        file("groep 1.pdf", pdf(first, ["J1: Ja, en dat is zo'n verhaal dat altijd weer terug-", "komt."]))
    )
    assert [(turn.speaker, document.text[turn.said : turn.stop]) for turn in document.turns] == [
        ("J1", "Ik vind dat mijn tante het best had mogen weten toen we samen op de fiets zaten. Dat weet ik nu."),
        ("P1", "Oké, (één) idee."),
        ("J1", "Ja, en dat is zo'n verhaal dat altijd weer terugkomt."),
    ]
    assert reading.remarks


def test_page_headings_and_numbers_are_left_out_with_a_remark(file) -> None:
    pages = [
        ["Gesprek 3, vertrouwelijk", f"J1: dit zei ik op blad {n}, en nog veel meer.", f"Pagina {n} van 3"]
        for n in (1, 2, 3)
    ]
    document, reading = read(file("x.pdf", pdf(*pages)))
    assert "vertrouwelijk" not in document.text
    assert "Pagina" not in document.text
    assert len(document.turns) == 3
    assert any("6" in remark for remark in reading.remarks)


def test_pages_without_text_are_named(file) -> None:
    assert any("2" in remark for remark in read(file("x.pdf", pdf(["J1: een"], [], ["P1: twee"])))[1].remarks)


def test_a_summary_is_read_by_paragraph(file) -> None:
    document, _reading = read(file("x.pdf", pdf(["Verslag van de middag.", "Anna: zei dit."])), SUMMARY)
    assert (document.kind, document.speakers) == ("summary", ())


def test_pictures_of_pages_are_refused_with_what_to_do(file, problems) -> None:
    assert "OCR" in problems(IMPORTER, file("x.pdf", pdf([], []))).hint


def test_a_locked_file_is_refused_with_what_to_do(file, problems) -> None:
    assert "password" in problems(IMPORTER, file("x.pdf", pdf(["J1: hoi"], trailer=LOCK))).hint


@pytest.mark.parametrize(
    "content",
    [
        pdf(["J1: hoi"])[:60],
        b"%PDF-1.7\n" + bytes(500),
        b"%PDF-1.4 1 0 obj << /Pages 1 0 R >> trailer << /Root 1 0 R >>",
    ],
)
def test_a_damaged_file_is_refused(file, problems, content) -> None:
    assert "damaged" in problems(IMPORTER, file("x.pdf", content)).message


def test_pages_that_contain_each_other_end_in_a_reading_or_a_refusal(file) -> None:
    content = pdf(["J1: hoi"]).replace(b"[4 0 R]", b"[2 0 R]")
    with pytest.raises(ImportProblems):
        IMPORTER.read(file("x.pdf", content), ImportOptions())


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ("import time; time.sleep(60)", "second"),
        ("import os; os._exit(9)", "memory"),
        ("print('geen json')", "memory"),
        ("raise OSError", "memory"),
    ],
)
def test_a_reader_that_hangs_dies_or_babbles_refuses_the_file(file, monkeypatch, script, words) -> None:
    monkeypatch.setattr(apart, "SECONDS", 1)
    run = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda _command, **rest: run([sys.executable, "-c", script], **rest))
    start = time.monotonic()
    with pytest.raises(ImportProblems, match=words):
        IMPORTER.read(file("x.pdf", pdf(["J1: hoi"])), ImportOptions())
    assert time.monotonic() - start < 10


@pytest.mark.skipif(sys.platform != "linux", reason="the memory limit is kept by Linux")
def test_a_reader_that_grows_is_stopped() -> None:
    script = "from codeerbank.importers import apart; apart.serve(lambda data: {'x': len(bytearray(8 * 1024**3))})"
    assert subprocess.run([sys.executable, "-c", script], input=b"", capture_output=True, timeout=30).returncode == 1


def test_a_word_cut_at_a_line_end_is_mended_and_a_hyphen_that_belongs_is_kept() -> None:
    full = "een heel lange regel die de hele breedte van de bladzijde vult zonder"
    assert paragraphs_of([f"{full} sa-\nmen te werken"])[0].endswith("zonder samen te werken")
    assert paragraphs_of([f"{full} jeugd-\nen zorgtaken"])[0].endswith("zonder jeugd- en zorgtaken")
    assert paragraphs_of([f"{full} Noord-\nHolland"])[0].endswith("zonder Noord-Holland")
    assert paragraphs_of([f"{full} zorg\x02\nverlof"])[0].endswith("zonder zorgverlof")


@given(st.lists(LINES, max_size=6))
def test_apart_from_headings_and_hyphens_no_letter_is_lost(pages: list[str]) -> None:
    def letters(text: str) -> list[str]:
        return [c for c in text if c.isalpha()]

    text, left_out = paragraphs_of(pages)
    if not left_out:
        assert letters(text) == letters("".join(pages))
    assert len(letters(text)) <= len(letters("".join(pages)))
