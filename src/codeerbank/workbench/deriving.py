"""Making variables of others, as rules in the log: they can be undone, and those who answer later fall under them too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from codeerbank.domain.derivation import NOUN, Derivation
from codeerbank.domain.events import RecordRemoved, RecordSet
from codeerbank.domain.ids import Id, new_id
from codeerbank.domain.survey import AnswerState, Variable
from codeerbank.errors import Conflict, NotFound
from codeerbank.i18n import _
from codeerbank.workbench.deriving_checks import check, known, level_of, try_out
from codeerbank.workbench.deriving_specs import classes, collapsed, groups, labels, weights_to
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session

_NUMBER = re.compile(r"-?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Recoded:
    """A variable that was made: how many have a value, and what is to be known of it in words."""

    action: Id
    name: str
    n_valid: int
    remarks: Sequence[str] = ()


def recode(session: Session, rule: Derivation, replacing: bool = False) -> Future[Recoded]:
    """Keep a rule, checked against the answers there are; ``replacing`` writes one of that name anew."""

    def job() -> Recoded:
        questions = Questions(session)
        there = questions.derivations.get(rule.name)
        check(questions, rule, there, replacing)
        made = replace(rule, level=level_of(questions, rule))
        remarks = try_out(questions, made)
        record = there.id if there is not None else _label_id(questions, rule) or new_id()
        action = session.write(RecordSet(NOUN, record, made.values()))
        if not made.makes_variable:
            return Recoded(action, made.name, 0, remarks)
        cells = Questions(session).cells(made.name)
        return Recoded(action, made.name, sum(state == AnswerState.VALUE for state, _value in cells), remarks)

    return session.later(job)


def remove(session: Session, name: str) -> Future[Id]:
    """Take a rule away; refused while others rest on what it makes."""

    def job() -> Id:
        questions = Questions(session)
        rule = questions.derivations.get(name) or questions.derivations.get(f"label:{name}")
        if rule is None:
            there = ", ".join(one.name for one in questions.derivations.values()) or _("none")
            raise NotFound(
                _("There is no recoding {name}.").format(name=name), _("There are: {names}.").format(names=there), name
            )
        users = [one.name for one in questions.derivations.values() if name in questions.sources_of(one)]
        if users and rule.makes_variable:
            raise Conflict(
                _("{name} is used by {names}.").format(name=name, names=", ".join(users)),
                _("Take those away first."),
                name,
            )
        return session.write(RecordRemoved(NOUN, rule.id))

    return session.later(job)


def recodings(session: Session) -> list[Derivation]:
    """List the rules, the oldest first."""
    return list(Questions(session).derivations.values())


def all_variables(session: Session) -> list[tuple[Variable, Derivation | None]]:
    """List every variable with its counts, those that were made after those that came in, each with its rule."""
    questions = Questions(session)
    stored = [
        (replace(questions.stored[one.name], n_valid=one.n_valid, n_missing=one.n_missing), None)
        for one in session.read.survey.variables()
    ]
    made = []
    for name, rule in questions.derivations.items():
        if rule.makes_variable and name not in questions.stored:
            states = [state for state, _value in questions.cells(name)]
            valid = sum(state == AnswerState.VALUE for state in states)
            missing = sum(state == AnswerState.NO_ANSWER for state in states)
            made.append((replace(questions.by_name[name], n_valid=valid, n_missing=missing), rule))
    return [*stored, *made]


def _label_id(questions: Questions, rule: Derivation) -> Id:
    there = questions.derivations.get(f"label:{rule.name}") if rule.kind == "label" else None
    return there.id if there else ""


def syntax(session: Session, path: Path) -> int:
    """Write all rules as SPSS syntax, and give their number."""
    from codeerbank.exporters.recoding_syntax import write_syntax

    questions = Questions(session)
    rules = list(questions.derivations.values())
    if not rules:
        raise NotFound(_("There are no recodings."), _("Make one with: codeerbank recode classes --help"))
    sets = {name: questions.members(name) for rule in rules for name in rule.sources if name not in questions.by_name}
    widths = {rule.name: width for rule in rules if rule.kind == "stack" and (width := _width(questions, rule.name))}
    write_syntax(path, rules, sets, widths)
    return len(rules)


def _width(questions: Questions, name: str) -> int:
    """Give the bytes that the longest answer takes where answers are words; 0 where they are all numbers."""
    answers = {value for _state, value in questions.cells(name) if value}
    if all(_NUMBER.fullmatch(value) for value in answers):
        return 0
    return max(len(value.encode()) for value in answers)


__all__ = [
    "Recoded",
    "all_variables",
    "classes",
    "collapsed",
    "groups",
    "known",
    "labels",
    "recode",
    "recodings",
    "remove",
    "syntax",
    "weights_to",
]
