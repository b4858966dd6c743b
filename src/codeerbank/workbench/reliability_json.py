"""Agreement as JSON for programs: percentages 0-100, coefficients as they are, undefined is null with its reason."""

from __future__ import annotations

from typing import Any

from codeerbank.agreement.differences import Disagreement
from codeerbank.agreement.per_code import CodeAgreement
from codeerbank.workbench.coded_features import FeatureDifference
from codeerbank.workbench.reliability import Overall, Reliability, words_of
from codeerbank.workbench.reliability_sheets import all_differences


def agreement_json(found: Reliability, code: str | None = None, with_list: bool = False) -> dict[str, Any]:
    """Give every figure by name; ``with_list`` adds where the coders differ, on one code if asked."""
    interval = found.overall.masi.interval
    record = {
        "unit": found.unit,
        "n_units": found.n_units,
        "coders": list(found.coders),
        "overall": _overall_json(found.overall),
        "bootstrap": {
            "drawn": "respondents" if found.unit == "answer" else "documents",
            "n": interval.documents,
            "samples": interval.samples,
            "seed": interval.seed,
            "undefined": interval.reason or None,
        },
        "double": {"pct": found.share_double, "documents": _coverage_json(found)},
        "codes": [_code_json(found, one) for one in found.codes],
        "subthemes": [_code_json(found, one) for one in found.subthemes],
        "themes": [_code_json(found, one) for one in found.themes],
        "never_given": list(found.never),
        "attributes": _features_json(found),
    }
    if with_list:
        record["disagreements"] = _differences_json(found, code)
    return record


def _overall_json(whole: Overall) -> dict[str, Any]:
    pooled = whole.pooled
    return {
        "n": whole.masi.n,
        "percent": _pct(whole.masi.percent),
        "alpha": whole.masi.alpha.value,
        "alpha_distance": "masi",
        "interval": _ends(whole.masi.interval.pair),
        "alpha_jaccard": whole.jaccard.alpha.value,
        "kappa": pooled.kappa.value if pooled else None,
        "ac1": pooled.ac1 if pooled else None,
        "pabak": pooled.pabak if pooled else None,
        "coded": {"n": whole.coded.n, "percent": _pct(whole.coded.percent), "alpha": whole.coded.alpha.value},
        "undefined": whole.masi.alpha.reason or None,
    }


def _coverage_json(found: Reliability) -> list[dict[str, Any]]:
    return [
        {
            "document": one.document,
            "units": one.units,
            "double": one.double,
            "read_by_one": [list(pair) for pair in one.by_one],
            "read_by_nobody": [list(pair) for pair in one.by_none],
        }
        for one in found.coverage
    ]


def _features_json(found: Reliability) -> list[dict[str, Any]]:
    return [
        {
            "attribute": one.key,
            "n": one.n,
            "same": one.same,
            "percent": _pct(one.percent),
            "kappa": one.kappa.value,
            "alpha": one.alpha.value,
            "undefined": one.alpha.reason or None,
        }
        for one in found.features
    ]


def _code_json(found: Reliability, one: CodeAgreement) -> dict[str, Any]:
    two = one.two
    record: dict[str, Any] = {
        "code": one.code,
        "n": one.n,
        "given": dict(zip(found.coders, one.given, strict=True)),
        "all_gave": one.all_gave,
        "percent": _pct(one.percent),
        "kappa": one.kappa.value,
        "kappa_se": None if found.unit == "character" else one.kappa.se,
        "alpha": one.alpha.value,
        "ac1": one.ac1,
        "pabak": one.pabak,
        "interval": _ends(one.interval.pair),
        "interval_of": "alpha",
        "positive": two.positive if two else None,
        "negative": two.negative if two else None,
        "prevalence": two.prevalence if two else None,
        "bias": two.bias if two else None,
        "paradox": one.paradox,
        "undefined": one.reason or None,
    }
    if borders := found.borders.get(one.code):
        record |= {"alpha_u": borders.alpha_u.value, "f1": borders.overlap.f1, "matched": borders.overlap.matched}
    return record


def _differences_json(found: Reliability, code: str | None) -> list[dict[str, Any]]:
    differences, features = all_differences(found, code)
    return [
        {
            **_place_json(found, one),
            "kind": "codes",
            "severity": one.severity,
            "codes": {
                who: None if given is None else sorted(given)
                for who, given in zip(found.coders, one.given, strict=True)
            },
        }
        for one in differences
    ] + [
        {
            **_place_json(found, one),
            "kind": "attribute",
            "code": one.code,
            "attribute": one.key,
            "values": {
                who: None if given is None else sorted(given)
                for who, given in zip(found.coders, one.given, strict=True)
            },
        }
        for one in features
    ]


def _place_json(found: Reliability, one: Disagreement | FeatureDifference) -> dict[str, Any]:
    place = one.place
    return {
        "document": place.document,
        "turn": place.turn,
        "start": place.start,
        "stop": place.stop,
        "text": words_of(found, one),
    }


def _pct(share: float | None) -> float | None:
    return None if share is None else 100 * share


def _ends(pair: tuple[float, float] | None) -> list[float] | None:
    return None if pair is None else list(pair)
