import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.importers.cues import read_cues, rolled_out

LINES = st.sampled_from(
    [
        "1",
        "2",
        "",
        " ",
        "WEBVTT",
        "NOTE x",
        "hoi",
        "00:00:01,000 --> 00:00:02,000",
        "00:03.5 --> 00:04.0",
        "00:00 --> ",
        "5->",
    ]
)


def spoken(text: str, web: bool = False) -> list[str]:
    return [" / ".join(cue.lines) for cue in read_cues(text, web)[0]]


def srt(*cues: str, numbered: bool = True) -> str:
    return "\n".join(
        f"{n}\n" * numbered + f"00:00:{n:02},000 --> 00:00:{n:02},900\n{words}\n" for n, words in enumerate(cues, 1)
    )


@pytest.mark.parametrize("numbered", [True, False])
def test_numbers_may_be_missing(numbered: bool) -> None:
    assert spoken(srt("een", "twee\ndrie", numbered=numbered)) == ["een", "twee / drie"]


def test_blank_lines_may_be_missing_or_stand_inside_a_cue() -> None:
    assert spoken(srt("een", "twee").replace("\n\n", "\n")) == ["een", "twee"]
    assert spoken(srt("een\n\nen verder", "twee")) == ["een / en verder", "twee"]


def test_a_number_that_is_said_is_no_cue_number() -> None:
    assert spoken(srt("Hoeveel?\n3", "twee", numbered=False)) == ["Hoeveel? / 3", "twee"]


def test_a_damaged_time_keeps_the_words_and_is_told() -> None:
    text = srt("een", "twee", "drie").replace("00:00:02,900", "00:").replace("00:00:03,000", "00:")
    cues, remarks = read_cues(text, web=False)
    assert [cue.lines for cue in cues] == [("een",), ("twee",), ("drie",)]
    assert [cue.start for cue in cues] == [1.0, 2.0, None]
    assert "1" in remarks[0]


def test_a_cue_cut_off_at_the_end_of_the_file_adds_no_words() -> None:
    assert spoken(srt("een", "twee") + "\n3\n00:00:0") == ["een", "twee"]
    assert spoken(srt("een", "20")) == ["een", "20"]


def test_time_that_runs_backwards_is_told_and_the_order_kept() -> None:
    cues, remarks = read_cues(srt("een", "twee").replace("00:00:01", "00:09:01"), web=False)
    assert [cue.lines for cue in cues] == [("een",), ("twee",)]
    assert "2" in remarks[0]


def test_a_web_file_without_its_first_word_is_read_and_told() -> None:
    text = "00:01.000 --> 00:02.000\nhoi\n"
    assert spoken(text, web=True) == ["hoi"]
    assert "WEBVTT" in read_cues(text, web=True)[1][0]
    assert not read_cues("WEBVTT\n\n" + text, web=True)[1]


def test_an_arrow_in_speech_is_no_time() -> None:
    assert spoken(srt("van hier --> naar daar", "twee")) == ["van hier --> naar daar", "twee"]


def test_captions_that_roll_over_the_screen_are_read_once() -> None:
    cues = [["een"], ["een", "twee"], ["twee"], ["twee", "drie"], ["drie", "vier"], ["vier en meer"]]
    fresh, repeats = rolled_out(cues)
    assert [line for cue in fresh for line in cue] == ["een", "twee", "drie", "vier", "en meer"]
    assert repeats == 5


def test_people_who_say_the_same_twice_are_kept() -> None:
    cues = [["Ja."], ["Ja."], ["Nee."], ["Dus."], ["Goed."]]
    assert rolled_out(cues) == (cues, 0)


@given(st.lists(LINES, max_size=30).map("\n".join), st.booleans())
def test_whatever_the_lines_are_every_spoken_line_is_kept_once(text: str, web: bool) -> None:
    lines = [line for cue in read_cues(text, web)[0] for line in cue.lines]
    assert all(line.strip() for line in lines)
    after_the_first_time = text.partition("->")[2].split("\n")
    assert lines.count("hoi") <= after_the_first_time.count("hoi")
    if not web:
        assert lines.count("hoi") == after_the_first_time.count("hoi")


@pytest.mark.parametrize(
    "mess", ["1" * 400_000, "\n" * 400_000, " " * 400_000, "1:" * 200_000, "1\n" * 200_000, "1->" * 100_000]
)
def test_long_messes_are_read_to_their_end(mess: str) -> None:
    assert "een" in repr(read_cues(srt("een") + mess + "\n" + srt("twee"), web=False))
    read_cues(mess, web=True)
