"""One run of the practice study, and what it must leave behind."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from codeerbank.errors import UsageError
from codeerbank.workbench.demo import FILE, run_demo
from codeerbank.workbench.mixing import side_by_side
from codeerbank.workbench.session import Session, open_project

STAMP = "OEFENDATA - verzonnen uitspraken"
EARLIER = b"van gisteren"


@dataclass(frozen=True)
class Run:
    """A finished demo: the folder asked for and the one it took, what it said, and the project opened for looking."""

    asked: Path
    folder: Path
    said: list[str]
    session: Session


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Run it once, in a folder where an earlier practice study lies."""
    asked = tmp_path_factory.mktemp("studie") / "oefenstudie"
    asked.mkdir()
    (asked / FILE).write_bytes(EARLIER)
    said: list[str] = []
    path = run_demo(asked, said.append)
    with open_project(path, "kijker", write=False) as session:
        yield Run(asked, path.parent, said, session)


def test_all_texts_are_in_with_their_words(run: Run) -> None:
    documents = {document.name: document for document in run.session.read.documents.all()}
    kinds = Counter(document.kind for document in documents.values())
    assert kinds == {"transcript": 3, "summary": 1, "open_question": 2}
    assert all(document.words >= 2400 for document in documents.values() if document.kind == "transcript")


def test_both_coders_coded_at_least_250_fragments_and_disagree_now_and_then(run: Run) -> None:
    places: dict[str, set[tuple[str, int, int, str]]] = {"anna": set(), "bram": set()}
    for coding in run.session.read.codings.each():
        places[coding.coder].add((coding.document, coding.start, coding.stop, coding.code))
    assert all(len(found) >= 250 for found in places.values())
    same = len(places["anna"] & places["bram"]) / len(places["anna"] | places["bram"])
    assert 0.3 < same < 0.8


def test_respondents_and_participants_are_people_of_the_study(run: Run) -> None:
    cases = run.session.read.cases.all()
    spoke = [case for case in cases if case.attributes]
    assert (len(cases), len(spoke)) == (96 + 21, 21)
    assert {case.group for case in cases} == {"jongere", "ouder", "professional", "steunfiguur"}
    labels = {speaker.label for document in run.session.read.documents.all() for speaker in document.speakers}
    assert not labels & {case.name for case in spoke}, "a pseudonym is not the name that was used in the meeting"


def test_moderators_are_known_and_nobody_coded_their_words(run: Run) -> None:
    leads = {
        (document.name, speaker.label)
        for document in run.session.read.documents.all()
        for speaker in document.speakers
        if speaker.role == "moderator"
    }
    assert len(leads) == 5
    assert not [one for one in run.session.read.codings.each() if (one.document, one.speaker) in leads]


def test_what_was_read_is_known_and_what_was_not_is_no_zero(run: Run) -> None:
    read = run.session.read.documents.turns("toelichting_nodig")
    assert all("anna" in turn.done_by for turn in read)
    unread = [turn.case for turn in read if "bram" not in turn.done_by]
    assert unread[0] == "P60"
    assert "P59" not in unread


def test_survey_answers_have_words(run: Run) -> None:
    found = {variable.name: variable for variable in run.session.read.survey.variables()}
    assert found["drempel_privacy"].labels["4"] == "flinke drempel"
    assert found["geslacht"].level == "nominal"


def test_a_suggestion_was_taken_and_another_refused(run: Run) -> None:
    assert [one.code for one in run.session.read.codings.each() if one.origin == "suggestion"] == ["N4"]
    assert len(run.session.read.decisions.refused("groep-3-jongeren", "anna")) == 1


def test_undo_and_redo_stand_in_the_log(run: Run) -> None:
    assert sum("K3.2" in line.words and not line.undone for line in run.session.read.history.actions()) >= 1
    assert any("Ongedaan gemaakt" in line for line in run.said)


def test_quotes_for_the_panel_were_released_by_a_named_person_with_a_reason(run: Run) -> None:
    released = run.session.read.quotes.released("panel")
    assert len(released) == 6
    assert all(quote.released_by == "anna" and quote.reason for quote in released)
    sensitive = {one.quote for one in run.session.read.codings.each() if one.attributes.get("sensitive") == "yes"}
    assert sensitive
    assert not sensitive & {quote.text for quote in released}


def test_replies_stand_beside_the_numbers(run: Run) -> None:
    assert len(run.session.read.panel.replies()) == 3
    rows = {row.code: row for row in side_by_side(run.session).rows}
    recognised = {code: (rows[code].panel.recognised, rows[code].panel.members) for code in ("K3.1", "W4.1", "M3.1")}
    assert recognised == {"K3.1": (3, 3), "W4.1": (3, 3), "M3.1": (1, 3)}
    assert rows["W4.1"].panel.other_words == ("dat het anders wordt tussen ons",)


def test_the_display_shows_the_three_themes_with_numbers_and_the_panel(run: Run) -> None:
    text = "\n".join(run.said)
    for theme in ("Kunnen", "Willen", "Mogen"):
        line = next(line for line in text.splitlines() if line.startswith(theme))
        assert any(character.isdigit() for character in line), line
    assert text.count("herkend door") == 3


def test_every_file_is_named_stamped_and_for_its_owner_only(run: Run) -> None:
    said = "\n".join(run.said)
    files = [path for path in run.folder.iterdir() if path.suffix in (".html", ".csv", ".xlsx")]
    assert len(files) == 5
    for path in files:
        assert path.name in said
        assert path.stat().st_mode & 0o077 == 0
    assert all(STAMP in path.read_text("utf-8") for path in files if path.suffix == ".html")
    assert STAMP in (run.folder / "joint-display.csv").read_text("utf-8-sig")
    assert run.folder.stat().st_mode & 0o077 == 0


def test_an_earlier_practice_study_is_left_alone(run: Run) -> None:
    assert [path.name for path in run.asked.iterdir()] == [FILE]
    assert (run.asked / FILE).read_bytes() == EARLIER
    assert run.folder == run.asked.with_name("oefenstudie-2")
    assert "oefenstudie-2" in run.said[0]


def test_a_file_where_the_folder_should_come_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bezet").write_text("van mij", encoding="utf-8")
    with pytest.raises(UsageError, match="bezet"):
        run_demo(tmp_path / "bezet", print)
