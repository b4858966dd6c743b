"""Every bad input through the door of a researcher: refused in one sentence, or in with a remark, or in whole.

Those that take seconds are tried when CODEERBANK_HEAVY is set.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import Imported, ImportOptions, NewCodings
from codeerbank.domain.survey import NewSurvey
from codeerbank.errors import CodeerbankError, ImportProblems
from codeerbank.i18n import use_language
from codeerbank.store.log import log_hash
from codeerbank.workbench import history
from codeerbank.workbench.intake import import_files, preview
from codeerbank.workbench.session import Session
from tests.importers.bad_inputs import any_file, apart, lists, office, plain_texts, spoken, spss, tables, workbooks
from tests.importers.bad_inputs.case import CANARY, BadInput
from tests.store.projects import begin

PARTS = (any_file, plain_texts, spoken, office, tables, workbooks, spss, lists, apart)
ALL = [case for part in PARTS for case in part.CASES]
CASES = [case for case in ALL if not case.heavy or os.environ.get("CODEERBANK_HEAVY")]
TEXTS = [
    case for case in [*plain_texts.CASES, *spoken.CASES, *office.CASES] if case.fate != "rejected" and not case.heavy
]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with begin(tmp_path_factory.mktemp("bad") / "p.codeerbank") as session:
        session.path.with_name("gesprek.txt").write_text("GL: Goedemiddag.\nJ1: Dag!\n" * 3, encoding="utf-8")
        import_files(session, [session.path.with_name("gesprek.txt")])
        yield session


@pytest.fixture(autouse=True)
def at_work(english: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in the folder of the file, in Dutch, without a network."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(socket.socket, "connect", lambda *_address: pytest.fail("it calls somebody"))
    use_language("nl")


def logged(session: Session) -> object:
    return log_hash(session.project.connection)


def listed(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


def words_of(value: Imported) -> str:
    """All words that were read of a file."""
    match value:
        case NewDocument():
            return value.text
        case NewSurvey():
            answers = [text for answers in value.open.values() for text in answers.answers]
            return "\n".join([*value.cases, *(variable.name for variable in value.variables), *answers])
        case Codebook():
            return "\n".join(f"{code.key} {code.name}" for code in value.codes)
        case NewCodings():
            return "\n".join(value.code_names)
    raise AssertionError(value)


def test_there_is_enough_to_go_wrong_and_each_has_a_name_of_its_own() -> None:
    assert len(ALL) >= 133
    assert len({case.file for case in ALL}) == len(ALL)


def outcome(case: BadInput, session: Session, path: Path) -> str:
    """Bring a file in, or only look at it where it can come in; give all that was said of it."""
    try:
        report = import_files(session, [path], case.noun, case.options, dry_run=case.fate != "rejected")
    except CodeerbankError as error:
        refused = error
    else:
        told = "\n".join(report.remarks)
        assert case.fate != "rejected", report.lines
        assert told or case.fate != "warned"
        assert case.says in (told if case.fate == "warned" else words_of(preview(path, case.noun, case.options)))
        return told
    told = "\n".join((refused.message, refused.hint, *getattr(refused, "problems", ())))
    assert case.fate == "rejected", told
    assert refused.exit_code == 2
    assert refused.hint, "no word of what to do now"
    assert refused.message.isprintable()
    assert case.says in told
    return told


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_a_bad_input_ends_in_its_class(case: BadInput, session: Session, tmp_path: Path) -> None:
    path = case.put(tmp_path)
    before, there = logged(session), listed(tmp_path)
    told = outcome(case, session, path)
    assert CANARY not in told
    assert logged(session) == before
    assert listed(tmp_path) == there


def test_one_bad_file_keeps_the_good_ones_beside_it_out(session: Session, tmp_path: Path) -> None:
    (tmp_path / "goed.txt").write_text(plain_texts.TALK, encoding="utf-8")
    bad = [case.put(tmp_path) for case in CASES if case.file in ("nul.txt", "lach.docx", "open.csv")]
    before = logged(session)
    with pytest.raises(ImportProblems) as refused:
        import_files(session, [tmp_path / "goed.txt", *bad])
    assert all(any(path.name in line for line in refused.value.problems) for path in bad)
    assert logged(session) == before


def test_odd_texts_come_in_together_and_stay_what_they_are(tmp_path: Path) -> None:
    paths = [case.put(tmp_path) for case in TEXTS]
    with begin(tmp_path / "p.codeerbank") as session:
        report = import_files(session, paths, options=ImportOptions(again=True))
        names = [document.name for document in session.read.documents.all()]
        kept = [session.read.documents.text(name) for name in names]
        assert not history.check(session, rebuild=True).result()
    assert len(kept) == len(paths) == len(report.files)
    assert sorted(kept) == sorted(words_of(preview(path)) for path in paths)


def test_a_survey_full_of_oddities_comes_in_and_stays_what_it_is(tmp_path: Path) -> None:
    odd = ["=cmd|' /C calc'!A0", "\x1b]52,x", "kan\u2028en", "we\u0301l 👩\u200d👧", "[/b] \u202eom"]
    rows = "".join(f'r{n};"{words} {"nog drie woorden"}"\n' for n, words in enumerate(odd))
    (tmp_path / "e.csv").write_text("nr;waarom\n" + rows, encoding="utf-8")
    with begin(tmp_path / "p.codeerbank") as session:
        import_files(session, [tmp_path / "e.csv"], options=ImportOptions(open=("waarom",)))
        answers = session.read.documents.text("waarom").split("\n")
        assert not history.check(session, rebuild=True).result()
    assert answers == [f"{words} nog drie woorden" for words in odd]
