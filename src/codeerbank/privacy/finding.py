"""What a recogniser gives back, and how the answers of several become one list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Found:
    """A stretch of a text that may give somebody away.

    type  bsn, iban, phone, email, url, postcode, address, plate, date, age, number, handle, name, place, school,
          institution, or capital for an unknown word with a capital
    sure  whether it may be replaced without a person having looked
    """

    start: int
    stop: int
    type: str
    sure: bool = True


TYPES = (
    "name", "capital", "place", "school", "institution", "address", "postcode", "phone", "email", "url", "handle", "plate",
    "date", "age", "bsn", "iban", "number",
)  # fmt: skip
"""Every type there is."""
_VAGUE = ("number", "capital", "name")
"""Types that give way to a more precise one on the same words."""


def settle(found: Iterable[Found], text: str) -> list[Found]:
    """Make one list in the order of the text, without overlap: what is sure comes first, what overlaps becomes one."""
    found = list(found)
    sure = _joined(one for one in found if one.sure)
    doubtful = _joined(one for one in found if not one.sure)
    rest = (piece for one in doubtful for piece in _outside(one, sure))
    return sorted([*sure, *(one for one in rest if _says_something(one, text))])


def _says_something(one: Found, text: str) -> bool:
    """Say whether what is left of a doubtful stretch is worth a look: no bare article."""
    words = text[one.start : one.stop]
    return any(c.isupper() if one.type == "capital" else c.isalnum() for c in words)


def _joined(found: Iterable[Found]) -> list[Found]:
    """Join what overlaps; the longest of them names the type."""
    kept: list[Found] = []
    most = (0, False)
    for one in sorted(found):
        if kept and one.start < kept[-1].stop:
            last = kept[-1]
            weight = _weight(one)
            kept[-1] = replace(last, stop=max(last.stop, one.stop), type=one.type if weight > most else last.type)
            most = max(most, weight)
        else:
            kept.append(one)
            most = _weight(one)
    return kept


def _weight(one: Found) -> tuple[int, bool]:
    return one.stop - one.start, one.type not in _VAGUE


def _outside(one: Found, sure: Iterable[Found]) -> Iterable[Found]:
    """Give what of a doubtful stretch is not covered by a sure one."""
    start = one.start
    for other in sure:
        if other.stop <= start or other.start >= one.stop:
            continue
        if other.start > start:
            yield replace(one, start=start, stop=other.start)
        start = other.stop
    if start < one.stop:
        yield replace(one, start=start)
