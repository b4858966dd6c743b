from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.errors import ImportProblems
from codeerbank.panel.answers import GUESS, LETTERS, RECOGNISE
from codeerbank.panel.replies import read_line
from tests.panel.forms import form

FORMS = [form(8), form(2, code="K4", id="f2")]


def problems(line: str) -> str:
    with pytest.raises(ImportProblems) as caught:
        read_line(line, FORMS, "m1")
    assert caught.value.message == "This answer was not kept."
    return "; ".join(caught.value.problems)


def test_numbers_letters_and_remarks_are_read() -> None:
    reply = read_line("K3: 1a 2c 3b; 2: dit klopt bij ons niet", FORMS, "m1", "ouder")
    assert (reply.form, reply.member, reply.group) == ("f1", "m1", "ouder")
    assert reply.answers == {1: {RECOGNISE: "a"}, 2: {RECOGNISE: "c"}, 3: {RECOGNISE: "b"}}
    assert reply.remarks == {2: "dit klopt bij ons niet"}


@pytest.mark.parametrize(
    "line",
    [
        "K3: 1ax 2cv",
        "k3 1AX, 2VC",
        "K 3: 1: ax 2) cv",
        "K3:1 ax  2.cv",
        "K3: 1ax;2cv",
        "K3: 1ax\n2cv",
        "  K3 - 1=ax 2=cv ",
    ],
)
def test_people_may_type_it_their_own_way(line: str) -> None:
    reply = read_line(line, FORMS, "m1")
    assert reply.answers == {1: {RECOGNISE: "a", GUESS: "x"}, 2: {RECOGNISE: "c", GUESS: "v"}}


def test_a_remark_may_hold_semicolons_and_the_last_number_is_the_closing_question() -> None:
    reply = read_line("K4: 1a; 1: ja; maar niet altijd; 3: de buren", FORMS, "m1")
    assert reply.remarks == {1: "ja; maar niet altijd", 3: "de buren"}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("K9: 1a", "there is no form K9; there are: K3, K4"),
        ("hallo", "there is no form hallo"),
        ("", "there is no form"),
        ("K3:", "there is no answer in it"),
        ("K3: 9a", "9 is not on form K3, which has 1 to 8"),
        ("K3: 0a", "0 is not on form K3"),
        ("K3: 1q", "q at 1 is no answer; the letters are a b c d e, v w x y"),
        ("K3: 1ab", "1 has two answers to one question: a and b"),
        ("K3: 1a 1b", "1 was given twice"),
        ("K3: 1a; 2: een; 2: twee woorden", "2 was given twice"),
        ("K3: 1a; 12: te ver", "12 is not on form K3, which has 1 to 10"),
        ("K3: geen idee", "“geen idee” is not a number with letters"),
    ],
)
def test_what_is_wrong_is_said_clearly(line: str, said: str) -> None:
    assert said in problems(line)


def test_everything_wrong_is_told_at_once() -> None:
    assert problems("K3: 1q 9a 2ab").count(";") == 3


@given(st.text(max_size=60))
def test_no_line_breaks_the_reader(line: str) -> None:
    for typed in (line, f"K3: {line}"):
        with suppress(ImportProblems):
            reply = read_line(typed, FORMS, "m1")
            assert reply.answers or reply.remarks


ANSWERS = st.dictionaries(
    st.integers(1, 8),
    st.tuples(st.sampled_from(["", *LETTERS[RECOGNISE]]), st.sampled_from(["", *LETTERS[GUESS]])).filter(any),
    min_size=1,
)


@given(ANSWERS, st.booleans())
def test_what_was_written_by_the_scheme_comes_back(given_answers: dict[int, tuple[str, str]], turned: bool) -> None:
    line = "K3: " + " ".join(f"{n}{b + a if turned else a + b}" for n, (a, b) in given_answers.items())
    found = read_line(line, FORMS, "m1").answers
    assert found == {
        n: {q: letter for q, letter in ((RECOGNISE, a), (GUESS, b)) if letter} for n, (a, b) in given_answers.items()
    }
