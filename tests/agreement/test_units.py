"""From codings to units, and agreement over units with a bootstrap over documents."""

from __future__ import annotations

import random

import pytest

from codeerbank.agreement import (
    Place,
    Unit,
    bootstrap_interval,
    code_agreements,
    cohen_kappa,
    disagreements,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    set_agreement,
    set_alpha,
)
from codeerbank.agreement.units import Given, character_units, rolled_up, runs, units_with_codes


def unit(document: str, number: int, *given: str | None) -> Unit:
    """Make a unit: a string of one-letter codes per coder, None for who did not read it."""
    place = Place(document, number, 10 * number, 10 * number + 9, document)
    return Unit(place, tuple(None if codes is None else frozenset(codes) for codes in given))


UNITS = [
    unit("d1", 1, "a", "a"), unit("d1", 2, "ab", "a"), unit("d1", 3, "", ""), unit("d1", 4, "c", "b"),
    unit("d2", 1, "a", ""), unit("d2", 2, "b", "b"), unit("d2", 3, "", None), unit("d3", 1, "ac", "bc"),
]  # fmt: skip


def chance_units(coders: int) -> list[Unit]:
    """Give units of six documents, coded by chance but not quite, with gaps."""
    rng = random.Random(7)
    found = []
    for n in range(60):
        truth = rng.choice(["", "a", "b", "ab", "c"])
        given = [
            None if rng.random() < 0.1 else truth if rng.random() < 0.7 else rng.choice(["", "a", "c"])
            for _ in range(coders)
        ]
        found.append(unit(f"d{n % 6}", n, *given))
    return found


def test_a_code_counts_in_every_unit_it_touches_and_only_readers_judge() -> None:
    places = [Place("d", 1, 0, 10, "d"), Place("d", 2, 11, 20, "d"), Place("d", 3, 21, 30, "d")]
    given = [Given(5, 15, "a", 0), Given(10, 11, "b", 1), Given(25, 26, "c", 1)]
    found = units_with_codes(places, lambda place: {0, 1} if place.turn < 3 else {1}, given, 2)
    assert [u.given for u in found] == [
        (frozenset("a"), frozenset()),
        (frozenset("a"), frozenset()),
        (None, frozenset("c")),
    ]
    assert [u.double for u in found] == [True, True, False]


def test_characters_that_got_the_same_come_as_one_piece_with_their_number() -> None:
    given = [Given(2, 6, "a", 0), Given(4, 8, "a", 1)]
    found = character_units([Place("d", 1, 0, 10, "d")], lambda _place: {0, 1}, given, 2)
    assert [(u.place.start, u.place.stop, u.size) for u in found] == [
        (0, 2, 2),
        (2, 4, 2),
        (4, 6, 2),
        (6, 8, 2),
        (8, 10, 2),
    ]
    (a,) = code_agreements(found, ["a"], 2)
    assert a.two is not None
    assert (a.two.both, a.two.only_first, a.two.only_second, a.two.neither) == (2, 2, 2, 4)
    expanded = [[2 <= at < 6 for at in range(10)], [4 <= at < 8 for at in range(10)]]
    assert a.alpha.value == pytest.approx(krippendorff_alpha(expanded).value)
    assert a.kappa.value == pytest.approx(cohen_kappa(*expanded).value)


@pytest.mark.parametrize("coders", [2, 3])
def test_each_code_has_the_measures_of_its_zeros_and_ones(coders: int) -> None:
    units = chance_units(coders)
    for found in code_agreements(units, ["a", "b", "c"], coders, samples=50):
        ratings = [
            [None if u.given[k] is None else found.code in u.given[k] for u in units if u.double] for k in range(coders)
        ]  # type: ignore[operator]
        assert found.alpha.value == pytest.approx(krippendorff_alpha(ratings).value)
        assert found.ac1 == pytest.approx(gwet_ac1(ratings, [True, False]).value)
        kappa = cohen_kappa(*ratings) if coders == 2 else fleiss_kappa(ratings)
        assert found.kappa.value == pytest.approx(kappa.value)
        assert found.given == tuple(sum(said is True for said in column) for column in ratings)


@pytest.mark.parametrize("coders", [2, 3])
def test_whole_sets_have_the_alpha_of_sets(coders: int) -> None:
    units = chance_units(coders)
    columns = [[u.given[k] for u in units if u.double] for k in range(coders)]
    for distance in ("jaccard", "masi"):
        found = set_agreement(units, distance, samples=50)  # type: ignore[arg-type]
        assert found.alpha.value == pytest.approx(set_alpha(columns, distance).value)  # type: ignore[arg-type]
        low, high = found.interval.pair or (1, 0)
        assert low < (found.alpha.value or 0) < high


