from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.numbers import half_up, number, out_of, percentage, span_of
from codeerbank.i18n import use_language


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [(2.675, 2, "2.68"), (0.125, 2, "0.13"), (-0.5, 0, "-1"), (1e22, 1, "1" + "0" * 22 + ".0")],
)
def test_halves_go_up_as_readers_expect(value: float, digits: int, expected: str) -> None:
    assert str(half_up(value, digits)) == expected


def test_dutch_readers_get_a_decimal_comma_and_a_thousands_point() -> None:
    assert number(1234567) == "1.234.567"
    assert number(1234.56) == "1.234,6"
    assert number(41.66666666) == "41,7"
    assert number(float("nan")) == "–"


def test_english_readers_get_theirs() -> None:
    use_language("en")
    assert number(1234.56) == "1,234.6"
    use_language("nl")


def test_a_handful_is_counted_and_from_ten_up_a_percentage_stands_beside_the_count() -> None:
    assert out_of(3, 9) == "3 van 9"
    assert out_of(5, 12) == "5 van 12 (41,7%)"
    assert out_of(0, 0) == "0 van 0"
    assert span_of((68.5313, 98.7273)) == "69–99%"
    assert span_of(None) == "–"


@given(st.integers(1, 10_000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_a_printed_percentage_is_never_further_off_than_half_a_digit(pair: tuple[int, int]) -> None:
    n, base = pair
    printed = Fraction(percentage(n, base)[:-1].replace(",", "."))
    assert abs(printed - Fraction(100 * n, base)) <= Fraction(1, 20)
