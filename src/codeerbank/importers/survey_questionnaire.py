"""A questionnaire beside a survey file: what each column asked, with its level, answers and multiple-response question."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable, OpenAnswers
from codeerbank.i18n import _
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_text
from codeerbank.importers.survey_routing import routed

_SCHEMA = "codeerbank.questionnaire/"
_TICKS = {"1": AnswerState.VALUE, "0": AnswerState.NOT_CHOSEN}
Entry = Mapping[str, Any]


def described(survey: NewSurvey, path: Path) -> NewSurvey:
    """Give the columns of a survey the words of its questionnaire; a column it does not know stays as it was read."""
    raw = _read(path)
    entries: Mapping[str, Entry] = raw["variables"]
    known = [variable.name in entries for variable in survey.variables]
    variables = [_variable(one, entries[one.name], raw) if one.name in entries else one for one in survey.variables]
    asked = {name: _question(answers, entries.get(name, {})) for name, answers in survey.open.items()}
    told = _("{n} of {all} columns were described by {file}.").format(n=sum(known), all=len(known), file=path.name)
    whole = replace(survey, variables=tuple(variables), open=asked, notes=(*survey.notes, told))
    return routed(whole, entries, raw.get("sets", {}))


def _read(path: Path) -> Mapping[str, Any]:
    try:
        raw = tomllib.loads(read_text(path)[0])
    except tomllib.TOMLDecodeError as error:
        raise cannot_read(path, str(error), _("Mend the file and try again.")) from None
    entries = raw.get("variables")
    if not str(raw.get("schema", "")).startswith(_SCHEMA) or not _is_nested(
        entries, raw.get("sets", {}), raw.get("labels", {})
    ):
        raise cannot_read(path, _("it is no questionnaire"), _("See transcripts/vragen.toml for an example."))
    if wrong := next((name for name, entry in raw["variables"].items() if not isinstance(entry, dict)), None):
        raise cannot_read(path, _("“{name}” has no text and level").format(name=wrong))
    return raw


def _is_nested(entries: object, *tables: object) -> bool:
    """Say whether the parts of a questionnaire have the shape they need to be looked things up in."""
    whole = [table for table in tables if isinstance(table, dict) and all(isinstance(v, dict) for v in table.values())]
    return isinstance(entries, dict) and len(whole) == len(tables)


def _question(answers: OpenAnswers, entry: Entry) -> OpenAnswers:
    return replace(answers, question=str(entry.get("text", answers.question)))


def _variable(read: NewVariable, entry: Entry, raw: Mapping[str, Any]) -> NewVariable:
    text = str(entry.get("text", read.label))
    level = str(entry.get("level", read.level))
    if level == "multiple":
        return _option(read, text, str(entry.get("set", "")), raw)
    if level not in ("nominal", "ordinal", "scale") or read.level == "multiple":
        return replace(read, label=text, question=text)
    labels = entry.get("labels", {})
    if isinstance(labels, str):
        labels = raw.get("labels", {}).get(labels, {})
    words = {str(value): str(label) for value, label in labels.items()}
    return replace(read, label=text, question=text, level=level, labels=words)  # type: ignore[arg-type]


def _option(read: NewVariable, text: str, name: str, raw: Mapping[str, Any]) -> NewVariable:
    """Describe an option of a multiple-response question; one below another option belongs to that option."""
    whole: Entry = raw.get("sets", {}).get(name, {})
    below = {option: main for main, options in whole.get("nested", {}).items() for option in options}
    member = read.member if read.name in below and read.member else name
    states, values = read.states, read.values
    if read.level != "multiple":  # a question with one option only, which the columns do not show to be one
        states = [_TICKS.get(value or "", state) for value, state in zip(values, states, strict=True)]
        values = ["1" if state is AnswerState.VALUE else None for state in states]
    question = str(whole.get("text", read.question))
    return replace(
        read, label=text, level="multiple", states=states, values=values, labels={}, question=question, member=member
    )