def test_the_fast_bootstrap_is_the_plain_one() -> None:
    units = [u for u in chance_units(2) if u.double]
    documents = [[u for u in units if u.place.document == f"d{n}"] for n in range(6)]

    def alpha_of_a(drawn: object) -> float | None:
        them = [u for document in drawn for u in document]  # type: ignore[attr-defined]
        return krippendorff_alpha([["a" in u.given[k] for u in them] for k in range(2)]).value  # type: ignore[operator]

    def alpha_of_sets(drawn: object) -> float | None:
        them = [u for document in drawn for u in document]  # type: ignore[attr-defined]
        return set_alpha([[u.given[k] for u in them] for k in range(2)]).value

    (a,) = code_agreements(units, ["a"], 2, samples=60, seed=3)
    ordered = sorted(units, key=lambda u: u.place.document)
    (again,) = code_agreements(ordered, ["a"], 2, samples=60, seed=3)
    assert again.interval.pair == pytest.approx(bootstrap_interval(documents, alpha_of_a, 60, 3).pair)
    whole = set_agreement(ordered, samples=60, seed=3)
    assert whole.interval.pair == pytest.approx(bootstrap_interval(documents, alpha_of_sets, 60, 3).pair)
    assert a.alpha == again.alpha


def test_many_documents_give_the_same_as_few_whatever_way_they_are_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    units = chance_units(3)
    dense = set_agreement(units, samples=40)
    monkeypatch.setattr("codeerbank.agreement.per_set._MANY", 1)
    monkeypatch.setattr("codeerbank.agreement.bootstrap._CELLS", 30)
    sparse = set_agreement(units, samples=40)
    assert sparse.alpha.value == pytest.approx(dense.alpha.value)
    assert sparse.interval.pair == pytest.approx(dense.interval.pair)


def test_the_bootstrap_repeats_itself_and_says_when_it_cannot_be() -> None:
    mean = lambda drawn: sum(drawn) / len(drawn)  # noqa: E731
    first = bootstrap_interval([1, 2, 3, 4], mean, 200, seed=5)
    assert first == bootstrap_interval([1, 2, 3, 4], mean, 200, seed=5)
    assert (first.seed, first.samples, first.drawn, first.documents) == (5, 200, 200, 4)
    assert first != bootstrap_interval([1, 2, 3, 4], mean, 200, seed=6)
    assert bootstrap_interval([1], mean).reason == "one_document"
    assert bootstrap_interval([1, 2], lambda _drawn: None, 10).reason == "no_variation"


def test_a_code_nobody_gave_and_units_nobody_read_twice_have_a_reason() -> None:
    (never,) = code_agreements(UNITS, ["z"], 2)
    assert (never.alpha.value, never.kappa.value, never.reason, never.percent) == (None, None, "no_variation", 1)
    assert (never.interval.pair, never.interval.reason) == (None, "no_variation")
    (nothing,) = code_agreements([unit("d", 1, "a", None)], ["a"], 2)
    assert (nothing.n, nothing.reason) == (0, "no_units")
    assert set_agreement([]).alpha.reason == "no_units"
    assert set_agreement([unit("d", 1, "a", "a")]).alpha.reason == "no_variation"


def test_rolled_up_codes_agree_where_the_codes_below_differ() -> None:
    lifted = rolled_up(UNITS, lambda code: ["ab"] if code in "ab" else [])
    (found,) = code_agreements(lifted, ["ab"], 2)
    assert found.two is not None
    assert (found.two.both, found.two.only_first, found.two.only_second, found.two.neither) == (4, 1, 1, 1)


def test_disagreements_come_worst_first_and_another_theme_is_worse_than_a_neighbour() -> None:
    theme = lambda code: "x" if code in "ab" else "y"  # noqa: E731
    units = [
        unit("d", 1, "ab", "a"),
        unit("d", 2, "a", "b"),
        unit("d", 3, "a", "c"),
        unit("d", 4, "a", "a"),
        unit("d", 5, "", "c"),
    ]
    found = disagreements(units, [theme])
    assert [one.place.turn for one in found] == [3, 5, 2, 1]
    assert [one.severity for one in found] == [1, 1, 0.5, 0.25]
    assert found[-1].shared == frozenset("a")
    assert [one.place.turn for one in disagreements(units, [theme], code="b")] == [2, 1]


def test_numbers_that_follow_each_other_become_runs() -> None:
    assert runs([1, 2, 4, 5, 9], {1, 4, 5, 9}) == [(1, 1), (4, 9)]
    assert runs([1, 2, 4], set()) == []
