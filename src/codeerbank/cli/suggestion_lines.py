"""Suggestions as lines on a terminal: the words, the code with how likely it is, and on one line what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from textwrap import wrap

import click

from codeerbank.cli.overview import screen_width
from codeerbank.cli.show import say
from codeerbank.domain.ports import Suggester
from codeerbank.domain.suggestion import FEW, Suggestion, Why
from codeerbank.domain.visible import one_line, visible
from codeerbank.errors import CodeerbankError
from codeerbank.i18n import _
from codeerbank.workbench.session import Session
from codeerbank.workbench.suggesting import why
from codeerbank.workbench.suggestion_words import short_why, speaks_for_itself, why_words

DOTS = 5
TAKEN_APART = 100
"""Suggestions that a listing takes apart unasked: more than people read, and a whole project does not wait for it."""


class Reasons:
    """What suggestions rest on; a suggester that cannot say so costs its reasons, not the list: that is told at the end."""

    def __init__(self, session: Session, ready: Suggester) -> None:
        self._session, self._ready = session, ready
        self._failed: CodeerbankError | None = None

    def of(self, one: Suggestion) -> Why | None:
        """Take one apart; None where there is no more to say than its words."""
        if self._failed is not None:
            return None
        try:
            return why(self._session, self._ready, one)
        except CodeerbankError as error:
            self._failed = error
            return None

    def tell(self) -> None:
        """Say on the side what went wrong, if anything did."""
        if self._failed is not None:
            click.echo(visible(f"{self._failed.message} {self._failed.hint}"), err=True)


def print_suggestions(session: Session, ready: Suggester, found: Iterator[Suggestion], explained: bool) -> None:
    """Print them as they come; ``explained``: all that can be said of each."""
    first = next(found, None)
    if first is None:
        say(_("Nothing to suggest."))
        return
    examples = getattr(ready, "examples", None)
    early = examples is not None and sum(bool(example.codes) for example in examples) < FEW
    if early:
        say(_("On the ground of the codebook: fewer than {n} texts were coded.").format(n=FEW), "")
    reasons = Reasons(session, ready)
    for n, one in enumerate(chain((first,), found)):
        asked = explained or (n < TAKEN_APART and not speaks_for_itself(one))
        taken_apart = reasons.of(one) if asked else None
        say(*_wrapped(f"“{one_line(one.quote)}”", "", " "))
        say(*_wrapped(_head(session, one, early), "  ", "      "))
        say(*_wrapped(short_why(one, taken_apart), "  ", "      "))
        if explained and taken_apart:
            say(*(line for words in why_words(taken_apart) for line in _wrapped(words, "    ", "      ")))
        say("")
    reasons.tell()
    say(_("Decide on them in the screen (codeerbank open), or give a code with codeerbank code add."))


def _head(session: Session, one: Suggestion, early: bool) -> str:
    """Name the code and the place; before there is enough to learn from dots, which are an order and no chance."""
    code = session.codebook.get(one.code)
    lit = min(DOTS, max(1, round(one.score * DOTS)))
    sure = "●" * lit + "○" * (DOTS - lit) if early else f"{round(100 * one.score)}%"
    name = f"{one.code} {code.name}" if code else one.code
    return f"{sure} {name} · {one.document} {one.start}-{one.stop}"


def _wrapped(words: str, first: str, later: str) -> list[str]:
    return wrap(words, screen_width(), initial_indent=first, subsequent_indent=later, break_on_hyphens=False)
