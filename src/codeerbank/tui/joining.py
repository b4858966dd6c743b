"""What the joint display screen shows, read and worked out on the thread that owns the project file."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from codeerbank.domain.numbers import number
from codeerbank.domain.table import Cell
from codeerbank.domain.verdicts import (
    CERTAINTIES,
    RELATIONS,
    Verdict,
    certainty_in_words,
    relation_in_words,
    relations_in_words,
)
from codeerbank.errors import CodeerbankError
from codeerbank.i18n import _
from codeerbank.tui.fuzzy import Choice
from codeerbank.workbench.blinding import looking
from codeerbank.workbench.displays import TITLES, Asked, Display, DisplayKind, default_kind, display
from codeerbank.workbench.quote_choices import QuoteChoice, quote_choices
from codeerbank.workbench.session import Session

KINDS: Sequence[DisplayKind] = (
    "convergence", "explain", "side-by-side", "themes", "crosswalk", "figure", "persons", "advice",
)  # fmt: skip
RELATION, SURE, WORDS, QUOTE = "relation:", "sure:", "words:", "quote:"
TEXTS = ("reason", "meaning", "rival", "why", "valid_for")


@dataclass(frozen=True, slots=True)
class JointLine:
    """A row on the screen.

    row    the key of its code or finding, by which it is decided about; empty where a row cannot be decided about
    cells  what the list shows; ``about`` is all of it, below each other
    """

    key: str
    row: str
    cells: Sequence[str]
    about: str
    decided: bool


@dataclass(frozen=True, slots=True)
class JointView:
    """A display as the screen shows it."""

    title: str
    summary: str
    lines: Sequence[JointLine] = ()
    heads: Sequence[str] = ()

    def line(self, key: str | None) -> JointLine | None:
        """Find a row."""
        return next((line for line in self.lines if line.key == key), None)


def read_display(session: Session, kind: DisplayKind | None) -> Future[JointView]:
    """Make a display, or without a kind the one this study begins with; what cannot be made is said in its place."""

    def job() -> JointView:
        chosen = kind or default_kind(session)
        try:
            return _view(display(session, chosen, Asked()))
        except CodeerbankError as error:
            return JointView(TITLES[chosen](), " ".join(filter(None, (error.message, error.hint))))

    return looking(session, job)


def read_quotes(session: Session, row: str) -> Future[Sequence[QuoteChoice]]:
    """Read the quotes behind a row."""
    return looking(session, lambda: quote_choices(session, row))


def _view(found: Display) -> JointView:
    decided = sum(bool((record.get("verdict") or {}).get("relation")) for record in found.records)
    summary = _("{title} · {n} rows, {decided} decided").format(
        title=found.title, n=len(found.work.rows), decided=decided
    )
    told = [f"{label}: {value}" for label, value in found.about if label in _brief()]
    lines = [_line(found, number_, row) for number_, row in enumerate(found.work.rows)]
    return JointView(found.title, "\n".join([summary, " · ".join(told)]), lines, _heads(found.kind))


def _brief() -> tuple[str, ...]:
    return (_("Linked by"), _("Coder agreement"))


def _heads(kind: DisplayKind) -> Sequence[str]:
    if kind in ("convergence", "explain", "side-by-side"):
        return (_("Row"), _("Survey"), _("Words"), _("How do they relate?"))
    return (_("Row"), "", "", "")


def _line(found: Display, number_: int, row: Sequence[Cell]) -> JointLine:
    texts = ["" if cell is None else cell if isinstance(cell, str) else number(cell) for cell in row]
    pairs = [(name, text) for name, text in zip(found.work.columns, texts, strict=True) if text]
    about = "\n".join(f"{name}: {text}" for name, text in pairs)
    record = found.records[number_] if len(found.records) == len(found.work.rows) else {}
    key = str(record.get("row") or record.get("code") or "")
    verdict = _verdict(record)
    cells = (
        # questions often begin with the same words: what was said about them tells the rows apart
        " ".join((str(record.get("finding") or "") if found.kind == "explain" else texts[0]).split()),
        str(record.get("survey_direction") or ""),
        str(record.get("talk_direction") or ""),
        verdict,
    )
    return JointLine(f"{number_}:{key}", key, cells, about, bool(record.get("verdict")))


def _verdict(record: object) -> str:
    """Say what was decided, or what the rule proposes with a question mark behind it."""
    values = record if isinstance(record, dict) else {}
    kept = values.get("verdict")
    if isinstance(kept, dict) and kept.get("relation"):
        return relations_in_words(Verdict(**{"row": "", **kept}))
    if values.get("relation"):
        return str(values["relation"])
    proposed = values.get("proposed")
    return f"{relation_in_words(proposed)}?" if proposed and proposed in RELATIONS else str(proposed or "")


def display_choices() -> list[Choice]:
    """Offer the displays."""
    return [Choice(kind, TITLES[kind]()) for kind in KINDS]


def decision_choices(quote: QuoteChoice | None) -> list[Choice]:
    """Offer what can be decided about a row: how the strands relate, words, how sure, and the quote that is lit."""
    found = [Choice(RELATION + one, relation_in_words(one), _("how they relate")) for one in RELATIONS]
    names = {
        "meaning": _("What does this mean together?"),
        "rival": _("another explanation"),
        "reason": _("reason"),
        "why": _("why so sure, or not"),
        "valid_for": _("for whom it holds"),
    }
    found += [Choice(WORDS + key, names[key], _("in words")) for key in names]
    found += [Choice(SURE + one, certainty_in_words(one), _("how sure")) for one in CERTAINTIES]
    if quote:
        found.append(Choice(QUOTE + quote.id, _("quote this: “{words}”").format(words=quote.text[:40]), quote.source))
    return found
