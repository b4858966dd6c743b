"""Derived variables, tables with what stands beside them, tests over one export, and the codes back in the survey file."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.derivation import Category, Derivation
from codeerbank.domain.survey_file import SurveyColumn
from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.exporters.written_back import write_back
from codeerbank.i18n import use_language
from codeerbank.tui.tabling import make_variable
from codeerbank.workbench import deriving, mixing
from codeerbank.workbench.code_tables import CodeChoices, code_table
from codeerbank.workbench.crossing import crosstabs
from codeerbank.workbench.history import undo
from codeerbank.workbench.known_totals import response
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session
from codeerbank.workbench.tabling import TableChoices
from codeerbank.workbench.writing_back import write_codes_back
from tests.workbench.mixed_project import make


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with make(tmp_path) as made:
        yield made


@pytest.fixture(autouse=True)
def in_english(in_dutch: None) -> Iterator[None]:
    use_language("en")
    yield
    use_language("nl")


def collapse(session: Session, name: str = "kort") -> deriving.Recoded:
    source = deriving.known(Questions(session), "oordeel")
    categories = deriving.collapsed(["laag=1,2", "hoog=4,5"], source)
    return deriving.recode(session, Derivation(name, "collapse", ("oordeel",), categories=categories)).result()


def test_answers_taken_together_are_a_variable_everywhere_until_undone(session: Session) -> None:
    assert collapse(session).n_valid == 5
    assert "kort" in [variable.name for variable, _rule in deriving.all_variables(session)]
    rows = mixing.table(session, "kort").groups[0].rows
    assert [(row.label, row.n) for row in rows] == [("laag", 2), ("hoog", 3)]
    crossed = mixing.crosstab(session, "groep", "kort").json()
    assert [group["group"] for group in crossed["groups"]] == ["laag", "hoog", None]
    assert crossed["test"]["name"] == "fisher"
    assert "kort" in mixing.merge(session, "kort").by
    undo(session).result()
    with pytest.raises(NotFound, match="kort"):
        mixing.table(session, "kort")


def test_an_answer_that_a_question_does_not_have_is_refused_with_the_one_that_is_near(session: Session) -> None:
    source = deriving.known(Questions(session), "groep")
    for rest in ("", "anders"):
        rule = Derivation(
            "g", "collapse", ("groep",), categories=deriving.collapsed(["jong=jongre"], source), rest=rest
        )
        with pytest.raises(UsageError, match="groep has no answer jongre") as refused:
            deriving.recode(session, rule).result()
        assert "jongere" in str(refused.value.hint)
    conditions = deriving.groups(["often: oordeel=9"], Questions(session))
    with pytest.raises(UsageError, match="oordeel has no answer 9"):
        deriving.recode(session, Derivation("vaak", "groups", categories=conditions)).result()


def test_weights_are_refused_in_words_where_their_bounds_cannot_be(session: Session) -> None:
    totals = {"groep": {"jongere": 50.0, "ouder": 50.0}}
    with pytest.raises(UsageError, match="around 1"):
        deriving.recode(session, Derivation("w", "weight", totals=totals, trim=(3.0, 1.0))).result()


def test_the_screen_makes_what_the_commands_make(session: Session) -> None:
    made = [make_variable(session, *asked).result() for asked in (
        ("collapse", "oordeel", "kort: laag=1,2; hoog=4,5"),
        ("classes", "gewicht", "licht: 0-1=licht; 2-=zwaar"),
        ("count", "oordeel", "hoog_n: 4,5"),
        ("groups", "oordeel", "ervaring: vaak: oordeel>=4; weinig: oordeel<4 & groep=jongere"),
    )]  # fmt: skip
    assert made == ["kort", "licht", "hoog_n", "ervaring"]
    assert [rule.kind for rule in deriving.recodings(session)] == ["collapse", "classes", "count", "groups"]


def test_an_answer_that_falls_nowhere_is_refused_unless_the_others_have_a_name(session: Session) -> None:
    rule = Derivation("laag", "collapse", ("oordeel",), categories=(Category("1", "laag", values=("1", "2")),))
    with pytest.raises(UsageError, match="3 answers fall in no category: 4, 5"):
        deriving.recode(session, rule).result()
    named = Derivation("laag", "collapse", ("oordeel",), categories=rule.categories, rest="anders")
    assert deriving.recode(session, named).result().n_valid == 5


def test_a_name_that_is_there_is_not_made_again_and_one_in_use_is_not_taken_away(session: Session) -> None:
    collapse(session)
    with pytest.raises(Conflict, match="kort"):
        collapse(session)
    groups = deriving.groups(["wel: kort=laag & groep=jongere"], Questions(session))
    deriving.recode(session, Derivation("g", "groups", categories=groups, rest="niet")).result()
    assert [(row.label, row.n) for row in mixing.table(session, "g").groups[0].rows] == [
        ("wel", 2),
        ("niet", 4),
    ]  # an older person is in no group of young ones, whatever else
    with pytest.raises(Conflict, match="is used by g"):
        deriving.remove(session, "kort").result()


def test_chosen_answers_are_counted_and_who_skipped_the_question_is_unknown(session: Session) -> None:
    made = deriving.recode(session, Derivation("redenen", "count", ("reden",))).result()
    assert made.n_valid == 4
    ratings = mixing.table(session, "redenen").groups[0].ratings
    assert ratings is not None
    assert (ratings.n, ratings.median) == (4, 1.0)


def test_recodings_are_spss_syntax(session: Session, tmp_path: Path) -> None:
    collapse(session)
    assert deriving.syntax(session, tmp_path / "x.sps") == 1
    text = (tmp_path / "x.sps").read_text(encoding="utf-8-sig")
    assert "RECODE oordeel (1,2=1) (4,5=2) (ELSE=SYSMIS) INTO kort." in text
    assert "VALUE LABELS kort 1 'laag' 2 'hoog'." in text


def test_known_totals_stand_beside_a_table_and_make_weights(session: Session, tmp_path: Path) -> None:
    known = tmp_path / "k.csv"
    known.write_text("variable;category;total\ngroep;jongere;50\ngroep;ouder;50\n", encoding="utf-8")
    found = mixing.table(session, "groep", how=TableChoices(known=known)).known
    assert found is not None
    assert [one["points"] for one in found["categories"]] == pytest.approx([-100 / 6, 100 / 6])
    totals = deriving.weights_to(known, Questions(session))
    made = deriving.recode(session, Derivation("w", "weight", totals=totals)).result()
    assert "effective n = 5.3" in made.remarks[0]
    assert not any("no weight" in remark for remark in made.remarks)  # who only spoke lacks nothing
    assert mixing.table(session, "oordeel", weight="w").weight_reason == "effective_n_below_30"


def test_a_stage_of_the_response_cannot_grow(tmp_path: Path) -> None:
    file = tmp_path / "r.csv"
    file.write_text("kanaal;uitgenodigd;begonnen;bruikbaar\nmail;100;40;30\npost;;;9\n", encoding="utf-8")
    rows = response(file).json()["channels"]
    assert [(row["channel"], row["invited"], row["usable"]) for row in rows[:2]] == [
        ("mail", 100, 30),
        ("post", None, 9),
    ]
    assert (rows[2]["invited"], rows[2]["usable"]) == (None, 39)
    file.write_text("kanaal;begonnen;bruikbaar\nmail;3;4\n", encoding="utf-8")
    with pytest.raises(UsageError, match="line 2"):
        response(file)


def test_an_item_of_five_is_turned_round_and_taken_to_three(session: Session) -> None:
    plain = mixing.table(session, "oordeel", how=TableChoices(three=True)).groups[0].rows
    turned = mixing.table(session, "oordeel", how=TableChoices(three=True, reverse=True)).groups[0].rows
    assert [row.n for row in plain] == [2, 0, 3]
    assert [row.n for row in turned] == [3, 0, 2]


def test_all_tests_of_one_export_are_one_family(session: Session) -> None:
    tables = crosstabs(session, "reden", ["groep", "oordeel"])
    p = [row.p for one in tables for row in one.tests.rows if row.p is not None]
    assert {one.tests.family for one in tables} == {len(p)}
    corrected = [row.p_adjusted for one in tables for row in one.tests.rows if row.p is not None]
    assert all(a >= b for a, b in zip(corrected, p, strict=True))


def test_codes_are_counted_over_any_unit_and_a_base_too_small_is_refused(session: Session) -> None:
    found = {one["code"]: one for one in code_table(session, "frequencies", CodeChoices("documents")).record["codes"]}
    assert found["K1"]["n"] == 2
    with pytest.raises(UsageError, match="too small"):
        code_table(session, "frequencies", CodeChoices("segments", base=1))
    assert code_table(session, "saturation").record["observed"] == 1
    with pytest.raises(NotFound, match="nobody"):
        code_table(session, "pairs", CodeChoices(coder="nobody"))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_codes_stand_behind_the_columns_of_a_copy(session: Session, tmp_path: Path, suffix: str) -> None:
    original, copy = tmp_path / f"o{suffix}", tmp_path / f"c{suffix}"
    rows = [line.split(";") for line in (tmp_path / "enquete.csv").read_text(encoding="utf-8").splitlines()]
    rows = [rows[0], *reversed(rows[1:])]
    if suffix == ".csv":
        original.write_text("".join(";".join(row) + "\r\n" for row in rows), encoding="utf-8")
    else:
        from openpyxl import Workbook

        book = Workbook()
        for row in rows:
            book.active.append([cell.replace("=HY", "HY") for cell in row])
        book.save(original)
    collapse(session)
    done = write_codes_back(session, original, copy)
    assert (done.rows, done.met, done.key, done.original) == (6, 6, "respondent", 7)
    assert {"kort", "code_K1"} <= set(done.added)
    if suffix == ".csv":
        found = list(csv.reader(copy.read_text(encoding="utf-8").splitlines(), delimiter=";"))
        assert [row[:7] for row in found] == list(csv.reader(original.read_text().splitlines(), delimiter=";"))
        assert found[-1][found[0].index("code_K1")] == "1"
    assert "7 columns" in session.read.history.actions()[0].words
    with pytest.raises(UsageError, match="not written over"):
        write_codes_back(session, original, original)


@pytest.mark.parametrize(("own", "written"), [("0,5", "2,5"), ("0.5", "2.5"), ("", "2,5")])
def test_numbers_follow_the_decimal_sign_of_the_file_and_codes_have_a_legend(
    session: Session, tmp_path: Path, own: str, written: str
) -> None:
    original, copy = tmp_path / "o.csv", tmp_path / "c.csv"
    original.write_text("".join(f"{who};{own}\n" for who in ["wie", "a"]), encoding="utf-8")
    column = SurveyColumn("gewicht", "Gewicht", "scale", ["2.5"])
    write_back(original, copy, [column])
    assert copy.read_text(encoding="utf-8").splitlines()[1] == f"a;{own};{written}"
    collapse(session)
    done = write_codes_back(session, tmp_path / "enquete.csv", tmp_path / "d.csv")
    assert done.legend is not None
    assert "read to the end, not coded" in done.legend.read_text(encoding="utf-8-sig")


def test_a_respondent_on_two_rows_is_named_before_codes_are_written_back(session: Session, tmp_path: Path) -> None:
    original = tmp_path / "enquete.csv"
    lines = original.read_text(encoding="utf-8").splitlines()
    original.write_text("\n".join([*lines, lines[1]]) + "\n", encoding="utf-8")
    with pytest.raises(Conflict, match="more than one row: R1"):
        write_codes_back(session, original, tmp_path / "copy.csv")
    assert not (tmp_path / "copy.csv").exists()


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (Derivation("k", "classes", ("oordeel", "gewicht"), categories=deriving.classes(["0-9=a"])), "of one variable"),
        (Derivation("k", "collapse", (), categories=()), "of one variable"),
        (Derivation("k", "unit", ("oordeel",), categories=(Category("1", "zo"),)), "of two variables"),
        (Derivation("k", "unit", ("gewicht", "oordeel"), categories=(Category("1", "zo"),)), "give more for oordeel"),
        (Derivation("k", "stack", ("oordeel", "oordeel")), "two variables or more"),
        (Derivation("reden_tijd", "nest", ("reden_tijd",)), "part of itself"),
        (Derivation("reden_tijd", "nest", ("groep",)), "groep is no option"),
        (Derivation("groep", "label"), "which words groep"),
    ],
)
def test_a_recoding_that_passes_over_what_was_asked_is_refused(session: Session, rule: Derivation, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        deriving.recode(session, rule).result()
    assert deriving.recodings(session) == []


@pytest.mark.parametrize("bound", ["1.2.3-4=a", ".-=a", ",=a"])
def test_a_bound_that_is_no_number_is_no_class(bound: str) -> None:
    with pytest.raises(UsageError, match="is no class"):
        deriving.classes([bound])


@pytest.mark.parametrize("condition", ["oordeel<veel", "oordeel>=nan", "oordeel>2,5"])
def test_more_and_less_are_asked_of_one_number(session: Session, condition: str) -> None:
    with pytest.raises(UsageError, match="no number to compare with"):
        deriving.groups([f"g: {condition}"], Questions(session))


def test_three_and_reverse_are_refused_where_no_answer_is_called_five(session: Session) -> None:
    words = Derivation("oordeel", "label", categories=(Category("1", "man"), Category("2", "vrouw")))
    deriving.recode(session, Derivation("ja", "collapse", ("groep",), categories=deriving.collapsed(
        ["a=jongere", "b=ouder"], deriving.known(Questions(session), "groep")))).result()  # fmt: skip
    with pytest.raises(UsageError, match="no item of five points"):
        mixing.table(session, "ja", how=TableChoices(three=True))
    deriving.recode(session, words).result()
    with pytest.raises(UsageError, match="no item of five points"):
        mixing.table(session, "oordeel", how=TableChoices(reverse=True))


@pytest.mark.parametrize("rows", ["", "jongere;0\nouder;0\n"])
def test_known_totals_of_nobody_are_refused(session: Session, tmp_path: Path, rows: str) -> None:
    known = tmp_path / "k.csv"
    known.write_text("category;total\n" + rows, encoding="utf-8")
    with pytest.raises(UsageError, match="no total above 0"):
        mixing.table(session, "groep", how=TableChoices(known=known))
