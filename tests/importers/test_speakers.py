import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.importers.speakers import Conversation, paragraphs, read_conversation

PIECES = st.sampled_from(
    [
        "Anna: ",
        "Bram : ",
        "J1: ",
        "nou: ",
        "**GL:** ",
        "### Anna",
        "[00:01:02] ",
        "17:30",
        "(0:05)",
        "\n",
        "\n\n",
        " ",
        "hoi",
        "🙂",
        "é\u0301",
        "\u2028",
        ":",
        "\t",
    ]
)


def spoken(text: str) -> list[tuple[str | None, str]]:
    return [(turn.speaker, text[turn.said : turn.stop]) for turn in read_conversation(text).turns]


def labels(text: str) -> set[str | None]:
    return {speaker for speaker, _words in spoken(text)}


@given(st.lists(PIECES, max_size=40).map("".join))
def test_every_character_falls_to_exactly_one_turn(text: str) -> None:
    for talk in (read_conversation(text), Conversation(paragraphs(text))):
        ends = [turn.start for turn in talk.turns[1:]] + [len(text)]
        assert [turn.start for turn in talk.turns][:1] == [0]
        for turn, end in zip(talk.turns, ends, strict=True):
            assert turn.start <= turn.said <= turn.stop <= end
            assert not text[turn.stop : end].strip()
            assert text[turn.said : turn.stop] == text[turn.said : turn.stop].strip()
            assert all(turn.said <= start < stop <= turn.stop for start, stop in turn.marks)


def test_a_label_that_returns_is_a_speaker_and_its_words_start_after_it() -> None:
    text = "Anna: hoi\n\nBram: ja\n\nAnna: mooi zo\n\nBram: ja\n"
    assert spoken(text) == [("Anna", "hoi"), ("Bram", "ja"), ("Anna", "mooi zo"), ("Bram", "ja")]
    assert {(s.label, s.turns) for s in read_conversation(text).speakers} == {("Anna", 2), ("Bram", 2)}


def test_known_labels_need_to_come_by_only_once() -> None:
    assert labels("J1: een\nmet een vervolg\nen nog een\nP2: twee\nen meer\nMoeder 2: drie\nook dit\nen dit") == {
        "J1",
        "P2",
        "Moeder 2",
    }


@pytest.mark.parametrize(
    "line",
    [
        "Anna [00:01:02]: hoi",
        "Anna: [00:01:02] hoi",
        "Anna (01:02): hoi",
        "[00:01:02] Anna: hoi",
        "00:01:02 Anna: hoi",
        "Anna : hoi",
        "Anna:  hoi",
        "**Anna:** hoi",
        "***Anna:*** hoi",
        "**Anna**: hoi",
        "### Anna\nhoi",
        "Anna\thoi",
        "Anna   1:02\nhoi",
        "Anna:\nhoi",
        "anna: hoi",
        "#00:00:10-5# Anna: hoi",
    ],
)
def test_the_forms_in_which_labels_are_written(line: str) -> None:
    assert [(speaker or "").lower() for speaker, _words in spoken(f"{line}\n{line}")] == ["anna", "anna"]
    assert {words for _speaker, words in spoken(f"{line}\n{line}\n")} == {"hoi"}


def test_speakers_that_a_program_numbered_are_speakers_and_a_header_is_not() -> None:
    text = "Spreker: dr. Bos\nSpreker 1: hoi\nSpeaker B: ja\nSpreker 1: nee\nSpeaker B: dus"
    assert labels(text) == {None, "Spreker 1", "Speaker B"}


def test_clock_times_links_and_words_that_open_a_sentence_are_no_speakers() -> None:
    text = "Anna: we begonnen om\n17:30: toen\nhttps://voorbeeld.nl\nnou: dus\nnou: ja\nDus: dat\nDus: ook\nBram: ja\nAnna: nee\nBram: ja"
    assert labels(text) == {"Anna", "Bram"}
    assert spoken(text)[0][1].endswith("Dus: ook")


def test_paragraphs_without_a_label_belong_to_the_turn_before_them() -> None:
    assert spoken("Anna: een\n\nverder\n\nBram: twee\nAnna: drie\nBram: vier")[0] == ("Anna", "een\n\nverder")


def test_lines_above_the_first_speaker_are_a_turn_of_nobody() -> None:
    text = "Focusgroep 1\nDatum: 3 mei\n\nAnna: hoi\nBram: ja\nAnna: zo\nBram: ja"
    assert spoken(text)[0] == (None, "Focusgroep 1\nDatum: 3 mei")
    assert {speaker.label for speaker in read_conversation(text).speakers} == {"Anna", "Bram"}


def test_two_turns_of_one_speaker_in_a_row_stay_two() -> None:
    assert spoken("Anna: een\n\nAnna: twee") == [("Anna", "een"), ("Anna", "twee")]


def test_spellings_of_one_label_are_one_speaker() -> None:
    assert labels("Anna: a\nAnna: b\nanna: c\nANNA: d\nBram: e\nBram: f") == {"Anna", "Bram"}


@pytest.mark.parametrize(
    "label", ["Gespreksleider", "Interviewer", "INT", "I", "Moderator", "GL", "Onderzoeker 2", "interviewer"]
)
def test_who_leads_the_talk_is_a_moderator(label: str) -> None:
    talk = read_conversation(f"{label}: vraag\nJ1: antwoord\n{label}: vraag\nJ1: antwoord")
    assert {speaker.label: speaker.role for speaker in talk.speakers} == {label: "moderator", "J1": "participant"}


def test_a_legend_explains_labels_and_is_no_turn_of_theirs() -> None:
    text = (
        "X = interviewer, R = moeder\nO1, O2 = vaders\n\nX: vraag\nR: ja\nen nee\nO1: eens\nen\nmeer\nO2: ook\nX: goed"
    )
    roles = {speaker.label: speaker.role for speaker in read_conversation(text).speakers}
    assert roles == {"X": "moderator", "R": "participant", "O1": "participant", "O2": "participant"}
    assert spoken(text)[0][0] is None


def test_times_in_speech_are_marked_where_they_stand() -> None:
    text = "J1: een [00:01:02] twee (1:03) #00:00:10-5#\n08:15\nmeer om 17:30 uur\nP1: ja"
    turn = read_conversation(text).turns[0]
    assert [text[start:stop] for start, stop in turn.marks] == ["[00:01:02]", "(1:03)", "#00:00:10-5#", "08:15"]


def test_a_text_without_labels_is_cut_at_its_blank_lines_and_says_so() -> None:
    talk = read_conversation("Eerste alinea\nloopt door.\n\nTweede.\n")
    assert [(turn.speaker, turn.said, turn.stop) for turn in talk.turns] == [(None, 0, 25), (None, 27, 34)]
    assert talk.remarks
    assert not talk.speakers


def test_a_label_that_comes_by_once_in_running_text_is_read_as_text_and_named() -> None:
    talk = read_conversation("Anna: een\nKarel: dat zei hij.\nen zo\nen meer\nen nog\nAnna: twee\nveel\nmeer")
    assert {speaker.label for speaker in talk.speakers} == {"Anna"}
    assert len(talk.remarks) == 1
    assert "2" in talk.remarks[0]
    assert "Karel" in talk.remarks[0]


def test_a_very_long_line_is_read_to_its_end() -> None:
    text = "Anna: " + "a b:c [00 (1: #" * 1_000_000
    assert len(read_conversation(text).turns) == 1
