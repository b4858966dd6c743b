"""What came of a round: the project follows, the reason stays, and members read what was not done as well."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest

from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import language, use_language
from codeerbank.mixed.joint.cells import panel_in_words
from codeerbank.workbench import history
from codeerbank.workbench.letter_back import write_letter
from codeerbank.workbench.outcomes import Outcome, decide, outcomes, with_outcomes
from codeerbank.workbench.panel import release
from codeerbank.workbench.releasing import withdraw_release
from codeerbank.workbench.session import Session
from tests.store.projects import filled

TOLD = {"said": "Ander <b>woord</b>", "did": "De naam is anders", "not_done": "Geen eigen code"}


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with filled(tmp_path / "p.codeerbank") as made:
        yield made


def test_a_word_a_quote_and_a_question_follow_and_one_undo_takes_a_name_back(session: Session) -> None:
    decide(session, Outcome("word", "W", "rename", "zo zegt men het", panel_name="Willen we dit?")).result()
    assert session.code("W").panel_name == "Willen we dit?"
    history.undo(session).result()
    assert session.code("W").panel_name != "Willen we dit?"
    assert outcomes(session) == []
    coding = session.read.codings.of("groep 1")[0]
    release(session, coding.id, "panel", "mag").result()
    decide(session, Outcome("quote", coding.id, "withdraw", "een lid wil het eruit")).result()
    assert session.read.quotes.released() == []
    decide(session, Outcome("question", "leeftijd open", "amend", "duidelijker", text="Hoe oud ben je?")).result()
    assert session.read.survey.variables()[0].label == "Hoe oud ben je?"
    assert session.read.survey.column("leeftijd open")[0][2] == "21"
    assert [one.kind for one in outcomes(session)] == ["quote", "question"]


@pytest.mark.parametrize(
    "made",
    [
        Outcome("word", "W", "keep", " "),
        Outcome("word", "W", "withdraw", "x"),
        Outcome("question", "leeftijd open", "amend", "x"),
        Outcome("word", "W", "keep", "x", said="iets", did="iets"),
        Outcome("word", "W", "keep", "x", said="iets", not_done="iets"),
    ],
)
def test_a_decision_without_reason_or_without_what_was_not_done_is_refused(session: Session, made: Outcome) -> None:
    with pytest.raises(UsageError):
        decide(session, made).result()
    assert outcomes(session) == []


@pytest.mark.parametrize("made", [Outcome("quote", "weg", "withdraw", "x"), Outcome("question", "weg", "keep", "x")])
def test_what_is_not_there_is_not_decided_about(session: Session, made: Outcome) -> None:
    with pytest.raises(NotFound):
        decide(session, made).result()


@pytest.mark.parametrize("suffix", [".html", ".docx"])
def test_the_letter_tells_what_was_said_done_and_not_done(session: Session, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"brief{suffix}"
    with pytest.raises(UsageError):
        write_letter(session, path)
    decide(session, Outcome("word", "W", "keep", "geheime reden", **TOLD)).result()  # type: ignore[arg-type]
    decide(session, Outcome("word", "M", "keep", "niet voor de brief")).result()
    assert write_letter(session, path) == 1
    if suffix == ".html":
        text = path.read_text(encoding="utf-8")
        assert "Ander &lt;b&gt;woord" in text
        assert "<b>" not in text
    else:
        text = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs)
        assert "Jullie zeiden: Ander <b>woord</b>" in text
    assert "Dit deden we niet, omdat: Geen eigen code" in text
    assert "geheime reden" not in text


def test_the_letter_speaks_the_language_of_the_study(session: Session, tmp_path: Path) -> None:
    decide(session, Outcome("word", "W", "keep", "x", **TOLD)).result()  # type: ignore[arg-type]
    use_language("en")
    try:
        write_letter(session, tmp_path / "brief.html")
        assert language() == "en"
    finally:
        use_language("nl")
    text = (tmp_path / "brief.html").read_text(encoding="utf-8")
    assert 'lang="nl"' in text
    assert "Jullie zeiden" in text


def test_a_letter_is_a_document_or_a_page(session: Session, tmp_path: Path) -> None:
    decide(session, Outcome("word", "W", "keep", "x", **TOLD)).result()  # type: ignore[arg-type]
    with pytest.raises(UsageError):
        write_letter(session, tmp_path / "brief.csv")


def test_the_joint_display_says_what_was_done_with_a_word(session: Session) -> None:
    decide(session, Outcome("word", "W", "keep", "x", **TOLD)).result()  # type: ignore[arg-type]
    decide(session, Outcome("word", "M", "keep", "niet verteld")).result()
    (told,) = with_outcomes(session, {}).items()
    assert told[0] == "W"
    assert panel_in_words(told[1]) == "geen citaat voorgelegd; gedaan: De naam is anders"


def test_the_letter_holds_no_words_that_may_no_longer_be_shown(session: Session, tmp_path: Path) -> None:
    coding, path = session.read.codings.of("groep 1")[0], tmp_path / "brief.html"
    release(session, coding.id, "panel", "mag").result()
    [quote] = session.read.quotes.released()
    decide(session, Outcome("quote", quote.id, "keep", "herkend", **TOLD)).result()  # type: ignore[arg-type]
    write_letter(session, path)
    assert f"<h2>{quote.text}</h2>" in path.read_text(encoding="utf-8")
    withdraw_release(session, quote.id, "toestemming ingetrokken").result()
    write_letter(session, path)
    assert quote.text not in path.read_text(encoding="utf-8")
    assert "Een stukje dat wij eruit haalden" in path.read_text(encoding="utf-8")
