from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.panel.choosing import Candidate, choose


def candidate(n: int, person: str, code: str = "K1", letters: int = 100) -> Candidate:
    return Candidate(f"c{n}", f"groep-{n % 3}", person, ("ouder", "jongere")[n % 2], (code,), letters)


def test_not_always_the_same_person_is_chosen() -> None:
    many = [candidate(n, "J1") for n in range(50)] + [candidate(50 + n, f"J{n}") for n in range(2, 6)]
    assert Counter(one.person for one in choose(many, 6)).most_common(1)[0][1] == 2


def test_codes_and_meetings_are_spread() -> None:
    many = [candidate(n, f"J{n}", f"K{n % 4}") for n in range(24)]
    chosen = choose(many, 8)
    assert max(Counter(one.codes[0] for one in chosen).values()) <= 3
    assert len({one.document for one in chosen}) == 3


def test_fragments_that_read_badly_come_last() -> None:
    assert choose([candidate(1, "J1", letters=3), candidate(2, "J2", letters=100)], 1)[0].coding == "c2"


@settings(max_examples=30, deadline=None)
@given(st.permutations([candidate(n, f"J{n % 5}", f"K{n % 3}") for n in range(12)]), st.integers(0, 15))
def test_the_choice_does_not_depend_on_the_order_and_holds_nothing_twice(many: list[Candidate], wanted: int) -> None:
    chosen = choose(many, wanted)
    assert chosen == choose(sorted(many, key=lambda one: one.coding), wanted)
    assert len({one.coding for one in chosen}) == min(wanted, 12)
