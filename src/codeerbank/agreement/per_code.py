"""Agreement code by code over units, with the interval of a bootstrap over documents, all codes in one go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codeerbank.agreement.binary import binary_agreement_of_counts, is_paradox, pabak
from codeerbank.agreement.bootstrap import SAMPLES, SEED, BootstrapInterval, percentile_interval, times_drawn
from codeerbank.agreement.gwet import gwet_ac1_of_counts
from codeerbank.agreement.kappa import fleiss_kappa_of_counts
from codeerbank.agreement.results import NO_UNITS, NO_VARIATION, BinaryAgreement, Coefficient
from codeerbank.agreement.units import Unit
from codeerbank.domain.reasons import Reasoned

if TYPE_CHECKING:
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class CodeAgreement(Reasoned):
    """One code over all units that two coders or more read.

    n           units
    given       in how many of them each coder gave the code
    all_gave    units in which everybody who read them gave it
    percent     share of pairs of judgements that are the same (0-1)
    kappa       Cohen's for two coders, Fleiss' for more
    interval    of alpha, by bootstrap over documents
    two         the 2x2 table with its indexes; None for more than two coders
    """

    code: str
    n: int
    given: tuple[int, ...]
    all_gave: int
    percent: float | None
    kappa: Coefficient
    alpha: Coefficient
    ac1: float | None
    pabak: float | None
    interval: BootstrapInterval
    paradox: bool
    two: BinaryAgreement | None

    @property
    def reason(self) -> str:
        """Say why there is no alpha; empty where there is one."""
        return self.alpha.reason


def code_agreements(
    units: Sequence[Unit], codes: Sequence[str], coders: int, samples: int = SAMPLES, seed: int = SEED
) -> list[CodeAgreement]:
    """Measure every code over the units that two coders or more read."""
    twice = [unit for unit in units if unit.double]
    tallies = _tallies(twice)
    sums, clusters = _pair_sums(twice, codes)
    intervals = _intervals(sums, len(clusters), samples, seed)
    totals = sums.sum(axis=0)
    return [
        _measured(code, tallies, coders, _alpha(totals[at], _size(twice)), interval)
        for at, (code, interval) in enumerate(zip(codes, intervals, strict=True))
    ]


Tallies = Mapping[tuple[frozenset[str] | None, ...], int]


def _tallies(units: Sequence[Unit]) -> Tallies:
    """Count units that got the same: few patterns stand for many units."""
    found: dict[tuple[frozenset[str] | None, ...], int] = {}
    for unit in units:
        found[unit.given] = found.get(unit.given, 0) + unit.size
    return found


def _size(units: Sequence[Unit]) -> int:
    return sum(unit.size for unit in units)


def _measured(
    code: str, tallies: Tallies, coders: int, alpha: Coefficient, interval: BootstrapInterval
) -> CodeAgreement:
    given, counts = [0] * coders, dict[tuple[int, int], int]()
    same = 0.0
    cells = dict[tuple[bool, ...], int]()
    for sets, size in tallies.items():
        says = [None if codes is None else code in codes for codes in sets]
        known = [said for said in says if said is not None]
        yes, no = sum(known), len(known) - sum(known)
        counts[yes, no] = counts.get((yes, no), 0) + size
        cells[tuple(known)] = cells.get(tuple(known), 0) + size
        same += size * (yes * (yes - 1) + no * (no - 1)) / (len(known) * (len(known) - 1))
        for coder, said in enumerate(says):
            given[coder] += size * bool(said)
    n = sum(tallies.values())
    percent = same / n if n else None
    everybody = sum(size for (_yes, no), size in counts.items() if not no)
    if coders == 2:
        two = binary_agreement_of_counts(
            *(cells.get(c, 0) for c in ((True, True), (True, False), (False, True), (False, False)))
        )
        return CodeAgreement(
            code, n, tuple(given), everybody, percent, two.kappa, alpha, two.ac1, two.pabak, interval, two.paradox, two
        )  # fmt: skip
    full = {pair: size for pair, size in counts.items() if sum(pair) == coders}
    kappa = fleiss_kappa_of_counts(list(full), list(full.values()))
    ac1 = gwet_ac1_of_counts(list(counts), list(counts.values())).value
    prevalence = _prevalence(counts)
    return CodeAgreement(
        code, n, tuple(given), everybody, percent, kappa, alpha, ac1,
        pabak(percent) if percent is not None and not alpha.reason else None,
        interval, is_paradox(percent, kappa.value, prevalence), None,
    )  # fmt: skip


def _prevalence(counts: Mapping[tuple[int, int], int]) -> float | None:
    """Give |given - not given| by all judgements: the prevalence index for any number of coders."""
    judged = sum((yes + no) * size for (yes, no), size in counts.items())
    return abs(sum((yes - no) * size for (yes, no), size in counts.items())) / judged if judged else None


def _pair_sums(units: Sequence[Unit], codes: Sequence[str]) -> tuple[NDArray[Any], list[str]]:
    """Add up, per document and code, the pairs of judgements (given-given, given-not, not-not) that alpha is made of."""
    import numpy as np

    clusters = list(dict.fromkeys(unit.place.cluster for unit in units))
    row, column = ({name: at for at, name in enumerate(names)} for names in (clusters, codes))
    sums = np.zeros((len(codes), len(clusters), 3))
    judgements = np.zeros(len(clusters))
    for unit in units:
        at, judged = row[unit.place.cluster], unit.judged
        m = len(judged)
        judgements[at] += unit.size * m
        for code in frozenset().union(*judged):
            if code not in column:
                continue
            yes = sum(code in given for given in judged)
            pairs = sums[column[code], at]
            pairs[0] += unit.size * yes * (yes - 1) / (m - 1)
            pairs[1] += unit.size * yes * (m - yes) / (m - 1)
    sums[:, :, 2] = judgements - sums[:, :, 0] - 2 * sums[:, :, 1]
    return sums.transpose(1, 0, 2), clusters


def _alpha(sums: NDArray[Any], units: int) -> Coefficient:
    given_given, given_not, not_not = map(float, sums)
    yes, no = given_given + given_not, not_not + given_not
    n = yes + no
    if not units:
        return Coefficient(None, 0, reason=NO_UNITS)
    observed, expected = 2 * given_not / n, 2 * yes * no / (n * (n - 1))
    if expected <= 0:
        return Coefficient(None, units, observed, expected, reason=NO_VARIATION)
    return Coefficient(1 - observed / expected, units, observed, expected)


def _intervals(sums: NDArray[Any], clusters: int, samples: int, seed: int) -> list[BootstrapInterval]:
    """Draw the documents, add up what each sample holds, and take alpha of every code in every sample."""
    import numpy as np

    n_codes = sums.shape[1]
    if clusters < 2:
        return [percentile_interval((), clusters, samples, seed)] * n_codes
    blocks = [drawn @ sums.reshape(clusters, -1) for drawn in times_drawn(clusters, samples, seed)]
    together = np.concatenate(blocks).reshape(samples, n_codes, 3) if blocks else np.empty((0, n_codes, 3))
    yes, no = together[:, :, 0] + together[:, :, 1], together[:, :, 2] + together[:, :, 1]
    with np.errstate(divide="ignore", invalid="ignore"):
        alpha = np.where(yes * no > 0, 1 - (yes + no - 1) * together[:, :, 1] / (yes * no), np.nan)
    return [percentile_interval(alpha[:, code], clusters, samples, seed) for code in range(n_codes)]
