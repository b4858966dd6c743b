"""Makes the project file that a released schema is remembered by; run once per schema: python -m tests.golden.make_project FILE."""

import itertools
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from codeerbank.domain.events import (
    DocumentAdded,
    Exported,
    FormMade,
    MemoChanged,
    MemoRemoved,
    PanelReplied,
    QuoteReleased,
    SuggestionDecided,
)
from codeerbank.store.erase import erase
from codeerbank.store.log import log_hash
from codeerbank.store.project import Project
from codeerbank.workbench import codebook, coding, history, memos
from codeerbank.workbench.intake import describe_speaker
from codeerbank.workbench.session import Session
from tests.store.doings import code_in_bulk
from tests.store.projects import begin, bring, copied, on_computer, survey, talk

BEGUN = 1_790_000_000_000


def clock(start: int) -> Callable[[], int]:
    return itertools.count(start, 1000).__next__


def coded(session: Session) -> None:
    bring(session, talk("groep 1"))
    bring(session, survey({"r1": "Meer geld graag.", "r2": "", "r3": "Vrije tijd 💶, en rust.", "r4": "Weg ermee."}))
    session.append(
        DocumentAdded(
            "d0000000-0000-4000-8000-000000000001",
            "verslag",
            "summary",
            "Alinea een.\n\nTwee.",
            [0, 13],
            [0, 13],
            [11, 18],
        )
    ).result()
    describe_speaker(session, "groep 1", "Joris", "participant", "P2")
    code_in_bulk(session, 0, 7, 4)
    for start, stop, key in ((7, 13, "W"), (20, 31, "K1"), (20, 31, "K2"), (88, 120, "M")):
        coding.apply_code(session, "groep 1", start, stop, key, {"direction": "helps"}).result()
    for case in ("r1", "r3", "r4"):
        coding.apply_code_to_answer(session, case, "open", None, "K1").result()
    first, second, *_rest = session.read.codings.of("groep 1", "anna")
    coding.set_attributes(session, first.id, {"direction": "both"}).result()
    coding.remove_coding(session, second.id).result()
    coding.mark_done(session, "groep 1").result()
    coding.mark_done(session, "groep 1", [2], done=False).result()
    codebook.add_code(session, "vervoer", parent="K").result()
    codebook.change_code(session, "K2", {"name": "vrije tijd", "color": "#e69f00"}).result()
    codebook.archive_code(session, "vervoer").result()


def talked_over(session: Session) -> None:
    for about, name, kind in (
        ("project", "", "decision"),
        ("document", "groep 1", "note"),
        ("code", "K1", "definition"),
        ("case", "r4", "care"),
    ):
        memos.add_memo(session, about, name, f"Over {name or 'alles'}.", kind).result()
    written = session.read.memos.all()
    session.append(MemoChanged(written[0].id, "Toch anders.")).result()
    session.append(MemoRemoved(written[1].id)).result()
    document = session.read.documents.identity("groep 1")
    one = session.read.codings.of("groep 1", "anna")[0]
    session.append(
        SuggestionDecided(document, 20, 31, session.code("W").id, "anna", False, 0.25, [{"cue": "bus"}], "cues", "1")
    ).result()
    session.append(
        QuoteReleased(document, one.id, one.start, one.stop, "het kan niet", [one.code], "panel", "herkent niemand")
    ).result()
    released = session.read.quotes.released()[0].id
    session.append(FormMade("f1", "AB12", "Ronde 1", [released], ["Kim"], "Jo", "030", "1 mei")).result()
    session.append(PanelReplied("f1", "Kim", "jongeren", {"1": {"herken": "a"}}, {"1": "ja!"})).result()
    session.append(Exported("quotes", "panel", 1, "citaten.html")).result()
    history.undo(session).result()
    history.redo(session).result()
    history.undo(session).result()


def make(path: Path) -> None:
    """A project in which every kind of change occurs, with a fork, a copy of another computer, an undo and an erasure."""
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        with on_computer("one"), begin(folder / "a.codeerbank", "anna", clock(BEGUN)) as session:
            coded(session)
            talked_over(session)
            paths = [copied(session, folder / f"{name}.codeerbank") for name in "bc"]
        for computer, copy, coder in (("one", paths[0], "anna"), ("two", paths[1], "bert")):
            with on_computer(computer), Session(Project(copy, clock=clock(BEGUN + 9_000_000)), coder) as other:
                coding.apply_code(other, "groep 1", 40, 50, "W").result()
                coding.apply_code(other, "groep 1", 88, 120, "M", coder="cor").result()
        with (
            on_computer("one"),
            Session(Project(folder / "a.codeerbank", clock=clock(BEGUN + 9_000_500)), "anna") as session,
        ):
            coding.apply_code(session, "groep 1", 60, 66, "K1").result()
            for copy in paths:
                with Session(Project(copy, write=False), "anna") as other:
                    session.project.absorb(other.project.since(log_hash(session.project.connection)))
            coding.apply_code(session, "groep 1", 1, 5, "M").result()
            erase(session.project, "anna", [session.read.cases.named("r4").id])
            session.project.connection.execute("UPDATE local SET value = 'golden' WHERE key = 'installation'")
        path.write_bytes((folder / "a.codeerbank").read_bytes())


if __name__ == "__main__":
    make(Path(sys.argv[1]))
