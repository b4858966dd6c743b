"""The list of quotes (citatenlijst): fragments chosen for a report, in an order, each with a note.

A quote in it is a place, not a copy: its words are those of the text as it is now, and a correction takes them along.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.events import Change, RecordRemoved, RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.domain.records import Record
from codeerbank.domain.report import QuotePart, QuoteReport, QuoteWriter
from codeerbank.domain.table import Sheet
from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.plugins import exporter_for
from codeerbank.workbench.blinding import as_seen
from codeerbank.workbench.dictionary import meanings
from codeerbank.workbench.output import note_export
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for

BASKET = "basket"
Place = tuple[str, int, int]
"""Document, start and stop."""


@dataclass(frozen=True, slots=True)
class BasketQuote:
    """A quote in the list; ``text`` is empty where its words were corrected away."""

    id: Id
    number: int
    document: str
    start: int
    stop: int
    turn: int
    speaker: str | None
    case: str | None
    group: str | None
    text: str
    codes: Sequence[str]
    note: str

    @property
    def source(self) -> str:
        """Where it stands and who said it, in words."""
        where = _("{document}, turn {n}").format(document=self.document, n=self.turn)
        return " · ".join(filter(None, (where, self.speaker or self.case, self.group)))


def basket(session: Session) -> list[BasketQuote]:
    """Give the quotes in their order; in a session of a screen only inside ``later``."""
    groups = {case.name: case.group for case in session.read.cases.all()}
    coded: dict[str, list[tuple[int, int, str, str]]] = {}
    keys = {code.id: code.key for code in session.codebook.codes}
    found = []
    for number, record in enumerate(_records(session), 1):
        place = _now(session, record)
        note = str(record.values.get("note", ""))
        if place is None:
            gone = _("(these words were corrected or erased)")
            found.append(BasketQuote(record.id, number, gone, 0, 0, 0, None, None, None, "", (), note))
            continue
        document, turn, start, stop = place
        about = session.read.documents.turns(document, turn, turn)[0]
        if document not in coded:
            coded[document] = session.read.codings.places(document)
        codes = dict.fromkeys(keys[c] for a, b, c, _who in coded[document] if a < stop and b > start and c in keys)
        words = session.read.documents.slice(document, start, stop)
        found.append(
            BasketQuote(
                record.id, number, document, start, stop, turn, about.speaker, about.case,
                groups.get(about.case or ""), words, tuple(codes), note,
            )
        )  # fmt: skip
    return found


def add_quotes(session: Session, places: Iterable[Place], note: str = "") -> Future[Id]:
    """Put fragments at the end of the list, as one action; Conflict when all are in it."""

    def job() -> Id:
        there = _records(session)
        known, order = {record.id for record in there}, max((_order(one) for one in there), default=0)
        cases = {case.name: case.id for case in reversed(session.read.cases.all())}
        changes: dict[Id, Change] = {}
        for document, start, stop in places:
            identity, _kind, characters = session.read.documents.extent(document)
            if not 0 <= start < stop <= characters:
                raise UsageError(_("There is no fragment {start}-{stop} in {document}.").format(
                    start=start, stop=stop, document=document))  # fmt: skip
            version = session.read.documents.version(document)
            record = derived_id(BASKET, identity, version, str(start), str(stop))
            if record not in known:
                order += 1
                turn = session.read.documents.turn_at(document, start)
                case = session.read.documents.turns(document, turn, turn)[0].case
                values = {"document": identity, "version": version, "start": start, "stop": stop, "order": order}
                about = [identity, *([cases[case]] if case in cases else [])]
                changes[record] = RecordSet(BASKET, record, {**values, "note": note} if note else values, about)
        if not changes:
            raise Conflict(_("This quote is in the list already."))
        return session.write(*changes.values())

    return session.later(job)


def remove_quote(session: Session, quote: Id) -> Future[Id]:
    """Take a quote out of the list."""
    return session.later(lambda: session.write(RecordRemoved(BASKET, quote)))


def move_quote(session: Session, quote: Id, to: int) -> Future[Id]:
    """Give a quote another place in the list: ``to`` counts from 1."""

    def job() -> Id:
        records = _records(session)
        moved = next(record for record in records if record.id == quote)
        rest = [record for record in records if record.id != quote]
        rest.insert(min(max(to, 1), len(records)) - 1, moved)
        changes = [_anew(one, order=n) for n, one in enumerate(rest, 1) if _order(one) != n]
        if not changes:
            raise Conflict(_("This quote stands there already."))
        return session.write(*changes)

    return session.later(job)


def note_quote(session: Session, quote: Id, note: str) -> Future[Id]:
    """Write a note with a quote in the list; empty: take it away."""

    def job() -> Id:
        record = next(record for record in _records(session) if record.id == quote)
        return session.write(_anew(record, note=note.strip()))

    return session.later(job)


def quote_at(session: Session, number: int) -> BasketQuote:
    """Find a quote by its number in the list."""
    found = basket(session)
    if not 1 <= number <= len(found):
        raise NotFound(
            _("There is no quote {n} in the list; it holds {total}.").format(n=number, total=len(found)),
            _("Look at: codeerbank basket list"),
            str(number),
        )
    return found[number - 1]


def export_basket(session: Session, path: Path) -> int:
    """Write the list to a file for the team, for reading where the format is made for that, and note it in the log."""
    exporter, stamp = exporter_for(path), stamp_for(session, "team")
    with as_seen(session):
        found = [one for one in basket(session) if one.text]
    if not found:
        raise Conflict(
            _("The list of quotes is empty."), _("Put quotes in it with + on the screen, or: codeerbank basket add")
        )
    if isinstance(exporter, QuoteWriter):
        quotes = [(one.text, " · ".join(filter(None, (one.source, ", ".join(one.codes), one.note)))) for one in found]
        about = [(_("Project"), session.project_name)]
        exporter.write_quotes(
            path, QuoteReport(_("List of quotes"), [QuotePart(_("Quotes"), 1, "", quotes)], about, (), stamp), {}
        )
    else:
        exporter.write(path, [basket_sheet(session, found)], {})
    note_export(session, "quotes", "team", len(found), path)
    return len(found)


def basket_sheet(session: Session, found: Sequence[BasketQuote]) -> Sheet:
    """Give the list as a table."""
    columns = ["number", "document", "start", "stop", "turn", "speaker", "case", "group", "codes", "quote", "note"]
    rows = [
        [q.number, q.document, q.start, q.stop, q.turn, q.speaker, q.case, q.group, ", ".join(q.codes), q.text, q.note]
        for q in found
    ]
    return Sheet(
        _("List of quotes"), columns, rows, stamp=stamp_for(session, "team"), dictionary=meanings(BASKET, columns)
    )


def _records(session: Session) -> list[Record]:
    """Give the records in the order of the list; an erased one says nothing any more."""
    return sorted((one for one in session.read.records.of(BASKET) if one.values), key=lambda one: (_order(one), one.id))


def _order(record: Record) -> int:
    return int(record.values.get("order", 0))


def _anew(record: Record, **values: object) -> RecordSet:
    kept = {key: value for key, value in {**record.values, **values}.items() if key != "note" or value}
    return RecordSet(BASKET, record.id, kept, record.about)


def _now(session: Session, record: Record) -> tuple[str, int, int, int] | None:
    held = record.values
    return session.read.documents.place_now(held["document"], held["version"], held["start"], held["stop"])
