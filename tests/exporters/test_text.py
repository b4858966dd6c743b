from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.table import Sheet
from codeerbank.domain.visible import UNSAFE
from codeerbank.errors import UsageError
from codeerbank.exporters.text import EXPORTER, markdown, plain
from codeerbank.exporters.wrap import cell_width, fold
from tests.exporters.sheets import EVIL, SHEET


def test_a_small_table_is_a_grid_with_figures_on_the_right() -> None:
    lines = plain(Sheet("t", ["Code", "n"], [["weten", 5], ["tijd", 12]])).splitlines()
    assert lines[2:] == ["Code    n", "─────  ──", "weten   5", "tijd   12"]


@given(
    st.lists(
        st.lists(
            st.one_of(st.text(max_size=90), st.integers(), st.floats(-1e6, 1e6), st.none()), min_size=4, max_size=4
        ),
        max_size=5,
    ),
    st.integers(40, 140),
)
def test_no_line_is_wider_than_the_terminal_and_nothing_unsafe_is_left(rows: list, width: int) -> None:
    shown = plain(Sheet("Titel", ["Code", "Gesprekken", "Citaat", "n"], rows), width)
    body = shown.split("\n", 2)[2]
    assert all(cell_width(line) <= width for line in body.split("\n"))
    assert not UNSAFE.search(shown)


def test_what_does_not_fit_side_by_side_becomes_a_block_per_row() -> None:
    columns = [f"Kolom {n}" for n in range(8)]
    shown = plain(Sheet("t", columns, [["een flink stuk tekst"] * 8]), 50)
    assert "Kolom 0  een flink stuk tekst" in shown.splitlines()


def test_columns_that_nobody_filled_are_named_instead_of_shown() -> None:
    shown = plain(Sheet("t", ["Code", "Hoe zeker?"], [["weten", None]]))
    assert shown.splitlines()[-1] == "Still empty: Hoe zeker?."


def test_columns_of_coefficients_keep_three_decimals_and_others_one() -> None:
    shown = plain(Sheet("t", ["kappa", "pct", "woorden"], [[0.7142857, 41.666667, 2023], [-0.023, 9.05, 12345]]))
    assert [line.split() for line in shown.splitlines()[4:]] == [
        ["0.714", "41.7", "2,023"],
        ["-0.023", "9.1", "12,345"],
    ]


def test_markdown_escapes_what_would_be_markup(tmp_path: Path) -> None:
    EXPORTER.write(tmp_path / "a.md", [Sheet("T", ["a|b"], [[text] for text in EVIL])], {})
    table = [line for line in (tmp_path / "a.md").read_text("utf-8").splitlines() if line.startswith("|")]
    assert len(table) == len(EVIL) + 2
    assert all(line.replace("\\|", "").count("|") == 2 for line in table)
    assert "<script" not in "\n".join(table)
    assert markdown(SHEET).startswith("# Codes per groep\n\n**intern, niet vrijgegeven**")


@pytest.mark.parametrize("width", ["", "abc", "5", "-80"])
def test_a_width_that_is_no_width_is_refused(tmp_path: Path, width: str) -> None:
    with pytest.raises(UsageError, match="at least 20"):
        EXPORTER.write(tmp_path / "a.txt", [SHEET], {"width": width})


@given(st.text(alphabet="ab é👩漢\n ", max_size=60), st.integers(4, 30))
def test_folding_keeps_every_word(text: str, width: int) -> None:
    lines = fold(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cell_width(line) <= width for line in lines)


def test_headings_are_folded_before_cells_and_no_word_is_cut_where_it_can_be() -> None:
    sheet = Sheet("t", ["Code", "based on n =", "professional"], [["rolduidelijkheid vooraf", 76, "11 van 76 (14,5%)"]])
    wide, narrow = plain(sheet, 60).splitlines(), plain(sheet, 44).splitlines()
    assert "based on n =" in wide[2]
    assert [line.split() for line in narrow[2:4]] == [["Code", "based", "professional"], ["on", "n"]]
    assert all(word in " ".join(narrow) for word in ("rolduidelijkheid", "vooraf", "professional", "(14,5%)"))
    assert all(len(line) <= 44 for line in narrow)


def test_a_table_too_wide_for_its_words_is_parted_by_its_first_column() -> None:
    groups, answers = ("professional", "steunfiguur"), (("ja", "43–90%"), ("neen", "1–9%"))
    rows = [[group, answer, 11, interval] for group in groups for answer, interval in answers]
    shown = plain(Sheet("t", ["Groep", "Antwoord", "gebaseerd op n =", "95%-interval"], rows), 30).splitlines()
    assert "Groep: professional;" in " ".join(shown)
    assert [line.split()[0] for line in shown if "%" in line and "95%" not in line] == ["ja", "neen"] * 2
    assert not any("professiona " in line for line in shown)
