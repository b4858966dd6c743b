"""Texts as people and programs make them, cut into turns, for property tests."""

from hypothesis import strategies as st

from codeerbank.tui.docmodel.speech import Speech

_PIECES = st.sampled_from(
    [
        *("Ik ", "weet het niet. ", "Waarom? ", "o.a. ", "Ja.", "'t ", "…", "\n", "\t", " "),
        *("café ", "cafe\u0301", "👍🏽", "👩‍👩‍👧 ", "🇳🇱", "❤️", "中文字", "\u200b", "\x1b[2J", "\u202e"),
        "een-heel-lang-woord-zonder-blanco-dat-nergens-past ",
    ]
)
_TURN = st.one_of(st.lists(_PIECES, max_size=12).map("".join), st.text(max_size=30))


@st.composite
def speeches(draw: st.DrawFn) -> Speech:
    """Draw a document of turns with their labels, which are not speech."""
    text, stretches = "", []
    for said in draw(st.lists(_TURN, min_size=1, max_size=5)):
        text += "Moeder: "
        stretches.append((len(text), len(text) + len(said)))
        text += said + "\n"
    return Speech(text, stretches)
