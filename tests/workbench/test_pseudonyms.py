from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.errors import PrivacyRefusal, UsageError
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.correcting import correct, preview_file
from codeerbank.workbench.history import undo
from codeerbank.workbench.intake import import_file
from codeerbank.workbench.memos import add_memo, change_memo
from codeerbank.workbench.name_review import name_review
from codeerbank.workbench.pseudonymised import (
    Pseudonyms,
    pseudonymised_memos,
    pseudonymised_quotes,
    pseudonymised_texts,
)
from codeerbank.workbench.pseudonyms import Proposal, accept, decide, left_over, propose, words_to_release
from codeerbank.workbench.session import Session, create_project

TALK = (
    "J3: Mijn moeder Sanne belde me. Sanne woont in Zwolle.\n"
    "J4: Iemand noemde Basalt en basketbal, maar Bas kwam niet.\n"
    "J3: Sannes zus zei: bel 06-12345678, dan komt Dwight ook.\n"
)


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    talk = tmp_path / "gesprek.txt"
    talk.write_text(TALK, encoding="utf-8")
    with create_project(tmp_path / "p.codeerbank", coder="anna", codebook=Codebook((Code("M1", "privacy"),))) as opened:
        import_file(opened, talk, "transcript")
        yield opened


def proposals(session: Session) -> dict[str, Proposal]:
    return {one.words: one for one in propose(session).result()}


def place(session: Session, words: str) -> tuple[int, int]:
    start = session.read.documents.text("gesprek").index(words)
    return start, start + len(words)


def shown(session: Session) -> str:
    return "\n".join(str(row[-1]) for row in pseudonymised_texts(session).rows)


def test_a_name_keeps_its_pseudonym_by_role_wherever_it_stands(session: Session) -> None:
    found = proposals(session)
    assert found["Sanne"].pseudonym == found["Sannes"].pseudonym == "[moeder van J3]"
    assert found["Zwolle"].pseudonym == "[plaats 1]"
    assert not found["Dwight"].sure


def test_what_was_accepted_is_replaced_on_the_way_out_and_the_text_stays(session: Session) -> None:
    accept(session, [one for one in propose(session).result() if one.sure]).result()
    words = shown(session)
    assert not {"Sanne", "Zwolle", "06-"} & set(words.split())
    assert "Basalt en basketbal" in words
    assert session.read.documents.text("gesprek").count("Sanne") == 3
    assert [one.words for one in propose(session).result()] == ["Basalt", "Dwight"]
    undo(session).result()
    assert "Sanne woont in Zwolle" in shown(session)


def test_always_replaces_whole_words_everywhere_and_keep_wins_at_its_place(session: Session) -> None:
    start, stop = place(session, "Bas kwam")
    decide(session, "gesprek", start, stop - 5, "always", "[vriend]").result()
    add_memo(session, "project", "", "Bas kan meer van Basalt weten").result()
    assert "Basalt en basketbal, maar [vriend] kwam" in shown(session)
    assert [row[-1] for row in pseudonymised_memos(session).rows] == ["[vriend] kan meer van Basalt weten"]
    decide(session, "gesprek", start, stop - 5, "keep").result()
    assert "maar Bas kwam" in shown(session)


def test_never_is_not_proposed_again(session: Session) -> None:
    decide(session, "gesprek", *place(session, "Dwight"), "never").result()
    assert "Dwight" not in proposals(session)
    assert "Dwight" in shown(session)


def test_a_record_holds_a_place_and_no_name(session: Session) -> None:
    accept(session, propose(session).result()).result()
    assert "Sanne" not in str([record.values for record in session.read.records.of("pseudonym")])
    assert Pseudonyms(session).names()["[moeder van J3]"] == ["Sanne", "Sannes"]


