"""Queries carried out: by words, codes, people and places, and what is marked."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.query import parsed
from codeerbank.errors import UsageError
from codeerbank.store.read.patterns import places_of
from codeerbank.workbench.coding import apply_code, mark_done
from codeerbank.workbench.intake import describe_speaker, import_file
from codeerbank.workbench.searching import around, hits, search
from codeerbank.workbench.session import Session
from tests.store.projects import begin, bring, survey, talk

ANSWERS = {"r1": "geld helpt", "r2": "meer tijd", "r3": ""}


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with begin(tmp_path_factory.mktemp("zoek") / "p.codeerbank") as session:
        bring(session, talk("groep 1"))
        bring(session, survey(ANSWERS))
        describe_speaker(session, "groep 1", "Moderator", "moderator")
        describe_speaker(session, "groep 1", "Sanne", "participant", "r3")
        for start, stop, code, coder, direction in (
            (11, 30, "K1", "anna", "helps"), (20, 40, "W", "anna", "hinders"), (50, 60, "K2", "bram", "hinders"),
        ):  # fmt: skip
            apply_code(session, "groep 1", start, stop, code, {"direction": direction}, coder=coder).result()
        apply_code(session, "open", *session.read.documents.answer_spans("open")["r1"], "K1", coder="anna").result()
        mark_done(session, "groep 1", [1, 2], "anna").result()
        yield session


@pytest.mark.parametrize(
    ("query", "turns"),
    [
        ("bus", "g1"), ("moeder OF mag", "g3 g4"), ('"niet" NIET bus', "g3"), ("/b[iu]s|achten/", "g1"),
        ("/B.S/ NIET code:W", ""), ("NIET /e/", ""), ("code:K1", "g1 o1"), ("code:K", "g1 o1"), ("code:K1 code:W", "g1"),
        ("code:K1+W", "g1"), ("code:K2+W", ""), ("code:K codeur:bram", "g1"), ("code:K1 richting:kans", "g1"),
        ("code:W direction:helps", ""), ("NIET code:*", "g2 g3 g4 o2"), ("codeur:anna niet code:W", "o1"),
        ("groep:jongeren", "g1 g4 o1 o2"), ("rol:gespreksleider", "g2"), ("rol:deelnemer", "g1 g4 o1 o2"),
        ("spreker:jo*", "g3"), ("deelnemer:r3", "g1 g4"), ("document:open tijd", "o2"), ("soort:gesprek geld", "g3"),
        ('"leeftijd open":21', ""), ("afgerond:anna", "g1 g2"), ("onafgerond:anna soort:gesprek", "g3 g4"),
        ("komt BIJ bus", "g2"), ("moeder BIJ/1 bus", ""), ("moeder BIJ/2 bus", "g3"), ("geld BIJ/9 tijd", ""),
        ("bus NEAR/1w meer", ""), ("bus NEAR/2w meer", "g1"), ("(komt OF mag) rol:deelnemer", "g4"),
        ("(codeur:bram code:K) (codeur:anna code:W)", "g1"), ("code:K2 BIJ/2 spreker:Joris", "g1"),
    ],
)  # fmt: skip
def test_a_query_finds_these_turns(session: Session, query: str, turns: str) -> None:
    found = hits(session, search(session, query))
    assert " ".join(f"{hit.quote.document[0]}{hit.quote.turn}" for hit in found) == turns


def test_a_closed_question_is_a_field(session: Session) -> None:
    with pytest.raises(UsageError, match="leeftijd"):
        search(session, "leeftijd:99")


@pytest.mark.parametrize(
    ("query", "marks"),
    [
        ("niet bus", ["niet", "bus", "niet"]), ("/b.s/", ["bus"]), ("code:W", ["aar het kan niet; de"]),
        ("code:K1+W", ["il wél, maar het ka"]), ("rol:deelnemer bus", ["bus"]), ("afgerond:anna code:K2", [" niet meer"]),
    ],
)  # fmt: skip
def test_what_made_a_turn_be_found_is_marked(session: Session, query: str, marks: list[str]) -> None:
    hit = hits(session, search(session, query))[0]
    assert [mark.of(hit.quote.text) for mark in hit.marks] == marks
    first = hit.marks[0]
    said = session.read.documents.turns("groep 1", 1, 1)[0].said
    assert (hit.quote.start, hit.quote.stop) == (said + first.start, said + first.stop)


def test_pages_together_are_the_whole(session: Session) -> None:
    found = search(session, "NIET olifant")
    pages = [hit.quote.turn for n in range(0, len(found), 2) for hit in hits(session, found, n, n + 2)]
    assert pages == [1, 2, 3, 4, 1, 2]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("bus code:Q", "teken 5: er is geen code Q"), ("codeur:zoë", "er is geen codeur zoë"), ("kleur:rood", "niets dat kleur heet"),
        ("/[/", "teken 2: dit is geen reguliere"), ("a BIJ/9w code:K", "teken 3"), ("richting:omhoog", "richting omhoog"),
        ("role:baas", "geen rol baas"), ("kind:brief", "geen soort brief"),
    ],
)  # fmt: skip
def test_what_does_not_exist_is_said_with_its_place(session: Session, query: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        search(session, query)


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        ("role:*", ("role:participant", "role:moderator", "role:unknown")),
        ("kind:*", ("kind:conversation", "kind:answer", "kind:summary")),
        ("soort:*", ("soort:gesprek", "soort:antwoord", "soort:samenvatting")),
    ],
)
def test_a_star_leaves_every_role_and_kind_open(session: Session, query: str, parts: tuple[str, ...]) -> None:
    each = [len(search(session, part)) for part in parts]
    assert sum(map(bool, each)) > 1
    assert len(search(session, query)) == sum(each)


def test_an_expression_without_end_is_stopped(session: Session) -> None:
    pattern = parsed("x /(a+)+b/").parts[1]
    with pytest.raises(UsageError, match="teken 3: deze reguliere expressie duurt"):
        places_of(pattern, [(1, "a" * 60)], seconds=0.3)


def test_what_stands_around_a_turn_can_be_read(session: Session) -> None:
    assert around(session, "groep 1", 1) == ["", "Moderator: Hoe komt dat?"]


def test_operators_in_small_letters_are_words_and_that_is_said(session: Session) -> None:
    assert "“niet”" in search(session, "rijdt niet").remark
    assert search(session, "rijdt NIET moeder").remark == ""


def test_digits_within_a_time_mark_were_not_said_and_are_not_found(tmp_path: Path) -> None:
    with begin(tmp_path / "p.codeerbank") as opened:
        text = "Anna: Ja [00:12:03] dat was toen.\nBram: om 12 uur hoor [00:14:00] en 3 keer.\nAnna: Ja.\nBram: Nee."
        (tmp_path / "les.txt").write_text(text, encoding="utf-8")
        import_file(opened, tmp_path / "les.txt", "transcript")
        found = {query: [quote.turn for quote in opened.read.search.words(query)] for query in ("12", "14", "0*")}
        assert found == {"12": [2], "14": [], "0*": []}
        assert [hit.quote.turn for hit in hits(opened, search(opened, "/\\d\\d/"))] == [2]
        (hit,) = hits(opened, search(opened, "12"))
        assert [hit.quote.text[mark.start : mark.stop] for mark in hit.marks] == ["12"]
