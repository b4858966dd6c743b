"""Derived variables as SPSS syntax, so that another analyst can make them again from the data as they came in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from codeerbank.domain.derivation import REST, Condition, Derivation
from codeerbank.domain.visible import one_line
from codeerbank.exporters.atomic import replacing
from codeerbank.exporters.spss_names import cut_bytes, valid_names
from codeerbank.i18n import _

_LONGEST = 120


def write_syntax(
    path: Path, rules: Sequence[Derivation], sets: Mapping[str, Sequence[str]], widths: Mapping[str, int] | None = None
) -> None:
    """Write the syntax to a file, whole or not at all; with the mark by which SPSS knows UTF-8."""
    with replacing(path) as file:
        file.write(recoding_syntax(rules, sets, widths).encode("utf-8-sig"))


def recoding_syntax(
    rules: Sequence[Derivation], sets: Mapping[str, Sequence[str]], widths: Mapping[str, int] | None = None
) -> str:
    """Write a block for each rule; ``sets`` names the options of multiple-response questions among the sources.

    widths   of the variables made here that hold words, how many bytes: SPSS wants these declared before they are filled
    """
    lines = [_comment(_("Made by codeerbank: derived variables, from the variables as they came in."))]
    lines += [_comment(_("System-missing stands for not asked or no answer."))]
    for rule in rules:
        sources = [name for source in rule.sources for name in sets.get(source, [source])]
        declared = [f"STRING {_name(rule.name)} (A{widths[rule.name]})."] if widths and rule.name in widths else []
        lines += ["", _comment(f"{rule.name}: {_WORDS[rule.kind]()}"), *declared, *_BLOCKS[rule.kind](rule, sources)]
        if rule.makes_variable and rule.kind != "weight":
            lines += _labelled(rule)
    return "\n".join([*lines, "", "EXECUTE.", ""])


def _classes(rule: Derivation, sources: Sequence[str]) -> Iterator[str]:
    name, source = _name(rule.name), _name(sources[0])
    parts = [f"({_bound(one.low, 'LOWEST')} THRU {_bound(one.high, 'HIGHEST')}={one.value})" for one in rule.categories]
    yield f"RECODE {source} {' '.join(parts)} {_else(rule)} INTO {name}."


def _bound(size: float | None, end: str) -> str:
    return end if size is None else format(size, "g")


def _collapse(rule: Derivation, sources: Sequence[str]) -> Iterator[str]:
    parts = [f"({','.join(map(_literal, one.values))}={one.value})" for one in rule.categories if one.values]
    yield f"RECODE {_name(sources[0])} {' '.join(parts)} {_else(rule)} INTO {_name(rule.name)}."


def _else(rule: Derivation) -> str:
    return f"(MISSING=SYSMIS) (ELSE={REST})" if rule.rest else "(ELSE=SYSMIS)"


def _groups(rule: Derivation, _sources: Sequence[str]) -> Iterator[str]:
    """Write the groups from the last to the first, so that the first that fits stands in the end."""
    name = _name(rule.name)
    if rule.rest:
        yield f"COMPUTE {name}={REST}."
    for one in reversed(rule.categories):
        yield f"IF ({' AND '.join(map(_condition, one.all_of))}) {name}={one.value}."
    asked = list(dict.fromkeys(_name(one.variable) for part in rule.categories for one in part.all_of))
    yield f"IF (NVALID({','.join(asked)}) = 0) {name}=$SYSMIS."


def _condition(one: Condition) -> str:
    variable = _name(one.variable)
    if one.operator in ("=", "!="):
        found = f"ANY({variable},{','.join(map(_literal, one.values))})"
        return f"NOT {found}" if one.operator == "!=" else found
    return f"{variable} {one.operator} {_literal(one.values[0])}"


def _count(rule: Derivation, sources: Sequence[str]) -> Iterator[str]:
    counted = " ".join(map(_literal, rule.counted)) if rule.counted else "1"
    yield f"COUNT {_name(rule.name)}={' '.join(map(_name, sources))} ({counted})."
    yield f"IF (NVALID({','.join(map(_name, sources))}) = 0) {_name(rule.name)}=$SYSMIS."


def _stack(rule: Derivation, sources: Sequence[str]) -> Iterator[str]:
    name = _name(rule.name)
    for source in reversed(list(map(_name, sources))):
        yield f"IF (NOT MISSING({source})) {name}={source}."


def _weight(rule: Derivation, _sources: Sequence[str]) -> Iterator[str]:
    for variable, totals in rule.totals.items():
        shares = "; ".join(f"{category} {total:g}" for category, total in totals.items())
        yield _comment(_("Weights to known totals of {variable}: {shares}").format(variable=variable, shares=shares))
    yield _comment(_("SPSS does not make these itself: take the variable from the exported data file."))


def _unit(_rule: Derivation, sources: Sequence[str]) -> Iterator[str]:
    whole, part = map(_name, sources[:2])
    yield _comment(
        _("The unit is not the respondent: divide the sum of {part} by the sum of {whole}.").format(
            part=part, whole=whole
        )
    )
    yield f"DESCRIPTIVES VARIABLES={whole} {part} /STATISTICS=SUM."


def _nest(rule: Derivation, sources: Sequence[str]) -> Iterator[str]:
    yield f"IF (ANY(1,{','.join(map(_name, sources))})) {_name(rule.name)}=1."


def _label(rule: Derivation, _sources: Sequence[str]) -> Iterator[str]:
    yield from _labelled(rule)


_BLOCKS: Mapping[str, Callable[[Derivation, Sequence[str]], Iterator[str]]] = {
    "classes": _classes,
    "collapse": _collapse,
    "groups": _groups,
    "count": _count,
    "stack": _stack,
    "weight": _weight,
    "unit": _unit,
    "nest": _nest,
    "label": _label,
}


_WORDS: Mapping[str, Callable[[], str]] = {
    "classes": lambda: _("numbers put into classes"),
    "collapse": lambda: _("answers taken together"),
    "groups": lambda: _("groups by conditions"),
    "count": lambda: _("a count of answers"),
    "stack": lambda: _("one question put in several questionnaires"),
    "weight": lambda: _("weights"),
    "unit": lambda: _("a unit that is not the respondent"),
    "nest": lambda: _("an answer that holds others"),
    "label": lambda: _("words of the values"),
}


def _labelled(rule: Derivation) -> Iterator[str]:
    name = _name(rule.name)
    if rule.label:
        yield f"VARIABLE LABELS {name} {_quoted(rule.label)}."
    if rule.labels:
        pairs = " ".join(f"{_literal(value)} {_quoted(words)}" for value, words in rule.labels.items())
        yield f"{'ADD ' if rule.kind == 'label' else ''}VALUE LABELS {name} {pairs}."


def _name(name: str) -> str:
    return valid_names([name])[0]


def _literal(value: str) -> str:
    try:
        return format(float(value), "g")
    except ValueError:
        return _quoted(value)


def _quoted(words: str) -> str:
    return "'" + cut_bytes(one_line(words), _LONGEST, "…").replace("'", "''") + "'"


def _comment(words: str) -> str:
    return "* " + one_line(words).rstrip(".") + "."
