"""People: who they are, what is known of them, and changing that."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.events import RecordSet
from codeerbank.domain.ids import new_id
from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.history import undo
from codeerbank.workbench.intake import describe_speaker
from codeerbank.workbench.participants import Description, Person, describe_person, participants, person_named
from codeerbank.workbench.searching import search
from codeerbank.workbench.session import Session
from tests.store.projects import begin, bring, survey, tables_at_fault, talk


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with begin(tmp_path / "p.codeerbank") as session:
        bring(session, talk("groep 1"))
        bring(session, survey({"r1": "geld helpt"}))
        describe_speaker(session, "groep 1", "Moderator", "moderator")
        describe_speaker(session, "groep 1", "Sanne", "participant", "r1")
        apply_code(session, "groep 1", 11, 30, "K1").result()
        yield session


def told(one: Person) -> tuple[object, ...]:
    return one.name, one.roles, one.group, one.turns, one.codings


def test_speakers_and_respondents_are_counted_together(session: Session) -> None:
    assert [told(one) for one in participants(session)] == [
        ("r1", ("participant",), "jongeren", 3, 1),
        ("Moderator", ("moderator",), None, 1, 0),
        ("Joris", ("unknown",), None, 1, 0),
    ]
    for one in participants(session):
        assert len(search(session, one.query)) == one.turns


def test_a_speaker_gets_a_pseudonym_role_group_and_attributes_at_once(session: Session) -> None:
    joris = person_named(session, "Joris")
    describe_person(session, joris, Description("p2", "participant", "ouders", {"leeftijd": "40"})).result()
    made = person_named(session, "p2")
    assert (told(made), dict(made.attributes)) == (("p2", ("participant",), "ouders", 1, 0), {"leeftijd": "40"})
    assert person_named(session, "Joris") == made
    describe_person(session, made, Description("p3", group="", attributes={"leeftijd": ""})).result()
    made = person_named(session, "p3")
    assert (told(made), dict(made.attributes)) == (("p3", ("participant",), None, 1, 0), {})
    assert tables_at_fault(session) == []
    undo(session).result()
    undo(session).result()
    assert told(person_named(session, "Joris")) == ("Joris", ("unknown",), None, 1, 0)


def test_consent_is_shown_as_it_was_written_down(session: Session) -> None:
    case = session.read.cases.named("r1").id
    for values, words in (
        ({"agreed": "2026-01-02"}, "2026-01-02"),
        ({"under_16": True, "agreed": "2026-01-02"}, "niet volledig"),
    ):
        session.append(RecordSet("consent", new_id(), values, [case])).result()
        assert person_named(session, "r1").consent == words


def test_what_cannot_be_is_refused_with_a_reason(session: Session) -> None:
    with pytest.raises(NotFound, match="geen deelnemer Piet"):
        person_named(session, "Piet")
    joris = person_named(session, "Joris")
    for new, problem in (
        (Description(group="ouders"), UsageError), (Description(name=" "), UsageError), (Description(role="baas"), UsageError),
        (Description(), Conflict), (Description(role="unknown"), Conflict),
    ):  # fmt: skip
        with pytest.raises(problem):
            describe_person(session, joris, new).result()
    bring(session, talk("groep 2"))
    with pytest.raises(NotFound, match="meer dan één document"):
        person_named(session, "Joris")
    assert person_named(session, "Joris", "groep 2").voices[0].document == "groep 2"
