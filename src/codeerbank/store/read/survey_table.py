"""The survey as a whole table: every respondent in the order in which they came in, and the answers by column."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from functools import cached_property

from codeerbank.domain.survey import AnswerState
from codeerbank.store.fold.noun import WIDTH
from codeerbank.store.read.documents import Documents
from codeerbank.store.read.people import SurveyData


class SurveyTable:
    """Read as often as there are columns, so each column is one look at the file; made anew for each table."""

    def __init__(self, connection: sqlite3.Connection, survey: SurveyData, documents: Documents) -> None:
        self._db, self._survey, self._documents = connection, survey, documents

    @cached_property
    def _questions(self) -> dict[str, tuple[int, str]]:
        """Name -> (integer key, words) of the open questions."""
        texts = dict(self._db.execute("SELECT id, question FROM document WHERE kind = 'open_question'").fetchall())
        return {name: (key, texts[key]) for name, key in self._documents.names().items() if key in texts}

    @cached_property
    def _respondents(self) -> dict[int, tuple[str, str | None]]:
        """Integer key -> name and group of everybody in a survey, whether they answered anything or not."""
        first = [
            self._db.execute("SELECT case_id FROM answer WHERE variable = ? LIMIT 1", (key,)).fetchone()
            for key in self._survey.names().values()
        ]
        first += [
            self._db.execute(
                "SELECT case_id FROM turn WHERE document = ? AND case_id IS NOT NULL LIMIT 1", (key,)
            ).fetchone()
            for key, _words in self._questions.values()
        ]
        frames = {row[0] >> WIDTH for row in first if row}
        rows = self._db.execute('SELECT id, frame, name, "group" FROM cases ORDER BY id')
        return {key: (name, group) for key, frame, name, group in rows if frame in frames}

    @property
    def respondents(self) -> list[str]:
        """The respondents' own keys, in order."""
        return [name for name, _group in self._respondents.values()]

    @property
    def groups(self) -> list[str | None]:
        """The group of each respondent."""
        return [group for _name, group in self._respondents.values()]

    @cached_property
    def sets(self) -> dict[str, str]:
        """Option -> name of the multiple-response question it belongs to."""
        members = dict(self._db.execute("SELECT id, member FROM variable WHERE member IS NOT NULL"))
        return {name: members[key] for name, key in self._survey.names().items() if key in members}

    @property
    def questions(self) -> dict[str, str]:
        """Name -> words of the open questions, in order."""
        return {name: words for name, (_key, words) in self._questions.items()}

    def column(self, name: str, no_answer: str) -> Sequence[str]:
        """Give the answers to a closed question; "0": an option left, ``no_answer``: asked in vain, "": not asked."""
        rows = self._db.execute(
            f"SELECT case_id, CASE state WHEN {AnswerState.VALUE:d} THEN value WHEN {AnswerState.NOT_CHOSEN:d} THEN '0'"
            f" WHEN {AnswerState.NO_ANSWER:d} THEN ? ELSE '' END FROM answer WHERE variable = ? ORDER BY case_id",
            (no_answer, self._survey.key(name)),
        ).fetchall()
        return self._aligned(rows)

    def answers(self, question: str) -> Sequence[str]:
        """Give the answers to an open question; "" where there is none."""
        key, _words = self._questions[question]
        rows = self._db.execute(
            "SELECT case_id, substr(text, said - start + 1, stop - said) FROM turn WHERE document = ? AND case_id IS NOT NULL"
            " ORDER BY case_id",
            (key,),
        ).fetchall()
        return self._aligned(rows)

    def _aligned(self, rows: list[tuple[int, str]]) -> Sequence[str]:
        if len(rows) == len(self._respondents) and [key for key, _cell in rows] == list(self._respondents):
            return [cell for _key, cell in rows]
        cells = dict(rows)
        return [cells.get(key, "") for key in self._respondents]
