"""Which whole numbers fit a printed percentage."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.published import Printed
from codeerbank.errors import UsageError
from codeerbank.mixed.audit.grim import bases_for, counts_for


def test_the_worked_examples() -> None:
    assert list(bases_for(5, "41,7")) == [12]
    assert list(bases_for(4, "33,3")) == [12]
    assert list(counts_for("91", 76)) == [69]
    assert not bases_for(5, "18,88%")


@given(st.integers(0, 40), st.decimals(0, 100, places=1))
def test_the_bases_are_those_a_search_finds(n: int, value: object) -> None:
    printed = Printed.read(f"{value}")
    assert printed is not None
    found = [base for base in range(1, 400) if printed.holds(Fraction(100 * n, base))]
    assert [base for base in bases_for(n, printed) if base < 400] == found


@given(st.integers(1, 120), st.decimals(0, 100, places=1))
def test_the_counts_are_those_a_search_finds(base: int, value: object) -> None:
    printed = Printed.read(f"{value}")
    assert printed is not None
    assert list(counts_for(printed, base)) == [n for n in range(base + 1) if printed.holds(Fraction(100 * n, base))]


def test_words_are_no_percentage() -> None:
    with pytest.raises(UsageError):
        bases_for(5, "veel")
