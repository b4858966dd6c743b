import os
import subprocess
import sys

import numpy as np
import pytest

from codeerbank.suggest import CodeSuggester, bulk
from codeerbank.suggest.bulk import each_piece, predict_many

from .invented import answers, codebook

TEXTS, CODES = answers(40)
MANY = answers(50, seed=5)[0]


@pytest.fixture(scope="module")
def taught():
    return CodeSuggester(codebook(), vectors="lsa").fit(TEXTS, CODES)


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(bulk, "PIECE", 8)


SLOW = pytest.mark.skipif("CODEERBANK_SWEEP" not in os.environ, reason="starts processes; set CODEERBANK_SWEEP=1")


@pytest.mark.parametrize("backend", ["threading", pytest.param("loky", marks=SLOW)])
def test_workers_give_the_numbers_of_one_process(taught, backend):
    alone = predict_many(taught, iter(MANY))
    assert np.array_equal(alone, predict_many(taught, MANY, n_jobs=2, backend=backend))


def test_pieces_come_in_order_and_the_source_is_read_as_it_goes(taught):
    read = []

    def source():
        for n, text in enumerate(MANY):
            read.append(n)
            yield text

    pieces = each_piece(taught, source())
    texts, rows = next(pieces)
    assert (texts, rows.shape, len(read)) == (MANY[:8], (8, 6), 8)
    assert [text for part, _rows in pieces for text in part] == MANY[8:]


def test_no_texts_give_no_rows(taught):
    assert predict_many(taught, []).shape == (0, 6)


@SLOW
def test_a_dask_cluster_gives_the_same_numbers(taught):
    from dask.distributed import Client, LocalCluster

    with (
        LocalCluster(n_workers=1, threads_per_worker=1, processes=False, dashboard_address=None) as cluster,
        Client(cluster),
    ):
        spread = predict_many(taught, MANY, n_jobs=2, backend="dask")
    assert np.array_equal(spread, predict_many(taught, MANY))


LISTENING = """
import sys
seen = []
sys.addaudithook(lambda event, given: seen.append(event) if event.startswith("socket.") else None)
from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.suggest.learned import LearnedSuggester
from codeerbank.workbench.suggesting import Workers, _proposed
book = Codebook.from_records([{"key": "a", "name": "Open", "cues": ["avond"]}, {"key": "b", "name": "Rust"}])
text = "Graag open in de avond."
turns = [Turn("q", n, 0, 0, len(text), None, f"r{n}", text, 5) for n in range(1, 4)]
found = list(_proposed(LearnedSuggester(), book, iter(turns), "nl", Workers(JOBS)))
assert [one.code for one in found] == ["a"] * 3, found
assert not seen, seen
"""


@pytest.mark.parametrize("jobs", ["1", pytest.param("2", marks=SLOW)])
def test_no_socket_is_opened(jobs):
    subprocess.run([sys.executable, "-c", LISTENING.replace("JOBS", jobs)], check=True, timeout=120)
