"""What a display tells readers outside the team, seen by somebody who subtracts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.counts import CodeCounts
from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.joint import GroupResult, JointRow, SurveyEvidence
from codeerbank.domain.quote import Audience
from codeerbank.mixed.audiences import RULES
from codeerbank.mixed.joint.convergence import Line, convergence
from codeerbank.mixed.joint.disclosed import Readers
from codeerbank.mixed.joint.explain import explain, why_asked
from codeerbank.mixed.joint.figure import chart_of, figure_layout
from codeerbank.mixed.joint.numeric import NumericRow, numeric_layout
from codeerbank.mixed.joint.side_by_side import SideBySide, side_by_side
from codeerbank.mixed.joint.strands import Counted, Strands, disclosed
from codeerbank.mixed.quantitize import by_case
from codeerbank.mixed.statistics.intervals import wilson_percentages
from tests.mixed.material import CODEBOOK, coding, quantitize, turn

AUDIENCES: tuple[Audience, ...] = ("commissioner", "panel", "public", "outside")
NAMES = ("a", "b", "c", "d")
Answers = Mapping[str, tuple[int, int]]


def readers(audience: Audience) -> Readers:
    return Readers(RULES[audience], 3, "for somebody")


def asked(answers: Answers) -> SurveyEvidence:
    results = tuple(
        GroupResult(name, n, base, wilson_percentages(n, base), of_one_mind=n == base)
        for name, (n, base) in answers.items()
    )
    return SurveyEvidence("q", "A question", "yes", results)


def display(audience: Audience, answers: Answers, speakers: Mapping[str, str], said: set[str]) -> SideBySide:
    """Show one code: what the survey answered, and who of the speakers (person -> group) mentioned it."""
    turns = [turn("g", n, who, ["anna"]) for n, who in enumerate(speakers, 1)]
    codings = [coding("g", n, "M1") for n, who in enumerate(speakers, 1) if who in said]
    counts: CodeCounts = quantitize(CODEBOOK, turns, codings, by_case(speakers), sorted(set(speakers.values())))
    strands = Strands(CODEBOOK, Counted(counts, quantitize(CODEBOOK, turns, codings)), survey={"M1": [asked(answers)]})
    sizes = {name: base for name, (_n, base) in answers.items()}
    return side_by_side(disclosed(strands, readers(audience), sizes), readers=readers(audience))


def told(found: SideBySide) -> str:
    """Write all that leaves: both forms, the figure with its table, the matrix, the explanation and the header."""
    lines = [Line("1", row.code, row.name, row, least=3) for row in found.rows]
    layouts = [*convergence(lines), *explain(lines), figure_layout([row for row in found.rows if row.survey])]
    cells = [cell for layout in layouts for row in layout.rows for cell in row]
    cells += [cell for form in ("work", "report") for row in found.sheet(form).rows for cell in row]  # type: ignore[arg-type]
    return "\n".join(map(str, [*cells, *found.about, *found.notes, *map(chart_of, found.rows)]))


COUNTS = st.integers(1, 40).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))


@given(
    st.sampled_from(AUDIENCES),
    st.fixed_dictionaries(dict.fromkeys(NAMES[:2], COUNTS), optional=dict.fromkeys(NAMES[2:], COUNTS)),
)
def test_the_total_less_the_groups_shown_is_never_about_one_group_or_a_handful(
    audience: Audience, answers: dict[str, tuple[int, int]]
) -> None:
    found = display(audience, answers, {"p1": "a", "p2": "a", "p3": "a"}, {"p1"})
    (line,) = next(row.survey for row in found.rows if row.survey)
    secret = {one.group for one in line.results if one.hidden}
    least = RULES[audience].group
    assert {name for name, (_n, base) in answers.items() if base < least} <= secret
    rest = sum(base for _n, base in answers.values()) - sum(one.base for one in line.results)
    assert not secret or (len(secret) > 1 and (rest >= least or len(secret) == len(answers)))
    assert rest == sum(answers[str(name)][1] for name in secret)
    bars = {bar.label: bar for bar in chart_of(next(row for row in found.rows if row.survey)).asked}
    assert all(bars[str(name)].words == HIDDEN and bars[str(name)].value is None for name in secret)
    assert all(bars[str(name)].interval is None for name in secret)


@given(st.sets(st.sampled_from(["p1", "p2", "p3", "x1", "x2"])))
def test_nothing_in_a_display_depends_on_what_a_hidden_group_said(said: set[str]) -> None:
    speakers = {"p1": "a", "p2": "a", "p3": "a", "x1": "b", "x2": "b"}
    answers = {"a": (20, 40), "b": (10, 30)}
    shown = told(display("commissioner", answers, speakers, said))
    assert shown == told(display("commissioner", answers, speakers, said & {"p1", "p2", "p3"}))
    assert f"b {HIDDEN}" in shown


@given(st.integers(0, 4), st.integers(0, 4))
def test_nothing_in_a_display_depends_on_what_a_hidden_group_answered(one: int, other: int) -> None:
    def answered(n: int) -> str:
        return told(display("commissioner", {"a": (20, 40), "b": (n, 4), "c": (9, 30)}, {"p1": "a"}, set()))

    assert answered(one) == answered(other)


def test_the_panel_sees_counts_and_no_percentage_anywhere() -> None:
    speakers = {f"p{n}": "a" for n in range(12)}
    shown = told(display("panel", {"a": (35, 40), "b": (1, 30)}, speakers, {"p1"}))
    assert "35 of 40" in shown
    assert not re.search(r"\d\s*%(?! of)", shown.replace("95%", ""))
    row = next(row for row in display("panel", {"a": (35, 40), "b": (9, 30)}, speakers, {"p1"}).rows if row.survey)
    assert all(bar.value is None and bar.interval is None for bar in chart_of(row).asked)
    assert why_asked(row.survey) == "a stands apart: above b"


def test_a_group_of_one_mind_is_named_to_the_commissioner_and_hidden_from_everybody() -> None:
    answers = {"a": (11, 11), "b": (12, 40), "c": (30, 60)}
    notes = display("commissioner", answers, {"p1": "a"}, set()).notes
    assert any("Everybody gave the same answer in: a" in note for note in notes)
    (line,) = next(row.survey for row in display("public", answers, {"p1": "a"}, set()).rows if row.survey)
    assert [one.group for one in line.results if one.hidden] == ["a", "b"]


def test_a_code_that_only_a_hidden_group_mentioned_has_no_row() -> None:
    speakers = {"p1": "a", "p2": "a", "p3": "a", "x1": "b"}
    turns = [turn("g", n, who, ["anna"]) for n, who in enumerate(speakers, 1)]
    codings = [coding("g", 4, "M1")]
    counts = quantitize(CODEBOOK, turns, codings, by_case(speakers), ["a", "b"])
    strands = Strands(CODEBOOK, Counted(counts, quantitize(CODEBOOK, turns, codings)))
    rows: list[JointRow] = list(side_by_side(disclosed(strands, readers("outside"), {})).rows)
    assert [row.code for row in rows] == ["K", "M"]
    assert not any(row.talk.fragments for row in rows)


def test_numbers_with_and_without_a_code_go_together() -> None:
    row = NumericRow("M1", "tijd", [7, 8], [3, 4, 5, 6, 7, 8])
    assert numeric_layout([row], readers("commissioner")).rows[0][1:3] == [HIDDEN, HIDDEN]
    many = NumericRow("M1", "tijd", [7] * 6, [3] * 8)
    assert numeric_layout([many], readers("panel")).rows[0][1:3] == ["n = 6", "n = 8"]
