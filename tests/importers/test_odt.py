import io
import zipfile

import pytest

from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.importers.odt import IMPORTER, SUMMARY

SPACE = "urn:oasis:names:tc:opendocument:xmlns:"


def odt(body: str, manifest: str = "<manifest/>", part: str = "content.xml") -> bytes:
    names = " ".join(f'xmlns:{name}="{SPACE}{name}:1.0"' for name in ("office", "text", "table", "draw"))
    body = f"<office:body><office:text>{body}</office:text></office:body>"
    xml = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}>{body}</office:document-content>'
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("META-INF/manifest.xml", manifest)
        archive.writestr("styles.xml", "<styles>geen woorden van het gesprek</styles>")
        archive.writestr(part, xml)
    return out.getvalue()


def p(words: str) -> str:
    return f"<text:p>{words}</text:p>"


def read(path) -> tuple[NewDocument, Reading]:
    reading = IMPORTER.read(path, ImportOptions())
    assert isinstance(reading.value, NewDocument)
    return reading.value, reading


def text_of(file, body: str) -> str:
    return read(file("x.odt", odt(body)))[0].text


def test_paragraphs_and_headings_become_turns_by_their_labels(file) -> None:
    body = (
        "<text:h>Gesprek</text:h>" + p("GL: Welkom.") + p("J1: Hoi <text:span>allemaal</text:span>!") + p("Nog iets.")
    )
    document, _reading = read(file("groep 1.odt", odt(body)))
    assert [(turn.speaker, document.text[turn.said : turn.stop]) for turn in document.turns] == [
        (None, "Gesprek"),
        ("GL", "Welkom."),
        ("J1", "Hoi allemaal!\nNog iets."),
    ]


def test_blanks_tabs_and_line_ends_that_are_meant_are_kept_and_layout_is_not(file) -> None:
    assert text_of(file, p("\n  J1: een\n   twee<text:s text:c='3'/>drie<text:tab/>vier<text:line-break/>vijf\n")) == (
        "J1: een twee   drie\tvier\nvijf"
    )


def test_a_table_with_speakers_beside_words_is_a_transcript(file) -> None:
    rows = "".join(
        f"<table:table-row><table:table-cell>{p(a)}</table:table-cell><table:table-cell>{p(b)}</table:table-cell></table:table-row>"
        for a, b in (("Anna", "hoi"), ("Bram", "ja"), ("Anna", "mooi"))
    )
    document, _reading = read(file("x.odt", odt(f"<table:table>{rows}</table:table>")))
    assert document.text == "Anna\thoi\nBram\tja\nAnna\tmooi"
    assert [speaker.label for speaker in document.speakers] == ["Anna", "Bram"]


def test_lists_sections_and_text_boxes_are_read(file) -> None:
    listed = f"<text:section><text:list><text:list-item>{p('J1: een')}</text:list-item></text:list></text:section>"
    boxed = p(f"J2: <draw:frame><draw:text-box>{p('kader')}</draw:text-box></draw:frame>twee")
    assert text_of(file, listed + boxed) == "J1: een\nJ2: twee\nkader"


def test_tracked_deletions_and_comments_are_left_out_with_a_remark(file) -> None:
    gone = f"<text:changed-region><text:deletion>{p('weg')}</text:deletion></text:changed-region>"
    gone = f"<text:tracked-changes>{gone}</text:tracked-changes>"
    noted = p("J1: een<office:annotation><text:p>opmerking</text:p></office:annotation> twee")
    document, reading = read(file("x.odt", odt(gone + noted)))
    assert document.text == "J1: een twee"
    assert len(reading.remarks) == 2


def test_footnotes_are_no_speech(file) -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>noot</text:p></text:note-body></text:note>"
    assert text_of(file, p(f"J1: een{note} twee")) == "J1: een twee"


def test_an_absurd_number_of_blanks_is_no_bomb(file) -> None:
    assert len(text_of(file, p("J1: a<text:s text:c='99999999'/>b<text:s text:c='999999999999'/>c"))) < 2000


def test_a_summary_is_read_by_paragraph(file) -> None:
    value = SUMMARY.read(file("x.odt", odt(p("Verslag") + p("Anna: zei dit."))), ImportOptions()).value
    assert isinstance(value, NewDocument)
    assert (value.kind, len(value.turns), value.speakers) == ("summary", 2, ())


def test_a_locked_document_is_refused_with_what_to_do(file, problems) -> None:
    assert (
        "password" in problems(IMPORTER, file("x.odt", odt(p("x"), "<manifest><encryption-data/></manifest>"))).message
    )


@pytest.mark.parametrize("content", [odt(""), odt(p("J1: a"), part="anders.xml"), odt("<text:p>"), odt("<x/>" * 3)])
def test_a_document_without_words_or_content_is_refused(file, problems, content) -> None:
    assert problems(IMPORTER, file("x.odt", content)).hint
