"""Two proportions compared: the difference with its interval, and the difference that could have been seen."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sin, sqrt
from statistics import NormalDist

from codeerbank.domain.numbers import number
from codeerbank.domain.reasons import Reasoned
from codeerbank.i18n import _
from codeerbank.mixed.statistics.intervals import wilson, z_of


@dataclass(frozen=True, slots=True)
class Difference(Reasoned):
    """The first share minus the second, -1 to 1, with its interval; None when a group is empty."""

    difference: float | None
    low: float | None
    high: float | None
    reason: str = ""


def newcombe(x1: int, n1: int, x2: int, n2: int, confidence: float = 0.95) -> Difference:
    """Give the difference of two independent shares with Newcombe's interval, made of the two Wilson intervals.

    d - √((p1-l1)² + (u2-p2)²) to d + √((u1-p1)² + (p2-l2)²).
    Source    Newcombe, Statistics in Medicine 17 (1998), 873-890 (method 10).
    """
    one, two = wilson(x1, n1, confidence), wilson(x2, n2, confidence)
    if one is None or two is None:
        return Difference(None, None, None, "no_base")
    p1, p2 = float(x1 / n1), float(x2 / n2)
    low = p1 - p2 - sqrt((p1 - one[0]) ** 2 + (two[1] - p2) ** 2)
    high = p1 - p2 + sqrt((one[1] - p1) ** 2 + (p2 - two[0]) ** 2)
    return Difference(p1 - p2, low, high)


@dataclass(frozen=True, slots=True)
class Detectable(Reasoned):
    """The smallest difference two groups of this size could have shown; None where not even all against none would."""

    n1: int
    n2: int
    power: float
    difference: float | None
    reason: str = ""

    @property
    def sentence(self) -> str:
        """Say it as it stands beside a test that found nothing."""
        if self.difference is None:
            words = _("Not shown. With {n1} and {n2} cases no difference could have been shown, however large.")
            return words.format(n1=self.n1, n2=self.n2)
        points, power = number(100 * self.difference, 0), number(100 * self.power, 0)
        if self.difference >= LARGE:
            words = _(
                "Not shown. With {n1} and {n2} cases only a very large difference could have been seen: "
                "about {points} points or more (power {power}%)."
            )
        else:
            words = _(
                "Not shown. With {n1} and {n2} cases a difference of about {points} points or more could have "
                "been seen (power {power}%)."
            )
        return words.format(n1=self.n1, n2=self.n2, points=points, power=power)


LARGE = 0.3
"""From this difference on it is called very large."""


def smallest_detectable_difference(n1: int, n2: int, power: float = 0.8, alpha: float = 0.05) -> Detectable:
    """Give the smallest difference between two shares that a test would show with this power, around one half.

    In Cohen's h (a difference of arcsines): h = (z(1-alpha/2) + z(power)) √(1/n1 + 1/n2), and around one half that is
    a difference of sin(h/2); away from one half it is smaller. For 11 and 9 cases: about 60 points.
    Source    Cohen, Statistical Power Analysis for the Behavioral Sciences (1988), chapter 6.
    """
    if n1 < 0 or n2 < 0 or not 0 < power < 1:
        raise ValueError(f"no detectable difference for {n1} and {n2} at power {power}")
    if not n1 or not n2:
        return Detectable(n1, n2, power, None, "empty_group")
    h = (z_of(1 - alpha) + NormalDist().inv_cdf(power)) * sqrt(1 / n1 + 1 / n2)
    return Detectable(n1, n2, power, sin(h / 2)) if h < pi else Detectable(n1, n2, power, None, "too_few")
