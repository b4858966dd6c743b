"""The questions of the survey as a researcher names them, and what was made of them, read once for a whole table or display."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from typing import TypeAlias

from codeerbank.domain.derivation import NOUN, Derivation
from codeerbank.domain.frequency import Column
from codeerbank.domain.survey import AnswerState, Variable
from codeerbank.mixed.deriving import Cell, derived
from codeerbank.workbench.session import Session

Person: TypeAlias = tuple[str, str, str | None, int | None, str | None]
"""Case id, name, group, state and value; the state is None without a cell for the variable."""


class Questions:
    """The closed and open questions of a project; a multiple-response question goes by the name of its set.

    Derived variables stand among them: their rules are read from the log, their answers worked out when asked for.
    """

    def __init__(self, session: Session) -> None:
        self._survey = session.read.survey
        self._records = session.read.records
        self.members = cache(self._survey.members)
        self.by_person = cache(self._by_person)

    @cached_property
    def derivations(self) -> dict[str, Derivation]:
        """The rules by name; of two with one name the latest counts."""
        found: dict[str, Derivation] = {}
        for record in self._records.of(NOUN):
            if record.values:
                rule = Derivation.of(record)
                found[rule.name if rule.kind != "label" else f"label:{rule.name}"] = rule
        return found

    @cached_property
    def stored(self) -> dict[str, Variable]:
        """The variables that came in, without their counts, in the words they have now."""
        found = {variable.name: variable for variable in self._survey.variables(counted=False)}
        for rule in self.derivations.values():
            if rule.kind == "label" and rule.name in found:
                found[rule.name] = relabelled(found[rule.name], rule)
        return found

    @cached_property
    def by_name(self) -> dict[str, Variable]:
        """All variables, without their counts; each option of a multiple-response question by itself."""
        found = dict(self.stored)
        for rule in self.derivations.values():
            if rule.makes_variable and rule.name not in found:
                found[rule.name] = variable_of(rule, found)
        return found

    @property
    def closed(self) -> list[str]:
        """The names of what can be counted."""
        return [name for name, variable in self.by_name.items() if variable.level != "text"]

    def find(self, name: str) -> Variable | None:
        """Find a question by its name, or a multiple-response question by the name of its set."""
        if name in self.by_name:
            return self.by_name[name]
        options = self.members(name)
        if not options:
            return None
        first = self.by_name[options[0]]
        return Variable(name, first.question or name, "multiple", 0, 0, self.labels(options), first.question)

    def column(self, name: str) -> Column:
        """Give (case id, state, value) for everybody who has an answer of any kind to this question."""
        if name in self.stored or name not in self.by_name:
            return self._survey.column(name)
        return [
            (case, AnswerState(state), value)
            for case, _name, _group, state, value in self.by_person(name)
            if state is not None
        ]

    def column_by_name(self, name: str) -> list[tuple[str, int, str | None]]:
        """As ``column``, with the name of each person."""
        if name in self.stored or name not in self.by_name:
            return self._survey.column_by_name(name)
        return [(who, state, value) for _case, who, _group, state, value in self.by_person(name) if state is not None]

    def cells(self, name: str) -> list[Cell]:
        """Give the state and value of everybody in the project, in order of arrival."""
        return [(None if state is None else AnswerState(state), value) for *_who, state, value in self.by_person(name)]

    def _by_person(self, name: str) -> list[Person]:
        if name in self.stored or name not in self.by_name:
            return self._survey.by_person(name)
        rule = self.derivations[name]
        sources = list(dict.fromkeys(self.sources_of(rule)))
        people = self.by_person(sources[0])
        found = derived(rule, {source: self.cells(source) for source in sources})
        met = [any(self.by_person(source)[n][3] is not None for source in sources) for n in range(len(people))]
        return [
            (case, who, group, int(state) if state is not None and there else None, value)
            for (case, who, group, _state, _value), (state, value), there in zip(people, found, met, strict=True)
        ]

    def sources_of(self, rule: Derivation) -> list[str]:
        """Name the variables that a rule rests on; a multiple-response question stands for its options."""
        named = [*rule.sources, *rule.totals, *(c.variable for one in rule.categories for c in one.all_of)]
        return [one for name in named for one in (self.members(name) if name not in self.by_name else [name])]

    def options(self, variable: Variable) -> Sequence[str]:
        """Name the options of a multiple-response question, given itself or one of its options."""
        if own := self.members(variable.name):
            return own
        return [
            one.name for one in self.by_name.values() if one.level == "multiple" and one.question == variable.question
        ]

    def nested(self, options: Sequence[str]) -> dict[str, str]:
        """Say which options are part of another: as somebody said, or because a set of the same question is named after it."""
        found: dict[str, str] = {}
        for rule in self.derivations.values():
            if rule.kind == "nest" and rule.name in options:
                found |= dict.fromkeys(rule.sources, rule.name)
        if found or not options:
            return found
        return self._nested_by_name(options)

    def _nested_by_name(self, options: Sequence[str]) -> dict[str, str]:
        asked = self.by_name[options[0]].question
        found: dict[str, str] = {}
        for one in self.by_name.values():
            if one.level == "multiple" and one.question == asked and asked and one.name not in options:
                stem = one.name.rpartition("_")[0]
                above = [option for option in options if stem and option.startswith(stem)]
                if len(above) == 1:
                    found[one.name] = above[0]
        return found

    def labels(self, options: Sequence[str]) -> dict[str, str]:
        """Give the words of options."""
        return {option: self.by_name[option].label or option for option in options}

    def is_option(self, variable: Variable) -> bool:
        """Say whether this is one option rather than a whole question."""
        return variable.level == "multiple" and variable.name in self.by_name


def relabelled(variable: Variable, rule: Derivation) -> Variable:
    """Give a variable the words that somebody chose for it."""
    label = rule.label or variable.label
    question = rule.label if rule.label and variable.level != "multiple" else variable.question
    return replace(variable, label=label, question=question, labels={**variable.labels, **rule.labels})


def variable_of(rule: Derivation, there: Mapping[str, Variable]) -> Variable:
    """Give the variable that a rule makes; a stack speaks in the words of its first source."""
    first = there.get(rule.sources[0]) if rule.sources else None
    if rule.kind == "stack" and first is not None:
        label = rule.label or first.label
        return replace(
            first, name=rule.name, label=label, question=rule.label or first.question, n_valid=0, n_missing=0
        )
    return Variable(rule.name, rule.label or rule.name, rule.level, 0, 0, rule.labels, rule.label)
