import sqlite3
from contextlib import closing

import numpy as np
import pytest

from codeerbank.suggest.vector_cache import FileVectorCache
from codeerbank.suggest.vectors import embed, text_key


class Lengths:
    model_id = "lengths"

    def __init__(self):
        self.asked = []

    def embed(self, texts):
        self.asked += texts
        return np.array([[len(text), 1.0] for text in texts])


def test_a_text_is_embedded_once_for_each_model(tmp_path):
    cache, lengths = FileVectorCache(tmp_path / "vectors"), Lengths()
    first = embed(lengths, ["een", "twee", "een"], cache)
    again = embed(lengths, ["twee", "drie"], cache)
    assert lengths.asked == ["een", "twee", "drie"]
    assert first.tolist() == [[3, 1], [4, 1], [3, 1]]
    assert again.tolist() == [[4, 1], [4, 1]]
    assert cache.get([text_key("een")], "another model") == {}


def test_the_file_holds_no_words(tmp_path):
    embed(Lengths(), ["geheim woord"], FileVectorCache(tmp_path / "vectors"))
    assert b"geheim" not in (tmp_path / "vectors").read_bytes()


def test_a_broken_file_is_thrown_away_with_a_remark(tmp_path):
    path = tmp_path / "vectors"
    path.write_bytes(b"this is no database" * 100)
    cache = FileVectorCache(path)
    assert embed(Lengths(), ["een"], cache).tolist() == [[3, 1]]
    assert len(cache.remarks) == 1
    assert embed(Lengths(), ["een"], FileVectorCache(path)).tolist() == [[3, 1]]


@pytest.mark.parametrize("row", ["substr(row, 1, 9)", "CAST(row || row AS BLOB)", "zeroblob(12)", "zeroblob(0)"])
def test_broken_rows_are_made_again(tmp_path, row):
    path, lengths = tmp_path / "vectors", Lengths()
    embed(lengths, ["een", "twee", "drie"], FileVectorCache(path))
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(f"UPDATE vectors SET row = {row}")
    assert embed(lengths, ["een", "twee", "drie"], FileVectorCache(path)).tolist() == [[3, 1], [4, 1], [4, 1]]
    assert len(lengths.asked) == 6


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path):
    cache = FileVectorCache(tmp_path / "nowhere" / "vectors")
    assert embed(Lengths(), ["een"], cache).tolist() == [[3, 1]]
    assert cache.remarks


@pytest.mark.parametrize("made_again", [False, True])
def test_what_was_read_before_the_file_was_forgotten_does_not_come_back(tmp_path, made_again):
    path = tmp_path / "vectors"
    path.touch()
    learning = FileVectorCache(path)
    path.unlink()
    if made_again:
        embed(Lengths(), ["twee"], FileVectorCache(path))
    embed(Lengths(), ["een"], learning)
    assert path.exists() == made_again
    assert FileVectorCache(path).get([text_key("een")], "lengths") == {}
