"""Right tables stay silent, whatever their numbers; one mistake put into them is found, with its cause."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.published import Figure, Printed, PublishedColumn, PublishedRow, PublishedTable
from codeerbank.mixed.audit.check import audit_tables

counts = st.lists(st.integers(0, 90), min_size=2, max_size=7).filter(any)
decimals = st.integers(0, 2)


def printed(share: Fraction, places: int) -> Printed:
    """Round half up by another road than the program's."""
    whole = (share * 10**places * 2 + 1) // 2
    text = f"{Decimal(int(whole)).scaleb(-places):f}".replace(".", ",") + "%"
    found = Printed.read(text)
    assert found is not None
    return found


def column_of(numbers: Sequence[int], base: int, places: int) -> list[Figure]:
    return [Figure(n, printed(Fraction(100 * n, base), places)) for n in numbers]


def table_of(
    cells: Sequence[Figure], base: int, response: str = "single", total: Figure | None = None
) -> PublishedTable:
    column = PublishedColumn("a", "A", base, "respondents", base)
    rows = [PublishedRow(str(number), str(number), {"a": cell}) for number, cell in enumerate(cells)]
    totals = {"a": total} if total else {}
    return PublishedTable("t", "t", [column], rows, response, totals)  # type: ignore[arg-type]


@given(counts, decimals, st.integers(0, 20))
@settings(max_examples=150)
def test_a_right_table_of_one_answer_a_person_is_silent(numbers: list[int], places: int, silent: int) -> None:
    base = sum(numbers) + silent
    total = Figure(sum(numbers), printed(Fraction(100 * sum(numbers), base), places))
    assert not audit_tables([table_of(column_of(numbers, base, places), base, total=total)]).flags


@given(counts, decimals)
@settings(max_examples=100)
def test_a_right_table_of_several_answers_is_silent(numbers: list[int], places: int) -> None:
    base = max(numbers) + 3
    share = printed(Fraction(100 * sum(numbers), base), places)
    for total in (None, Figure(sum(numbers), share), Figure(base, printed(Fraction(100), 0))):
        assert not audit_tables([table_of(column_of(numbers, base, places), base, "multiple", total)]).flags


@given(st.integers(0, 60), st.integers(1, 60), decimals)
@settings(max_examples=200)
def test_a_percentage_is_flagged_exactly_when_it_is_not_the_rounded_one(n: int, base: int, places: int) -> None:
    right = (Decimal(100 * min(n, base)) / base).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    beside = right + Decimal(1).scaleb(-places)
    for value in (right, beside):
        pct = Printed.read(f"{value:f}")
        flags = audit_tables([table_of([Figure(min(n, base), pct)], base)]).flags
        assert bool(flags) == (value != right)


def kinds(cells: Sequence[Figure], base: int, response: str = "single", total: Figure | None = None) -> list[str]:
    return [flag.kind for flag in audit_tables([table_of(cells, base, response, total)]).flags]


@given(counts, st.integers(1, 2), st.data())
@settings(max_examples=80)
def test_one_percentage_cut_off_is_found_as_that(numbers: list[int], places: int, data: st.DataObject) -> None:
    base = sum(numbers)
    cells = column_of(numbers, base, places)
    at = data.draw(st.integers(0, len(numbers) - 1))
    share = Fraction(100 * numbers[at], base)
    cut = Decimal(int(share * 10**places)).scaleb(-places)
    wrong = Printed.read(f"{cut:f}".replace(".", ",") + "%")
    cells[at] = Figure(numbers[at], wrong)
    expected = [] if wrong and wrong.holds(share) else ["truncated"]
    assert kinds(cells, base) == expected


@given(st.integers(2, 9), st.integers(10, 60))
def test_a_mark_one_place_off_is_found_as_that(n: int, base: int) -> None:
    cell = Figure(n, printed(Fraction(10 * n, base), 1))
    assert kinds([cell], base) == ["factor_ten"]


def test_a_wrong_base_is_found_with_the_base_that_gives_it() -> None:
    cells = [*column_of([5, 4], 12, 1), *column_of([2], 11, 1)]
    flags = audit_tables([table_of(cells, 11)]).flags
    found = [(flag.kind, flag.base) for flag in flags if not flag.part_of]
    assert found == [("wrong_base", 12), ("wrong_base", 12), ("mixed_bases", 12)]


def test_percentages_of_answers_in_a_column_of_persons_are_found() -> None:
    cells = column_of([8, 4, 6, 10], 28, 1)
    assert set(kinds(cells, 11, "multiple")) == {"answers_as_persons"}


def test_a_slip_among_percentages_of_answers_is_told_as_such() -> None:
    cells = column_of([8, 4, 6, 10], 28, 1)
    cells[3] = Figure(10, Printed.read("35,8%"))
    flags = audit_tables([table_of(cells, 11, "multiple")]).flags
    assert [(flag.kind, flag.base, flag.expected) for flag in flags][-1] == ("answers_as_persons", 28, "90,9%")


def test_a_percentage_copied_down_is_found_beside_the_one_that_is_right() -> None:
    copied = printed(Fraction(100 * 55, 76), 0)
    cells = [Figure(n, copied) for n in (55, 32, 44, 38)]
    assert kinds(cells, 76, "multiple") == ["copied_column"] * 3


