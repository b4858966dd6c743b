"""Direction and other attributes, compared among the codings on which the coders agree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from codeerbank.agreement.alpha import krippendorff_alpha
from codeerbank.agreement.kappa import cohen_kappa, percent_agreement
from codeerbank.agreement.results import Coefficient
from codeerbank.agreement.sets import set_alpha
from codeerbank.agreement.units import Place
from codeerbank.domain.codebook import Codebook, CodingAttribute
from codeerbank.workbench.double_coding import DoubleCoding

Values = frozenset[str]


@dataclass(frozen=True, slots=True)
class FeatureAgreement:
    """One attribute over the codings that all who read the place gave; ``kappa`` is of two coders and one value each."""

    key: str
    n: int
    same: int
    percent: float | None
    kappa: Coefficient
    alpha: Coefficient


@dataclass(frozen=True, slots=True)
class FeatureDifference:
    """A code that the coders agree on, with another value of an attribute; None where a coder did not read the place."""

    place: Place
    code: str
    key: str
    given: tuple[Values | None, ...]


def feature_agreements(
    coding: DoubleCoding, codebook: Codebook, code: str | None = None
) -> tuple[list[FeatureAgreement], list[FeatureDifference]]:
    """Compare every attribute that was used. Characters have none: with these as units the lists are empty.

    An attribute that is usually left out counts where at least one coder gave it.
    """
    if coding.kind == "character":
        return [], []
    agreed = list(_agreed(coding, code))
    found, differing = [], []
    for attribute in codebook.attributes:
        rows = [(place, key, _values(coding, place, key, attribute)) for place, key in agreed]
        rows = [row for row in rows if any(row[2])]
        if rows:
            found.append(_measured(attribute, [values for _place, _key, values in rows]))
            differing += [
                FeatureDifference(place, key, attribute.key, values)
                for place, key, values in rows
                if len({one for one in values if one is not None}) > 1
            ]
    return found, differing


def _agreed(coding: DoubleCoding, code: str | None) -> Sequence[tuple[Place, str]]:
    return [
        (unit.place, key)
        for unit in coding.units
        if unit.double
        for key in sorted(frozenset.intersection(*unit.judged))
        if code in (None, key)
    ]


def _values(coding: DoubleCoding, place: Place, code: str, attribute: CodingAttribute) -> tuple[Values | None, ...]:
    """Give each coder's values; what is left out stands for the default, None for a coder without this coding."""
    found: list[Values | None] = []
    for coder in range(len(coding.coders)):
        there = coding.codings_at(place, coder, code)
        values: set[str] = set()
        for one in there:
            value = one.attributes.get(attribute.key, attribute.default or ())
            values.update([value] if isinstance(value, str) else value)
        found.append(frozenset(values) if there else None)
    return tuple(found)


def _measured(attribute: CodingAttribute, rows: Sequence[Sequence[Values | None]]) -> FeatureAgreement:
    columns = list(zip(*rows, strict=True))
    same = sum(len({one for one in row if one is not None}) == 1 for row in rows)
    labels = [[None if one is None else tuple(sorted(one)) for one in column] for column in columns]
    if attribute.choice == "many":
        alpha, kappa = set_alpha(columns), Coefficient(None, len(rows))
    else:
        alpha = krippendorff_alpha(labels)
        kappa = cohen_kappa(labels[0], labels[1]) if len(labels) == 2 else Coefficient(None, len(rows))
    return FeatureAgreement(attribute.key, len(rows), same, percent_agreement(labels).value, kappa, alpha)
