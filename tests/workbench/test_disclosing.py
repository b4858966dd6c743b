"""What a question is about, said by hand: once for a question, whoever says it."""

import shutil
from pathlib import Path

from codeerbank.store.check import compare_with_log
from codeerbank.workbench.disclosing import NOUN, Kinds, declare
from codeerbank.workbench.history import redo, undo
from codeerbank.workbench.session import Session, open_project
from tests.store.projects import begin, bring, survey

AGE = "leeftijd open"


def kind_of(session: Session) -> tuple[str, bool]:
    about = Kinds(session).of(AGE)
    return about.kind, about.declared


def test_what_two_copies_say_of_one_question_is_one_saying_that_can_be_taken_back(tmp_path: Path) -> None:
    with begin(tmp_path / "een.codeerbank") as here:
        bring(here, survey({"r1": "geld", "r2": "tijd"}))
    shutil.copy(here.path, tmp_path / "twee.codeerbank")
    with open_project(tmp_path / "twee.codeerbank", "bea") as there:
        declare(there, [AGE], "opinion").result()
        events = there.project.since()
    with open_project(here.path, "anna") as here:
        declare(here, [AGE], "background").result()
        here.project.absorb(events)
        assert len(here.read.records.of(NOUN)) == 1
        said = kind_of(here)
        assert said[1]
        declare(here, [AGE], None).result()
        assert kind_of(here) == ("background", False)
        undo(here).result()
        assert kind_of(here) == said
        redo(here).result()
        assert kind_of(here) == ("background", False)
        assert compare_with_log(here.project.connection) == []
