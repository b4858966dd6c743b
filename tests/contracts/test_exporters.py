"""What every exporter must do, our own and any plug-in's."""

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from codeerbank.domain.ports import Exporter
from codeerbank.domain.report import QuotePart, QuoteReport, QuoteWriter
from codeerbank.domain.survey_file import SurveyColumn, SurveyFile, SurveyWriter
from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.visible import UNSAFE
from codeerbank.errors import CodeerbankError
from codeerbank.plugins import exporters
from tests.exporters.sheets import EVIL, SHEET

WORKING = exporters().working
CASES = [(name, suffix) for name, exporter in WORKING.items() for suffix in exporter.suffixes]


@pytest.fixture(params=CASES, ids=lambda case: "".join(case))
def target(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Exporter, Path]:
    name, suffix = request.param
    return WORKING[name], tmp_path / f"tabel{suffix}"


def words(path: Path) -> str:
    """Everything a reader of the file meets, whatever the format."""
    return READERS.get(path.suffix, lambda file: file.read_text("utf-8-sig"))(path)


def in_workbook(path: Path) -> str:
    import openpyxl

    book = openpyxl.load_workbook(path)
    return "\n".join(
        str(cell.value) for tab in book for row in tab.iter_rows() for cell in row if cell.value is not None
    )


def in_word(path: Path) -> str:
    from docx import Document

    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    header = [paragraph.text for paragraph in document.sections[0].header.paragraphs]
    return "\n".join([*header, *(paragraph.text for paragraph in document.paragraphs), *cells])


def in_spss(path: Path) -> str:
    import pyreadstat

    values, about = pyreadstat.read_sav(str(path), user_missing=True, output_format="dict")
    cells = [str(cell) for column in values.values() for cell in column if cell is not None]
    return "\n".join([about.file_label or "", *about.notes, *about.column_labels, *about.column_names, *cells])


READERS = {".xlsx": in_workbook, ".docx": in_word, ".sav": in_spss}


def test_every_part_of_the_table_arrives_with_its_stamp(target: tuple[Exporter, Path]) -> None:
    exporter, path = target
    exporter.write(path, [SHEET], {})
    found = words(path)
    for part in (SHEET.title, SHEET.stamp, "Bron", "36 personen", "Citaat", "weten hoe", "12", "regel", "Genoemd door"):
        assert part in found


def test_only_the_owner_may_read_the_file(target: tuple[Exporter, Path]) -> None:
    exporter, path = target
    before = os.umask(0o022)
    try:
        exporter.write(path, [SHEET], {})
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_file_is_replaced_whole_and_nothing_is_left_beside_it(target: tuple[Exporter, Path]) -> None:
    exporter, path = target
    path.write_text("oud")
    exporter.write(path, [SHEET], {})
    assert "oud" not in words(path)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_after_a_failure_half_way_the_old_file_is_still_there(target: tuple[Exporter, Path]) -> None:
    def rows() -> Iterator[Sequence[Cell]]:
        yield ["a", 1, 1.0, "b"]
        raise RuntimeError("half way")

    exporter, path = target
    path.write_text("oud")
    with pytest.raises(RuntimeError):
        exporter.write(path, [Sheet("t", SHEET.columns, rows())], {})
    assert path.read_text() == "oud"
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_nothing_reaches_a_file_that_a_terminal_would_act_on(target: tuple[Exporter, Path]) -> None:
    exporter, path = target
    evil = Sheet(
        EVIL[14],
        EVIL[:4],
        [EVIL[i : i + 4] for i in range(0, len(EVIL), 4)],
        [(EVIL[15], EVIL[14])],
        [EVIL[17]],
        EVIL[18],
    )
    exporter.write(path, [evil], {})
    assert not UNSAFE.search(words(path).replace("\r\n", "\n"))


