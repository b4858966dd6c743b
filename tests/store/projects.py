"""Small projects to try things on: made through the same doors as a researcher's."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.document import NewDocument, TurnText
from codeerbank.domain.ids import Id
from codeerbank.domain.people import Speaker
from codeerbank.domain.ports import Imported
from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable, OpenAnswers
from codeerbank.store.check import compare_with_log
from codeerbank.store.log import log_hash
from codeerbank.store.project import Project
from codeerbank.store.state import state_hash, table_hashes
from codeerbank.workbench.intake_changes import Intake
from codeerbank.workbench.session import Session, codebook_added

CODEBOOK = Codebook(
    (
        Code("K", "Kunnen", definition="Wat iemand kan."),
        Code("K1", "geld", parent="K"),
        Code("K2", "tijd", parent="K"),
        Code("W", "Willen"),
        Code("M", "Mogen"),
    ),
    key="proef",
    name="Proefcodeboek",
)
TALK = (
    ("Sanne", "Ik wil wél, maar het kan niet; de bus rijdt niet meer na achten."),
    ("Moderator", "Hoe komt dat?"),
    ("Joris", "Geen geld 💶, en cafe\u0301s zijn dicht. En [b]mijn[/b] moeder vindt het niet goed."),
    ("Sanne", "Bij ons mag alles."),
)


def talk(name: str, lines: Sequence[tuple[str, str]] = TALK) -> NewDocument:
    """A transcript as an importer gives it."""
    text, turns = "", []
    for speaker, words in lines:
        start = len(text)
        text += f"{speaker}: {words}\n"
        turns.append(TurnText(start, start + len(speaker) + 2, len(text) - 1, speaker))
    speakers = dict.fromkeys(speaker for speaker, _words in lines)
    return NewDocument(name, "transcript", text, turns, [Speaker(speaker) for speaker in speakers], f"{name}.txt")


def survey(answers: Mapping[str, str], question: str = "open") -> NewSurvey:
    """A survey with one closed and one open question; an empty answer was not given."""
    states = [AnswerState.VALUE if words else AnswerState.NO_ANSWER for words in answers.values()]
    age = NewVariable(
        f"leeftijd {question}", "Leeftijd", "scale", [AnswerState.VALUE] * len(answers), ["21"] * len(answers)
    )
    asked = OpenAnswers("Wat helpt?", states, list(answers.values()))
    return NewSurvey(list(answers), ["jongeren"] * len(answers), [age], {question: asked}, "vragen.csv")


def bring(session: Session, value: Imported) -> Id:
    """Bring in what an importer read, as the intake does."""
    changes, _told = Intake(session).changes(value)
    return session.append(*changes).result()


def begin(path: Path, coder: str = "anna", clock: Callable[[], int] | None = None) -> Session:
    """A project with the codebook above and nothing else."""
    given = {"clock": clock} if clock else {}
    return Session(Project.create(path, "Proef", coder, "nl", [codebook_added(CODEBOOK)], **given), coder)


def filled(path: Path, coder: str = "anna") -> Session:
    """A project with a transcript, two answers and a coding."""
    from codeerbank.workbench.coding import apply_code

    session = begin(path, coder)
    bring(session, talk("groep 1"))
    bring(session, survey({"r1": "Meer geld graag.", "r2": "", "r3": "Vrije tijd, en rust."}))
    apply_code(session, "groep 1", 7, 13, "W", {"direction": "helps"}).result()
    return session


def copied(session: Session, path: Path) -> Path:
    """Copy a project file as people do, between two writes."""
    shutil.copyfile(session.path, path)
    return path


@contextmanager
def on_computer(name: str) -> Iterator[None]:
    """Work on another computer, or as another user: another installation."""
    here = Path(os.environ["XDG_CONFIG_HOME"])
    root = here.parents[1] if here.parent.name == "computers" else here
    with mock.patch.dict(os.environ, XDG_CONFIG_HOME=str(root / "computers" / name)):
        yield


def state(session: Session) -> str:
    return state_hash(session.project.connection)


def said(session: Session) -> dict[str, str]:
    """Digests of all that the tables say of the study; which actions brought it about left out."""
    return {table: words for table, words in table_hashes(session.project.connection).items() if table != "action"}


def log_of(session: Session) -> dict[Id, tuple[int, str]]:
    return log_hash(session.project.connection)


def tables_at_fault(session: Session) -> list[str]:
    """Tables that say something else than a fold of the whole log does."""
    return [finding.what for finding in compare_with_log(session.project.connection)]


def events_of(session: Session) -> set[Id]:
    return {identity for (identity,) in session.project.connection.execute("SELECT id FROM event")}


def places(session: Session) -> set[tuple[str, int, int, str, str]]:
    return {(c.document, c.start, c.stop, c.code, c.coder) for c in session.read.codings.each()}
