from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.codebook import Code, Codebook, CodingAttribute
from codeerbank.errors import Conflict, ImportProblems, NotFound, PrivacyRefusal, UsageError
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.history import undo
from codeerbank.workbench.intake import import_file
from codeerbank.workbench.outcomes import Outcome, decide
from codeerbank.workbench.panel import make_form, read_typed, totals_for_people
from codeerbank.workbench.releasing import Terms, release
from codeerbank.workbench.session import Session, create_project

SENSITIVE = CodingAttribute(
    "sensitive", "gevoelig", values=({"key": "yes", "name": "ja"}, {"key": "no", "name": "nee"})
)
BOOK = Codebook(
    (Code("M1", "privacy", panel_name="Wat mag iemand weten?"), Code("W1", "band")), attributes=(SENSITIVE,)
)
TALK = "J1: Ria mocht niets weten.\nJ2: Dan kijkt ze anders naar mij.\nJ1: Ja.\nJ2: Nee.\n"
CALL = ("Noor", "06 - 00 00 00 00", "2999-12-15")


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    talk = tmp_path / "gesprek.txt"
    talk.write_text(TALK, encoding="utf-8")
    with create_project(tmp_path / "p.codeerbank", coder="anna", codebook=BOOK) as opened:
        import_file(opened, talk, "transcript")
        yield opened


def coded(session: Session, words: str, code: str = "M1", **attributes: str) -> str:
    start = session.read.documents.text("gesprek").index(words)
    apply_code(session, "gesprek", start, start + len(words), code, attributes).result()
    return next(one.id for one in session.read.codings.of("gesprek") if one.quote == words and one.code == code)


def test_a_release_carries_the_coder_s_name_and_every_code_on_the_words(session: Session) -> None:
    coding = coded(session, "Dan kijkt ze anders naar mij.", "W1")
    coded(session, "Dan kijkt ze anders naar mij.", "M1")
    release(session, coding, "panel", "geen naam").result()
    [quote] = session.read.quotes.released("panel")
    assert (quote.released_by, quote.reason, sorted(quote.codes)) == ("anna", "geen naam", ["M1", "W1"])
    assert session.read.quotes.released("outside") == []


def test_names_can_be_taken_out_on_the_way(session: Session) -> None:
    release(
        session, coded(session, "Ria mocht niets weten."), "panel", "naam weg", "[naam] mocht niets weten."
    ).result()
    assert session.read.quotes.released("panel")[0].text == "[naam] mocht niets weten."


def test_sensitive_words_stay_unless_they_were_chosen(session: Session) -> None:
    coding = coded(session, "Ria mocht niets weten.", sensitive="yes")
    with pytest.raises(PrivacyRefusal):
        release(session, coding, "panel", "lijkt mij goed").result()
    assert session.read.quotes.released() == []
    release(session, coding, "panel", "gekozen", "[naam] mocht niets weten.", sensitive=True).result()
    assert len(session.read.quotes.released()) == 1


def test_the_same_words_are_not_released_twice_for_the_same_readers(session: Session) -> None:
    coding = coded(session, "Dan kijkt ze anders naar mij.")
    release(session, coding, "panel", "geen naam").result()
    with pytest.raises(Conflict, match="anna"):
        release(session, coding, "panel", "nog eens").result()
    release(session, coding, "panel", "korter", "Ze kijkt anders.").result()
    release(session, coding, "outside", "geen naam").result()
    assert len(session.read.quotes.released()) == 3


@pytest.mark.parametrize(("audience", "reason"), [("panel", "  "), ("krant", "geen naam")])
def test_a_release_needs_a_reason_and_a_known_audience(session: Session, audience: str, reason: str) -> None:
    with pytest.raises(UsageError):
        release(session, coded(session, "Ria mocht niets weten."), audience, reason)


def test_a_form_without_a_telephone_is_not_written(session: Session, tmp_path: Path) -> None:
    release(session, coded(session, "Dan kijkt ze anders naar mij."), "panel", "geen naam").result()
    with pytest.raises(UsageError):
        make_form(session, tmp_path / "f.html", "Noor", "", "2026-12-15").result()
    assert not (tmp_path / "f.html").exists()
    assert session.read.panel.forms() == []


