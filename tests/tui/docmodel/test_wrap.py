from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.visible import UNSAFE
from codeerbank.tui.docmodel.cells import cells_before, glyphs, offset_at
from codeerbank.tui.docmodel.speech import Speech
from codeerbank.tui.docmodel.wrap import WrapIndex
from tests.tui.docmodel.texts import speeches

WIDTHS = st.integers(min_value=2, max_value=60)


@given(speeches(), WIDTHS)
def test_lines_tile_the_speech_of_each_turn(speech: Speech, width: int) -> None:
    wrap = WrapIndex(speech, width)
    lines = list(zip(wrap.starts, wrap.stops, strict=True))
    said = [i for start, stop in zip(speech.starts, speech.stops, strict=True) for i in range(start, stop)]
    assert [i for start, stop in lines for i in range(start, stop)] == said
    assert lines == sorted(lines)


@given(speeches(), WIDTHS)
def test_a_line_takes_no_more_cells_than_there_are(speech: Speech, width: int) -> None:
    wrap = WrapIndex(speech, width)
    for line in range(len(wrap)):
        text = wrap.text_of(line)
        assert sum(glyph.cells for glyph in glyphs(text)) <= width + 2


@given(speeches(), WIDTHS)
def test_every_address_of_speech_stands_on_the_line_that_holds_it(speech: Speech, width: int) -> None:
    wrap = WrapIndex(speech, width)
    for start, stop in zip(speech.starts, speech.stops, strict=True):
        for offset in range(start, stop):
            line = wrap.line_of(offset)
            assert wrap.starts[line] <= offset < wrap.stops[line]


def test_lines_break_at_blanks_and_at_line_ends() -> None:
    wrap = WrapIndex(Speech("Ik wist nooit wie er zou komen.\nElke keer."), 12)
    assert [wrap.text_of(n) for n in range(len(wrap))] == ["Ik wist ", "nooit wie er ", "zou komen.\n", "Elke keer."]


@given(speeches())
def test_a_cell_and_the_character_drawn_in_it_find_each_other(speech: Speech) -> None:
    text = speech.text[:60]
    for glyph in glyphs(text):
        assert offset_at(text, cells_before(text, glyph.start)) == glyph.start


@given(speeches())
def test_glyphs_tile_the_text_and_draw_nothing_a_terminal_would_obey(speech: Speech) -> None:
    at = 0
    for glyph in glyphs(speech.text):
        assert glyph.start == at < glyph.stop
        assert glyph.cells >= 1
        assert not UNSAFE.search(glyph.shown.replace("\u200d", ""))
        at = glyph.stop
    assert at == len(speech.text)


def test_emoji_are_drawn_in_the_form_on_which_terminals_agree() -> None:
    assert [glyph.shown for glyph in glyphs("👍🏽🇳🇱❤️a")] == ["👍", "N", "L", "❤", "a"]
