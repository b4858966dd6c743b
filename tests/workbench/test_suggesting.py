from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import NewDocument, TurnText
from codeerbank.domain.people import Speaker
from codeerbank.errors import NotFound
from codeerbank.workbench import suggestion_material
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.history import undo
from codeerbank.workbench.intake_changes import Intake
from codeerbank.workbench.session import Session, create_project, open_project
from codeerbank.workbench.suggesting import accept, refuse, suggest

TURNS = (
    ("Moderator", "Werken jullie met een netwerk?"),
    ("J1", "Ik heb geen netwerk. Wel een training gehad."),
    ("J2", "De training was goed 🙂."),
)
CODES = (
    {"key": "A", "name": "geen netwerk", "cues": ("geen netwerk",)},
    {"key": "B", "name": "scholing", "cues": ("training", "cursus")},
)


def transcript(name: str = "groep") -> NewDocument:
    text, turns = "", []
    for speaker, words in TURNS:
        start = len(text)
        said = start + len(speaker) + 2
        text += f"{speaker}: {words}\n"
        turns.append(TurnText(start, said, said + len(words), speaker))
    return NewDocument(
        name, "transcript", text, turns, (Speaker("Moderator", "moderator"), Speaker("J1"), Speaker("J2"))
    )


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with create_project(tmp_path / "studie.codeerbank", coder="anna", codebook=Codebook.from_records(CODES)) as session:
        session.append(*Intake(session).changes(transcript())[0]).result()
        yield session


def told(session: Session) -> list[tuple[str, str]]:
    return [(s.quote, s.code) for s in suggest(session)]


ALL = [("Ik heb geen netwerk.", "A"), ("Wel een training gehad.", "B"), ("De training was goed 🙂.", "B")]


def test_suggestions_stand_on_what_participants_said(session: Session) -> None:
    assert told(session) == ALL
    for suggestion in suggest(session, document="groep"):
        assert session.read.documents.slice("groep", suggestion.start, suggestion.stop) == suggestion.quote
        for one in suggestion.evidence:
            assert session.read.documents.slice("groep", one.start, one.stop) == one.words


def test_suggesting_writes_nothing(session: Session) -> None:
    before = len(session.read.history.actions())
    suggest(session)
    assert len(session.read.history.actions()) == before
    assert session.read.codings.counts() == {"A": 0, "B": 0} or not any(session.read.codings.counts().values())


def test_a_limit_gives_the_surest_first(session: Session) -> None:
    surest = sorted(suggest(session), key=lambda s: -s.score)
    assert suggest(session, limit=2) == surest[:2]


def test_a_document_or_question_that_is_not_there_is_told(session: Session) -> None:
    with pytest.raises(NotFound):
        suggest(session, document="groep 9")
    with pytest.raises(NotFound):
        suggest(session, question="toelichting")


def test_an_accepted_suggestion_becomes_the_coders_own_in_one_action(session: Session) -> None:
    first = suggest(session)[0]
    actions = len(session.read.history.actions())
    accept(session, first).result()
    coding = session.read.codings.of("groep")[0]
    assert (coding.quote, coding.code, coding.coder, coding.origin) == (first.quote, "A", "anna", "suggestion")
    assert len(session.read.history.actions()) == actions + 1
    assert told(session) == ALL[1:]


def test_a_refused_suggestion_stays_away_for_this_coder_also_after_reopening(session: Session) -> None:
    refuse(session, suggest(session)[1]).result()
    assert told(session) == [ALL[0], ALL[2]]
    assert session.read.codings.of("groep") == []
    session.close()
    with open_project(session.path, coder="anna", write=False) as again:
        assert told(again) == [ALL[0], ALL[2]]
    with open_project(session.path, coder="bram", write=False) as other:
        assert told(other) == ALL


def test_undoing_a_decision_brings_the_suggestion_back(session: Session) -> None:
    accept(session, suggest(session)[0]).result()
    refuse(session, suggest(session)[0]).result()
    assert told(session) == ALL[2:]
    undo(session).result()
    undo(session).result()
    assert told(session) == ALL


def test_what_is_coded_already_is_not_proposed_again(session: Session) -> None:
    stretch = suggest(session)[2]
    apply_code(session, "groep", stretch.start + 3, stretch.start + 11, "B").result()
    assert told(session) == ALL[:2]
    apply_code(session, "groep", stretch.start, stretch.stop, "A", coder="bram").result()
    assert told(session) == ALL[:2]


def test_long_documents_are_read_in_pages(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestion_material, "PAGE", 1)
    assert told(session) == ALL


def test_every_document_is_read_in_order(session: Session) -> None:
    session.append(*Intake(session).changes(transcript("tweede groep"))[0]).result()
    assert [s.document for s in suggest(session)] == ["groep"] * 3 + ["tweede groep"] * 3
    assert [s.document for s in suggest(session, document="tweede groep")] == ["tweede groep"] * 3


def test_nothing_is_proposed_for_the_head_of_a_transcript(session: Session) -> None:
    text = "Verslag van de training.\nJ1: Ik heb geen netwerk.\n"
    said = text.index("Ik heb")
    turns = [TurnText(0, 0, 24, None), TurnText(25, said, len(text) - 1, "J1")]
    headed = NewDocument("kop", "transcript", text, turns, (Speaker("J1"),))
    summary = NewDocument("verslag", "summary", "Verslag van de training.", [TurnText(0, 0, 24, None)])
    for document in (headed, summary):
        session.append(*Intake(session).changes(document)[0]).result()
    assert [(s.quote, s.code) for s in suggest(session, "kop")] == [("Ik heb geen netwerk.", "A")]
    assert [s.quote for s in suggest(session, "verslag")] == ["Verslag van de training."]
