import json

import pytest

from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions
from codeerbank.importers.otr import IMPORTER


def otr(page: object) -> str:
    return json.dumps({"text": page, "media": "opname-van-Jan.mp3", "media-time": 12.5})


def time(clock: str) -> str:
    return f'<span class="timestamp" contenteditable="false" data-timestamp="12.3">{clock}</span>&nbsp;'


def read(path) -> NewDocument:
    value = IMPORTER.read(path, ImportOptions()).value
    assert isinstance(value, NewDocument)
    return value


def test_paragraphs_become_turns_and_times_stay_times(file) -> None:
    page = f"<p>{time('0:00')}Anna: hoi <b>d\u00e1\u00e1r</b> \U0001f642</p><p>en {time('0:05')}verder</p>"
    page += f"<p>{time('1:02:03')}Bram: ja</p><p>Anna: zo<br>Bram: dus</p>"
    document = read(file("gesprek.otr", otr(page)))
    assert [(turn.speaker, document.text[turn.said : turn.stop]) for turn in document.turns] == [
        ("Anna", "hoi dáár 🙂\nen [0:05] verder"),
        ("Bram", "ja"),
        ("Anna", "zo"),
        ("Bram", "dus"),
    ]
    assert len(document.turns[0].marks) == 1


def test_the_recording_is_not_named(file) -> None:
    assert "Jan" not in repr(read(file("gesprek.otr", otr("<p>J1: hoi</p>"))))


def test_scripts_comments_and_layout_are_no_words(file) -> None:
    page = "<style>a</style><p>\n  J1:   hoi <!-- nee --> &lt;b&gt;\n</p><script>x()</script>"
    assert read(file("x.otr", otr(page))).text == "J1: hoi <b>"


@pytest.mark.parametrize("depth", [1000, 100_000])
def test_tags_within_tags_are_read_however_deep(file, depth) -> None:
    assert read(file("x.otr", otr("<div>" * depth + "J1: hoi" + "</div>" * depth))).text == "J1: hoi"


@pytest.mark.parametrize(
    "content", ["geen json", "[]", "{}", otr(None), otr(""), otr("<p></p>"), '{"text": "<p>hoi', "[" * 100_000]
)
def test_what_is_no_transcript_is_refused(file, problems, content) -> None:
    assert problems(IMPORTER, file("x.otr", content)).hint
