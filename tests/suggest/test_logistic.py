import numpy as np
import pytest
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from codeerbank.suggest.logistic import solve


@pytest.mark.parametrize(("texts", "columns"), [(40, 120), (120, 15)])
@pytest.mark.parametrize("kind", [np.asarray, csr_matrix])
def test_it_finds_what_scikit_learn_finds(texts, columns, kind):
    random = np.random.default_rng(1)
    x = random.normal(size=(texts, columns)) / np.sqrt(columns)
    y = (x[:, :2] + 0.3 * random.normal(size=(texts, 2)) > 0).astype(np.float32)
    found = solve(kind(x), y, np.ones_like(y), 10.0)
    for n in range(2):
        known = LogisticRegression(C=10, tol=1e-8, max_iter=5000).fit(x, y[:, n]).decision_function(x)
        assert np.corrcoef(known, (x @ found.weights + found.intercepts)[:, n])[0, 1] > 0.999
        assert np.abs(known - (x @ found.weights + found.intercepts)[:, n]).max() < 0.1 * np.abs(known).max()


def test_a_pair_without_weight_has_no_say():
    random = np.random.default_rng(2)
    x = random.normal(size=(30, 50))
    y = (x[:, :1] > 0).astype(np.float32)
    weights = np.ones_like(y)
    weights[20:] = 0
    part = solve(x[:20], y[:20], weights[:20], 10.0)
    whole = solve(x, y, weights, 10.0)
    assert np.corrcoef((x @ part.weights)[:, 0], (x @ whole.weights)[:, 0])[0, 1] > 0.99


def test_a_code_without_examples_gets_the_log_odds_of_half_a_one():
    found = solve(np.eye(10), np.zeros((10, 1), np.float32), np.ones((10, 1)), 10.0)
    assert not found.weights.any()
    assert found.intercepts[0] == pytest.approx(np.log(0.5 / 10.5))


def test_with_many_texts_it_finds_the_same(monkeypatch):
    random = np.random.default_rng(3)
    x = csr_matrix(random.normal(size=(60, 90)) / 9)
    y = (x[:, :2].toarray() > 0).astype(np.float32)
    weights = np.ones_like(y)
    weights[50:] = 0
    few = solve(x, y, weights, 10.0)
    monkeypatch.setattr("codeerbank.suggest.own_space.WIDEST", 40)
    many = solve(x, y, weights, 10.0)
    assert np.corrcoef((x @ few.weights).ravel(), (x @ many.weights).ravel())[0, 1] > 0.99
