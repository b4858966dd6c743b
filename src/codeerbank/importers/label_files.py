"""The label files that LimeSurvey writes beside its data, for SPSS (.sps) and R (.R): words for questions and answers.

They are shown and used where the data have no words of their own, and never believed: such files are known to name other
codes than the data hold. Every disagreement is told. Nothing in them is run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable
from codeerbank.i18n import _
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_text

SUFFIXES = (".sps", ".r")
_SHOWN = 8
_TEXT = r"""(?:"((?:[^"\\]|\\.|"")*)"|'((?:[^'\\]|\\.|'')*)')"""
_STRING = re.compile(_TEXT)
_NAME = r"([\w.$#@]+)"
_SPSS_LABEL = re.compile(rf"^\s*VARIABLE\s+LABELS?\s+{_NAME}\s+{_TEXT}", re.IGNORECASE | re.MULTILINE)
_SPSS_VALUES = re.compile(
    rf"^\s*VALUE\s+LABELS?\s+{_NAME}\s+(.{{0,50000}}?)\.\s*$", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
_SPSS_PAIR = re.compile(rf"(?:{_TEXT}|(-?\d+(?:\.\d+)?))\s+{_TEXT}")
_SPSS_NAMES = re.compile(rf"RENAME\s+VARIABLES?\s*\(\s*{_NAME}\s*=\s*{_NAME}\s*\)", re.IGNORECASE)
_R_NAME = re.compile(rf"^\s*names\(data\)\[(\d+)\]\s*<-\s*{_TEXT}", re.MULTILINE)
_R_LABEL = re.compile(rf"^\s*attributes\(data\)\$variable\.labels\[(\d+)\]\s*<-\s*{_TEXT}", re.MULTILINE)
_R_FACTOR = re.compile(
    r"^\s*data\[\s*,\s*(\d+)\]\s*<-\s*factor\(data\[\s*,\s*\d+\]\s*,\s*levels\s*=\s*c\((.{0,50000}?)\)\s*,\s*labels\s*=\s*c\((.{0,50000}?)\)\)",
    re.MULTILINE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Labels:
    """What a label file says of a column: its words, and those of its answers by code."""

    label: str = ""
    values: Mapping[str, str] = field(default_factory=dict)


def labelled(survey: NewSurvey, path: Path) -> NewSurvey:
    """Give words to columns that have none, and tell where the file and the data disagree."""
    found = _read(path)
    unknown = [name for name in found if name not in set(survey.columns) | {v.name for v in survey.variables}]
    odd: list[str] = []
    variables = [_variable(variable, found.get(variable.name, Labels()), odd) for variable in survey.variables]
    opened = {
        name: replace(answers, question=found[name].label)
        if name in found and found[name].label and answers.question in ("", name)
        else answers
        for name, answers in survey.open.items()
    }
    known = sum(name in found for name in survey.columns)
    notes = [
        _("{n} of {all} columns are named in {file}; its words are used where the data have none.").format(
            n=known, all=len(survey.columns), file=path.name
        )
    ]
    if odd:
        notes.append(_("{file} and the data disagree: {what}.").format(file=path.name, what=_some(odd)))
    if unknown:
        notes.append(_("In {file}, not in the data: {names}.").format(file=path.name, names=_some(unknown)))
    return replace(survey, variables=variables, open=opened, notes=(*survey.notes, *notes))


def _variable(read: NewVariable, said: Labels, odd: list[str]) -> NewVariable:
    label = said.label if said.label and read.label in ("", read.name) else read.label
    if not said.values or read.level in ("text", "multiple"):
        return replace(read, label=label)
    used = {v for s, v in zip(read.states, read.values, strict=True) if s is AnswerState.VALUE and v is not None}
    if lost := sorted(used - said.values.keys()):
        words = _("{name} holds {codes}, for which it has no words")
        odd.append(words.format(name=read.name, codes=_some(lost)))
    other = [code for code, words in read.labels.items() if said.values.get(code, words) != words]
    if other:
        odd.append(_("{name} has other words for {codes}").format(name=read.name, codes=_some(other)))
    if read.labels or not used & said.values.keys():
        return replace(read, label=label)
    return replace(read, label=label, labels=dict(said.values))


def _read(path: Path) -> dict[str, Labels]:
    text = read_text(path)[0]
    found = dict(_spss(text) if path.suffix.lower() == ".sps" else _r(text))
    if not found:
        raise cannot_read(path, _("it holds no labels"), _("Leave it out; the data can be read without it."))
    return found


def _spss(text: str) -> Iterator[tuple[str, Labels]]:
    names = {match[1]: match[2] for match in _SPSS_NAMES.finditer(text)}
    labels = {match[1]: _unquoted(match[2], match[3]) for match in _SPSS_LABEL.finditer(text)}
    values = {
        match[1]: {
            pair[3] or _unquoted(pair[1], pair[2]): _unquoted(pair[4], pair[5])
            for pair in _SPSS_PAIR.finditer(match[2])
        }
        for match in _SPSS_VALUES.finditer(text)
    }
    for name in dict.fromkeys((*labels, *values)):
        yield names.get(name, name), Labels(labels.get(name, ""), values.get(name, {}))


def _r(text: str) -> Iterator[tuple[str, Labels]]:
    names = {match[1]: _unquoted(match[2], match[3]) for match in _R_NAME.finditer(text)}
    labels = {match[1]: _unquoted(match[2], match[3]) for match in _R_LABEL.finditer(text)}
    values = {
        match[1]: dict(zip(_items(match[2]), _items(match[3]), strict=False)) for match in _R_FACTOR.finditer(text)
    }
    for place, name in names.items():
        yield name, Labels(labels.get(place, ""), values.get(place, {}))


def _items(written: str) -> list[str]:
    """Give the strings or numbers of an R vector."""
    strings = [_unquoted(match[1], match[2]) for match in _STRING.finditer(written)]
    return strings or [part.strip() for part in written.split(",") if part.strip()]


def _unquoted(double: str | None, single: str | None) -> str:
    """Give a quoted text as it was meant: doubled quotes and those behind a backslash are one."""
    if double is not None:
        return re.sub(r'""|\\(.)', lambda m: m[1] or '"', double)
    return re.sub(r"''|\\(.)", lambda m: m[1] or "'", single or "")


def _some(names: list[str]) -> str:
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
