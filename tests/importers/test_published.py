"""Printed tables come in as JSON, CSV or a workbook, in the shapes people have them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from codeerbank.errors import ImportProblems
from codeerbank.importers.published import read_published

File = Callable[[str, str], Path]


@pytest.fixture
def file(tmp_path: Path) -> File:
    def write(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_one_number_a_line_becomes_a_table_with_bases_and_blocks(file: File) -> None:
    text = (
        "tabel;rij;kolom;aantal;%;basis;blok\n1;Man;J;5;41,7%;11;geslacht\n1;Vrouw;J;4;;11;geslacht\n1;Totaal;J;9;;;\n"
    )
    (table,) = read_published(file("t.csv", text)).tables
    row, column = table.rows[0], table.columns[0]
    cell = row.cells["J"]
    assert (row.label, row.block, column.base, cell.n, str(cell.pct.value if cell.pct else "")) == (
        "Man", "geslacht", 11, 5, "41.7",
    )  # fmt: skip
    assert table.totals["J"].n == 9


def test_english_names_commas_and_a_separator_line_are_read_too(file: File) -> None:
    (table,) = read_published(file("t.csv", "sep=,\ntable,row,column,n,pct,base\nT,yes,all,5,45.5,11\n")).tables
    assert table.rows[0].cells["all"].n == 5


@pytest.mark.parametrize(
    "text",
    [
        ";Jongeren (n=11);Ouders (n=9)\nMan;5 (45,5%);1 (11,1%)\nVrouw;4 (36,4%);8 (88,9%)\n",
        ";Jongeren n;Jongeren %;Ouders n;Ouders %\nMan;5;45,5%;1;11,1%\nVrouw;4;36,4%;8;88,9%\nn;11;;9;\n",
        ";Jongeren;;Ouders;\n;n;%;n;%\nMan;5;45,5;1;11,1\nVrouw;4;36,4;8;88,9\nn;11;;9;\n",
        ";Jongeren;Ouders\nMan;5 van 11 (45,5%);1 van 9\nVrouw;4 van 11 (36,4%);8 van 9\n",
    ],
)
def test_a_table_as_on_paper_is_read_with_its_bases(file: File, text: str) -> None:
    (table,) = read_published(file("papier.csv", text)).tables
    found = {
        (row.label, column.label): (row.cells[column.id].n, table.base(column, row.cells[column.id]))
        for row in table.rows
        for column in table.columns
    }
    assert found == {("Man", "Jongeren"): (5, 11), ("Man", "Ouders"): (1, 9), ("Vrouw", "Jongeren"): (4, 11),
                     ("Vrouw", "Ouders"): (8, 9)}  # fmt: skip


def test_a_cell_that_was_not_asked_or_has_no_percentage_is_no_mistake(file: File) -> None:
    cells = {"a": {"n": None, "not_asked": True}, "b": {"n": 3}}
    found = {
        "tables": [
            {
                "id": "T",
                "columns": [{"id": "a", "base": 11}, {"id": "b", "base": None}],
                "rows": [{"id": "r", "cells": cells}],
            }
        ]
    }
    (table,) = read_published(file("t.json", json.dumps(found))).tables
    assert table.rows[0].cells["a"].not_asked
    assert table.rows[0].cells["b"].n == 3


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("leeg.json", "{}"),
        ("kapot.json", '{"tables": ['),
        ("vreemd.json", '{"tables": [1, {"columns": 3, "rows": "x"}], "lists": [{"values": [1]}]}'),
        ("diep.json", "[" * 5000),
        ("woorden.csv", "naam;mening\nAnna;fijn\n"),
        ("tabel.pdf", "x"),
        ("leeg.csv", " "),
    ],
)
def test_a_file_without_a_table_is_refused_in_a_sentence(file: File, name: str, text: str) -> None:
    with pytest.raises(ImportProblems) as refused:
        read_published(file(name, text))
    assert str(refused.value)


def test_what_stands_for_a_number_and_is_none_is_kept_as_words(file: File) -> None:
    text = "rij;kolom;aantal;%;basis\nA;J;<5;;11\nB;J;5;veel;11\nC;J;5;45,5;elf\nD;J;-;45,5;11\nE;J;6;54.5;11\n"
    (table,) = read_published(file("t.csv", text)).tables
    assert [row.cells["J"].unreadable for row in table.rows] == ["<5", "veel", "elf", "", ""]


def test_words_for_numbers_in_json_are_kept_as_words(file: File) -> None:
    cells = {"a": {"n": "vijf"}, "b": {"n": 2.5, "pct_printed": "x"}}
    found = {"tables": [{"columns": [{"id": "a"}, {"id": "b", "base": 4}], "rows": [{"cells": cells}]}]}
    (table,) = read_published(file("t.json", json.dumps(found))).tables
    assert [cell.unreadable for cell in table.rows[0].cells.values()] == ["vijf", "x"]


def test_a_table_is_named_once_and_goes_on(file: File) -> None:
    text = "tabel;rij;aantal;%;basis\n1;A;5;45,5;11\n;B;6;54,5;11\n2;A;1;50;2\n"
    assert [len(table.rows) for table in read_published(file("t.csv", text)).tables] == [2, 1]


def test_a_row_that_is_called_n_and_holds_words_is_a_row(file: File) -> None:
    (table,) = read_published(file("t.csv", "Code;Naam;tekens\nK;Kunnen;11867\nN;Nu;4033\n")).tables
    assert [row.label for row in table.rows] == ["K", "N"]
    assert table.columns[0].base is None


def test_a_title_full_of_commas_does_not_hide_the_table_below_it(file: File) -> None:
    text = "Samen met familie, school, buurt, en meer.\n\nAntwoord;n;gebaseerd op n =\neens, zeer, ja, nu;5;11\n"
    (table,) = read_published(file("t.csv", text)).tables
    assert table.rows[0].label == "eens, zeer, ja, nu"


@pytest.mark.parametrize(
    "table", ["Antwoord;n;%\nja;1;10\nnee;9;90", "Antwoord;Jongeren\nja;1 (10%)\nnee;9 (90%)"], ids=["long", "paper"]
)
def test_every_table_of_a_file_is_read_and_named_after_the_line_above_it(file: File, table: str) -> None:
    text = f"Wil je dat?\nDatum;vandaag\n\n{table}\n\nEen noot.\n\nKun je dat?\n{table}\n\nKun je dat?\n\n{table}\n"
    found = read_published(file("t.csv", text)).tables
    assert [one.id for one in found] == ["Wil je dat?", "Kun je dat?", "Kun je dat? (2)"]
    assert [len(one.rows) for one in found] == [2, 2, 2]
