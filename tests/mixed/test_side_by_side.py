import json
from dataclasses import replace

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.counts import CodeCounts
from codeerbank.domain.joint import GroupResult, Judgement, PanelEvidence, QuoteEvidence, SurveyEvidence
from codeerbank.domain.survey import AnswerState, Variable
from codeerbank.domain.table import Cell
from codeerbank.mixed.audiences import RULES
from codeerbank.mixed.joint.disclosed import Readers
from codeerbank.mixed.joint.evidence import survey_evidence
from codeerbank.mixed.joint.side_by_side import SideBySide, side_by_side
from codeerbank.mixed.joint.strands import Counted, Strands, disclosed
from codeerbank.mixed.quantitize import by_case
from codeerbank.mixed.statistics.intervals import wilson_percentages
from codeerbank.mixed.tables import Grouping, answers_table, choices_table
from tests.mixed.material import CODEBOOK, coding, quantitize, turn

GROUPS = {"J1": "jongere", "J2": "jongere", "J3": "jongere", "O1": "ouder"}
TURNS = [turn("g", n, case, ["anna"]) for n, case in enumerate(GROUPS, 1)]
CODINGS = [coding("g", 1, "K1.1"), coding("g", 2, "K1.1"), coding("g", 4, "K1.1")]
PRIVACY = SurveyEvidence(
    "drempel",
    "Privacyregels",
    "flinke drempel",
    (GroupResult("jongere", 2, 4, wilson_percentages(2, 4)), GroupResult("prof", 35, 76, wilson_percentages(35, 76))),
)
THRESHOLD = replace(PRIVACY, results=(*PRIVACY.results, GroupResult("ouder", 6, 9, wilson_percentages(6, 9))))


def strands(codebook: Codebook = CODEBOOK, **given: object) -> Strands:
    counts: CodeCounts = quantitize(codebook, TURNS, CODINGS, by_case(GROUPS), ["jongere", "ouder"])
    together = quantitize(codebook, TURNS, CODINGS)
    return Strands(codebook, Counted(counts, together), **given)  # type: ignore[arg-type]


def test_themes_come_first_then_codes_that_were_said_or_asked() -> None:
    display = side_by_side(strands(survey={"M1": [PRIVACY]}))
    assert [row.code for row in display.rows] == ["K", "K1", "K1.1", "M", "M1"]


def working_row(display: SideBySide, name: str) -> dict[str, Cell]:
    sheet = display.sheet()
    return dict(zip(sheet.columns, next(row for row in sheet.rows if row[0] == name), strict=True))


def test_a_cell_of_conversations_counts_persons_per_perspective_with_their_base() -> None:
    row = working_row(side_by_side(strands()), "Kunnen: weten hoe")
    assert row["Conversations: speakers"] == "jongere 2 of 3; ouder 1 of 1"
    assert row["Fragments"] == "3 fragments in 1 document"


def test_every_group_that_was_asked_has_a_column_with_count_base_and_interval() -> None:
    other = SurveyEvidence("v", "Tijd", "nee", (GroupResult("prof", 9, 76, wilson_percentages(9, 76)),))
    row = working_row(side_by_side(strands(survey={"M1": [PRIVACY, other]})), "Mogen: tijd")
    assert row["Survey: question and answer"] == "1) Privacyregels – flinke drempel\n2) Tijd – nee"
    assert row["jongere: n of N (%) [95%]"] == "1) 2 of 4 [15–85%]\n2) not asked"
    assert row["prof: n of N (%) [95%]"] == "1) 35 of 76 (46.1%) [35–57%]\n2) 9 of 76 (11.8%) [6–21%]"


def test_open_answers_are_counted_apart_from_the_conversations() -> None:
    counts = quantitize(
        CODEBOOK, [turn("vraag", 1, "R1", ["anna"]), turn("vraag", 2, "R2", ["anna"])], [coding("vraag", 1, "K1.1")]
    )
    display = side_by_side(strands(answers=Counted(counts, counts)))
    row = working_row(display, "Kunnen: weten hoe")
    assert row["Conversations: speakers"] == "jongere 2 of 3; ouder 1 of 1"
    assert row["Open answers"] == "no group known 1 of 2\n1 fragment in 1 document"
    assert dict(display.about)["Open answers"] == "2 persons in 1 document (no group known 2); 1 fragment"


