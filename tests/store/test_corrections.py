"""A text that is corrected after it was coded: what was said about it goes along, nothing shifts, and all can be taken back."""

from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeerbank.domain.events import SuggestionDecided
from codeerbank.domain.redaction import stretch
from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.store import history
from codeerbank.store.erase import erase
from codeerbank.store.log import log_hash, read
from codeerbank.workbench import coding, correcting, panel
from codeerbank.workbench import history as steps
from codeerbank.workbench.session import Session, open_project
from tests.store.projects import TALK, begin, bring, copied, on_computer, said, tables_at_fault, talk

FIRST = "Ik wil heel graag, maar het kan niet; de bus rijdt niet meer na tien."
"""Sanne's first turn, as it should have been."""


def project(folder: Path) -> Session:
    session = begin(folder / f"{uuid4()}.codeerbank")
    bring(session, talk("groep 1"))
    return session


def place(session: Session, words: str) -> tuple[int, int]:
    start = session.read.documents.text("groep 1").index(words)
    return start, start + len(words)


def code(session: Session, words: str, key: str = "K1") -> str:
    coding.apply_code(session, "groep 1", *place(session, words), key).result()
    return next(one.id for one in session.read.codings.of("groep 1") if (one.quote, one.code) == (words, key))


def correct(session: Session, words: str = FIRST, turn: int = 1) -> correcting.Correction:
    found = correcting.preview_turn(session, "groep 1", turn, words).result()
    correcting.correct(session, found).result()
    return found


def quotes(session: Session) -> list[tuple[str, str]]:
    return [(one.quote, one.code) for one in session.read.codings.of("groep 1")]


def whole(session: Session) -> bool:
    return tables_at_fault(session) == [] and steps.check(session).result() == []


def test_every_coding_is_told_before_and_stands_on_its_words_after(folder: Path) -> None:
    with project(folder) as session:
        for words in ("Ik wil", "wél", "na achten", "kan niet; de bus", "mag alles", "achten"):
            code(session, words)
        found = correcting.preview_turn(session, "groep 1", 1, FIRST).result()
        told = {one.coding.quote: (one.fate, one.after) for one in found.codings}
        assert told == {
            "wél": ("lost", ""),
            "na achten": ("changed", "na tien"),
            "kan niet; de bus": ("moved", "kan niet; de bus"),
            "mag alles": ("moved", "mag alles"),
            "achten": ("lost", ""),
        }
        assert found.same == 1
        correcting.correct(session, found).result()
        assert quotes(session) == [
            ("Ik wil", "K1"), ("kan niet; de bus", "K1"), ("na tien", "K1"), ("mag alles", "K1"),
        ]  # fmt: skip
        assert [reason for _event, _row, reason in session.read.about.unsettled()] == [
            "its words were corrected away",
            "its words were corrected away",
        ]
        assert whole(session)


def test_one_undo_brings_all_back_and_a_redo_does_it_again(folder: Path) -> None:
    with project(folder) as session:
        for words in ("wél", "na achten", "mag alles"):
            code(session, words)
        coding.mark_done(session, "groep 1").result()
        before = said(session)
        correct(session)
        after = said(session)
        history.undo(session.project, "anna")
        assert said(session) == before
        history.redo(session.project, "anna")
        assert said(session) == after
        assert whole(session)


def test_what_was_coded_on_the_new_text_keeps_the_correction_from_being_undone(folder: Path) -> None:
    with project(folder) as session:
        correct(session)
        other = Session(session.project, "bert")
        coding.apply_code(other, "groep 1", *place(session, "heel graag"), "W").result()
        with pytest.raises(Conflict, match="bert"):
            history.undo(session.project, "anna")


