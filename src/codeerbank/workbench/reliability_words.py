"""What people read of agreement: a verdict in words, figures with their reason, where a place is."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.agreement.bootstrap import BootstrapInterval
from codeerbank.agreement.per_code import CodeAgreement
from codeerbank.agreement.units import Place, UnitKind
from codeerbank.domain.codebook import Codebook
from codeerbank.domain.numbers import number
from codeerbank.domain.reasons import reason_in_words
from codeerbank.i18n import _, plural
from codeerbank.workbench.double_coding import Coverage
from codeerbank.workbench.reliability import Reliability

FIRM, TENTATIVE = 0.80, 0.667
"""Krippendorff's borders: from the first a code can be built on, from the second only tentative conclusions."""
FEW = 5
"""A code given in fewer units than this by every coder is too rare to judge."""
PARADOX, RARE = "*", "°"
"""Marks behind a verdict; a note says what they mean."""


def verdict(value: float | None, reason: str = "") -> str:
    """Say what an alpha allows."""
    if value is None:
        return not_there(reason)
    if value >= FIRM:
        return _("firm")
    return _("tentative") if value >= TENTATIVE else _("discuss first")


def code_verdict(found: CodeAgreement) -> str:
    """Say what the alpha of a code allows, and where that says little; on a rare code nothing firm is built."""
    value = found.alpha.value
    if value is None:
        return verdict(None, found.reason)
    words = verdict(min(value, FIRM - 0.01) if is_rare(found) else value)
    if found.paradox:
        return f"{words} {PARADOX}"
    return f"{words} {RARE}" if is_rare(found) else words


def is_rare(found: CodeAgreement) -> bool:
    """Say whether all coders gave the code too seldom to judge it by."""
    return max(found.given) < FEW


def not_there(reason: str) -> str:
    """Say that a number cannot be calculated, and why."""
    return (
        _("cannot be calculated: {reason}").format(reason=reason_in_words(reason))
        if reason
        else _("cannot be calculated")
    )


def figure(value: float | None) -> str:
    """Write a coefficient with two decimals, a dash where there is none."""
    if value is None:
        return "–"
    return number(0.0 if abs(value) < 0.005 else value, 2)  # no minus before a zero


def span(interval: BootstrapInterval) -> str:
    """Write both ends of an interval."""
    return f"{figure(interval.low)}–{figure(interval.high)}" if interval.pair else "–"


def code_name(codebook: Codebook, key: str, room: int | None = None) -> str:
    """Name a code with its key, in at most ``room`` characters."""
    code = codebook.get(key)
    name = f"{key} {code.name}" if code and code.name != key else key
    return name if room is None or len(name) <= room else name[: room - 1].rstrip() + "…"


def codes_in_words(codebook: Codebook, codes: Sequence[str] | frozenset[str] | None) -> str:
    """Name what a coder gave; an empty set is "no code"."""
    if codes is None:
        return _("did not read this")
    return ", ".join(code_name(codebook, key) for key in sorted(codes)) or _("no code")


def place_in_words(place: Place, unit: UnitKind) -> str:
    """Say where a place is."""
    words = _("{document}, answer {n}") if unit == "answer" else _("{document}, turn {n}")
    return words.format(document=place.document, n=place.turn)


def unit_in_words(unit: UnitKind) -> str:
    """Name what is compared, in the plural."""
    return {
        "turn": _("turns"),
        "sentence": _("sentences"),
        "answer": _("answers"),
        "character": _("characters"),
    }[unit]


def not_double(coverage: Sequence[Coverage]) -> list[str]:
    """Name what was not read twice: a document as a whole, or the turns."""
    found = []
    for one in coverage:
        if not one.double:
            found.append(one.document)
        elif one.not_double:
            found.append(f"{one.document} {_ranges(one.not_double)}")
    return found


def _ranges(parts: Sequence[tuple[int, int]]) -> str:
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in parts)


def _drawn(found: Reliability) -> str:
    """Say what was drawn for the intervals; who answers a question is drawn as a person, not as part of the question."""
    interval = found.overall.masi.interval
    if interval.reason:
        return _("No interval: everything stands in one document, and documents are what is drawn.")
    said = {unit.place.cluster == unit.place.document for unit in found.coding.units if unit.double}
    what = {
        frozenset({True}): _("documents"),
        frozenset({False}): _("respondents"),
    }.get(frozenset(said), _("documents and respondents"))
    words = _("95% interval of alpha: {n} {what}, drawn {samples} times with replacement (seed {seed}).")
    return words.format(n=number(interval.documents), what=what, samples=number(interval.samples), seed=interval.seed)


def doubts(found: Reliability, shown: Sequence[CodeAgreement]) -> list[str]:
    """Say what should keep a reader from building on these figures."""
    clusters = found.overall.masi.interval.documents
    notes = [
        _("alpha: Krippendorff's, nominal; kappa: Cohen's.")
        if len(found.coders) == 2
        else _("alpha: Krippendorff's, nominal; kappa: Fleiss', over what all of them read."),
        _("From alpha 0.80 firm, from 0.667 tentative, below that discuss first."),
        _drawn(found),
    ]
    if 1 < clusters < 10:
        notes.append(_("With so few documents the interval is a rough indication."))
    if any(one.paradox for one in shown):
        notes.append(
            _(
                "*: the coders agree nearly everywhere and kappa is low all the same, because the code is nearly"
                " always or nearly never there. Look at AC1 and at the positive agreement."
            )
        )
    if any(is_rare(one) and one.alpha.value is not None and not one.paradox for one in shown):
        notes.append(
            _("°: no coder gave the code {n} times; one difference weighs heavily, so at most tentative.").format(n=FEW)
        )
    if found.never:
        notes.append(_("Given by nobody here, so not to be calculated: {codes}.").format(codes=", ".join(found.never)))
    if found.coding.outside:
        words = plural(
            "{n} coding stands where no two coders read to the end (Done); it does not count.",
            "{n} codings stand where no two coders read to the end (Done); they do not count.",
            len(found.coding.outside),
        )
        notes.append(words.format(n=number(len(found.coding.outside))))
    return notes
