"""Words that every table of this room uses."""

from __future__ import annotations

from codeerbank.domain.counts import Part
from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.numbers import number, out_of
from codeerbank.i18n import _, ngettext


def named(group: str | None) -> str:
    """Name a group."""
    return group if group is not None else _("no group known")


def worded(label: str, level: str) -> str:
    """Give an answer as people read it: a broken number on a scale with the decimal mark of the language."""
    whole, point, rest = label.partition(".")
    if level != "scale" or not point or not (whole.lstrip("-") + rest).isdecimal():
        return label
    return number(float(label), len(rest))


def fragments_in(fragments: int, documents: Part) -> str:
    """Write how many fragments there are, in how many documents; that is hidden where a group is."""
    if documents.hidden:
        return ngettext("{n} fragment", "{n} fragments", fragments)
    return _("{fragments} in {documents}").format(
        fragments=ngettext("{n} fragment", "{n} fragments", fragments),
        documents=ngettext("{n} document", "{n} documents", documents.n),
    )


def persons_in(persons: int, documents: int) -> str:
    """Write how many persons there are, in how many documents."""
    return _("{persons} in {documents}").format(
        persons=ngettext("{n} person", "{n} persons", persons),
        documents=ngettext("{n} document", "{n} documents", documents),
    )


def mentioned(part: Part) -> str:
    """Write a count of units with its base.

    While some are not yet coded there is no percentage: who was coded is in the base because the code was found, so
    it would be too high.
    """
    if part.hidden:
        return HIDDEN
    if not part.base:
        return _("not yet coded") if part.not_yet else "–"
    if part.not_yet:
        return _("{n} of {base}, {rest} not yet coded").format(
            n=number(part.n), base=number(part.base), rest=number(part.not_yet)
        )
    return out_of(part.n, part.base, part.told == "counts")
