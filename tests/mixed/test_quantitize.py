import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.counts import ANY_CODE, Part, WeightedPart
from codeerbank.errors import UsageError
from codeerbank.mixed.quantitize import by_case, by_document
from codeerbank.mixed.weights import Weights
from tests.mixed.definition import by_definition
from tests.mixed.material import CODEBOOK, coding, quantitize, turn

GROUPS = {"O1": "ouder", "O2": "ouder", "P1": "prof", "P2": "prof"}


def test_no_coding_is_a_zero_only_where_somebody_read_to_the_end() -> None:
    turns = [turn("g", 1, "O1", ["anna"]), turn("g", 2, "O2"), turn("g", 3, "P1", ["anna"]), turn("g", 4, "P2")]
    counts = quantitize(CODEBOOK, turns, [coding("g", 2, "K1.1")], by_case(GROUPS), ["ouder", "prof"])
    assert counts.of("K1.1", "ouder").persons == Part(1, 2, 0)
    assert counts.of("K1.2", "ouder").persons == Part(0, 1, 1)
    assert counts.of("K1.1", "prof").persons == Part(0, 1, 1)


def test_a_person_is_read_when_every_turn_is() -> None:
    half = [turn("g", 1, "O1", ["anna"]), turn("g", 2, "O1")]
    assert quantitize(CODEBOOK, half, []).of("M1", None).persons == Part(0, 0, 1)
    whole = [turn("g", 1, "O1", ["anna"]), turn("g", 2, "O1", ["bram"])]
    assert quantitize(CODEBOOK, whole, []).of("M1", None).persons == Part(0, 1, 0)


def test_a_theme_counts_a_person_once_whatever_stands_under_it() -> None:
    codings = [
        coding("g", 1, "K1.1"),
        coding("g", 1, "K1.2", start=20, stop=30),
        coding("g", 1, "K1", start=40, stop=50),
    ]
    counts = quantitize(CODEBOOK, [turn("g", 1, "O1", ["anna"])], codings)
    assert counts.of("K", None).persons == Part(1, 1, 0)
    assert counts.of("K", None).fragments == 3
    assert counts.of("K1.1", None).fragments == 1
    assert counts.of("M", None).persons == Part(0, 1, 0)


def test_what_two_coders_marked_on_the_same_place_is_one_fragment() -> None:
    codings = [
        coding("g", 1, "K1.1", "anna", 0, 20),
        coding("g", 1, "K1.1", "bram", 10, 30),
        coding("g", 1, "K1.1", "bram", 30, 40),
    ]
    counts = quantitize(CODEBOOK, [turn("g", 1, "O1")], codings)
    assert counts.of("K1.1", None).fragments == 2


def test_one_coder_can_be_counted_alone_with_that_coder_s_own_reading() -> None:
    turns = [turn("g", 1, "O1", ["bram"]), turn("g", 2, "O2", ["anna"])]
    codings = [coding("g", 1, "K1.1", "bram")]
    assert quantitize(CODEBOOK, turns, codings, coder="anna").of("K1.1", None).persons == Part(0, 1, 1)
    assert quantitize(CODEBOOK, turns, codings).of("K1.1", None).persons == Part(1, 2, 0)


def test_what_a_moderator_says_counts_nowhere() -> None:
    turns = [turn("g", 1, None, speaker="INT", role="moderator"), turn("g", 2, "O1", ["anna"])]
    counts = quantitize(CODEBOOK, turns, [coding("g", 1, "K1.1")])
    assert counts.persons == {None: 1}
    assert counts.of("K1.1", None).persons == Part(0, 1, 0)
    assert counts.of("K1.1", None).segments == Part(0, 0, 0)
    assert not counts.occurs("K1.1")


def test_a_rate_is_all_fragments_by_all_words_not_a_mean_of_rates() -> None:
    turns = [turn("g", 1, "O1", ["anna"], words=900), turn("g", 2, "O2", ["anna"], words=100)]
    counts = quantitize(CODEBOOK, turns, [coding("g", 2, "K1.1")])
    assert counts.of("K1.1", None).rate == 1.0
    assert quantitize(CODEBOOK, [turn("g", 1, "O1")], []).of("K1.1", None).rate is None


