"""The eight joint displays, each from the evidence of a project; they only read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from codeerbank.domain.joint import JointRow, Judgement
from codeerbank.domain.paper import Chart
from codeerbank.domain.verdicts import relations_in_words, sure_in_words
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.mixed.joint.advice import advice_layouts
from codeerbank.mixed.joint.convergence import Line, actions, convergence
from codeerbank.mixed.joint.crosswalk import CrosswalkRow, crosswalk
from codeerbank.mixed.joint.display import (
    Display,
    DisplayKind,
    Layout,
    meaning_in_words,
    proposal_in_words,
    without_rival,
)
from codeerbank.mixed.joint.explain import explain, why_asked
from codeerbank.mixed.joint.figure import chart_of, figure_layout, source_of
from codeerbank.mixed.joint.long import long_sheet
from codeerbank.workbench.display_persons import persons_display
from codeerbank.workbench.display_rows import Asked, Evidence, candidates
from codeerbank.workbench.display_themes import themes_display
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session

TITLES: Mapping[DisplayKind, Callable[[], str]] = {
    "side-by-side": lambda: _("Side by side: survey and conversations"),
    "themes": lambda: _("Figures by theme"),
    "crosswalk": lambda: _("Questions by theme"),
    "convergence": lambda: _("Convergence matrix: where figures and words agree"),
    "explain": lambda: _("Figures explained by conversations"),
    "persons": lambda: _("Overview by participant"),
    "figure": lambda: _("Figure with its table"),
    "advice": lambda: _("From finding to advice"),
}

_REACTIONS = ("recognises", "adds", "disputes")


def default_kind(session: Session) -> DisplayKind:
    """Choose the display to begin with: where people saw figures first and then spoke, the one that explains these."""
    found = session.read.codings
    shown = any(True for value in _REACTIONS for _place in found.places_with("survey_reaction", value))
    return "explain" if shown or any(True for _place in found.places_with("prompted", "shown")) else "convergence"


def display(session: Session, kind: DisplayKind, asked: Asked | None = None) -> Display:
    """Make a display."""
    return display_of(Evidence(session, asked or Asked()), kind)


def display_of(evidence: Evidence, kind: DisplayKind) -> Display:
    """Make a display of evidence that was read for others as well."""
    return _MAKERS[kind](evidence)


def _side_by_side(evidence: Evidence) -> Display:
    lines = {row.code: evidence.line(row) for row in evidence.rows}
    rows = [replace(row, judgement=_judgement(lines[row.code])) for row in evidence.rows]
    found = replace(evidence.side, rows=rows, about=evidence.about(rows))
    work, report = found.sheet("work"), found.sheet("report")
    return Display(
        "side-by-side", found.title, Layout(work.columns, list(work.rows)), [row.json() for row in rows],
        found.about, found.notes, found.stamp, Layout(report.columns, list(report.rows)), _rivals(lines.values()),
    )  # fmt: skip


def _judgement(line: Line) -> Judgement:
    """Give what a person decided in words, or what the rule proposes where both strands say something."""
    verdict = line.verdict
    survey, talk = line.claims
    proposed = proposal_in_words(line.proposal) if survey.direction and talk.direction else ""
    advice = actions(line.advice)
    if verdict is None:
        return Judgement(advice=advice, proposed=proposed)
    relation = ". ".join(filter(None, (relations_in_words(verdict), verdict.reason.rstrip("."))))
    return Judgement(meaning_in_words(verdict), relation, sure_in_words(verdict), advice, proposed)


def _crosswalk(evidence: Evidence) -> Display:
    groups = [group for group in evidence.groups.order if evidence.groups.survey_n.get(group)]
    rows = [_crossed(evidence, row, groups) for row in _every_leaf(evidence)]
    work, report = crosswalk(rows, groups)
    gaps = sum(bool(row.gap) for row in rows)
    notes = [
        _("A gap is a finding: {n} of {all} codes were asked in one strand only, or in none.").format(
            n=gaps, all=len(rows)
        ),
        _("Made from the links of the codebook; came up unasked: coded in a conversation without a question on it."),
    ]
    return _made("crosswalk", evidence, work, report, [row.record() for row in rows], notes=notes)


def _every_leaf(evidence: Evidence) -> list[JointRow]:
    """Give a row for every code in use, also where nobody said or asked anything."""
    known = {row.code: row for row in evidence.rows}
    book = evidence.codebook
    return [
        known.get(code.key) or JointRow(code.key, code.name, book.depth(code), book.theme(code).name)
        for code in book.leaves()
        if not code.rest and (not evidence.wanted or code.key in evidence.wanted)
    ]


def _crossed(evidence: Evidence, row: JointRow, groups: Sequence[str]) -> CrosswalkRow:
    code = evidence.session.code(row.code)
    items = dict.fromkeys((line.question, _scale(evidence.questions, line.variable)) for line in row.survey)
    asked = {
        group: any(one.group == group and one.base for line in row.survey for one in line.results) for group in groups
    }
    topics = [
        link.get("question") or link.get("item", "") for link in code.links if link.get("strand", "survey") != "survey"
    ]
    construct = " > ".join(evidence.codebook.path(code)[:-1])
    return CrosswalkRow(
        row.code, row.name, construct, list(items), row.missing, topics, asked, bool(row.talk.fragments)
    )


def _scale(questions: Questions, name: str) -> str:
    """Describe how a question is answered."""
    variable = questions.find(name)
    if variable is None:
        return ""
    levels = {
        "multiple": _("several answers"),
        "ordinal": _("scale of {n}").format(n=len(variable.labels)),
        "nominal": _("one answer"),
        "number": _("a number"),
    }
    return levels.get(variable.level, "")


def _convergence(evidence: Evidence) -> Display:
    lines = matrix(evidence)
    work, report = convergence(lines)
    notes = [
        _("Direction: + agrees, - disagrees, 0 both or neither, ? cannot be said (fewer than 10 persons, or the"
          " interval holds the neutral value)."),
        _("A proposal follows a rule; a verdict is a person's. Shown is not found: a reaction to a figure is"
          " recognised or not recognised."),
        _("Mentioned by, not: agreed with by. Speakers of one conversation influence each other: no test."),
    ]  # fmt: skip
    return _made("convergence", evidence, work, report, [line.record() for line in lines], lines, notes)


def matrix(evidence: Evidence) -> list[Line]:
    """Choose the rows of the matrix: findings, and the codes on which both strands speak or a person decided."""
    chosen = [line for row in _lowest(evidence) if _speaks(line := evidence.line(row)) or evidence.wanted]
    return [*evidence.own_lines(), *(_quoted(evidence, line) for line in chosen)]


def _lowest(evidence: Evidence) -> list[JointRow]:
    """Give the lowest rows: codes, or what stands at the depth that was asked for."""
    book, depth = evidence.codebook, evidence.asked.depth
    return [
        row
        for row in evidence.rows
        if evidence.wanted or row.depth == depth or (code := book.get(row.code)) is None or book.is_leaf(code)
    ]


def _speaks(line: Line) -> bool:
    survey, talk = line.claims
    return bool(line.verdict or line.advice or (survey.direction and talk.direction))


def _quoted(evidence: Evidence, line: Line) -> Line:
    """Put quotes that people chose in the line, or else typical and contrasting ones; outside those released."""
    chosen = line.verdict.quotes if line.verdict else ()
    if line.row is None or chosen or evidence.asked.audience != "team":
        return line
    return replace(line, row=replace(line.row, quotes=candidates(line.stance) or line.row.quotes))


def _explain(evidence: Evidence) -> Display:
    lines = [line for row in _lowest(evidence) if row.survey and _asks(line := evidence.line(row), evidence)]
    quoted = [_quoted(evidence, line) for line in lines]
    work, report = explain(quoted)
    notes = [
        _("Why it asks for an explanation is proposed by rule (large, small, a group apart) unless a person wrote it."),
        _("Who sees a figure first and then reacts, recognises it or not; that is no confirmation."),
    ]
    return _made("explain", evidence, work, report, [line.record() for line in quoted], quoted, notes)


def _asks(line: Line, evidence: Evidence) -> bool:
    if evidence.wanted or (line.verdict and line.verdict.chosen) or (line.stance and line.stance.reactions):
        return True
    assert line.row is not None
    return bool(why_asked(line.row.survey)) and bool(line.row.talk.fragments)


def _figure(evidence: Evidence) -> Display:
    rows = [row for row in evidence.rows if row.survey]
    if not rows:
        raise NotFound(_("No question of the survey is linked to this."), _("Look at: codeerbank joint crosswalk"))
    notes = [
        _("Dot: percentage of persons with a valid answer; line: 95% interval (Wilson), to be read as if people had"
          " been drawn by chance. Below 10 persons there is no dot."),
        _("Mentioned by, not: agreed with by. Speakers of one conversation influence each other: no test."),
    ]  # fmt: skip
    notes = notes if evidence.readers.rule.percentages else notes[1:]
    return _made("figure", evidence, figure_layout(rows), None, [row.json() for row in rows], notes=notes)


def chart(session: Session, code: str, asked: Asked | None = None) -> tuple[Chart, Display]:
    """Draw the figure of one code, with its numbers: in the report form for below the figure, which has its words."""
    evidence = Evidence(session, replace(asked or Asked(), codes=[code]))
    found = _figure(evidence)
    row = next(row for row in evidence.rows if row.survey)
    source = source_of(row)
    below = replace(found, title=source.title, report=Layout(source.columns, list(source.rows)))
    return chart_of(row), below


def _advice(evidence: Evidence) -> Display:
    rows = [evidence.line(row) for row in evidence.rows]
    lines = [line for line in [*evidence.own_lines(), *rows] if line.verdict or line.advice or evidence.wanted]
    work, report = advice_layouts(lines)
    return _made("advice", evidence, work, report, [line.record() for line in lines], lines)


def _made(
    kind: DisplayKind,
    evidence: Evidence,
    work: Layout,
    report: Layout | None,
    records: Sequence[Mapping[str, object]],
    lines: Sequence[Line] = (),
    notes: Sequence[str] = (),
) -> Display:
    return Display(
        kind, TITLES[kind](), work, records, evidence.about(evidence.rows), notes, evidence.stamp, report,
        _rivals(lines),
    )  # fmt: skip


def _rivals(lines: Iterable[Line]) -> list[str]:
    return without_rival({line.name: line.verdict for line in lines if line.verdict})


_MAKERS: Mapping[DisplayKind, Callable[[Evidence], Display]] = {
    "side-by-side": _side_by_side,
    "themes": themes_display,
    "crosswalk": _crosswalk,
    "convergence": _convergence,
    "explain": _explain,
    "persons": persons_display,
    "figure": _figure,
    "advice": _advice,
}

__all__ = [
    "TITLES",
    "Asked",
    "Display",
    "DisplayKind",
    "Evidence",
    "chart",
    "default_kind",
    "display",
    "display_of",
    "long_sheet",
    "matrix",
]
