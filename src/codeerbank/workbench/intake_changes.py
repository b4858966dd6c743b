"""From what an importer read to the changes that bring it in, checked against what the project holds."""

from __future__ import annotations

from collections.abc import Mapping

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import NewDocument
from codeerbank.domain.events import CasesAdded, Change, DocumentAdded, RecordSet, VariableAdded
from codeerbank.domain.ids import Id, derived_id, new_id
from codeerbank.domain.ports import Imported, NewCodings, NewParticipants
from codeerbank.domain.records import SURVEY_LAYOUT, TIMES
from codeerbank.domain.survey import AnswerState, NewSurvey, NewVariable
from codeerbank.errors import Conflict, ImportProblems, UsageError
from codeerbank.i18n import N_, _, ngettext, plural
from codeerbank.workbench.codebook_plan import CodebookPlan
from codeerbank.workbench.intake_codings import codings_added
from codeerbank.workbench.intake_people import Attendance
from codeerbank.workbench.intake_segments import located
from codeerbank.workbench.intake_sources import Sources
from codeerbank.workbench.session import Session

_KINDS = {"transcript": N_("transcript"), "summary": N_("summary"), "open_question": N_("open_question")}

_DIGITS = bytes(ord("0") + state if state < 10 else 0 for state in range(256))
"""Turns the numbers of answer states into their digits."""


