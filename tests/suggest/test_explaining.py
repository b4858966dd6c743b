import numpy as np
import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.suggest import CodeSuggester
from codeerbank.suggest.explaining import codes_below

from .invented import answers, codebook

TEXTS, CODES = answers(60)
SAID = "Kinderen maken lawaai en de radio staat aan, net als toen bij de balie."


@pytest.fixture(scope="module")
def taught():
    return CodeSuggester(codebook(), vectors="lsa").fit(TEXTS, CODES)


def test_the_words_add_up_to_what_the_learner_says(taught):
    found = taught.explain(SAID, "T4")
    assert sum(word.weight for word in found.words) == pytest.approx(found.lexical, abs=1e-5)
    fitted = taught._fitted
    total = fitted.terms(fitted.judge([SAID]))[0, 4].sum()
    assert found.constant + found.lexical + found.semantic + found.codebook == pytest.approx(total, abs=1e-4)
    assert found.probability == taught.predict_proba([SAID])[0, 4]


def test_every_word_stands_where_it_says(taught):
    found = taught.explain(SAID, "T4")
    assert all(SAID[word.start : word.stop] == word.words for word in found.words)
    assert "lawaai" in [word.words for word in found.underlined(3)]


def test_leaving_out_the_weightiest_word_lowers_the_learners_view(taught):
    found = taught.explain(SAID, "T4")
    best = max(found.words, key=lambda word: word.weight)
    without = SAID[: best.start] + SAID[best.stop :]
    assert taught.explain(without, "T4").lexical < found.lexical


def test_cues_speak_for_and_against(taught):
    found = taught.explain(SAID, "T4").cues
    assert [(e.kind, e.words) for e in found] == [("cue", "lawaai"), ("against", "radio")]


def test_the_nearest_texts_carry_the_code_and_the_closest_is_first(taught):
    found = taught.explain(SAID, "T4").nearest
    assert 1 <= len(found) <= 3
    assert all("T4" in CODES[near.number] and TEXTS[near.number] == near.text for near in found)
    assert [near.cosine for near in found] == sorted((near.cosine for near in found), reverse=True)
    assert "lawaai" in found[0].text


def test_shares_make_a_whole_and_the_codebook_is_all_there_is_at_first(taught):
    assert sum(taught.explain(SAID, "T4").shares.values()) == pytest.approx(1)
    cold = CodeSuggester(codebook(), vectors="none").fit([], []).explain(SAID, "T4")
    assert cold.shares == {"lexical": 0, "semantic": 0, "codebook": 1}
    assert cold.nearest == []
    assert cold.examples == 0


def test_exclusions_are_shown_that_share_words_or_send_to_a_code_with_a_cue_in_the_text():
    rule = {"text": "regenwater in een ton bewaren", "code": "b"}
    book = Codebook.from_records(
        [
            {"key": "a", "name": "water geven", "exclude": [rule]},
            {"key": "b", "name": "regenton", "cues": ["emmer"]},
        ]
    )
    made = CodeSuggester(book, vectors="none").fit([], [])
    shown = ["regenwater in een ton bewaren (b)"]
    assert made.explain("Ik bewaar regenwater voor later.", "a").exclusions == shown
    assert made.explain("Er staat een emmer bij de planten.", "a").exclusions == shown
    assert made.explain("Ik geef de planten water.", "a").exclusions == []


def test_a_code_without_a_cue_in_the_text_names_the_cue_it_is_like():
    book = Codebook.from_records(
        [
            {"key": "a", "name": "werkdruk", "cues": ["geen tijd", "wachtlijst"]},
            {"key": "b", "name": "vervoer", "cues": ["de fiets", "met de bus"]},
        ]
    )
    made = CodeSuggester(book, vectors="none").fit([], [])
    assert made.explain("Tijd is er nooit, tijd en nog eens tijd.", "a").close == "geen tijd"
    assert made.explain("Er is geen tijd.", "a").close == "", "a cue that stands there speaks for itself"
    assert made.explain("Tijd is er nooit, tijd en nog eens tijd.", "b").close == ""


def test_a_code_without_any_ground_has_no_shares():
    made = CodeSuggester(Codebook.from_records([{"key": "a", "name": "A"}]), vectors="none").fit([], [])
    found = made.explain("", "a")
    assert found.shares is None
    assert np.isfinite(found.probability)


def test_a_code_that_holds_others_rests_on_those_below_it():
    book = Codebook.from_records(
        [
            {"key": "A", "name": "reizen"},
            {"key": "A1", "name": "fiets", "parent": "A"},
            {"key": "A2", "name": "trein", "parent": "A"},
            {"key": "B", "name": "eten"},
        ]
    )
    fitted = CodeSuggester(book, vectors="none").fit([], []).fitted
    below = codes_below(fitted, "met de trein", "A")
    assert [key for key, _probability in below] == ["A2", "A1"]
    assert below[0][1] >= below[1][1] >= 0
    assert codes_below(fitted, "met de trein", "A1") == codes_below(fitted, "met de trein", "B") == []


def test_a_text_that_lies_no_closer_than_most_is_no_neighbour(taught):
    near = {one.number: one.cosine for one in taught.explain(SAID, "T4").nearest}
    fitted = taught.fitted
    _rows, meanings = fitted.describe([SAID])
    cosines = fitted.meanings @ meanings[0]
    assert all(cosine >= np.quantile(cosines, 0.9) for cosine in near.values())


def test_what_denies_or_allows_the_words_is_named_with_its_place(taught):
    from codeerbank.suggest.text_read import TextRead

    said = "Dat mag niet, maar kinderen maken lawaai omdat ze willen spelen."
    at = said.index("lawaai")
    assert TextRead(taught.fitted, said).coloured([(at, at + 6)]) == []
    assert TextRead(taught.fitted, said).coloured([(0, 3)]) == [("may", "mag", 4, 7), ("negation", "niet", 8, 12)]
