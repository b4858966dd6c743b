"""Who was asked what, by the questionnaire: an empty cell of somebody who was sent past a question is no missing answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable
from codeerbank.i18n import _, ngettext

Entry = Mapping[str, Any]
_SHOWN = 12


def routed(survey: NewSurvey, entries: Mapping[str, Entry], sets: Mapping[str, Entry]) -> NewSurvey:
    """Make empty cells "not asked" where the questionnaire did not put the question; say where file and routing disagree.

    A file with codes for "no answer" says itself who was not asked; then its cells stay as they are.
    """
    values = {variable.name: variable.values for variable in survey.variables}
    says_itself = any(AnswerState.NOT_ASKED in variable.states for variable in survey.variables)
    variables, odd = [], []
    changed = 0
    for variable in survey.variables:
        asked = _asked(survey, variable, entries, sets, values)
        if asked is None:
            variables.append(variable)
            continue
        answered = [state in (AnswerState.VALUE, AnswerState.NOT_CHOSEN) for state in variable.states]
        if any(given and not put for given, put in zip(answered, asked, strict=True)):
            odd.append(variable.name)
        states = list(variable.states)
        if not says_itself:
            pairs = zip(states, asked, answered, strict=True)
            states = [state if put or given else AnswerState.NOT_ASKED for state, put, given in pairs]
            changed += sum(a is not b for a, b in zip(states, variable.states, strict=True))
        variables.append(replace(variable, states=states))
    notes = list(survey.notes)
    if changed:
        notes.append(
            ngettext(
                "{n} empty cell was read as: not asked, by the questionnaire's routing.",
                "{n} empty cells were read as: not asked, by the questionnaire's routing.",
                changed,
            )
        )
    if odd:
        words = _(
            "Answered by people to whom the questionnaire does not put it: {names}. Look at its groups and asked_if."
        )
        notes.append(words.format(names=", ".join(odd[:_SHOWN])))
    return replace(survey, variables=tuple(variables), notes=tuple(notes))


def _asked(
    survey: NewSurvey,
    variable: NewVariable,
    entries: Mapping[str, Entry],
    sets: Mapping[str, Entry],
    values: Mapping[str, Sequence[str | None]],
) -> list[bool] | None:
    """Say of each respondent whether a question was put to them; None where the questionnaire puts it to everybody."""
    entry = entries.get(variable.name, {})
    whole = sets.get(str(entry.get("set", "")), {})
    groups = _several(entry.get("groups", whole.get("groups")))
    conditions = entry.get("asked_if", whole.get("asked_if")) or {}
    if not isinstance(conditions, Mapping):
        return None
    known = {name: set(_several(wanted)) for name, wanted in conditions.items() if name in values}
    if not groups and not known:
        return None
    asked = [True] * len(survey.cases)
    if groups and any(survey.groups):
        asked = [group in groups for group in survey.groups]
    for name, wanted in known.items():
        asked = [put and value in wanted for put, value in zip(asked, values[name], strict=True)]
    return asked


def _several(written: object) -> list[str]:
    """Give what was written in the questionnaire as a list of words, also where it is one value."""
    values = written if isinstance(written, list) else [] if written is None else [written]
    return [str(value) for value in values]