def test_a_column_copied_from_the_next_is_found() -> None:
    first, second = PublishedColumn("a", "A", 40), PublishedColumn("b", "B", 40)
    pairs = [(12, 31), (7, 22), (19, 5)]
    rows = [
        PublishedRow(str(a), str(a), {"a": Figure(a, printed(Fraction(100 * b, 40), 1)), "b": column_of([b], 40, 1)[0]})
        for a, b in pairs
    ]
    flags = audit_tables([PublishedTable("t", "t", [first, second], rows)]).flags
    assert [(flag.column, flag.kind) for flag in flags] == [("a", "copied_column")] * 3


def test_more_than_the_base_is_said_of_the_count() -> None:
    assert kinds([Figure(12, Printed.read("100%"))], 11) == ["count_above_base"]


def test_more_answers_than_persons_is_an_impossible_sum_only_where_one_answer_is_allowed() -> None:
    cells = column_of([7, 6], 11, 1)
    assert kinds(cells, 11) == ["impossible_sum"]
    assert kinds(cells, 11, "multiple") == []


def test_a_total_that_is_no_total_is_found_once() -> None:
    cells = column_of([4, 5], 12, 1)
    flags = audit_tables([table_of(cells, 12, total=Figure(10, Printed.read("75,0%")))]).flags
    assert [(flag.kind, flag.row, flag.expected) for flag in flags] == [("impossible_sum", "total", "9")]


def test_an_interval_without_its_percentage_cannot_be() -> None:
    low, high = Printed.read("50"), Printed.read("60")
    assert low
    assert high
    cell = Figure(4, Printed.read("40,0%"), interval=(low, high))
    assert kinds([cell], 10) == ["impossible_interval"]


def test_a_missing_count_is_said_and_not_flagged() -> None:
    report = audit_tables([table_of([Figure(None, Printed.read("91%"))], 76)])
    assert not report.flags
    assert "69" in report.undefined[0].words


def test_a_percentage_that_no_count_gives_is_flagged_without_its_count() -> None:
    assert kinds([Figure(None, Printed.read("41,7%"))], 11) == ["no_count_fits"]


def likert(rows: Sequence[Sequence[int]], base: int, places: int, silent: bool = False) -> PublishedTable:
    columns = [PublishedColumn(f"{answer}_j", f"{answer} / j", base, "respondents", base) for answer in "abc"]
    made = [
        PublishedRow(
            str(at),
            str(at),
            {
                column.id: Figure(None if silent else n, printed(Fraction(100 * n, base), places))
                for column, n in zip(columns, counts, strict=True)
            },
        )
        for at, counts in enumerate(rows)
    ]
    return PublishedTable("t", "t", columns, made, "likert")


three = st.tuples(st.integers(0, 40), st.integers(0, 40), st.integers(0, 40))


@given(st.lists(three, min_size=1, max_size=4), decimals, st.integers(1, 9))
@settings(max_examples=100)
def test_right_answers_beside_each_other_are_silent(rows: list[tuple[int, int, int]], places: int, silent: int) -> None:
    base = max(map(sum, rows)) + silent
    assert not audit_tables([likert(rows, base, places)]).flags
    assert not audit_tables([likert(rows, base, places, silent=True)]).flags


@given(three.filter(lambda row: min(row) > 1), decimals)
@settings(max_examples=60)
def test_percentages_beside_each_other_far_above_100_cannot_be_without_any_count(
    row: tuple[int, int, int], places: int
) -> None:
    table = likert([row], sum(row), places, silent=True)
    cells = {
        key: Figure(None, printed(cell.pct.span[0] * 2, places))
        for key, cell in table.rows[0].cells.items()
        if cell.pct
    }
    columns = [PublishedColumn(column.id, column.label) for column in table.columns]
    flags = audit_tables([PublishedTable("t", "t", columns, [PublishedRow("0", "0", cells)], "likert")]).flags
    assert [(flag.kind, flag.level, flag.row, flag.column) for flag in flags] == [("impossible_sum", "error", "0", "j")]


@given(counts, decimals, st.integers(1, 9))
@settings(max_examples=80)
def test_shares_of_all_answers_are_right_together(numbers: list[int], places: int, more: int) -> None:
    answers, persons = sum(numbers), max(numbers) + more
    column = PublishedColumn("a", "A", answers, "responses", persons)
    rows = [PublishedRow(str(at), "", {"a": cell}) for at, cell in enumerate(column_of(numbers, answers, places))]
    total = {"a": Figure(answers, printed(Fraction(100), places))}
    assert not audit_tables([PublishedTable("t", "t", [column], rows, "multiple", total)]).flags


@given(counts.filter(lambda numbers: min(numbers) > 0), decimals, st.data())
@settings(max_examples=60)
def test_one_count_too_high_is_said_at_the_total_or_at_its_own_percentage(
    numbers: list[int], places: int, data: st.DataObject
) -> None:
    base = sum(numbers)
    at = data.draw(st.integers(0, len(numbers) - 1))
    cells = column_of(numbers, base, places)
    cells[at] = Figure(numbers[at] + base, cells[at].pct)
    flags = audit_tables([table_of(cells, base, total=Figure(base, printed(Fraction(100), places)))]).flags
    assert (str(at), "count_above_base") in {(flag.row, flag.kind) for flag in flags}


def test_more_of_one_answer_than_there_are_people_is_found_in_a_column_of_answers() -> None:
    column = PublishedColumn("a", "A", 30, "responses", 9)
    rows = [PublishedRow(str(at), "", {"a": cell}) for at, cell in enumerate(column_of([12, 9, 9], 30, 0))]
    flags = audit_tables([PublishedTable("t", "t", [column], rows, "multiple")]).flags
    assert [(flag.row, flag.kind, flag.expected) for flag in flags] == [("0", "count_above_base", "≤ 9")]
