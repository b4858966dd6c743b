"""Fields of a query: who spoke, where, in which role and group, what was coded, by whom and with which features."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeAlias

from codeerbank.domain.codebook import Codebook, CodingAttribute
from codeerbank.domain.query import ANY, Field, field_name, problem
from codeerbank.domain.survey import AnswerState
from codeerbank.i18n import N_, _
from codeerbank.store.fold.noun import WIDTH
from codeerbank.store.read.names import unique_names

Narrowed: TypeAlias = tuple[Field, ...]
"""What codings must be like: a code field, a coder, features."""
_ROLES = {
    "participant": "participant", "deelnemer": "participant", "moderator": "moderator", "gespreksleider": "moderator",
    "unknown": "unknown", "onbekend": "unknown",
}  # fmt: skip
_KINDS = {
    "conversation": "transcript", "gesprek": "transcript", "transcript": "transcript", "answer": "open_question",
    "antwoord": "open_question", "open_question": "open_question", "summary": "summary", "samenvatting": "summary",
}  # fmt: skip
_ROLES_SHOWN = (N_("participant"), N_("moderator"), N_("unknown"))
_KINDS_SHOWN = (N_("conversation"), N_("answer"), N_("summary"))
_NAMED = 8
_TURN = "SELECT t.id FROM turn t"


class Fields:
    """Looks fields up in the tables."""

    def __init__(self, connection: sqlite3.Connection, codebook: Codebook) -> None:
        self._db, self._codebook = connection, codebook

    def every_turn(self) -> set[int]:
        """Give every turn that can be found."""
        return self._set(f"{_TURN} WHERE t.replaced IS NULL")

    def reach(self, within: int) -> Callable[[int], tuple[int, int]]:
        """Give what lies so many turns around a turn, within its document; answers to a question stand each for itself."""
        questions = {key for (key,) in self._db.execute("SELECT id FROM document WHERE kind = 'open_question'")}

        def around(turn: int) -> tuple[int, int]:
            first = turn >> WIDTH << WIDTH
            if turn >> WIDTH in questions:
                return turn, turn
            return max(first, turn - within), min(first | (1 << WIDTH) - 1, turn + within)

        return around

    def about_codings(self, part: Field) -> bool:
        """Say whether a field says what codings are like, other than their code."""
        return part.name == "coder" or (part.name not in _LOOK_UP and self._attribute(part) is not None)

    def turns(self, part: Field) -> set[int]:
        """Give the turns that a field about places and people finds."""
        if look_up := _LOOK_UP.get(part.name):
            return look_up(self, part, part.values[0])
        return self._trait(part, part.values[0])

    # Places

    def _document(self, part: Field, value: str) -> set[int]:
        names = unique_names(self._db, "document")
        keys = [names[name] for name in _fitting(part, value, names)]
        return self._set(f"{_TURN} WHERE t.replaced IS NULL AND t.document IN ({_marks(keys)})", keys)

    def _kind(self, part: Field, value: str) -> set[int]:
        kinds = _meant(part, value, _KINDS, _KINDS_SHOWN)
        asked = f"{_TURN} JOIN document d ON d.id = t.document WHERE t.replaced IS NULL AND d.kind IN ({_marks(kinds)})"
        return self._set(asked, kinds)

    # People

    def _speaker(self, part: Field, value: str) -> set[int]:
        labels: dict[str, list[int]] = {}
        for key, label in self._db.execute("SELECT id, label FROM speaker"):
            labels.setdefault(label, []).append(key)
        keys = [key for label in _fitting(part, value, labels) for key in labels[label]]
        return self._set(f"{_TURN} WHERE t.speaker IN ({_marks(keys)})", keys)

    def _role(self, part: Field, value: str) -> set[int]:
        roles = _meant(part, value, _ROLES, _ROLES_SHOWN)
        found = self._set(f"{_TURN} JOIN speaker s ON s.id = t.speaker WHERE s.role IN ({_marks(roles)})", roles)
        if "participant" in roles:
            found |= self._set(f"{_TURN} WHERE t.case_id IS NOT NULL AND t.replaced IS NULL")
        return found

    def _case(self, part: Field, value: str) -> set[int]:
        names = dict.fromkeys(name for (name,) in self._db.execute("SELECT name FROM cases"))
        names |= dict.fromkeys(
            name for (name,) in self._db.execute("SELECT case_name FROM speaker WHERE case_name IS NOT NULL")
        )
        return self._said_by(_fitting(part, value, names))

    def _group(self, part: Field, value: str) -> set[int]:
        groups = [one for (one,) in self._db.execute('SELECT DISTINCT "group" FROM cases WHERE "group" IS NOT NULL')]
        wanted = _fitting(part, value, groups)
        rows = self._db.execute(f'SELECT name FROM cases WHERE "group" IN ({_marks(wanted)})', wanted)
        return self._said_by([name for (name,) in rows])

    def _trait(self, part: Field, value: str) -> set[int]:
        """Find what was said by people with an attribute, or who answered a closed question so."""
        known: dict[str, list[str]] = {}
        traits: set[str] = set()
        for name, packed in self._db.execute("SELECT name, attributes FROM cases WHERE attributes IS NOT NULL"):
            for trait, held in json.loads(packed).items():
                traits.add(trait)
                if trait.casefold() == part.name.casefold():
                    known.setdefault(str(held), []).append(name)
        if not known:
            known = self._answered(part.name)
        if not known:
            there = [*(a.key for a in self._codebook.attributes), *sorted(traits)]
            what = _("there is nothing called {name}").format(name=part.name)
            raise problem(part.at, what, _('There are: {names}. A word with a colon: put it in "".').format(
                names=", ".join([*map(field_name, (*_LOOK_UP, "code", "coder")), *there][: 3 * _NAMED])))  # fmt: skip
        return self._said_by([name for held in _fitting(part, value, known) for name in known[held]])

    def _answered(self, name: str) -> dict[str, list[str]]:
        """Give the respondents by what they answered to a closed question, under its code and under its label."""
        found: dict[str, list[str]] = {}
        variables = {one.casefold(): key for one, key in unique_names(self._db, "variable").items()}
        if (key := variables.get(name.casefold())) is None:
            return found
        labels: Mapping[str, str] = json.loads(
            self._db.execute("SELECT labels FROM variable WHERE id = ?", (key,)).fetchone()[0]
        )
        rows = self._db.execute(
            "SELECT c.name, a.value FROM answer a JOIN cases c ON c.id = a.case_id WHERE a.variable = ? AND a.state = ?",
            (key, int(AnswerState.VALUE)),
        )
        for case, held in rows:
            for words in {held, labels.get(held, held)}:
                found.setdefault(words, []).append(case)
        return found

    def _said_by(self, names: Iterable[str]) -> set[int]:
        packed = json.dumps(list(dict.fromkeys(names)))
        wanted = "(SELECT value FROM json_each(?))"
        found = self._set(
            f"{_TURN} WHERE t.replaced IS NULL AND t.case_id IN (SELECT id FROM cases WHERE name IN {wanted})", [packed]
        )
        return found | self._set(
            f"{_TURN} WHERE t.speaker IN (SELECT id FROM speaker WHERE case_name IN {wanted})", [packed]
        )

    # What was done

    def _done(self, part: Field, value: str) -> set[int]:
        return self._set(f"SELECT turn FROM done WHERE coder IN ({_marks(k := self._coders(part, value))})", k)

    def _undone(self, part: Field, value: str) -> set[int]:
        return self.every_turn() - self._done(part, value)

    def _coders(self, part: Field, value: str) -> list[int]:
        coders = dict(self._db.execute("SELECT name, id FROM coder"))
        return [coders[name] for name in _fitting(part, value, coders)]

    # Codings

    def coded(self, narrowed: Narrowed) -> set[int]:
        """Give the turns in which codings that are like this begin."""
        where, values = self._like(narrowed)
        return self._set(f"SELECT DISTINCT k.turn FROM coding k WHERE {where}", values)

    def places(self, narrowed: Narrowed, turns: Sequence[int]) -> list[tuple[int, int, int]]:
        """Give (turn, start, stop) of such codings in some turns."""
        where, values = self._like(narrowed)
        documents = sorted({turn >> WIDTH for turn in turns})  # the key order of coding starts with the document
        asked = (
            f"SELECT k.turn, k.start, k.stop FROM coding k WHERE k.document IN ({_marks(documents)})"
            f" AND k.turn IN ({_marks(turns)}) AND {where} ORDER BY k.turn, k.start, k.stop"
        )
        return self._db.execute(asked, [*documents, *turns, *values]).fetchall()

    def _like(self, narrowed: Narrowed) -> tuple[str, list[Any]]:
        """Write what codings must be like as a condition; further codes lie on words in common with the first."""
        first = [part for part in narrowed if part.name == "code"]
        others = [part for part in narrowed if part.name != "code"]
        where, values = self._described("k", others)
        for part in first:
            codes = [self._codes(part, value) for value in part.values]
            where, values = f"{where} AND k.code IN ({_marks(codes[0])})", [*values, *codes[0]]
            for more in codes[1:]:
                also, given = self._described("o", others)
                where += (
                    " AND EXISTS (SELECT 1 FROM coding o WHERE o.document = k.document AND o.start < k.stop"
                    f" AND o.stop > k.start AND o.code IN ({_marks(more)}) AND {also})"
                )
                values = [*values, *more, *given]
        return where, values

    def _described(self, table: str, parts: Iterable[Field]) -> tuple[str, list[Any]]:
        where, values = "1", list[Any]()
        for part in parts:
            if part.name == "coder":
                coders = self._coders(part, part.values[0])
                where, values = f"{where} AND {table}.coder IN ({_marks(coders)})", [*values, *coders]
            elif attribute := self._attribute(part):
                path, wanted = f'$."{attribute.key}"', self._held(part, attribute)
                has = f"EXISTS (SELECT 1 FROM json_each({table}.attributes, ?) j WHERE j.value IN ({_marks(wanted)}))"
                if wanted == [ANY]:
                    has, wanted = f"json_extract({table}.attributes, ?) IS NOT NULL", []
                where, values = f"{where} AND {has}", [*values, path, *wanted]
        return where, values

    def _codes(self, part: Field, value: str) -> list[int]:
        """Give the code that is meant with all that stand below it."""
        if value == ANY:
            return [key for (key,) in self._db.execute("SELECT id FROM code")]
        if (code := self._codebook.find(value)) is None:
            hint = _("Look at: codeerbank codebook show")
            raise problem(part.at, _("there is no code {name}").format(name=value), hint)
        keys = [one.key for one in self._codebook.codes if code.key in self._codebook.upwards(one)]
        return [self._ids[key] for key in keys if key in self._ids]

    @cached_property
    def _ids(self) -> dict[str, int]:
        return dict(self._db.execute("SELECT key, id FROM code"))

    def _attribute(self, part: Field) -> CodingAttribute | None:
        wanted = part.name.casefold()
        return next((a for a in self._codebook.attributes if wanted in (a.key.casefold(), a.name.casefold())), None)

    def _held(self, part: Field, attribute: CodingAttribute) -> list[str]:
        if part.values[0] == ANY or not attribute.values:
            return [part.values[0]]
        known = {name: one["key"] for one in attribute.values for name in (one["key"], one["name"])}
        return list(dict.fromkeys(known[name] for name in _fitting(part, part.values[0], known)))

    def _set(self, asked: str, values: Sequence[Any] = ()) -> set[int]:
        return {key for (key,) in self._db.execute(asked, values)}


def _fitting(part: Field, value: str, names: Iterable[str]) -> list[str]:
    """Give the names that are meant: this one in whatever capitals, or with a final * all that begin so."""
    there, wanted = list(names), value.casefold()
    if wanted.endswith(ANY):
        found = [name for name in there if name.casefold().startswith(wanted[:-1])]
    else:
        found = [name for name in there if name.casefold() == wanted]
    if not found and wanted != ANY:
        what = _("there is no {field} {name}").format(field=field_name(part.name), name=value)
        more = ", …" * (len(there) > _NAMED)
        named = ", ".join(there[:_NAMED]) + more if there else _("none")
        raise problem(part.at, what, _("There are: {names}.").format(names=named))
    return found


def _meant(part: Field, value: str, meanings: Mapping[str, str], shown: Iterable[str]) -> list[str]:
    """Give what a word of either language stands for, or all that a final * leaves open; an error names the reader's words."""
    if value.casefold() in meanings:
        return [meanings[value.casefold()]]
    return [meanings[word] for word in _fitting(part, value, [_(word) for word in shown])]


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))


_LOOK_UP: Mapping[str, Callable[[Fields, Field, str], set[int]]] = {
    "document": Fields._document, "kind": Fields._kind, "speaker": Fields._speaker, "role": Fields._role,
    "case": Fields._case, "group": Fields._group, "done": Fields._done, "undone": Fields._undone,
}  # fmt: skip
