"""What the picker offers: codes with their rules, or the codings at the cursor."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.codebook import Code
from codeerbank.i18n import _
from codeerbank.tui.code_slots import CodeSlots
from codeerbank.tui.docmodel.speech import Speech
from codeerbank.tui.fuzzy import Choice
from codeerbank.tui.views import CodeNames, CodingView
from codeerbank.tui.widgets.margin import name_of


def code_choices(names: CodeNames, slots: CodeSlots) -> list[Choice]:
    """Offer the codes in use, those under a digit first."""
    found = [_choice(names, code, slots.digit(code.key)) for code in names.usable()]
    return sorted(found, key=lambda choice: int(choice.hint or 99))


def _choice(names: CodeNames, code: Code, digit: int | None) -> Choice:
    above = " > ".join(names.codebook.path(code)[:-1])
    return Choice(
        code.key, names.name(code.key), above, str(digit or ""), _rules(code), (code.name, above, *code.aliases)
    )


def _rules(code: Code) -> str:
    """Give what a coder wants to know before choosing: the definition, then what does not belong."""
    said = [code.definition]
    not_this = [
        f"{rule.get('text', '')} ({rule['code']})" if rule.get("code") else rule.get("text", "")
        for rule in code.exclude
    ]
    if not_this:
        said.append(_("Not: {rules}.").format(rules="; ".join(not_this)))
    if code.examples:
        said.append(_("For example: {example}").format(example=code.examples[0]))
    return " ".join(part for part in said if part)


def coding_choices(codings: Sequence[CodingView], speech: Speech) -> list[Choice]:
    """Offer codings by name, each with the words it covers."""
    return [
        Choice(
            str(n),
            name_of(coding),
            "“" + speech.text[coding.start : min(coding.stop, coding.start + 60)] + "”",
            about=coding.code,
        )
        for n, coding in enumerate(codings)
    ]
