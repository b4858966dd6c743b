from collections.abc import Iterator
from dataclasses import replace

import pytest

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.codebook_rules import check_codebook, structure_flaws
from codeerbank.i18n import use_language

A = Code(
    "A",
    "een",
    definition="Een.",
    panel_name="Een",
    include=("x", "y"),
    exclude=({"text": "z", "code": "B"},),
    examples=("x", "y"),
    counter_examples=({"text": "z", "code": "B"},),
    cues=("tijd",),
    links=(
        {"item": "L1", "strand": "survey", "question": "?"},
        {"item": "G1", "strand": "focus_group", "question": "?"},
    ),
)
B = replace(
    A,
    key="B",
    name="twee",
    exclude=({"text": "z", "code": "A"},),
    counter_examples=({"text": "z", "code": "A"},),
    cues=("geld",),
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    use_language("en")
    yield
    use_language("nl")


def found(*codes: Code, items: set[str] | None = None) -> list[str]:
    return check_codebook(Codebook(codes), items)


def test_a_complete_codebook_has_nothing_to_say() -> None:
    assert found(A, B, items={"L1"}) == []


def test_an_exclusion_in_one_direction_is_found() -> None:
    (words,) = found(A, replace(B, exclude=()))
    assert words.startswith("A: ")
    assert "B" in words


def test_codes_that_do_not_exist_are_found() -> None:
    assert (
        len(
            found(
                replace(A, exclude=({"text": "z", "code": "C"},)),
                replace(B, exclude=(), counter_examples=({"code": "D"},)),
            )
        )
        == 2
    )


@pytest.mark.parametrize("field", ["definition", "panel_name", "include", "examples", "counter_examples"])
def test_a_field_that_coders_need_is_missed(field: str) -> None:
    empty = "" if isinstance(getattr(A, field), str) else ()
    assert len(found(replace(A, **{field: empty}), B)) == 1


def test_themes_and_rest_codes_need_only_a_definition() -> None:
    theme = Code("T", "thema", definition="Alles.")
    rest = Code("R", "overig", definition="De rest.", rest=True)
    assert found(theme, replace(A, parent="T"), replace(B, parent="T"), rest) == []
    assert len(found(replace(rest, definition=""))) == 1


def test_cues_that_point_two_ways_are_found() -> None:
    assert "tijd" in found(A, replace(B, cues=("tijd",)))[0]
    assert "tijd" in found(replace(A, cues_against=("tijd",)), B)[0]
    assert "Tijd" in found(replace(A, cues=("Tijd",)), B)[0]


def test_a_name_for_two_codes_is_found() -> None:
    assert "een" in found(A, replace(B, aliases=("Een",)))[0]


def test_survey_items_are_only_checked_when_they_are_known() -> None:
    assert found(A, B) == []
    assert len(found(A, B, items={"L2"})) == 2


def test_what_no_codebook_may_have_is_told_with_its_place() -> None:
    codes = (
        Code("A", "a"),
        Code("A", "b"),
        Code("C", "", parent="D"),
        Code("D", "d", parent="weg"),
        Code("e f", "g", color="rood"),
        Code("H", "h", "H"),
    )
    assert [place for place, _words in structure_flaws(Codebook(codes))] == [1, 2, 2, 3, 4, 4, 5]
