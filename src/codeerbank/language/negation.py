"""Words that deny."""

from __future__ import annotations

NEGATIONS = {
    "nl": frozenset({"geen", "niemand", "niet", "niets", "niks", "noch", "nooit", "nergens", "zonder"}),
    "en": frozenset(
        {"cannot", "neither", "never", "no", "nobody", "none", "nor", "not", "nothing", "nowhere", "n't", "without"}
    ),
}
"""Per language, as ``codeerbank.language.lemmas.fold`` writes them."""
