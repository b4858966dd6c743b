"""Hunting for words in the bytes of files: whatever way a file keeps them."""

import gzip
import json
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from codeerbank.privacy.leftovers import Hunt, own_words

SAID = "Mijn Belevingswereld is één ELFSTEDENTOCHT. Thérèse zei het."
WORDS = ["belevingswereld", "thérèse"]
KEPT: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-16": lambda said: said.encode("utf-16"),
    "big-endian": lambda said: said.encode("utf-16-be"),
    "latin-1": lambda said: said.encode("latin-1"),
    "capitals": lambda said: said.upper().encode(),
    "escaped": lambda said: json.dumps(said).encode(),
    "packed": lambda said: b"voor" + zlib.compress(said.encode()) + b"na",
    "gzip": lambda said: gzip.compress(said.encode()),
}


@pytest.mark.parametrize("way", KEPT)
def test_words_are_found_whatever_way_they_are_kept(way: str, tmp_path: Path) -> None:
    path = tmp_path / "iets.bin"
    path.write_bytes(b"\x01\x02" + KEPT[way](SAID) if way != "gzip" else KEPT[way](SAID))
    hit = Hunt(WORDS, ["Thérèse"]).in_file(path)
    assert hit is not None
    assert (hit.words, hit.named) == (2, True)


def test_words_are_found_in_a_document_within_an_archive(tmp_path: Path) -> None:
    inner, outer = tmp_path / "in.docx", tmp_path / "uit.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:t>{SAID}</w:t>" * 50)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inner, "in.docx")
    assert Hunt(WORDS, []).in_file(outer) is not None


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04kapot", b"\x1f\x8bkapot", b"x\x9ckapot", b"Belevingen in de wereld"]
)
def test_a_file_without_them_or_that_is_broken_holds_nothing(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "leeg"
    path.write_bytes(content)
    assert Hunt(WORDS, ["Thérèse", "J4"]).in_file(path) is None


def test_a_short_name_counts_only_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_text("Basalt en Annabelle", encoding="utf-8")
    assert Hunt([], ["Anna"]).in_file(path) is None
    path.write_text("zei Anna.", encoding="utf-8")
    assert Hunt([], ["Anna"]).in_file(path) is not None


def test_only_words_that_nobody_else_used_tell_a_person_by() -> None:
    assert own_words(["Mijn buurvrouw zwemt altijd"], ["De BUURVROUW fietst"]) == []
    assert own_words(["Mijn buurvrouw zwemwedstrijd"], ["De buurvrouw"]) == ["zwemwedstrijd"]
