import pytest

from codeerbank.importers.speakers import read_conversation

NAMES = (
    "Jansen, Piet (Gemeente Noordoostpolder)",
    "Anna van den Berg - de Vries",
    "Jansen, Piet (Gemeente Noordoostpolder)",
)


def spoken(text: str) -> list[tuple[str | None, str]]:
    return [(turn.speaker, text[turn.said : turn.stop]) for turn in read_conversation(text).turns]


@pytest.mark.parametrize(
    "form",
    [
        "{name}   {time}\n{words}",
        "{name} [{time}]\n{words}",
        "{name} ({time})\n{words}",
        "{name}\n{time}\n{words}",
        "{time} {name}\n{words}",
        "[{time}] {name}\n{words}",
        "{time} --> 1:02:59.340\n{name}\n{words}",
        "0:0:0.0 --> {time}.5\n{name}\n{words}",
    ],
)
def test_names_with_a_time_above_their_words_are_speakers_however_long(form: str) -> None:
    lines = [form.format(name=name, time=f"0:0{n}:03", words=f"Zin {n}. Nou: dat.") for n, name in enumerate(NAMES)]
    expected = [(name, f"Zin {n}. Nou: dat.") for n, name in enumerate(NAMES)]
    assert spoken("\n\n".join(lines)) == expected
    assert spoken("\n".join(lines)) == expected


def test_what_a_meeting_program_writes_above_the_talk_is_a_turn_of_nobody() -> None:
    head = "Overleg-20261103_100000-Opname\n3 november 2026, 10:00AM\n1h 2m 3s\n○ Anna started transcription\n"
    talk = "".join(f"{name}   0:0{n}\nZin {n}.\n" for n, name in enumerate(NAMES))
    assert [speaker for speaker, _words in spoken(head + talk)] == [None, *NAMES]


def test_a_name_that_speaks_once_is_a_speaker_among_others_with_times() -> None:
    text = "".join(
        f"{name}   0:0{n}\nZin.\n"
        for n, name in enumerate(["Bos, A.", "Mol, B.", "Bos, A.", "Bos, A.", "Mol, B.", "Vos, C."])
    )
    assert {speaker for speaker, _words in spoken(text)} == {"Bos, A.", "Mol, B.", "Vos, C."}


def test_sentences_with_a_time_before_or_behind_them_are_no_speakers() -> None:
    text = "".join(f"[00:0{n}:00] Dit zei nummer {n} zonder naam\n" for n in range(9))
    assert {speaker for speaker, _words in spoken(text)} == {None}
    text = "J1: ja\nwe begonnen om 10:30\nP1: oké\nen hij kwam om 11:00\nJ1: zo\nik ging om 12:00\n"
    assert {speaker for speaker, _words in spoken(text)} == {"J1", "P1"}


def test_short_words_below_a_time_are_no_speakers() -> None:
    text = "Anna: een\n08:15\nJa.\n08:20\nNee.\n08:25\nJa.\nBram: twee\nAnna: drie\nBram: vier"
    assert {speaker for speaker, _words in spoken(text)} == {"Anna", "Bram"}


@pytest.mark.parametrize(
    "mark", ["[00:34:52]", "[00.34.52]", "{00:34:52}", "#00:07:35.000#", "#00:00:10-5#", "(01:02)"]
)
def test_times_of_other_programs_are_marked_in_speech(mark: str) -> None:
    text = f"J1: een {mark} twee\nP1: ja"
    turn = read_conversation(text).turns[0]
    assert [text[start:stop] for start, stop in turn.marks] == [mark]


def test_a_transcript_with_overlaps_and_pauses_keeps_them_in_the_turn() -> None:
    text = "S01: [00:00:12] Ja (..) dus //S02: ja // en toen.\n\nS02: [00:00:15] Precies.\n"
    assert spoken(text) == [("S01", "Ja (..) dus //S02: ja // en toen."), ("S02", "Precies.")]


@pytest.mark.parametrize(
    "mess", ["a " * 300_000, "0:00 " * 100_000, "\na" * 200_000, "A, b.\n0:03\n" * 50_000, "0:0 -->" * 80_000]
)
def test_long_messes_are_read_to_their_end(mess: str) -> None:
    assert all(turn.start <= turn.said <= turn.stop <= len(mess) for turn in read_conversation(mess).turns)
