"""Words that every table of this room uses."""

from __future__ import annotations

from codeerbank.domain.counts import Part
from codeerbank.domain.numbers import number, out_of
from codeerbank.i18n import _, ngettext


def named(group: str | None) -> str:
    """Name a group."""
    return group if group is not None else _("no group known")


def fewer_than(persons: int) -> str:
    """Stand in for a number that is not shown, because it is about too few."""
    return _("fewer than {n} persons").format(n=persons)


def fragments_in(fragments: int, documents: int) -> str:
    """Write how many fragments there are, in how many documents."""
    return _("{fragments} in {documents}").format(
        fragments=ngettext("{n} fragment", "{n} fragments", fragments),
        documents=ngettext("{n} document", "{n} documents", documents),
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
    if not part.base:
        return _("not yet coded") if part.not_yet else "–"
    if part.not_yet:
        return _("{n} of {base}, {rest} not yet coded").format(
            n=number(part.n), base=number(part.base), rest=number(part.not_yet)
        )
    return out_of(part.n, part.base)


def reason_in_words(reason: str) -> str:
    """Say why a number does not exist."""
    return {
        "not_asked": _("not asked"),
        "no_valid_answers": _("nobody answered"),
        "nobody_coded_yet": _("not yet coded"),
        "nobody_in_this_group": _("nobody in this group"),
        "no_base": _("there is nobody to take a share of"),
        "no_variation": _("there is no variation"),
        "only_ties": _("every pair is a tie"),
        "zero_cell": _("a cell is 0"),
        "one_group": _("there is only one group"),
        "empty_group": _("a group is empty"),
        "one_code": _("there is only one to compare"),
        "no_persons": _("nobody is complete"),
        "too_few": _("there are too few"),
        "not_in_population": _("a category is not in the known totals"),
        "empty_category": _("nobody is in a category of the known totals"),
        "not_converged": _("the known totals cannot all be met together"),
        "effective_n_below_30": _("fewer than 30 effective persons"),
        "nobody_has_a_weight": _("nobody has a weight"),
        "no_text": _("there is no text"),
        "no_documents": _("there are no documents"),
        "too_few_documents": _("there are too few documents"),
        "no_codes": _("there are no codes"),
    }.get(reason, "–")
