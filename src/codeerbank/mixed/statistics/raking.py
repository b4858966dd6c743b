"""Weights that bring respondents to known totals: raking over several characteristics, post-stratification over one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeAlias

from codeerbank.domain.plain import plain
from codeerbank.domain.reasons import Reasoned
from codeerbank.i18n import _
from codeerbank.mixed.statistics.weighting import LEAST_EFFECTIVE, LEAST_IN_CELL, design_effect, kish

if TYPE_CHECKING:
    import numpy as np

Goal: TypeAlias = "tuple[np.ndarray[Any, np.dtype[np.int64]], np.ndarray[Any, np.dtype[np.float64]]]"

TOLERANCE = 1e-10
MOST_ROUNDS = 1000


@dataclass(frozen=True, slots=True)
class Raked(Reasoned):
    """A weight per person, 1 on average; None as a whole when there are none, and then ``reason`` says why.

    weights    None for a person who lacks one of the characteristics and stands outside
    rounds     how often all characteristics were passed
    off        the largest difference left with the known totals, as a share; above 0 after trimming
    where      the characteristic and category the reason or the first warning is about
    warnings   why the weights should not be used: ``effective_n_below_30``, ``cell_below_5``
    """

    weights: tuple[float | None, ...] | None
    n: int
    rounds: int = 0
    off: float | None = None
    n_eff: float | None = None
    deff: float | None = None
    trimmed: int = 0
    reason: str = ""
    where: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def usable(self) -> bool:
        """Say whether tables may be weighted with these."""
        return self.weights is not None and not self.warnings

    @property
    def sentence(self) -> str:
        """Say what stopped the weighting or speaks against it; else what weights cannot do."""
        words = {
            "empty_category": _(
                "No weights: nobody among the respondents is in {where}, which the known totals do have."
            ),
            "not_in_population": _("No weights: the known totals have nothing for {where}, where respondents are."),
            "not_converged": _("No weights: the known totals cannot all be met together; it did not converge."),
            "no_persons": _("No weights: nobody has all characteristics."),
            "effective_n_below_30": _("Not weighted: the weights leave fewer than 30 effective persons."),
            "cell_below_5": _("Not weighted: there are fewer than 5 respondents in {where}."),
        }
        told = self.reason or (self.warnings[0] if self.warnings else "")
        if told:
            return words[told].format(where=self.where)
        return _("Weights do not repair self-selection: put weighted and unweighted numbers side by side.")


def rake(
    persons: Mapping[str, Sequence[str | None]],
    totals: Mapping[str, Mapping[str, float]],
    trim: tuple[float, float] | None = None,
    tolerance: float = TOLERANCE,
    most_rounds: int = MOST_ROUNDS,
) -> Raked:
    """Weight persons so that every characteristic has its known totals (counts or shares), by turns until all fit.

    persons   characteristic -> the category of each person; None stands outside
    trim      the lowest and highest weight allowed; what is cut off is spread, and the totals no longer fit exactly
    It stops with a reason when a category with a total has no respondents, when one with respondents has no total,
    and when after ``most_rounds`` a share is still more than ``tolerance`` off.
    Source    Deming & Stephan, Annals of Mathematical Statistics 11 (1940), 427-444.
    """
    import numpy as np

    if any(total < 0 for known in totals.values() for total in known.values()):
        raise ValueError("known totals are numbers of 0 or more")
    if not totals or set(persons) != set(totals) or len({len(column) for column in persons.values()}) != 1:
        raise ValueError("known totals and persons have the same characteristics, and each person all of them")
    persons, totals = plain(dict(persons)), plain({name: dict(known) for name, known in totals.items()})
    within = [None not in row for row in zip(*persons.values(), strict=True)]
    n = sum(within)
    held = {name: [v for v, ok in zip(column, within, strict=True) if ok] for name, column in persons.items()}
    if stopped := _unfit(held, totals, n):
        return stopped
    weights, rounds, off = np.ones(n), 0, 1.0
    goals = [_goal(held[name], totals[name]) for name in totals]
    while off > tolerance and rounds < most_rounds:
        for member, share in goals:
            weights *= (share * n / np.bincount(member, weights))[member]
        rounds += 1
        off = max(float(abs(np.bincount(member, weights) / n - share).max()) for member, share in goals)
    if off > tolerance:
        return Raked(None, n, rounds, off, reason="not_converged")
    found = _judged([float(weight) for weight in weights], held, rounds, off)
    if trim is not None:
        found = _trimmed(found, held, goals, trim)
    given = iter(found.weights or ())
    return replace(found, weights=tuple(next(given) if ok else None for ok in within))


def poststratify(cells: Sequence[str | None], totals: Mapping[str, float]) -> Raked:
    """Weight persons to the known totals of one characteristic, or of combinations: N(cell)/N over n(cell)/n.

    Source    Holt & Smith, Journal of the Royal Statistical Society A 142 (1979), 33-46.
    """
    return rake({_("cell"): cells}, {_("cell"): dict(totals)})


def _unfit(held: Mapping[str, Sequence[str | None]], totals: Mapping[str, Mapping[str, float]], n: int) -> Raked | None:
    if not n:
        return Raked(None, 0, reason="no_persons")
    for name, known in totals.items():
        there = set(held[name])
        if empty := [category for category, total in known.items() if total > 0 and category not in there]:
            return Raked(None, n, reason="empty_category", where=f"{name}: {empty[0]}")
        if strange := sorted(category for category in there if category and known.get(category, 0) <= 0):
            return Raked(None, n, reason="not_in_population", where=f"{name}: {strange[0]}")
    return None


def _goal(column: Sequence[str | None], known: Mapping[str, float]) -> Goal:
    """Give the number of each person's category, and the share each category should have."""
    import numpy as np

    names: list[str | None] = [category for category, total in known.items() if total > 0]
    share = np.array([known[category] for category in known if known[category] > 0], dtype=float)
    return np.array([names.index(category) for category in column]), share / share.sum()


