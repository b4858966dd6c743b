"""Why a number does not exist: a fixed name for programs, and words for people."""

from __future__ import annotations

from codeerbank.i18n import _


class Reasoned:
    """What gives a number, or None with its ``reason``: a name such as ``no_variation``, empty where all is there."""

    __slots__ = ()

    @property
    def reason(self) -> str:
        """Name why a number does not exist."""
        raise NotImplementedError

    @property
    def reason_in_words(self) -> str:
        """Say why a number does not exist; empty where all is there."""
        return reason_in_words(self.reason) if self.reason else ""


def reason_in_words(reason: str) -> str:
    """Say why a number does not exist."""
    return {
        "not_asked": _("not asked"),
        "no_valid_answers": _("nobody answered"),
        "nobody_coded_yet": _("not yet coded"),
        "nobody_in_this_group": _("nobody in this group"),
        "no_base": _("there is nobody to take a share of"),
        "no_variation": _("there is no variation"),
        "no_cases": _("there are no cases"),
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
        "no_units": _("no units that two coders read"),
        "one_document": _("only one document"),
        "one_coder": _("only one coder"),
    }.get(reason, "–")
