"""What a report says of the suggestions that were used: which, by how much, and what kept them from steering."""

from __future__ import annotations

from codeerbank.domain.numbers import number, out_of
from codeerbank.domain.suggestion import WITHHELD
from codeerbank.i18n import _, ngettext
from codeerbank.suggest.measures import Rate
from codeerbank.workbench.blinding import coders_blind
from codeerbank.workbench.quality_words import rate_words
from codeerbank.workbench.session import Session
from codeerbank.workbench.suggestion_choices import choices
from codeerbank.workbench.suggestion_quality import rate_record


def method_paragraph(session: Session) -> str:
    """Say for a method section how suggestions were used; empty where nobody decided on any."""
    decided = Rate(*session.read.decisions.judged())
    if not decided.base:
        return ""
    made = Rate(*session.read.codings.from_suggestions())
    words = [
        _("Codes were suggested by a program on the researchers' own computer ({made_by}); no text left it, and a person "
          "decided on every coding.").format(made_by=_made_by(session)),
        _("Of all codings, {rate} came from an accepted suggestion.").format(rate=out_of(made.n, made.base)),
        _("Of the suggestions that were decided on, {rate} were accepted: their precision in the eyes of the coders.").format(
            rate=rate_words(rate_record(decided))
        ),
    ]  # fmt: skip
    if choices(session).withholding:
        words.append(
            _("In {percentage}% of the turns, always the same, no suggestion was shown, to see whether suggestions steer.")
            .format(percentage=number(100 * WITHHELD, 0))
        )  # fmt: skip
    if blind := coders_blind(session):
        told = ngettext(
            "{n} coder coded blind, without suggestions.", "{n} coders coded blind, without suggestions.", len(blind)
        )
        words.append(told.format(n=len(blind)))
    return " ".join(words)


def _made_by(session: Session) -> str:
    """Name the suggesters with their versions: the last one, and how many there were."""
    names: dict[str, list[str]] = {}
    for suggester, version in session.read.decisions.versions():
        names.setdefault(suggester, []).append(version)
    parts = []
    for name, versions in names.items():
        more = "" if len(versions) == 1 else ", " + _("the last of {n} versions").format(n=len(versions))
        parts.append(f"{name} {versions[-1]}{more}")
    return "; ".join(parts)
