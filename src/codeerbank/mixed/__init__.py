"""Words joined with numbers: codes counted under a declared rule, beside the survey, always with their base.

The statistics are at hand by name (``from codeerbank.mixed import wilson``); a module is read when it is first asked for.
"""

from importlib import import_module
from typing import Any

_BY_MODULE = {
    "statistics.intervals": ("Proportion", "clopper_pearson", "jeffreys", "proportion", "rule_of_three", "wilson"),
    "statistics.weighting": ("design_effect", "kish"),
}
_HOME = {name: module for module, names in _BY_MODULE.items() for name in names}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
