"""What every importer must do, ours and those of others, whatever it is given."""

import io
import os
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from codeerbank import plugins
from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import Importer, ImportOptions, NewCodings, NewParticipants, Reading
from codeerbank.domain.survey import NewSurvey
from codeerbank.errors import ImportProblems
from tests.importers.pdfs import pdf

IMPORTERS = plugins.importers().working
VALUES = {
    "transcript": NewDocument,
    "summary": NewDocument,
    "survey": NewSurvey,
    "codebook": Codebook,
    "codings": NewCodings,
    "participants": NewParticipants,
}
CANARY = "kanarie-in-de-mijn"
every_importer = pytest.mark.parametrize("importer", IMPORTERS.values(), ids=IMPORTERS)


def refusal(importer: Importer, path: Path) -> ImportProblems:
    with pytest.raises(ImportProblems) as caught:
        importer.read(path, ImportOptions())
    error = caught.value
    assert "\n" not in error.message
    assert error.hint
    assert error.exit_code == 2
    return error


def attempt(importer: Importer, path: Path) -> Reading | None:
    """Read a file that may be refused; anything but a reading or a refusal is a failure."""
    try:
        return importer.read(path, ImportOptions())
    except ImportProblems:
        return None


def named(folder: Path, importer: Importer, stem: str = "bestand") -> Path:
    return folder / (stem + importer.suffixes[0])


@every_importer
def test_an_importer_says_what_it_reads(importer: Importer, tmp_path: Path) -> None:
    assert importer.noun in VALUES
    assert importer.description
    assert all(suffix.startswith(".") and suffix == suffix.lower() for suffix in importer.suffixes)
    for head in (b"", b"hoi", bytes(range(256)), b"PK\x03\x04", b"a,b,c\n1,2,3\n"):
        assert 0 <= importer.recognises(named(tmp_path, importer), head) <= 1
    assert importer.recognises(tmp_path / "x.onbekend", b"hoi") == 0


def missing(path: Path) -> None:
    """Leave the path as it is: nothing stands there."""


def folder(path: Path) -> None:
    path.mkdir()


def empty(path: Path) -> None:
    path.touch()


def pipe(path: Path) -> None:
    os.mkfifo(path)


def loop(path: Path) -> None:
    path.symlink_to(path)


def below_a_file(path: Path) -> None:
    path.parent.rmdir()
    path.parent.write_text("geen map")


@every_importer
@pytest.mark.parametrize("make", [missing, folder, empty, pipe, loop, below_a_file])
def test_what_is_no_filled_file_is_refused_at_once(
    importer: Importer, make: Callable[[Path], None], tmp_path: Path
) -> None:
    place = tmp_path / "map"
    place.mkdir()
    path = named(place, importer)
    make(path)
    errors: list[ImportProblems] = []
    reading = threading.Thread(target=lambda: errors.append(refusal(importer, path)), daemon=True)
    reading.start()
    reading.join(5)
    assert not reading.is_alive(), "still waiting for the file"
    assert path.name in errors[0].message


@every_importer
@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read everything")
def test_a_file_that_may_not_be_read_is_refused(importer: Importer, tmp_path: Path) -> None:
    path = named(tmp_path, importer)
    path.write_bytes(b"hoi")
    path.chmod(0)
    assert path.name in refusal(importer, path).message


@every_importer
def test_a_name_with_control_characters_is_shown_without_them(importer: Importer, tmp_path: Path) -> None:
    assert refusal(importer, named(tmp_path, importer, "a\x1b[2J\nb")).message.isprintable()


