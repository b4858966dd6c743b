"""What a suggestion rests on, in words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from codeerbank.domain.numbers import number
from codeerbank.domain.suggestion import FEW, Suggestion, Why
from codeerbank.domain.visible import one_line
from codeerbank.i18n import _, ngettext
from codeerbank.suggest.records import why_record

SOURCES = ("lexical", "semantic", "codebook")
_LONGEST, _SLIGHT = 160, 0.05
"""A word that adds less than can be written with one decimal is no reason."""
_ALIKE = 0.4
"""A coded text this close carries a suggestion."""


def because(one: Suggestion) -> str:
    """Name the words of the evidence."""
    for_it = dict.fromkeys(f"“{one_line(reason.words)}”" for reason in one.reasons())
    if not for_it:
        return _("no single word: the sentence as a whole")
    return _("because of: {words}").format(words=", ".join(for_it))


def speaks_for_itself(one: Suggestion) -> bool:
    """Say whether a cue was found: that is reason enough on one line."""
    return any(reason.kind in ("cue", "name") for reason in one.reasons())


def short_why(one: Suggestion, why: Why | None) -> str:
    """Say on one line what a suggestion rests on: the words, and without a cue the coded text or the cue it is like."""
    if why is None or speaks_for_itself(one):
        return because(one)
    if why.below:
        return _("together: {codes}").format(codes=_with_chances(why.below))
    like = [
        _("like {source}").format(source=one_line(near.source)) for near in why.nearest[:1] if near.cosine >= _ALIKE
    ]
    if not like and why.close:
        like = [_("like the cue “{cue}”").format(cue=one_line(why.close))]
    return "; ".join([because(one), *like] if one.reasons() or not like else like)


def why_words(why: Why) -> list[str]:
    """Say line by line what one suggestion rests on."""
    lines = []
    if why.learnt < FEW:
        lines.append(_("On the ground of the codebook: fewer than {n} texts were coded.").format(n=FEW))
    named = {"cue": _("cue"), "name": _("name of the code"), "against": _("against"), "negation": _("denied")}
    named |= {"can": _("can"), "may": _("allowed"), "want": _("wanted"), "must": _("needed"), "would": _("would")}
    cues = [f"“{one_line(c.words)}” ({named.get(c.kind, c.kind)})" for c in why.cues]
    if cues:
        lines.append(_("Codebook: {cues}").format(cues=", ".join(cues)))
    if why.close:
        lines.append(_("Codebook: like the cue “{cue}”").format(cue=one_line(why.close)))
    if why.below:
        words = _("No code below it is likely enough by itself; together they are: {codes}")
        return [*lines, words.format(codes=_with_chances(why.below))]
    strong = [f"“{one_line(word.words)}” +{number(weight)}" for word, weight in why.words if weight >= _SLIGHT]
    if strong:
        words = ", ".join(strong)
        lines.append(_("Words of coded texts: {words}").format(words=words))
    if why.shares:
        parts = {"lexical": _("words"), "semantic": _("meaning"), "codebook": _("codebook")}
        shares = ", ".join(f"{parts[name]} {number(100 * why.shares[name], 0)}%" for name in SOURCES)
        lines.append(_("Shares: {shares}").format(shares=shares))
    for near in why.nearest:
        lines.append(_("Like: “{quote}” ({source})").format(quote=_cut(near.quote), source=one_line(near.source)))
    lines += [_("Mind: the codebook excludes “{rule}”").format(rule=_cut(rule)) for rule in why.exclusions]
    lines.append(ngettext("{n} example of this code", "{n} examples of this code", why.examples).format(n=why.examples))
    return lines


def _with_chances(codes: Sequence[tuple[str, float]]) -> str:
    return ", ".join(f"{code} {number(100 * probability, 0)}%" for code, probability in codes)


def why_json(why: Why | None) -> dict[str, Any] | None:
    """Give it for programs; None where the suggester says no more than its evidence."""
    return why_record(why) if why else None


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"
