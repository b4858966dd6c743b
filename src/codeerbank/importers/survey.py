"""From columns of text cells to a survey: key, groups, closed variables and open questions, every decision noted."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable, OpenAnswers
from codeerbank.i18n import _
from codeerbank.importers.label_files import SUFFIXES, labelled
from codeerbank.importers.problems import Problems
from codeerbank.importers.survey_columns import NOTHING, Columns
from codeerbank.importers.survey_joined import joined_variables, separator_of
from codeerbank.importers.survey_limesurvey import tidied
from codeerbank.importers.survey_lss import described_by_structure
from codeerbank.importers.survey_personal import is_personal
from codeerbank.importers.survey_questionnaire import described
from codeerbank.importers.survey_sets import find_sets, missing_codes, set_variables
from codeerbank.importers.survey_values import NO_ANSWER_CODES, measure, states_and_values

_KEY_NAMES = """
    respondentid respondent respondentnummer respondentnr respnr respid responsid responseid responsenr volgnummer deelnemer deelnemerid
    deelnemernummer deelnemernr participant participantid casus caseid case casenr nr nummer id token
"""
_KEYS = _KEY_NAMES.split()
_GROUPS = ("groep", "group", "perspectief", "perspective")
_LONGEST_KEY = 40
_SAMPLE = 300
_SEVERAL_WORDS = 3
_MOSTLY = 0.5
_LINES = 20


def read_survey(path: Path, columns: Columns, options: ImportOptions) -> NewSurvey:
    """Make a survey of a table's columns; raises with every respondent key that is blank or double."""
    structure = options.questionnaire if options.questionnaire and _is_structure(options.questionnaire) else None
    columns = tidied(columns, described_by_structure(columns, structure) if structure else None)
    notes = list(columns.notes)
    problems = Problems(path, columns=columns.names)
    key = _key_column(columns, options, problems)
    group = _named(columns, options.group, problems) if options.group else _first(columns, _GROUPS)
    asked_open = [_named(columns, name, problems) for name in options.open]
    problems.raise_if_any()
    assert key is not None
    cases = list(map(str.strip, columns.cells[key]))
    _check_keys(cases, columns, problems)
    problems.raise_if_any(_("Give every respondent a key of its own, or choose another column with --key."))
    left = [i for i in range(len(columns.names)) if i != key]
    if not options.with_personal:
        left = _without_personal(left, columns, {key, group, *asked_open}, notes)
    joined = _joined(columns, [i for i in left if i not in {group, *asked_open}], options)
    open_columns = [i for i in asked_open if i is not None] or _open_questions(
        [i for i in left if i not in joined], columns, options, notes
    )
    closed = [i for i in left if i not in open_columns]
    variables = _variables(columns, closed, joined, notes)
    answers = {columns.names[i]: _answers(columns, i) for i in open_columns}
    groups = _groups(columns, group) if group is not None else [None] * len(cases)
    survey = NewSurvey(
        cases, groups, variables, answers, path.name, tuple(notes), columns.names[key],
        columns.names[group] if group is not None else "", tuple(columns.names),
    )  # fmt: skip
    if options.questionnaire is None or structure:
        return survey
    describe = labelled if options.questionnaire.suffix.lower() in SUFFIXES else described
    return describe(survey, options.questionnaire)


def _groups(columns: Columns, number: int) -> list[str | None]:
    """Give everybody's group in words, so that files which number their groups and files which name them agree."""
    labels, missing = columns.described.get(number, NOTHING).labels, missing_codes(columns, number)
    cells = map(str.strip, columns.cells[number])
    return [labels.get(cell, cell) if cell and cell not in missing else None for cell in cells]


def _is_structure(path: Path) -> bool:
    return path.suffix.lower() == ".lss"


def _normal(name: str) -> str:
    return re.sub(r"[\W_]+", "", name).casefold()


def _first(columns: Columns, known: Sequence[str]) -> int | None:
    """Find the column whose name stands first among the known ones."""
    names = [_normal(name) for name in columns.names]
    return next((names.index(name) for name in known if name in names), None)


