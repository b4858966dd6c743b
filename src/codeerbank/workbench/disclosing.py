"""Which questions are about who somebody is, and which about what somebody thinks: guessed, until somebody says so."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import cast

from codeerbank.domain.events import Change, RecordRemoved, RecordSet
from codeerbank.domain.frequency import FrequencyTable
from codeerbank.domain.ids import Id, derived_id
from codeerbank.domain.records import Record
from codeerbank.domain.survey import Variable, VariableKind
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session

NOUN = "variable"
_START = r"(?<![^\W_])"
_WHO = re.compile(
    _START
    + r"(leeftijd|geslacht|gender|regio|gemeente|woonplaats|postcode|provincie|land|herkomst|afkomst|nationaliteit"
    r"|opleiding|functie|beroep|werkveld|werkervaring|organisatie|school|inkomen|gezin|kinderen|groep|perspectief|datum"
    r"|age|sex|region|municipality|town|postal|province|country|origin|nationality|education|job|profession|experience"
    r"|organisation|income|household|children|group|perspective|date)(s?(klasse|groep|categorie|code)|s)?\d*(?![^\W\d_])",
    re.IGNORECASE,
)
_ASKED_WHO = re.compile(
    r"\b(leeftijd|hoe oud|geslacht|ben je een (jongen|meisje|man|vrouw)|regio|gemeente|woon je|woont u|geboren|geboorte\w*"
    r"|opleiding|functie|beroep|postcode|how old|your age|gender|where do you live|education|born)\b",
    re.IGNORECASE,
)
_MARK = re.compile(
    _START + r"(cijfer|score|rapport|tevreden|belang|rating|stelling|oordeel|mate|satisf|importan)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class KindOfVariable:
    """What a variable is about; ``declared`` where somebody said so, else it is a guess."""

    kind: VariableKind
    declared: bool = False


class Kinds:
    """The kinds of all variables of a project, read once."""

    def __init__(self, session: Session, questions: Questions | None = None) -> None:
        self._questions = questions or Questions(session)
        self.records: Mapping[str, Record] = {
            str(record.values["name"]): record for record in session.read.records.of(NOUN) if record.values
        }

    def of(self, name: str) -> KindOfVariable:
        """Say what a variable, or a whole multiple-response question, is about; codes are opinions."""
        if name == "codes":
            return KindOfVariable("opinion")
        if record := self.records.get(name):
            return KindOfVariable(cast(VariableKind, record.values["kind"]), declared=True)
        variable = self._questions.find(name)
        if variable is None:
            return KindOfVariable("background" if _WHO.match(name) else "opinion")
        for other in self._around(variable):
            if record := self.records.get(other):
                return KindOfVariable(cast(VariableKind, record.values["kind"]), declared=True)
        rule = self._questions.derivations.get(name)
        if rule is not None and rule.makes_variable and (sources := self._questions.sources_of(rule)):
            found = {self.of(source).kind for source in sources if source != name}
            return KindOfVariable("background" if "background" in found else "opinion")
        return KindOfVariable("background" if self._makes_groups(variable) else guessed(variable))

    def _makes_groups(self, variable: Variable) -> bool:
        """Say whether the groups of the respondents are the answers to this question: then it is about who they are."""
        if variable.level not in ("nominal", "ordinal") or variable.name not in self._questions.stored:
            return False
        given = [
            (group, value) for _case, _who, group, _state, value in self._questions.by_person(variable.name) if value
        ]
        return bool(given) and all(group in (value, variable.labels.get(value)) for group, value in given)

    def of_table(self, table: FrequencyTable) -> VariableKind:
        """Say what the rows of a table are about."""
        return self.of(table.variable).kind

    def _around(self, variable: Variable) -> Sequence[str]:
        """Name the options of a multiple-response question and the question itself: said of one, it holds for all."""
        if variable.level != "multiple":
            return ()
        wholes = [name for name in self.records if variable.name in self._questions.members(name)]
        return [*wholes, *self._questions.options(variable)]


def guessed(variable: Variable) -> VariableKind:
    """Guess by name, words and level: age, gender, region, function, education and plain numbers are background."""
    if variable.level == "text":
        return "opinion"
    if _WHO.match(variable.name):
        return "background"
    if variable.level == "multiple" or _MARK.search(variable.name):
        return "opinion"
    if variable.level == "scale":
        return "background"
    return "background" if _ASKED_WHO.search(variable.question or variable.label) else "opinion"


def kind_in_words(about: KindOfVariable) -> str:
    """Say what a variable is about, and that it is a guess while nobody said so."""
    words = _("background") if about.kind == "background" else _("opinion")
    return words if about.declared else _("{kind} (guessed)").format(kind=words)


def described(session: Session, names: Sequence[str] = ()) -> list[tuple[Variable, KindOfVariable]]:
    """List what can be counted with what it is about, a multiple-response question once; NotFound for a strange name."""
    questions = Questions(session)
    kinds = Kinds(session, questions)
    found: dict[str, Variable] = {}
    for name in names or questions.closed:
        one = questions.find(name)
        if one is None:
            raise _unknown(name)
        whole = one.question if one.level == "multiple" and not names else ""
        found.setdefault(whole or name, one)
    return [(one, kinds.of(one.name)) for one in found.values()]


def _unknown(name: str) -> NotFound:
    return NotFound(_("There is no variable {name}.").format(name=name), _("Names: codeerbank variables"), name)


def declare(session: Session, names: Sequence[str], kind: VariableKind | None) -> Future[Id]:
    """Say what variables are about, as one action; None takes what was said back, so that the guess counts again."""

    def job() -> Id:
        questions = Questions(session)
        there, project = Kinds(session, questions).records, session.read.about.project()[0]
        changes: list[Change] = []
        for name in dict.fromkeys(names):
            if questions.find(name) is None:
                raise _unknown(name)
            if kind is not None:
                changes.append(RecordSet(NOUN, derived_id(NOUN, project, name), {"name": name, "kind": kind}))
            elif name in there:
                changes.append(RecordRemoved(NOUN, there[name].id))
        if not changes:
            raise NotFound(
                _("Of {names} nobody said what it is about.").format(names=", ".join(names)),
                _("Look at: codeerbank variables"),
                ", ".join(names),
            )
        return session.write(*changes)

    return session.later(job)
