"""Ids given by their beginning: what to say when that fits more than one thing."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.errors import NotFound
from codeerbank.i18n import _

_NAMED = 5
"""So many of those that fit are named; with two, one sees what to add."""


def more_than_one(given: str, candidates: Sequence[str]) -> NotFound:
    """Make the refusal of an id that fits more than one thing; it names those that fit."""
    names = ", ".join(candidates[:_NAMED]) + ", …" * (len(candidates) > _NAMED)
    return NotFound(
        _("More than one id begins with {id}: {names}.").format(id=given, names=names),
        _("Give more of the id."),
        given,
    )
