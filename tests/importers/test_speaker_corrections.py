import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions
from codeerbank.errors import UsageError
from codeerbank.importers.speaker_corrections import check_labels, corrected, unsure_roles
from codeerbank.importers.speakers import read_conversation
from codeerbank.importers.text import SUMMARY

TEXT = "GL: Wie?\nJ1: Ik.\nJan: Ik ook.\nGL: Mooi.\nJan: Ja.\nJ1: Ja."
LABELS = st.sampled_from(["GL", "J1", "Jan", "gl", "X"])


def document() -> NewDocument:
    talk = read_conversation(TEXT)
    return NewDocument("g", "transcript", TEXT, talk.turns, talk.speakers)


def who(**options: object) -> dict[str, tuple[str, str | None, int]]:
    made = corrected(document(), ImportOptions(**options))  # type: ignore[arg-type]
    return {one.label: (one.role, one.case, one.turns) for one in made.speakers}


def test_without_corrections_nothing_changes() -> None:
    assert corrected(document(), ImportOptions()) == document()


def test_two_labels_become_one_speaker_in_every_turn() -> None:
    made = corrected(document(), ImportOptions(merge_labels={"jan": "j1"}))
    assert [turn.speaker for turn in made.turns] == ["GL", "J1", "J1", "GL", "J1", "J1"]
    assert {one.label: one.turns for one in made.speakers} == {"GL": 2, "J1": 4}
    assert made.text == TEXT


def test_the_moderator_and_the_pseudonyms_are_as_said() -> None:
    assert who(moderator=["J1"], cases={"Jan": "Joris"}) == {
        "GL": ("moderator", None, 2),
        "J1": ("moderator", None, 2),
        "Jan": ("participant", "Joris", 2),
    }


def test_what_is_said_of_either_label_holds_for_both() -> None:
    assert who(moderator=["Jan"], cases={"Jan": "Joris"}, merge_labels={"Jan": "J1"})["J1"] == ("moderator", "Joris", 4)


def test_labels_follow_each_other() -> None:
    assert set(who(merge_labels={"Jan": "J1", "J1": "GL"})) == {"GL"}


def test_a_circle_of_labels_is_refused() -> None:
    with pytest.raises(UsageError):
        who(merge_labels={"Jan": "J1", "J1": "Jan"})


@pytest.mark.parametrize(
    "options",
    [{"moderator": ["X"]}, {"cases": {"X": "a"}}, {"merge_labels": {"X": "J1"}}, {"merge_labels": {"J1": "X"}}],
)
def test_a_label_that_no_document_has_is_refused_with_those_there_are(options) -> None:
    with pytest.raises(UsageError) as caught:
        check_labels([document()], ImportOptions(**options))
    assert "Jan" in caught.value.hint
    check_labels([document()], ImportOptions(moderator=["gl"], merge_labels={"Jan": "J1"}))


def test_a_summary_has_nobody_to_correct(file) -> None:
    value = SUMMARY.read(file("v.txt", "Anna: zei iets."), ImportOptions()).value
    assert isinstance(value, NewDocument)
    assert corrected(value, ImportOptions(moderator=["Anna"])) == value


@given(
    st.dictionaries(LABELS, LABELS, max_size=3),
    st.lists(LABELS, max_size=2),
    st.dictionaries(LABELS, st.just("P"), max_size=2),
)
def test_whatever_is_said_turns_and_speakers_agree(same, leads, persons) -> None:
    try:
        made = corrected(document(), ImportOptions(moderator=leads, merge_labels=same, cases=persons))
    except UsageError:
        return
    labels = [turn.speaker for turn in made.turns]
    assert {one.label: one.turns for one in made.speakers} == {label: labels.count(label) for label in labels}


def asked(text: str, **options: object) -> list[str]:
    talk = read_conversation(text)
    made = NewDocument("g", "transcript", text, talk.turns, talk.speakers)
    return unsure_roles(corrected(made, ImportOptions(**options)))  # type: ignore[arg-type]


def test_a_talk_that_nobody_leads_is_pointed_out_until_it_is_said() -> None:
    text = "Ans: Zeg eens.\nBep: Ja.\nCas: Nee.\nAns: Dank.\nBep: Graag.\nCas: Doei."
    (remark,) = asked(text)
    assert "--moderator" in remark
    assert asked(text, moderator=["Ans"]) == []


def test_a_supervisor_is_asked_about_and_stays_a_participant_until_it_is_said() -> None:
    text = "GL: Wie?\nJ1: Ik.\nBegeleider: Pizza!\nJ1: Ja.\nBegeleider: Op slot."
    (remark,) = asked(text)
    assert "Begeleider" in remark
    assert asked(text, moderator=["Begeleider"]) == []
    assert asked(TEXT) == []


def test_two_people_who_talk_need_no_question() -> None:
    assert asked("Ans: Zeg eens.\nBep: Ja.\nAns: Dank.\nBep: Graag.") == []
