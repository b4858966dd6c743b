"""Reading a recoding as somebody types it: classes, answers taken together, conditions, words and known totals."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from codeerbank.domain.derivation import Category, Condition, Operator
from codeerbank.domain.survey import Variable
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench.deriving_checks import known
from codeerbank.workbench.known_totals import known_totals
from codeerbank.workbench.questions import Questions

_NUMBER = re.compile(r"-?\d+(\.\d+)?")
_CONDITION = re.compile(r"\s*(\w+)\s*(<=|>=|!=|=|<|>)\s*(.+?)\s*", re.DOTALL)


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
    if low is not None and high is not None and not low <= high:
        raise UsageError(_("{text} is no class.").format(text=bounds), _("The lowest number comes first."), bounds)
    return Category(value, label, low, high)


def _size(text: str | None) -> float | None:
    try:
        return float(text.replace(",", ".")) if text else None
    except ValueError:
        raise UsageError(
            _("{text} is no class.").format(text=text), _("Write: 0-17=young, 18-64=adult or 65-=old."), text or ""
        ) from None


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
    values = tuple(_value(variable, one) for one in _listed(found[3]))
    if operator not in ("=", "!=") and not (len(values) == 1 and _NUMBER.fullmatch(values[0])):
        raise UsageError(
            _("{text} is no number to compare with.").format(text=found[3]),
            _("With <, <=, > and >= stands one number, such as 3 or 2.5."),
            text.strip(),
        )
    return Condition(variable.name, operator, values)


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
