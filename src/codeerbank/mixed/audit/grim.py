"""Which whole numbers fit a rounded percentage: a test of granularity (GRIM), in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from codeerbank.domain.published import Printed
from codeerbank.errors import UsageError
from codeerbank.i18n import _

LARGEST = 10_000
"""Bases above this are not looked at: there nearly every percentage fits."""


def bases_for(n: int, printed: str | Printed, largest: int = LARGEST) -> Sequence[int]:
    """Give every base for which ``n`` persons are the printed percentage: ``bases_for(5, "41,7")`` is only 12."""
    low, high = _read(printed).span
    if high <= 0:
        return range(0)
    if n == 0:
        return range(1, largest + 1) if low <= 0 else range(0)
    first = floor(Fraction(100 * n) / high) + 1
    last = floor(Fraction(100 * n) / low) if low > 0 else largest
    return range(max(first, 1), min(last, largest) + 1)


def counts_for(printed: str | Printed, base: int) -> Sequence[int]:
    """Give every count that is the printed percentage of ``base``: ``counts_for("91", 76)`` is only 69."""
    low, high = _read(printed).span
    first, after = ceil(low * base / 100), ceil(high * base / 100)
    return range(max(first, 0), min(after, base + 1))


def _read(printed: str | Printed) -> Printed:
    found = Printed.read(printed) if isinstance(printed, str) else printed
    if found is None:
        raise UsageError(_("“{text}” is no percentage.").format(text=printed))
    return found
