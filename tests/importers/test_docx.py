import io
import zipfile

import pytest

from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.importers.docx import IMPORTER, SUMMARY

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"


def word(body: str, part: str = "word/document.xml") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        xml = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{W}" xmlns:mc="{MC}"><w:body>{body}</w:body></w:document>'
        archive.writestr(part, xml)
    return out.getvalue()


def p(*runs: str) -> str:
    return "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr>" + "".join(runs) + "</w:p>"


def r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def read(path) -> tuple[NewDocument, Reading]:
    reading = IMPORTER.read(path, ImportOptions())
    assert isinstance(reading.value, NewDocument)
    return reading.value, reading


def text_of(file, body: str) -> str:
    return read(file("x.docx", word(body)))[0].text


def test_paragraphs_become_turns_by_their_labels(file) -> None:
    document, _reading = read(
        file("groep 1.docx", word(p(r("GL: "), r("Welkom.")) + p(r("J1: Hoi.")) + p(r("Nog iets."))))
    )
    assert document.name == "groep 1"
    assert document.text == "GL: Welkom.\nJ1: Hoi.\nNog iets."
    assert [(turn.speaker, document.text[turn.said : turn.stop]) for turn in document.turns] == [
        ("GL", "Welkom."),
        ("J1", "Hoi.\nNog iets."),
    ]


def test_words_in_content_controls_and_links_are_read(file) -> None:
    body = f"<w:sdt><w:sdtPr><w:alias/></w:sdtPr><w:sdtContent>{p(r('J1: een'))}</w:sdtContent></w:sdt>"
    body += p(
        r("J2: "),
        f"<w:sdt><w:sdtContent>{r('twee ')}</w:sdtContent></w:sdt>",
        f"<w:hyperlink>{r('drie')}</w:hyperlink>",
    )
    assert text_of(file, body) == "J1: een\nJ2: twee drie"


def test_tracked_insertions_are_read_and_deletions_are_left_out_with_a_remark(file) -> None:
    gone = "<w:del><w:r><w:delText>weg</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{r('oud')}</w:moveFrom><w:moveTo>{r('nieuw')}</w:moveTo>"
    document, reading = read(file("x.docx", word(p(r("J1: een "), f"<w:ins>{r('twee ')}</w:ins>", gone, moved))))
    assert document.text == "J1: een twee nieuw"
    assert "2" in reading.remarks[0]


def test_hidden_words_are_left_out_with_a_remark(file) -> None:
    shown = r("niet ", '<w:vanish w:val="0"/>')
    document, reading = read(file("x.docx", word(p(r("J1: wel "), r("stiekem ", "<w:vanish/>"), shown, r("zo")))))
    assert document.text == "J1: wel niet zo"
    assert "1" in reading.remarks[0]


def test_breaks_and_tabs_become_characters_and_line_ends_in_the_file_do_not(file) -> None:
    run = "<w:r><w:t>J1: een\n twee</w:t><w:br/><w:t>drie</w:t><w:tab/><w:t>vier</w:t><w:noBreakHyphen/><w:cr/><w:t>vijf</w:t></w:r>"
    assert text_of(file, p(run)) == "J1: een  twee\ndrie\tvier\u2011\nvijf"


def test_a_table_with_speakers_beside_words_is_a_transcript(file) -> None:
    rows = [("Anna", "hoi"), ("Bram", "ja"), ("Anna", "mooi")]
    table = "".join(f"<w:tr><w:tc>{p(r(a))}</w:tc><w:tc>{p(r(b))}{p(r('en'))}</w:tc></w:tr>" for a, b in rows)
    document, _reading = read(file("x.docx", word(f"<w:tbl><w:tblPr/>{table}</w:tbl>")))
    assert document.text == "Anna\thoi\nen\nBram\tja\nen\nAnna\tmooi\nen"
    assert [speaker.label for speaker in document.speakers] == ["Anna", "Bram"]


def test_a_text_box_is_read_once(file) -> None:
    box = f"<w:txbxContent>{p(r('kader'))}</w:txbxContent>"
    old = f"<mc:Fallback>{box}</mc:Fallback>"
    both = f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>{old}</mc:AlternateContent></w:r>"
    assert text_of(file, p(r("J1: een"), both) + p(r("J2: twee"))) == "J1: een\nkader\nJ2: twee"


def test_instructions_of_fields_are_no_words(file) -> None:
    assert text_of(file, p(r("J1: blad "), "<w:r><w:instrText>PAGE</w:instrText></w:r>", r("3"))) == "J1: blad 3"


def test_the_main_part_may_be_called_otherwise(file) -> None:
    assert read(file("x.docx", word(p(r("J1: a")), "word/document2.xml")))[0].text == "J1: a"


def test_a_summary_is_read_by_paragraph(file) -> None:
    value = SUMMARY.read(file("x.docx", word(p(r("Verslag")) + p(r("Anna: zei dit.")))), ImportOptions()).value
    assert isinstance(value, NewDocument)
    assert (value.kind, len(value.turns), value.speakers) == ("summary", 2, ())


def test_a_document_without_words_or_main_part_is_refused(file, problems) -> None:
    assert "x.docx" in problems(IMPORTER, file("x.docx", word(p()))).message
    assert "x.docx" in problems(IMPORTER, file("x.docx", word(p(r("J1: a")), "anders.xml"))).message


@pytest.mark.parametrize("xml", ["<w:document", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', ""])
def test_damaged_or_dangerous_xml_is_refused(file, problems, xml) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", xml)
    assert problems(IMPORTER, file("x.docx", out.getvalue())).message.startswith("cannot read x.docx")


def test_a_meeting_program_s_transcript_has_name_and_time_above_the_words_in_one_paragraph(file) -> None:
    turns = [
        ("Jansen, Piet (Gemeente Urk)", "0:03"),
        ("Anna van den Berg", "0:09"),
        ("Jansen, Piet (Gemeente Urk)", "1:02:11"),
    ]
    body = p(r("Overleg-20261103-Opname")) + p(r("3 november 2026, 10:00AM"))
    for name, clock in turns:
        body += p(r(name), r(f"   {clock}"), "<w:r><w:br/></w:r>", r(f"Dit zei {name[:4]}."))
    document, _reading = read(file("x.docx", word(body)))
    assert [(turn.speaker, document.text[turn.said : turn.stop]) for turn in document.turns][1:] == [
        (name, f"Dit zei {name[:4]}.") for name, _clock in turns
    ]


def test_name_and_time_may_have_a_paragraph_of_their_own(file) -> None:
    turns = [("Spreker 1", "00:00:02"), ("Spreker 2", "00:00:09"), ("Spreker 1", "00:01:11")]
    body = "".join(p(r(f"{name} ({clock})")) + p(r(f"Zin van {name}.")) for name, clock in turns)
    document, _reading = read(file("x.docx", word(body)))
    assert [turn.speaker for turn in document.turns] == [name for name, _clock in turns]
