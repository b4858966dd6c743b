"""Sentences and words: borders that screen, suggestions and agreement share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.text import Span, count_words, sentences, words

anything = st.text(
    st.one_of(st.sampled_from(".!?… \n\t\"'”)abA1é💶\u0301\u00a0"), st.characters(exclude_categories=["Cs"])),
    max_size=80,
)


def cut(text: str) -> list[str]:
    return [span.of(text) for span in sentences(text)]


@given(anything)
def test_every_character_that_is_not_blank_stands_in_exactly_one_sentence(text: str) -> None:
    found = sentences(text)
    inside = [at for span in found for at in range(span.start, span.stop)]
    assert inside == sorted(set(inside))
    assert {at for at, letter in enumerate(text) if not letter.isspace()} <= set(inside)


@given(anything)
def test_no_sentence_begins_or_ends_blank(text: str) -> None:
    assert all(words and words == words.strip() for words in cut(text))


@given(anything, anything)
def test_lines_are_cut_apart_whatever_they_hold(first: str, second: str) -> None:
    assert cut(f"{first}\n{second}") == cut(first) + cut(second)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ik wil. Ik kan!", ["Ik wil.", "Ik kan!"]),
        ("Echt?! Ja… misschien.", ["Echt?!", "Ja…", "misschien."]),
        ("‘Mag dat?’ vroeg zij. “Nee.” Goed.", ["‘Mag dat?’", "vroeg zij.", "“Nee.”", "Goed."]),
        ("Er is bijv. geen bus. Dus lopen.", ["Er is bijv. geen bus.", "Dus lopen."]),
        ("Wij wonen o.a. hier, d.w.z. samen.", ["Wij wonen o.a. hier, d.w.z. samen."]),
        ("Dr. Jansen en mevr. De Wit. Klaar.", ["Dr. Jansen en mevr. De Wit.", "Klaar."]),
        ("Dhr. B. Smit kwam.", ["Dhr. B. Smit kwam."]),
        ("Bijv. de bus. Of de fiets (evt. samen).", ["Bijv. de bus.", "Of de fiets (evt. samen)."]),
        ("Dat kost 3.50 per keer. Veel.", ["Dat kost 3.50 per keer.", "Veel."]),
        ("Kijk op www.voorbeeld.nl vandaag", ["Kijk op www.voorbeeld.nl vandaag"]),
        ("Zij kwam om 5 uur.\nHij niet", ["Zij kwam om 5 uur.", "Hij niet"]),
        ("", []),
        (" \n\n ", []),
    ],
)
def test_sentences_end_where_a_reader_says_so(text: str, wanted: list[str]) -> None:
    assert cut(text) == wanted


@given(anything)
def test_words_hold_letters_or_digits_only_at_their_ends(text: str) -> None:
    for span in words(text):
        word = span.of(text)
        assert word[0].isalnum()
        assert word[-1].isalnum()


def test_words_keep_what_belongs_to_them() -> None:
    text = "Zo'n foto's-map, 's morgens 3.5 keer 💶 café"
    assert [span.of(text) for span in words(text)] == ["Zo'n", "foto's-map", "s", "morgens", "3.5", "keer", "café"]


def test_words_are_counted_by_white_space() -> None:
    assert count_words(" twee  woorden\n") == 2
    assert count_words("") == 0


@given(*[st.integers(0, 9)] * 4)
def test_stretches_overlap_when_they_share_a_character(a: int, b: int, c: int, d: int) -> None:
    shared = set(range(a, b)) & set(range(c, d))
    if a < b and c < d:
        assert Span(a, b).overlaps(Span(c, d)) == bool(shared)