def test_persons_documents_and_segments_have_bases_of_their_own() -> None:
    turns = [turn("g1", 1, "O1", ["anna"]), turn("g1", 2, "O2", ["anna"]), turn("g2", 1, "P1", ["anna"])]
    codings = [
        coding("g1", 1, "K1.1"),
        coding("g1", 2, "M1"),
        coding("g1", 2, "K1.1", start=20, stop=30),
        coding("g2", 1, "M1"),
    ]
    found = quantitize(CODEBOOK, turns, codings).of("K1.1", None)
    assert (found.persons, found.documents, found.segments) == (Part(2, 3), Part(1, 2), Part(2, 4))


def test_a_speaker_without_a_case_is_a_person_within_the_document() -> None:
    turns = [turn("g1", 1, None, ["anna"], speaker="J1"), turn("g2", 1, None, ["anna"], speaker="J1")]
    assert quantitize(CODEBOOK, turns, []).persons == {None: 2}


def test_documents_can_be_the_groups_and_who_speaks_in_two_counts_in_both() -> None:
    turns = [turn("g1", 1, "O1", ["anna"]), turn("g2", 1, "O1", ["anna"])]
    counts = quantitize(CODEBOOK, turns, [coding("g1", 1, "M1")], by_document)
    assert counts.groups == ["g1", "g2"]
    assert [counts.of("M1", group).persons for group in counts.groups] == [Part(1, 1), Part(0, 1)]


def test_a_summary_without_speakers_counts_by_document_alone() -> None:
    counts = quantitize(CODEBOOK, [turn("raad", 1, None, ["anna"])], [coding("raad", 1, "M1")])
    assert counts.of("M1", None).persons == Part(0, 0, 0)
    assert counts.of("M1", None).documents == Part(1, 1, 0)


def test_a_heading_in_a_conversation_makes_no_group_of_its_own_until_somebody_codes_it() -> None:
    turns = [turn("g", 1, None), turn("g", 2, "O1", ["anna"])]
    assert quantitize(CODEBOOK, turns, [], by_case(GROUPS), ["ouder"]).groups == ["ouder"]
    coded = quantitize(CODEBOOK, turns, [coding("g", 1, "M1")], by_case(GROUPS), ["ouder"])
    assert coded.groups == ["ouder", None]
    assert (coded.of("M1", None).fragments, coded.of("M1", None).documents) == (1, Part(1, 1))


def test_a_codebook_that_runs_in_a_circle_does_not_hang() -> None:
    circle = Codebook.from_records([{"key": "A", "name": "a", "parent": "B"}, {"key": "B", "name": "b", "parent": "A"}])
    counts = quantitize(circle, [turn("g", 1, "O1")], [coding("g", 1, "A")])
    assert counts.of("B", None).persons == Part(1, 1, 0)


CODES = [code.key for code in CODEBOOK.codes]
CODERS = st.sampled_from(["anna", "bram"])
WORK = st.lists(
    st.tuples(st.integers(1, 12), st.sampled_from(CODES), CODERS, st.integers(0, 60), st.integers(1, 30)), max_size=30
)
SPEAKERS = st.sampled_from(["O1", "O2", "P1", "P2", None])
TURNS = st.lists(st.tuples(SPEAKERS, st.sampled_from([(), ("anna",), ("anna", "bram")])), min_size=1, max_size=12)


