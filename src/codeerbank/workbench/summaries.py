"""Summaries: what the researcher writes of a theme in a document, linked to the codings it rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from codeerbank.domain.codebook import Code
from codeerbank.domain.coding import Coding
from codeerbank.domain.events import RecordRemoved, RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.domain.table import Cell, Sheet
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for

SUMMARY = "summary"


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written; ``codings`` are the ids of those that were in the cell then."""

    text: str
    who: str
    codings: frozenset[Id]


@dataclass(frozen=True, slots=True)
class SummaryGrid:
    """Themes by documents: how many fragments there are, and what was written, both by (document, theme key)."""

    themes: Sequence[Code]
    documents: Sequence[str]
    fragments: Mapping[tuple[str, str], int]
    summaries: Mapping[tuple[str, str], Summary]


@dataclass(frozen=True, slots=True)
class SummaryCell:
    """One cell: the summary, if there is one, and the codings under the theme; ``fresh`` came after it was written."""

    summary: Summary | None
    codings: Sequence[Coding]
    fresh: frozenset[Id]


def summary_grid(session: Session) -> SummaryGrid:
    """Read the grid; in a session of a screen only inside ``later``."""
    book = session.codebook
    themes = [code for code in book.codes if not code.archived and (not book.is_leaf(code) or not code.parent)]
    found: dict[tuple[str, str], int] = {}
    for (document, key), n in session.read.counts.fragments().items():
        code = book.get(key)
        for above in book.upwards(code) if code else ():
            found[document, above] = found.get((document, above), 0) + n
    codes = {code.id: code.key for code in book.codes}
    documents = session.read.documents.all()
    names = {one.id: one.name for one in documents}
    written = {}
    for record in session.read.records.of(SUMMARY):
        place = names.get(record.values.get("document", "")), codes.get(record.values.get("code", ""))
        if place[0] and place[1]:
            linked = frozenset(record.values.get("codings", ()))
            written[place[0], place[1]] = Summary(str(record.values["text"]), record.who, linked)
    return SummaryGrid(themes, [one.name for one in documents], found, written)


def cell(session: Session, document: str, theme: str) -> SummaryCell:
    """Read one cell with its codings, by place; in a session of a screen only inside ``later``."""
    keys = _below(session, theme)
    codings = [one for one in session.read.codings.of(document) if one.code in keys]
    summary = summary_grid(session).summaries.get((document, theme))
    fresh = frozenset(one.id for one in codings if summary and one.id not in summary.codings)
    return SummaryCell(summary, codings, fresh)


def write_summary(session: Session, document: str, theme: str, text: str) -> Future[Id]:
    """Write the summary of a cell, linked to the codings it holds now; an empty one takes it away."""

    def job() -> Id:
        code, identity = session.code(theme), session.read.documents.identity(document)
        record = derived_id(SUMMARY, code.id, identity)
        if not text.strip():
            if session.read.records.get(record) is None:
                raise UsageError(_("An empty summary was not kept."), _("Write what it should say."))
            return session.write(RecordRemoved(SUMMARY, record))
        linked = [one.id for one in cell(session, document, code.key).codings]
        values = {"code": code.id, "document": identity, "text": text.strip(), "codings": linked}
        return session.write(RecordSet(SUMMARY, record, values, [code.id, identity, *linked]))

    return session.later(job)


def summary_sheet(session: Session) -> Sheet:
    """Give the summaries as a table: a row for each that was written, in the order of the codebook."""
    grid = summary_grid(session)
    columns = [_("Theme"), _("Document"), _("Fragments"), _("Summary"), _("Who")]
    rows: list[list[Cell]] = [
        [f"{code.key} {code.name}", name, grid.fragments.get((name, code.key), 0), one.text, one.who]
        for code in grid.themes
        for name in grid.documents
        if (one := grid.summaries.get((name, code.key)))
    ]
    return Sheet(_("Summaries by theme and conversation"), columns, rows, stamp=stamp_for(session, "team"))


def _below(session: Session, theme: str) -> frozenset[str]:
    book = session.codebook
    return frozenset(code.key for code in book.codes if theme in book.upwards(code))
