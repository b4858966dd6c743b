"""Agreement over all codes at once: alpha over the sets of codes, with the interval of a bootstrap over documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codeerbank.agreement.bootstrap import SAMPLES, SEED, BootstrapInterval, percentile_interval, times_drawn
from codeerbank.agreement.results import NO_UNITS, NO_VARIATION, Coefficient
from codeerbank.agreement.sets import SetDistance, distance_matrix
from codeerbank.agreement.units import Unit

if TYPE_CHECKING:
    from numpy.typing import NDArray

_MANY = 500
"""From so many documents on their sets are few each, and are added up as such."""


@dataclass(frozen=True, slots=True)
class SetAgreement:
    """Whole sets of codes compared, over the units that two coders or more read; ``percent`` counts equal sets (0-1)."""

    n: int
    percent: float | None
    alpha: Coefficient
    interval: BootstrapInterval


def set_agreement(
    units: Sequence[Unit], distance: SetDistance = "masi", samples: int = SAMPLES, seed: int = SEED
) -> SetAgreement:
    """Measure how far the coders' sets of codes are apart; with ``samples`` 0 without an interval."""
    import numpy as np

    twice = [unit for unit in units if unit.double]
    n = sum(unit.size for unit in twice)
    if not n:
        nothing = percentile_interval((), 0, samples, seed)
        return SetAgreement(0, None, Coefficient(None, 0, reason=NO_UNITS), nothing)
    sums = _Sums(twice, distance)
    observed, expected = (float(one[0]) for one in sums.disagreement(np.ones((1, len(sums.clusters)))))
    if expected > 0:
        alpha = Coefficient(1 - observed / expected, n, observed, expected)
    else:
        alpha = Coefficient(None, n, observed, expected, reason=NO_VARIATION)
    values: list[NDArray[Any]] = [np.empty(0)]
    if len(sums.clusters) > 1:
        for drawn in times_drawn(len(sums.clusters), samples, seed):
            seen, by_chance = sums.disagreement(drawn)
            with np.errstate(divide="ignore", invalid="ignore"):
                values.append(np.where(by_chance > 0, 1 - seen / by_chance, np.nan))
    interval = percentile_interval(np.concatenate(values), len(sums.clusters), samples, seed)
    return SetAgreement(n, sums.same / n, alpha, interval)


class _Sums:
    """What alpha is made of, per document, so that a sample of documents only needs adding up."""

    def __init__(self, units: Sequence[Unit], distance: SetDistance) -> None:
        import numpy as np

        self.clusters = list(dict.fromkeys(unit.place.cluster for unit in units))
        sets = list(dict.fromkeys(codes for unit in units for codes in unit.judged))
        row = {name: at for at, name in enumerate(self.clusters)}
        column = {codes: at for at, codes in enumerate(sets)}
        apart = distance_matrix(sets, distance)
        counts = np.zeros((len(self.clusters), len(sets)))
        self._observed = np.zeros(len(self.clusters))
        self.same = 0.0
        for unit in units:
            at, judged = row[unit.place.cluster], [column[codes] for codes in unit.judged]
            np.add.at(counts[at], judged, unit.size)
            pairs = apart[np.ix_(judged, judged)]
            self._observed[at] += unit.size * pairs.sum() / (len(judged) - 1)
            together = len(judged) * (len(judged) - 1)
            self.same += unit.size * (sum(map(judged.count, judged)) - len(judged)) / together
        self._judgements = counts.sum(axis=1)
        # the smaller of two ways to the same sum: documents by documents, or sets by sets
        few = len(self.clusters) <= len(sets) and len(self.clusters) < _MANY
        self._chance = counts @ apart @ counts.T if few else apart
        self._counts = None if few else _sparse(counts)

    def disagreement(self, times: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
        """Give the disagreement seen and expected in each sample; a row of ``times`` says how often it holds each document."""
        n = times @ self._judgements
        parts = times if self._counts is None else (self._counts.T @ times.T).T
        by_chance = ((parts @ self._chance) * parts).sum(axis=1) / (n * (n - 1))
        return times @ self._observed / n, by_chance


def _sparse(counts: NDArray[Any]) -> Any:
    """Keep only what is not zero: who answers a question or two was given few of the many sets."""
    from scipy.sparse import csr_matrix

    return csr_matrix(counts)
