from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from codeerbank.domain.table import Sheet
from codeerbank.errors import UsageError
from codeerbank.exporters import xlsx
from codeerbank.exporters.xlsx import EXPORTER
from tests.exporters.sheets import EVIL, SHEET


def test_text_stays_text_whatever_it_starts_with(tmp_path: Path) -> None:
    EXPORTER.write(tmp_path / "a.xlsx", [Sheet("=1", EVIL, [EVIL], [(text, text) for text in EVIL], EVIL, "=2")], {})
    tab = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    kinds = {cell.data_type for row in tab.iter_rows() for cell in row if cell.value is not None}
    assert kinds == {"s"}
    values = {cell.value for row in tab.iter_rows() for cell in row}
    assert "=cmd|' /C calc'!A0" in values
    assert "a␛[2Jb␛]52;c;x␇" in values


def test_the_column_heads_stay_in_sight_below_the_header_block(tmp_path: Path) -> None:
    EXPORTER.write(tmp_path / "a.xlsx", [SHEET], {})
    tab = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    head = int(tab.freeze_panes[1:]) - 1
    assert [cell.value for cell in tab[head]] == list(SHEET.columns)
    assert (tab["A1"].value, tab["A2"].value, tab["A3"].value, tab["B3"].value) == (
        SHEET.title,
        SHEET.stamp,
        "Bron",
        "36 personen",
    )
    assert tab.cell(head + 1, 4).alignment.wrap_text
    assert tab.print_title_rows == f"${head}:${head}"


def test_a_long_header_block_stands_below_the_table_so_that_the_heads_can_stand_still(tmp_path: Path) -> None:
    about = [(f"Regel {n}", "waarop het berust") for n in range(15)]
    EXPORTER.write(tmp_path / "a.xlsx", [replace(SHEET, about=about)], {})
    tab = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert tab.freeze_panes == "A5"
    assert tab.cell(tab.max_row, 1).value == "Regel 14"
    assert tab.print_title_rows


def test_numbers_stay_numbers_unrounded(tmp_path: Path) -> None:
    EXPORTER.write(tmp_path / "a.xlsx", [SHEET], {})
    tab = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    values = [cell.value for row in tab.iter_rows() for cell in row]
    assert 12345 in values
    assert 41.66666666666667 in values


def test_each_table_has_a_tab_with_a_name_excel_accepts(tmp_path: Path) -> None:
    titles = ["Codes: per [groep] / 2*?\\", "codes per groep 2", "x" * 40, "X" * 40, "'", ""]
    EXPORTER.write(tmp_path / "a.xlsx", [Sheet(title, ["a"], [["b"]]) for title in titles], {})
    names = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert names == ["Codes per groep 2", "codes per groep 2 (2)", "x" * 31, "X" * 27 + " (2)", "1", "1 (2)"]


def test_a_text_longer_than_a_cell_is_cut_in_sight(tmp_path: Path) -> None:
    EXPORTER.write(tmp_path / "a.xlsx", [Sheet("t", ["a"], [["y" * 40_000]])], {})
    cell = openpyxl.load_workbook(tmp_path / "a.xlsx").active["A4"]
    assert len(cell.value) == 32_767
    assert cell.value.endswith("[…]")


def test_too_many_rows_are_refused_before_anything_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 20)
    with pytest.raises(UsageError, match="20 rows"):
        EXPORTER.write(tmp_path / "a.xlsx", [Sheet("t", ["a"], ([n] for n in range(30)))], {})
    assert not list(tmp_path.iterdir())


def test_excel_reads_what_looks_like_its_own_escapes_as_the_text_it_is(tmp_path: Path) -> None:
    import python_calamine

    texts = ["_x001B_", "_x005F_", "a_x000D_b", "x_y", "\ufffe", "\uffff"]
    EXPORTER.write(tmp_path / "a.xlsx", [Sheet("t", ["a"], [[text] for text in texts])], {})
    rows = python_calamine.load_workbook(str(tmp_path / "a.xlsx")).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[-6:]] == ["_x001B_", "_x005F_", "a_x000D_b", "x_y", "�", "�"]
