"""The codings of the practice coders cover the words they were made of, and follow the coding manual."""

import importlib.util
import re
import subprocess
import sys
import tomllib
from collections import Counter
from types import ModuleType

import pytest
from survey_files import ROOT, TRANSCRIPTS

FILES = [f"coderingen-{coder}{part}.csv" for coder in ("anna", "bram") for part in ("", "-antwoorden")]
FILES += ["coderingen-consensus.csv", "consensus-redenen.csv"]


def load_maker() -> ModuleType:
    place = ROOT / "tools" / "make_practice_codings.py"
    spec = importlib.util.spec_from_file_location("make_practice_codings", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


maker = load_maker()
CHOICES = list(maker.choices())
CODEBOOK = tomllib.loads((ROOT / "codebooks" / "kunnen-willen-mogen.toml").read_text(encoding="utf-8"))


def words_under(choice: object) -> str:
    if choice.respondent:
        return maker.answer(choice.document, choice.respondent).text[choice.start : choice.stop]
    found = [one for one in maker.passages(choice.document) if one.start <= choice.start < one.start + len(one.text)]
    assert len(found) == 1, "a coding lies within one turn"
    return found[0].text[choice.start - found[0].start : choice.stop - found[0].start]


@pytest.mark.parametrize("name", FILES)
def test_the_script_makes_the_committed_codings_again(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    folder = tmp_path_factory.getbasetemp() / "codings"
    if not folder.exists():
        script = ROOT / "tools" / "make_practice_codings.py"
        subprocess.run([sys.executable, str(script), "--out", str(folder)], check=True)
    assert (folder / name).read_bytes() == (TRANSCRIPTS / name).read_bytes()


def test_every_address_covers_its_quote() -> None:
    for choice in CHOICES:
        first, _, last = choice.quote.partition(" ... ")
        covered = words_under(choice)
        assert first in covered, choice
        shorter = "korter" in row_of(choice)[choice.coder].split()
        assert shorter or last in covered, choice


def row_of(choice: object) -> dict[str, str]:
    rows = maker.rows(maker.ANSWERS if choice.respondent else maker.QUOTES)
    place = ("question", "respondent") if choice.respondent else ("document",)
    mine = (choice.document, choice.respondent)[: len(place)]
    return next(row for row in rows if tuple(row[name] for name in place) == mine and row["quote"] == choice.quote)


def test_codings_are_whole_sentences_without_white_space_around() -> None:
    for choice in CHOICES:
        covered = words_under(choice)
        assert covered == covered.strip(), choice


def test_only_codes_without_codes_below_them_are_used() -> None:
    above = {code.get("parent") for code in CODEBOOK["codes"]}
    lowest = {code["key"] for code in CODEBOOK["codes"]} - above
    assert {choice.code for choice in CHOICES} == lowest, "every code occurs, no theme does"


def test_nobody_codes_the_same_words_twice_with_one_code() -> None:
    places = Counter((c.coder, c.document, c.respondent, c.start, c.stop, c.code) for c in CHOICES)
    assert [place for place, n in places.items() if n > 1] == []


def test_rest_codes_have_no_direction() -> None:
    assert {c.direction for c in CHOICES if c.code.startswith("R.")} == {"neutral"}


def test_every_difference_is_settled_and_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    settled = list(maker.consensus())
    assert all(choice and choice.coder == "consensus" for choice, _reason in settled)
    decisions = maker.rows(maker.SETTLED)
    assert len([reason for _choice, reason in settled if reason]) == len(decisions)
    real = maker.rows
    for changed in (decisions[1:], [*decisions, {**decisions[0], "quote": "Nergens gezegd."}]):
        monkeypatch.setattr(
            maker, "rows", lambda path, changed=changed: changed if path == maker.SETTLED else real(path)
        )
        with pytest.raises(maker.NotSettled):
            list(maker.consensus())


def test_a_quote_that_is_not_there_or_stands_there_twice_is_told() -> None:
    twice = [maker.Passage("Ja."), maker.Passage("Ja.")]
    with pytest.raises(maker.NotThere, match="2 times"):
        maker.find("Ja.", twice)
    with pytest.raises(maker.NotThere, match="0 times"):
        maker.find("Nee.", twice)


@pytest.mark.parametrize(
    "name",
    [
        "coderingen-klaar.csv",
        "consensus-redenen.csv",
        "memos.csv",
        "suggesties.csv",
        "vrijgave.csv",
        "reacties.csv",
        "uitkomst.csv",
        "deelnemers.csv",
    ],
)
def test_every_row_of_a_practice_file_has_just_its_columns(name: str) -> None:
    rows = maker.rows(TRANSCRIPTS / name)
    assert rows
    assert not [row for row in rows if None in row or None in row.values()]


@pytest.mark.parametrize("name", ["coderingen-klaar.csv", "vrijgave.csv"])
def test_what_was_read_or_released_is_of_a_text_that_is_there(name: str) -> None:
    assert {row["document"] for row in maker.rows(TRANSCRIPTS / name)} <= {*maker.FILES, *maker.survey().open}


@pytest.mark.parametrize(
    ("name", "leads"),
    [("groep-1-online.vtt", set()), ("groep-2-klankbord.docx", {"GL"}), ("groep-3-jongeren.txt", {"Gespreksleider"})],
)
def test_labels_say_who_leads_and_the_head_is_nobody_s_speech(name: str, leads: set[str]) -> None:
    path = TRANSCRIPTS / name
    read = maker.plugins.importer_for(path, "transcript").read(path, maker.ImportOptions()).value
    assert {one.label for one in read.speakers if one.role == "moderator"} == leads
    spoken = " ".join(read.text[turn.said : turn.stop] for turn in read.turns if turn.speaker)
    assert not re.search(r"OEFENDATA|Aanwezig:|GL = |Sprekers:", spoken)
