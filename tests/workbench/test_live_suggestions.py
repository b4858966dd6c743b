"""The suggestion process may end at any moment, by itself or because of whom it knows; the next question starts it again."""

import sys
from pathlib import Path

import pytest

from codeerbank.suggest import SuggestionsOff, SuggestionWorker
from codeerbank.workbench import withdrawal
from codeerbank.workbench.intake import describe_speaker
from codeerbank.workbench.live_suggestions import LiveSuggestions
from codeerbank.workbench.session import Session, open_project
from codeerbank.workbench.suggestion_choices import use_model

from .test_suggesting import session  # noqa: F401 - a fixture

QUITTER = "import sys; open(sys.argv[1], 'a').write('x'); sys.stdin.readline()"
ANSWERER = "import sys; open(sys.argv[1], 'a').write('x'); [print('{\"done\": 0}', flush=True) for _ in sys.stdin]"


def live_with(code: str, session: Session, starts: Path) -> tuple[LiveSuggestions, SuggestionWorker]:  # noqa: F811
    worker = SuggestionWorker(command=(sys.executable, "-S", "-c", code, str(starts)))
    return LiveSuggestions(session, worker), worker


def test_a_process_that_ends_is_started_again_once_and_what_is_said_then_is_true(session, tmp_path):  # noqa: F811
    use_model(session, "show-all").result()
    live, _worker = live_with(QUITTER, session, tmp_path / "starts")
    told = []
    for _question in range(4):
        with pytest.raises(SuggestionsOff) as off:
            live.beside("groep", 2).result(timeout=30)
        told.append("opnieuw" in off.value.hint)
    live.stop()
    assert (tmp_path / "starts").read_text() == "xx"
    assert told == [False, True, True, True]


def test_a_process_that_knows_somebody_is_gone_before_it_is_said_that_they_are_forgotten(session, tmp_path):  # noqa: F811
    use_model(session, "show-all").result()
    describe_speaker(session, "groep", "J1", "participant", "P1")
    live, worker = live_with(ANSWERER, session, tmp_path / "starts")
    with open_project(session.path, "bram", write=False) as looking:
        other, elsewhere = live_with(ANSWERER, looking, tmp_path / "others")
        assert (
            live.beside("groep", 4).result(timeout=30).found == other.beside("groep", 4).result(timeout=30).found == []
        )
        found = withdrawal.find(session, "P1").result()
        withdrawal.withdraw(session, found).result()
        assert not worker.running
        assert elsewhere.running  # it hears of it with the next question
        for asks in (live, other):
            asks.beside("groep", 4).result(timeout=30)
        live.stop(), other.stop()
    assert (tmp_path / "starts").read_text() == (tmp_path / "others").read_text() == "xx"
