"""Words joined with numbers: codes counted under a declared rule, beside the survey, always with their base.

The statistics are at hand by name (``from codeerbank.mixed import wilson``); a module is read when it is first asked for.
"""

from importlib import import_module
from typing import Any

_BY_MODULE = {
    "statistics.intervals": (
        "Proportion",
        "clopper_pearson",
        "jeffreys",
        "proportion",
        "rule_of_three",
        "wilson",
    ),
    "statistics.differences": (
        "Detectable",
        "Difference",
        "newcombe",
        "smallest_detectable_difference",
    ),
    "statistics.sample_size": (
        "SampleSize",
        "margin_of_error",
        "sample_size",
    ),
    "statistics.contingency": (
        "Contingency",
        "chi_square",
        "contingency",
        "cross",
    ),
    "statistics.exact": (
        "fisher",
        "fisher_freeman_halton",
    ),
    "statistics.odds": (
        "OddsRatio",
        "odds_ratio",
    ),
    "statistics.association": (
        "Association",
        "cramers_v",
        "phi",
    ),
    "statistics.ordered": (
        "OrdinalAssociation",
        "cochran_armitage",
        "jonckheere_terpstra",
        "linear_by_linear",
        "ordinal_association",
    ),
    "statistics.ranks": (
        "kruskal_wallis",
        "mann_whitney",
    ),
    "statistics.paired": (
        "cochran_q",
        "friedman",
        "mcnemar",
        "wilcoxon",
    ),
    "statistics.families": (
        "benjamini_hochberg",
        "holm",
    ),
    "statistics.choice": (
        "Choice",
        "CrosstabAnalysis",
        "analyse_crosstab",
        "choose_paired_test",
        "choose_rating_test",
        "choose_test",
        "why_in_words",
    ),
    "statistics.refusals": (
        "NotTestable",
        "Refusal",
        "refusal_of",
        "require_testable",
    ),
    "statistics.multiple_response": (
        "GroupedResponse",
        "MultipleResponse",
        "Option",
        "OptionTest",
        "agresti_liu",
        "multiple_response",
        "multiple_response_by_group",
        "multiple_response_of",
        "roll_up",
    ),
    "statistics.representativeness": (
        "Category",
        "Representativeness",
        "goodness_of_fit",
        "representativeness",
    ),
    "statistics.raking": (
        "Raked",
        "poststratify",
        "rake",
    ),
    "statistics.weighting": (
        "design_effect",
        "kish",
    ),
    "statistics.weighted": (
        "WeightedRow",
        "WeightedTable",
        "weighted_table",
    ),
    "statistics.codes": (
        "CoOccurrence",
        "CodeFrequency",
        "CodePair",
        "Coverage",
        "code_frequencies",
        "cooccurrence",
        "coverage",
    ),
    "statistics.measures": (
        "CodeMeasures",
        "code_measures",
    ),
    "statistics.saturation": (
        "Run",
        "Saturation",
        "chao2",
        "mao_tau",
        "saturation",
    ),
    "statistics.ratings": (
        "Likert",
        "LikertPart",
        "RatingSummary",
        "likert",
        "rating_summary",
        "rating_summary_of_counts",
    ),
    "statistics.outcome": ("Outcome",),
    "audit.check": ("audit_tables",),
    "audit.findings": (
        "AuditReport",
        "Flag",
        "Remark",
    ),
    "audit.grim": (
        "bases_for",
        "counts_for",
    ),
    "disclosure": (
        "Protected",
        "protect",
        "unanimous",
    ),
}
_HOME = {name: module for module, names in _BY_MODULE.items() for name in names}

__all__ = sorted(_HOME)


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME})
