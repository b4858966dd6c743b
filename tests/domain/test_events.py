"""Changes as they stand in the log: written once, readable for ever."""

from dataclasses import fields

import pytest
from hypothesis import given

from codeerbank.domain.events import KINDS, Change, CodingAdded, DocumentAdded, known, read_body
from codeerbank.domain.events import change as register
from codeerbank.store.log import digest, pack, unpack
from tests.domain.changes import changes, identities


@given(changes())
def test_every_change_reads_back_from_its_stored_body(change: Change) -> None:
    stored = unpack(pack(change.body()))
    assert read_body(change.KIND, change.VERSION, stored) == change
    assert known(change.KIND, change.VERSION)


@given(changes())
def test_a_body_leaves_defaults_out_and_nothing_else(change: Change) -> None:
    body = change.body()
    assert set(body) <= {field.name for field in fields(change)}  # type: ignore[arg-type]
    assert all(getattr(change, name) == value for name, value in body.items())


@given(changes(), identities)
def test_every_change_is_about_something_that_has_a_name(change: Change, own: str) -> None:
    if change.KIND in ("action.undone", "person.erased") and not change.body().get(
        "actions", change.body().get("subjects")
    ):
        return
    assert isinstance(change.subject(own), str)
    assert all(isinstance(name, str) for name in (*change.names(), *change.makes(own)))


def test_the_kinds_are_those_that_old_projects_hold() -> None:
    """A name or a field that goes makes older projects unreadable: give the kind a new version and a lift instead."""
    found = {name: (cls.VERSION, " ".join(field.name for field in fields(cls))) for name, cls in KINDS.items()}  # type: ignore[arg-type]
    assert found == {
        "action.undone": (1, "actions"),
        "answers.appended": (1, "document frame start text starts stops cases replaces withdrawn kept"),
        "answers.changed": (1, "variable frame rows states values"),
        "cases.added": (1, "frame cases groups attributes source"),
        "code.added": (1, "code record"),
        "code.changed": (1, "code changes"),
        "codebook.added": (1, "name codes key version language attributes rules"),
        "codes.merged": (1, "into codes"),
        "coding.added": (1, "document start stop code coder quote attributes origin version"),
        "coding.attributes_set": (1, "coding document attributes"),
        "coding.removed": (1, "coding document also"),
        "codings.added": (1, "document starts stops code_ids codes coder_names coders attributes version"),
        "codings.joined": (1, "document codings start stop version"),
        "codings.recoded": (1, "document codings code"),
        "document.added": (
            1,
            "document name document_kind text starts said stops speakers speaker marks source frame cases question",
        ),
        "document.corrected": (
            1,
            "document version base text starts said stops kept turns speakers speaker marks",
        ),
        "document.speaker_changed": (1, "document label role case"),
        "memo.added": (1, "noun about text memo_kind"),
        "memo.changed": (1, "memo text"),
        "memo.removed": (1, "memo"),
        "panel.form_made": (
            1,
            "form code title quotes panel_names contact telephone return_by address form_kind texts pieces left_out digest round send_to",
        ),
        "panel.replied": (1, "form member group answers remarks source"),
        "person.erased": (1, "subjects"),
        "project.created": (1, "project name language"),
        "project.device_joined": (1, "device predecessor"),
        "project.exported": (1, "what audience rows file identical"),
        "quote.released": (
            1,
            "document coding start stop text codes audience reason group version quote purpose checked_by despite",
        ),
        "quote.withdrawn": (1, "release reason"),
        "record.removed": (1, "noun record"),
        "record.set": (1, "noun record values about"),
        "suggestion.decided": (
            1,
            "document start stop code coder accepted score evidence suggester suggester_version version",
        ),
        "turns.done": (1, "document coder turns done version"),
        "variable.described": (1, "variable label labels"),
        "variable.added": (1, "variable frame name label level states values labels question member missing"),
    }


def test_an_old_body_is_lifted_step_by_step(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(CodingAdded, "VERSION", 3)
    monkeypatch.setitem(register.LIFTS, ("coding.added", 1), lambda body: {**body, "origin": "old"})
    monkeypatch.setitem(register.LIFTS, ("coding.added", 2), lambda body: {**body, "origin": body["origin"] + "er"})
    body = CodingAdded("d", 0, 1, "c", "anna", "x").body()
    lifted = read_body("coding.added", 1, body)
    assert isinstance(lifted, CodingAdded)
    assert lifted.origin == "older"
    assert not known("coding.added", 4)


def test_long_bodies_are_packed_and_short_ones_are_not() -> None:
    long = DocumentAdded("d", "n", "transcript", "woord " * 20_000, [0], [0], [1]).body()
    assert len(pack(long)) < 5_000
    assert unpack(pack(long)) == long
    assert pack({"a": "é"}) == b'j{"a":"\xc3\xa9"}'


def test_no_two_lists_of_parts_have_one_digest() -> None:
    assert len({digest("ab", "c"), digest("a", "bc"), digest("abc"), digest("abc", ""), digest("", "abc")}) == 5
