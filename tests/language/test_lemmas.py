import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.language.lemmas import fold, is_word, lemma, root


@pytest.mark.parametrize(
    ("word", "language", "wanted"),
    [
        ("Afspraken", "nl", "afspraak"),
        ("meegenomen", "nl", "meenemen"),
        ("uitgelegd", "nl", "uitleggen"),
        ("mocht", "nl", "mogen"),
        ("appointments", "en", "appointment"),
        ("went", "en", "go"),
    ],
)
def test_a_word_leads_to_its_dictionary_form(word: str, language: str, wanted: str) -> None:
    assert lemma(word, language) == wanted


@pytest.mark.parametrize("word", ["", " ", "3", "...", "😀", "'", "https://voorbeeld.example/pad", "x" * 500, "\u200d"])
def test_what_is_no_word_keeps_its_form(word: str) -> None:
    assert lemma(word, "nl") == word


def test_a_language_without_a_word_list_gives_the_form_itself() -> None:
    assert lemma("Häuser", "de") == "häuser"


@settings(deadline=None)
@given(st.text(max_size=80))
def test_no_text_makes_it_fail(word: str) -> None:
    for language in ("nl", "en", "xx"):
        assert "_" not in lemma(word.replace("_", ""), language)
        root(word, language)
        is_word(word, language)
    assert fold(fold(word)) == fold(word)


def test_one_key_holds_all_forms_together_where_the_list_stops_halfway() -> None:
    assert len({root(word, "nl") for word in ("ouder", "ouders")}) == 1
    assert len({root(word, "nl") for word in ("vraag", "vragen", "gevraagd")}) == 1


def test_hurried_spelling_is_the_same_word() -> None:
    assert fold("Privé") == fold("prive")
    assert fold("’s avonds") == "'s avonds"
