"""What is hidden cannot be found again, checked by another road: linear programs over all that is shown."""

import os
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.frequency import FrequencyGroup, FrequencyRow, FrequencyTable
from codeerbank.errors import UsageError
from codeerbank.mixed.audiences import COMMISSIONER
from codeerbank.mixed.disclosed_table import hide
from codeerbank.mixed.disclosure import Protected, protect, unanimous
from codeerbank.mixed.sheets import table_sheet

MANY = int(os.environ.get("CODEERBANK_RANDOM_TABLES", "15"))
"""More random tables can be asked for; the acceptance takes 1,000."""


def tables(rows: int = 6, columns: int = 5, largest: int = 40) -> st.SearchStrategy[list[list[int]]]:
    counts = st.one_of(st.integers(0, 6), st.integers(0, largest))
    return st.integers(1, columns).flatmap(
        lambda width: st.lists(st.lists(counts, min_size=width, max_size=width), min_size=1, max_size=rows)
    )


def reach(table: list[list[int]], hidden: frozenset[tuple[int, int]], place: tuple[int, int]) -> tuple[float, float]:
    """Find the least and the most a hidden number can be, by linear programs over cells and totals."""
    import numpy as np
    from scipy.optimize import linprog

    rows, columns = len(table), len(table[0])
    whole = [[*row, sum(row)] for row in table]
    whole.append([sum(column) for column in zip(*whole, strict=True)])
    at = {cell: n for n, cell in enumerate(product(range(rows + 1), range(columns + 1)))}
    sums = []
    for i in range(rows + 1):
        sums.append({**{(i, j): 1 for j in range(columns)}, (i, columns): -1})
    for j in range(columns + 1):
        sums.append({**{(i, j): 1 for i in range(rows)}, (rows, j): -1})
    matrix = np.array([[line.get(cell, 0) for cell in at] for line in sums])
    limits = [(0, None) if cell in hidden else (whole[cell[0]][cell[1]],) * 2 for cell in at]
    found = []
    for sign in (1, -1):
        goal = np.zeros(len(at))
        goal[at[place]] = sign
        solved = linprog(goal, A_eq=matrix, b_eq=np.zeros(len(sums)), bounds=limits)
        found.append(sign * solved.fun if solved.status == 0 else float("inf"))
    return found[0], found[1]


def shown_once(safe: Protected, table: list[list[int]]) -> bool:
    """Say whether any row or column has one hidden number alone."""
    rows, columns = len(table), len(table[0])
    lines = [[(i, j) for j in range(columns + 1)] for i in range(rows + 1)]
    lines += [[(i, j) for i in range(rows + 1)] for j in range(columns + 1)]
    return any(sum(cell in safe.hidden for cell in line) == 1 for line in lines)


@given(tables())
@settings(max_examples=MANY, deadline=None)
def test_no_hidden_number_is_found_within_five_and_none_is_hidden_alone(table: list[list[int]]) -> None:
    safe = protect(table)
    assert not shown_once(safe, table)
    for place in sorted(safe.hidden)[:3] if MANY < 100 else safe.hidden:
        low, high = reach(table, safe.hidden, place)
        assert high - low > 10
        told_low, told_high = safe.bounds[place]
        assert low == pytest.approx(told_low)
        assert high == pytest.approx(float("inf") if told_high is None else told_high)


@given(tables())
@settings(max_examples=MANY, deadline=None)
def test_every_small_number_is_hidden_and_what_is_shown_is_true(table: list[list[int]]) -> None:
    safe = protect(table)
    for row, cells in enumerate(safe.cells):
        for column, n in enumerate(cells):
            assert n is None or (n == table[row][column] and not 0 < n < 5)
    assert all(n is None or not 0 < n < 5 for n in (*safe.row_totals, *safe.column_totals, safe.total))


def test_the_cheapest_rectangle_is_chosen_and_a_table_without_small_numbers_is_left_alone() -> None:
    safe = protect([[20, 3, 15], [30, 12, 18], [14, 25, 16]])
    assert safe.primary == {(0, 1)}
    assert safe.secondary == {(0, 2), (1, 1), (1, 2)}
    assert safe.row_totals == (38, 60, 55)
    assert not protect([[20, 30], [0, 15]]).hidden


def test_one_column_hides_a_second_number_with_the_small_one() -> None:
    safe = protect([[3], [14], [40], [19]])
    assert safe.hidden >= {(0, 0), (1, 0)}
    assert safe.total == 76


def test_a_place_that_is_known_anyway_is_no_hiding_place() -> None:
    safe = protect([[3, 0], [20, 0], [30, 25]], known={(0, 1), (1, 1)})
    assert not safe.hidden & {(0, 1), (1, 1)}


@pytest.mark.parametrize("table", [[], [[]], [[1, 2], [3]], [[-1]], [[1.5]]])
def test_what_is_no_table_of_counts_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(UsageError):
        protect(table)


def frequencies(*counts: tuple[int, int]) -> FrequencyTable:
    groups = []
    for number, name in enumerate(("a", "b")):
        column = [pair[number] for pair in counts]
        base = sum(column)
        rows = [
            FrequencyRow(str(at), f"antwoord {at}", n, base, 100 * n / base if base else None, None, None)
            for at, n in enumerate(column)
        ]
        groups.append(FrequencyGroup(name, base, base, rows))
    total = sum(map(sum, counts))
    return FrequencyTable("regio", "Regio", "nominal", total, total, 0, groups, by="groep")


def test_a_background_table_marks_what_it_hides_with_the_percentage_beside_it_and_says_why() -> None:
    table = frequencies((3, 22), (25, 31), (28, 40))
    sheet = table_sheet(table, hidden=hide([table], ["background"], COMMISSIONER)[0])
    rows = [list(row) for row in sheet.rows]
    assert rows[0] == ["a", "antwoord 0", *[HIDDEN] * 3]
    assert all(cell is not None for row in rows for cell in row)
    assert "5" in sheet.notes[0]
    marked = [row for row in rows if HIDDEN in row]
    assert len(marked) == 4


def test_an_opinion_is_shown_from_five_persons_in_a_group_however_small_the_cell() -> None:
    table = frequencies((1, 2), (4, 4))
    rows = [list(row) for row in table_sheet(table, hidden=hide([table], ["opinion"], COMMISSIONER)[0]).rows]
    assert rows[0][:4] == ["a", "antwoord 0", 1, 5]
    assert rows[2][:4] == ["b", "antwoord 0", 2, 6]


def test_a_group_that_is_of_one_mind_is_named() -> None:
    table = frequencies((7, 4), (0, 5))
    assert any("a" in note for note in hide([table], ["opinion"], COMMISSIONER)[0].notes)
    assert unanimous([0, 7, 0]) == 1
    assert unanimous([1, 6]) is None
