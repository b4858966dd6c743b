"""What is refused of a recoding before it is kept: names that are taken, answers nobody has, values that would vanish."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import get_close_matches

from codeerbank.domain.derivation import Derivation
from codeerbank.domain.numbers import number
from codeerbank.domain.survey import AnswerState, Level, Variable
from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.i18n import _, plural
from codeerbank.mixed.deriving import Cell, outside, raked
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.units import unit_table

_NAME = re.compile(r"[^\W\d]\w{0,62}")


def known(questions: Questions, name: str) -> Variable:
    """Find a variable; NotFound with what there is."""
    found = questions.find(name)
    if found is None:
        there = ", ".join(list(questions.by_name)[:12]) or _("none")
        raise NotFound(
            _("There is no variable {name}.").format(name=name), _("There are: {names}.").format(names=there), name
        )
    return found


def check(questions: Questions, rule: Derivation, there: Derivation | None, replacing: bool) -> None:
    """Refuse a rule whose sources are not there, whose name is taken, or that rests on itself."""
    for name in [*rule.sources, *rule.totals]:
        known(questions, name)
    _refuse_number_of_sources(rule)
    if rule.kind in ("nest", "label"):
        known(questions, rule.name)
        _refuse_words_about_nothing(questions, rule)
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
    if rule.trim and not 0 <= rule.trim[0] <= 1 <= rule.trim[1]:
        raise UsageError(
            _("Weights lie around 1: the lowest allowed is at most 1, the highest at least 1."),
            _("For example: --trim 0.3 3"),
            rule.name,
        )
    if not questions.sources_of(rule):
        raise UsageError(_("Say what {name} is made of.").format(name=rule.name), _("See codeerbank recode --help."))


def _refuse_number_of_sources(rule: Derivation) -> None:
    """Refuse more or fewer variables than this way of making takes: what is passed over in silence is missed later."""
    told = {
        "classes": (1, 1, _("{name} is made of one variable.")),
        "collapse": (1, 1, _("{name} is made of one variable.")),
        "unit": (2, 2, _("{name} is made of two variables: of how many, and how many of them are so.")),
        "stack": (2, None, _("{name} is made of two variables or more.")),
    }
    least, most, sentence = told.get(rule.kind, (0, None, ""))
    if not least <= len(set(rule.sources)) <= (len(rule.sources) if most is None else most):
        raise UsageError(sentence.format(name=rule.name), _("Name them with --from."), rule.name)


def _refuse_words_about_nothing(questions: Questions, rule: Derivation) -> None:
    """Refuse words that are none, and parts of what is no option of a question with several answers."""
    if rule.kind == "label" and not rule.label and not rule.categories:
        raise UsageError(
            _("Say which words {name} or its values get.").format(name=rule.name),
            _("Give --label TEXT or --value VALUE=WORDS."),
            rule.name,
        )
    if rule.kind == "label":
        return
    if rule.name in rule.sources:
        raise UsageError(_("{name} cannot be part of itself.").format(name=rule.name), "", rule.name)
    for name in (rule.name, *rule.sources):
        if known(questions, name).level != "multiple":
            raise UsageError(
                _("{name} is no option of a question with several answers.").format(name=name),
                _("Only such options can be part of each other."),
                name,
            )


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


def level_of(questions: Questions, rule: Derivation) -> Level:
    """Say how what a rule makes is measured."""
    if rule.kind in ("count", "weight"):
        return "scale"
    if rule.kind == "classes":
        return "nominal" if rule.rest else "ordinal"
    if rule.kind == "collapse" and rule.rest:
        return "nominal"
    if rule.kind == "collapse":
        return "nominal" if known(questions, rule.sources[0]).level in ("nominal", "multiple") else "ordinal"
    return rule.level


def try_out(questions: Questions, rule: Derivation) -> list[str]:
    """Work the rule out once: refused where values would vanish or weights do not exist."""
    if rule.kind == "unit":
        unit_table(questions, rule)
    if rule.kind in ("nest", "label", "unit"):
        return []
    columns = {name: questions.cells(name) for name in dict.fromkeys(questions.sources_of(rule))}
    if rule.kind == "weight":
        return _weighed(questions, rule, columns)
    _refuse_unknown(questions, rule)
    if lost := outside(rule, columns):
        raise UsageError(
            plural(
                "{n} answer falls in no category: {values}.",
                "{n} answers fall in no category: {values}.",
                n := sum(lost.values()),
            ).format(n=n, values=", ".join(sorted(lost, key=_by_size)[:8])),
            _("Add them, or give the others a name with --rest NAME."),
            rule.name,
        )
    return []


def _refuse_unknown(questions: Questions, rule: Derivation) -> None:
    """Refuse an answer that a question does not have: a typing error would put everybody with the others."""
    named = [(rule.sources[0], value) for one in rule.categories for value in one.values]
    named += [
        (c.variable, v) for one in rule.categories for c in one.all_of if c.operator in ("=", "!=") for v in c.values
    ]
    named += [(source, value) for source in rule.sources for value in rule.counted]
    for name, value in named:
        there = _answers(questions, name)
        if there and value not in there:
            words = {label.casefold(): label for label in (*there, *there.values())}
            near = get_close_matches(value.casefold(), words, 1, 0.5)
            hint = _("Did you mean {answer}?").format(answer=words[near[0]]) if near else ""
            listed = _("There are: {names}.").format(names=", ".join(sorted(there, key=_by_size)[:12]))
            raise UsageError(
                _("{variable} has no answer {value}.").format(variable=name, value=value), hint or listed, value
            )


def _answers(questions: Questions, name: str) -> dict[str, str]:
    """Give the answers to a question with their words: those it knows and those that were given."""
    variable = known(questions, name)
    if variable.level == "multiple" and name not in questions.by_name:
        return dict(variable.labels)
    given = {value: value for state, value in questions.cells(name) if state == AnswerState.VALUE and value is not None}
    return given | dict(variable.labels)


def _by_size(value: str) -> tuple[float, str]:
    """Put numbers first, in their order; words after them."""
    try:
        return float(value.replace(",", ".")), value
    except ValueError:
        return float("inf"), value


def _weighed(questions: Questions, rule: Derivation, columns: Mapping[str, Sequence[Cell]]) -> list[str]:
    found = raked(rule, columns)
    name, _mark, value = found.where.partition(": ")
    if name in rule.totals:
        found = replace(found, where=f"{name}: {known(questions, name).labels.get(value, value)}")
    if found.weights is None:
        raise UsageError(found.sentence, _("Take categories together with: codeerbank recode collapse"), rule.name)
    told = _("n = {n}, effective n = {effective}, design effect {deff}.").format(
        n=number(found.n), effective=number(found.n_eff or 0.0), deff=number(found.deff or 0.0, 2)
    )
    return [told, *_without(_asked(columns) - found.n), found.sentence]


def _asked(columns: Mapping[str, Sequence[Cell]]) -> int:
    """Count who stands in the survey: others, such as who only spoke, have no answer to anything."""
    return sum(any(state is not None for state, _value in cells) for cells in zip(*columns.values(), strict=True))


def _without(n: int) -> list[str]:
    """Say how many respondents get no weight, since one of the characteristics is not known of them."""
    words = plural(
        "{n} person lacks an answer to one of these questions and gets no weight: in the counts, not in the weighted numbers.",
        "{n} persons lack an answer to one of these questions and get no weight: in the counts, not in the weighted numbers.",
        n,
    )
    return [words.format(n=number(n))] if n else []
