from collections import Counter, defaultdict
from typing import get_args

import pytest

from codeerbank.tui.keys import KEYS, Place, key_page

NEVER = {f"ctrl+{letter}" for letter in "czshijmwtn"} | {"ctrl+left_square_bracket", "f10", "f11"}
PLACES: tuple[Place, ...] = get_args(Place)
TOGETHER: list[tuple[Place, ...]] = [
    ("document", "coding", "everywhere"),
    *((place, "everywhere") for place in PLACES if place not in ("everywhere", "document", "coding")),
]


def keys_of(*places: Place) -> list[str]:
    return [name for key in KEYS if key.place in places and key.keys for name in key.keys.split(",")]


def test_a_key_means_one_thing_on_all_screens() -> None:
    meanings: dict[str, set[str]] = defaultdict(set)
    for key in KEYS:
        for name in key.keys.split(","):
            if len(name) == 1:
                meanings[name].add(key.brief or key.words)
    assert {letter: words for letter, words in meanings.items() if len(words) > 1} == {}


@pytest.mark.parametrize("places", TOGETHER)
def test_no_two_things_share_a_key_on_one_screen(places: tuple[Place, ...]) -> None:
    assert [name for name, times in Counter(keys_of(*places)).items() if times > 1] == []


def test_no_key_is_bound_that_terminals_take_for_themselves() -> None:
    assert not NEVER & set(keys_of(*PLACES))
    assert not [name for name in keys_of(*PLACES) if name.startswith("alt+")]


def test_the_help_page_explains_every_key_that_is_shown() -> None:
    explained = [(shown, words) for _, keys in key_page() for shown, words in keys]
    assert len(explained) == len([key for key in KEYS if key.shown])
    assert all(words for _, words in explained)
