import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.codebook import Codebook
from codeerbank.errors import Conflict
from codeerbank.mixed.link import items_of, link, link_by_theme

LINKED = Codebook.from_records(
    [
        {"key": "M", "name": "Mogen"},
        {
            "key": "M1",
            "name": "privacy",
            "parent": "M",
            "links": [
                {"item": "drempel_privacy", "strand": "survey", "question": "Privacyregels"},
                {"item": "F3/Privacy", "strand": "survey", "question": "Belemmering: privacy"},
                {"item": "gespreksvraag 2", "strand": "focus_group", "question": "Wat mag er?"},
                {"item": "L99", "strand": "survey", "question": "Bestaat hier niet"},
            ],
        },
        {"key": "M2", "name": "tijd", "parent": "M"},
    ]
)
ITEMS = {"F3/Privacy": ["drempel_regels", "weg"]}


def test_the_report_says_who_found_no_partner() -> None:
    report = link("person", ["R1", "R2", "R3"], ["R3", "R1", "J9"])
    assert (report.matched, report.only_left, report.only_right) == (["R1", "R3"], ["R2"], ["J9"])
    assert report.words() == "2 persons in both, 1 only in the survey, 1 only in the words"


def test_one_sided_doubles_are_reported_and_two_sided_ones_refused() -> None:
    assert link("person", ["R1", "R1"], ["R1"]).duplicates == ["R1"]
    with pytest.raises(Conflict, match="cannot be joined"):
        link("person", ["R1", "R1"], ["R1", "R1"])


@given(st.lists(st.sampled_from("abcdef"), unique=True), st.lists(st.sampled_from("defghi")))
def test_every_key_stands_in_exactly_one_part_of_the_report(left: list[str], right: list[str]) -> None:
    report = link("person", left, right)
    parts = [*report.matched, *report.only_left, *report.only_right]
    assert sorted(parts) == sorted({*left, *right})


def test_a_link_names_a_variable_or_something_that_translates_into_one() -> None:
    code = LINKED.get("M1")
    assert code is not None
    found, missing = items_of(code, ["drempel_privacy", "drempel_regels"], ITEMS)
    assert found == {"drempel_privacy": "Privacyregels", "drempel_regels": "Belemmering: privacy"}
    assert missing == ["Bestaat hier niet"]


def test_linking_by_theme_names_questions_without_a_code_and_codes_without_a_question() -> None:
    report, links = link_by_theme(LINKED, ["drempel_privacy", "leeftijd"], ITEMS)
    assert links == {"M1": ["drempel_privacy"]}
    assert (report.matched, report.only_left, report.only_right) == (["M1"], ["leeftijd"], ["M2"])
