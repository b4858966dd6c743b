"""Figures and reports: numbered, with their tables, and with no reference that leads nowhere."""

import io
from pathlib import Path

import pytest
from docx import Document

from codeerbank.domain.paper import Bar, Chart, Figure, Heading, Paper, Quoted, Table, Words
from codeerbank.domain.table import Sheet
from codeerbank.errors import UsageError
from codeerbank.exporters.chart import write_chart
from codeerbank.exporters.docx import EXPORTER

CHART = Chart("$x$ <b> privacy", [Bar("ouder", "3/9", None, (12.0, 65.0)), Bar("prof", "35/76", 46.0, (35.0, 57.0))],
              [Bar("ouder", "2/6", 2)], "%", "n")  # fmt: skip
SHEET = Sheet("Privacy", ["Group", "n"], [["ouder", "3 of 9"]], notes=["Counts."], stamp="internal")
PAPER = Paper(
    "Report",
    [Heading("Mogen"), Words("See {figure:privacy} and {table:all}."), Quoted("Dat mag niet", "ouder"),
     Figure("privacy", CHART, SHEET), Table("all", SHEET)],
    stamp="internal",
)  # fmt: skip


def test_references_are_numbered_and_must_lead_somewhere() -> None:
    assert PAPER.numbers == {("figure", "privacy"): 1, ("table", "privacy"): 1, ("table", "all"): 2}
    assert PAPER.unreferred() == [("table", "privacy")]
    with pytest.raises(UsageError, match="nowhere"):
        Paper("Report", [Words("See {table:nowhere}.")])


def test_a_chapter_with_a_wide_table_lies_on_its_side_and_the_words_around_it_stand_upright(tmp_path: Path) -> None:
    wide = Table("wide", Sheet("Wide", list("abcdef"), [["x"] * 6]))
    paper = Paper("R", [Words("Before."), Heading("Appendix", new_page=True), wide, Heading("After", new_page=True)])
    EXPORTER.write_paper(tmp_path / "r.docx", paper)
    document = Document(str(tmp_path / "r.docx"))
    assert [one.page_width > one.page_height for one in document.sections] == [False, True, False]
    assert document.styles.element.xml.count('w:val="nl-NL"') + document.styles.element.xml.count('w:val="en-GB"') == 1
    columns = document.tables[0].columns
    assert sum(column.width.mm for column in columns) == pytest.approx(297 - 36, abs=1)


def test_what_somebody_decided_may_hold_characters_that_no_word_file_can(tmp_path: Path) -> None:
    odd = "priv\x1b[31macy\x00 \x9b\u202e \ud800\uffff, see {table:all}"
    paper = Paper(
        odd,
        [Heading(odd), Words(odd), Words(odd, listed=True), Quoted(odd, odd), Table("all", SHEET)],
        [(odd, odd)],
        odd,
    )
    EXPORTER.write_paper(tmp_path / "r.docx", paper)
    assert any("priv␛[31macy␀" in one.text for one in Document(str(tmp_path / "r.docx")).paragraphs)


def test_a_report_in_word_has_captions_that_word_counts_and_figures_in_words(tmp_path: Path) -> None:
    EXPORTER.write_paper(tmp_path / "r.docx", PAPER)
    document = Document(str(tmp_path / "r.docx"))
    section = document.sections[0]
    assert "ouder 3/9; prof 35/76" in document.element.xml
    assert section.header.paragraphs[0].text == "internal"
    texts = [one.text for one in document.paragraphs]
    assert any(text.endswith("1 and " + text.rsplit("and ", 1)[1]) for text in texts if text.startswith("See "))
    assert len(document.inline_shapes) == 1
    assert len(document.tables) == 2
    assert document.element.xml.count("SEQ ") == 3
    assert document.element.xml.count("REF ") == 2


@pytest.mark.parametrize("suffix", [".png", ".svg"])
def test_a_figure_holds_its_table_and_is_the_same_every_time(tmp_path: Path, suffix: str) -> None:
    for name in ("a", "b"):
        write_chart(tmp_path / f"{name}{suffix}", CHART, SHEET)
    first, second = ((tmp_path / f"{name}{suffix}").read_bytes() for name in ("a", "b"))
    assert first == second
    assert b"font-family" not in first
    with pytest.raises(UsageError):
        write_chart(tmp_path / "a.gif", CHART, SHEET)


def test_a_report_that_meets_a_full_disk_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    packed: list[object] = []
    monkeypatch.setattr("docx.document.Document.save", lambda _page, file: packed.append(file))
    EXPORTER.write_paper(tmp_path / "r.docx", PAPER)
    assert [type(one) for one in packed] == [io.BytesIO], "packed in memory: nothing of it is left to fail later"