@given(TURNS, WORK)
def test_groups_add_up_to_everybody_and_no_count_is_above_its_base(said: list, work: list) -> None:
    turns = [turn("g", n, case, done, speaker="X") for n, (case, done) in enumerate(said, 1)]
    codings = [
        coding("g", n, code, who, start, start + length) for n, code, who, start, length in work if n <= len(turns)
    ]
    by_group = quantitize(CODEBOOK, turns, codings, by_case(GROUPS), ["ouder", "prof"])
    together = quantitize(CODEBOOK, turns, codings)
    for code in [ANY_CODE, *CODES]:
        found = [by_group.of(code, group) for group in by_group.groups]
        total = together.of(code, None)
        assert sum(count.fragments for count in found) == total.fragments
        for part in ("persons", "segments"):
            parts = [getattr(count, part) for count in found]
            whole = getattr(total, part)
            assert (sum(p.n for p in parts), sum(p.base for p in parts)) == (whole.n, whole.base)
            assert all(0 <= p.n <= p.base for p in parts)
        assert sum(count.persons.base + count.persons.not_yet for count in found) == sum(together.persons.values())
    for theme, below in (("K", "K1"), ("K1", "K1.1"), ("M", "M1")):
        assert together.of(theme, None).persons.n >= together.of(below, None).persons.n


PLACES = st.tuples(
    st.sampled_from(["g", "g", "h"]),
    st.sampled_from(["O1", "O1", "P1", None]),
    st.sampled_from(["X", None]),
    st.sampled_from([(), ("anna",)]),
)
STRETCHES = st.tuples(
    st.integers(1, 5),
    st.sampled_from(["K", "K1.1", "K1.2", "M1"]),
    CODERS,
    st.integers(0, 5),
    st.sampled_from([1, 1, 2, 3, 5, 12]),
)


@settings(max_examples=250)
@given(st.lists(PLACES, min_size=1, max_size=5), st.lists(STRETCHES, max_size=14), st.sampled_from([None, "anna"]))
def test_it_counts_what_the_rule_says_when_every_unit_is_looked_at_by_itself(
    said: list, work: list, coder: str | None
) -> None:
    turns = [
        turn(name, n, case, done, n % 3, "moderator" if n == 4 else "participant", label)
        for n, (name, case, label, done) in enumerate(said, 1)
    ]
    codings = [
        coding(turns[n - 1].document, n, code, who, 10 * start, 10 * (start + length))
        for n, code, who, start, length in work
        if n <= len(turns)
    ]
    for of_turn, group_of in (
        (lambda t: GROUPS.get(t.case or ""), by_case(GROUPS)),
        (lambda t: t.document, by_document),
    ):
        found = quantitize(CODEBOOK, turns, codings, group_of, coder=coder)
        wanted = {(one.code, one.group): one for one in by_definition(CODEBOOK, turns, codings, of_turn, coder)}
        assert wanted.items() <= found.counts.items()
        assert {group for _code, group in wanted} == {group for group in found.groups if found.documents[group]}


def test_weights_are_for_who_stands_in_the_survey_and_the_counts_stay_beside_them() -> None:
    turns = [
        turn("g", 1, "O1", ["anna"]),
        turn("g", 2, "O2"),
        turn("g", 3, "P1"),
        turn("g", 4, None, ["anna"], speaker="J"),
    ]
    codings = [coding("g", 2, "K1.1"), coding("g", 4, "K1.1")]
    weights = Weights("w", {"O1": 1.0, "O2": 3.0, "P1": 2.0})
    counts = quantitize(CODEBOOK, turns, codings, by_case(GROUPS), ["ouder", "prof"], weights=weights)
    assert (counts.of("K", "ouder").persons, counts.of("K", "ouder").weighted) == (
        Part(1, 2),
        WeightedPart(3.0, 4.0, 10.0),
    )
    assert counts.of("M", "ouder").weighted == WeightedPart(0.0, 1.0, 1.0)
    assert counts.of("K", "prof").weighted == WeightedPart()
    assert counts.of("K", None).persons == Part(1, 1)
    assert (counts.of("K", None).weighted, counts.weightless) == (WeightedPart(), 1)
    assert counts.of("K", "ouder").weighted.n_eff == pytest.approx(1.6)
    assert quantitize(CODEBOOK, turns, codings).of("K", None).weighted is None


def test_a_weight_that_cannot_be_used_is_refused_for_who_is_counted() -> None:
    with pytest.raises(UsageError, match="usable weight for 1 person"):
        quantitize(CODEBOOK, [turn("g", 1, "O1")], [], weights=Weights("w", {"O1": -1.0, "O2": -1.0}))
