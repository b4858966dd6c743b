"""Joint displays of a project, and what people decide about their rows."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.derivation import Derivation
from codeerbank.errors import NotFound, PrivacyRefusal, UsageError
from codeerbank.i18n import use_language
from codeerbank.workbench import deriving, verdicts
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.displays import TITLES, Asked, DisplayKind, chart, default_kind, display, long_sheet
from codeerbank.workbench.history import undo
from codeerbank.workbench.mixing import merge
from codeerbank.workbench.output import export
from codeerbank.workbench.panel import release
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.quote_choices import quote_choices
from codeerbank.workbench.session import Session
from tests.mixed.test_verdict_rule import SEVEN
from tests.workbench.mixed_project import make

GROEP = Asked(by="groep")


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with make(tmp_path_factory.mktemp("studie")) as made:
        yield made


@pytest.fixture(autouse=True)
def in_english(in_dutch: None) -> Iterator[None]:
    use_language("en")
    yield
    use_language("nl")


def cell(session: Session, kind: DisplayKind, row: str, column: str, form: str = "work") -> object:
    sheet = display(session, kind, GROEP).sheet(form)  # type: ignore[arg-type]
    found = next(line for line in sheet.rows if row in str(line[0]))
    return found[list(sheet.columns).index(column)]


@pytest.mark.parametrize("kind", list(TITLES))
def test_every_display_has_two_forms_a_header_and_values(session: Session, kind: DisplayKind) -> None:
    found = display(session, kind, GROEP)
    for form in ("work", "report"):
        sheet = found.sheet(form)
        assert all(len(row) == len(sheet.columns) for row in sheet.rows)
        assert {"Coder agreement", "Audit", "Suppression", "Linked by"} <= {label for label, _value in sheet.about}
        assert sheet.stamp
    assert len(found.sheet("report").columns) <= 6 or kind in ("persons", "themes")
    assert json.loads(json.dumps(found.json()))["display"] == kind
    assert all(len(row) == 13 for row in long_sheet(found).rows)


def test_a_study_in_which_people_saw_figures_first_begins_with_their_explanation(session: Session) -> None:
    assert default_kind(session) == "convergence"
    document = next(name for name, kind in session.read.documents.kinds().items() if kind == "transcript")
    apply_code(session, document, 0, 5, "M1", {"survey_reaction": "disputes"}).result()
    assert default_kind(session) == "explain"
    undo(session).result()


def test_a_contradiction_is_refused_without_a_reason_and_undone_in_one_step(session: Session) -> None:
    with pytest.raises(UsageError, match="reason"):
        verdicts.decide(session, "M1", relation="contradicts").result()
    verdicts.decide(session, "M1", relation="contradicts", reason="who took part chose to", certainty="low").result()
    assert cell(session, "side-by-side", "privacy", "How do they relate?") == "contradicts. who took part chose to"
    assert display(session, "convergence", GROEP).warnings
    verdicts.decide(session, "M1", rival="who was not there", meaning="agreements are missing").result()
    kept = verdicts.verdicts(session)[session.code("M1").id]
    assert (kept.relation, kept.rival, kept.certainty) == ("contradicts", "who was not there", "low")
    assert not display(session, "convergence", GROEP).warnings
    for _step in range(2):
        undo(session).result()
    assert not verdicts.verdicts(session)


def test_the_seven_worked_rows_stand_as_a_person_decided_them(session: Session) -> None:
    decided = [
        ("contradicts", None), ("contradicts", None), ("adds", "contradicts"), ("adds", None), ("confirms", "adds"),
        ("adds", None), ("adds", None),
    ]  # fmt: skip
    words = ["contradicts", "contradicts", "adds to it + contradicts", "adds to it", "confirms + adds to it"]
    for (finding, *_rule), (relation, second) in zip(SEVEN, decided, strict=True):
        given = {key: value for key, value in finding.values().items() if key not in ("number", "statement")}
        made = verdicts.add_finding(session, finding.statement, **given).result()
        assert made.key == finding.key
        verdicts.decide(session, made.key, relation=relation, second=second, reason="as people saw it").result()
    shown = [str(row[7]) for row in display(session, "convergence", GROEP).sheet().rows][: len(SEVEN)]
    assert [one.partition(".")[0] for one in shown] == [*words, "adds to it", "adds to it"]
    assert "11 of 11" in str(cell(session, "convergence", "F1", "Survey"))
    for _step in range(2 * len(SEVEN)):
        undo(session).result()
    assert not verdicts.findings(session)


def test_a_verdict_goes_with_the_quote_it_rests_on(session: Session) -> None:
    choice = quote_choices(session, "K1", "groep")[0]
    made = verdicts.decide(session, "K1", relation="adds", quotes=[choice.id]).result()
    record = verdicts.verdict_records(session)[made.row]
    assert choice.id in record.about
    assert record.who == "anna"
    assert choice.text in str(cell(session, "convergence", "weten hoe", "Quote"))
    undo(session).result()


def test_the_same_verdict_said_twice_is_said_once(session: Session) -> None:
    verdicts.decide(session, "K1", relation="confirms", second="adds").result()
    made = verdicts.decide(session, "K1", relation="adds").result()
    undo(session).result()
    undo(session).result()
    assert (made.relation, made.second) == ("adds", "")


def test_outside_the_team_there_are_no_persons_and_no_quotes_that_were_not_released(session: Session) -> None:
    outside = Asked(by="groep", audience="outside")
    with pytest.raises(PrivacyRefusal):
        display(session, "persons", outside)
    for kind in ("side-by-side", "themes", "convergence", "explain"):
        text = str([list(row) for row in display(session, kind, outside).sheet().rows])
        assert "Ik weet niet hoe" not in text, kind
        assert "2 of 2" not in text, kind
    coding = next(one for one in session.read.codings.each(code="K1", document="gesprek", coder="anna"))
    release(session, coding.id, "outside", "niemand herkenbaar").result()
    text = str([list(row) for row in display(session, "side-by-side", outside).sheet().rows])
    assert coding.quote in text


def test_advice_follows_from_a_row_and_knows_its_date(session: Session) -> None:
    made = verdicts.add_advice(session, "M1", "Make a guideline", whom="organisations", when="2026-12-01").result()
    with pytest.raises(UsageError, match="no date"):
        verdicts.change_advice(session, made.key, when="soon").result()
    verdicts.change_advice(session, made.key, status="agreed").result()
    sheet = display(session, "advice", GROEP).sheet("report")
    row = next(row for row in sheet.rows if "Make a guideline" in str(row[1]))
    assert list(row[1:]) == ["Make a guideline", "organisations", None, "2026-12-01", "agreed on"]
    with pytest.raises(NotFound, match="A9"):
        verdicts.change_advice(session, "A9", status="done").result()


def test_a_gap_is_named_where_one_strand_did_not_ask(session: Session) -> None:
    rows = {record["code"]: record for record in display(session, "crosswalk", GROEP).records}
    assert rows["M1"]["gap"] in ("survey only", None)
    assert rows["K1"]["not_in_survey"] == ["Elders gevraagd"]


def test_a_figure_needs_a_question(session: Session, tmp_path: Path) -> None:
    drawn, table = chart(session, "K1", GROEP)
    assert drawn.asked
    assert len(list(table.sheet().rows)) >= 1
    with pytest.raises(NotFound):
        chart(session, "K", GROEP)


def test_the_report_is_a_word_document_with_numbered_tables(session: Session, tmp_path: Path) -> None:
    from docx import Document

    verdicts.decide(session, "K1", relation="adds", meaning="they do not know how", certainty="low").result()
    report = export(session, "report", tmp_path / "r.docx")
    document = Document(str(tmp_path / "r.docx"))
    captions = [one.text for one in document.paragraphs if one.style.name == "Caption"]
    tables = [text for text in captions if text.startswith("Table")]
    assert [text.partition(".")[0] for text in tables] == [f"Table {n}" for n in range(1, len(tables) + 1)]
    assert len(document.tables) == len(tables)
    text = "\n".join(one.text for one in document.paragraphs)
    assert "they do not know how" in text
    assert "{table" not in text
    assert report.rows == len(captions)
    with pytest.raises(UsageError, match="Word"):
        export(session, "report", tmp_path / "r.xlsx")


def test_persons_are_only_laid_out_where_words_and_survey_share_them(session: Session) -> None:
    found = display(session, "persons", GROEP)
    assert {record["person"] for record in found.records} <= {f"R{n}" for n in range(1, 7)}
    assert any(record["codes"] for record in found.records)


def test_a_test_stands_only_where_words_and_survey_are_tied_by_person(session: Session) -> None:
    tied = display(session, "themes", Asked(by="groep", link="person"))
    apart = display(session, "themes", Asked(by="groep", link="group"))
    assert all(record["test"] is None for record in apart.records)
    assert "p (Holm)" not in apart.sheet().columns
    assert apart.notes[0].startswith("No test")
    assert "p (Holm)" in tied.sheet().columns or tied.notes[0].startswith("No test")


def test_a_number_is_summed_up_for_who_mentioned_a_code_and_who_did_not(session: Session) -> None:
    found = display(session, "themes", Asked(by="gewicht", link="person"))
    record = next(one for one in found.records if one["code"] == "K1")
    assert record["present"]["n"] + record["absent"]["n"] <= 6
    assert record["present"]["median"] == 1.0
    assert "Mentioned: n; median (quartiles)" in found.sheet().columns
    assert "persons in both" in dict(found.about)["Linked by"]
    with pytest.raises(UsageError, match="by person only"):
        display(session, "themes", Asked(by="gewicht", link="group"))


def test_a_derived_question_makes_the_groups_of_a_display_and_of_the_merge(session: Session) -> None:
    source = deriving.known(Questions(session), "oordeel")
    parts = deriving.collapsed(["low=1,2", "high=4,5"], source)
    deriving.recode(session, Derivation("oordeel2", "collapse", ("oordeel",), categories=parts)).result()
    found = display(session, "themes", Asked(by="oordeel2", link="person"))
    assert {group["group"] for group in found.records[0]["groups"]} == {"low", "high"}
    assert set(merge(session, "oordeel2", "person").survey_n) == {"low", "high"}
    undo(session).result()