def test_a_whole_text_may_be_corrected_from_a_file_with_turns_parted_and_speakers_renamed(folder: Path) -> None:
    with project(folder) as session:
        from codeerbank.workbench.intake import describe_speaker

        describe_speaker(session, "groep 1", "Joris", "participant", "P3")
        code(session, "Geen geld")
        code(session, "mag alles", "M")
        coding.mark_done(session, "groep 1").result()
        lines = [
            TALK[0],
            TALK[1],
            ("Joep", TALK[2][1].split(" En ")[0]),
            ("Sanne", "En " + TALK[2][1].split(" En ")[1]),
        ]
        path = folder / f"{uuid4()}.txt"
        path.write_text(
            "".join(f"{speaker}: {words}\n" for speaker, words in [*lines, ("Kim", "Wat nieuws."), TALK[3]])
        )
        found = correcting.preview_file(session, "groep 1", path)
        assert found.speakers == (["Joep", "Kim"], ["Joris"])
        assert found.turns == (4, 6)
        assert found.done == {"anna": (4, 5)}
        correcting.correct(session, found).result()
        assert quotes(session) == [("Geen geld", "K1"), ("mag alles", "M")]
        assert [turn.done_by for turn in session.read.documents.turns("groep 1")] == [("anna",)] * 4 + [(), ("anna",)]
        assert {one.label: one.case for one in session.read.documents.named("groep 1").speakers}["Joep"] == "P3"
        assert whole(session)


def test_a_coding_made_on_the_old_text_in_a_copy_is_carried_or_listed(folder: Path) -> None:
    home = project(folder)
    with on_computer("elders"):
        away = open_project(copied(home, folder / f"{uuid4()}.codeerbank"), "bert")
        for words in ("kan niet", "wél", "mag alles"):
            coding.apply_code(away, "groep 1", *place(away, words), "W").result()
        coding.mark_done(away, "groep 1", [1, 4]).result()
    correct(home)
    with home, away:
        home.project.absorb(away.project.since(log_hash(home.project.connection)))
        away.project.absorb(home.project.since(log_hash(away.project.connection)))
        assert said(home) == said(away)
        assert quotes(home) == [("kan niet", "W"), ("mag alles", "W")]
        assert [reason for _event, _row, reason in home.read.about.unsettled()] == ["its words were corrected away"]
        assert home.read.documents.done("groep 1") == {"bert": {1, 4}}
        assert whole(home)


def test_of_two_corrections_made_apart_one_stands_and_codings_on_the_other_come_along(folder: Path) -> None:
    home = project(folder)
    with on_computer("elders"):
        away = open_project(copied(home, folder / f"{uuid4()}.codeerbank"), "bert")
        correct(away, "Bij ons thuis mag echt alles.", 4)
        coding.apply_code(away, "groep 1", *place(away, "mag echt alles"), "W").result()
    correct(home)
    with home, away:
        home.project.absorb(away.project.since(log_hash(home.project.connection)))
        away.project.absorb(home.project.since(log_hash(away.project.connection)))
        assert said(home) == said(away)
        assert [reason for _event, _row, reason in home.read.about.unsettled()] == ["another correction came first"]
        assert {key for _words, key in quotes(home)} == {"W"}
        assert whole(home)


def test_the_same_correction_made_in_two_copies_is_one(folder: Path) -> None:
    home = project(folder)
    with on_computer("elders"):
        away = open_project(copied(home, folder / f"{uuid4()}.codeerbank"), "bert")
        correct(away)
        coding.apply_code(away, "groep 1", *place(away, "heel graag"), "W").result()
    correct(home)
    with home, away:
        home.project.absorb(away.project.since(log_hash(home.project.connection)))
        assert home.read.about.unsettled() == []
        assert quotes(home) == [("heel graag", "W")]
        assert whole(home)


def test_a_released_quote_whose_words_change_counts_no_longer_and_one_elsewhere_does(folder: Path) -> None:
    with project(folder) as session:
        for words in ("na achten", "mag alles"):
            panel.release(session, code(session, words), "panel", "herkent niemand").result()
        found = correct(session)
        assert list(found.releases) == ["na achten"]
        assert [quote.text for quote in session.read.quotes.released()] == ["mag alles"]
        assert [standing for _quote, standing in session.read.quotes.ever_released()] == ["changed", "released"]
        assert whole(session)


def test_a_release_is_withdrawn_by_its_coding_and_counts_no_longer(folder: Path) -> None:
    with project(folder) as session:
        identity = code(session, "mag alles")
        panel.release(session, identity, "panel", "herkent niemand").result()
        panel.withdraw_release(session, identity, "toch herkend").result()
        assert session.read.quotes.released() == []
        with pytest.raises(NotFound):
            panel.withdraw_release(session, identity, "nog eens").result()
        panel.release(session, identity, "panel", "zonder naam").result()
        assert [quote.reason for quote in session.read.quotes.released()] == ["zonder naam"]
        assert whole(session)