class Intake:
    """Turns the files of one import into changes; names taken by one file are taken for the next, and codings can be
    about what came before them.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._names = set(session.read.documents.names())
        self._variables = set(session.read.survey.names())
        self._sets = session.read.survey.set_names()
        self._cases = {case.name for case in session.read.cases.all()}
        self.remarks: list[str] = []
        self._renamed: list[tuple[str, str]] = []
        self._made: list[Change] = []

    def changes(self, value: Imported, update: bool = False) -> tuple[list[Change], str]:
        """Give the changes for one file, and a line that says what comes in; ``update``: a newer export of a survey."""
        if update and not isinstance(value, NewSurvey):
            raise UsageError(_("Only a survey can be updated."), _("Leave --update out, or say --as survey."))
        made, told = self._changes(value, update)
        self._tell_renamed()
        self._made += made
        return made, told

    def _changes(self, value: Imported, update: bool) -> tuple[list[Change], str]:
        match value:
            case NewDocument():
                document = self._document(value)
                return [document, *_times(document.document, value)], ", ".join(
                    [
                        f"{_(_KINDS[value.kind])} {value.name}",
                        ngettext("{n} turn", "{n} turns", len(value.turns)),
                        ngettext("{n} speaker", "{n} speakers", len(value.speakers)),
                    ]
                )
            case NewSurvey() if update:
                return self._newer_survey(value)
            case NewSurvey():
                return self._survey(value)
            case Codebook():
                return self._codebook(value)
            case NewCodings():
                return self._codings(value)
            case NewParticipants():
                return self._participants(value)

    def refuse_double(self, new: NewDocument) -> None:
        """Refuse a text that the project holds already, or that comes in from another file as well."""
        documents = self._session.read.documents
        there = (name for name in documents.names() if documents.extent(name)[2] == len(new.text))
        coming = (one.name for one in self._made if isinstance(one, DocumentAdded) and one.text == new.text)
        same = next((name for name in there if documents.text(name) == new.text), None) or next(coming, None)
        if same is not None:
            words = _("{file} is in the project already: {name} has the same text.")
            raise ImportProblems(
                words.format(file=new.source, name=same),
                hint=_("Leave it out. To have it twice, bring it in with --again."),
                where=new.source,
            )

    def _free(self, name: str, taken: set[str]) -> str:
        free, n = name, 1
        while free in taken:
            n += 1
            free = f"{name} ({n})"
        taken.add(free)
        if free != name:
            self._renamed.append((name, free))
        return free

    def _tell_renamed(self) -> None:
        """Say once, below what else there is to say, which names were taken already."""
        if len(self._renamed) == 1:
            ((name, free),) = self._renamed
            self.remarks.append(_("there is a {name} already, this one is called {free}").format(name=name, free=free))
        elif self._renamed:
            names = ", ".join(free for _name, free in self._renamed)
            words = _("{n} names were taken already; these are now called {names}")
            self.remarks.append(words.format(n=len(self._renamed), names=names))
        self._renamed.clear()

    def _document(self, new: NewDocument) -> DocumentAdded:
        labels = {speaker.label: n for n, speaker in enumerate(new.speakers)}
        turns = new.turns
        return DocumentAdded(
            new_id(),
            self._free(new.name, self._names),
            new.kind,
            new.text,
            [turn.start for turn in turns],
            [turn.said for turn in turns],
            [turn.stop for turn in turns],
            [{"label": s.label, "role": s.role, "case": s.case} for s in new.speakers],
            [labels.get(turn.speaker, -1) if turn.speaker is not None else -1 for turn in turns] if labels else [],
            {str(n): [list(mark) for mark in turn.marks] for n, turn in enumerate(turns) if turn.marks},
            new.source,
        )

    def _survey(self, new: NewSurvey) -> tuple[list[Change], str]:
        double = [case for case in new.cases if case in self._cases]
        if double:
            raise Conflict(
                plural(
                    "{n} respondent of this file is in the project already ({names}).",
                    "{n} respondents of this file are in the project already ({names}).",
                    len(double),
                ).format(n=len(double), names=", ".join(double[:5])),
                _("Is it a newer export of the same survey? Then use --update. Else undo the earlier import first."),
                new.source,
            )
        self._cases.update(new.cases)
        frame = new_id()
        changes: list[Change] = [CasesAdded(frame, list(new.cases), list(new.groups), source=new.source)]
        sets = {one: self._free(one, self._sets) for one in dict.fromkeys(v.member for v in new.variables) if one}
        changes += [self._variable(frame, variable, sets) for variable in new.variables]
        changes += [self._question(frame, name, new) for name in new.open]
        if new.columns:
            layout = {"source": new.source, "key": new.key, "columns": list(new.columns)}
            changes.append(RecordSet(SURVEY_LAYOUT, new_id(), layout))
        self.remarks += new.notes
        told = ", ".join(
            [
                ngettext("{n} respondent", "{n} respondents", len(new.cases)),
                ngettext("{n} closed question", "{n} closed questions", len(new.variables)),
                ngettext("{n} open question", "{n} open questions", len(new.open)),
            ]
        )
        return changes, told

    def _newer_survey(self, new: NewSurvey) -> tuple[list[Change], str]:
        from codeerbank.workbench.survey_update import SurveyUpdate

        update = SurveyUpdate(
            self._session,
            new,
            lambda name: self._free(name, self._variables),
            lambda name: self._free(name, self._names),
        )
        self.remarks += [*new.notes, *update.remarks]
        return update.changes, update.told()

    def _variable(self, frame: Id, new: NewVariable, sets: Mapping[str, str]) -> VariableAdded:
        """Make a variable; the options of a question whose name another survey took go by ``sets``."""
        states = bytes(new.states).translate(_DIGITS).decode()
        name = self._free(new.name, self._variables)
        return VariableAdded(
            new_id(),
            frame,
            name,
            new.label,
            new.level,
            states,
            list(new.values),
            dict(new.labels),
            new.question,
            sets.get(new.member, new.member) if new.member else None,
            list(new.missing),
        )

    def _question(self, frame: Id, name: str, new: NewSurvey) -> DocumentAdded:
        """Make an open question a document in which each respondent has one turn; answers stand on lines of their own."""
        answers = new.open[name]
        rows = [n for n, state in enumerate(answers.states) if state == AnswerState.VALUE]
        starts, stops, at = [], [], 0
        for row in rows:
            starts.append(at)
            stops.append(at + len(answers.answers[row]))
            at = stops[-1] + 1
        text = "\n".join(answers.answers[row] for row in rows)
        return DocumentAdded(
            new_id(), self._free(name, self._names), "open_question", text, starts, starts, stops,
            source=new.source, frame=frame, cases=rows, question=answers.question,
        )  # fmt: skip

    def _codebook(self, new: Codebook) -> tuple[list[Change], str]:
        plan = CodebookPlan(self._session.codebook, new)
        if not self._session.codebook.codes:
            words = plural("codebook {name}, {n} code", "codebook {name}, {n} codes", len(new.codes))
            return plan.changes, words.format(name=new.name or new.key, n=len(new.codes))
        self.remarks += plan.remarks()
        return plan.changes, plan.told()

    def _participants(self, new: NewParticipants) -> tuple[list[Change], str]:
        attendance = Attendance(self._session, self._made, new)
        changes, told = attendance.changes()
        self.remarks += attendance.remarks
        return changes, told

    def _codings(self, new: NewCodings) -> tuple[list[Change], str]:
        sources = Sources(self._session, self._made)
        new, told = located(sources, new)
        self.remarks += told
        changes, skipped = codings_added(sources, new)
        if skipped:
            words = ngettext(
                "{n} coding was there already and was left out",
                "{n} codings were there already and were left out",
                skipped,
            )
            self.remarks.append(words)
        total = sum(len(change.starts) for change in changes)
        line = (
            ngettext("{n} coding", "{n} codings", total)
            + " "
            + ngettext("in {n} document or question", "in {n} documents or questions", len(changes))
        )
        return list(changes), line


def _times(document: Id, new: NewDocument) -> list[RecordSet]:
    """Keep when each turn begins, where the file says so outside the text."""
    timed = [(turn.start, round(turn.at, 1)) for turn in new.turns if turn.at is not None]
    if not timed:
        return []
    values = {"document": document, "starts": [start for start, _at in timed], "seconds": [at for _start, at in timed]}
    return [RecordSet(TIMES, derived_id(TIMES, document), values, [document])]
