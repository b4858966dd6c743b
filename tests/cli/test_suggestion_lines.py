"""A listing of suggestions goes on when a suggester cannot say why."""

import pytest

from codeerbank.cli.suggestion_lines import TAKEN_APART, print_suggestions
from codeerbank.domain.codebook import Codebook
from codeerbank.domain.suggestion import Suggestion, Why
from codeerbank.suggest.checked import checked


class Silent:
    """Proposes, and fails when it is asked why."""

    name, version, description = "stil", "1", "zegt niet waarom"

    def suggest(self, codebook: Codebook, turns: object, language: str) -> list[Suggestion]:
        return []

    def why(self, codebook: Codebook, suggestion: Suggestion, language: str) -> Why:
        raise ZeroDivisionError


class Patient(Silent):
    """Counts how often it is asked why."""

    def __init__(self) -> None:
        self.asked = 0

    def why(self, codebook: Codebook, suggestion: Suggestion, language: str) -> Why:
        self.asked += 1
        return Why(suggestion.code, suggestion.score)


class Opened:
    """As much of a session as a listing reads."""

    codebook = Codebook.from_records([{"key": "A", "name": "Avond"}])
    language = "nl"


def several(n: int) -> list[Suggestion]:
    return [Suggestion("groep", at, at + 1, "woord", "A", 0.5, (), "stil", "1") for at in range(n)]


@pytest.mark.parametrize("explained", [True, False])
def test_a_suggester_that_fails_on_why_does_not_stop_the_list(
    explained: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    print_suggestions(Opened(), checked(Silent()), iter(several(3)), explained)  # type: ignore[arg-type]
    printed = capsys.readouterr()
    assert printed.out.count("A Avond") == 3
    assert printed.err.count("stil") == 1


def test_a_long_list_takes_no_more_apart_than_people_read(capsys: pytest.CaptureFixture[str]) -> None:
    patient = Patient()
    print_suggestions(Opened(), patient, iter(several(TAKEN_APART + 20)), False)  # type: ignore[arg-type]
    assert patient.asked == TAKEN_APART
    assert capsys.readouterr().out.count("A Avond") == TAKEN_APART + 20
