"""Naming what a change is about, without a word of a source or the name of a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from codeerbank.domain.events import Change, CodeAdded, DocumentAdded, RecordRemoved, RecordSet
from codeerbank.domain.records import NOUNS
from codeerbank.i18n import _
from codeerbank.store.read.gist import gist

_CALLED = {"round": "{name}", "recoding": "{name}", "variable": "{name}", "retention": "{material}", "blind": "{coder}",
           "advice": "A{number}", "finding": "F{number}", "tally": "{form}.{number}"}  # fmt: skip
"""Noun -> what a record of it is called by, of its own values; who a record is about is never one of them."""


class Naming:
    """Names things as they are called now, and what is gone as it was called."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def code(self, code: str) -> str:
        """Give a code's key."""
        row = self._db.execute(
            "SELECT c.key FROM code c JOIN thing g ON g.id = c.id WHERE g.name = ?", (code,)
        ).fetchone()
        if row:
            return str(row[0])
        made = (change for change in self._about_it(code, CodeAdded.KIND) if isinstance(change, CodeAdded))
        return next((str(change.record.get("key", "?")) for change in made), "?")

    def document(self, document: str) -> str:
        """Give a document's name."""
        row = self._db.execute(
            "SELECT d.name FROM document d JOIN thing g ON g.id = d.id WHERE g.name = ?", (document,)
        ).fetchone()
        if row:
            return str(row[0])
        brought = (change for change in self._about_it(document, DocumentAdded.KIND))
        return next((change.name for change in brought if isinstance(change, DocumentAdded)), "?")

    def subject(self, noun: str, about: str) -> str:
        """Say what a memo is about."""
        if noun == "code":
            return _("code {code}").format(code=self.code(about))
        if noun == "document":
            return self.document(about)
        return {"case": _("a participant"), "coding": _("a coding")}.get(noun, _("the project"))

    def record(self, change: RecordSet | RecordRemoved) -> str:
        """Say what is written as a whole, with which one it is where it has a name."""
        if isinstance(change, RecordRemoved):
            written = [one for one in self._about_it(change.record, RecordSet.KIND) if isinstance(one, RecordSet)]
            which = self._which(written[-1]) if written else ""
        else:
            which = self._which(change)
        noun = _(NOUNS.get(change.noun, change.noun))
        return f"{noun} ({which})" if which else noun

    def _which(self, record: RecordSet) -> str:
        values: Mapping[str, Any] = record.values or {}
        if record.noun in _CALLED:
            try:
                return _CALLED[record.noun].format_map(values)
            except KeyError:
                return ""
        match record.noun:
            case "verdict":
                named = [self.code(str(values.get("row", ""))), self._finding(str(values.get("row", "")))]
            case "outcome" if values.get("kind") == "word":
                named = [self.code(str(values.get("subject", "")))]
            case "summary":
                named = [self.code(record.about[0]), self.document(record.about[1])] if len(record.about) > 1 else []
            case "audio":
                named = [self.document(str(values.get("document", "")))]
            case _:
                named = []
        return ", ".join(name for name in named if name not in ("", "?"))

    def _finding(self, row: str) -> str:
        written = [one for one in self._about_it(row, RecordSet.KIND) if isinstance(one, RecordSet)]
        return self._which(written[-1]) if written and written[-1].noun == "finding" else ""

    def _about_it(self, thing: str, kind: str) -> list[Change]:
        """Read from the log what made a thing that is not there any more: what happened to it still has a name."""
        rows = self._db.execute(
            "SELECT e.position, length(e.body) FROM touch t JOIN thing g ON g.id = t.thing JOIN event e ON e.position = t.event"
            " WHERE g.name = ? AND e.kind = ? AND e.body IS NOT NULL ORDER BY e.position",
            (thing, kind),
        )
        return [gist(self._db, position, kind, size) for position, size in rows]
