"""The report: what was found, what is advised and how sure that is; a page per theme and per reader; an appendix set."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from codeerbank.domain.codebook import Code
from codeerbank.domain.covering import HIDDEN, small_groups, total_is_safe
from codeerbank.domain.frequency import FrequencyTable
from codeerbank.domain.joint import JointRow, QuoteEvidence
from codeerbank.domain.paper import Block, Figure, Heading, Paper, Quoted, Table, Words
from codeerbank.domain.quote import Audience
from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.verdicts import Advice, relations_in_words, sure_in_words
from codeerbank.i18n import _
from codeerbank.mixed.audiences import rule_for
from codeerbank.mixed.joint.advice import day_in_words, finding_in_words
from codeerbank.mixed.joint.convergence import Line
from codeerbank.mixed.joint.display import meaning_in_words
from codeerbank.mixed.joint.figure import chart_of, for_report, source_of
from codeerbank.mixed.words import mentioned, named
from codeerbank.workbench.disclosing import Kinds
from codeerbank.workbench.display_rows import Asked, Evidence
from codeerbank.workbench.displays import DisplayKind, display_of
from codeerbank.workbench.mixing import table, table_for_people
from codeerbank.workbench.report_method import method
from codeerbank.workbench.session import Session

MOST = 3
"""Findings and pieces of advice on the first page."""
MOST_QUESTIONS = 8
_SURENESS = ("high", "middle", "low", "")


def report(session: Session, audience: Audience = "team", by: str = "group", sensitive: bool = False) -> Paper:
    """Bring a project together as a report; what nobody decided is left open, and said so."""
    evidence = Evidence(session, Asked(by=by, audience=audience, sensitive=sensitive))
    lines = [*evidence.own_lines(), *map(evidence.line, evidence.rows)]
    decided = sorted(
        (line for line in lines if line.verdict and line.verdict.relation),
        key=lambda line: _SURENESS.index(line.verdict.certainty if line.verdict else ""),
    )
    blocks = [
        *_first_page(decided, lines),
        *(block for code in _themes(evidence) for block in _theme(code, lines)),
        *_readers(lines),
        *_appendices(evidence, len(decided), len(lines)),
    ]
    title = _("Report: {project}").format(project=session.project_name)
    return Paper(title, blocks, list(evidence.side.about)[:1] + list(evidence.side.about)[5:6], evidence.stamp)


def _first_page(decided: Sequence[Line], lines: Sequence[Line]) -> Iterator[Block]:
    yield Heading(_("In short"))
    yield Heading(_("Findings, and how sure they are"), 2)
    for line in decided[:MOST]:
        assert line.verdict is not None
        told = f"{finding_in_words(line).rstrip('.')} ({relations_in_words(line.verdict)})"
        sure = sure_in_words(line.verdict) or _("not said")
        yield Words(f"{told}. " + _("How sure: {certainty}").format(certainty=sure), listed=True)
    if len(decided) < MOST:
        yield Words(
            _("{n} of {most} findings: the others wait for somebody's verdict.").format(n=len(decided), most=MOST)
        )
    yield Heading(_("Advice"), 2)
    advice = _advice(lines)
    for one in advice[:MOST]:
        yield Words(_told(one), listed=True)
    if len(advice) < MOST:
        yield Words(_("{n} of {most} pieces of advice are written down.").format(n=len(advice), most=MOST))
    yield Words(
        _("Figures come from the survey, words from conversations. People who choose to take part do not stand for"
          " those who did not, and mentioned by is not agreed with by. How both were brought together stands in"
          " {table:convergence}; what was asked in {table:crosswalk}; who took part in {table:background} and"
          " {table:response}.")
    )  # fmt: skip


def _advice(lines: Sequence[Line]) -> list[Advice]:
    there = [one for line in lines for one in line.advice if one.status != "dropped"]
    return sorted(there, key=lambda one: one.number)


def _told(one: Advice) -> str:
    parts = [
        one.whom and _("for {whom}").format(whom=one.whom),
        one.owner and _("owner: {owner}").format(owner=one.owner),
        one.when and _("by {date}").format(date=day_in_words(one.when)),
    ]
    said = ", ".join(filter(None, parts))
    return f"{one.text.rstrip('.')} ({said})." if said else one.text


def _themes(evidence: Evidence) -> list[Code]:
    return [code for code in evidence.codebook.codes if not code.parent and not code.rest and not code.archived]


def _theme(theme: Code, lines: Sequence[Line]) -> Iterator[Block]:
    """Write the page of a theme: a sentence, a figure with its counts, a quote per perspective, verdict and advice."""
    under = [line for line in lines if line.row and line.row.theme == theme.name]
    whole = next((line for line in under if line.row and line.row.code == theme.key), None)
    yield Heading(theme.name, new_page=True)
    key = f"theme-{theme.key.lower()}"
    drawn = next((line.row for line in _by_weight(under) if line.row and line.row.survey), None)
    refers = " " + _("See {figure:KEY} and {table:KEY}.").replace("KEY", key) if drawn else ""
    if whole and whole.row:
        said = "; ".join(_said(whole.row))
        yield Words(_("Mentioned in the conversations by: {said}.").format(said=said or _("nobody")) + refers)
    elif refers:
        yield Words(refers.strip())
    if drawn:
        shown = for_report(drawn)
        yield Figure(key, chart_of(shown), source_of(shown))
    for quote in _one_each(under):
        yield Quoted(" ".join(quote.text.split()), ", ".join(filter(None, (quote.group, quote.source))))
    yield from _concluded(under)


def _one_each(lines: Sequence[Line]) -> list[QuoteEvidence]:
    """Choose one quote per perspective: from what was decided where there is one, else from what most were asked about."""
    chosen: dict[str | None, QuoteEvidence] = {}
    for line in _by_weight(lines):
        for quote in line.row.quotes if line.row else ():
            chosen.setdefault(quote.group, quote)
    return list(chosen.values())


def _said(row: JointRow) -> list[str]:
    parts = row.talk.persons.items()
    return [f"{named(group)} {mentioned(part)}" for group, part in parts if part.base or part.hidden]


def _by_weight(lines: Sequence[Line]) -> list[Line]:
    """Put what was decided first, then what most people were asked about."""

    def weight(line: Line) -> tuple[bool, int]:
        base = max((sum(r.base for r in one.results) for one in line.row.survey), default=0) if line.row else 0
        return line.verdict is None, -base

    return sorted(lines, key=weight)


def _concluded(lines: Sequence[Line]) -> Iterator[Block]:
    for line in lines:
        if line.verdict and line.verdict.relation:
            said = [relations_in_words(line.verdict), line.verdict.reason, meaning_in_words(line.verdict)]
            sure = sure_in_words(line.verdict)
            if sure:
                said.append(_("How sure: {certainty}").format(certainty=sure))
            yield Words(f"{line.statement}: " + ". ".join(part.rstrip(".") for part in said if part) + ".")
        for one in line.advice:
            yield Words(_("Advice: {text}").format(text=_told(one)))


def _readers(lines: Sequence[Line]) -> Iterator[Block]:
    """Give everybody for whom there is advice a page of their own."""
    by_whom: dict[str, list[tuple[Line, Advice]]] = {}
    for line in lines:
        for one in line.advice:
            if one.whom and one.status != "dropped":
                by_whom.setdefault(one.whom, []).append((line, one))
    for whom, pairs in by_whom.items():
        yield Heading(_("For {whom}").format(whom=whom), new_page=True)
        for line, one in pairs:
            yield Words(_told(one), listed=True)
            yield Words(_("Because: {finding}").format(finding=finding_in_words(line)))


def _appendices(evidence: Evidence, decided: int, rows: int) -> Iterator[Block]:
    yield Heading(_("Appendix: how figures and words were brought together"), new_page=True)
    kinds: tuple[DisplayKind, ...] = ("convergence", "crosswalk")
    for kind in kinds:
        found = display_of(evidence, kind)
        yield Table(kind, replace(found.sheet("report"), about=()))
    yield Heading(_("Appendix: who took part"), new_page=True)
    yield Table("background", _background(evidence))
    yield Table("response", _response(evidence))
    yield Heading(_("Appendix: method, and what the numbers rest on"), new_page=True)
    for label, value in evidence.about(evidence.rows):
        yield Words(f"{label}: {value}")
    yield from method(evidence, decided, rows)


def _background(evidence: Evidence) -> Sheet:
    """Lay the questions about who somebody is below each other, small groups left out for readers outside."""
    rows: list[Sequence[Cell]] = []
    notes: list[str] = []
    kinds = Kinds(evidence.session, evidence.questions)
    for name in evidence.questions.closed:
        variable = evidence.questions.find(name)
        if variable is None or variable.level in ("multiple", "scale") or len(rows) > 10 * MOST_QUESTIONS:
            continue
        if kinds.of(name).kind != "background" or name == evidence.groups.name:  # whose groups the response tells
            continue
        found = _counts_alone(table(evidence.session, name))
        sheet = table_for_people(evidence.session, found, evidence.asked.audience, "background")
        rows += [[found.label, *row[:3]] for row in sheet.rows]
        notes += [note for note in sheet.notes if note not in notes]
    columns = [_("Question"), _("Answer"), _("n"), _("of")]
    width = max((len(row) for row in rows), default=4)
    marked = [note for note in notes if note.startswith(f"{HIDDEN} =")]
    if len(marked) > 1:  # one for each question, and alike but for how many
        words = _("{mark} = not shown: about too few persons, or a number that would give such a one away.")
        notes = [words.format(mark=HIDDEN), *(note for note in notes if note not in marked)]
    return Sheet(_("Who took part in the survey"), columns[:width], rows, notes=notes)


def _counts_alone(found: FrequencyTable) -> FrequencyTable:
    """Take the intervals off: they are not printed here, so neither is what is said of them."""
    groups = [replace(group, rows=[replace(row, interval=None) for row in group.rows]) for group in found.groups]
    return replace(found, groups=groups)


def _response(evidence: Evidence) -> Sheet:
    """Say per question how many were asked and how many answered."""
    least = rule_for(evidence.asked.audience).group
    sizes = evidence.groups.survey_n
    gone = small_groups(sizes, least)
    rows: list[Sequence[Cell]] = [[group, HIDDEN if group in gone else n] for group, n in sizes.items()]
    if evidence.groups.asked and total_is_safe(gone, sizes, least):
        rows.append([_("In all"), len(evidence.groups.asked)])
    notes = [_("How many were invited and how many did not answer is not in the project: add it, and say which way that"
               " may have pulled the results.")]  # fmt: skip
    return Sheet(_("Response"), [_("Group"), _("Usable answers")], rows, notes=notes)