def test_a_form_is_a_page(session: Session, tmp_path: Path) -> None:
    release(session, coded(session, "Dan kijkt ze anders naar mij."), "panel", "geen naam").result()
    with pytest.raises(UsageError, match="html"):
        make_form(session, tmp_path / "f.pdf", *CALL).result()
    assert session.read.panel.forms() == []


def test_a_return_date_that_is_past_is_pointed_out(session: Session, tmp_path: Path) -> None:
    release(session, coded(session, "Dan kijkt ze anders naar mij."), "panel", "geen naam").result()
    made = make_form(session, tmp_path / "f.html", "Noor", "06 - 00 00 00 00", "2020-01-31").result()
    assert list(made.warnings) == ["De datum om terug te sturen, 2020-01-31, is al voorbij."]


def test_what_a_member_types_comes_back_as_counts(session: Session, tmp_path: Path) -> None:
    release(session, coded(session, "Dan kijkt ze anders naar mij."), "panel", "geen naam").result()
    made = make_form(session, tmp_path / "f.html", *CALL).result()
    assert made.form.code == "K1"
    assert "Wat mag iemand weten?" in made.path.read_text("utf-8")
    read_typed(session, "k1 1ax; 1: bij ons ook", "lid 4", "ouder").result()
    [row] = totals_for_people(session, "k1").rows
    assert (row[3], row[-1]) == (1, "bij ons ook")
    with pytest.raises(ImportProblems):
        read_typed(session, "K1: 7a", "lid 4").result()
    with pytest.raises(UsageError):
        read_typed(session, "K1: 1a", " ")
    with pytest.raises(NotFound):
        totals_for_people(session, "K9")
    assert len(session.read.panel.replies()) == 1


def test_part_of_sensitive_words_stays_too(session: Session) -> None:
    coded(session, "Dan kijkt ze anders naar mij.", "W1", sensitive="yes")
    with pytest.raises(PrivacyRefusal):
        release(session, coded(session, "anders naar mij"), "panel", "lijkt mij goed").result()


def test_a_name_that_was_left_in_a_piece_is_pointed_out(session: Session, tmp_path: Path) -> None:
    words, looked = "Bij ons mocht Ria niets weten.", Terms(despite=["names"])
    release(session, coded(session, "Ria mocht niets weten."), "panel", "x", words, terms=looked).result()
    release(session, coded(session, "Dan kijkt ze anders naar mij."), "panel", "geen naam").result()
    made = make_form(session, tmp_path / "f.html", *CALL).result()
    assert list(made.warnings) == ["In stukje 1 staat misschien nog een naam: Ria."]


def test_an_outcome_renames_a_code_and_says_why_as_one_action(session: Session) -> None:
    names = {"name": "tussen ons", "panel_name": "Het wordt anders tussen ons"}
    decide(session, Outcome("word", "W1", "rename", "Zo zeggen jongeren het zelf.", **names)).result()
    code = session.code("band")
    assert (code.key, code.name, code.panel_name) == ("W1", "tussen ons", "Het wordt anders tussen ons")
    [memo] = session.read.memos.all()
    assert (memo.about, memo.kind, memo.text) == ("code", "decision", "Zo zeggen jongeren het zelf.")
    told = session.read.history.actions(limit=1)[0].words
    assert told.startswith("code W1 heet nu ‘tussen ons’; besluit over code W1 vastgelegd")
    undo(session).result()
    assert session.code("W1").name == "band"
    assert session.read.memos.all() == []


def test_an_outcome_can_leave_the_words_as_they_are_but_never_the_reason_out(session: Session) -> None:
    decide(session, Outcome("word", "M1", "keep", "Niet overgenomen: te lang voor een naam.")).result()
    assert session.read.history.actions(limit=1)[0].words.startswith("besluit over code M1 vastgelegd")
    with pytest.raises(UsageError, match="reden"):
        decide(session, Outcome("word", "M1", "rename", " ", name="anders"))
