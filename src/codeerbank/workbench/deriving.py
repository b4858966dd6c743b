"""Making variables of others, as rules in the log: they can be undone, and those who answer later fall under them too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path

from codeerbank.domain.derivation import NOUN, Category, Condition, Derivation, Operator
from codeerbank.domain.events import RecordRemoved, RecordSet
from codeerbank.domain.ids import Id, new_id
from codeerbank.domain.survey import AnswerState, Level, Variable
from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.mixed.deriving import Cell, outside, raked
from codeerbank.workbench.known_totals import known_totals
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session

_NAME = re.compile(r"[^\W\d]\w{0,62}")
_CONDITION = re.compile(r"\s*(\w+)\s*(<=|>=|!=|=|<|>)\s*(.+?)\s*", re.DOTALL)


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
        _check(questions, rule, there, replacing)
        made = replace(rule, level=_level(questions, rule))
        remarks = _try(questions, made)
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


# Reading what somebody typed


def classes(specs: Sequence[str]) -> tuple[Category, ...]:
    """Read classes such as 0-17=jong and 65-=oud; both bounds are included."""
    return tuple(_class(str(n), *_halves(spec, "=")) for n, spec in enumerate(specs, start=1))


def _class(value: str, bounds: str, label: str) -> Category:
    found = re.fullmatch(r"(-?[\d.,]+)?\s*-\s*(-?[\d.,]+)?|(-?[\d.,]+)", bounds)
    if found is None or bounds == "-":
        raise UsageError(
            _("{text} is no class.").format(text=bounds), _("Write: 0-17=young, 18-64=adult or 65-=old."), bounds
        )
    low, high = (_size(found[3]), _size(found[3])) if found[3] else (_size(found[1]), _size(found[2]))
    if low is not None and high is not None and low > high:
        raise UsageError(_("{text} is no class.").format(text=bounds), _("The lowest number comes first."), bounds)
    return Category(value, label, low, high)


def _size(text: str | None) -> float | None:
    return float(text.replace(",", ".")) if text else None


def collapsed(specs: Sequence[str], source: Variable) -> tuple[Category, ...]:
    """Read categories such as eens=4,5; answers are named by their value or their words."""
    found = []
    for n, spec in enumerate(specs, start=1):
        label, values = _halves(spec, "=")
        found.append(Category(str(n), label, values=tuple(_value(source, one) for one in _listed(values))))
    given = [value for one in found for value in one.values]
    if twice := sorted({value for value in given if given.count(value) > 1}):
        raise UsageError(_("{values} stands in two categories.").format(values=", ".join(twice)), "", source.name)
    return tuple(found)


def groups(specs: Sequence[str], questions: Questions) -> tuple[Category, ...]:
    """Read groups such as regelmatig: aandeel_zaken=4 & contact>=3; the first that fits is taken."""
    found = []
    for n, spec in enumerate(specs, start=1):
        label, conditions = _halves(spec, ":")
        found.append(Category(str(n), label, all_of=tuple(_condition(one, questions) for one in conditions.split("&"))))
    return tuple(found)


def _condition(text: str, questions: Questions) -> Condition:
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise UsageError(
            _("{text} is no condition.").format(text=text.strip()), _("Write: variable=1,2 or variable>=3."), text
        )
    variable = known(questions, found[1])
    operator: Operator = found[2]  # type: ignore[assignment]
    return Condition(variable.name, operator, tuple(_value(variable, one) for one in _listed(found[3])))


def labels(specs: Sequence[str]) -> tuple[Category, ...]:
    """Read words for values such as 1=nee."""
    return tuple(Category(value, label) for value, label in (_halves(spec, "=") for spec in specs))


def weights_to(path: Path, questions: Questions, only: str = "") -> dict[str, dict[str, float]]:
    """Read the known totals that weights are made to, per variable; categories by their value or their words."""
    totals = known_totals(path)
    if "" in totals and not only:
        raise UsageError(
            _("{file} does not say which variable its totals are of.").format(file=path.name),
            _("Add a column variable, or name it: --from VARIABLE."),
            str(path),
        )
    return {
        name or only: {_value(known(questions, name or only), category): total for category, total in of.items()}
        for name, of in totals.items()
    }


def _halves(spec: str, mark: str) -> tuple[str, str]:
    first, found, second = spec.partition(mark)
    if not found or not first.strip() or not second.strip():
        raise UsageError(
            _("{text} has no {mark} between two parts.").format(text=spec, mark=mark),
            _("See the examples in the help of this command."),
            spec,
        )
    return first.strip(), second.strip()


def _listed(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


def _value(variable: Variable, text: str) -> str:
    """Find the value that somebody means: by itself or by its words."""
    by_label = {label.casefold(): value for value, label in variable.labels.items()}
    return text if text in variable.labels else by_label.get(text.casefold(), text)


def known(questions: Questions, name: str) -> Variable:
    """Find a variable; NotFound with what there is."""
    found = questions.find(name)
    if found is None:
        there = ", ".join(list(questions.by_name)[:12]) or _("none")
        raise NotFound(
            _("There is no variable {name}.").format(name=name), _("There are: {names}.").format(names=there), name
        )
    return found


def _check(questions: Questions, rule: Derivation, there: Derivation | None, replacing: bool) -> None:
    for name in [*rule.sources, *rule.totals]:
        known(questions, name)
    if rule.kind in ("nest", "label"):
        known(questions, rule.name)
        return
    if not _NAME.fullmatch(rule.name):
        raise UsageError(
            _("{name} cannot be the name of a variable.").format(name=rule.name),
            _("Use a letter, then letters, digits and _."),
            rule.name,
        )
    came_in = rule.name in questions.stored or questions.members(rule.name) or rule.name == "codes"
    if came_in or (there is not None and not replacing):
        raise Conflict(
            _("There is a variable {name} already.").format(name=rule.name),
            _("Choose another name; a recoding is written anew with --replace."),
            rule.name,
        )
    if rule.kind == "groups" and rule.level == "ordinal" and rule.rest:
        raise UsageError(
            _("Groups in an order have no place for the others."),
            _("Name them with --group where they belong, or leave --ordered out."),
            rule.name,
        )
    if rule.name in _all_sources(questions, rule):
        raise UsageError(_("{name} cannot be made of itself.").format(name=rule.name), "", rule.name)
    if not questions.sources_of(rule):
        raise UsageError(_("Say what {name} is made of.").format(name=rule.name), _("See codeerbank recode --help."))


def _all_sources(questions: Questions, rule: Derivation) -> set[str]:
    """Name everything that a rule rests on, however far down."""
    found: set[str] = set()
    waiting = list(questions.sources_of(rule))
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            below = questions.derivations.get(name)
            waiting += questions.sources_of(below) if below else []
    return found


def _label_id(questions: Questions, rule: Derivation) -> Id:
    there = questions.derivations.get(f"label:{rule.name}") if rule.kind == "label" else None
    return there.id if there else ""


def _level(questions: Questions, rule: Derivation) -> Level:
    if rule.kind in ("count", "weight"):
        return "scale"
    if rule.kind == "classes":
        return "nominal" if rule.rest else "ordinal"
    if rule.kind == "collapse" and rule.rest:
        return "nominal"
    if rule.kind == "collapse":
        return "nominal" if known(questions, rule.sources[0]).level in ("nominal", "multiple") else "ordinal"
    return rule.level


def _try(questions: Questions, rule: Derivation) -> list[str]:
    """Work the rule out once: refused where values would vanish or weights do not exist."""
    if rule.kind in ("nest", "label", "unit"):
        return []
    columns = {name: questions.cells(name) for name in dict.fromkeys(questions.sources_of(rule))}
    if rule.kind == "weight":
        return _weighed(rule, columns)
    if lost := outside(rule, columns):
        raise UsageError(
            _("{n} answers fall in no category: {values}.").format(
                n=sum(lost.values()), values=", ".join(sorted(lost, key=_by_size)[:8])
            ),
            _("Add them, or give the others a name with --rest NAME."),
            rule.name,
        )
    return []


def _by_size(value: str) -> tuple[float, str]:
    """Put numbers first, in their order; words after them."""
    try:
        return float(value.replace(",", ".")), value
    except ValueError:
        return float("inf"), value


def _weighed(rule: Derivation, columns: Mapping[str, Sequence[Cell]]) -> list[str]:
    found = raked(rule, columns)
    if found.weights is None:
        raise UsageError(found.sentence, _("Take categories together with: codeerbank recode collapse"), rule.name)
    told = _("n = {n}, effective n = {effective}, design effect {deff}.").format(
        n=found.n, effective=round(found.n_eff or 0, 1), deff=round(found.deff or 0, 2)
    )
    return [told, found.sentence]


def syntax(session: Session, path: Path) -> int:
    """Write all rules as SPSS syntax, and give their number."""
    from codeerbank.exporters.recoding_syntax import write_syntax

    questions = Questions(session)
    rules = list(questions.derivations.values())
    if not rules:
        raise NotFound(_("There are no recodings."), _("Make one with: codeerbank recode classes --help"))
    sets = {name: questions.members(name) for rule in rules for name in rule.sources if name not in questions.by_name}
    write_syntax(path, rules, sets)
    return len(rules)
