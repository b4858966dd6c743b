"""What a suggestion rests on, on a card over the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codeerbank.domain.suggestion import Suggestion, Why
from codeerbank.domain.visible import visible
from codeerbank.i18n import _
from codeerbank.tui.views import CodeNames

if TYPE_CHECKING:
    from codeerbank.tui.app import CodeerbankApp


def show_why(host: CodeerbankApp, suggestion: Suggestion, names: CodeNames) -> None:
    """Ask the suggestion process, and show the card when its answer is there; with no answer the evidence stands."""
    head = _("Why {code}?").format(code=names.name(suggestion.code))
    shown_on = host.screen

    def came(found: list[Why]) -> None:
        from codeerbank.tui.screens.card import Card
        from codeerbank.workbench.suggestion_words import because, why_words

        lines = [why for one in found for why in why_words(one)] or [because(suggestion)]
        if host.screen is shown_on:
            page = "\n".join([head, f"“{suggestion.quote}”", "", *lines])
            host.push_screen(Card("\n".join(visible(line) for line in page.split("\n"))))

    host.ask(host.suggestions.why(suggestion), came)
