"""The project's name and language, and its codebook."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_right
from collections.abc import Mapping
from typing import Any

from codeerbank.domain.codebook import DIRECTION, Code, Codebook, CodingAttribute
from codeerbank.domain.events import PersonErased
from codeerbank.domain.ids import Id
from codeerbank.i18n import N_
from codeerbank.store.fold.codebook import codes_now
from codeerbank.store.fold.noun import Tables

UNSETTLED = (
    N_("document unknown"), N_("code unknown"), N_("respondents unknown"), N_("variable unknown"), N_("speaker unknown"),
    N_("coding gone"), N_("outside the text"), N_("crosses answers"), N_("the answer was changed"),
    N_("another update took its place"), N_("its words were corrected away"), N_("another correction came first"),
    N_("codes merged the other way round"), N_("code merged into another"),
)  # fmt: skip
"""Why a change could not be placed."""


class About:
    """What the project is, and by which codebook it is coded."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def project(self) -> tuple[Id, str, str]:
        """Give id, name and language of texts."""
        row: tuple[Id, str, str] = self._db.execute("SELECT id, name, language FROM project").fetchone()
        return row

    def erasures(self) -> int:
        """Say how often somebody was forgotten."""
        return int(self._db.execute("SELECT count(*) FROM event WHERE kind = ?", (PersonErased.KIND,)).fetchone()[0])

    def codebook(self) -> Codebook:
        """Give the codebook as it is now, archived codes included, parents before children."""
        found = self._about_codebook()
        rows = self._db.execute("SELECT id, key, record FROM code ORDER BY position").fetchall()
        keys = {code: key for code, key, _record in rows}
        now = self._codes_now()
        codes = _in_tree_order(
            [
                Code.from_record(
                    {**json.loads(record), "key": key, "merged_into": keys[now[code]] if now[code] != code else ""}
                )
                for code, key, record in rows
            ]
        )
        return Codebook(
            codes, found.get("key", ""), found.get("name", ""), found.get("version", ""), found.get("language", "nl"),
            self.coding_attributes(), tuple(found.get("rules", ())),
        )  # fmt: skip

    def coding_attributes(self) -> tuple[CodingAttribute, ...]:
        """Give what a coding can be described with, without reading the codes."""
        return tuple(CodingAttribute(**a) for a in self._about_codebook().get("attributes", ())) or (DIRECTION,)

    def _about_codebook(self) -> dict[str, Any]:
        row = self._db.execute("SELECT about FROM codebook").fetchone()
        return dict(json.loads(row[0])) if row else {}

    def _codes_now(self) -> Mapping[int, int]:
        return codes_now(Tables(self._db))

    def code_keys(self) -> Mapping[int, str]:
        """Give the key of each code by its integer key in the tables."""
        return dict(self._db.execute("SELECT id, key FROM code"))

    def revision_at(self) -> _Revisions:
        """Give a function from an event's clock to the codebook's revision at that moment."""
        return _Revisions(
            [
                c
                for (c,) in self._db.execute(
                    "SELECT clock FROM event WHERE kind IN ('codebook.added', 'code.added', 'code.changed', 'codes.merged')"
                    " ORDER BY clock"
                )
            ]
        )

    def unsettled(self) -> list[tuple[str, int, str]]:
        """List changes that could not be placed: (event id, row, reason)."""
        return self._db.execute(
            "SELECT e.id, u.row, u.reason FROM unsettled u JOIN event e ON e.position = u.event ORDER BY u.event, u.row"
        ).fetchall()

    def coders(self) -> list[str]:
        """Name the coders who coded or finished something."""
        return [name for (name,) in self._db.execute("SELECT name FROM coder ORDER BY name")]


class _Revisions:
    """Counts the codebook's revisions up to a clock."""

    def __init__(self, clocks: list[int]) -> None:
        self._clocks = clocks

    def __call__(self, clock: int) -> int:
        return bisect_right(self._clocks, clock)


def _in_tree_order(codes: list[Code]) -> tuple[Code, ...]:
    """Put children behind their parents; a code whose parent is unknown, or goes round in a circle, stands at the top."""
    by_parent: dict[str | None, list[Code]] = {}
    keys = {code.key for code in codes}
    for code in codes:
        by_parent.setdefault(code.parent if code.parent in keys else None, []).append(code)
    ordered: list[Code] = []
    waiting = list(reversed(by_parent.get(None, [])))
    while waiting:
        code = waiting.pop()
        ordered.append(code)
        waiting += reversed(by_parent.get(code.key, []))
    seen = {code.key for code in ordered}
    return tuple(ordered + [code for code in codes if code.key not in seen])
