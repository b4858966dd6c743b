"""D1, side by side: survey, conversations and panel in one row per theme or code."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.counts import ANY_CODE, Part
from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.joint import (
    JointForm,
    JointRow,
    Judgement,
    QuoteEvidence,
)
from codeerbank.domain.table import Sheet
from codeerbank.i18n import _, ngettext
from codeerbank.mixed.joint import cells
from codeerbank.mixed.joint.disclosed import Readers, alike_in_words, hidden_in_words
from codeerbank.mixed.joint.figure import how_to_read
from codeerbank.mixed.joint.strands import Counted, Strands
from codeerbank.mixed.words import named, persons_in

QUOTE_LENGTH = 120
"""Of the fragments of a group one that names nobody is shown, the one nearest to this many characters."""


@dataclass(frozen=True, slots=True)
class SideBySide:
    """The joint display: rows, and a header block that says what every number rests on; ``groups`` are the survey's.

    hidden   groups of the conversations that readers do not see
    spoke    how many spoke in each group, hidden or not; it is for choosing, not for showing
    """

    title: str
    rows: Sequence[JointRow]
    about: Sequence[tuple[str, str]]
    notes: Sequence[str]
    report_notes: Sequence[str]
    stamp: str = ""
    groups: Sequence[str | None] = ()
    percentages: bool = True
    hidden: Collection[str | None] = ()
    spoke: Mapping[str | None, int] = field(default_factory=dict)

    def sheet(self, form: JointForm = "work") -> Sheet:
        """Lay out with every column (work), or in at most six for a report."""
        if form == "report":
            told = [cells.report_row(row) for row in self.rows]
            return Sheet(self.title, cells.report_columns(), told, self.about, self.report_notes, self.stamp)
        written = any(row.answers for row in self.rows)
        rows = [cells.work_row(row, self.groups, written) for row in self.rows]
        columns = cells.work_columns(self.groups, written, self.percentages)
        return Sheet(self.title, columns, rows, self.about, self.notes, self.stamp)

    def json(self) -> dict[str, Any]:
        """Give the rows with every number and its base."""
        return {
            "title": self.title,
            "stamp": self.stamp,
            "about": [list(pair) for pair in self.about],
            "rows": [row.json() for row in self.rows],
            "notes": list(self.notes),
        }


def side_by_side(
    strands: Strands,
    title: str = "",
    about: Sequence[tuple[str, str]] = (),
    stamp: str = "",
    depth: int | None = None,
    readers: Readers | None = None,
) -> SideBySide:
    """Put the strands side by side: every theme, and below it what was mentioned or asked.

    depth   how far down the codebook (0: themes only); the lowest rows gather what stands under them
    readers   who reads it; the survey and the groups of each strand are hidden from them already
    """
    readers = readers or Readers()
    rows = [_row(strands, code, depth, readers) for code in _codes(strands, depth)]
    alike = alike_in_words(rows) if readers.rule.group else []
    return SideBySide(
        title=title or _("Side by side: survey and conversations"),
        rows=rows,
        about=[*about, *_about(strands, readers, rows)],
        notes=[*_notes(strands, "work", readers), *alike],
        report_notes=[*_notes(strands, "report", readers), *alike],
        stamp=stamp,
        groups=_asked(strands, rows),
        percentages=readers.rule.percentages,
        hidden=strands.talk.hidden,
        spoke=strands.talk.by_group.persons,
    )


def _asked(strands: Strands, rows: Sequence[JointRow]) -> list[str | None]:
    """Name the groups that answered any of these questions, in the order of the groups."""
    asked = dict.fromkeys(
        one.group for row in rows for line in row.survey for one in line.results if one.base or one.hidden
    )
    known = [group for group in strands.talk.by_group.groups if group in asked]
    return list(dict.fromkeys([*known, *asked]))


def _codes(strands: Strands, depth: int | None) -> list[Code]:
    codebook = strands.codebook
    chosen = []
    for code in codebook.codes:
        level = codebook.depth(code)
        if depth is not None and level > depth:
            continue
        lowest = depth is not None and level == depth
        under = [code, *(_below(codebook, code) if lowest else ())]
        told = any(key.key in strands.survey or key.key in strands.missing for key in under)
        counted = any(strand.occurs(code.key) for strand in (strands.talk, strands.answers) if strand)
        if (level == 0 and not code.rest) or told or counted:
            chosen.append(code)
    return chosen


def _below(codebook: Codebook, code: Code) -> list[Code]:
    """Give everything under a code, in order."""
    return [other for other in codebook.codes if other is not code and _stands_under(codebook, other, code)]


def _stands_under(codebook: Codebook, code: Code, above: Code) -> bool:
    seen: set[str] = set()
    while code.parent and code.key not in seen:
        seen.add(code.key)
        if code.parent == above.key:
            return True
        parent = codebook.get(code.parent)
        if parent is None:
            return False
        code = parent
    return False


def _row(strands: Strands, code: Code, depth: int | None, readers: Readers) -> JointRow:
    codebook = strands.codebook
    lowest = depth is not None and codebook.depth(code) == depth
    keys = [code.key, *(other.key for other in (_below(codebook, code) if lowest else ()))]
    return JointRow(
        code=code.key,
        name=code.name,
        depth=codebook.depth(code),
        theme=codebook.theme(code).name,
        survey=list(dict.fromkeys(line for key in keys for line in strands.survey.get(key, ()))),
        missing=list(dict.fromkeys(line for key in keys for line in strands.missing.get(key, ()))),
        talk=strands.talk.evidence(code.key, readers),
        answers=strands.answers.evidence(code.key, readers) if strands.answers else None,
        quotes=_one_per_group([quote for key in keys for quote in strands.quotes.get(key, ())]),
        panel=strands.panel.get(code.key),
        judgement=strands.judgements.get(code.key, Judgement()),
    )


def _one_per_group(quotes: Sequence[QuoteEvidence]) -> list[QuoteEvidence]:
    """Show one fragment per perspective, by a rule that favours nobody: without names, nearest to a length, then first."""
    by_group: dict[str | None, list[QuoteEvidence]] = {}
    for quote in quotes:
        by_group.setdefault(quote.group, []).append(quote)
    chosen = []
    for own in by_group.values():
        nearest = sorted(own, key=lambda quote: abs(len(quote.text) - QUOTE_LENGTH))
        chosen.append(next((quote for quote in nearest if not quote.names_somebody), nearest[0]))
    return chosen


def _about(strands: Strands, readers: Readers, rows: Sequence[JointRow]) -> list[tuple[str, str]]:
    about = [(_("Conversations"), _size(strands.talk, strands.codebook))]
    if strands.answers:
        about.append((_("Open answers"), _size(strands.answers, strands.codebook)))
    return [
        *about,
        (_("Base in the survey"), _("persons with a valid answer, per group")),
        (_("Base in the conversations"), _("persons read to the end or coded, per group")),
        (_("Weighting"), _("none")),
        (_("Suppression"), hidden_in_words(readers, rows)),
    ]


def _size(strand: Counted, codebook: Codebook) -> str:
    """Say how much there is; a group that is not shown is not counted either, nor all together, which would give it away."""
    total = strand.together
    leaves = (code.key for code in codebook.codes if codebook.is_leaf(code))
    known = {group: n for group, n in strand.by_group.persons.items() if n}
    sizes = ", ".join(f"{named(group)} {HIDDEN if group in strand.hidden else n}" for group, n in known.items())
    if strand.hidden:
        shown = sum(strand.by_group.of(key, group).fragments for key in leaves for group in strand.shown)
        told = ngettext("{n} fragment of the groups shown", "{n} fragments of the groups shown", shown)
        return f"{sizes}; {told}"
    fragments = sum(total.of(key, None).fragments for key in leaves)
    persons = persons_in(sum(total.persons.values()), sum(total.documents.values()))
    return f"{persons}{f' ({sizes})' if sizes else ''}; {ngettext('{n} fragment', '{n} fragments', fragments)}"


def _notes(strands: Strands, form: JointForm, readers: Readers) -> list[str]:
    """Say how to read the numbers and the quotes that a form shows; the report has no intervals and one quote a row."""
    if form == "work" and readers.rule.percentages:
        numbers = [
            _("Below a base of 10 persons a count stands alone; between square brackets the 95% interval (Wilson)."),
            how_to_read(),
        ]
        quotes = _(
            "Quotes: per perspective one, where possible without names, the fragment nearest to {n} characters; choose"
            " your own before you publish."
        )
    else:
        numbers = [_("Below a base of 10 persons a count stands alone.")]
        quotes = _(
            "Quotes: one a row, where possible without names, the fragment nearest to {n} characters; choose your own"
            " before you publish."
        )
    notes = [
        *numbers,
        _("Mentioned by, not: agreed with by. Speakers of one conversation influence each other: no test."),
        quotes.format(n=QUOTE_LENGTH),
    ]
    unread = _unread(strands)
    if unread:
        notes.append(_("Not everything is coded yet: {n} of {all} persons are not read to the end.").format(**unread))
    return notes


def _unread(strands: Strands) -> Mapping[str, int]:
    parts: list[Part] = [
        strand.by_group.of(ANY_CODE, group).persons
        for strand in (strands.talk, strands.answers)
        if strand
        for group in strand.shown
    ]
    waiting = sum(part.not_yet for part in parts)
    return {"n": waiting, "all": sum(part.base + part.not_yet for part in parts)} if waiting else {}
