"""D2: codes against the categories of a question; a test only where words and survey are tied by person."""

from __future__ import annotations

from dataclasses import replace

from codeerbank.i18n import _
from codeerbank.mixed.joint.display import Display
from codeerbank.mixed.joint.themes import ThemeRow, apart_layout, linked_layout, tests_of
from codeerbank.mixed.joint.voices import listen
from codeerbank.mixed.statistics.refusals import DEPENDENT, UNLINKED, Refusal
from codeerbank.workbench.display_rows import Evidence
from codeerbank.workbench.grouping import PERSPECTIVE
from codeerbank.workbench.mixing import merge
from codeerbank.workbench.voices import as_quote, voices


def themes_display(evidence: Evidence) -> Display:
    """Lay codes out against the groups of a variable."""
    session, asked = evidence.session, evidence.asked
    found = merge(session, asked.by, asked.link, coder=asked.coder)
    groups = {group: found.survey_n.get(group, 0) for group in found.counts.groups if group is not None}
    heard = voices(session, evidence.groups, coder=asked.coder, sensitive=asked.sensitive)
    stances = {} if asked.audience == "outside" else listen(evidence.codebook, heard)
    known = {row.code: row for row in evidence.rows}
    rows = []
    for code in found.codes():
        if not evidence.codebook.is_leaf(code) or (evidence.wanted and code.key not in evidence.wanted):
            continue
        counted = {group: found.counts.of(code.key, group).persons for group in groups}
        row = known.get(code.key)
        if not any(part.n for part in counted.values()) and not (row and row.survey):
            continue
        typical = stances[code.key].typical() if code.key in stances else []
        quotes = {voice.group: as_quote(voice) for voice in typical if voice.group in groups}
        if asked.audience == "outside" and row:
            quotes = {quote.group: quote for quote in row.quotes if quote.group in groups}
        shown = {group: quote for group, quote in quotes.items() if group is not None}
        rows.append(ThemeRow(code.key, code.name, counted, row.survey if row else (), shown))
    by_person = found.join.kind == "person" and found.independent
    if by_person:
        ordered = (variable := evidence.questions.find(asked.by)) is not None and variable.level == "ordinal"
        tests = tests_of([row.persons for row in rows], ordered)
        rows = [replace(row, test=test) for row, test in zip(rows, tests, strict=True)]
    layout = (linked_layout if by_person else apart_layout)(rows, groups, evidence.least)
    refusal = Refusal(DEPENDENT if found.join.kind == "person" else UNLINKED)
    notes = (
        [_("p (Holm): corrected for the number of codes in this display. Effect first, p second."),
         _("Not shown is not: no difference.")]
        if by_person
        else [refusal.sentence, refusal.instead]
    )  # fmt: skip
    title = _("Figures by theme: {variable}").format(
        variable=_("group") if asked.by.casefold() in PERSPECTIVE else asked.by
    )
    about = evidence.about(evidence.rows)
    return Display("themes", title, layout, [row.record() for row in rows], about, notes, evidence.stamp)
