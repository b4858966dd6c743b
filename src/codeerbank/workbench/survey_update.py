"""A newer export of a survey that is in the project: what it changes, told before it is done, and done as one action."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from codeerbank.domain.events import AnswersChanged, CasesAdded, Change, DocumentAdded, VariableAdded, VariableDescribed
from codeerbank.domain.ids import Id, derived_id, row_id
from codeerbank.domain.people import Case
from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable, OpenAnswers
from codeerbank.i18n import _, ngettext, plural
from codeerbank.store.read.waves import HeldAnswer, HeldColumn, Row, Waves
from codeerbank.workbench.intake_people import described_anew
from codeerbank.workbench.session import Session
from codeerbank.workbench.survey_answers import changed_answers
from codeerbank.workbench.survey_respondents import Respondents, respondents_of

_SHOWN = 20
Cell: TypeAlias = tuple[AnswerState, str | None]
Free: TypeAlias = Callable[[str], str]
"""Makes a name that is not taken."""


class SurveyUpdate:
    """Compares a newer export with the project; ``changes`` and ``remarks`` are filled when it is made."""

    def __init__(self, session: Session, new: NewSurvey, free_variable: Free, free_question: Free) -> None:
        self._waves = Waves(session.project.connection)
        self._new, self._free_variable, self._free_question = new, free_variable, free_question
        self._who: Respondents = respondents_of(self._waves, new)
        self._held = self._waves.columns(self._who.frames)
        self.changes: list[Change] = []
        self.remarks: list[str] = []
        self._cells: list[str] = []
        self._changed = 0
        self._columns: list[str] = []
        self._described: list[str] = []
        self._seen: set[Id] = set()
        if self._who.fresh:
            self._add_people()
        if self._who.moved:
            self._move(session)
        for variable in new.variables:
            self._variable(variable)
        for name, answers in new.open.items():
            self._question(name, answers)
        self._tell()

    def told(self) -> str:
        """Say in one line what the export brings."""
        return _(
            "{new} new respondents, {changed} changed answers, {columns} new columns, {gone} respondents gone"
        ).format(new=len(self._who.fresh), changed=self._changed, columns=len(self._columns), gone=len(self._who.gone))

    def _add_people(self) -> None:
        keys = [self._new.cases[n] for n in self._who.fresh]
        groups = [self._new.groups[n] for n in self._who.fresh]
        self.changes.append(CasesAdded(self._who.fresh_frame, keys, groups, source=self._new.source))

    def _column(self, name: str) -> HeldColumn | None:
        """Find the project's question of this name; one that came in under a number of its own counts too."""
        numbered = re.compile(re.escape(name) + r" \(\d+\)")
        exact = [held for held in self._held if held.name == name]
        return next(iter(exact or [held for held in self._held if numbered.fullmatch(held.name)]), None)

    def _variable(self, new: NewVariable) -> None:
        held = self._column(new.name)
        if held and held.is_open:
            words = [value or "" for value in new.values]
            self._answers(held, OpenAnswers(new.label, new.states, words))
        elif held:
            self._closed(held, new)
        else:
            self._new_variable(new)

    def _question(self, name: str, answers: OpenAnswers) -> None:
        held = self._column(name)
        if held and held.is_open:
            self._answers(held, answers)
        elif held:
            values = [words if state == AnswerState.VALUE else None for state, words in _pairs(answers)]
            self._closed(held, NewVariable(name, answers.question, "text", answers.states, values))
        else:
            self._new_question(name, answers)

    def _closed(self, held: HeldColumn, new: NewVariable) -> None:
        self._seen.add(held.identity)
        self._describe(held, new)
        new = _as_held(held, new)
        cells = self._waves.cells(held.identity)
        rows: list[int] = []
        for n, (place, state, value) in enumerate(zip(self._who.places, new.states, new.values, strict=True)):
            old = cells.get(place)
            if old and _same(old, (state, value)):
                continue
            rows.append(n)
            if place[0] != self._who.fresh_frame:
                self._changed += 1
                before, after = _shown(old), _shown((state, value))
                self._cells.append(f"{new.name}, {self._new.cases[n]}: {before} → {after}")
        self._add_cells(held.identity, rows, new)

    def _describe(self, held: HeldColumn, new: NewVariable) -> None:
        """Take over other words for a question or its answers; a file without such words takes none away."""
        label = new.label if new.label not in ("", new.name) else held.label
        labels = {**held.labels, **new.labels}
        if (label, labels) != (held.label, dict(held.labels)):
            self.changes.append(VariableDescribed(held.identity, label, labels))
            self._described.append(held.name)

    def _move(self, session: Session) -> None:
        """Put respondents in the group that the file has them in."""
        moved, people = set(self._who.moved), {case.id: case for case in session.read.cases.all()}
        frames: dict[Id, dict[int, Case]] = {}
        for name, group, (frame, row) in zip(self._new.cases, self._new.groups, self._who.places, strict=True):
            if name in moved and group:
                frames.setdefault(frame, {})[row] = replace(people[row_id(frame, row)], group=group)
        self.changes += [described_anew(frame, cases, self._new.source) for frame, cases in frames.items()]

    def _add_cells(self, variable: Id, rows: Sequence[int], new: NewVariable) -> None:
        """Write cells, one change per frame of respondents."""
        for frame in dict.fromkeys(self._who.places[n][0] for n in rows):
            mine = [n for n in rows if self._who.places[n][0] == frame]
            states = "".join(str(int(new.states[n])) for n in mine)
            places = [self._who.places[n][1] for n in mine]
            self.changes.append(AnswersChanged(variable, frame, places, states, [new.values[n] for n in mine]))

    def _new_variable(self, new: NewVariable) -> None:
        """Bring in a column: aligned with the frame that most respondents are in, the others' cells after it."""
        self._columns.append(new.name)
        frame = self._who.frames[0]
        size = self._who.sizes[frame]
        states = [AnswerState.NOT_ASKED] * size
        values: list[str | None] = [None] * size
        for (of, row), state, value in zip(self._who.places, new.states, new.values, strict=True):
            if of == frame:
                states[row], values[row] = state, value
        written = "".join(str(int(state)) for state in states)
        identity = derived_id("newer column", frame, new.name, written, *(value or "" for value in new.values))
        self.changes.append(
            VariableAdded(
                identity, frame, self._free_variable(new.name), new.label, new.level, written, values,
                dict(new.labels), new.question, new.member, list(new.missing),
            )
        )  # fmt: skip
        self._add_cells(identity, [n for n, place in enumerate(self._who.places) if place[0] != frame], new)

    def _new_question(self, name: str, answers: OpenAnswers) -> None:
        self._columns.append(name)
        frame = self._who.frames[0]
        identity = derived_id("newer question", frame, name, *answers.answers)
        self.changes.append(
            DocumentAdded(
                identity, self._free_question(name), "open_question", "", [], [], [], source=self._new.source,
                frame=frame, question=answers.question,
            )
        )  # fmt: skip
        self._append(HeldColumn(identity, name, True), answers, {})

    def _answers(self, held: HeldColumn, answers: OpenAnswers) -> None:
        self._seen.add(held.identity)
        self._append(held, answers, self._waves.answers(held.identity))

    def _append(self, held: HeldColumn, answers: OpenAnswers, before: Mapping[Row, HeldAnswer]) -> None:
        codings = self._waves.codings(held.identity)
        found = changed_answers(held, before, codings, self._new.cases, self._who.places, answers)
        self.changes += found.events
        new = {self._new.cases[n] for n in self._who.fresh}
        told = [*found.changed, *found.withdrawn, *(name for name in found.fresh if name not in new and before)]
        self._changed += len(told)
        self._cells += [_("{question}, {case}: other words").format(question=held.name, case=name) for name in told]
        if found.carried:
            words = plural(
                "{question}: {n} coding stays, on the same words in the changed answer.",
                "{question}: {n} codings stay, on the same words in the changed answers.",
                found.carried,
            )
            self.remarks.append(words.format(question=held.name, n=found.carried))
        if found.lost:
            lost = ", ".join(f"{name} ({code})" for name, code in found.lost)
            words = plural(
                "{question}: {n} coding is lost, for its words are no longer in the answer: {names}.",
                "{question}: {n} codings are lost, for their words are no longer in the answer: {names}.",
                len(found.lost),
            )
            self.remarks.append(words.format(question=held.name, n=len(found.lost), names=lost))

    def _tell(self) -> None:
        who, new = self._who, [self._new.cases[n] for n in self._who.fresh]
        left = [held.name for held in self._held if held.identity not in self._seen]
        for words, names in (
            (_("New respondents: {names}."), new),
            (_("New columns: {names}."), self._columns),
            (_("Changed: {names}."), self._cells),
            (_("Questions or answers in other words: {names}."), self._described),
            (_("No longer in the file, and left as they are: respondents {names}."), who.gone),
            (_("No longer in the file, and left as they are: columns {names}."), left),
            (_("In another group from now on, as in the file: {names}."), who.moved),
        ):
            if names:
                self.remarks.append(words.format(names=_some(names)))


