"""What can be said otherwise about a file on its way in: the choices that Enter offers, and what each one means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from codeerbank.domain.ports import ImportNoun, ImportOptions
from codeerbank.i18n import _
from codeerbank.tui.fuzzy import Choice
from codeerbank.tui.intake.entry import Entry
from codeerbank.tui.intake.row import Act
from codeerbank.tui.intake.rows import NOUNS
from codeerbank.workbench.intake_preview import DocumentPreview
from codeerbank.workbench.intake_summary import SurveyPreview

FOUND_OUT = ""
_ENCODINGS = ("utf-8", "windows-1252", "iso-8859-15", "cp850", "mac-roman", "utf-16")
_LEADS, _FOLLOWS, _PERSON, _SAME = "leads", "follows", "person", "same "
ABOUT_SPEAKERS = ("speaker", "person", "apart", "again")
"""What does not ask for reading the file again."""


def choices(entry: Entry, act: Act) -> tuple[str, Sequence[Choice]]:
    """Give a title and the choices for a line; none where words are to be typed, or where Enter settles it."""
    match act.what:
        case "noun":
            kinds = [Choice(noun, _(words).capitalize(), noun) for noun, words in NOUNS.items()]
            return _("What is it?"), [Choice(FOUND_OUT, _("Find it out from the file")), *kinds]
        case "encoding":
            sets = [Choice(name, name) for name in _ENCODINGS]
            return _("In which character set was it written?"), [
                Choice(FOUND_OUT, _("Find it out from the file")),
                *sets,
            ]
        case "speaker":
            return _("Who is {label}?").format(label=act.of), _about_speaker(entry, act.of)
        case "key":
            return _("Which column names the respondent?"), _columns(entry)
        case "group":
            return _("Which column says in which group someone is?"), _columns(entry)
        case "column":
            return _("What is {column}?").format(column=act.of), _about_column()
    return "", ()


def question(entry: Entry, act: Act) -> tuple[str, str]:
    """Give a title and the words to begin with, for a line that asks for words to be typed; empty for other lines."""
    match act.what:
        case "name" if isinstance(entry.summary, DocumentPreview):
            return _("Name of the document in the project"), entry.summary.name
        case "person":
            return _("Pseudonym of the person behind {label}").format(label=act.of), entry.options.cases.get(act.of, "")
        case "sheet":
            return _("Name of the sheet to read"), entry.options.sheet or ""
        case "questionnaire" if not entry.options.questionnaire:
            return _("Path of the questionnaire (vragen.toml, or .lss of LimeSurvey)"), ""
    return "", ""


def with_answer(entry: Entry, act: Act, answer: str) -> Entry:
    """Give the file with what was chosen or typed, to be read again."""
    if act.what == "noun":
        return entry.said(entry.options, cast(ImportNoun, answer) if answer else None)
    return entry.said(_options(entry, act, answer), entry.noun)


def _options(entry: Entry, act: Act, answer: str) -> ImportOptions:
    options = entry.options
    match act.what:
        case "encoding":
            return replace(options, encoding=answer or None)
        case "name":
            return replace(options, name=answer or None)
        case "sheet":
            return replace(options, sheet=answer or None)
        case "questionnaire":
            return replace(options, questionnaire=Path(answer).expanduser() if answer else None)
        case "key":
            return replace(options, key=answer)
        case "group":
            return replace(options, group=answer)
        case "personal":
            return replace(options, with_personal=not options.with_personal)
        case "update":
            return replace(options, update=not options.update)
        case "again":
            return replace(options, again=not options.again)
        case "person":
            return replace(options, cases={**options.cases, act.of: answer})
        case "apart":
            return replace(options, merge_labels=_without(options.merge_labels, act.of))
        case "speaker":
            return _speaker_said(options, act.of, answer)
        case "column":
            return _column_said(entry, act.of, answer)
    return options


def _about_speaker(entry: Entry, label: str) -> list[Choice]:
    assert isinstance(entry.summary, DocumentPreview)
    others = [one.label for one in entry.summary.speakers if one.label != label]
    same = [Choice(_SAME + other, _("The same speaker as {label}").format(label=other)) for other in others]
    return [
        Choice(_LEADS, _("Leads the talk (moderator)")),
        Choice(_FOLLOWS, _("Takes part (participant)")),
        Choice(_PERSON, _("Give the person a pseudonym …")),
        *same,
    ]


def asks_person(act: Act, answer: str) -> bool:
    """Say whether this choice about a speaker asks for a name to be typed."""
    return act.what == "speaker" and answer == _PERSON


def _speaker_said(options: ImportOptions, label: str, answer: str) -> ImportOptions:
    if answer.startswith(_SAME):
        return replace(options, merge_labels={**options.merge_labels, label: answer.removeprefix(_SAME)})
    leads = [one for one in options.moderator if one != label] + [label] * (answer == _LEADS)
    follows = [one for one in options.participants if one != label] + [label] * (answer == _FOLLOWS)
    return replace(options, moderator=leads, participants=follows)


def _columns(entry: Entry) -> list[Choice]:
    names = entry.summary.names if isinstance(entry.summary, SurveyPreview) else entry.columns
    return [Choice(name, name) for name in names]


def _about_column() -> list[Choice]:
    return [
        Choice("open", _("An open question, to be coded")),
        Choice("closed", _("A closed question")),
        Choice("key", _("The key of the respondents")),
        Choice("group", _("The group of the respondents")),
    ]


def _column_said(entry: Entry, name: str, answer: str) -> ImportOptions:
    """Say what a column is; the open questions that were found out stay what they are."""
    assert isinstance(entry.summary, SurveyPreview)
    if answer == "key":
        return replace(entry.options, key=name)
    if answer == "group":
        return replace(entry.options, group=name)
    asked = [column.name for column in entry.summary.columns if column.level == "open" and column.name != name]
    closed = [one for one in entry.options.closed if one != name]
    if answer == "open":
        return replace(entry.options, open=[*asked, name], closed=closed)
    return replace(entry.options, open=asked, closed=[*closed, name])


def _without(labels: Mapping[str, str], label: str) -> dict[str, str]:
    return {one: other for one, other in labels.items() if one != label}
