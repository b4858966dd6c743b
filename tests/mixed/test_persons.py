from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.coding import Coding
from codeerbank.domain.document import Turn
from codeerbank.mixed.persons import PersonCodes, codes_by_person
from tests.mixed.material import quantitize, texts_of

BOOK = Codebook.from_records(
    [{"key": "K", "name": "K"}, {"key": "K1", "name": "a", "parent": "K"}, {"key": "M", "name": "M"}]
)


def turn(number: int, speaker: str, done: tuple[str, ...] = (), role: str = "participant", words: int = 3) -> Turn:
    return Turn("d", number, number * 10, number * 10, number * 10 + 9, speaker, speaker, "abc", words, role, done)


def mark(turn: int, start: int, stop: int, code: str, coder: str = "anna") -> Coding:
    return Coding("id", "d", start, stop, "", code, coder, turn=turn)


def persons(turns: list[Turn], marks: list[Coding], coder: str | None = None) -> dict[str, PersonCodes]:
    numbers = {code.key: number for number, code in enumerate(BOOK.codes)}
    return codes_by_person(BOOK, texts_of(turns, marks, numbers, coder), {n: key for key, n in numbers.items()})


def test_a_zero_is_a_zero_only_where_all_was_read() -> None:
    turns = [turn(1, "A", ("anna",)), turn(2, "A"), turn(3, "B", ("anna",)), turn(4, "C", words=0)]
    found = persons(turns, [mark(1, 10, 14, "K1")])
    assert {who: found[who].state("K1") for who in found} == {"A": 1, "B": 0, "C": 0}
    assert found["A"].state("M") is None


def test_a_code_counts_for_everything_above_it_and_overlaps_count_once() -> None:
    marks = [mark(1, 10, 14, "K1", "anna"), mark(1, 12, 16, "K1", "bram"), mark(1, 16, 18, "K")]
    found = persons([turn(1, "A")], marks)
    assert found["A"].fragments == {"K1": 1, "K": 2}


def test_a_moderator_is_nobody_and_another_coder_does_not_count() -> None:
    turns = [turn(1, "INT", ("anna",), "moderator"), turn(2, "A", ("anna",))]
    marks = [mark(1, 10, 14, "K1", "anna"), mark(2, 20, 24, "K1", "bram")]
    found = persons(turns, marks, "anna")
    assert list(found) == ["A"]
    assert found["A"].state("K1") == 0


@settings(max_examples=80)
@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.booleans(), st.sampled_from(["participant", "moderator"])),
        min_size=1,
        max_size=8,
    ),
    st.lists(
        st.tuples(st.integers(0, 7), st.integers(0, 6), st.integers(1, 3), st.sampled_from(["K", "K1", "M"])),
        max_size=8,
    ),
)
def test_persons_add_up_to_the_counts_of_the_tables(said: list, given_codes: list) -> None:
    turns = [turn(n, who, ("anna",) if done else (), role) for n, (who, done, role) in enumerate(said)]
    marks = [mark(n, n * 10 + at, n * 10 + at + size, code) for n, at, size, code in given_codes if n < len(turns)]
    counts = quantitize(BOOK, turns, marks)
    found = persons(turns, marks)
    for code in ("K", "K1", "M"):
        states = [person.state(code) for person in found.values()]
        if not states:
            continue
        part = counts.counts[code, None].persons
        assert (part.n, part.base) == (states.count(1), len(states) - states.count(None))
        assert counts.counts[code, None].fragments == sum(person.fragments.get(code, 0) for person in found.values())
