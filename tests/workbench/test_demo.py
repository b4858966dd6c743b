"""One run of the practice study, and what it must leave behind."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from codeerbank.errors import Conflict, UsageError
from codeerbank.workbench.demo import FILE, Built, run_demo
from codeerbank.workbench.demo_folder import built_aside, free_place
from codeerbank.workbench.mixing import side_by_side
from codeerbank.workbench.output import EXPORTS, export
from codeerbank.workbench.session import Session, open_project
from codeerbank.workbench.verdicts import advice, findings, verdicts

STAMP = "OEFENDATA - verzonnen uitspraken"
NARROW = 72
EARLIER = b"van gisteren"


NAMES = re.compile(
    r"Ria|Gerda|Sander|Wilma|Fatiha|Baltus|Henk|Turfsteker|Grachtwaard|Veldermeer|Klaproos|Schuurkamp|Hazelaar|Zuidervliet"
)


@dataclass(frozen=True)
class Run:
    """A finished demo: the folder asked for, what was built, what it said, and the project opened for looking."""

    asked: Path
    built: Built
    said: list[str]
    session: Session

    @property
    def folder(self) -> Path:
        return self.built.path.parent

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.said).split())


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """Run it once, in a folder where an earlier practice study lies."""
    asked = tmp_path_factory.mktemp("studie") / "oefenstudie"
    asked.mkdir()
    (asked / FILE).write_bytes(EARLIER)
    left = asked.with_name(".oefenstudie-gisteren.half")
    left.mkdir()
    (left / FILE).write_bytes(EARLIER)
    said: list[str] = []
    built = run_demo(asked, said.append, NARROW)
    with open_project(built.path, "kijker", write=False) as session:
        yield Run(asked, built, said, session)


def test_all_texts_are_in_with_their_words(run: Run) -> None:
    documents = {document.name: document for document in run.session.read.documents.all()}
    kinds = Counter(document.kind for document in documents.values())
    assert kinds == {"transcript": 3, "summary": 1, "open_question": 2}
    assert all(document.words >= 2400 for document in documents.values() if document.kind == "transcript")


def test_both_coders_coded_at_least_250_fragments_and_disagree_now_and_then(run: Run) -> None:
    places = {
        coder: {(one.document, one.start, one.stop, one.code) for one in run.session.read.codings.each(coder=coder)}
        for coder in ("anna", "bram")
    }
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


def test_the_coders_settled_their_differences_in_forty_turns_each_with_a_reason(run: Run) -> None:
    read = run.session.read
    settled = read.codings.of("groep-1-online", "consensus")
    done = {turn.number for turn in read.documents.turns("groep-1-online") if "consensus" in turn.done_by}
    assert done == set(range(1, 41))
    assert {coding.turn for coding in settled} <= done
    memos = [memo for memo in read.memos.all() if memo.about == "coding"]
    assert len(memos) == 19
    assert all(memo.kind == "decision" and memo.text for memo in memos)


def test_where_both_coders_agree_that_is_the_consensus(run: Run) -> None:
    def of(coder: str) -> set[tuple[int, int, str, str]]:
        found = run.session.read.codings.of("groep-1-online", coder)
        return {
            (one.start, one.stop, one.code, str(one.attributes.get("direction"))) for one in found if one.turn <= 40
        }

    assert of("anna") & of("bram") <= of("consensus")


def test_suggestions_were_taken_and_refused(run: Run) -> None:
    taken = Counter(one.code for one in run.session.read.codings.each() if one.origin == "suggestion")
    assert taken == {"N4": 1, "N2": 2, "W3.6": 1}
    refused = run.session.read.decisions.refused("groep-3-jongeren", "anna")
    assert sorted(code for _start, _stop, code in refused) == ["N1", "N3", "W2.4", "W4.6"]


def test_undo_and_redo_stand_in_the_log(run: Run) -> None:
    assert sum("K3.2" in line.words and not line.undone for line in run.session.read.history.actions()) >= 1
    assert any("Ongedaan gemaakt" in line for line in run.said)


def test_quotes_for_the_panel_were_released_by_a_named_person_with_a_reason(run: Run) -> None:
    released = run.session.read.quotes.released("panel")
    assert len(released) == 8
    assert all(quote.released_by == "anna" and quote.reason for quote in released)
    sensitive = {one.quote for one in run.session.read.codings.each() if one.attributes.get("sensitive") == "yes"}
    assert sensitive
    assert not sensitive & {quote.text for quote in released}


def test_what_was_released_names_nobody_and_no_place(run: Run) -> None:
    released = run.session.read.quotes.released("panel")
    assert not [quote.text for quote in released if NAMES.search(quote.text)]
    assert not NAMES.search((run.folder / "formulier-K1.html").read_text("utf-8"))
    assert sum("[" in quote.text for quote in released) == 3


def test_replies_stand_beside_the_numbers(run: Run) -> None:
    assert len(run.session.read.panel.replies()) == 3
    rows = {row.code: row for row in side_by_side(run.session).rows}
    found = {code: rows[code].panel for code in ("K3.1", "W4.1", "M3.1", "M2.1")}
    counts = {code: (panel.recognised, panel.members, panel.quotes) for code, panel in found.items() if panel}
    assert counts == {"K3.1": (2, 3, 1), "W4.1": (3, 3, 2), "M3.1": (1, 3, 2), "M2.1": (1, 3, 1)}
    assert found["W4.1"]
    assert found["W4.1"].other_words == ("dat het anders wordt tussen ons",)


def test_the_klankbordgroep_renamed_a_code_and_the_reason_is_kept(run: Run) -> None:
    code = run.session.code("de band verandert")
    assert (code.key, code.name, code.panel_name) == (
        "W4.1",
        "het wordt anders tussen ons",
        "Bang dat het anders wordt tussen ons",
    )
    assert any(
        "heet nu ‘het wordt anders tussen ons’; besluit" in line.words for line in run.session.read.history.actions()
    )
    decision = next(
        memo
        for memo in run.session.read.memos.all()
        if memo.about == "code" and memo.kind == "decision" and "K1" in memo.text
    )
    assert "anders wordt tussen ons" in decision.text
    rows = {row.code: row for row in side_by_side(run.session).rows}
    assert rows["W4.1"].name == "het wordt anders tussen ons"
    assert run.session.read.panel.forms()[0].panel_names[1] == "Bang dat de band verandert", "what was printed stays"


def test_no_sensitive_words_stand_in_the_display(run: Run) -> None:
    sensitive = [one for one in run.session.read.codings.each() if one.attributes.get("sensitive") == "yes"]
    assert sensitive
    shown = [quote.text for row in side_by_side(run.session).rows for quote in row.quotes]
    assert not [one.quote for one in sensitive if any(one.quote in text or text in one.quote for text in shown)]


def test_most_quotes_in_the_display_name_nobody(run: Run) -> None:
    shown = [quote.text for row in side_by_side(run.session).rows for quote in row.quotes]
    assert sum(bool(NAMES.search(text)) for text in shown) <= len(shown) * 0.03


def test_it_tells_the_two_coders_the_panel_and_the_display(run: Run) -> None:
    assert "anna: M3.1 geen netwerk, kans, bestrijdt" in run.text
    assert "bram: M3.1 geen netwerk, belemmering, bestrijdt" in run.text
    assert "professional 35 van 76 (46,1%)" in run.text
    assert "‘de band verandert’ heet voortaan overal ‘het wordt anders tussen ons’" in run.text
    assert "herkend door 3 van 3 (2 citaten)" in run.text
    assert all(len(line) <= 100 for line in run.said if str(run.folder) not in line)


def test_it_tells_three_printed_numbers_that_cannot_be_right_and_why(run: Run) -> None:
    assert "kunnen 36 getallen niet kloppen" in run.text
    assert "Man, Jongeren: 41,7%. 5 is 41,7% van 12, niet van 11" in run.text
    assert "naar beneden gekopieerd" in run.text
    assert "Tien keer te klein" in run.text


def test_people_decided_on_rows_of_the_display_with_another_explanation_and_how_sure(run: Run) -> None:
    decided = verdicts(run.session).values()
    assert len(decided) == 5
    assert all(one.relation and one.rival and one.certainty and one.why and one.meaning for one in decided)
    assert [one.key for one in findings(run.session).values()] == ["F1"]
    given = list(advice(run.session).values())
    assert len(given) == 4
    assert all(one.whom and one.owner for one in given)
    chosen = [run.session.read.codings.get(one).quote for verdict in decided for one in verdict.quotes]
    assert len(chosen) == 2
    assert not [quote for quote in chosen if NAMES.search(quote)]


def test_the_log_says_which_record_was_written(run: Run) -> None:
    told = {line.words for line in run.session.read.history.actions()}
    assert {"advies (A1) vastgelegd", "eigen bevinding (F1) vastgelegd"} <= told
    assert {f"vergelijking in een joint display ({row}) vastgelegd" for row in ("W4.1", "F1")} <= told


def test_the_display_shows_what_was_decided_and_what_was_done_with_a_word_of_the_panel(run: Run) -> None:
    shown = (run.folder / "joint-display.html").read_text("utf-8")
    assert "niet herkend + vult aan" in shown
    assert "Andere verklaring" in shown
    assert "De code heet nu overal zo." in shown
    assert "De code heet nu overal zo." in run.text


def test_the_report_opens_with_findings_and_advice_and_how_sure(run: Run) -> None:
    words = read_zip(run.folder / "rapport.docx").decode("utf-8", "replace")
    assert STAMP in words
    assert "wachten op" not in words, "three findings stand on the first page"
    assert "wat mag je delen" in words
    assert "opdrachtgever" in words


def test_no_line_is_wider_than_the_terminal(run: Run) -> None:
    assert [line for line in run.said[1:-1] if len(line) > NARROW] == [], "all but the command to copy"


def test_the_screen_opens_at_the_sharpest_words(run: Run) -> None:
    text = run.session.read.documents.text(run.built.document)
    assert text[run.built.cursor :].startswith("makkelijk excuus")


def read_zip(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"".join(map(archive.read, archive.namelist()))


def test_every_file_is_named_stamped_and_for_its_owner_only(run: Run) -> None:
    said = "\n".join(run.said)
    files = [path for path in run.folder.iterdir() if path.suffix in (".html", ".csv", ".xlsx", ".docx")]
    assert len(files) == 6
    for path in files:
        assert path.name in said
        assert path.stat().st_mode & 0o077 == 0
    assert all(STAMP in path.read_text("utf-8") for path in files if path.suffix == ".html")
    assert all(STAMP in path.read_text("utf-8-sig") for path in files if path.suffix == ".csv")
    assert STAMP.encode() in read_zip(run.folder / "joint-display.xlsx")
    assert run.folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("suffix", [".csv", ".json", ".xlsx", ".html", ".md"])
@pytest.mark.parametrize("what", EXPORTS)
def test_every_export_says_that_the_words_are_invented(run: Run, tmp_path: Path, what: str, suffix: str) -> None:
    path = tmp_path / f"{what}{suffix}"
    export(run.session, what, path)
    content = read_zip(path) if suffix == ".xlsx" else path.read_bytes()
    assert STAMP.encode() in content


def test_an_earlier_practice_study_is_left_alone(run: Run) -> None:
    assert [path.name for path in run.asked.iterdir()] == [FILE]
    assert (run.asked / FILE).read_bytes() == EARLIER
    assert run.folder == run.asked.with_name("oefenstudie-2")
    assert "oefenstudie-2" in run.said[0]


def test_a_file_where_the_folder_should_come_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bezet").write_text("van mij", encoding="utf-8")
    with pytest.raises(UsageError, match="bezet"):
        run_demo(tmp_path / "bezet", print)


def test_broken_off_it_leaves_nothing(tmp_path: Path) -> None:
    def stop(_line: str) -> None:
        raise KeyboardInterrupt

    (tmp_path / "van mij.txt").write_text("van mij", encoding="utf-8")
    for folder in (tmp_path, tmp_path / "nieuw"):
        with pytest.raises(KeyboardInterrupt):
            run_demo(folder, stop)
    assert [path.name for path in tmp_path.iterdir()] == ["van mij.txt"]


def test_what_a_killed_one_left_is_cleared_away_by_the_next(run: Run) -> None:
    assert sorted(path.name for path in run.asked.parent.iterdir()) == ["oefenstudie", "oefenstudie-2"]


def test_a_file_of_the_same_name_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "rapport.docx").write_bytes(EARLIER)
    assert free_place(tmp_path, ("rapport.docx",)) == tmp_path.with_name(f"{tmp_path.name}-2")


def test_a_file_that_came_there_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    def build() -> None:
        with built_aside(tmp_path / "nieuw", FILE) as draft:
            for name in (FILE, "rapport.docx"):
                (draft / name).write_bytes(b"nieuw")
            (tmp_path / "nieuw").mkdir()
            (tmp_path / "nieuw" / FILE).write_bytes(EARLIER)

    with pytest.raises(Conflict, match=FILE):
        build()
    assert {path.name: path.read_bytes() for path in (tmp_path / "nieuw").iterdir()} == {FILE: EARLIER}