def test_the_working_form_has_intervals_and_the_report_form_has_not() -> None:
    display = side_by_side(strands(survey={"M1": [PRIVACY]}))
    assert working_row(display, "Mogen: tijd")["jongere: n of N (%) [95%]"] == "2 of 4 [15–85%]"
    report = next(row for row in display.sheet("report").rows if row[0] == "Mogen: tijd")
    assert report[1] == "Privacyregels – flinke drempel: jongere 2 of 4; prof 35 of 76 (46.1%)"


def test_the_report_form_has_at_most_six_columns() -> None:
    display = side_by_side(strands())
    assert len(display.sheet("report").columns) == 6
    assert all(len(row) == 6 for row in display.sheet("report").rows)
    assert all(len(row) == len(display.sheet().columns) for row in display.sheet().rows)


def test_what_it_means_together_stays_empty_until_a_person_writes_it() -> None:
    empty = next(iter(side_by_side(strands()).sheet().rows))
    assert empty[-3:] == [None, None, None]
    judged = Judgement(
        "Er is een gebrek aan afspraken", "spreekt tegen", "laag, want n is klein", "Richtlijn – organisaties"
    )
    display = side_by_side(strands(judgements={"K": judged}))
    assert next(iter(display.sheet().rows))[-3:] == [
        "spreekt tegen",
        "Er is een gebrek aan afspraken",
        "laag, want n is klein",
    ]
    report = next(iter(display.sheet("report").rows))
    assert report[-2:] == [
        "spreekt tegen. Er is een gebrek aan afspraken. How sure: laag, want n is klein",
        "Richtlijn – organisaties",
    ]


def test_one_quote_per_perspective_with_its_source() -> None:
    quotes = {"K1.1": [QuoteEvidence("kort", "g, turn 1", "jongere"), QuoteEvidence("x" * 118, "g, turn 2", "jongere"),
                       QuoteEvidence("woorden van een ouder", "g, turn 4", "ouder")]}  # fmt: skip
    row = working_row(side_by_side(strands(quotes=quotes)), "Kunnen: weten hoe")
    assert row["Quote"] == f"“{'x' * 118}” (jongere, g, turn 2)\n“woorden van een ouder” (ouder, g, turn 4)"


def test_a_quote_that_names_nobody_goes_before_a_better_length() -> None:
    quotes = {"K1.1": [QuoteEvidence("y" * 110 + " bij Ria", "g, turn 1", "jongere"), QuoteEvidence("kort", "g, turn 2", "jongere"),
                       QuoteEvidence("ria", "g, turn 3", "ouder", frozenset({"ria"}))]}  # fmt: skip
    row = next(row for row in side_by_side(strands(quotes=quotes)).rows if row.code == "K1.1")
    assert [quote.text for quote in row.quotes] == ["kort", "ria"]


def test_how_many_quotes_the_panel_saw_stands_beside_its_counts() -> None:
    row = working_row(side_by_side(strands(panel={"K": PanelEvidence(2, 0, 3, quotes=4)})), "Kunnen")
    assert row["Panel"] == "recognised by 2 of 3 (4 quotes)"


def test_the_panel_is_counted_never_percentaged() -> None:
    row = working_row(side_by_side(strands(panel={"K": PanelEvidence(2, 1, 3, ("mensen die je kent",))})), "Kunnen")
    assert row["Panel"] == "recognised by 2 of 3; a little by 1; other word: mensen die je kent"


def test_with_a_depth_the_lowest_rows_gather_what_stands_under_them() -> None:
    quotes = {"K1.1": [QuoteEvidence("weten waar je begint", "g, turn 1", "jongere")]}
    display = side_by_side(strands(survey={"K1.1": [PRIVACY]}, quotes=quotes), depth=0)
    assert [row.code for row in display.rows] == ["K", "M"]
    assert display.rows[0].survey == [PRIVACY]
    assert display.rows[0].quotes == quotes["K1.1"]


