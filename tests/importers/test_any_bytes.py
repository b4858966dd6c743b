"""Any bytes at all: a reader gives a reading whose addresses are right, or refuses in one sentence; nothing else, and soon."""

import io
import time
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeerbank import plugins
from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import Importer, ImportOptions
from codeerbank.errors import ImportProblems
from tests.importers.pdfs import pdf
from tests.importers.test_docx import p, r, word
from tests.importers.test_odt import odt

SECONDS = 5
CUES = "1\n00:00:01,000 --> 00:00:02,000\nJ1: hoi\n\n2\n00:00:02,000 --> 00:00:03,000\nP1: ja, é 🙂\n"
VALID = {
    "text": "GL: hoi [00:01:02]\n\nJ1: ja, é 🙂\nKarel   0:03\nAnna\t: x\n".encode(),
    "docx": word(p(r("GL: hoi")) + p(r("J1: ja"))),
    "odt": odt("<text:p>GL: hoi<text:s text:c='3'/></text:p><text:p>J1: ja</text:p>"),
    "rtf": rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}}\f0 GL: ho\'ef {\b ja}\par J1: \u233?\par}",
    "pdf": pdf(["GL: hoi", "J1: ja"]),
    "vtt": ("WEBVTT\n\n" + CUES.replace(",0", ".0").replace("J1:", "<v J1>")).encode(),
    "srt": CUES.encode(),
    "otr": b'{"text": "<p><span class=\\"timestamp\\">0:12</span> GL: hoi</p><p>J1: ja</p>", "media": "x"}',
    "whisper_json": b'{"segments": [{"text": "hoi", "speaker": "A"}, {"text": "ja", "speaker": null}]}',
}
APART = ("rtf", "pdf")
EDITS = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 3), st.binary(max_size=12)), min_size=1, max_size=6)


def mutated(content: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """Cut bytes out of a file and put others in, here and there."""
    for place, gone, put in edits:
        at = int(place * len(content))
        content = content[:at] + put + content[at + gone * len(put) :]
    return content


def repacked(content: bytes, edits: list[tuple[float, int, bytes]]) -> bytes:
    """Damage the largest part inside an archive and leave the archive whole."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w") as after:
        largest = max(before.infolist(), key=lambda part: part.file_size).filename
        for name in before.namelist():
            part = before.read(name)
            after.writestr(name, mutated(part, edits) if name == largest else part)
    return out.getvalue()


def read(importer: Importer, path: Path, content: bytes) -> None:
    path.write_bytes(content)
    start = time.monotonic()
    try:
        document = importer.read(path, ImportOptions()).value
    except ImportProblems as error:
        assert "\n" not in error.message  # noqa: PT017 - either way is right
        document = None
    assert time.monotonic() - start < SECONDS
    if document is None:
        return
    assert isinstance(document, NewDocument)
    document.text.encode("utf-8")
    assert "\0" not in document.text
    at = 0
    for turn in document.turns:
        assert at <= turn.start <= turn.said <= turn.stop <= len(document.text)
        at = turn.stop
    assert {turn.speaker for turn in document.turns} - {None} == {speaker.label for speaker in document.speakers}


def place(folder: Path, name: str) -> tuple[Importer, Path]:
    importer = plugins.importers().working[name]
    return importer, folder / ("x" + importer.suffixes[0])


def bounded(examples: int) -> settings:
    return settings(max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize("name", [name for name in VALID if name not in APART])
@bounded(40)
@given(content=st.binary(max_size=200), edits=EDITS)
def test_bytes_of_any_kind(name: str, tmp_path: Path, content: bytes, edits: list[tuple[float, int, bytes]]) -> None:
    importer, path = place(tmp_path, name)
    read(importer, path, content)
    read(importer, path, mutated(VALID[name], edits))
    if name in ("docx", "odt"):
        read(importer, path, repacked(VALID[name], edits))


@pytest.mark.parametrize("name", APART)
@bounded(6)
@given(edits=EDITS)
def test_bytes_of_any_kind_for_readers_in_a_process_of_their_own(
    name: str, tmp_path: Path, edits: list[tuple[float, int, bytes]]
) -> None:
    importer, path = place(tmp_path, name)
    read(importer, path, mutated(VALID[name], edits))


@pytest.mark.parametrize("name", VALID)
def test_the_files_that_are_damaged_here_are_good_ones(name: str, tmp_path: Path) -> None:
    importer, path = place(tmp_path, name)
    path.write_bytes(VALID[name])
    document = importer.read(path, ImportOptions()).value
    assert isinstance(document, NewDocument)
    assert document.speakers
