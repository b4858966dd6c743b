"""Derived variables as SPSS reads them."""

from codeerbank.domain.derivation import Derivation
from codeerbank.exporters.recoding_syntax import recoding_syntax


def test_a_variable_of_words_is_declared_before_it_is_filled() -> None:
    rule = Derivation("alle", "stack", ("oordeel_a", "oordeel_b"))
    lines = recoding_syntax([rule], {}, {"alle": 15}).splitlines()
    assert lines.index("STRING alle (A15).") < lines.index("IF (NOT MISSING(oordeel_a)) alle=oordeel_a.")
    assert "STRING" not in recoding_syntax([rule], {})
