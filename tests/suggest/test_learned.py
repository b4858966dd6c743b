from collections.abc import Sequence
from dataclasses import replace

import pytest

from codeerbank.domain.document import Turn
from codeerbank.domain.suggestion import Example, withheld
from codeerbank.suggest.learned import LearnedSuggester, groups_of, units
from codeerbank.suggest.measures import CodeResult, Rate
from codeerbank.suggest.records import codebook_of, codebook_record

from .invented import answers, codebook

TEXTS, CODES = answers(40)
CHOICE = {"vectors": "none"}


def turn(text: str, number: int = 1, speaker: str | None = None, case: str | None = "R1") -> Turn:
    return Turn("vraag", number, 0, 5, 5 + len(text), speaker, case, text, len(text.split()))


def examples(codes: Sequence[Sequence[str]] = CODES) -> list[Example]:
    return [
        Example(text, given, (), True, f"R{n}", f"R{n}", f"vraag, R{n}")
        for n, (text, given) in enumerate(zip(TEXTS, codes, strict=True))
    ]


@pytest.fixture(scope="module")
def learnt() -> LearnedSuggester:
    return LearnedSuggester().learnt(codebook(), examples(), "nl", choice=CHOICE)


def test_an_answer_is_one_unit_and_a_turn_of_a_talk_is_cut_in_sentences() -> None:
    said = " Ja. Het is stil. "
    assert [unit.text for unit in units(turn(said))] == ["Ja. Het is stil."]
    assert [(unit.start, unit.text) for unit in units(turn(said, speaker="A"))] == [(6, "Ja."), (10, "Het is stil.")]
    assert list(units(turn("?! …"))) == []
    assert len(list(units(turn("Dat is zo. " * 60)))) == 60


def test_what_was_coded_is_proposed_with_words_where_they_stand(learnt: LearnedSuggester) -> None:
    book = codebook()
    found = list(learnt.suggest(book, [turn("Kinderen maken lawaai in de leeszaal")], "nl"))
    assert found[0].code == "T4"
    assert found[0].version == learnt.version
    for evidence in found[0].evidence:
        assert found[0].quote[evidence.start - 5 : evidence.stop - 5] == evidence.words


def test_why_names_the_nearest_coded_texts_with_their_source(learnt: LearnedSuggester) -> None:
    book = codebook()
    found = next(iter(learnt.suggest(book, [turn("Kinderen maken lawaai in de leeszaal")], "nl")))
    why = learnt.why(book, found, "nl")
    assert why.nearest[0].source.startswith("vraag, R")
    assert why.shares is not None
    assert sum(why.shares.values()) == pytest.approx(1)


def test_the_version_names_what_was_learnt(learnt: LearnedSuggester) -> None:
    again = LearnedSuggester().learnt(codebook(), examples(), "nl", choice=CHOICE)
    other = LearnedSuggester().learnt(codebook(), examples([["T1"], *CODES[1:]]), "nl", choice=CHOICE)
    assert again.version == learnt.version != other.version


def test_few_documents_are_held_out_in_pieces() -> None:
    two = [Example("x", ["T1"], group=f"d{n % 2}", part=f"d{n % 2}/{n}") for n in range(8)]
    assert groups_of(two) == [one.part for one in two]
    five = [Example("x", ["T1"], group=f"d{n}", part=f"{n}") for n in range(5)]
    assert groups_of(five) == [one.group for one in five]


def test_the_same_one_turn_in_seven_is_withheld() -> None:
    kept = [withheld("groep", n) for n in range(2000)]
    assert kept == [withheld("groep", n) for n in range(2000)]
    assert 0.12 < sum(kept) / len(kept) < 0.18


def verdict(right: int, shown: int, given: int = 20, cues: float | None = 0.2) -> str:
    rate = Rate(right, shown)
    return CodeResult("T1", given, rate, Rate(right, given), Rate(shown, 99), None, 0.4, cues).verdict


@pytest.mark.parametrize(
    ("right", "shown", "words"),
    [
        (0, 0, "never_shown"), (1, 1, "too_few"), (4, 4, "too_few"), (0, 4, "too_few"),
        (2, 5, "do_not_use"), (3, 6, "tentative"), (5, 5, "tentative"), (9, 9, "firm"), (13, 15, "tentative"),
        (3, 20, "do_not_use"), (55, 100, "do_not_use"), (80, 100, "firm"),
    ],
)  # fmt: skip
def test_a_code_gets_a_good_mark_only_on_the_lower_end_of_its_interval(right: int, shown: int, words: str) -> None:
    assert verdict(right, shown) == words


def test_few_examples_or_cues_that_do_as_well_withhold_a_good_mark() -> None:
    assert verdict(9, 9, given=4) == "too_few"
    assert verdict(9, 9, cues=0.4) == "tentative"
    assert verdict(9, 9, cues=None) == "firm"


def test_what_was_learnt_serves_a_codebook_that_crossed_to_another_process() -> None:
    whole = replace(codebook(), name="Met een naam", version="2")
    knowing = LearnedSuggester().learnt(whole, examples(), "nl", choice=CHOICE)
    version = knowing.version
    assert list(knowing.suggest(codebook_of(codebook_record(whole)), [turn(TEXTS[0])], "nl"))
    assert (knowing.version, len(knowing.examples)) == (version, len(examples()))
