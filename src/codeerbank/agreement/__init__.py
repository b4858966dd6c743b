"""How far coders agree: coefficients, borders and the list of disagreements; pure functions over plain values.

The measures are at hand by name (``from codeerbank.agreement import cohen_kappa``); a module is read when it is first
asked for, numpy when it first calculates.
"""

from importlib import import_module
from typing import Any

_BY_MODULE = {
    "alpha": ("krippendorff_alpha",),
    "binary": ("binary_agreement", "binary_agreement_of_counts", "is_paradox", "pabak"),
    "bootstrap": ("BootstrapInterval", "bootstrap_interval"),
    "differences": ("Disagreement", "disagreements"),
    "gwet": ("gwet_ac1", "gwet_ac1_of_counts"),
    "kappa": (
        "cohen_kappa",
        "fleiss_kappa",
        "fleiss_kappa_of_counts",
        "kappa_of_table",
        "percent_agreement",
        "weighted_kappa",
    ),
    "per_code": ("CodeAgreement", "code_agreements"),
    "per_set": ("SetAgreement", "set_agreement"),
    "results": ("BinaryAgreement", "Coefficient"),
    "sets": ("jaccard_distance", "masi_distance", "set_alpha"),
    "unitizing": ("Overlap", "alpha_u", "alpha_u_total", "iou", "overlap"),
    "units": ("Place", "Unit", "UnitKind"),
}
_HOME = {name: module for module, names in _BY_MODULE.items() for name in names}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
