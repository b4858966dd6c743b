"""The quality of suggestions in sentences: the whole, whether they steer, and each code.

Made from the record of ``suggestion_quality.quality_record``, which also crosses processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from codeerbank.domain.numbers import number, out_of
from codeerbank.i18n import _, ngettext
from codeerbank.suggest.measures import VERDICTS, verdict_words

Record = Mapping[str, Any]


def rate_words(rate: Record) -> str:
    """Say a rate with its base and, from ten on, its interval."""
    if not rate["base"]:
        return _("nothing to count")
    words = out_of(rate["n"], rate["base"])
    return words if rate["small_base"] else f"{words}, {number(rate['low'], 0)}–{number(rate['high'], 0)}%"


def brief_rate(rate: Record) -> str:
    """Write a rate for a column."""
    if not rate["base"]:
        return "–"
    words = f"{rate['n']}/{rate['base']}"
    return words if rate["small_base"] else f"{words} ({number(rate['low'], 0)}–{number(rate['high'], 0)}%)"


def short(value: float | None, texts: int | None = None) -> str:
    """Write a percentage that is no count out of a base, with the texts it is over."""
    if value is None:
        return "–"
    over = "" if texts is None else " " + ngettext("(over {n} text)", "(over {n} texts)", texts).format(n=number(texts))
    return f"{number(float(value), 0)}%{over}"


def summary(found: Record) -> list[str]:
    """Say the whole in a few sentences."""
    lines = [
        _held(found),
        _("The surest code is right: {rate}; with cues alone: {cues}.").format(
            rate=rate_words(found["precision_at_1"]), cues=rate_words(found["precision_at_1_cues"])
        ),
        _("From a probability of {p}%: shown {coverage}, of which right {right}.").format(
            p=number(found["shown_at"], 0), coverage=rate_words(found["coverage"]),
            right=rate_words(found["precision_when_shown"]),
        ),
        _("Suggestions you accepted: {rate}.").format(rate=rate_words(found["accepted"])),
        anchoring_words(found["anchoring"]),
    ]  # fmt: skip
    if found["second_coder"]:
        words = _(
            "A second coder, {coder}, read {n} of the same texts: you agree {two}, suggester and you {ours} (2 × both / sum)."
        )
        lines.append(
            words.format(
                coder=found["second_coder"], n=number(found["compared"]),
                two=short(found["between_coders"]), ours=short(found["micro_f1"]),
            )
        )  # fmt: skip
    return [*lines, verdicts_words(found)]


def _held(found: Record) -> str:
    held = (
        _("whole documents and respondents held out")
        if found["held_out"] == "documents"
        else _("stretches of ten turns held out, for want of documents")
    )
    return _("{texts} texts of {coder}, {held} ({groups}).").format(
        texts=number(found["texts"]), coder=found["coder"], held=held, groups=number(found["groups"])
    )


def anchoring_words(found: Record) -> str:
    """Say whether a coder follows suggestions: how often the surest code was given where they stood and where not."""
    if found["reason"]:
        return _("Do suggestions steer? Not to be said: {reason}.").format(
            reason={
                "unused": _("no suggestion was decided on"),
                "shown_everywhere": _("they are shown everywhere (model use show-all)"),
                "few": _("too few coded texts with or without suggestions"),
            }[found["reason"]]
        )
    words = _(
        "Do suggestions steer? The surest code is the coder's where they could be seen: {shown}; where they were left out: {hidden}."
    )
    gap = found["difference"]
    span = _("Difference {gap} points, 95%: {low} to {high}").format(
        gap=_signed(gap["points"]), low=_signed(gap["low"]), high=_signed(gap["high"])
    )
    if gap["low"] > 0:
        verdict = _("a sign that they steer")
    else:
        verdict = _("no sign that they steer") if gap["high"] < 0 else _("no sign that they steer: it may be chance")
    told = words.format(shown=rate_words(found["shown"]), hidden=rate_words(found["withheld"]))
    return f"{told} {span}: {verdict}."


def verdicts_words(found: Record) -> str:
    """Say of how many codes the suggestions can be built on."""
    counted = Counter(row["verdict"] for row in found["codes"])
    parts = [f"{verdict_words(one)} {counted[one]}" for one in VERDICTS if counted[one]]
    total = ngettext("{n} code in use", "{n} codes in use", len(found["codes"])).format(n=len(found["codes"]))
    return _("{total}: {parts}.").format(total=total, parts=", ".join(parts) or "–")


def code_words(row: Record) -> str:
    """Say of one code what its figures mean."""
    examples = ngettext("{verdict}: {n} example", "{verdict}: {n} examples", row["examples"])
    words = [
        examples.format(verdict=verdict_words(row["verdict"]), n=row["examples"]),
        _("shown and right: {rate}").format(rate=rate_words(row["precision"])),
        _("found: {rate}").format(rate=rate_words(row["recall"])),
    ]
    agreed = [
        _("suggester {value}").format(value=short(row["agreement"])),
        _("cues alone {value}").format(value=short(row["agreement_cues"])),
    ]
    if row["between_coders"] is not None:
        agreed.append(_("a second coder {value}").format(value=short(row["between_coders"])))
    words.append(_("agreement with you: {parts}").format(parts=", ".join(agreed)))
    return "; ".join(words)


def code_cells(row: Record) -> tuple[str, str, str, str]:
    """Give examples, precision, recall and verdict of a code for a narrow list."""
    found = f"{row['recall']['n']}/{row['recall']['base']}"
    return str(row["examples"]), brief_rate(row["precision"]), found, verdict_words(row["verdict"])


def _signed(points: float) -> str:
    return ("+" if points > 0 else "−" if points < 0 else "") + number(abs(float(points)), 0)
