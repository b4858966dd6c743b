"""What the rule proposes, and that it never proposes more than the evidence can bear."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.verdicts import Claim, Finding
from codeerbank.i18n import use_language
from codeerbank.mixed.joint.proposal import claims_of, direction_of, propose

SEVEN = [
    (Finding(1, "has a supporter", "young people", "3 of 14 none", "+", "-", 11, 11), "contradicts", "opposite"),
    (Finding(2, "no network", "top of the figure", "an easy excuse", "+", "-", shown=True), "not_recognised", "shown_only"),
    (Finding(3, "privacy", "high in the figure", "agreements would solve it", "+", "-", shown=True), "not_recognised", "shown_only"),
    (Finding(4, "open to it", "young people", "yes, but freely", "+", "+", 13, 14, adds=True), "adds", "adds"),
    (Finding(5, "reasons not to", "of 5", "the same, and a label", "+", "+", 4, 5, adds=True), "adds", "small_base"),
    (Finding(6, "training helps", "figure", "managers too", "+", "+", adds=True), "adds", "no_number"),
    (Finding(7, "urgency", "lower than importance", "must not be forced", "?", "+", adds=True), "adds", "no_number"),
]  # fmt: skip
DIRECTIONS = st.sampled_from(["+", "0", "-", "?", ""])
GROUPS = st.dictionaries(st.sampled_from(["jongere", "ouder"]), DIRECTIONS)
CLAIMS = st.builds(Claim, DIRECTIONS, st.integers(0, 40), st.booleans(), st.booleans(), st.booleans(), GROUPS)


@pytest.fixture(autouse=True)
def in_english(in_dutch: None) -> None:
    use_language("en")


@pytest.mark.parametrize(("finding", "relation", "why"), SEVEN, ids=[finding.statement for finding, *_rest in SEVEN])
def test_what_is_proposed_for_the_seven_worked_rows(finding: Finding, relation: str, why: str) -> None:
    proposal = propose(*claims_of(finding))
    assert (proposal.relation, proposal.why) == (relation, why)
    assert proposal.sentence


@given(CLAIMS, CLAIMS)
def test_a_shown_figure_a_handful_or_a_wide_interval_never_confirms(survey: Claim, talk: Claim) -> None:
    relation = propose(survey, talk).relation
    if talk.shown:
        assert relation in (None, "recognised", "not_recognised", "absent")
    elif survey.base < 10:
        assert relation in ("adds", "absent")
    elif "?" in (survey.direction, talk.direction):
        assert relation in ("adds", "absent", "differs")
    if relation == "confirms":
        assert survey.direction == talk.direction in ("+", "-")


def test_groups_that_agree_in_part_are_told_apart() -> None:
    survey = Claim("+", 60, groups={"ouder": "+", "jongere": "+"})
    talk = Claim("0", 9, groups={"ouder": "+", "jongere": "-"})
    assert propose(survey, talk).relation == "differs"


def test_who_was_not_asked_is_told_from_who_said_nothing() -> None:
    assert propose(Claim(asked=False), Claim("+")).why == "survey_not_asked"
    assert propose(Claim("+", 20), Claim()).why == "talk_silent"


@pytest.mark.parametrize(
    ("n", "base", "direction"), [(13, 14, "+"), (5, 9, "?"), (9, 9, "?"), (20, 75, "-"), (35, 76, "?"), (0, 0, "")]
)
def test_a_direction_needs_ten_persons_and_an_interval_beside_the_middle(n: int, base: int, direction: str) -> None:
    assert direction_of(n, base) == direction
