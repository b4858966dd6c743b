"""What in a text may give somebody away: plain functions, no model."""

from __future__ import annotations

import re
from collections.abc import Iterable

from codeerbank.privacy.addresses_online import online
from codeerbank.privacy.capitals import capitals
from codeerbank.privacy.dates import dates
from codeerbank.privacy.finding import Found, settle
from codeerbank.privacy.numbers import numbers
from codeerbank.privacy.organisations import organisations
from codeerbank.privacy.own_lists import listed
from codeerbank.privacy.persons import persons
from codeerbank.privacy.places import places
from codeerbank.privacy.words import words_of

_RUN = re.compile(r"\S{100,}")
"""Longer than this is no word but a link, or nothing that was said; the recognisers would take minutes over it."""


def recognise(text: str, participants: Iterable[str] = (), institutions: Iterable[str] = ()) -> list[Found]:
    """Find what may give somebody away, in the order of the text and without overlap.

    ``participants`` and ``institutions`` are names the researcher knows of; their parts, diminutives and genitives are
    found too. What is not ``sure`` is for a person to look at. Nobody can be found who is only described ("the girl whose
    father drowned"): that is asked when words are released.
    """
    whole = text
    links, text = _without_long_runs(whole)
    words = words_of(text)
    return settle(
        [
            *links,
            *numbers(text),
            *online(text),
            *dates(text),
            *places(text, words),
            *organisations(text),
            *persons(text, words),
            *listed(text, participants, institutions),
            *capitals(text, words),
        ],
        whole,
    )


def _without_long_runs(text: str) -> tuple[list[Found], str]:
    """Put blanks in the place of long runs without any, and give those that are links."""
    runs = list(_RUN.finditer(text))
    links = [Found(*run.span(), "url", "://" in run.group() or "www." in run.group()) for run in runs]
    return links, _RUN.sub(lambda run: " " * len(run.group()), text)