def test_outside_the_team_small_groups_are_left_out_and_that_is_said() -> None:
    readers = Readers(RULES["commissioner"], 3, "for the commissioner")
    shown = disclosed(strands(survey={"M1": [THRESHOLD]}), readers, {"jongere": 4, "ouder": 9, "prof": 76})
    display = side_by_side(shown, readers=readers)
    row = working_row(display, "Mogen: tijd")
    assert row["jongere: n of N (%) [95%]"] == "*"
    assert row["ouder: n of N (%) [95%]"] == "*"
    assert str(row["prof: n of N (%) [95%]"]).startswith("35 of 76")
    assert row["Conversations: speakers"] == "jongere 0 of 3; ouder *"
    report = next(row for row in display.sheet("report").rows if row[0] == "Mogen: tijd")
    assert "jongere *; prof 35 of 76 (46.1%); ouder *" in str(report[1])
    assert dict(display.about)["Conversations"] == "jongere 3, ouder *; 2 fragments of the groups shown"
    suppressed = dict(display.about)["Suppression"]
    assert "for the commissioner" in suppressed
    assert "jongere in the survey" in suppressed
    assert "ouder in the words" in suppressed


def test_the_header_block_says_what_the_numbers_rest_on() -> None:
    about = dict(side_by_side(strands(), about=[("Project", "proef")]).about)
    assert about["Project"] == "proef"
    assert about["Conversations"] == "4 persons in 1 document (jongere 3, ouder 1); 3 fragments"
    assert {"Base in the survey", "Base in the conversations", "Weighting", "Suppression"} <= about.keys()


def test_what_is_not_yet_read_is_said_in_the_notes() -> None:
    turns = [*TURNS, turn("g", 5, "J9")]
    counts = quantitize(CODEBOOK, turns, CODINGS)
    some = Strands(CODEBOOK, Counted(counts, counts))
    assert any("1 of 5 persons" in note for note in side_by_side(some).notes)


def test_the_report_explains_only_what_it_shows() -> None:
    display = side_by_side(strands(survey={"M1": [PRIVACY]}))
    work, report = (" ".join(display.sheet(form).notes) for form in ("work", "report"))
    assert ("interval" in work, "interval" in report) == (True, False)
    assert ("per perspective one" in work, "one a row" in report) == (True, True)


def test_the_json_keeps_every_number() -> None:
    found = json.loads(json.dumps(side_by_side(strands(survey={"M1": [PRIVACY]}, missing={"M1": ["Wie?"]})).json()))
    row = next(row for row in found["rows"] if row["code"] == "M1")
    assert row["survey"][0]["groups"][1]["n"] == 35
    assert row["not_in_survey"] == ["Wie?"]
    assert row["conversations"]["groups"][0] == {"group": "jongere", "n": 0, "base": 3, "not_yet_coded": 0, "pct": 0.0}
    assert row["meaning"] is None


GROUPING = Grouping("groep", {"p0": "a", "p1": "a", "p2": "b"}, ["a", "b"])


def answers(level: str, labels: dict[str, str], *cells: str) -> list[tuple[str, int]]:
    column = [(f"p{n}", AnswerState.VALUE, cell) for n, cell in enumerate(cells)]
    variable = Variable("v", "v", level, 0, 0, labels, "")  # type: ignore[arg-type]
    found = survey_evidence(answers_table(variable, column, GROUPING), question="Vraag?")
    assert {line.question for line in found} <= {"Vraag?"}
    return [(line.answer, sum(result.n for result in line.results)) for line in found]


def test_of_a_scale_the_two_highest_answers_stand_together() -> None:
    assert answers("ordinal", {"1": "nee", "2": "beetje", "3": "wel", "4": "zeer"}, "3", "4", "1") == [
        ("wel / zeer", 2)
    ]


def test_of_yes_and_no_the_yes_is_shown() -> None:
    assert answers("nominal", {"0": "nee", "1": "ja"}, "1", "0", "1") == [("ja", 2)]


def test_of_anything_else_the_answers_given_most() -> None:
    assert answers("nominal", {"a": "A", "b": "B", "c": "C", "d": "D"}, "b", "b", "c") == [("B", 2), ("C", 1)]


def test_an_option_of_a_multiple_response_question_stands_alone() -> None:
    columns = {name: [(f"p{n}", AnswerState(int(cell)), None) for n, cell in enumerate("001")] for name in ("r1", "r2")}
    table = choices_table(
        Variable("r", "", "multiple", 0, 0, {"r1": "zelf", "r2": "band"}, "Waarom niet?"), columns, GROUPING
    )
    (line,) = survey_evidence(table, "r2")
    assert (line.question, line.answer) == ("Waarom niet?", "band")
    assert [(result.group, result.n, result.base) for result in line.results] == [("a", 2, 2)]