def test_a_refused_suggestion_stays_refused_on_the_words_that_stayed(folder: Path) -> None:
    with project(folder) as session:
        document, code_id = session.read.documents.identity("groep 1"), session.code("W").id
        for words in ("mag alles", "wél"):
            session.append(
                SuggestionDecided(document, *place(session, words), code_id, "anna", False, 0.5, [], "cues", "1")
            ).result()
        assert correct(session).decisions == 1
        assert session.read.decisions.refused("groep 1", "anna") == {(*place(session, "mag alles"), "W")}


MENDED = "Geen geld 💶, en cafés zijn dicht. En mijn lieve moeder vindt het niet goed."


def holds(session: Session, *words: str) -> bool:
    """Whether any body in the log holds any of these words."""
    return any(one in str(record.change) for record in read(session.project.connection) for one in words)


def test_words_forgotten_in_the_corrected_text_are_forgotten_in_the_old_one(folder: Path) -> None:
    with project(folder) as session:
        code(session, "moeder")
        correct(session, MENDED, 3)
        document = session.read.documents.identity("groep 1")
        erase(session.project, "anna", [stretch(document, *place(session, "mijn lieve moeder"))])
        assert not holds(session, "moeder", "mijn")
        assert holds(session, "vindt het niet goed")
        assert quotes(session) == []
        assert tables_at_fault(session) == []


def test_words_forgotten_in_a_copy_with_the_old_text_are_forgotten_in_the_corrected_one(folder: Path) -> None:
    home = project(folder)
    with on_computer("elders"):
        away = open_project(copied(home, folder / f"{uuid4()}.codeerbank"), "bert")
        document = away.read.documents.identity("groep 1")
        erase(away.project, "bert", [stretch(document, *place(away, "[b]mijn[/b] moeder"))])
    correct(home, MENDED, 3)
    with home, away:
        home.project.absorb(away.project.since(log_hash(home.project.connection)))
        away.project.absorb(home.project.since(log_hash(away.project.connection)))
        assert said(home) == said(away)
        for session in (home, away):
            assert not holds(session, "moeder", "mijn")
            assert holds(session, "vindt het niet goed")
            assert tables_at_fault(session) == []


def test_a_correction_that_changes_nothing_or_is_of_answers_is_refused_in_words(folder: Path) -> None:
    with project(folder) as session:
        found = correcting.preview_turn(session, "groep 1", 4, "Bij ons mag alles.").result()
        assert found.change is None
        with pytest.raises(Conflict):
            correcting.correct(session, found).result()
        with pytest.raises(UsageError):
            correcting.preview_turn(session, "groep 1", 9, "Wat?").result()
        with pytest.raises(UsageError):
            correcting.preview_turn(session, "groep 1", 1, "  ").result()
        old = correcting.preview_turn(session, "groep 1", 4, "Bij ons mag veel.").result()
        correct(session)
        with pytest.raises(Conflict, match="groep 1"):
            correcting.correct(session, old).result()


def test_a_backup_is_made_before_a_correction(folder: Path) -> None:
    with project(folder) as session:
        correct(session)
        assert "before-correction" in steps.kept_backups(session.path)[0].name


WORDS = st.lists(st.sampled_from(["geld", "tijd", "de", "bus", "en", "moeder", "💶", "é"]), min_size=1, max_size=6)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    lines=st.lists(WORDS, min_size=1, max_size=4),
    spans=st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=4),
)
def test_whatever_a_text_becomes_the_preview_is_what_happens(folder: Path, lines, spans) -> None:
    with project(folder) as session:
        for start, length in spans:
            coding.apply_code(session, "groep 1", start, start + length, "K1").result()
        new = talk("groep 1", [("Sanne", " ".join(words)) for words in lines])
        found = correcting.compared(session, "groep 1", new)
        before = said(session)
        correcting.correct(session, found).result()
        after = {(one.start, one.stop, one.quote) for one in session.read.codings.of("groep 1")}
        told = {(one.start, one.stop, one.after) for one in found.codings if one.fate != "lost"}
        assert told <= after
        assert len(after) <= found.same + len(told)
        assert tables_at_fault(session) == []
        history.undo(session.project, "anna")
        assert said(session) == before
