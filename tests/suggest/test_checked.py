"""A suggester of somebody else that misbehaves is told of in a sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.domain.suggestion import Example, Suggestion, Why
from codeerbank.errors import UsageError
from codeerbank.suggest.checked import checked
from codeerbank.suggest.evaluate import any_held_out

BOOK = Codebook.from_records([{"key": "A", "name": "fiets"}, {"key": "B", "name": "trein"}])
GOOD = Suggestion("0", 0, 5, "fiets", "A", 0.9, (), "theirs", "1")


class Theirs:
    """Gives what it was told to."""

    name, version, description = "theirs", "1", "Somebody else's"

    def __init__(self, *given: object) -> None:
        self.given = given

    def suggest(self, codebook: Codebook, turns: Iterable[Turn], language: str) -> Iterator[object]:
        for turn in turns:
            for one in self.given:
                if isinstance(one, Exception):
                    raise one
                yield replace(one, document=turn.document) if isinstance(one, Suggestion) else one


class Explains(Theirs):
    def why(self, codebook: Codebook, suggestion: Suggestion, language: str) -> Why:
        raise KeyError(suggestion.code)


BAD = [
    {"code": "A"}, ValueError("x"), replace(GOOD, score=float("nan")), replace(GOOD, score=1.2),
    replace(GOOD, code="Z"), replace(GOOD, start=5), replace(GOOD, score="veel"),
]  # fmt: skip
TURN = Turn("0", 1, 0, 0, 5, None, None, "fiets", 1, "participant")


def test_what_keeps_its_promise_goes_through() -> None:
    assert list(checked(Theirs(GOOD)).suggest(BOOK, [TURN], "nl")) == [GOOD]
    assert not hasattr(checked(Theirs(GOOD)), "why")


@pytest.mark.parametrize("bad", BAD)
def test_what_does_not_is_told_with_the_name_of_who_does_it(bad: object) -> None:
    with pytest.raises(UsageError, match="theirs"):
        list(checked(Theirs(GOOD, bad)).suggest(BOOK, [TURN], "nl"))
    with pytest.raises(UsageError, match="theirs"):
        any_held_out(Theirs(bad), BOOK, "nl", [Example("fiets", ["A"])] * 4, ["1", "2", "3", "4"])  # type: ignore[arg-type]


def test_one_that_cannot_learn_is_told_while_it_is_measured() -> None:
    class Learns(Theirs):
        def learnt(self, *_given: object, **_more: object) -> "Learns":
            raise ValueError("words of a text")

    with pytest.raises(UsageError, match=r"theirs.*ValueError") as told:
        any_held_out(Learns(GOOD), BOOK, "nl", [Example("fiets", ["A"])] * 4, ["1", "2", "3", "4"])  # type: ignore[arg-type]
    assert "words of a text" not in str(told.value)


def test_an_explanation_that_fails_is_told_as_well() -> None:
    with pytest.raises(UsageError, match="KeyError"):
        checked(Explains(GOOD)).why(BOOK, GOOD, "nl")


def test_a_suggester_that_learns_nothing_is_measured_as_it_is() -> None:
    found = any_held_out(Theirs(GOOD), BOOK, "nl", [Example("fiets", ["A"])] * 4, ["1", "2", "3", "4"])  # type: ignore[arg-type]
    assert (found.ours.precision_at_1.n, found.ours.precision_at_1.base) == (4, 4)