def _judged(weights: Sequence[float], held: Mapping[str, Sequence[str | None]], rounds: int, off: float) -> Raked:
    effective = kish(weights)
    small = [
        f"{name}: {category}"
        for name, column in held.items()
        for category, size in Counter(column).items()
        if size < LEAST_IN_CELL
    ]
    warnings = [
        *(["effective_n_below_30"] if effective < LEAST_EFFECTIVE else []),
        *(["cell_below_5"] if small else []),
    ]
    return Raked(
        tuple(weights),
        len(weights),
        rounds,
        off,
        effective,
        design_effect(weights),
        where=small[0] if small else "",
        warnings=tuple(warnings),
    )


def _trimmed(
    found: Raked, held: Mapping[str, Sequence[str | None]], goals: Sequence[Goal], trim: tuple[float, float]
) -> Raked:
    """Cut the weights to the limits and spread what that changes over the others, until they are 1 on average again."""
    import numpy as np

    low, high = trim
    if not 0 <= low <= 1 <= high:
        raise ValueError("weights are trimmed to a lowest of at most 1 and a highest of at least 1")
    weights = np.array(found.weights, dtype=float)
    before = weights.copy()
    for _round in range(MOST_ROUNDS):
        weights = np.clip(weights, low, high)
        short = len(weights) - weights.sum()
        free = weights < high if short > 0 else weights > low
        if abs(short) < TOLERANCE or not free.any():
            break
        weights[free] *= 1 + short / weights[free].sum()
    weights = np.clip(weights, low, high)
    off = max(float(abs(np.bincount(member, weights) / weights.sum() - share).max()) for member, share in goals)
    judged = _judged([float(weight) for weight in weights], held, found.rounds, off)
    return replace(judged, trimmed=int(((before < low) | (before > high)).sum()))
