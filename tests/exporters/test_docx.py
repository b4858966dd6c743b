from pathlib import Path

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.report import QuotePart, QuoteReport
from codeerbank.domain.table import Sheet
from codeerbank.domain.visible import UNSAFE
from codeerbank.exporters.docx import EXPORTER
from codeerbank.exporters.html import EXPORTER as HTML
from tests.exporters.sheets import EVIL, SHEET

REPORT = QuoteReport(
    "Citaten per code",
    [
        QuotePart("K Kunnen", 1),
        QuotePart(
            "K1 weten hoe", 2, "Weet niet hoe.", [("Ik zou niet weten\nwaar ik begin.", "gesprek, beurt 2 · jongere")]
        ),
    ],
    [("Project", "proef")],
    ["Gevoelig staat er niet in."],
    "intern, niet vrijgegeven",
)


def test_headings_quotes_and_captions_have_word_s_own_styles(tmp_path: Path) -> None:
    EXPORTER.write_quotes(tmp_path / "a.docx", REPORT, {})
    document = Document(str(tmp_path / "a.docx"))
    assert [(one.style.name, one.text) for one in document.paragraphs] == [
        ("Title", "Citaten per code"),
        ("Body Text", "Project: proef"),
        ("Heading 1", "K Kunnen"),
        ("Heading 2", "K1 weten hoe"),
        ("Body Text", "Weet niet hoe."),
        ("Quote", "Ik zou niet weten\nwaar ik begin."),
        ("Caption", "gesprek, beurt 2 · jongere"),
        ("List Bullet", "Gevoelig staat er niet in."),
    ]
    assert document.sections[0].header.paragraphs[0].text == "intern, niet vrijgegeven"
    assert document.core_properties.author == ""


def test_a_table_has_its_head_on_every_page(tmp_path: Path) -> None:
    EXPORTER.write(tmp_path / "a.docx", [SHEET], {})
    (table,) = Document(str(tmp_path / "a.docx")).tables
    assert [cell.text for cell in table.rows[0].cells] == list(SHEET.columns)
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert table.rows[1].cells[1].text == "12,345"


def test_the_page_to_read_has_a_quote_with_its_source(tmp_path: Path) -> None:
    from lxml import html

    HTML.write_quotes(tmp_path / "a.html", REPORT, {})
    tree = html.fromstring((tmp_path / "a.html").read_bytes())
    assert tree.xpath("//figure/blockquote/text()") == ["Ik zou niet weten\nwaar ik begin."]
    assert tree.xpath("//figure/figcaption/text()") == ["gesprek, beurt 2 · jongere"]
    assert tree.xpath("string(//h2)"), tree.xpath("string(//h3)") == ("K Kunnen", "K1 weten hoe")
    assert tree.xpath("string(//p[@class='stamp'])") == "intern, niet vrijgegeven"


@pytest.mark.parametrize("text", [*EVIL, "\ufffe", "\uffff", "w:p</w:t>"])
def test_no_text_is_markup_or_a_control_character_in_word(tmp_path: Path, text: str) -> None:
    EXPORTER.write_quotes(
        tmp_path / "a.docx",
        QuoteReport(text, [QuotePart(text, 12, text, [(text, text)])], [(text, text)], [text], text),
        {},
    )
    document = Document(str(tmp_path / "a.docx"))
    words = [one.text for one in (*document.paragraphs, *document.sections[0].header.paragraphs)]
    assert len(words) == 8
    assert not UNSAFE.search("".join(words))


@settings(max_examples=30, deadline=None)
@given(st.text())
def test_any_text_can_stand_in_a_table_in_word_and_in_a_page(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    folder = tmp_path_factory.getbasetemp()
    EXPORTER.write(folder / "gok.docx", [Sheet(text, [text], [[text]], [(text, text)], [text], text)], {})
    HTML.write_quotes(
        folder / "gok.html", QuoteReport(text, [QuotePart(text, 1, text, [(text, text)])], stamp=text), {}
    )
    assert Document(str(folder / "gok.docx")).tables
