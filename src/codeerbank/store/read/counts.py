"""Counting in SQL: codes by document, and codes by the answers to a survey question."""

from __future__ import annotations

import sqlite3
from typing import Literal

from codeerbank.store.fold.noun import WIDTH

Unit = Literal["segments", "documents", "cases"]

# CROSS JOIN keeps the order: from the codings of the questions to the answers, each found by its key.
_BY_ANSWER = """SELECT c.key, value, count(*), sum(n), sum(weight) FROM (
  SELECT k.code, v.value, count(*) n, coalesce(CAST(w.value AS REAL), 1.0) weight
  FROM document d CROSS JOIN coding k ON k.document = d.id CROSS JOIN turn t ON t.id = k.turn
  CROSS JOIN answer v ON v.variable = ?1 AND v.case_id = t.case_id AND v.state = 0
  LEFT JOIN answer w ON w.variable = ?2 AND w.case_id = t.case_id AND w.state = 0
  WHERE d.kind = 'open_question' GROUP BY t.case_id, k.code
) f JOIN code c ON c.id = f.code GROUP BY f.code, value"""


class Counts:
    """Numbers of codings, before any percentage is taken of them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def codes_by_document(self) -> list[tuple[int, int, int]]:
        """Count codings per document and code, as (document key, code key, n) with the tables' integer keys."""
        return self._db.execute("SELECT document, code, count(*) FROM coding GROUP BY code, document").fetchall()

    def codes_by_answer(self, variable: int, weight: int | None = None) -> list[tuple[str, str, int, int, float]]:
        """Count coded answers per code key and value of a variable: (code, value, cases, segments, weighted cases).

        A case counts once for a code, however often it was given; without ``weight`` each weighs 1.
        """
        return self._db.execute(_BY_ANSWER, (variable, weight)).fetchall()

    def done_cases(self) -> list[tuple[int, int, int]]:
        """Give (document key, case integer key, number of coders done) for every answer read to the end."""
        return self._db.execute(
            "SELECT t.document, t.case_id, count(*) FROM done d JOIN turn t ON t.id = d.turn WHERE t.case_id IS NOT NULL GROUP BY t.id"
        ).fetchall()

    @staticmethod
    def case_row(key: int) -> tuple[int, int]:
        """Part a case's integer key in its frame's key and its row."""
        return key >> WIDTH, key & (1 << WIDTH) - 1
