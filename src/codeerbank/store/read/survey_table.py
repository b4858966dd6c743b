"""The survey as a whole table: every respondent in the order in which they came in, and the answers by column."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import chain, count
from typing import cast

from codeerbank.domain.survey import AnswerState
from codeerbank.domain.survey_file import SurveyColumn
from codeerbank.store.fold.noun import WIDTH
from codeerbank.store.read.documents import Documents
from codeerbank.store.read.people import SurveyData

_CELL = (
    f"CASE state WHEN {AnswerState.VALUE:d} THEN value WHEN {AnswerState.NOT_CHOSEN:d} THEN '0'"
    f" WHEN {AnswerState.NOT_ASKED:d} THEN '' END"
)
_COLUMN = (
    "SELECT json_group_array(case_id), json_group_array(cell)"
    f" FROM (SELECT case_id, {_CELL} AS cell FROM answer WHERE variable = ? ORDER BY case_id)"
)
"""A column in one row: a fifth of the time that a row a cell takes. Null is: no answer."""


class SurveyTable:
    """A large survey has millions of cells, so a column is one look at the file. Made anew for each table."""

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

    @cached_property
    def _everybody(self) -> str:
        return json.dumps(list(self._respondents), separators=(",", ":"))

    @property
    def respondents(self) -> list[str]:
        """The respondents' own keys, in order."""
        return [name for name, _group in self._respondents.values()]

    @property
    def groups(self) -> list[str | None]:
        """The group of each respondent."""
        return [group for _name, group in self._respondents.values()]

    @property
    def questions(self) -> dict[str, str]:
        """Name -> words of the open questions, in order."""
        return {name: words for name, (_key, words) in self._questions.items()}

    def closed(self, no_answer: Sequence[str]) -> Iterator[SurveyColumn]:
        """Go through the closed questions in order.

        no_answer   codes for "no answer" where the question has none of its own; the first that is no answer is used,
                    and stands first among the column's missing codes where somebody gave no answer
        """
        for name, key in self._survey.names().items():
            label, level, labels, question, member, coded = self._db.execute(
                "SELECT label, level, labels, question, member, missing FROM variable WHERE id = ?", (key,)
            ).fetchone()
            missing = json.loads(coded)
            cells, used = self._cells(key, [*missing, *no_answer])
            if used is not None:
                missing = [used, *(code for code in missing if code != used)]
            yield SurveyColumn(
                name, label, level, cells, json.loads(labels), missing, question if member else "", member
            )

    def answers(self, question: str) -> Sequence[str]:
        """Give the answers to an open question; "" where there is none."""
        key, _words = self._questions[question]
        rows = self._db.execute(
            "SELECT case_id, substr(text, said - start + 1, stop - said) FROM turn WHERE document = ? AND case_id IS NOT NULL",
            (key,),
        )
        return self._aligned(dict(rows.fetchall()))

    def _cells(self, key: int, codes: Sequence[str]) -> tuple[Sequence[str], str | None]:
        """Give the cells of a variable, and the code that stands for "no answer" in them; None where it is not needed."""
        people, packed = self._db.execute(_COLUMN, (key,)).fetchone()
        cells: list[str | None] = json.loads(packed)
        distinct = set(cells)
        code = _free(codes, distinct) if None in distinct else None
        found = [code if cell is None else cell for cell in cells] if code else cast(list[str], cells)
        if people == self._everybody:
            return found, code
        return self._aligned(dict(zip(json.loads(people), found, strict=True))), code

    def _aligned(self, cells: dict[int, str]) -> Sequence[str]:
        return [cells.get(key, "") for key in self._respondents]


def _free(codes: Sequence[str], taken: Collection[str | None]) -> str:
    """Give the first code that is no answer; -99999 and so on where all of them are."""
    longer = ("-" + "9" * n for n in count(5))
    return next(code for code in chain(codes, longer) if code not in taken)