def _some(names: Sequence[str]) -> str:
    shown = list(names[:_SHOWN])
    if rest := len(names) - len(shown):
        shown.append(ngettext("and {n} more", "and {n} more", rest))
    return ", ".join(shown)


def _pairs(answers: OpenAnswers) -> Sequence[tuple[AnswerState, str]]:
    return list(zip(answers.states, answers.answers, strict=True))


def _as_held(held: HeldColumn, new: NewVariable) -> NewVariable:
    """Give a column as the project holds it: without the questionnaire, ticks and ones and noughts look alike."""
    if (held.level == "multiple") == (new.level == "multiple"):
        return new
    if held.level == "multiple":
        ticks: dict[Cell, Cell] = {(AnswerState.VALUE, "0"): (AnswerState.NOT_CHOSEN, None)}
    else:
        ticks = {(AnswerState.NOT_CHOSEN, None): (AnswerState.VALUE, "0")}
    cells = [ticks.get(cell, cell) for cell in zip(new.states, new.values, strict=True)]
    return replace(new, states=[state for state, _value in cells], values=[value for _state, value in cells])


def _same(old: Cell, new: Cell) -> bool:
    """Say whether two cells mean the same: 3 and 3.0 do."""
    if old == new:
        return True
    if old[0] != new[0] or old[1] is None or new[1] is None:
        return False
    try:
        return float(old[1]) == float(new[1])
    except ValueError:
        return False


def _shown(cell: Cell | None) -> str:
    if cell is None or cell[0] == AnswerState.NOT_ASKED:
        return _("not asked")
    if cell[0] == AnswerState.VALUE:
        return cell[1] or ""
    return _("not chosen") if cell[0] == AnswerState.NOT_CHOSEN else _("no answer")
