"""Where the words of a question stand: as the index itself would mark them, and whatever marks the text holds."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.text import Span
from codeerbank.store.read.matches import match_expression, places
from codeerbank.workbench.intake import import_file
from codeerbank.workbench.session import Session
from tests.store.projects import begin

PIECES = st.lists(st.sampled_from(["e\u0301", *"aáAÅéëbBßøØ1ñśİıςΣσж中😀  -_'.\n"]), max_size=14)
ASKED = st.lists(st.sampled_from(["a", "e", "b", "1", "ae", "é", "ß", "o", "s", "σ"]), min_size=1, max_size=2)


def marked(text: str, query: str) -> Span | None:
    """Ask the index where the first of the words stands."""
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE x USING fts5 (text, tokenize='unicode61 remove_diacritics 2')")
    db.execute("INSERT INTO x VALUES (?)", (text,))
    found = "SELECT highlight(x, 0, char(57344), char(57345)) FROM x WHERE x MATCH ?"
    row = db.execute(found, (match_expression(query),)).fetchone()
    db.close()
    return Span(row[0].index("\ue000"), row[0].index("\ue001") - 1) if row else None


@settings(max_examples=300, deadline=None)
@given(PIECES, ASKED, st.sampled_from(["{}", '"{}"', "{}*"]))
def test_the_first_word_stands_where_the_index_marks_it(pieces: list[str], asked: list[str], form: str) -> None:
    text, query = "".join(pieces), form.format(" ".join(asked))
    wanted = marked(text, query)
    if wanted is not None:
        assert places(text, query)[0] == (wanted.start, wanted.stop)


@pytest.fixture
def session(tmp_path) -> Session:
    with begin(tmp_path / "p.codeerbank") as session:
        yield session


def say(session: Session, words: str) -> None:
    path = session.path.with_name("groep.txt")
    path.write_text(words, encoding="utf-8")
    import_file(session, path, "transcript")


def test_marks_in_a_text_do_not_shift_the_place(session: Session) -> None:
    say(session, "Een \x02vreemd\x03 teken \x02en dan het café.")
    for asked in ("vreemd", "CAFE", "tek*"):
        hit = session.read.search.words(asked)[0]
        words = session.read.documents.slice("groep", hit.start, hit.stop)
        assert words.casefold().startswith(asked.rstrip("*").casefold()[:3])
        assert "\x02" in hit.text


def test_of_a_very_long_turn_the_last_word_is_found(session: Session) -> None:
    say(session, "woord en wederwoord, " * 50_000 + "slotzin")
    hit = session.read.search.words("slotzin")[0]
    assert session.read.documents.slice("groep", hit.start, hit.stop) == "slotzin"
