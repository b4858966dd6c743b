"""How far coders agree on a project: per code, per subtheme and over all, with the list of where they differ.

These verbs only read. In a screen, call them inside ``session.later``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from codeerbank.agreement.binary import binary_agreement_of_counts
from codeerbank.agreement.bootstrap import SAMPLES, SEED
from codeerbank.agreement.differences import Disagreement as Disagreement
from codeerbank.agreement.differences import disagreements
from codeerbank.agreement.per_code import CodeAgreement as CodeAgreement
from codeerbank.agreement.per_code import code_agreements
from codeerbank.agreement.per_set import SetAgreement, set_agreement
from codeerbank.agreement.results import BinaryAgreement
from codeerbank.agreement.units import Unit, UnitKind, rolled_up
from codeerbank.domain.codebook import Code, Codebook
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench.border_agreement import Borders, borders_of
from codeerbank.workbench.coded_features import FeatureAgreement, FeatureDifference, feature_agreements
from codeerbank.workbench.double_coding import UNITS, Coverage, DoubleCoding, read_double
from codeerbank.workbench.session import Session

Lift = Callable[[str], Collection[str]]


@dataclass(frozen=True, slots=True)
class Overall:
    """All codes at once; only ``masi`` has an interval.

    coded    leaves out the units to which nobody gave a code
    pooled   the tables of all codes added up
    """

    masi: SetAgreement
    jaccard: SetAgreement
    coded: SetAgreement
    pooled: BinaryAgreement | None


@dataclass(frozen=True, slots=True)
class Reliability:
    """Agreement between coders, with what it is based on.

    codes, subthemes, themes   in the order of the codebook; a subtheme is given where a code below it was
    never                      codes that nobody gave in these units
    borders                    where the units are characters and the coders two: per code, how the borders lie
    """

    coding: DoubleCoding
    codebook: Codebook
    codes: Sequence[CodeAgreement]
    subthemes: Sequence[CodeAgreement]
    themes: Sequence[CodeAgreement]
    overall: Overall
    documents: Mapping[str, SetAgreement]
    features: Sequence[FeatureAgreement]
    feature_differences: Sequence[FeatureDifference]
    never: Sequence[str] = ()
    borders: Mapping[str, Borders] = field(default_factory=dict)

    @property
    def unit(self) -> UnitKind:
        """What was compared."""
        return self.coding.kind

    @property
    def coders(self) -> Sequence[str]:
        """Who were compared."""
        return self.coding.coders

    @property
    def n_units(self) -> int:
        """Count the units that two coders or more read."""
        return self.overall.masi.n

    @property
    def coverage(self) -> Sequence[Coverage]:
        """Per document how much was read twice."""
        return self.coding.coverage

    @property
    def share_double(self) -> float | None:
        """Give the percentage of all units that two coders or more read."""
        units = sum(one.units for one in self.coverage)
        return 100 * sum(one.double for one in self.coverage) / units if units else None

    def differences(self, code: str | None = None) -> list[Disagreement]:
        """List the units on which the coders differ, the worst first; of one code, or a code above others, if asked."""
        codebook = self.codebook
        levels = [lambda key: _above(codebook, key, 1), lambda key: _above(codebook, key, 0)]
        if code is None:
            return disagreements(self.coding.units, levels)
        below = {one.key for one in codebook.codes if code in codebook.upwards(one)}
        if below == {code}:
            return disagreements(self.coding.units, levels, code)
        lifted = rolled_up(self.coding.units, lambda key: [code] if key in below else [])
        disputed = {one.place for one in disagreements(lifted)}
        return [one for one in disagreements(self.coding.units, levels) if one.place in disputed]


def agreement(
    session: Session,
    coders: Sequence[str] = (),
    unit: UnitKind | None = None,
    code: str | None = None,
    document: str | None = None,
    samples: int = SAMPLES,
    seed: int = SEED,
) -> Reliability:
    """Compare coders on what two of them or more read to the end; ``code`` gives the figures of this code alone."""
    if unit is not None and unit not in UNITS:
        raise UsageError(_("Coders are compared by {units}.").format(units=", ".join(UNITS)))
    wanted = session.code(code).key if code else None
    coding = read_double(session, coders, unit, document)
    codebook, units = session.codebook, coding.units
    used = {key for one in units if one.double for given in one.judged for key in given}
    lower, middle, upper = _levels(codebook, used)
    n_coders = len(coding.coders)

    def measured(keys: Sequence[str], lift: Lift | None = None) -> list[CodeAgreement]:
        kept = [key for key in keys if wanted in (None, key)]
        lifted = rolled_up(units, lift) if lift else units
        return code_agreements(lifted, kept, n_coders, samples, seed)

    every = measured(lower)
    features, differing = feature_agreements(coding, codebook, wanted)
    return Reliability(
        coding, codebook,
        codes=[one for one in every if one.code in used or one.code == wanted],
        subthemes=measured(middle, lambda key: _within(codebook, key, middle)),
        themes=measured(upper, lambda key: _within(codebook, key, upper)),
        overall=_overall(units, every if wanted is None else code_agreements(units, lower, n_coders, 0), samples, seed),
        documents=_by_document(units),
        features=features,
        feature_differences=differing,
        never=[one.code for one in every if one.code not in used],
        borders=borders_of(coding, sorted(used)) if coding.kind == "character" and n_coders == 2 else {},
    )  # fmt: skip


def _levels(codebook: Codebook, used: Collection[str]) -> tuple[list[str], list[str], list[str]]:
    """Give the keys of the codes at the bottom, of the subthemes and of the themes; an archived code only if it is used."""

    def kept(code: Code) -> bool:
        return not code.archived or code.key in used

    codes = [code for code in codebook.codes if kept(code)]
    lower = [code.key for code in codes if codebook.is_leaf(code) or code.key in used]
    above = [code for code in codes if not codebook.is_leaf(code)]
    middle = [code.key for code in above if codebook.depth(code) == 1]
    return lower, middle, [code.key for code in above if codebook.depth(code) == 0]


def _within(codebook: Codebook, key: str, level: Collection[str]) -> list[str]:
    code = codebook.get(key)
    return [above for above in codebook.upwards(code) if above in level] if code else []


def _above(codebook: Codebook, key: str, depth: int) -> str:
    """Give the code at this depth over a code, or the code itself where it stands higher."""
    code = codebook.get(key)
    path = codebook.upwards(code)[::-1] if code else (key,)
    return path[min(depth, len(path) - 1)]


def _overall(units: Sequence[Unit], codes: Sequence[CodeAgreement], samples: int, seed: int) -> Overall:
    given = [unit for unit in units if unit.double and any(unit.judged)]
    tables = [one.two for one in codes if one.two is not None]
    sums = [
        sum(column) for column in zip(*((t.both, t.only_first, t.only_second, t.neither) for t in tables), strict=True)
    ]
    return Overall(
        set_agreement(units, "masi", samples, seed),
        set_agreement(units, "jaccard", 0),
        set_agreement(given, "masi", 0),
        binary_agreement_of_counts(*sums) if sums else None,
    )


def _by_document(units: Sequence[Unit]) -> dict[str, SetAgreement]:
    names = dict.fromkeys(unit.place.document for unit in units if unit.double)
    return {name: set_agreement([unit for unit in units if unit.place.document == name], "masi", 0) for name in names}


def words_of(found: Reliability, difference: Disagreement | FeatureDifference) -> str:
    """Give the words a difference is about."""
    return found.coding.words_at(difference.place)