def _named(columns: Columns, wanted: str, problems: Problems) -> int | None:
    number = columns.find(wanted)
    if number is None:
        words = _("there is no column “{name}”; is it one of these: {near}?")
        problems.add(words.format(name=wanted, near=columns.nearest(wanted)))
    return number


def _key_column(columns: Columns, options: ImportOptions, problems: Problems) -> int | None:
    if options.key:
        return _named(columns, options.key, problems)
    found = _first(columns, _KEYS)
    if found is None:
        words = _("no column says which respondent a row is; name it with --key. The columns are: {names}")
        likely = [name for name, cells in zip(columns.names, columns.cells, strict=True) if _tells_apart(cells)]
        if likely:
            words = _("no column says which respondent a row is; name it with --key. Different in every row: {names}")
        names = likely or columns.names
        problems.add(words.format(names=", ".join(names[:12]) + ", …" * (len(names) > 12)))
    return found


def _tells_apart(cells: Sequence[str]) -> bool:
    """Say whether a column could be a key: in every row something else, and short."""
    return len(set(cells)) == len(cells) and all(cell.strip() and len(cell) <= _LONGEST_KEY for cell in cells)


def _check_keys(cases: Sequence[str], columns: Columns, problems: Problems) -> None:
    if not cases:
        problems.add(_("there is no respondent in it"))
        problems.raise_if_any(_("Give a file that holds data."))
    if len(set(cases)) == len(cases) and "" not in cases:
        return
    rows: dict[str, list[int]] = {}
    for number, case in enumerate(cases):
        rows.setdefault(case, []).append(columns.line(number))
    for case, lines in rows.items():
        if not case:
            for line in lines:
                problems.add(_("the respondent has no key"), line)
        elif len(lines) > 1:
            words = _("respondent {key} stands on lines {lines}")
            told = ", ".join(map(str, lines[:_LINES])) + ", …" * (len(lines) > _LINES)
            problems.add(words.format(key=case, lines=told))


def _without_personal(numbers: Sequence[int], columns: Columns, chosen: set[int | None], notes: list[str]) -> list[int]:
    """Leave out columns that by their name or cells hold personal data, unless the researcher asked for them."""
    personal = [i for i in numbers if i not in chosen and is_personal(columns.names[i], columns.cells[i])]
    if personal:
        names = ", ".join(columns.names[i] for i in personal)
        words = _("Left out because they may hold personal data: {names}. Take them along with --with-personal.")
        notes.append(words.format(names=names))
    return [i for i in numbers if i not in personal]


def _open_questions(numbers: Sequence[int], columns: Columns, options: ImportOptions, notes: list[str]) -> list[int]:
    """Take the columns that are said to be open questions, and those with mostly different answers of several words."""
    said = {i: columns.described.get(i, NOTHING).is_open for i in numbers}
    closed = {columns.find(name) for name in options.closed}
    said |= {i: False for i in numbers if i in closed}
    found = [i for i in numbers if (_reads_as_sentences(columns.cells[i]) if said[i] is None else said[i])]
    guessed = [i for i in found if said[i] is None]
    if guessed:
        names = ", ".join(columns.names[i] for i in guessed)
        words = _("Read as open questions, by the look of their answers: {names}. Name others with --open.")
        notes.append(words.format(names=names))
    elif not found:
        notes.append(_("No open question was found. To code answers, name their columns with --open."))
    return found


def _reads_as_sentences(cells: Sequence[str]) -> bool:
    sample = list(islice((cell for cell in cells if cell and not cell.isspace()), _SAMPLE))
    words = sum(len(cell.split()) for cell in sample)
    return bool(sample) and words >= _SEVERAL_WORDS * len(sample) and len(set(sample)) > _MOSTLY * len(sample)


def _joined(columns: Columns, numbers: Sequence[int], options: ImportOptions) -> dict[int, str]:
    """Find the columns with several answers in one cell, and the mark between these; what is said to be closed is not."""
    closed = {columns.find(name) for name in options.closed}
    asked = [i for i in numbers if i not in closed and i not in columns.described]
    marks = {i: separator_of(columns.cells[i], missing_codes(columns, i)) for i in asked}
    return {i: mark for i, mark in marks.items() if mark}


