"""Taking a person out of a change: rows and addresses stay, words go, and doing it twice is doing it once."""

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.events import (
    CasesAdded,
    Change,
    CodingAdded,
    CodingsAdded,
    DocumentAdded,
    MemoAdded,
    VariableAdded,
)
from codeerbank.domain.ids import row_id
from codeerbank.domain.redaction import FILLER, Erasure, answers_of, stretch
from tests.domain.changes import changes, words

DOCUMENT = "11111111-1111-4111-8111-111111111111"
FRAME = "22222222-2222-4222-8222-222222222222"
spans = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 12)).map(lambda s: (s[0], s[0] + s[1])), max_size=3)
rows = st.sets(st.integers(0, 4), max_size=3)


def erasing(cases: set[int], places: list[tuple[int, int]]) -> Erasure:
    return Erasure.of([*(row_id(FRAME, row) for row in cases), *(stretch(DOCUMENT, a, b) for a, b in places)])


@st.composite
def projects(draw: st.DrawFn) -> list[Change]:
    answers = draw(st.lists(words, min_size=1, max_size=5))
    text, starts = "", []
    for answer in answers:
        starts.append(len(text))
        text += answer + "\n"
    stops = [start + len(answer) for start, answer in zip(starts, answers, strict=True)]
    numbers = list(range(len(answers)))
    places = draw(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)), max_size=6))
    count = len(places)
    return [
        CasesAdded(FRAME, [f"r{n}" for n in numbers], ["g"] * len(numbers), {"leeftijd": answers}),
        VariableAdded(FRAME + "v", FRAME, "v", "V", "text", "0" * len(numbers), list(answers)),
        DocumentAdded(DOCUMENT, "open", "open_question", text, starts, starts, stops, frame=FRAME, cases=numbers),
        *(CodingAdded(DOCUMENT, a, a + n, "c", "anna", (text * 40)[a : a + n]) for a, n in places),
        CodingsAdded(
            DOCUMENT, [a for a, _n in places], [a + n for a, n in places], ["c"], [0] * count, ["anna"], [0] * count
        ),
        MemoAdded("case", row_id(FRAME, 0), "over hem"),
    ]


def redacted(erasure: Erasure, log: list[Change]) -> list[Change]:
    for n, change in enumerate(log):
        erasure.follow(f"e{n}", change)
    return [erasure.redact(change) for change in log]


@given(projects(), rows, spans)
def test_redacting_twice_is_redacting_once(log: list[Change], cases: set[int], places: list[tuple[int, int]]) -> None:
    once = redacted(erasing(cases, places), log)
    assert redacted(erasing(cases, places), once) == once


@given(projects(), rows, rows, spans, spans)
def test_two_erasures_end_alike_in_either_order(
    log: list[Change], a: set[int], b: set[int], p: list[tuple[int, int]], q: list[tuple[int, int]]
) -> None:
    both = erasing(a | b, [*p, *q])
    one_then_both = redacted(both, redacted(erasing(a, p), log))
    other_then_both = redacted(erasing(a | b, [*q, *p]), redacted(erasing(b, q), log))
    assert one_then_both == other_then_both


@given(projects(), rows, spans)
def test_rows_and_addresses_stay_what_they_were(
    log: list[Change], cases: set[int], places: list[tuple[int, int]]
) -> None:
    for before, after in zip(log, redacted(erasing(cases, places), log), strict=True):
        assert type(after) is type(before)
        for field in fields(before):  # type: ignore[arg-type]
            old, new = getattr(before, field.name), getattr(after, field.name)
            if isinstance(old, list) or (isinstance(before, DocumentAdded) and field.name == "text"):
                assert len(new) == len(old)


@given(projects(), rows, spans)
def test_no_forgotten_letter_is_left_and_no_other_is_touched(
    log: list[Change], cases: set[int], places: list[tuple[int, int]]
) -> None:
    before = log[2]
    after = redacted(erasing(cases, places), log)[2]
    assert isinstance(before, DocumentAdded)
    assert isinstance(after, DocumentAdded)
    gone = {at for a, b in places for at in range(a, b)}
    gone |= {at for n in cases if n < len(before.cases) for at in range(before.starts[n], before.stops[n])}
    for at, (old, new) in enumerate(zip(before.text, after.text, strict=True)):
        assert new == (FILLER if at in gone and not old.isspace() else old)


@given(changes())
def test_a_change_about_others_is_left_as_it_is(change: Change) -> None:
    if isinstance(change, CodingAdded) and None in (change.start, change.stop):
        return
    erasure = erasing({0, 1}, [(0, 9)])
    erasure.follow("own", change)
    assert erasure.redact(change) == change


def test_a_case_takes_its_answers_along() -> None:
    question = DocumentAdded(
        DOCUMENT, "open", "open_question", "ja\nnee", [0, 3], [0, 3], [2, 6], frame=FRAME, cases=[4, 7]
    )
    assert answers_of(question, [row_id(FRAME, 7)]) == [stretch(DOCUMENT, 3, 6)]
    assert answers_of(question, ["anders"]) == []
