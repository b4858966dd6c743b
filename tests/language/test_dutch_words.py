import pytest

from codeerbank.language.compounds import compound_parts
from codeerbank.language.separable import parts


@pytest.mark.parametrize(
    ("word", "wanted"),
    [
        ("netwerkberaad", ("netwerk", "beraad")),
        ("toestemmingsformulier", ("toestemming", "formulier")),
        ("Buurtgezinnen", ("buurt", "gezinnen")),
    ],
)
def test_a_compound_made_on_the_spot_is_cut(word: str, wanted: tuple[str, str]) -> None:
    assert compound_parts(word) == wanted


def test_a_compound_with_a_meaning_of_its_own_is_left_whole() -> None:
    assert compound_parts("voorraad") is None
    assert compound_parts("oordelen") is None


def test_words_of_the_codebook_count_as_known() -> None:
    assert compound_parts("privacyregels") is None
    assert compound_parts("privacyregels", frozenset({"privacy"})) == ("privacy", "regels")


@pytest.mark.parametrize("word", ["", "a", "aaaaaaaaaaaa", "12345678", "\x00abc", "steun\nfiguur"])
def test_what_has_no_parts_stays_whole(word: str) -> None:
    assert compound_parts(word) is None


def test_separable_verbs_part_and_others_do_not() -> None:
    assert parts("loslaten") == ("los", "laten")
    assert parts("overnemen") == ("over", "nemen")
    assert parts("voorkomen") is None
    assert parts("werkwijze") is None
    assert parts("meten") is None
