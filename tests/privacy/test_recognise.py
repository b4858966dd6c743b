"""How much of what gives people away is found, in sentences as they are said."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.privacy import recognise
from tests.privacy.marked import HARD, covered, sentences, true


@pytest.fixture(scope="module")
def measured() -> list[tuple]:
    return [(text, truths, recognise(text)) for text, truths in sentences()]


def share(outcomes: list[bool]) -> float:
    assert outcomes
    return sum(outcomes) / len(outcomes)


def test_numbers_and_addresses_are_found_without_anybody_looking(measured: list[tuple]) -> None:
    found = [
        covered(text, truth, [one for one in spans if one.sure])
        for text, truths, spans in measured
        for truth in truths
        if truth[2] in HARD
    ]
    right = [true(one, truths) for _, truths, spans in measured for one in spans if one.sure and one.type in HARD]
    assert share(found) >= 0.98
    assert share(right) >= 0.95


def test_most_is_found_without_anybody_looking_and_what_is_found_is_right(measured: list[tuple]) -> None:
    found = [
        covered(text, truth, [one for one in spans if one.sure]) for text, truths, spans in measured for truth in truths
    ]
    right = [true(one, truths) for _, truths, spans in measured for one in spans if one.sure]
    assert share(found) >= 0.85
    assert share(right) >= 0.95


def test_with_somebody_looking_hardly_anything_is_left(measured: list[tuple]) -> None:
    found = [covered(text, truth, spans) for text, truths, spans in measured for truth in truths]
    doubtful = sum(not one.sure for _, _, spans in measured for one in spans)
    assert share(found) >= 0.97
    assert 1000 * doubtful / sum(len(text.split()) for text, _, _ in measured) <= 45


def test_a_list_of_participants_finds_their_names_in_lower_case(measured: list[tuple]) -> None:
    names = [text[start:stop] for text, truths, _ in measured for start, stop, type_ in truths if type_ == "name"]
    known = [name for n, name in enumerate(names) if n % 10 < 7]
    found = [covered(text, truth, recognise(text, known)) for text, truths, _ in measured for truth in truths]
    assert share(found) >= 0.98
    assert all(
        one.sure for name in ("Hope", "Quirine") for one in recognise(f"en toen zei {name.lower()} niets", [name])
    )


@pytest.mark.parametrize("text", ["Anna's moeder", "annaatje was er", "met Anna Bakker", "mevrouw bakker belde"])
def test_a_participant_is_found_as_people_say_the_name(text: str) -> None:
    assert any(one.sure for one in recognise(text, ["Anna Bakker"]))


def test_a_listed_institution_is_found_without_its_kind() -> None:
    text = "op de regenboog was het fijn"
    assert [text[one.start : one.stop] for one in recognise(text, (), ["basisschool De Regenboog"])] == ["de regenboog"]


def test_a_name_is_not_found_inside_a_word() -> None:
    assert not recognise("dat was een anaal en een annalen-kast", ["Ana", "Annal"])


def test_nine_digits_are_a_bsn_only_when_they_pass_the_eleven_test() -> None:
    assert [(one.type, one.sure) for one in recognise("het was 123456782 geloof ik")] == [("bsn", True)]
    assert [one.sure for one in recognise("het was 123456783 geloof ik")] == [False]


def test_practice_words_of_care_are_no_names() -> None:
    assert not recognise("Bij ons heet dat JIM, en de GGZ noemt het steun. Op WhatsApp gaat dat in het Turks.")


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet=st.sampled_from("aAjJ nN09.,@-'’éİſ\n:/#пи_ "), max_size=60),
    st.lists(st.text(max_size=6), max_size=2),
)
def test_any_text_is_cut_into_stretches_in_order_without_overlap(text: str, names: list[str]) -> None:
    found = recognise(text, names, names)
    assert all(0 <= one.start < one.stop <= len(text) for one in found)
    assert all(one.stop <= other.start for one, other in itertools.pairwise(found))


def test_a_run_without_blanks_is_passed_over_and_what_stands_around_it_is_found() -> None:
    text = f"Sanne plakte https://voorbeeld.nl/{'a' * 5000} en {'a.b' * 2000} in Zwolle"
    assert [(one.type, one.sure) for one in recognise(text)] == [
        ("name", True),
        ("url", True),
        ("url", False),
        ("place", True),
    ]