def test_numbers_that_do_not_exist_leave_an_empty_cell(target: tuple[Exporter, Path]) -> None:
    exporter, path = target
    exporter.write(path, [Sheet("t", ["a", "b"], [[float("nan"), float("inf")], ["x", None]])], {})
    found = words(path).casefold()
    assert "nan" not in found
    assert "inf" not in found


def test_a_missing_folder_is_one_clear_sentence(target: tuple[Exporter, Path]) -> None:
    exporter, path = target
    with pytest.raises(CodeerbankError) as caught:
        exporter.write(path.parent / "weg" / path.name, [SHEET], {})
    assert caught.value.exit_code == 2
    assert "weg" in caught.value.message


def test_an_empty_table_is_still_a_table(target: tuple[Exporter, Path]) -> None:
    exporter, path = target
    exporter.write(path, [Sheet("leeg", ["a"], [])], {})
    assert "leeg" in words(path)


def test_the_same_table_gives_the_same_words_twice(target: tuple[Exporter, Path]) -> None:
    exporter, path = target
    exporter.write(path, [SHEET], {})
    first = words(path)
    exporter.write(path, [SHEET], {})
    assert words(path) == first


SURVEY_WRITERS = [case for case in CASES if isinstance(WORKING[case[0]], SurveyWriter)]
QUOTE_WRITERS = [case for case in CASES if isinstance(WORKING[case[0]], QuoteWriter)]
CELL = "=1+1 \x1b[2J\u202e <b>"
SMALL = SurveyFile(
    "enquête",
    [
        SurveyColumn("respondent", "nummer", "text", ["007", "008"], is_key=True),
        SurveyColumn("oordeel", "vraag", "ordinal", ["1", "-9"], {"1": "goed"}, ["-9"]),
        SurveyColumn("toelichting", "licht toe", "text", [CELL, ""]),
    ],
    stamp="intern, niet vrijgegeven",
)
READ = QuoteReport(CELL, [QuotePart(CELL, 1, CELL, [(CELL, CELL)])], [(CELL, CELL)], [CELL], "intern, niet vrijgegeven")


@pytest.fixture(params=SURVEY_WRITERS, ids=lambda case: "".join(case))
def for_survey(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[SurveyWriter, Path]:
    name, suffix = request.param
    return WORKING[name], tmp_path / f"enquete{suffix}"


@pytest.fixture(params=QUOTE_WRITERS, ids=lambda case: "".join(case))
def for_quotes(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[QuoteWriter, Path]:
    name, suffix = request.param
    return WORKING[name], tmp_path / f"citaten{suffix}"


def test_a_survey_arrives_with_its_keys_and_stamp_for_the_owner_alone(for_survey: tuple[SurveyWriter, Path]) -> None:
    writer, path = for_survey
    before = os.umask(0o022)
    try:
        written = writer.write_survey(path, SMALL, {"csv": "machine"})
    finally:
        os.umask(before)
    assert sorted(path.parent.iterdir()) == sorted(written.files)
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in written.files)
    found = words(path)
    assert not UNSAFE.search(found)
    for part in ("007", "008", "oordeel", "-9", "=1+1", SMALL.stamp):
        assert part in found


def test_a_survey_replaces_a_file_whole_or_not_at_all(for_survey: tuple[SurveyWriter, Path]) -> None:
    writer, path = for_survey
    path.write_text("oud")
    short = replace(SMALL, original=[*SMALL.original[:1], replace(SMALL.original[1], cells=["1"])])
    with pytest.raises(ValueError):
        writer.write_survey(path, short, {})
    assert path.read_text() == "oud"
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_quotes_to_read_arrive_with_their_stamp_and_nothing_acts(for_quotes: tuple[QuoteWriter, Path]) -> None:
    writer, path = for_quotes
    writer.write_quotes(path, READ, {})
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    found = words(path)
    assert READ.stamp in found
    assert not UNSAFE.search(found)
    assert "<b>" in found if path.suffix == ".docx" else "<b>" not in found
