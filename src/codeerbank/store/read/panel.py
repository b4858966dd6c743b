"""Forms made for the panel and what came back."""

from __future__ import annotations

import json
import sqlite3

from codeerbank.domain.panel import PanelForm, Reply
from codeerbank.domain.quote import ReleasedQuote
from codeerbank.store.read.quotes import Quotes


class Panel:
    """The klankbordgroep's forms and replies."""

    def __init__(self, connection: sqlite3.Connection, quotes: Quotes) -> None:
        self._db, self._quotes = connection, quotes

    def forms(self) -> list[PanelForm]:
        """List the forms, the oldest first, with their quotes as released."""
        rows = self._db.execute(
            "SELECT f.record FROM form f JOIN event e ON e.position = f.event ORDER BY e.clock, e.device, e.sequence"
        ).fetchall()
        return [self._form(json.loads(record)) for (record,) in rows]

    def replies(self, form: str | None = None) -> list[Reply]:
        """List the replies in order of arrival, of one form (its id) or of all."""
        rows = self._db.execute(
            "SELECT r.record, g.name FROM reply r JOIN thing g ON g.id = r.id JOIN event e ON e.position = r.event"
            " ORDER BY e.clock, e.device, e.sequence"
        )
        found = []
        for packed, identity in rows:
            record = json.loads(packed)
            answers = {int(n): dict(a) for n, a in record["answers"].items()}
            remarks = {int(n): words for n, words in record["remarks"].items()}
            if form is None or record["form"] == form:
                about = (record["form"], record["member"], record["group"], answers, remarks)
                found.append(Reply(*about, record.get("source", ""), identity))
        return found

    def moments(self) -> dict[str, tuple[int, str]]:
        """Say when forms were made and replies came in, by id: milliseconds since 1970 in UTC, and who."""
        rows = self._db.execute(
            "SELECT g.name, e.wall, e.actor FROM (SELECT id, event FROM form UNION ALL SELECT id, event FROM reply) made"
            " JOIN thing g ON g.id = made.id JOIN event e ON e.position = made.event"
        )
        return {name: (wall, actor) for name, wall, actor in rows}

    def _form(self, record: dict[str, object]) -> PanelForm:
        released = {quote.id: quote for quote, _standing in self._quotes.ever_released()}
        wanted = record.pop("quotes")
        assert isinstance(wanted, list)
        quotes: list[ReleasedQuote] = [released[q] for q in wanted if q in released]
        names = record.pop("panel_names")
        identity, kind, ids = record.pop("form"), record.pop("form_kind", "quotes"), record.pop("pieces", ())
        asked = {"quotes": tuple(quotes), "panel_names": tuple(names), "kind": kind, "ids": ids}  # type: ignore[arg-type]
        return PanelForm(id=identity, **asked, **record)  # type: ignore[arg-type]
