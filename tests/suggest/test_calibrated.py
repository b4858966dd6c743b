"""What comes after the weights: a toll on texts that say little, and groups that are no surer than they were right."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.codebook import Codebook
from codeerbank.suggest import CodeSuggester
from codeerbank.suggest.groups import Groups
from codeerbank.suggest.profiles import vocabulary
from codeerbank.suggest.thin import HUSHED, learn_toll, said

from .invented import answers, codebook

TREE = Codebook.from_records(
    [
        {"key": "A", "name": "a"},
        {"key": "A1", "name": "a een", "parent": "A"},
        {"key": "A2", "name": "a twee", "parent": "A"},
        {"key": "B", "name": "b"},
    ]
)
RANDOM = np.random.default_rng(7)
P = np.where(np.array([False, True, True, True]), RANDOM.uniform(0.02, 0.6, (600, 4)), 0.0)


def groups() -> Groups:
    return Groups(TREE.codes, np.zeros(4))


def test_small_words_alone_are_hushed_and_a_cue_or_a_word_with_content_is_heard() -> None:
    texts = ["Ja, dat ook.", "Netwerkberaad.", "Ja, dat ook.", "Wie is er dan wel niet bij?", "?!", ""]
    found = said(texts, np.array([False, False, True, False, False, False]), vocabulary("nl"))
    assert found.heard.tolist() == [HUSHED, 1, 1, 1, 0, 0]
    assert found.thinness[1] == pytest.approx(1 / 2)
    assert found.thinness[0] == 1


def test_the_toll_is_learnt_from_thin_texts_that_were_wrong_too_often() -> None:
    thinness = np.repeat([1.0, 0.1], 300)
    stated = np.full((600, 1), 0.0)
    right = np.concatenate([np.arange(300) % 5 == 0, np.arange(300) % 2 == 0])[:, None].astype(float)
    toll = learn_toll(stated, thinness, right, np.ones_like(stated))
    p = 1 / (1 + np.exp(-toll.off(stated, thinness)))
    assert p[0, 0] == pytest.approx(0.2, abs=0.03)
    assert p[-1, 0] == pytest.approx(0.5, abs=0.03)
    assert learn_toll(stated, thinness, 1 - right, np.ones_like(stated)).thin == 0, "thin texts never gain by it"


def test_small_words_are_not_suggested_a_code_and_keep_its_order() -> None:
    texts, codes = answers(60)
    taught = CodeSuggester(codebook(), vectors="none").fit(texts, codes)
    assert taught.predict_proba(["Ja, dat ook."]).max() <= HUSHED
    assert taught.predict_proba(["Ja, dat ook."]).any()
    assert taught.propose(["Ja, dat ook.", "Wel.", "Stil."], 0.3)[:2] == [[], []]
    assert CodeSuggester(codebook(), vectors="none").fit([], []).propose(["Ja, dat ook."], 0.3) == [[]]


def test_a_group_of_codes_that_come_together_is_lowered_to_how_often_it_was_right() -> None:
    lots = groups()
    together = RANDOM.uniform(size=600) < P[:, 1]  # both or neither: the codes are far from independent
    targets = np.stack([0 * together, together, together, 0 * together], axis=1).astype(float)
    alike = np.stack([P[:, 0], P[:, 1], P[:, 1], P[:, 3]], axis=1)
    lots.calibrate(alike, targets, np.ones_like(targets))
    stated = np.array([1 - (1 - p) ** 2 for p in alike[:, 1]])
    given_out = np.array([lots.probability(0, row) for row in alike])
    assert abs(given_out.mean() - together.mean()) < 0.05 < abs(stated.mean() - together.mean())


def test_codes_that_come_independently_stay_as_they_are_and_unknown_pairs_say_nothing() -> None:
    independent, unknown = groups(), groups()
    targets = (RANDOM.uniform(size=P.shape) < P).astype(float)
    independent.calibrate(P, targets, np.ones_like(P))
    unknown.calibrate(P, np.zeros_like(P), np.zeros_like(P))
    for row in P[:50]:
        plain = 1 - (1 - row[1]) * (1 - row[2])
        assert independent.probability(0, row) == pytest.approx(plain, abs=0.06)
        assert unknown.probability(0, row) == pytest.approx(plain)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=3), st.floats(0.01, 1))
def test_a_group_never_stands_beside_a_code_below_it_nor_above_what_its_codes_make(p, least) -> None:
    row = np.array([0.0, *p])
    found = dict(groups().choose(row, least, 3))
    assert 0 not in found or not {1, 2} & found.keys()
    assert found.get(0, 0) <= 1 - (1 - p[0]) * (1 - p[1]) + 1e-12
