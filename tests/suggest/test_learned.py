from collections.abc import Sequence

import pytest

from codeerbank.domain.document import Turn
from codeerbank.domain.suggestion import Example, withheld
from codeerbank.suggest.learned import LearnedSuggester, groups_of, units
from codeerbank.suggest.measures import CodeResult, Rate

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


def test_a_code_that_was_hardly_shown_gets_no_good_mark() -> None:
    def verdict(right: int, shown: int, given: int = 20) -> str:
        rate = Rate(right, shown)
        return CodeResult("T1", given, rate, Rate(right, given), Rate(shown, 99), None, None, None).verdict

    assert [verdict(1, 1), verdict(9, 9), verdict(3, 20), verdict(0, 0), verdict(3, 3, 4)] == [
        "too_few", "usable", "do_not_use", "never_shown", "too_few"]  # fmt: skip
