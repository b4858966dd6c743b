from collections.abc import Iterator
from importlib.metadata import Distribution, EntryPoint, EntryPoints
from pathlib import Path
from types import SimpleNamespace

import pytest

from codeerbank import plugins
from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.errors import MissingExtra, UsageError


class Other:
    """An importer as somebody else would write it."""

    name = "other"
    noun = "transcript"
    suffixes = (".other",)
    description = "Something else"

    def recognises(self, path: Path, head: bytes) -> float:
        return 1.0 if path.suffix == ".other" else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        raise NotImplementedError


GOOD = Other()
HALF = SimpleNamespace(name="half")


def point(name: str, value: str, package: str) -> EntryPoint:
    found = EntryPoint(name, value, "codeerbank.importers")
    dist = SimpleNamespace(name=package)
    object.__setattr__(found, "dist", dist)
    return found


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[EntryPoint]]:
    """Let tests decide which plug-ins are installed."""
    points: list[EntryPoint] = []
    monkeypatch.setattr(
        "importlib.metadata.entry_points", lambda group: EntryPoints(p for p in points if p.group == group)
    )
    plugins.importers.cache_clear()
    yield points
    plugins.importers.cache_clear()


def test_our_own_importers_come_in_by_the_same_door() -> None:
    own = {p.name for p in Distribution.from_name("codeerbank").entry_points if p.group == "codeerbank.importers"}
    found = plugins.importers()
    assert set(found.working) == own
    assert not found.broken


def test_a_plug_in_of_somebody_else_is_found_and_chosen(installed, tmp_path) -> None:
    installed += [
        point("text", "codeerbank.importers.text:IMPORTER", "codeerbank"),
        point("other", f"{__name__}:GOOD", "anders"),
    ]
    path = tmp_path / "a.other"
    path.write_text("hoi")
    assert plugins.importer_for(path) is GOOD


@pytest.mark.parametrize("value", ["geen.module:X", f"{__name__}:WEG", f"{__name__}:HALF", "codeerbank.importers.text"])
def test_a_broken_plug_in_is_named_and_leaves_the_rest_alone(installed, value) -> None:
    installed += [point("stuk", value, "anders"), point("other", f"{__name__}:GOOD", "anders")]
    found = plugins.importers()
    assert list(found.working) == ["other"]
    (broken,) = found.broken
    assert "stuk" in broken.sentence()
    assert "anders" in broken.sentence()
    with pytest.raises(MissingExtra, match="stuk"):
        found.named("stuk")


def test_a_plug_in_cannot_take_the_place_of_ours(installed) -> None:
    installed += [
        point("text", f"{__name__}:GOOD", "anders"),
        point("text", "codeerbank.importers.text:IMPORTER", "codeerbank"),
    ]
    found = plugins.importers()
    assert found.packages == {"text": "codeerbank"}
    assert [broken.package for broken in found.broken] == ["anders"]


def test_a_file_that_nothing_reads_is_refused_with_what_can_be_read(tmp_path) -> None:
    path = tmp_path / "a.onbekend"
    path.write_text("hoi")
    with pytest.raises(UsageError, match="onbekend") as caught:
        plugins.importer_for(path)
    assert ".docx" in caught.value.hint
    with pytest.raises(UsageError, match="enquête"):
        plugins.importer_for(path, "survey")


def test_a_file_without_a_suffix_is_refused_in_words_of_its_own(tmp_path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"\x00\x01")
    with pytest.raises(UsageError, match="achtervoegsel"):
        plugins.importer_for(path)
    with pytest.raises(UsageError, match="achtervoegsel"):
        plugins.exporter_for(path)


def test_a_plug_in_that_does_not_exist_is_named_with_those_that_do() -> None:
    with pytest.raises(UsageError, match="weg") as caught:
        plugins.importers().named("weg")
    assert "text" in caught.value.hint


def test_a_table_that_is_no_codebook_hears_which_columns_make_it_one(tmp_path: Path) -> None:
    (tmp_path / "codes.csv").write_text("code;naam\nA;Avond\n", encoding="utf-8")
    with pytest.raises(UsageError) as refused:
        plugins.importer_for(tmp_path / "codes.csv", "codebook")
    assert "code en definitie" in str(refused.value.hint)
