"""What every suggester promises, ours and other people's."""

from collections.abc import Iterator

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.domain.ports import Suggester
from codeerbank.plugins import suggesters

CODEBOOK = Codebook.from_records(
    [
        {"key": "A", "name": "vervoer"},
        {
            "key": "A1",
            "parent": "A",
            "name": "fiets",
            "definition": "Reizen op eigen kracht.",
            "cues": ("fiets", "trappen"),
        },
        {"key": "A2", "parent": "A", "name": "trein", "definition": "Reizen over spoor.", "cues": ("trein", "station")},
        {"key": "A3", "parent": "A", "name": "auto", "cues": ("auto",), "archived": True},
    ]
)
TEXTS = (
    ("Ik ga 🚲 op de fiets. Soms niet, dan met de trein!", "participant"),
    ("Fietst u of neemt u de trein?", "moderator"),
    ("", "participant"),
    ("Met de auto naar het station; \x1b[31mrood\u202e.", "unknown"),
)


def turns() -> Iterator[Turn]:
    start = 7
    for number, (text, role) in enumerate(TEXTS, 1):
        yield Turn("reis", number, start, start + 4, start + 4 + len(text), "X", None, text, len(text.split()), role)
        start += 4 + len(text) + 1


@pytest.fixture(params=sorted(suggesters().working))
def suggester(request: pytest.FixtureRequest) -> Suggester:
    return suggesters().working[request.param]


def test_it_says_who_it_is(suggester: Suggester) -> None:
    assert suggester.name
    assert suggester.version
    assert suggester.description


def test_it_proposes_codes_in_use_on_words_that_were_said(suggester: Suggester) -> None:
    said = {turn.number: turn for turn in turns() if turn.role != "moderator"}
    found = list(suggester.suggest(CODEBOOK, turns(), "nl"))
    assert found
    for suggestion in found:
        code = CODEBOOK.get(suggestion.code)
        assert code
        assert not code.archived
        turn = next(t for t in said.values() if t.said <= suggestion.start < suggestion.stop <= t.stop)
        assert suggestion.quote == turn.text[suggestion.start - turn.said : suggestion.stop - turn.said]
        assert suggestion.document == "reis"
        assert 0 < suggestion.score <= 1
        assert (suggestion.suggester, suggestion.version) == (suggester.name, suggester.version)


def test_every_proposal_shows_words_it_rests_on(suggester: Suggester) -> None:
    texts = {turn.number: turn for turn in turns()}
    for suggestion in suggester.suggest(CODEBOOK, turns(), "nl"):
        assert suggestion.evidence
        turn = next(t for t in texts.values() if t.said <= suggestion.start < t.stop)
        for one in suggestion.evidence:
            assert one.words == turn.text[one.start - turn.said : one.stop - turn.said]


def test_it_gives_the_same_answer_twice(suggester: Suggester) -> None:
    assert list(suggester.suggest(CODEBOOK, turns(), "nl")) == list(suggester.suggest(CODEBOOK, turns(), "nl"))


def test_no_turns_give_no_proposals(suggester: Suggester) -> None:
    assert list(suggester.suggest(CODEBOOK, [], "nl")) == []
