"""Numbers for people: rounded half up, with the decimal mark of the language, and never a percentage of a handful."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

from codeerbank.i18n import _

SMALL_BASE = 10
"""Below this base people see counts ("3 of 9") and no percentage."""
CAREFUL_BASE = 30
"""From SMALL_BASE up to this base a percentage stands beside its count, to be read with care."""
_ANY_SIZE = Context(prec=400)


def half_up(value: float | Fraction, digits: int = 1) -> Decimal:
    """Round half away from zero, as readers do; a float is first freed of its binary tail (12 significant digits)."""
    if isinstance(value, Fraction):
        exact = Decimal(value.numerator) / Decimal(value.denominator)
    else:
        exact = Decimal(value) if isinstance(value, int) else Decimal(f"{value:.12g}")
    return exact.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP, _ANY_SIZE)


def number(value: float | Fraction, digits: int | None = None) -> str:
    """Write a number for people, such as 1.234 or 41,7 in Dutch; whole numbers have no decimals unless asked."""
    if isinstance(value, float) and not math.isfinite(value):
        return "–"
    places = (0 if isinstance(value, int) else 1) if digits is None else digits
    # Translators: the same number with the thousands mark and the decimal mark of the language.
    sample = _("1,000.5")
    plain = f"{value:,d}" if isinstance(value, int) and not places else f"{half_up(value, places):,f}"
    return plain.translate({ord(","): sample[1], ord("."): sample[-2]})


def percentage(n: int, base: int, digits: int = 1) -> str:
    """Write n out of base as a percentage such as 41,7%; base must be above 0."""
    return number(Fraction(100 * n, base), digits) + "%"


def out_of(n: int, base: int, counts_only: bool = False) -> str:
    """Write a count with its base: "3 of 9", and from a base of SMALL_BASE the percentage beside it."""
    words = _("{n} of {base}").format(n=number(n), base=number(base))
    return words if counts_only or base < SMALL_BASE else f"{words} ({percentage(n, base)})"


def span_of(interval: tuple[float, float] | None, digits: int = 0) -> str:
    """Write an interval in percentages such as 69–99%, or a dash where there is none."""
    if interval is None:
        return "–"
    low, high = interval
    return f"{number(low, digits)}–{number(high, digits)}%"
