import pytest

from codeerbank.domain.names import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Een oud-collega van mij, Ria.", {"Ria"}),
        (
            "Ze woont aan de Turfstekerskade, bij het Grachtwaard College.",
            {"Turfstekerskade", "Grachtwaard", "College"},
        ),
        ("E3, jij zei daar iets over.", {"E3"}),
        ("Daar at ik op woensdag. Dat was alles.", set()),
        ('Hij zei: ‘Nou, dan niet.’ En toen ik: "Best."', set()),
        ("Zo'n VOG aanvragen, I mean.", set()),
        ("", set()),
    ],
)
def test_words_with_a_capital_inside_a_sentence_look_like_names(text: str, names: set[str]) -> None:
    assert names_in(text) == names


def test_a_known_name_is_found_where_it_opens_a_sentence() -> None:
    assert names_in("Gerda, hoor je ons?") == set()
    assert names_in("Gerda, hoor je ons?", {"Gerda"}) == {"Gerda"}
