"""Quotes from draft to released, and everything that speaks against it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.consent import Consent
from codeerbank.domain.events import CasesAdded, RecordSet, SpeakerChanged
from codeerbank.domain.ids import new_id
from codeerbank.domain.survey import AnswerState, NewVariable
from codeerbank.errors import Conflict, NotFound, PrivacyRefusal, UsageError
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.consenting import add_consent
from codeerbank.workbench.correcting import correct, preview_file
from codeerbank.workbench.history import undo
from codeerbank.workbench.intake import import_file
from codeerbank.workbench.pseudonyms import decide
from codeerbank.workbench.quote_drafts import altered, draft_of, drafts, edit, new_draft, propose_quotes, put, take_off
from codeerbank.workbench.releasing import Terms, checked, pseudonymised, release, withdraw_release
from codeerbank.workbench.session import Session, create_project, open_project
from tests.store.projects import bring, survey

TALK = (
    "J1: Op school moest ik alles uitleggen, dat was vrijdag, en dat wil ik niet meer.\n"
    "J2: Dan kijkt ze anders naar mij en dan is het niet meer gewoon.\n"
    "J3: Mijn moeder Sanne wist daar helemaal niets van, dat was lastig.\n"
)
FIRST, SECOND = "Op school moest ik alles uitleggen", "Dan kijkt ze anders naar mij"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    talk = tmp_path / "gesprek.txt"
    talk.write_text(TALK, encoding="utf-8")
    with create_project(tmp_path / "p.codeerbank", coder="anna", codebook=Codebook((Code("M1", "uitleg"),))) as made:
        import_file(made, talk, "transcript")
        document, frame = made.read.documents.identity("gesprek"), new_id()
        ages = {"leeftijdsklasse": ["12-15", "19-21", "19-21"]}
        made.append(
            CasesAdded(frame, ["g-1", "g-2", "g-3"], ["jongere", "jongere", "ouder"], ages, "lijst"),
            *(SpeakerChanged(document, f"J{n}", "participant", f"g-{n}") for n in (1, 2, 3)),
        ).result()
        yield made


def coded(session: Session, words: str) -> str:
    start = session.read.documents.text("gesprek").index(words)
    apply_code(session, "gesprek", start, start + len(words), "M1").result()
    return next(one.id for one in session.read.codings.of("gesprek") if one.quote == words)


def by(session: Session, coder: str) -> Session:
    session.coder = coder
    return session


def state(session: Session, coding: str) -> str:
    found = draft_of(session, coding)
    return found.state if found else ""


def to_checked(session: Session, coding: str, guess: str = "no") -> None:
    pseudonymised(by(session, "anna"), coding).result()
    checked(by(session, "bram"), coding, guess).result()


def test_a_quote_goes_step_by_step_each_with_who_and_when(session: Session) -> None:
    coding = coded(session, SECOND)
    put(session, [coding]).result()
    with pytest.raises(PrivacyRefusal):
        release(session, coding, "panel", "te vroeg").result()
    to_checked(session, coding)
    release(session, coding, "panel", "niemand te raden").result()
    [draft] = drafts(session)
    assert [(step.state, step.who) for step in draft.steps] == [
        ("draft", "anna"), ("pseudonymised", "anna"), ("checked", "bram"), ("released", "bram")
    ]  # fmt: skip
    assert all(step.when > 0 for step in draft.steps)
    [quote] = session.read.quotes.released("panel")
    assert (quote.checked_by, quote.released_by) == ("bram", "bram")


def test_the_one_who_made_it_ready_does_not_check_it(session: Session) -> None:
    coding = coded(session, SECOND)
    put(session, [coding]).result()
    with pytest.raises(PrivacyRefusal):
        checked(session, coding, "no").result()
    pseudonymised(session, coding).result()
    with pytest.raises(PrivacyRefusal, match="tweede persoon"):
        checked(session, coding, "no").result()
    with pytest.raises(PrivacyRefusal, match="tweede persoon"):
        release(session, coding, "panel", "x", terms=Terms(checked_by="Anna")).result()
    with pytest.raises(UsageError):
        checked(session, coding, "misschien wel")


def test_shortening_keeps_the_words_around_and_says_where_something_is_left_out(session: Session) -> None:
    coding = coded(session, "Op school moest ik alles uitleggen, dat was vrijdag, en dat wil ik niet meer.")
    made = edit(session, coding, left_out=[", dat was vrijdag,"]).result()
    assert made.words == "Op school moest ik alles uitleggen [...] en dat wil ik niet meer."
    whole = session.read.codings.get(coding).quote
    assert [whole[start:stop] for start, stop in made.left_out] == [", dat was vrijdag,"]
    assert not altered(made, whole)
    assert altered(new_draft(session, session.read.codings.get(coding), "Heel iets anders."), whole)
    for wrong in ("staat er niet", "t", whole):
        with pytest.raises(UsageError):
            edit(session, coding, left_out=[wrong]).result()


def test_an_edit_drops_a_quote_back_and_its_release_with_it(session: Session) -> None:
    coding = coded(session, SECOND)
    put(session, [coding]).result()
    to_checked(session, coding)
    edit(session, coding, "Ze kijkt anders.").result()
    assert state(session, coding) == "draft"
    to_checked(session, coding)
    release(session, coding, "panel", "kan").result()
    assert len(session.read.quotes.released()) == 1
    edit(session, coding, left_out=["anders "]).result()
    assert (state(session, coding), session.read.quotes.released()) == ("draft", [])


def test_another_pseudonym_drops_it_back_too(session: Session) -> None:
    words = "Mijn moeder Sanne wist daar helemaal niets van"
    coding = coded(session, words)
    put(session, [coding]).result()
    with pytest.raises(PrivacyRefusal, match="Sanne"):
        pseudonymised(session, coding).result()
    start = session.read.documents.text("gesprek").index("Sanne")
    decide(session, "gesprek", start, start + 5, "replace", "[moeder van J3]").result()
    to_checked(session, coding)
    release(session, coding, "panel", "naam weg").result()
    assert session.read.quotes.released()[0].text == "Mijn moeder [moeder van J3] wist daar helemaal niets van"
    decide(session, "gesprek", start, start + 5, "replace", "[mijn moeder]").result()
    assert (state(session, coding), session.read.quotes.released()) == ("draft", [])


def test_a_released_quote_is_only_given_while_its_preparation_says_so(session: Session) -> None:
    coding = coded(session, SECOND)
    release(session, coding, "panel", "kan").result()
    [quote] = session.read.quotes.released()
    draft = draft_of(session, coding)
    assert draft
    session.append(RecordSet("quote", draft.id, {}, [])).result()  # as an erasure leaves it
    assert session.read.quotes.released() == []
    assert session.read.quotes.ever_released() == [(quote, "changed")]


@pytest.mark.parametrize(
    ("words", "terms", "check", "said"),
    [
        (FIRST, Terms(), "minor", "16"),
        (SECOND, Terms(guess="maybe"), "guess", "raden"),
        ("Mijn moeder Sanne wist", Terms(), "names", "Sanne"),
    ],
)
def test_what_speaks_against_it_is_refused_and_can_be_passed_over_by_name(
    session: Session, words: str, terms: Terms, check: str, said: str
) -> None:
    coding = coded(session, words)
    with pytest.raises(PrivacyRefusal, match=said) as refused:
        release(session, coding, "panel", "reden", terms=terms).result()
    assert f"--despite {check}" in refused.value.hint
    passed = Terms(guess=terms.guess, despite=[check])
    release(session, coding, "panel", "reden", terms=passed).result()
    assert list(session.read.quotes.released()[0].despite) == [check]
    assert "ondanks" in session.read.history.actions(limit=1)[0].words


def test_consent_that_does_not_reach_so_far_is_refused(session: Session) -> None:
    coding = coded(session, SECOND)
    given = Consent("", "2026-03", "2026-03-01", scopes=["quote"])
    add_consent(session, "g-2", given).result()
    with pytest.raises(PrivacyRefusal, match="klankbordgroep"):
        release(session, coding, "panel", "reden").result()
    add_consent(session, "g-2", replace(given, scopes=["quote", "panel"])).result()
    release(session, coding, "panel", "reden").result()
    with pytest.raises(PrivacyRefusal, match="publicatie"):
        release(session, coding, "outside", "reden").result()


def test_a_perspective_that_few_share_is_dropped_or_widened(session: Session) -> None:
    release(session, coded(session, SECOND), "panel", "reden").result()
    words = "Dan kijkt ze anders"
    release(session, coded(session, words), "panel", "reden", terms=Terms(label="deelnemer")).result()
    assert {quote.group for quote in session.read.quotes.released()} == {None, "deelnemer"}


def test_proposals_leave_out_what_is_prepared_or_released_already(session: Session) -> None:
    first, second = coded(session, FIRST), coded(session, SECOND)
    release(session, second, "panel", "reden").result()
    assert [one.id for one in propose_quotes(session, 5)] == [first]
    put(session, [first]).result()
    assert propose_quotes(session, 5) == []
    take_off(session, first).result()
    with pytest.raises(NotFound):
        take_off(session, first).result()


def test_a_withdrawn_quote_is_a_draft_again(session: Session) -> None:
    coding = coded(session, SECOND)
    put(session, [coding]).result()
    to_checked(session, coding)
    release(session, coding, "panel", "kan").result()
    with pytest.raises(Conflict):
        checked(session, coding, "no").result()
    withdraw_release(session, coding, "toch herkend").result()
    assert state(session, coding) == "draft"


def test_nothing_of_it_is_lost_when_the_project_is_opened_again(session: Session) -> None:
    put(session, [coded(session, SECOND)]).result()
    session.close()
    with open_project(session.path, "bram", write=False) as again:
        assert [one.words for one in drafts(again)] == [SECOND]


def test_an_age_under_eighteen_is_known_from_the_survey_as_well(session: Session) -> None:
    bring(session, replace(survey({"r1": "Meer tijd samen."}), variables=[
        NewVariable("v7", "Hoe oud ben je?", "nominal", [AnswerState.VALUE], ["2"], {"2": "16 of 17 jaar"})
    ]))  # fmt: skip
    start, stop = session.read.documents.answer_spans("open")["r1"]
    apply_code(session, "open", start, stop, session.codebook.codes[0].key).result()
    coding = session.read.codings.of("open")[0].id
    with pytest.raises(PrivacyRefusal, match="18"):
        release(session, coding, "panel", "reden").result()


def test_a_name_decided_about_after_a_release_still_counts_when_other_words_are_corrected(
    session: Session, tmp_path: Path
) -> None:
    words = "Mijn moeder Sanne wist daar helemaal niets van"
    release(session, coded(session, words), "panel", "kan", terms=Terms(despite=["names", "guess"])).result()
    start = session.read.documents.text("gesprek").index("Sanne")
    decide(session, "gesprek", start, start + 5, "replace", "[moeder van J3]").result()
    assert session.read.quotes.released() == []
    new = tmp_path / "nieuw.txt"
    new.write_text(TALK.replace("dat was vrijdag", "dat was op een dinsdag"), encoding="utf-8")
    correct(session, preview_file(session, "gesprek", new)).result()
    assert session.read.documents.text("gesprek").index("Sanne") != start
    assert [standing for _quote, standing in session.read.quotes.ever_released()] == ["changed"]
    undo(session).result()
    assert [standing for _quote, standing in session.read.quotes.ever_released()] == ["changed"]