def test_a_quote_goes_out_with_pseudonyms_and_is_held_back_while_names_are_left(session: Session) -> None:
    start, stop = place(session, "Mijn moeder Sanne belde me.")
    apply_code(session, "gesprek", start, stop, "M1").result()
    coding = session.read.codings.of("gesprek")[0].id
    with pytest.raises(PrivacyRefusal, match="Sanne"):
        words_to_release(session, coding, None, checked=False).result()
    assert words_to_release(session, coding, None, checked=True).result() == "Mijn moeder Sanne belde me."
    accept(session, [one for one in propose(session).result() if one.words == "Sanne"]).result()
    assert words_to_release(session, coding, None, checked=False).result() == "Mijn moeder [moeder van J3] belde me."
    assert [row[-1] for row in pseudonymised_quotes(session).rows] == ["Mijn moeder [moeder van J3] belde me."]


def test_a_place_without_words_is_refused(session: Session) -> None:
    for start, stop in ((5, 5), (0, 10_000), (-1, 3)):
        with pytest.raises(UsageError):
            decide(session, "gesprek", start, stop, "keep").result()


def test_what_stands_between_brackets_names_nobody() -> None:
    assert left_over("[naam 1] ging met [School A] naar Zwolle.") == ["Zwolle"]


def test_what_a_trained_pipeline_finds_is_proposed_to_look_at(session: Session) -> None:
    def entities(text: str) -> list[tuple[int, int, str]]:
        at = text.find("Basalt")
        return [(at, at + 6, "place")] if at >= 0 else []

    basalt = next(one for one in propose(session, entities=entities).result() if one.words == "Basalt")
    assert (basalt.type, basalt.sure) == ("place", False)


def corrected(session: Session, tmp_path: Path, words: str) -> None:
    new = tmp_path / "nieuw.txt"
    new.write_text(words, encoding="utf-8")
    correct(session, preview_file(session, "gesprek", new)).result()


def test_decisions_move_along_with_a_correction_and_only_what_changed_is_asked_anew(
    session: Session, tmp_path: Path
) -> None:
    accept(session, [one for one in propose(session).result() if one.sure]).result()
    decide(session, "gesprek", *place(session, "Dwight"), "keep").result()
    corrected(session, tmp_path, TALK.replace("belde me", "belde mij gisteren op").replace("Sannes zus", "Marijes zus"))
    assert set(proposals(session)) == {"Basalt", "Marijes"}
    assert "[moeder van J3] belde mij gisteren op. [moeder van J3] woont in [plaats 1]." in shown(session)
    undo(session).result()
    assert "Sannes" not in shown(session)


def test_a_decision_on_a_corrected_text_leaves_those_of_before_alone(session: Session, tmp_path: Path) -> None:
    start, stop = place(session, "Sanne belde")[0], place(session, "Sanne belde")[0] + 5
    decide(session, "gesprek", start, stop, "replace", "[moeder]").result()
    corrected(session, tmp_path, TALK.replace("Mijn moeder Sanne", "Ja, moeder Sanne"))
    moved = place(session, "Sanne belde")[0]
    decide(session, "gesprek", start, stop, "keep").result()
    decide(session, "gesprek", moved, moved + 5, "replace", "[mama]").result()
    assert "moeder [mama] belde" in shown(session)
    undo(session).result()
    assert "moeder [moeder] belde" in shown(session)


def test_a_memo_is_in_the_review_until_somebody_decided_and_again_when_it_is_written_anew(session: Session) -> None:
    add_memo(session, "project", "", "Sanne mailde dat Marije niet komt").result()
    memo = session.read.memos.all()[0].id
    review = name_review(session).result()
    mine = [one for one in review.open if one.document not in session.read.documents.names()]
    assert [one.words for one in mine] == ["Sanne", "Marije"]
    accept(session, mine).result()
    (words,) = (str(row[-1]) for row in pseudonymised_memos(session).rows)
    assert not {"Sanne", "Marije"} & set(words.split())
    assert not [one for one in name_review(session, review).result().open if one.document == mine[0].document]
    change_memo(session, memo, "Marije komt toch").result()
    assert [one.words for one in name_review(session, review).result().open if one.document == mine[0].document]
