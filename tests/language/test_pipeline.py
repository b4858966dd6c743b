import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.text import sentences
from codeerbank.errors import UsageError
from codeerbank.language.pipeline import pipeline

MARKS = ["Ja", "nee", " ", ". ", "? ", "\n", "bijv. ", "m.a.w. ", "… ", '"', ") ", "\u00a0", "\t", "🙂"]
PIECES = st.lists(st.sampled_from(MARKS), max_size=25)


@settings(deadline=None)
@given(PIECES.map("".join))
def test_sentences_are_those_of_the_project(text: str) -> None:
    doc = pipeline("nl")(text)
    found = [sentence.text.strip() for sentence in doc.sents]
    assert [piece for piece in found if piece] == [span.of(text) for span in sentences(text)]


def test_tokens_carry_their_lemma_and_their_plain_form() -> None:
    doc = pipeline("nl")("Wij maakten privé afspraken.")
    assert [token.lemma_ for token in doc] == ["wij", "maken", "privé", "afspraak", "."]
    assert doc[2].norm_ == "prive"


def test_it_is_made_once_for_a_language() -> None:
    assert pipeline("nl") is pipeline("nl")
    assert pipeline("en") is not pipeline("nl")


def test_a_turn_of_a_million_characters_is_read() -> None:
    assert len(list(pipeline("en")("word " * 250_000).sents)) == 1


def test_an_unknown_language_is_refused_in_words() -> None:
    with pytest.raises(UsageError) as refusal:
        pipeline("fy")
    assert "fy" in refusal.value.message
    assert "nl" in refusal.value.hint


def test_an_installed_pipeline_is_used_for_its_lemmas(tmp_path) -> None:
    import spacy

    trained = spacy.blank("nl")
    ruler = trained.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "begoot"}]], {"LEMMA": "BEGIETEN"})
    trained.to_disk(tmp_path / "nl_own")
    doc = pipeline("nl", str(tmp_path / "nl_own"))("Zij begoot planten.")
    assert [token.lemma_ for token in doc] == ["zij", "begieten", "plant", "."]
    with pytest.raises(UsageError):
        pipeline("en", str(tmp_path / "nl_own"))
