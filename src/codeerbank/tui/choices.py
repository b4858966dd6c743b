"""What the picker offers: codes with their rules, or the codings at the cursor."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from codeerbank.domain.codebook import Code, CodingAttribute
from codeerbank.domain.coding import Coding
from codeerbank.domain.visible import visible
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
    if code.exclude:
        said.append(_("Not: {rules}.").format(rules="; ".join(map(_rule, code.exclude))))
    if code.examples:
        said.append(_("For example: {example}").format(example=code.examples[0]))
    return " ".join(part for part in said if part)


def _rule(rule: Mapping[str, str]) -> str:
    """Give a rule or a counter-example, with the code to choose instead."""
    return f"{rule.get('text', '')} ({rule['code']})" if rule.get("code") else rule.get("text", "")


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


def elsewhere_choices(codings: Sequence[Coding]) -> list[Choice]:
    """Offer places in the project by the words that stand there."""
    return [
        Choice(str(n), "“" + coding.quote[:60] + "”", f"{coding.document}, {coding.coder}", about=coding.quote)
        for n, coding in enumerate(codings)
    ]


def attribute_choices(attributes: Sequence[CodingAttribute]) -> list[Choice]:
    """Offer every value of every attribute, found by either name."""
    return [
        Choice(
            f"{attribute.key}={value['key']}", f"{attribute.name}: {value['name']}", about=value.get("definition", "")
        )
        for attribute in attributes
        for value in attribute.values
    ]


def card_words(names: CodeNames, key: str) -> str:
    """Write a code's card: its path, definition, what belongs and what does not, examples."""
    code = names.codebook.get(key)
    if code is None:
        return names.name(key)
    parts = [" > ".join(names.codebook.path(code)), "", code.definition]
    for title, lines in (
        (_("Belongs here"), list(code.include)),
        (_("Does not belong here"), [_rule(rule) for rule in code.exclude]),
        (_("Examples"), list(code.examples)),
        (_("Not an example"), [_rule(rule) for rule in code.counter_examples]),
    ):
        if lines:
            parts += ["", title, *(f"  · {line}" for line in lines)]
    return "\n".join(map(visible, parts))
