import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.exporters.spss_names import LONGEST_NAME, valid_names
from codeerbank.exporters.spss_syntax import ResponseSet, sets_syntax


@pytest.mark.parametrize(
    ("name", "valid"),
    [
        ("oordeel", "oordeel"), ("Q1.2_a@b", "Q1.2_a@b"), ("1e keus", "v_1e_keus"), ("vraag [2]", "vraag__2_"), ("ALL", "ALL_"),
        ("by", "by_"), ("_x", "v_x"), ("", "v_"), ("naam.", "naam"), ("reden-nee?", "reden_nee_"), ("leeftijdé", "leeftijdé"),
        ("a" * 70, "a" * 64), ("é" * 40, "é" * 32),
    ],
)  # fmt: skip
def test_a_name_becomes_one_that_spss_takes(name: str, valid: str) -> None:
    assert valid_names([name]) == [valid]


def test_two_names_that_become_one_are_told_apart() -> None:
    assert valid_names(["a b", "a-b", "A_B", "x" * 70, "x" * 80]) == [
        "a_b",
        "a_b_2",
        "A_B_3",
        "x" * 64,
        "x" * 62 + "_2",
    ]


@given(st.lists(st.text(max_size=80), max_size=8))
def test_any_names_become_valid_ones_once_and_for_all(names: list[str]) -> None:
    found = valid_names(names)
    assert len({name.casefold() for name in found}) == len(names)
    assert all(len(name.encode()) <= LONGEST_NAME and name[0].isalpha() and not name.endswith(".") for name in found)
    assert valid_names(found) == found


@given(st.text(max_size=200), st.lists(st.text(min_size=1, max_size=10), min_size=1, max_size=30))
def test_words_of_a_question_never_end_a_command(label: str, names: list[str]) -> None:
    syntax = sets_syntax(label, [ResponseSet(label, label, valid_names(names))])
    comment, _blank, *commands = syntax.splitlines()
    assert comment.startswith("* ")
    assert comment.count("\n") == 0
    assert sum(line.endswith(".") for line in commands) == 2
    (labelled,) = [line for line in commands if "LABEL='" in line]
    words = labelled.partition("LABEL=")[2]
    assert words[0] == words[-1] == "'"
    assert "'" not in words[1:-1].replace("''", "")
