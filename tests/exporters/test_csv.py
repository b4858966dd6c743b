import csv
import io
import math
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.table import Cell, Sheet
from codeerbank.errors import UsageError
from codeerbank.exporters.csv import EXPORTER, safe_text
from tests.exporters.sheets import EVIL, SHEET

MACHINE = {"csv": "machine"}


def test_people_get_semicolons_a_decimal_comma_and_a_mark_for_excel(tmp_path: Path) -> None:
    EXPORTER.write(tmp_path / "a.csv", [SHEET], {})
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8-sig").split("\r\n")
    assert lines[:2] == ["Codes per groep", "intern, niet vrijgegeven"]
    assert "Code;n;pct;Citaat" in lines
    assert "weten hoe;12345;41,66666666666667;“Ik zou niet weten; waar ik begin.”".replace("“Ik", '"“Ik') + '"' in lines


def test_programs_get_commas_points_and_the_header_on_line_one(tmp_path: Path) -> None:
    EXPORTER.write(tmp_path / "a.csv", [SHEET], MACHINE)
    raw = (tmp_path / "a.csv").read_bytes()
    assert b"\r" not in raw
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"))))
    assert rows[0]["pct"] == "41.66666666666667"
    assert rows[1] == {
        "Code": "tijd",
        "n": "3",
        "pct": "",
        "Citaat": "regel één\nregel twee",
        "stamp": "intern, niet vrijgegeven",
    }


def test_several_tables_go_below_each_other_for_people_only(tmp_path: Path) -> None:
    EXPORTER.write(tmp_path / "a.csv", [SHEET, SHEET], {})
    assert (tmp_path / "a.csv").read_text("utf-8-sig").count("Code;n;pct;Citaat") == 2
    with pytest.raises(UsageError, match="one table"):
        EXPORTER.write(tmp_path / "b.csv", [SHEET, SHEET], MACHINE)


@pytest.mark.parametrize("text", EVIL[:8])
def test_a_cell_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert safe_text(text).startswith("'")


@pytest.mark.parametrize("text", ["-5", "+3,2", "-1.234,5", "-12%", "-1e-9", "gewoon", "", "5-3"])
def test_numbers_and_plain_words_stay_as_they_are(text: str) -> None:
    assert safe_text(text) == text


def test_raw_gives_programs_every_character_back(tmp_path: Path) -> None:
    sheet = Sheet("t", ["a"], [[text] for text in EVIL if "\ud800" not in text and "\r" not in text])
    EXPORTER.write(tmp_path / "a.csv", [sheet], {"csv": "machine", "raw": "yes"})
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        found = [row[0] for row in csv.reader(file)][1:]
    assert found == [row[0] for row in sheet.rows]


@settings(deadline=None)
@given(st.lists(st.lists(st.text(), min_size=2, max_size=2), max_size=8), st.sampled_from([{}, MACHINE]))
def test_no_formula_survives_whatever_the_text(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], options: dict[str, str]
) -> None:
    path = tmp_path_factory.getbasetemp() / "gok.csv"
    EXPORTER.write(
        path, [Sheet("t", ["a", "b"], rows, [("label", row[0]) for row in rows], [row[1] for row in rows])], options
    )
    with path.open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file, delimiter="," if options else ";") for cell in row]
    for cell in cells:
        assert cell[:1] not in ("=", "@", "\t", "\r", "\n")
        if cell[:1] in ("+", "-"):
            assert set(cell[1:]) <= set("0123456789.,eE+-% \xa0")
            assert cell[1].isdecimal()


_CELLS = st.one_of(st.none(), st.integers(), st.floats(), st.text(alphabet="ab,\"\n\r\t=+-@'1.;é\u200b ", max_size=5))


@given(
    st.integers(1, 4).flatmap(lambda n: st.lists(st.lists(_CELLS, min_size=n, max_size=n), max_size=6)), st.booleans()
)
def test_programs_get_the_rows_that_the_csv_module_writes(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[Cell]], stamped: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / "rijen.csv"
    EXPORTER.write(path, [Sheet("t", ["a"], rows, stamp='in, "team"' if stamped else "")], MACHINE)
    wanted = io.StringIO()
    writer = csv.writer(wanted, lineterminator="\n")
    tail = ['in, "team"'] * stamped
    writer.writerow(["a", *["stamp"] * stamped])
    writer.writerows([*map(_as_written, row), *tail] for row in rows)
    assert path.read_bytes() == wanted.getvalue().encode()


def _as_written(cell: Cell) -> Cell:
    if isinstance(cell, str):
        return safe_text(cell)
    return "" if isinstance(cell, float) and not math.isfinite(cell) else cell
