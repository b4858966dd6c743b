"""Applying codes and taking them away, as a coder does."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.errors import CodeerbankError, Conflict, NotFound, UsageError
from codeerbank.workbench import coding, history, memos
from codeerbank.workbench.codebook import archive_code
from codeerbank.workbench.session import Session
from tests.store.projects import TALK, filled, places, state, talk


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with filled(tmp_path / "p.codeerbank") as session:
        yield session


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with filled(tmp_path_factory.mktemp("codings") / "p.codeerbank") as session:
        yield session


def test_a_coding_holds_the_words_it_covers(session: Session) -> None:
    action = coding.apply_code(session, "groep 1", 7, 17, "Kunnen > geld", {"direction": "kans"}).result()
    (made,) = session.read.codings.each(code="K1")
    assert made.quote == talk("x").text[7:17] == session.read.documents.slice("groep 1", 7, 17)
    assert (made.coder, made.code, made.attributes, made.turn, made.speaker) == (
        "anna",
        "K1",
        {"direction": "helps"},
        1,
        "Sanne",
    )
    assert session.read.history.actions(1)[0].id == action


def test_addresses_count_characters_as_people_see_code_points(session: Session) -> None:
    text = session.read.documents.text("groep 1")
    at = text.index("💶")
    coding.apply_code(session, "groep 1", at, at + 1, "K1").result()
    coding.apply_code(session, "groep 1", at + 1, at + 10, "K2").result()
    assert [c.quote for c in session.read.codings.each(code="K1")] == ["💶"]
    assert [c.quote for c in session.read.codings.each(code="K2")] == [text[at + 1 : at + 10]]


@settings(max_examples=40, deadline=None)
@given(start=st.integers(-3, 260), length=st.integers(-3, 260))
def test_a_coding_is_its_slice_or_refused(shared: Session, start: int, length: int) -> None:
    text, before = talk("x").text, state(shared)
    if 0 <= start < start + length <= len(text):
        coding.apply_code(shared, "groep 1", start, start + length, "M").result()
        (made,) = shared.read.codings.each(code="M")
        assert made.quote == text[start : start + length]
        history.undo(shared).result()
    else:
        with pytest.raises(UsageError):
            coding.apply_code(shared, "groep 1", start, start + length, "M").result()
        assert state(shared) == before


@pytest.mark.parametrize(
    ("given", "error"),
    [
        (("weg", 0, 4, "W"), NotFound),
        (("groep 1", 0, 4, "geen"), NotFound),
        (("groep 1", 5, 5, "W"), UsageError),
        (("open", 0, 20, "W"), UsageError),
        (("groep 1", 0, 4, "W", {"kleur": "rood"}), UsageError),
        (("groep 1", 0, 4, "W", {"direction": "opzij"}), UsageError),
        (("groep 1", 0, 4, "W", {"direction": ["helps", "hinders"]}), UsageError),
    ],
)
def test_what_cannot_be_coded_is_refused_with_a_sentence(
    session: Session, given: tuple[object, ...], error: type[CodeerbankError]
) -> None:
    before = state(session)
    with pytest.raises(error) as caught:
        coding.apply_code(session, *given).result()  # type: ignore[arg-type]
    assert caught.value.message
    assert state(session) == before


def test_a_code_put_away_is_not_applied(session: Session) -> None:
    archive_code(session, "W").result()
    with pytest.raises(Conflict):
        coding.apply_code(session, "groep 1", 20, 24, "W").result()
    assert len(places(session)) == 1


def test_the_same_coding_twice_is_one_with_the_later_attributes(session: Session) -> None:
    coding.apply_code(session, "groep 1", 7, 13, "W", {"direction": "hinders"}).result()
    (one,) = session.read.codings.each()
    assert one.attributes == {"direction": "hinders"}
    coding.remove_coding(session, one.id).result()
    assert places(session) == set()
    history.undo(session).result()
    history.undo(session).result()
    (one,) = session.read.codings.each()
    assert one.attributes == {"direction": "helps"}


def test_an_answer_is_coded_whole_or_in_part(session: Session) -> None:
    coding.apply_code_to_answer(session, "r3", None, None, "K2").result()
    coding.apply_code_to_answer(session, "r3", "open", (0, 10), "K2", {"direction": "helps"}).result()
    found = [(c.case, c.quote, c.in_answer) for c in session.read.codings.of("open")]
    assert sorted(found) == [("r3", "Vrije tijd", (0, 10)), ("r3", "Vrije tijd, en rust.", (0, 20))]
    with pytest.raises(UsageError):
        coding.apply_code_to_answer(session, "r1", "open", (0, 99), "K2").result()
    for case in ("r2", "r9"):
        with pytest.raises(NotFound, match=case):
            coding.apply_code_to_answer(session, case, "open", None, "K2").result()


def test_a_coding_is_taken_away_by_the_beginning_of_its_id(session: Session) -> None:
    (one,) = session.read.codings.each()
    with pytest.raises(NotFound):
        coding.remove_coding(session, "").result()
    coding.remove_coding(session, one.id[:30]).result()
    assert places(session) == set()
    for identity in (one.id, "geen"):
        with pytest.raises(NotFound):
            coding.remove_coding(session, identity).result()


def test_the_beginning_of_more_than_one_id_is_refused_with_those_that_fit(session: Session) -> None:
    coding.apply_code(session, "groep 1", 7, 17, "Kunnen > geld").result()
    memos.add_memo(session, "project", "", "een").result()
    memos.add_memo(session, "project", "", "twee").result()
    events = [one.id.partition(".")[0] for one in session.read.codings.each()]
    with pytest.raises(NotFound) as refused:
        coding.remove_coding(session, "0").result()
    assert len(events) > 1
    assert all(event in refused.value.message for event in events)
    with pytest.raises(NotFound) as refused:
        memos.remove_memo(session, "0").result()
    assert all(one.id in refused.value.message for one in session.read.memos.all())


def test_attributes_change_and_go(session: Session) -> None:
    (one,) = session.read.codings.each()
    coding.set_attributes(session, one.id, {"direction": "beide"}).result()
    assert session.read.codings.get(one.id).attributes == {"direction": "both"}
    coding.set_attributes(session, one.id, {"direction": None}).result()
    assert session.read.codings.get(one.id).attributes == {}
    with pytest.raises(UsageError):
        coding.set_attributes(session, one.id, {"kleur": "rood"}).result()


def test_what_was_read_is_kept_by_coder_and_turn(session: Session) -> None:
    coding.mark_done(session, "groep 1").result()
    coding.mark_done(session, "groep 1", [2, 3], done=False).result()
    coding.mark_done(session, "groep 1", [1], coder="bert").result()
    coding.mark_answer_done(session, "r3", None).result()
    assert session.read.documents.done("groep 1") == {"anna": {1, 4}, "bert": {1}}
    assert session.read.documents.done("open") == {"anna": {2}}
    for turns in ([0], [len(TALK) + 1], [-1]):
        with pytest.raises(UsageError):
            coding.mark_done(session, "groep 1", turns).result()


def test_memos_are_about_something_that_is_there(session: Session) -> None:
    (one,) = session.read.codings.each()
    for about, name in (("project", ""), ("document", "groep 1"), ("case", "r1"), ("code", "geld"), ("coding", one.id)):
        memos.add_memo(session, about, name, "zie ook [b]hier[/b]").result()
    assert [(m.about, m.name) for m in session.read.memos.all()] == [
        ("project", "Proef"), ("document", "groep 1"), ("case", "r1"), ("code", "K1"), ("coding", one.id),
    ]  # fmt: skip
    for about, name, text, kind in (
        ("document", "weg", "x", "note"), ("planeet", "x", "x", "note"), ("code", "K1", "x", "roddel"), ("code", "K1", " \n", "note"),
    ):  # fmt: skip
        with pytest.raises((NotFound, UsageError)):
            memos.add_memo(session, about, name, text, kind).result()
    assert len(session.read.memos.all()) == 5


def test_giving_a_code_again_keeps_what_was_said_of_it(session: Session) -> None:
    code = session.codebook.leaves()[0].key
    document = session.read.documents.all()[0].name
    turn = next(t for t in session.read.documents.turns(document) if t.stop - t.said > 5)
    place = document, turn.said, turn.said + 5, code
    coding.apply_code(session, *place, {"direction": "helps"}).result()
    first = next(c.id for c in session.read.codings.of(document) if (c.start, c.code) == (turn.said, code))
    coding.apply_code(session, *place).result()
    (held,) = [c for c in session.read.codings.of(document) if (c.start, c.code) == (turn.said, code)]
    assert held.attributes == {"direction": "helps"}
    assert session.read.codings.get(first).attributes == {"direction": "helps"}