def _variables(
    columns: Columns, numbers: Sequence[int], joined: Mapping[int, str], notes: list[str]
) -> list[NewVariable]:
    """Make the closed variables; what a blank means is decided once for the file."""
    cells = {i: _stripped(columns.cells[i]) for i in numbers}
    distinct = {i: set(cells[i]) for i in numbers}
    coded = columns.coded
    if coded is None:
        coded = any(not NO_ANSWER_CODES.isdisjoint(found) for found in distinct.values())
    blank = AnswerState.NOT_ASKED if coded else AnswerState.NO_ANSWER
    if any("" in found for found in distinct.values()):
        notes.append(_blank_note(coded, own=columns.coded is not None))
    defined = {i for found in columns.sets for i in found.options}
    sets = [found for found in columns.sets if found.options.keys() <= distinct.keys()]
    sets += find_sets(columns, {i: found for i, found in distinct.items() if i not in defined})
    members: dict[int, NewVariable] = {}
    for found in sets:
        members.update(zip(found.options, set_variables(found, columns, cells, blank), strict=True))
    if sets:
        names = ", ".join(f"{found.name} ({len(found.options)})" for found in sets)
        words = _("Read as multiple-response questions (with the number of options): {names}.")
        notes.append(words.format(names=names))
    found_in = {
        i: joined_variables(
            columns.names[i], columns.questions[i], cells[i], mark, columns.names, missing_codes(columns, i), blank
        )
        for i, mark in joined.items()
        if i not in members
    }
    if found_in:
        names = ", ".join(f"{columns.names[i]} ({len(options)})" for i, options in found_in.items())
        words = _(
            "Several answers in one cell, read as a multiple-response question: {names}. Refuse it with --closed."
        )
        notes.append(words.format(names=names))
    alone = (i for i in numbers if i not in found_in and i not in members)
    ones = {i: [_variable(columns, i, cells[i], distinct[i], blank)] for i in alone}
    ones |= {i: [one] for i, one in members.items()} | found_in
    return [one for i in numbers for one in ones[i]]


def _stripped(cells: Sequence[str]) -> Sequence[str]:
    """Take blanks off the ends of cells; nearly always there are none, and looking costs less than doing."""
    return cells if all(cell == cell.strip() for cell in set(cells)) else list(map(str.strip, cells))


def _blank_note(coded: bool, own: bool) -> str:
    """Say what an empty cell was taken for; ``own``: the file itself says which codes mean "no answer"."""
    if own and coded:
        return _("The file says which codes mean “no answer”, so an empty cell was read as: not asked.")
    if own:
        return _("The file has no codes for “no answer”, so an empty cell was read as: asked, no answer.")
    if coded:
        return _("The file has codes for “no answer” (-9, -99), so an empty cell was read as: not asked.")
    return _("The file has no codes for “no answer” (-9, -99), so an empty cell was read as: asked, no answer.")


def _variable(
    columns: Columns, number: int, cells: Sequence[str], distinct: set[str], blank: AnswerState
) -> NewVariable:
    known, missing = columns.described.get(number, NOTHING), missing_codes(columns, number)
    name, question = columns.names[number], columns.questions[number]
    found = measure(name, distinct - missing)
    states, values = states_and_values(cells, distinct, found.values, blank, missing)
    level = known.level or ("nominal" if known.labels and found.level == "text" else found.level)
    no_answer = tuple(code for code in known.labels if code in missing)
    return NewVariable(name, question, level, states, values, known.labels or found.labels, missing=no_answer)


def _answers(columns: Columns, number: int) -> OpenAnswers:
    """Make an open question's answers; an empty one was asked and not answered."""
    cells, missing = columns.cells[number], missing_codes(columns, number)
    none = {cell for cell in set(cells) if not cell.strip() or cell.strip() in missing}
    texts = [cell.replace("\r\n", "\n").replace("\r", "\n") if "\r" in cell else cell for cell in cells]
    states = [AnswerState.NO_ANSWER if cell in none else AnswerState.VALUE for cell in cells]
    if none:
        texts = ["" if cell in none else text for cell, text in zip(cells, texts, strict=True)]
    return OpenAnswers(columns.questions[number], states, texts)
