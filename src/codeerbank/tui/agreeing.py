"""What the agreement screen shows, read and calculated on the thread that owns the project file."""

from __future__ import annotations

from collections.abc import Sequence, Set
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import combinations

from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.tui.display import shortened
from codeerbank.tui.fuzzy import Choice
from codeerbank.workbench.coded_features import FeatureDifference
from codeerbank.workbench.double_coding import UNITS, UnitKind, coders_who_read
from codeerbank.workbench.reliability import CodeAgreement, Disagreement, Reliability, agreement, words_of
from codeerbank.workbench.reliability_sheets import all_differences, feature_in_words, rows_of
from codeerbank.workbench.reliability_words import (
    code_name,
    code_verdict,
    codes_in_words,
    figure,
    not_double,
    place_in_words,
    span,
    unit_in_words,
    verdict,
)
from codeerbank.workbench.session import Session

_UNIT, _CODERS = "unit:", "coders:"
_EVERYBODY = _CODERS


@dataclass(frozen=True, slots=True)
class Asked:
    """What is compared; no unit: turns or else answers; no coders: everybody but the consensus."""

    unit: UnitKind | None = None
    coders: tuple[str, ...] = ()

    def with_choice(self, key: str) -> Asked:
        """Take a choice of the picker over."""
        if key.startswith(_CODERS):
            return replace(self, coders=tuple(key.removeprefix(_CODERS).split("\n")) if key != _EVERYBODY else ())
        return replace(self, unit=next(unit for unit in UNITS if key == _UNIT + unit))


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A code or subtheme (``above``) with its figures as words."""

    key: str
    name: str
    given: Sequence[str]
    figures: Sequence[str]
    above: bool
    about: str


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A place where coders differ; ``minor`` where only an attribute does. ``codes`` are those in dispute and all above them."""

    key: str
    document: str
    start: int
    place: str
    short: str
    words: str
    gave: Sequence[str]
    codes: frozenset[str]
    minor: bool


@dataclass(frozen=True, slots=True)
class AgreementView:
    """The screen's figures and differences."""

    coders: Sequence[str]
    summary: str
    figures: Sequence[FigureRow] = ()
    differences: Sequence[DifferenceRow] = ()

    def difference(self, key: str) -> DifferenceRow | None:
        """Find a difference."""
        return next((row for row in self.differences if row.key == key), None)

    def about(self, where: str, key: str) -> str:
        """Say more of the line that is lit in a list."""
        if where == "figures":
            return next((row.about for row in self.figures if row.key == key), "")
        row = self.difference(key)
        if row is None:
            return ""
        who = " · ".join(f"{name}: {gave}" for name, gave in zip(self.coders, row.gave, strict=True))
        return f"{row.place}: “{shortened(row.words, 150)}”\n{who}"


def read_agreement(session: Session, asked: Asked) -> Future[AgreementView]:
    """Calculate what was asked; what cannot be compared is said in the summary."""

    def job() -> AgreementView:
        try:
            return _view(agreement(session, asked.coders, asked.unit))
        except UsageError as error:
            return AgreementView((), " ".join(filter(None, (error.message, error.hint))))

    return session.later(job)


def comparisons(session: Session) -> Future[list[Choice]]:
    """Offer the units, and the coders in pairs and together."""

    def job() -> list[Choice]:
        choices = [Choice(_UNIT + unit, unit_in_words(unit), _("compare by"), "", "", (unit,)) for unit in UNITS]
        who = coders_who_read(session)
        pairs = [
            Choice(_CODERS + "\n".join(pair), ", ".join(pair), _("coders"), "", "", pair)
            for pair in combinations(who, 2)
        ]
        everybody = Choice(_EVERYBODY, _("everybody but the consensus"), _("coders"), "", "", ())
        return [*choices, *pairs, everybody]

    return session.later(job)


def _view(found: Reliability) -> AgreementView:
    differences, features = all_differences(found)
    rows = [
        _row(found, one, [codes_in_words(found.codebook, given) for given in one.given], _disputed(one))
        for one in differences
    ]
    rows += [
        _row(found, one, [feature_in_words(found, one, n) for n in range(len(one.given))], {one.code}, minor=True)
        for one in features
    ]
    numbered = [replace(row, key=str(n)) for n, row in enumerate(rows)]
    return AgreementView(found.coders, _summary(found), _figures(found), numbered)


def _disputed(one: Disagreement) -> Set[str]:
    return frozenset(key for given in one.given if given is not None for key in given) - one.shared


def _row(
    found: Reliability,
    one: Disagreement | FeatureDifference,
    gave: Sequence[str],
    codes: Set[str],
    minor: bool = False,
) -> DifferenceRow:
    place, book = one.place, found.codebook
    above = {up for key in codes if (code := book.get(key)) for up in book.upwards(code)}
    where, short = place_in_words(place, found.unit), f"{shortened(place.document, 14)} {place.turn}"
    words = words_of(found, one)
    return DifferenceRow("", place.document, place.start, where, short, words, gave, frozenset(codes | above), minor)


def _figures(found: Reliability) -> list[FigureRow]:
    leaves = {one.code for one in found.codes}
    return [
        FigureRow(
            one.code,
            code_name(found.codebook, one.code),
            [str(n) for n in one.given],
            (str(one.all_gave), figure(one.kappa.value), figure(one.alpha.value), figure(one.ac1), code_verdict(one)),
            one.code not in leaves,
            _about(found, one),
        )
        for one in rows_of(found, "code")
    ]


def _about(found: Reliability, one: CodeAgreement) -> str:
    """Say more of a code: what stands beside kappa."""
    lines = [
        _("{code}: alpha {alpha} (95% {interval}), PABAK {pabak}").format(
            code=code_name(found.codebook, one.code), alpha=figure(one.alpha.value), interval=span(one.interval),
            pabak=figure(one.pabak),
        )
    ]  # fmt: skip
    if one.paradox:
        lines.append(
            _("* kappa says little here: nearly all units are alike. Look at AC1 and at how often both gave it.")
        )
    if two := one.two:
        words = _("agreement on giving it {positive}, on not giving it {negative}; prevalence {p}, bias {b}")
        lines.append(
            words.format(
                positive=figure(two.positive),
                negative=figure(two.negative),
                p=figure(two.prevalence),
                b=figure(two.bias),
            )
        )
    return "\n".join(lines)


def _summary(found: Reliability) -> str:
    whole = found.overall.masi
    units = sum(one.units for one in found.coverage)
    said = _("{who} · {n} of {total} {units} read twice").format(
        who=", ".join(found.coders), n=found.n_units, total=units, units=unit_in_words(found.unit)
    )
    interval = f" ({span(whole.interval)})" if whole.interval.pair else ""
    over = _("over all codes: alpha {value}{interval}, {verdict}").format(
        value=figure(whole.alpha.value), interval=interval, verdict=verdict(whole.alpha.value, whole.alpha.reason)
    )
    rest = not_double(found.coverage)
    return "\n".join([said, over, *([_("Not read twice") + ": " + shortened("; ".join(rest), 120)] if rest else [])])
