"""The method section of a report: how was coded, how far coders agree, how is counted, what is hidden, what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from codeerbank import __version__
from codeerbank.domain.coding import CONSENSUS
from codeerbank.domain.numbers import SMALL_BASE, number
from codeerbank.domain.paper import Block, Heading, Words
from codeerbank.domain.quote import Audience
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.mixed.audiences import rule_for
from codeerbank.workbench.display_rows import Evidence
from codeerbank.workbench.reliability import Reliability, agreement
from codeerbank.workbench.reliability_words import figure, verdict
from codeerbank.workbench.session import Session
from codeerbank.workbench.suggestion_method import method_paragraph

FEWEST_DOCUMENTS = 6
"""Below this number of conversations nothing can be said about saturation."""
_CONVERSATIONS = ("transcript", "summary")


def method(evidence: Evidence, decided: int, rows: int) -> Iterator[Block]:
    """Write the section; ``decided`` of the ``rows`` of the display have a verdict."""
    session, audience = evidence.session, evidence.asked.audience
    yield Heading(_("Coding"), 2)
    yield Words(_coding(session))
    yield Heading(_("Agreement between coders"), 2)
    yield Words(_agreement(session))
    if suggested := method_paragraph(session):
        yield Heading(_("Suggestions while coding"), 2)
        yield Words(suggested)
    yield Heading(_("Counting and hiding"), 2)
    yield Words(_counting())
    yield Words(_hiding(audience))
    yield Heading(_("Limitations"), 2)
    for limit in _limitations(session, evidence, decided, rows):
        yield Words(limit, listed=True)
    yield Words(_("Made with codeerbank {version}.").format(version=__version__))


def _coding(session: Session) -> str:
    codebook, by_code = session.codebook, session.read.codings.counts_by_coder()
    codes = sum(not code.archived for code in codebook.codes)
    made = sum(sum(of.values()) for of in by_code.values())
    coders = len({coder for of in by_code.values() for coder in of} - {CONSENSUS})
    words = [
        _("The texts were coded with the codebook {name} {version} ({codes}); it is in the project with its"
          " definitions.").format(
            name=codebook.name, version=codebook.version, codes=ngettext("{n} code", "{n} codes", codes)
        ).replace("  ", " "),
        _("{codings} by {coders}.").format(
            codings=ngettext("{n} coding", "{n} codings", made),
            coders=ngettext("{n} coder", "{n} coders", coders),
        ),
        _("A person counts as not mentioning a code only where a coder marked all that this person said as read to the"
          " end."),
    ]  # fmt: skip
    return " ".join(words)


def _agreement(session: Session) -> str:
    try:
        found = agreement(session)
    except UsageError:
        return _("No two coders read the same pieces to the end, so agreement cannot be told.")
    words = [_read_twice(found)]
    whole = found.overall.masi
    value = whole.alpha.value
    if value is None:
        return " ".join([*words, _("Alpha cannot be calculated: there is no variation.")])
    low, high = whole.interval.low, whole.interval.high
    between = f" (95%: {figure(low)}–{figure(high)})" if low is not None and high is not None else ""
    words.append(
        _("Over all codes together Krippendorff's alpha (MASI) is {alpha}{between}: {verdict}.").format(
            alpha=figure(value), between=between, verdict=verdict(value)
        )
    )
    words.append(_("From alpha 0.80 firm, from 0.667 tentative, below that discuss first."))
    return " ".join(words)


def _read_twice(found: Reliability) -> str:
    share = found.share_double
    return _("{coders} coders read {units} units ({unit}) apart from each other, {share}% of all.").format(
        coders=len(found.coders),
        units=number(found.n_units),
        unit={"turn": _("turns"), "sentence": _("sentences"), "answer": _("answers"), "character": _("characters")}.get(
            found.unit, found.unit
        ),
        share="–" if share is None else number(share, 0),
    )


def _counting() -> str:
    return _(
        "A percentage is of the persons with a valid answer to whom it was put; below {n} persons there is a count and no"
        " percentage. Intervals are 95% intervals after Wilson. Between words and survey nothing is tested: speakers of"
        " one conversation influence each other, and the two are not linked by person."
    ).format(n=SMALL_BASE)


def _hiding(audience: Audience) -> str:
    rule = rule_for(audience)
    if not rule.group:
        return _("This version is for the team: nothing is hidden. Make another for readers outside with --for.")
    return _(
        "For readers outside, groups of fewer than {group} persons are hidden in opinions, and in background questions"
        " every count below {cell} with what would give it away; * stands there. Quotes are only those that were released."
    ).format(group=rule.group, cell=rule.cell)


def _limitations(session: Session, evidence: Evidence, decided: int, rows: int) -> Iterator[str]:
    documents = session.read.documents.all()
    talks = [one for one in documents if one.kind in _CONVERSATIONS]
    if evidence.groups.asked:
        yield _("How people came to take part in the survey is not in the project: whether they stand for others is for"
                " the authors to say.")  # fmt: skip
    small = [f"{name} ({n})" for name, n in evidence.groups.survey_n.items() if 0 < n < SMALL_BASE]
    if small and not rule_for(evidence.asked.audience).group:
        yield _("Groups of fewer than {n} persons in the survey: {groups}. Only a very large difference would have shown"
                " there.").format(n=SMALL_BASE, groups=", ".join(small))  # fmt: skip
    if 0 < len(talks) < FEWEST_DOCUMENTS:
        yield ngettext(
            "With {n} conversation nothing can be said about saturation.",
            "With {n} conversations nothing can be said about saturation.",
            len(talks),
        )
    if any(one.kind == "summary" for one in talks):
        yield _("A report of a talk tells what a group said, not how many people said it.")
    if decided < rows:
        yield _(
            "{decided} of the {rows} rows of the display were decided on; the others stand as they were counted."
        ).format(decided=decided, rows=rows)
