"""Consent: who agreed to what, asked before words leave, and laid over everybody."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from codeerbank.domain.consent import Consent
from codeerbank.errors import ConsentRefused, ImportProblems, NotFound, UsageError
from codeerbank.workbench import consenting, history, retaining
from codeerbank.workbench.session import Session
from tests.store.projects import begin, bring, survey

HEAD = "deelnemer;formulier;datum;citaat;klankbordgroep;onder 16;ouder akkoord"


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with begin(tmp_path / "p.codeerbank") as made:
        bring(made, survey({"r1": "Geld.", "r2": "Tijd."}))
        yield made


def agreed(session: Session, **given: object) -> None:
    told = {"form": "v1", "agreed": "2026-03-01", "scopes": ("quote",), **given}
    consenting.add_consent(session, "r1", Consent("", **told)).result()  # type: ignore[arg-type]


def test_consent_covers_what_was_agreed_to_and_no_more(session: Session) -> None:
    assert not consenting.covers(session, "r1", "quote")
    agreed(session)
    assert consenting.covers(session, "r1", "quote")
    assert not consenting.covers(session, "r1", "panel")
    assert not consenting.covers(session, "r2", "quote")
    assert "klankbordgroep" in consenting.why_not(session, "r1", "panel")
    history.undo(session).result()
    assert not consenting.covers(session, "r1", "quote")


@pytest.mark.parametrize(
    ("given", "covered"),
    [
        ({"under_16": True}, False),
        ({"under_16": True, "guardian": True}, True),
        ({"under_16": True, "guardian": True, "person": False}, False),
        ({"guardian": True}, True),
    ],
)
def test_under_16_both_agree(session: Session, given: dict[str, object], covered: bool) -> None:
    agreed(session, **given)
    assert consenting.covers(session, "r1", "quote") is covered


def test_coverage_names_who_has_none_and_what_is_not_covered(session: Session) -> None:
    agreed(session, scopes=("quote", "panel"))
    found = {one.case.name: list(one.problems) for one in consenting.coverage(session)}
    assert found == {"r1": ["niet voor: publicatie"], "r2": ["geen toestemming bekend"]}


@pytest.mark.parametrize(
    "given", [{"form": " "}, {"basis": "zomaar"}, {"agreed": "1 maart"}, {"withdraw_until": "2026-02-30"}]
)
def test_consent_that_says_nothing_is_refused(session: Session, given: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        agreed(session, **given)


def test_a_list_comes_in_from_csv_and_from_excel(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(f"{HEAD}\nr1;v2;14-3-2026;ja;nee;;\nr2;v2;2026-03-15;x;x;ja;ja\n", encoding="utf-8")
    assert consenting.import_consents(session, path).result()[1] == 2
    assert consenting.covers(session, "r2", "panel")
    assert not consenting.covers(session, "r1", "panel")
    book = openpyxl.Workbook()
    for row in (HEAD.split(";"), ["r1", "v3", date(2026, 4, 1), "nee", "ja", None, None]):
        book.active.append(row)
    book.save(tmp_path / "lijst.xlsx")
    consenting.import_consents(session, tmp_path / "lijst.xlsx").result()
    known = {one.form: one for one in consenting.consents(session).values()}
    assert (known["v3"].agreed, list(known["v3"].scopes)) == ("2026-04-01", ["panel"])


@pytest.mark.parametrize(
    "column", ["email;a@b.nl", "telefoon;0612345678", "naam;Sanne", "opmerking;sanne@voorbeeld.nl"]
)
def test_contacts_never_enter_the_project(session: Session, tmp_path: Path, column: str) -> None:
    heading, cell = column.split(";")
    path = tmp_path / "lijst.csv"
    path.write_text(f"{HEAD};{heading}\nr1;v2;2026-03-14;ja;ja;;;{cell}\n", encoding="utf-8")
    with pytest.raises(ConsentRefused) as refused:
        consenting.import_consents(session, path).result()
    assert refused.value.exit_code == 3
    assert consenting.consents(session) == {}


@pytest.mark.parametrize(
    "row", ["r1;v2;2026-02-30;ja;;;", "r1;v2;2026-03-14;misschien;;;", ";v2;2026-03-14;ja;;;", "r1;;2026-03-14;ja;;;"]
)
def test_a_cell_that_is_not_understood_is_named_and_nothing_comes_in(
    session: Session, tmp_path: Path, row: str
) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(f"{HEAD}\nr2;v2;2026-03-14;ja;;;\n{row}\n", encoding="utf-8")
    with pytest.raises(ImportProblems) as refused:
        consenting.import_consents(session, path).result()
    assert "3" in str([refused.value.message, *refused.value.problems])
    assert consenting.consents(session) == {}


def test_a_list_of_strangers_is_refused(session: Session, tmp_path: Path) -> None:
    path = tmp_path / "lijst.csv"
    path.write_text(f"{HEAD}\nr9;v2;2026-03-14;ja;;;\n", encoding="utf-8")
    with pytest.raises(NotFound, match="r9"):
        consenting.import_consents(session, path).result()


def test_what_is_kept_too_long_is_listed_and_stays(session: Session) -> None:
    assert retaining.due_line(session) is None
    retaining.keep_until(session, "recordings", "2026-01-01").result()
    retaining.keep_until(session, "project", "2099-01-01").result()
    assert [one.material for one in retaining.retentions(session)] == ["recordings", "project"]
    assert [one.material for one in retaining.due(session, date(2026, 1, 2))] == ["recordings"]
    assert retaining.due(session, date(2026, 1, 1)) == []
    assert "geluid en beeld" in (retaining.due_line(session) or "")
    retaining.forget_date(session, "recordings").result()
    assert retaining.due_line(session) is None


def test_a_date_for_nothing_and_no_date_are_refused(session: Session) -> None:
    with pytest.raises(UsageError):
        retaining.keep_until(session, "koffie", "2026-01-01")
    with pytest.raises(UsageError):
        retaining.keep_until(session, "project", "ooit")
    with pytest.raises(NotFound):
        retaining.forget_date(session, "project").result()