@every_importer
@pytest.mark.parametrize(
    "start", [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7\n"]
)
def test_bytes_that_are_no_such_file_are_refused(importer: Importer, start: bytes, tmp_path: Path) -> None:
    path = named(tmp_path, importer)
    path.write_bytes(start + bytes(range(256)) * 64)
    refusal(importer, path)


@every_importer
def test_a_nul_character_is_refused(importer: Importer, tmp_path: Path) -> None:
    path = named(tmp_path, importer)
    path.write_bytes(b"WEBVTT\n\nnr,code,parent,document,start,stop\n1,a\0b,c,d,1,2\n")
    refusal(importer, path)


@every_importer
@pytest.mark.parametrize(
    "text", ["woord " * 60_000, "[" * 300_000, '"' * 300_001, ",;\t" * 100_000, "\n" * 300_000 + "x", "<" * 300_000]
)
def test_very_long_and_lopsided_text_ends_in_a_reading_or_a_refusal(
    importer: Importer, text: str, tmp_path: Path
) -> None:
    path = named(tmp_path, importer)
    path.write_text(text, encoding="utf-8")
    attempt(importer, path)


def hostile_archive(secret: Path) -> bytes:
    """Make a file that is a Word document and a workbook at once, with every part asking for another file."""
    entity = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "{secret.as_uri()}">]><a>&b;</a>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in (
            "[Content_Types].xml",
            "_rels/.rels",
            "word/document.xml",
            "content.xml",
            "xl/workbook.xml",
            "xl/worksheets/sheet1.xml",
        ):
            archive.writestr(name, entity)
    return out.getvalue()


@every_importer
def test_a_file_cannot_have_another_file_read(importer: Importer, tmp_path: Path) -> None:
    secret = tmp_path / "geheim.txt"
    secret.write_text(CANARY)
    path = named(tmp_path, importer)
    pointers = [hostile_archive(secret), f"J1: {secret}\nJ1: file://{secret}\n".encode()]
    pointers.append(f"nr,a\n1,=HYPERLINK({secret})\n2,@{secret}\n".encode())
    pointers.append(f'schema = "codeerbank.codebook/1"\ninclude = "{secret}"\n'.encode())
    for content in pointers:
        path.write_bytes(content)
        try:
            told = repr(importer.read(path, ImportOptions()))
        except ImportProblems as error:
            told = repr((error.message, error.problems, error.hint))
        assert CANARY not in told


@every_importer
def test_reading_changes_nothing_on_disk(importer: Importer, tmp_path: Path) -> None:
    path = named(tmp_path, importer)
    path.write_bytes(b"J1: hoi\nJ1: ja\n")
    attempt(importer, path)
    assert [p.name for p in tmp_path.iterdir()] == [path.name]
    assert path.read_bytes() == b"J1: hoi\nJ1: ja\n"


SAMPLES = {
    "text": b"J1: hoi\nP1: ja\n",
    "text_summary": b"Wat er besproken is.\n",
    "survey_csv": b"nr;a\n1;2\n",
    "codings_csv": b"document,start,stop,code,coder\na,1,2,x,anna\n",
    "codebook_csv": b"code,parent,description\na,b,c\n",
    "codebook_toml": b'schema = "codeerbank.codebook/1"\n[[codes]]\nkey = "A"\nname = "a"\n',
    "vtt": b"WEBVTT\n\n00:00:01.000 --> 00:00:02.000\n<v Anna>hoi</v>\n",
    "rtf": b"{\\rtf1 J1: hoi\\par P1: ja\\par}",
    "rtf_summary": b"{\\rtf1 Wat er besproken is.\\par}",
    "pdf": pdf(["J1: hoi", "P1: ja"]),
    "pdf_summary": pdf(["Wat er besproken is."]),
    "otr": b'{"text": "<p>J1: hoi</p><p>P1: ja</p>"}',
    "whisper_json": b'{"segments": [{"start": 0, "end": 1, "text": "hoi"}]}',
    "srt": b"1\n00:00:01,000 --> 00:00:02,000\nJ1: hoi\n",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_small_good_file_is_recognised_and_read(name: str, tmp_path: Path) -> None:
    importer = IMPORTERS[name]
    path = named(tmp_path, importer)
    path.write_bytes(SAMPLES[name])
    reading = importer.read(path, ImportOptions())
    assert isinstance(reading.value, VALUES[importer.noun])
    assert plugins.importer_for(path, importer.noun) is importer
    if importer.noun != "summary":
        assert plugins.importer_for(path) is importer
