import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.tui.docmodel.selection import Selection, grown, shrunk
from codeerbank.tui.docmodel.speech import Speech
from codeerbank.tui.docmodel.units import Unit, Units
from tests.tui.docmodel.texts import speeches

UNITS: list[Unit] = ["character", "word", "sentence", "paragraph", "turn"]
SAID = "Ik wist het niet. Elke keer opnieuw!\nEn dan denk je: laat maar."
TWO_TURNS = Speech(f"M5: {SAID}\nINT: Wat had u nodig?\n", [(4, 4 + len(SAID)), (10 + len(SAID), 27 + len(SAID))])


def marked(speech: Speech, selection: Selection) -> str:
    start, stop = selection.span or (0, 0)
    return speech.text[start:stop]


@given(speeches(), st.sampled_from(UNITS), st.data())
def test_a_unit_never_leaves_its_turn(speech: Speech, unit: Unit, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(speech.text)))
    start, stop = Units(speech).bounds(offset, unit)
    first, last = speech.bounds(speech.turn_at(offset))
    assert first <= start <= stop <= last


@given(speeches(), st.sampled_from(UNITS))
def test_stepping_forward_visits_ever_later_places_until_the_end(speech: Speech, unit: Unit) -> None:
    units, at, steps = Units(speech), speech.first, 0
    while (further := units.next(at, unit)) != at:
        assert further > at
        assert speech.clamp(further) == further
        at, steps = further, steps + 1
    assert at == speech.last
    assert steps <= len(speech.text) + 1


@given(speeches(), st.sampled_from(UNITS))
def test_stepping_back_visits_ever_earlier_places_until_the_start(speech: Speech, unit: Unit) -> None:
    units, at = Units(speech), speech.last
    while (earlier := units.previous(at, unit)) != at:
        assert earlier < at
        assert speech.clamp(earlier) == earlier
        at = earlier
    assert at <= min([speech.first, *(s for s in speech.starts)]) or units.previous(at, unit) == at


@given(speeches(), st.sampled_from(UNITS), st.data())
def test_growing_keeps_what_was_marked_and_shrinking_never_empties(
    speech: Speech, unit: Unit, data: st.DataObject
) -> None:
    units = Units(speech)
    selection = Selection(speech.clamp(data.draw(st.integers(0, len(speech.text)))))
    for step in data.draw(st.lists(st.sampled_from([grown, shrunk]), max_size=6)):
        before = selection.span
        selection = step(selection, units, unit)
        if before and selection.span:
            assert selection.span[0] <= before[0] if step is grown else selection.span[0] == before[0]
            assert selection.span[1] >= before[1] if step is grown else selection.span[1] <= before[1]
        assert not before or selection.span


def test_the_sentence_key_marks_the_sentence_and_again_the_next() -> None:
    units = Units(TWO_TURNS)
    one = grown(Selection(10), units, "sentence")
    assert marked(TWO_TURNS, one) == "Ik wist het niet."
    two = grown(one, units, "sentence")
    assert marked(TWO_TURNS, two) == "Ik wist het niet. Elke keer opnieuw!"
    assert shrunk(two, units, "sentence") == one
    assert shrunk(one, units, "sentence") == one


def test_a_marked_word_grows_to_its_sentence_before_the_next_is_taken_in() -> None:
    units = Units(TWO_TURNS)
    word = grown(Selection(12), units, "word")
    assert marked(TWO_TURNS, word) == "het"
    assert marked(TWO_TURNS, grown(word, units, "sentence")) == "Ik wist het niet."


def test_after_a_code_the_unit_key_goes_on_to_the_next_sentence() -> None:
    units = Units(TWO_TURNS)
    first = grown(Selection(4), units, "sentence")
    coded = Selection(first.cursor, first.anchor, used=True)
    assert marked(TWO_TURNS, grown(coded, units, "sentence")) == "Elke keer opnieuw!"


@pytest.mark.parametrize(("within", "expected"), [(True, "En dan denk je: laat maar."), (False, "Wat had u nodig?")])
def test_only_outside_survey_questions_does_marking_go_on_in_the_next_turn(within: bool, expected: str) -> None:
    units = Units(TWO_TURNS)
    last = grown(Selection(TWO_TURNS.stops[0] - 3), units, "sentence")
    assert marked(TWO_TURNS, grown(last, units, "sentence", within)).endswith(expected)


def test_space_marks_and_movement_extends_until_space_again() -> None:
    selection = Selection(4).toggled().moved(9)
    assert selection.span == (4, 9)
    assert selection.toggled().moved(20).span is None
