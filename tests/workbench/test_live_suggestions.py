"""The suggestion process may end at any moment: that is told, and the next question starts it again, once."""

import sys

import pytest

from codeerbank.suggest import SuggestionsOff, SuggestionWorker
from codeerbank.workbench.live_suggestions import LiveSuggestions
from codeerbank.workbench.suggestion_choices import use_model

from .test_suggesting import session  # noqa: F401 - a fixture

QUITTER = (sys.executable, "-c", "import sys; sys.stdin.readline(); open(sys.argv[1], 'a').write('x')")


def test_a_process_that_ends_is_started_again_once(session, tmp_path):  # noqa: F811 - the fixture
    use_model(session, "show-all").result()
    starts = tmp_path / "starts"
    worker = SuggestionWorker(command=(*QUITTER, str(starts)))
    live = LiveSuggestions(session, worker)
    for _question in range(4):
        with pytest.raises(SuggestionsOff):
            live.beside("groep", 2).result(timeout=30)
    live.stop()
    assert starts.read_text() == "xx"
