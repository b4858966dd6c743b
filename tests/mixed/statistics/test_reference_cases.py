"""Nine worked cases, computed twice elsewhere (R 4.2.2 and scipy, or by counting), through the public functions."""

import subprocess
import sys

import pytest

import codeerbank.mixed as mixed
from codeerbank.mixed import (
    benjamini_hochberg,
    chi_square,
    clopper_pearson,
    contingency,
    cooccurrence,
    fisher,
    holm,
    jeffreys,
    multiple_response,
    odds_ratio,
    phi,
    sample_size,
    wilson,
)

CLOSE = 1e-6


def test_e01_interval_of_13_of_14() -> None:
    assert wilson(13, 14) == pytest.approx((0.6853129558, 0.9872777848), abs=CLOSE)
    assert clopper_pearson(13, 14) == pytest.approx((0.6613155101, 0.9981932193), abs=CLOSE)
    assert jeffreys(13, 14) == pytest.approx((0.711620429, 0.9921813693), abs=CLOSE)


@pytest.mark.parametrize(("population", "exact", "n"), [(3300, 344.1844150134, 345), (47000, 381.0396317332, 382)])
def test_e02_sample_size(population: int, exact: float, n: int) -> None:
    found = sample_size(population)
    assert (found.n0, found.n_exact, found.n) == pytest.approx((384.1458820694, exact, n), abs=CLOSE)


def test_e03_two_by_two() -> None:
    table = [[8, 2], [1, 5]]
    assert chi_square(table).statistic == pytest.approx(6.1121693122, abs=CLOSE)
    assert chi_square(table, correction=True).statistic == pytest.approx(3.8095238095, abs=CLOSE)
    assert contingency(table).least_expected == 2.625
    assert fisher(table).p == pytest.approx(0.034965035, abs=CLOSE)
    assert phi(table) == pytest.approx(0.6180700462, abs=CLOSE)
    odds = odds_ratio(table)
    assert odds.haldane == pytest.approx(12.4666666667, abs=CLOSE)
    assert odds.haldane_interval == pytest.approx((1.261397531, 123.2107832469), abs=CLOSE)


def test_e04_correction_over_codes() -> None:
    p = [0.01, 0.04, 0.03, 0.005, 0.2]
    assert holm(p) == pytest.approx([0.04, 0.09, 0.09, 0.025, 0.2], abs=1e-8)
    assert benjamini_hochberg(p) == pytest.approx([0.025, 0.05, 0.05, 0.025, 0.2], abs=1e-8)


def test_e07_codes_that_go_together() -> None:
    pair = cooccurrence({"A": [1, 2, 3, 4], "B": [3, 4, 5]}, 8).pairs[0]
    assert (pair.both, pair.only_first, pair.only_second, pair.neither) == (2, 2, 1, 3)
    assert (pair.jaccard, pair.dice, pair.phi) == pytest.approx((0.4, 0.5714285714, 0.2581988897), abs=CLOSE)
    assert (pair.lift, pair.expected, pair.p) == pytest.approx((1.3333333333, 1.5, 1), abs=CLOSE)


def test_e08_several_answers() -> None:
    found = multiple_response(dict(zip("abcdefgh", (8, 4, 6, 3, 5, 0, 0, 10), strict=True)), 11)
    assert found.n_answers == 36
    persons, answers = zip(*((row.pct_persons, row.pct_answers) for row in found.options), strict=True)
    assert persons == pytest.approx(
        [72.7272727273, 36.3636363636, 54.5454545455, 27.2727272727, 45.4545454545, 0, 0, 90.9090909091]
    )
    assert answers == pytest.approx(
        [22.2222222222, 11.1111111111, 16.6666666667, 8.3333333333, 13.8888888889, 0, 0, 27.7777777778]
    )
    assert (found.sum_pct_persons, found.sum_pct_answers) == pytest.approx((327.2727272727, 100))


def test_every_name_offered_is_there() -> None:
    assert not [name for name in mixed.__all__ if getattr(mixed, name, None) is None]
    with pytest.raises(AttributeError, match="wislon"):
        mixed.wislon  # noqa: B018


def test_the_room_itself_loads_nothing() -> None:
    script = "import sys, codeerbank.mixed; print(*(m for m in sys.modules if m.startswith(('numpy', 'scipy', 'codeerbank.mixed.'))))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not found.stdout.split()
