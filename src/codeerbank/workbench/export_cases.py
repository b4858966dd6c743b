"""Persons by codes, and codes by documents or groups: what was said, as a table to count with and one to read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from codeerbank.domain.codebook import Code
from codeerbank.domain.people import Case
from codeerbank.domain.quote import Quote
from codeerbank.domain.table import Cell, Meaning, Sheet
from codeerbank.i18n import _, ngettext
from codeerbank.workbench.code_columns import CodeColumn, code_columns
from codeerbank.workbench.dictionary import meanings
from codeerbank.workbench.export_choices import ExportChoices
from codeerbank.workbench.grouping import PERSPECTIVE, groups_by
from codeerbank.workbench.session import Session
from codeerbank.workbench.showing import shown_quotes
from codeerbank.workbench.strands import ALL_KINDS

DOCUMENT = "document"


def cases(session: Session, choices: ExportChoices) -> Sheet:
    """Give everybody with their attributes, and for every code 1, 0 (read to the end without it) or empty (not yet coded)."""
    known = session.read.cases.all()
    attributes = list(dict.fromkeys(key for case in known for key in case.attributes))
    codes = code_columns(session, choices.coder, ALL_KINDS, ["case", "group", *attributes])
    columns, lines = ["case", "group", *attributes], meanings("cases", ["case", "group"])
    lines += [Meaning(key, _("Attribute of the person"), _("as it was brought in")) for key in attributes]
    states = {"1": _("coded"), "0": _("read to the end, not coded"), _("empty"): _("not yet coded, or nothing said")}
    for code in codes:
        columns.append(code.name)
        lines.append(code.meaning(states))
        if choices.counts:
            columns.append("n_" + code.name)
            words = _("Number of fragments with {code}").format(code=code.label)
            lines.append(Meaning(columns[-1], words, _("empty: not yet coded, or nothing said")))
    rows = _case_rows(known, attributes, codes, choices.counts)
    return Sheet(_("Participants and respondents"), columns, rows, dictionary=lines)


def _case_rows(
    known: Sequence[Case], attributes: Sequence[str], codes: Sequence[CodeColumn], counts: bool
) -> Iterator[Sequence[Cell]]:
    """Go through the cases, and after them those who spoke and whom nobody made a case."""
    others = dict.fromkeys(person for code in codes for person in code.people)
    for case in known:
        others.pop(case.name, None)
        given = [case.attributes.get(key) for key in attributes]
        yield [case.name, case.group, *given, *_cells(case.name, codes, counts)]
    for person in others:
        yield [person, None, *[None] * len(attributes), *_cells(person, codes, counts)]


def _cells(person: str, codes: Sequence[CodeColumn], counts: bool) -> Iterator[Cell]:
    for code in codes:
        yield code.state(person)
        if counts:
            yield code.count(person)


def matrix(session: Session, choices: ExportChoices) -> Sheet:
    """Give every code with its quotes by document, or by group; moderators are left out, and what is sensitive."""
    by = choices.by or _usual(session)
    documents = session.read.documents.all()
    groups = None if by == DOCUMENT else groups_by(session, by)
    order = list(groups.order) if groups else [one.name for one in documents]
    cells: dict[tuple[str, str], list[str]] = {}
    nobody = _("no group known")
    for quote, source in shown_quotes(session, documents, choices.sensitive):
        column = (groups.by_name.get(quote.case or "") or nobody) if groups else quote.document
        if column not in order:
            order.append(column)
        for code in quote.codes:
            cells.setdefault((code, column), []).append(_line(quote, source))
    codes = [code for code in session.codebook.codes if not code.archived or any(code.key == key for key, _c in cells)]
    columns = ["code", "name", *order]
    lines = meanings("matrix", ["code", "name"])
    words = _("Quotes under the code: {group}").format
    lines += [Meaning(name, words(group=name), _("one a line, with its source; empty: none")) for name in order]
    notes = [] if choices.sensitive else [_("Fragments marked as sensitive are left out (--sensitive shows them).")]
    rows = (_matrix_row(code, [cells.get((code.key, name), []) for name in order], choices.limit) for code in codes)
    title = _("Codes by {by}, with quotes").format(by=by)
    return Sheet(title, columns, rows, notes=notes, dictionary=lines)


def _usual(session: Session) -> str:
    return PERSPECTIVE[0] if any(case.group for case in session.read.cases.all()) else DOCUMENT


def _line(quote: Quote, source: str) -> str:
    return f"“{' '.join(quote.text.split())}” ({source})"


def _matrix_row(code: Code, cells: Sequence[Sequence[str]], limit: int) -> list[Cell]:
    found: list[Cell] = [code.key, code.name]
    for quotes in cells:
        more = len(quotes) - limit
        tail = [ngettext("and {n} more fragment", "and {n} more fragments", more)] if more > 0 else []
        found.append("\n".join([*quotes[:limit], *tail]) or None)
    return found
