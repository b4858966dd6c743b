import warnings

import numpy as np
import pytest

from codeerbank.suggest import CodeSuggester

from .invented import answers, codebook

TEXTS, CODES = answers(40)
SAID = "Kinderen maken lawaai, maar dat mag niet van de medewerker."


@pytest.mark.parametrize("vectors", ["lsa", "none"])
def test_documents_carry_what_the_suggester_says(vectors):
    suggester = CodeSuggester(codebook(), vectors=vectors).fit(TEXTS, CODES)
    nlp = suggester.as_spacy(least=0.3)
    first, second = nlp.pipe([SAID, TEXTS[0]])
    assert list(first.cats.values()) == pytest.approx(list(suggester.predict_proba([SAID])[0]), abs=1e-5)
    assert [key for key, _p in first._.suggestions] == [key for key, _p in suggester.propose([SAID], 0.3)[0]]
    assert [(span.text, span.label_) for span in first.spans["cues"]] == [("lawaai", "T4"), ("medewerker", "T2")]
    assert [clause.text for clause in first.spans["clauses"]] == ["Kinderen maken lawaai,", SAID[23:]]
    assert nlp(SAID).cats == pytest.approx(first.cats, abs=1e-5)
    assert ("segment_vector" in second.user_data) == (vectors == "lsa")


def test_documents_compare_by_their_vectors_without_a_warning():
    nlp = CodeSuggester(codebook(), vectors="lsa").fit(TEXTS, CODES).as_spacy()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        quiet, quieter, nothing = nlp.pipe(["Het is er stil", "Heerlijk stil om te leren", ""])
        assert quiet.similarity(quieter) == pytest.approx(
            float(quiet.vector @ quieter.vector) / quiet.vector_norm / quieter.vector_norm, abs=1e-6
        )
        assert quiet.similarity(nothing) == 0
        assert nothing._.suggestions == []


def test_the_encoder_is_asked_for_many_documents_at_a_time():
    asked: list[int] = []

    class Letters:
        model_id = "letters"

        def embed(self, texts):
            asked.append(len(texts))
            return np.array([[text.lower().count(c) for c in "abcdefgh"] for text in texts], dtype=float)

    nlp = CodeSuggester(codebook(), vectors=Letters()).fit([], []).as_spacy()
    asked.clear()
    assert len(list(nlp.pipe(f"Zin {n}" for n in range(300)))) == 300
    assert asked == [300]
