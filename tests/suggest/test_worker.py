import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.errors import CodeerbankError
from codeerbank.suggest import CueSuggester, SuggestionsOff, SuggestionWorker
from codeerbank.suggest.records import codebook_of, codebook_record, turn_of, turn_record
from codeerbank.suggest.worker import Serving

SLEEPER = (sys.executable, "-c", "import sys, time; sys.stdin.readline(); time.sleep(60)")
QUITTER = (sys.executable, "-c", "import sys; sys.stdin.readline()")
BABBLER = (sys.executable, "-c", "import sys; sys.stdin.readline(); print('no answer', flush=True); sys.stdin.read()")


@pytest.fixture(scope="module")
def worker() -> Iterator[SuggestionWorker]:
    worker = SuggestionWorker()
    worker.start()
    yield worker
    worker.stop()


def test_the_process_answers_as_the_suggester_itself_does(
    worker: SuggestionWorker, codebook: Codebook, make_turn: Callable[..., Turn]
) -> None:
    turns = [make_turn("Ik sproei de tuin nooit 🙂.", said=5), make_turn("Geen ton \u2028 dus.", said=90, number=2)]
    there = worker.ask(codebook, turns, "nl").result(timeout=60)
    assert there == list(CueSuggester().suggest(codebook, turns, "nl"))
    assert len(there) == 2


def test_questions_wait_their_turn_and_a_changed_codebook_is_followed(
    worker: SuggestionWorker, codebook: Codebook, make_turn: Callable[..., Turn]
) -> None:
    other = Codebook((replace(codebook.codes[0], key="Z", cues=("tuin",)),))
    asked = [worker.ask(book, [make_turn("Ik sproei de tuin.")], "nl") for book in (codebook, other, codebook) * 5]
    found = [[s.code for s in answer.result(timeout=60)] for answer in asked]
    assert found == [["T1.1"], ["Z"], ["T1.1"]] * 5


def test_a_question_that_fails_leaves_the_process_running(
    worker: SuggestionWorker, codebook: Codebook, make_turn: Callable[..., Turn]
) -> None:
    with pytest.raises(SuggestionsOff):
        worker.ask(codebook, [make_turn("Ik sproei.")], "fy").result(timeout=60)
    assert [s.code for s in worker.ask(codebook, [make_turn("Ik sproei.")], "nl").result(timeout=60)] == ["T1.1"]


def test_it_outlives_a_large_question(
    worker: SuggestionWorker, codebook: Codebook, make_turn: Callable[..., Turn]
) -> None:
    turns = [make_turn("Ik sproei de tuin. " * 20, said=n * 400, number=n + 1) for n in range(500)]
    assert len(worker.ask(codebook, turns, "nl").result(timeout=60)) == 500 * 20


@pytest.mark.parametrize("command", [SLEEPER, QUITTER, BABBLER, (sys.executable, "-c", "")])
def test_a_process_that_does_not_answer_means_suggestions_off(
    command: tuple[str, ...], codebook: Codebook, make_turn: Callable[..., Turn]
) -> None:
    worker = SuggestionWorker(timeout=0.5, command=command)
    worker.start()
    asked = [worker.ask(codebook, [make_turn("Ik sproei.")], "nl") for _ in range(3)]
    for answer in asked:
        with pytest.raises(SuggestionsOff) as off:
            answer.result(timeout=20)
        assert "sproei" not in str(off.value)
    with pytest.raises(SuggestionsOff):
        worker.ask(codebook, [], "nl").result(timeout=20)
    assert not worker.running
    worker.stop()


def test_a_program_that_is_not_there_is_told_at_the_start() -> None:
    with pytest.raises(SuggestionsOff) as off:
        SuggestionWorker(command=("./no-such-program",)).start()
    assert isinstance(off.value, CodeerbankError)
    assert off.value.hint


@pytest.mark.skipif(sys.platform == "win32", reason="sessions are a matter of POSIX")
def test_it_lives_in_a_session_of_its_own_and_can_be_started_again(
    codebook: Codebook, make_turn: Callable[..., Turn]
) -> None:
    worker = SuggestionWorker()
    worker.start()
    process = worker._process
    assert process is not None
    assert os.getsid(process.pid) == process.pid != os.getsid(0)
    os.kill(process.pid, signal.SIGKILL)
    with pytest.raises(SuggestionsOff):
        worker.ask(codebook, [make_turn("Ik sproei.")], "nl").result(timeout=20)
    worker.start()
    assert [s.code for s in worker.ask(codebook, [make_turn("Ik sproei.")], "nl").result(timeout=60)] == ["T1.1"]
    worker.stop()
    assert not worker.running


def test_stopping_answers_what_still_waits_and_may_be_done_twice(
    codebook: Codebook, make_turn: Callable[..., Turn]
) -> None:
    worker = SuggestionWorker(command=SLEEPER)
    worker.start()
    waiting = [worker.ask(codebook, [make_turn("Ik sproei.")], "nl") for _ in range(3)]
    worker.stop()
    worker.stop()
    for answer in waiting:
        with pytest.raises(SuggestionsOff):
            answer.result(timeout=20)


def test_a_question_that_waits_can_be_withdrawn(codebook: Codebook, make_turn: Callable[..., Turn]) -> None:
    worker = SuggestionWorker(command=SLEEPER)
    worker.start()
    first = worker.ask(codebook, [], "nl")
    while not first.running():
        time.sleep(0.01)
    second = worker.ask(codebook, [make_turn("Ik sproei.")], "nl")
    assert second.cancel()
    worker.stop()
    assert second.cancelled()


def test_an_answer_names_the_kind_of_failure_and_no_words_of_a_source(
    codebook: Codebook, make_turn: Callable[..., Turn]
) -> None:
    turn = turn_record(make_turn("Heel geheim."))
    good = {"codebook": codebook_record(codebook), "language": "nl", "turns": [turn]}
    bad = ["geheim {", "[]", json.dumps({**good, "codebook": None}), json.dumps({**good, "language": "fy"}),
           json.dumps({**good, "turns": [{"text": "geheim"}]})]  # fmt: skip
    given = list(Serving().answers([*bad, json.dumps(good)]))
    assert [list(answer) for answer in given] == [["failed"]] * 5 + [["done", "version", "learnt"]]
    assert "eheim" not in json.dumps(given)


def test_records_give_back_what_went_in(codebook: Codebook, make_turn: Callable[..., Turn]) -> None:
    turn = make_turn("Ik sproei.", said=3, role="moderator")
    assert turn_of(json.loads(json.dumps(turn_record(turn)))) == turn
    record = json.dumps(codebook_record(codebook))
    assert json.dumps(codebook_record(codebook_of(json.loads(record)))) == record


def test_the_process_writes_nothing_but_answers() -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-m", "codeerbank.suggest.worker"],
        input="geheim\n\n",
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert [json.loads(line) for line in io.StringIO(done.stdout)] == [{"failed": "JSONDecodeError"}]
    assert done.stderr == ""


def test_the_room_is_light_until_it_is_asked_something() -> None:
    code = "import sys, codeerbank.suggest.worker; print(sorted({'spacy', 'simplemma', 'numpy'} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
