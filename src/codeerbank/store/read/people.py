"""Cases, the survey's answers, and memos."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from codeerbank.domain.coding import Memo
from codeerbank.domain.ids import split_row_id
from codeerbank.domain.people import Case
from codeerbank.domain.survey import AnswerState, Variable
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.store.fold.noun import WIDTH
from codeerbank.store.read.codings import iso
from codeerbank.store.read.names import unique_names


class Cases:
    """Participants and respondents."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def all(self) -> list[Case]:
        """List the cases in order of arrival; the name is the pseudonym or respondent key."""
        rows = self._db.execute(
            'SELECT f.name, c.row, c.name, c."group", c.attributes FROM cases c JOIN thing f ON f.id = c.frame ORDER BY c.id'
        )
        return [
            Case(f"{frame}.{row}", name, group, json.loads(given) if given else {})
            for frame, row, name, group, given in rows
        ]

    def named(self, name: str) -> Case:
        """Give the first case with this pseudonym; NotFound when there is none."""
        row = self._db.execute(
            'SELECT f.name, c.row, c.name, c."group", c.attributes FROM cases c JOIN thing f ON f.id = c.frame'
            " WHERE c.name = ? ORDER BY c.id",
            (name,),
        ).fetchone()
        if row is None:
            raise NotFound(_("There is no case {name}.").format(name=name), _("Look at: codeerbank list cases"), name)
        frame, number, name, group, given = row
        return Case(f"{frame}.{number}", name, group, json.loads(given) if given else {})

    def count(self) -> int:
        """Count the cases."""
        return int(self._db.execute("SELECT count(*) FROM cases").fetchone()[0])


class SurveyData:
    """Variables and their columns."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def names(self) -> dict[str, int]:
        """Give the integer key of each variable by its name, in order; a second of one name gets `` (2)``."""
        return unique_names(self._db, "variable")

    def key(self, name: str) -> int:
        """Give the integer key of a variable; NotFound lists what there is."""
        names = self.names()
        if name not in names:
            there = ", ".join(list(names)[:12]) or _("none")
            raise NotFound(
                _("There is no variable {name}.").format(name=name), _("There are: {names}.").format(names=there), name
            )
        return names[name]

    def variables(self, counted: bool = True) -> list[Variable]:
        """List the variables with how many answered and how many that were asked did not.

        Without ``counted`` these numbers stay 0, and no answer is looked at.
        """
        query = "SELECT variable, state, count(*) FROM answer GROUP BY variable, state"
        counts = {(variable, state): n for variable, state, n in self._db.execute(query)} if counted else {}
        found = []
        for name, key in self.names().items():
            label, level, labels, question, missing = self._db.execute(
                "SELECT label, level, labels, question, missing FROM variable WHERE id = ?", (key,)
            ).fetchone()
            valid = counts.get((key, AnswerState.VALUE), 0) + counts.get((key, AnswerState.NOT_CHOSEN), 0)
            found.append(
                Variable(
                    name,
                    label,
                    level,
                    valid,
                    counts.get((key, AnswerState.NO_ANSWER), 0),
                    json.loads(labels),
                    question,
                    json.loads(missing),
                )
            )
        return found

    def column(self, name: str) -> Sequence[tuple[str, AnswerState, str | None]]:
        """Give (case id, state, value) for every case that has a cell for this variable."""
        rows = self._db.execute(
            f"SELECT f.name, a.case_id & {(1 << WIDTH) - 1}, a.state, a.value FROM answer a JOIN thing f ON f.id = a.case_id >> {WIDTH}"
            " WHERE a.variable = ? ORDER BY a.case_id",
            (self.key(name),),
        )
        return [(f"{frame}.{row}", AnswerState(state), value) for frame, row, state, value in rows]

    def by_person(self, name: str) -> list[tuple[str, str, str | None, int | None, str | None]]:
        """Give (case id, name, group, state, value) of every case; the state is None without a cell for this variable."""
        return self._db.execute(
            "SELECT f.name || '.' || c.row, c.name, c.\"group\", a.state, a.value FROM cases c JOIN thing f ON f.id = c.frame"
            " LEFT JOIN answer a ON a.variable = ? AND a.case_id = c.id ORDER BY c.id",
            (self.key(name),),
        ).fetchall()

    def column_by_name(self, name: str) -> list[tuple[str, int, str | None]]:
        """As ``column``, with the name of each case."""
        return self._db.execute(
            "SELECT c.name, a.state, a.value FROM answer a JOIN cases c ON c.id = a.case_id"
            " WHERE a.variable = ? ORDER BY a.case_id",
            (self.key(name),),
        ).fetchall()

    def set_names(self) -> set[str]:
        """Name the multiple-response questions."""
        return {name for (name,) in self._db.execute("SELECT DISTINCT member FROM variable WHERE member IS NOT NULL")}

    def members(self, name: str) -> list[str]:
        """Name the options of a multiple-response question."""
        keys = {key: n for n, key in self.names().items()}
        return [
            keys[key] for (key,) in self._db.execute("SELECT id FROM variable WHERE member = ? ORDER BY id", (name,))
        ]


class Memos:
    """Notes on things."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def all(self) -> list[Memo]:
        """List the memos, the oldest first, with the name of what each is about."""
        rows = self._db.execute(
            "SELECT g.name, m.kind, m.noun, m.about, m.text, e.actor, e.wall FROM memo m JOIN thing g ON g.id = m.id"
            " JOIN event e ON e.position = m.event ORDER BY e.clock, e.device, e.sequence"
        ).fetchall()
        return [
            Memo(i, kind, noun, self._name(noun, about), text, actor, iso(wall))
            for i, kind, noun, about, text, actor, wall in rows
        ]

    def _name(self, noun: str, about: str) -> str:
        query = {
            "document": "SELECT d.name FROM document d JOIN thing g ON g.id = d.id WHERE g.name = ?",
            "code": "SELECT c.key FROM code c JOIN thing g ON g.id = c.id WHERE g.name = ?",
            "case": f"SELECT c.name FROM cases c JOIN thing g ON g.id = c.frame WHERE g.name = ? AND c.id & {(1 << WIDTH) - 1} = ?",
            "project": "SELECT name FROM project WHERE id = ?",
        }.get(noun)
        if query is None:
            return about
        values = split_row_id(about) if noun == "case" else (about,)
        row = self._db.execute(query, values).fetchone()
        return str(row[0]) if row else about
