"""Codings, quotes, codebook, memos and the log as tables; rows are read while they are written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.quote import Audience, released_to
from codeerbank.domain.table import Cell, Sheet
from codeerbank.errors import PrivacyRefusal
from codeerbank.i18n import _
from codeerbank.workbench.blinding import refuse_blind
from codeerbank.workbench.dictionary import ATTRIBUTE, meanings
from codeerbank.workbench.export_choices import ExportChoices
from codeerbank.workbench.session import Session
from codeerbank.workbench.summaries import summary_grid


def codings(session: Session, _choices: ExportChoices) -> Sheet:
    """Give every coding; this comes back in with ``import``."""
    attributes = [attribute.key for attribute in session.codebook.attributes]
    columns = ["document", "start", "stop", "code", "coder", *(ATTRIBUTE + key for key in attributes)]
    columns += ["id", "turn", "speaker", "case", "quote", "created", "origin"]
    lines = meanings("codings", columns, session.codebook)
    return Sheet(_("Codings"), columns, _coding_rows(session, attributes), dictionary=lines)


def _coding_rows(session: Session, attributes: Sequence[str]) -> Iterator[Sequence[Cell]]:
    nothing = [""] * len(attributes)
    for (
        identity, document, start, stop, quote, code, coder, given, turn, case, speaker, created, _revision, origin, _span,
    ) in session.read.codings.rows():  # fmt: skip
        values = [_joined(given.get(key)) for key in attributes] if given else nothing
        yield [
            document, start, stop, code, coder, *values, identity, turn, speaker, case, quote, created, origin,
        ]  # fmt: skip


def _joined(value: str | Sequence[str] | None) -> str:
    return "" if value is None else value if isinstance(value, str) else "|".join(value)


def quotes(session: Session, _choices: ExportChoices) -> Sheet:
    """Give every coded fragment once, with all its codes."""
    columns = ["document", "start", "stop", "turn", "speaker", "case", "group", "codes", "quote"]
    rows = (
        [q.document, q.start, q.stop, q.turn, q.speaker, q.case, q.group, ", ".join(q.codes), q.text]
        for q in session.read.quotes.each()
    )
    return Sheet(_("Quotes"), columns, rows, dictionary=meanings("quotes", columns))


def released(session: Session, what: str, audience: Audience = "outside") -> Sheet:
    """Give the quotes that were released for an audience outside the team; anything else raises PrivacyRefusal."""
    if what != "quotes":
        raise PrivacyRefusal(
            _("{what} stay in the team.").format(what=what),
            _("Outside the team go released quotes (export quotes --for outside), tables and displays."),
        )
    refuse_blind(session)
    found = session.read.quotes.released(released_to(audience))
    if not found:
        raise PrivacyRefusal(
            _("No quote has been released; words may not leave the team before that."),
            _("Release one with: codeerbank release ID --reason TEXT"),
        )
    columns = ["quote", "codes", "group", "released_by", "released_on"]
    rows = [[q.text, ", ".join(q.codes), q.group, q.released_by, q.released_on] for q in found]
    return Sheet(_("Released quotes"), columns, rows, dictionary=meanings("quotes", columns))


def codebook(session: Session, _choices: ExportChoices) -> Sheet:
    """Give the codes with their rules."""
    columns = ["key", "parent", "name", "path", "definition", "include", "exclude", "examples", "counter_examples"]
    columns += ["cues", "panel_name", "links", "archived"]
    return Sheet(_("Codebook"), columns, _code_rows(session.codebook), dictionary=meanings("codebook", columns))


def _code_rows(book: Codebook) -> Iterator[Sequence[Cell]]:
    for code in book.codes:
        yield [
            code.key, code.parent, code.name, " > ".join(book.path(code)), code.definition,
            "; ".join(code.include), _pairs(code.exclude), "; ".join(code.examples), _pairs(code.counter_examples),
            ", ".join(code.cues), code.panel_name, "; ".join(link.get("item", "") for link in code.links),
            "yes" if code.archived else "",
        ]  # fmt: skip


def _pairs(rules: Sequence[Mapping[str, str]]) -> str:
    return "; ".join(
        f"{rule.get('text', '')} ({rule['code']})" if rule.get("code") else rule.get("text", "") for rule in rules
    )


def memos(session: Session, _choices: ExportChoices) -> Sheet:
    """Give the memos; a care memo (zorgsignaal) never leaves the project."""
    columns = ["about", "name", "kind", "text", "author", "created"]
    kept = (memo for memo in session.read.memos.all() if memo.kind != "care")
    rows = [[memo.about, memo.name, memo.kind, memo.text, memo.author, memo.created] for memo in kept]
    rows += [
        ["theme", f"{theme} | {document}", "summary", one.text, one.who, ""]
        for (document, theme), one in summary_grid(session).summaries.items()
    ]
    return Sheet(_("Memos"), columns, rows, dictionary=meanings("memos", columns))


def events(session: Session, _choices: ExportChoices) -> Sheet:
    """Give the log, the newest action first; there are no words of a source in it."""
    columns = ["number", "when", "who", "what", "undone", "id"]
    rows = (
        [line.number, line.when, line.who, line.words, "yes" if line.undone else "", line.id]
        for line in session.read.history.actions()
    )
    return Sheet(_("Log"), columns, rows, dictionary=meanings("events", columns))
