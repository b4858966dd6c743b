"""Counting and joining: tables of the survey, codes as numbers, and the two side by side.

These verbs only read. In a screen, call them inside ``session.later``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from codeerbank.domain.counts import MEASURES, CodeCounts, Measure
from codeerbank.domain.covering import HIDDEN, small_groups, total_is_safe
from codeerbank.domain.frequency import FrequencyTable
from codeerbank.domain.joint import Judgement
from codeerbank.domain.quote import Audience
from codeerbank.domain.survey import VariableKind
from codeerbank.domain.table import Sheet
from codeerbank.errors import Conflict, UsageError
from codeerbank.i18n import _
from codeerbank.mixed.audiences import rule_for
from codeerbank.mixed.crosstab import CROSS_UNITS, CrossUnit
from codeerbank.mixed.disclosed_table import Hidden, hide
from codeerbank.mixed.joint.side_by_side import SideBySide
from codeerbank.mixed.joint.side_by_side import side_by_side as put_side_by_side
from codeerbank.mixed.joint.strands import Counted, Strands, disclosed
from codeerbank.mixed.link import LINKAGES, JoinReport, Linkage, link, link_by_theme
from codeerbank.mixed.merge import Merge
from codeerbank.mixed.outcome_sheet import outcome_sheet
from codeerbank.mixed.sheets import table_sheet
from codeerbank.panel.totals import evidence_by_code
from codeerbank.workbench.crossing import Crossing, crosstabs
from codeerbank.workbench.disclosing import Kinds
from codeerbank.workbench.grouping import Groups, groups_by
from codeerbank.workbench.known_totals import known_sheet
from codeerbank.workbench.meeting import with_meetings
from codeerbank.workbench.outcomes import with_outcomes
from codeerbank.workbench.panel_replies import replies_to_show
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session
from codeerbank.workbench.showing import proposed_quotes, readers_of
from codeerbank.workbench.stamps import stamp_for
from codeerbank.workbench.strands import (
    CONVERSATIONS,
    OPEN_ANSWERS,
    Items,
    code_counts,
    counted_strand,
    shipped_items,
    speakers,
    survey_by_code,
)
from codeerbank.workbench.tabling import table
from codeerbank.workbench.whose import known_coder


def crosstab(
    session: Session,
    rows: str,
    by: str,
    unit: CrossUnit = "cases",
    weight: str | None = None,
    coder: str | None = None,
) -> FrequencyTable:
    """Cross a question, or ``codes``, with one variable; see ``crosstabs``."""
    return crosstabs(session, rows, [by], Crossing(unit, weight, coder))[0]


def merge(
    session: Session,
    by: str,
    linkage: Linkage | None = None,
    measure: Measure = "present",
    coder: str | None = None,
    items: Items | None = None,
) -> Merge:
    """Join the codes with a variable of the survey.

    linkage   by person (the same pseudonym in both), by group (a shared attribute; side by side only) or by theme
              (through the codebook's questions); None: by person where all who spoke stand in the survey, else by
              group
    items     names in the codebook's links -> variables, where the codebook does not name variables itself
    """
    _offered(linkage, LINKAGES, _("Words and survey are linked by {choices}."))
    _offered(measure, MEASURES, _("Codes are counted as {choices}."))
    known_coder(session, coder)
    questions = Questions(session)
    groups = groups_by(session, by, questions)
    spoke = speakers(session)
    kind = linkage or ("person" if groups.asked and spoke.keys() <= set(groups.asked) else "group")
    links: Mapping[str, Sequence[str]] = {}
    within = None
    if kind == "person":
        join = _by_person(groups, list(spoke))
        within = set(join.matched)
    elif kind == "group":
        met = dict.fromkeys(group for name in spoke if (group := groups.by_name.get(name)) is not None)
        join = link("group", groups.survey_n or groups.order, met)
    else:
        join, links = link_by_theme(session.codebook, questions.closed, items or shipped_items(session.codebook))
    return Merge(
        by=by,
        measure=measure,
        codebook=session.codebook,
        counts=code_counts(session, groups, coder, within),
        join=join,
        survey_n=groups.survey_n,
        links=links,
        independent=kind == "person" and all(spoke[name] for name in join.matched),
        notes=_both_kinds(spoke) if kind != "person" else (),
    )


def side_by_side(
    session: Session,
    by: str = "group",
    audience: Audience = "team",
    depth: int | None = None,
    coder: str | None = None,
    items: Items | None = None,
    judgements: Mapping[str, Judgement] | None = None,
    today: date | None = None,
    sensitive: bool = False,
) -> SideBySide:
    """Put survey, conversations and panel side by side, a row per theme and code.

    For ``outside`` only released quotes are shown, without a perspective that fewer than three share; groups below
    five respondents or three speakers are left out. Words marked as sensitive stay out unless ``sensitive``. What it
    means together is left to a person: ``judgements`` by code key.
    """
    known_coder(session, coder)
    questions = Questions(session)
    groups = groups_by(session, by, questions)
    nobody = CodeCounts((), {}, coder=coder)
    readers = readers_of(audience)
    talk = counted_strand(session, groups, coder, CONVERSATIONS) or Counted(nobody, nobody)
    survey, missing = survey_by_code(session.codebook, questions, groups, items or shipped_items(session.codebook))
    forms, (replies, _waiting) = session.read.panel.forms(), replies_to_show(session, audience != "team")
    above = {code.key: session.codebook.upwards(code)[1:] for code in session.codebook.codes}
    strands = Strands(
        codebook=session.codebook,
        talk=talk,
        answers=counted_strand(session, groups, coder, OPEN_ANSWERS),
        survey=survey,
        missing=missing,
        quotes=proposed_quotes(session, groups, talk.by_group.persons, audience, sensitive),
        panel=with_outcomes(session, with_meetings(session, evidence_by_code(forms, replies, above))),
        judgements=judgements or {},
    )
    if audience != "team":
        strands = disclosed(strands, readers, groups.survey_n)
    codebook = session.codebook
    about = [
        (_("Project"), session.project_name),
        (_("Survey"), _survey_size(groups, readers.rule.group)),
        (_("Linked by"), _("group ({name}); no test across words and survey").format(name=groups.name)),
        (_("Coder"), coder or _("any coder")),
        (_("Codebook"), " ".join(part for part in (codebook.name, codebook.version) if part)),
        (_("Date"), _written(today or date.today())),
        (_("Quotes marked as sensitive"), _("shown") if sensitive else _("not shown")),
    ]
    return put_side_by_side(strands, "", about, stamp_for(session, audience), depth, readers)


def table_for_people(
    session: Session, found: FrequencyTable, audience: Audience = "team", kind: VariableKind | None = None
) -> Sheet:
    """Lay a table out for people, with its stamp and without what the audience may not see.

    kind   opinion (small groups are left out) or background (small cells, and what would give them away); None: as
           somebody said of the variable, else a guess
    """
    (hidden,) = _hidden(session, [found], audience, kind)
    return table_sheet(found, stamp_for(session, audience), _written(date.today()), hidden)


def sheets_for_people(
    session: Session, found: Sequence[FrequencyTable], audience: Audience = "team", kind: VariableKind | None = None
) -> list[Sheet]:
    """Lay tables out for people, each followed by its tests and by what stands beside it.

    They are hidden together: what one of them shows may not give away what another hides.
    """
    sheets: list[Sheet] = []
    stamp = stamp_for(session, audience)
    for one, hidden in zip(found, _hidden(session, found, audience, kind), strict=True):
        sheets.append(table_sheet(one, stamp, _written(date.today()), hidden))
        if (tests := outcome_sheet(one, stamp, hidden)) is not None:
            sheets.append(tests)
        if one.known is not None and hidden.percentages and not hidden.something:
            sheets.append(known_sheet(one, stamp))
    return sheets


def _hidden(
    session: Session, found: Sequence[FrequencyTable], audience: Audience, kind: VariableKind | None
) -> list[Hidden]:
    if audience == "team":
        return [Hidden() for _table in found]
    kinds = Kinds(session) if kind is None else None
    return hide(found, [kinds.of_table(one) if kinds else kind or "background" for one in found], rule_for(audience))


def merge_for_people(session: Session, found: Merge, audience: Audience = "team", long: bool = False) -> Sheet:
    """Lay a merge out for people, or with ``long`` for programs; for ``outside`` without groups below five persons."""
    return found.for_readers(rule_for(audience)).sheet(stamp_for(session, audience), _written(date.today()), long)


def _offered(value: str | None, choices: Sequence[str], words: str) -> None:
    if value is not None and value not in choices:
        raise UsageError(words.format(choices=", ".join(choices)))


def _both_kinds(spoke: Mapping[str, bool]) -> list[str]:
    """Say it where speakers and respondents stand in one base."""
    wrote = sum(spoke.values())
    if wrote in (0, len(spoke)):
        return []
    words = _("{n} persons spoke in conversations and {m} answered open questions; both are counted here.")
    return [words.format(n=len(spoke) - wrote, m=wrote)]


def _by_person(groups: Groups, speakers: Sequence[str]) -> JoinReport:
    join = link("person", groups.asked or list(groups.by_name), speakers)
    if not join.matched:
        raise Conflict(
            _("Nobody who spoke or wrote stands in the survey under the same name."),
            _("Link by a group that both share: --link group."),
        )
    return join


def _survey_size(groups: Groups, least: int) -> str:
    if not groups.asked:
        return _("no survey question makes these groups")
    gone = small_groups(groups.survey_n, least)
    sizes = ", ".join(f"{group} {HIDDEN if group in gone else n}" for group, n in groups.survey_n.items())
    if not total_is_safe(gone, groups.survey_n, least):
        return sizes
    return _("{n} respondents ({sizes})").format(n=len(groups.asked), sizes=sizes)


def _written(day: date) -> str:
    return day.strftime(_("%Y-%m-%d"))


__all__ = [
    "CROSS_UNITS",
    "LINKAGES",
    "CrossUnit",
    "Linkage",
    "VariableKind",
    "crosstab",
    "merge",
    "merge_for_people",
    "sheets_for_people",
    "side_by_side",
    "table",
    "table_for_people",
]
