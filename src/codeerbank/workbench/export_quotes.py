"""Quotes under their codes, for readers."""

from __future__ import annotations

from codeerbank.domain.joint import QuoteEvidence
from codeerbank.domain.quote import Audience
from codeerbank.domain.report import QuotePart, QuoteReport
from codeerbank.i18n import _
from codeerbank.workbench.export_tables import released
from codeerbank.workbench.grouping import Groups
from codeerbank.workbench.session import Session
from codeerbank.workbench.showing import quotes_by_code
from codeerbank.workbench.strands import code_counts


def quote_report(session: Session, audience: Audience, sensitive: bool) -> QuoteReport:
    """Give the quotes an audience may see under the codes they carry; a code without any is left out.

    For ``outside`` only released quotes, without document, speaker or a perspective that fewer than three share.
    """
    groups = Groups("group", {}, {case.name: case.group for case in session.read.cases.all()}, [])
    persons = code_counts(session, groups, None).persons if audience != "team" else {}
    if audience != "team":
        released(session, "quotes", audience)
    found = quotes_by_code(session, groups, persons, audience, sensitive)
    book = session.codebook
    needed = {above for key in found if (code := book.get(key)) for above in book.upwards(code)}
    parts = [
        QuotePart(
            f"{code.key} {code.name}",
            book.depth(code) + 1,
            code.definition if code.key in found else "",
            [(quote.text, _source(quote)) for quote in found.get(code.key, ())],
        )
        for code in book.codes
        if code.key in needed
    ]
    hidden = audience == "team" and not sensitive
    notes = [_("Fragments marked as sensitive are left out (--sensitive shows them).")] if hidden else []
    about = [(_("Project"), session.project_name), (_("Codebook"), f"{book.name} {book.version}".strip())]
    return QuoteReport(_("Quotes by code"), parts, about, notes)


def _source(quote: QuoteEvidence) -> str:
    return " · ".join(filter(None, (quote.source, quote.group)))
