"""Conclusions and figures: what cannot be computed again, and why."""

from __future__ import annotations

from collections.abc import Iterator

from codeerbank.domain.published import WHOLE_COLUMN, Publication
from codeerbank.i18n import _
from codeerbank.mixed.audit.findings import Remark


def unproved(publication: Publication) -> Iterator[Remark]:
    """Find conclusions about a relation that come without a test."""
    for claim in publication.claims:
        if claim.tested is False:
            words = _("“{claim}”: no test is reported.").format(claim=claim.words)
            yield Remark(claim.id, WHOLE_COLUMN, WHOLE_COLUMN, words, "untested")


def without_numbers(publication: Publication) -> Iterator[Remark]:
    """Name figures that print no numbers anywhere, with the conclusions that rest on them alone."""
    figures = {figure.id: figure for figure in publication.figures}
    bare = {key for key, figure in figures.items() if not figure.numbers and not figure.same_as}
    for key in sorted(bare):
        words = _("“{title}” shows no numbers.").format(title=figures[key].title)
        yield Remark(key, WHOLE_COLUMN, WHOLE_COLUMN, words)
    for claim in publication.claims:
        if claim.uses and bare.issuperset(claim.uses):
            words = _("“{claim}” rests on {figures}, without numbers.")
            told = words.format(claim=claim.words, figures=", ".join(claim.uses))
            yield Remark(claim.id, WHOLE_COLUMN, WHOLE_COLUMN, told)
