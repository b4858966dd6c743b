"""Agreement as tables for people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal, TypeAlias

from codeerbank.agreement.differences import Disagreement
from codeerbank.agreement.per_code import CodeAgreement
from codeerbank.domain.numbers import half_up, number, percentage
from codeerbank.domain.quote import Audience
from codeerbank.domain.table import Cell, Sheet
from codeerbank.errors import PrivacyRefusal
from codeerbank.i18n import _
from codeerbank.workbench.coded_features import FeatureDifference
from codeerbank.workbench.reliability import Reliability, words_of
from codeerbank.workbench.reliability_words import (
    code_name,
    code_verdict,
    codes_in_words,
    doubts,
    figure,
    not_double,
    place_in_words,
    span,
    unit_in_words,
    verdict,
)
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for

Level: TypeAlias = Literal["code", "subtheme", "theme", "document"]
_NAME, _BESIDE_NAME, _WIDE = 12, 47, 110
"""Room for the name of a code at least, for the columns beside it, and from where both tables name codes in full."""
LEVELS: tuple[Level, ...] = ("code", "subtheme", "theme", "document")


def agreement_sheets(
    session: Session, found: Reliability, by: Level = "code", audience: Audience = "team", width: int | None = None
) -> list[Sheet]:
    """Give the figures, what should stand beside them, and the attributes; outside the team coders are numbers.

    width   room on a screen: names of codes are shortened to keep a code on one line
    """
    names = coder_names(found, audience)
    shown = [] if by == "document" else rows_of(found, by)
    figures = _documents(found) if by == "document" else _figures(found, shown, names, width)
    sheets = [replace(figures, about=_about(session, found, names), notes=doubts(found, shown))]
    if shown:
        sheets.append(_beside(found, shown, width))
    if found.borders and by == "code":
        sheets.append(_borders(found, names))
    if found.features and by == "code":
        sheets.append(_features(found))
    return [replace(sheet, stamp=stamp_for(session, audience)) for sheet in sheets]


def rows_of(found: Reliability, by: Level) -> list[CodeAgreement]:
    """Give what stands in the table: with the codes also their subthemes, in the order of the codebook."""
    if by == "theme":
        return list(found.themes)
    if by == "subtheme":
        return list(found.subthemes)
    order = {code.key: at for at, code in enumerate(found.codebook.codes)}
    leaves = {one.code for one in found.codes}
    rows = [*found.codes, *(one for one in found.subthemes if one.code not in leaves and any(one.given))]
    return sorted(rows, key=lambda one: order.get(one.code, len(order)))


def coder_names(found: Reliability, audience: Audience) -> list[str]:
    """Name the coders; outside the team by number."""
    if audience == "team":
        return list(found.coders)
    return [_("coder {n}").format(n=at) for at in range(1, len(found.coders) + 1)]


def difference_sheet(
    session: Session, found: Reliability, code: str | None = None, audience: Audience = "team", limit: int | None = None
) -> Sheet:
    """Give the list of where the coders differ, the worst first; it holds words of a source, so it stays in the team."""
    if audience != "team":
        raise PrivacyRefusal(
            _("The list of differences holds what people said; it stays in the team."),
            _("Leave --list out: the figures may go outside."),
        )
    differences, features = all_differences(found, code)
    rows = [[*_place(found, one), *_gave(found, one)] for one in differences]
    rows += [[*_place(found, one), *_feature_gave(found, one)] for one in features]
    total = len(rows)
    return Sheet(
        _("Where coders differ"),
        [_("Place"), _("Words"), *found.coders],
        rows[:limit],
        _about(session, found, coder_names(found, audience)),
        [
            _("The worst first: another theme weighs more than a neighbouring code; last, other attributes."),
            *([_("{shown} of {n} differences.").format(shown=limit, n=total)] if limit and limit < total else []),
        ],
        stamp_for(session, audience),
    )


def all_differences(found: Reliability, code: str | None = None) -> tuple[list[Disagreement], list[FeatureDifference]]:
    """Give the units with other codes, and the agreed codes with another attribute."""
    codebook = found.codebook

    def asked(key: str) -> bool:
        one = codebook.get(key)
        return code is None or key == code or (one is not None and code in codebook.upwards(one))

    return found.differences(code), [one for one in found.feature_differences if asked(one.code)]


def _place(found: Reliability, one: Disagreement | FeatureDifference) -> list[Cell]:
    return [place_in_words(one.place, found.unit), " ".join(words_of(found, one).split())]


def _gave(found: Reliability, one: Disagreement) -> list[Cell]:
    return [codes_in_words(found.codebook, given) for given in one.given]


def _feature_gave(found: Reliability, one: FeatureDifference) -> list[Cell]:
    return [feature_in_words(found, one, coder) for coder in range(len(one.given))]


def feature_in_words(found: Reliability, one: FeatureDifference, coder: int) -> str:
    """Say which value a coder gave a code on which all agree."""
    given = one.given[coder]
    if given is None:
        return _("did not read this")
    attribute = found.codebook.attribute(one.key)
    values = [attribute.value_named(value) if attribute else value for value in sorted(given)]
    return f"{one.code}, {attribute.name if attribute else one.key}: {'/'.join(values) or _('not given')}"


def _about(session: Session, found: Reliability, names: Sequence[str]) -> list[tuple[str, str]]:
    units = sum(one.units for one in found.coverage)
    whole, coded = found.overall.masi, found.overall.coded
    about = [
        (_("Project"), session.project_name),
        (_("Coders"), ", ".join(names)),
        (_("Compared"), f"{number(found.n_units)} {unit_in_words(found.unit)}"),
        (_("Read twice"), _share(found.n_units, units)),
    ]
    if rest := not_double(found.coverage):
        about.append((_("Not read twice"), "; ".join(rest)))
    if whole.percent is not None:
        about += [
            (_("The same codes"), percentage(round(whole.percent * whole.n), whole.n)),
            (
                _("Over all codes"),
                (
                    _("alpha {value} ({interval}), {verdict}") if whole.interval.pair else _("alpha {value}, {verdict}")
                ).format(
                    value=figure(whole.alpha.value), interval=span(whole.interval),
                    verdict=verdict(whole.alpha.value, whole.alpha.reason),
                ),
            ),
            (
                _("Only what somebody coded"),
                _("alpha {value} over {n}").format(value=figure(coded.alpha.value), n=number(coded.n)),
            ),
        ]  # fmt: skip
    return about


def _share(n: int, base: int) -> str:
    words = _("{n} of {base}").format(n=number(n), base=number(base))
    return f"{words} ({percentage(n, base)})" if base else words


def _figures(found: Reliability, shown: Sequence[CodeAgreement], names: Sequence[str], width: int | None) -> Sheet:
    columns = [_("Code"), *names, _("all"), _("alpha"), _("95% interval"), _("Verdict")]
    room = max(_NAME, width - _BESIDE_NAME - sum(max(3, len(name)) + 2 for name in names)) if width else None
    rows = [
        [
            code_name(found.codebook, one.code, room), *one.given, one.all_gave, one.alpha.value, span(one.interval),
            code_verdict(one),
        ]
        for one in shown
    ]  # fmt: skip
    return Sheet(_("Agreement between coders"), columns, rows)


def _beside(found: Reliability, shown: Sequence[CodeAgreement], width: int | None) -> Sheet:
    rows: list[Sequence[Cell]] = []
    for one in shown:
        two = one.two
        beside = (two.positive, two.negative, two.prevalence, two.bias) if two else (None,) * 4
        name = one.code if width and width < _WIDE else code_name(found.codebook, one.code)
        rows.append([name, one.n, _pct(one.percent), one.kappa.value, _se(found, one), one.ac1, one.pabak, *beside])
    columns = [
        _("Code"), _("n"), _("% same"), _("kappa"), _("se"), _("AC1"), _("PABAK"), _("pos."), _("neg."),
        _("prev."), _("bias"),
    ]  # fmt: skip
    notes = [
        _("se: standard error of kappa. pos. and neg.: agreement on giving the code and on not giving it."),
        _("prev.: prevalence index, far from 0 for a code that is rare or nearly always there. bias: bias index."),
        _("AC1 and PABAK suffer less from a rare code; they do not replace kappa."),
    ]
    if found.unit == "character":
        notes.append(_("No standard error: characters of one word are not given codes apart from each other."))
    return Sheet(_("Kappa and what belongs beside it"), columns, rows, notes=notes)


def _se(found: Reliability, one: CodeAgreement) -> float | None:
    return None if found.unit == "character" else one.kappa.se


def _pct(share: float | None) -> float | None:
    return float(half_up(100 * share)) if share is not None else None


def _borders(found: Reliability, names: Sequence[str]) -> Sheet:
    rows = [
        [
            code_name(found.codebook, key), one.overlap.first, one.overlap.second, one.overlap.matched,
            one.overlap.f1, one.alpha_u.value,
        ]
        for key, one in found.borders.items()
    ]  # fmt: skip
    columns = [_("Code"), *names, _("matched"), _("F1"), _("alpha U")]
    notes = [
        _("Fragments of both coders match where they share at least half of what either marked."),
        _("alpha U: Krippendorff's alpha for borders, over what both read."),
    ]
    return Sheet(_("Borders of the fragments"), columns, rows, notes=notes)


def _features(found: Reliability) -> Sheet:
    rows: list[Sequence[Cell]] = []
    for one in found.features:
        attribute = found.codebook.attribute(one.key)
        name = attribute.name if attribute else one.key
        rows.append(
            [name, one.n, one.same, one.kappa.value, one.alpha.value, verdict(one.alpha.value, one.alpha.reason)]
        )
    columns = [_("Attribute"), _("n"), _("same"), _("kappa"), _("alpha"), _("Verdict")]
    return Sheet(_("Attributes, where the code is agreed on"), columns, rows)


def _documents(found: Reliability) -> Sheet:
    rows: list[Sequence[Cell]] = []
    for one in found.coverage:
        sets = found.documents.get(one.document)
        share, alpha = _pct(sets.percent) if sets else None, sets.alpha if sets else None
        words = verdict(alpha.value, alpha.reason) if alpha else _("not read twice")
        rows.append([one.document, one.units, one.double, share, alpha.value if alpha else None, words])
    columns = [_("Document"), _("units"), _("read twice"), _("% same codes"), _("alpha"), _("Verdict")]
    return Sheet(_("Agreement per document"), columns, rows)
