"""What the screen Tables shows: a table as lines with bars in characters, and its test in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast

from codeerbank.domain.derivation import Derivation
from codeerbank.domain.numbers import number, out_of, span_of
from codeerbank.domain.quote import Audience
from codeerbank.domain.survey import VariableKind
from codeerbank.i18n import _
from codeerbank.tui.fuzzy import Choice
from codeerbank.tui.widgets.line_list import Line
from codeerbank.workbench.aside import table_aside
from codeerbank.workbench.session import Session

BAR = 20
_QUESTION, _GROUPS = "question:", "groups:"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which table: a question or ``codes``, by which groups; no groups: everybody."""

    rows: str = ""
    by: str = ""

    def arguments(self) -> list[str]:
        """Give the command that makes it."""
        if self.by:
            return ["crosstab", "--rows", self.rows, "--by", self.by]
        return ["table", self.rows]

    def with_choice(self, key: str) -> Asked:
        """Take a choice of the picker over."""
        if key.startswith(_QUESTION):
            return replace(self, rows=key.removeprefix(_QUESTION))
        return replace(self, by=key.removeprefix(_GROUPS))


def read_table(session: Session, asked: Asked) -> Future[dict[str, Any]]:
    """Have the table made in a process of its own."""
    return table_aside(session.path, asked.arguments())


def menu(asked: Asked) -> list[Choice]:
    """Offer what can be done."""
    found = [
        Choice("question", _("Choose a question, or the codes")),
        Choice("groups", _("Choose the groups beside each other")),
    ]
    if asked.rows:
        found.append(Choice("readers", _("Write this table to a file")))
    if asked.rows and asked.rows != "codes":
        found.append(Choice("recode", _("Make a new variable of it (recode)")))
        found.append(Choice("kind", _("Say what this question is about: opinion or background")))
    return found


def readers() -> list[Choice]:
    """Offer for whom a table may be written."""
    words: Mapping[Audience, tuple[str, str]] = {
        "team": (_("the team"), _("every number")),
        "commissioner": (_("the commissioner"), _("no groups below five, no small cells of background")),
        "panel": (_("the klankbordgroep"), _("as for the commissioner, in counts alone")),
        "public": (_("everybody"), _("no groups below ten, no small cells of background")),
    }
    return [Choice(name, *told) for name, told in words.items()]


def kinds(session: Session, rows: str) -> Future[list[Choice]]:
    """Offer what a question may be about, with what counts now."""

    def job() -> list[Choice]:
        from codeerbank.workbench.disclosing import described, kind_in_words

        ((_variable, about),) = described(session, [rows])
        now = _("now: {kind}").format(kind=kind_in_words(about))
        return [
            Choice("background", _("background: who somebody is"), now),
            Choice("opinion", _("opinion: what somebody thinks or does"), now),
            Choice("guess", _("take back what was said, and guess"), now),
        ]

    return session.later(job)


def say_kind(session: Session, rows: str, kind: str) -> Future[str]:
    """Keep what a question is about."""
    from codeerbank.workbench.disclosing import declare

    return declare(session, [rows], None if kind == "guess" else cast(VariableKind, kind))


RECODINGS: Mapping[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "collapse": (lambda: _("Take answers together"), lambda: _("Name: new=answer,answer; new=answer")),
    "classes": (lambda: _("Put numbers in classes"), lambda: _("Name: 0-17=young; 18-=grown up")),
    "count": (lambda: _("Count answers"), lambda: _("Name: value,value (nothing: every option chosen)")),
    "groups": (lambda: _("Groups by conditions"), lambda: _("Name: often: a=4 & b>=3; never: a=1")),
}
"""Ways to make a variable: what each is called, and how it is typed."""


def recodings() -> list[Choice]:
    """Offer the ways to make a variable."""
    return [Choice(kind, name(), example()) for kind, (name, example) in RECODINGS.items()]


def choices(session: Session, purpose: str) -> Future[list[Choice]]:
    """Offer the questions, or what makes groups."""

    def job() -> list[Choice]:
        from codeerbank.workbench.questions import Questions  # with what recodings need

        known = Questions(session)
        head = _QUESTION if purpose == "question" else _GROUPS
        found = (
            [Choice(head + "codes", _("Codes"))]
            if purpose == "question"
            else [Choice(_GROUPS, _("everybody together"))]
        )
        seen: set[str] = set()
        for name, one in known.by_name.items():
            if one.level == "text" or (purpose == "groups" and one.level in ("multiple", "scale")):
                continue
            words = one.question or one.label
            if one.level != "multiple":
                found.append(Choice(head + name, name, words))
            elif words not in seen:
                seen.add(words)
                found.append(Choice(head + name, words, name))
        return found

    return session.later(job)


def export_table(session: Session, asked: Asked, path: str, audience: str = "team") -> Future[dict[str, Any]]:
    """Write the table to a file for an audience, in a process of its own."""
    to = ["--for", audience, "-o", str(session.path.parent / Path(path))]
    return table_aside(session.path, [*asked.arguments(), *to])


def make_variable(session: Session, kind: str, source: str, spec: str) -> Future[str]:
    """Keep a recoding such as name: disagree=1,2; agree=4,5 and give its name; without a name it gets one."""

    def job() -> str:
        from codeerbank.workbench import deriving
        from codeerbank.workbench.questions import Questions

        name, mark, parts = spec.partition(":")
        name, parts = (name.strip(), parts) if mark else (f"{source}_kort", spec)
        typed = [one.strip() for one in parts.split(";") if one.strip()]
        questions = Questions(session)
        if kind == "classes":
            rule = Derivation(name, "classes", (source,), level="ordinal", categories=deriving.classes(typed))
        elif kind == "count":
            values = tuple(one.strip() for one in parts.split(",") if one.strip())
            rule = Derivation(name, "count", (source,), level="scale", counted=values)
        elif kind == "groups":
            rule = Derivation(name, "groups", categories=deriving.groups(typed, questions))
        else:
            categories = deriving.collapsed(typed, deriving.known(questions, source))
            rule = Derivation(name, "collapse", (source,), categories=categories)
        return deriving.recode(session, rule).result().name

    return session.later(job)


def lines(table: Mapping[str, Any]) -> list[Line]:
    """Lay the table out: a line for each group and each answer, with a bar where there is a percentage to show."""
    return list(_lines(table))


def _lines(table: Mapping[str, Any]) -> Iterator[Line]:
    if "codes" in table:
        for one in table["codes"]:
            share = None if one["small_base"] or one["not_yet_coded"] else one["pct"]
            yield Line(
                one["code"],
                _cells(f"{one['code']} {one['name']}", one["n"], one["base"], share, None),
                indent=one["depth"],
            )
        return
    for place, group in enumerate(table["groups"]):
        if table["by"] is not None:
            head = _("{group}: n = {n}, missing {missing}").format(
                group=group["group"] or _("no group known"), n=group["n_valid"], missing=group["n_missing"]
            )
            yield Line(f"{place}", (head, "", "", ""), strong=True)
        for row in group["rows"]:
            share = None if row["small_base"] or row.get("not_yet_coded") else row["pct_cases"]
            cells = _cells(row["label"], row["n"], row["base"], share, row["interval"])
            yield Line(
                f"{place}:{row['value']}",
                cells,
                indent=1 + bool(row.get("within")) if table["by"] else bool(row.get("within")),
            )


def _cells(label: str, n: int, base: int, share: float | None, interval: Sequence[float] | None) -> Sequence[str]:
    words = out_of(n, base) if share is not None else _("{n} of {base}").format(n=number(n), base=number(base))
    bar = "" if share is None else "█" * round(share * BAR / 100)
    return label, words, bar, span_of((interval[0], interval[1])) if interval else ""


def summary(table: Mapping[str, Any], asked: Asked) -> str:
    """Say what was counted and what a test of it says."""
    if "codes" in table:
        return _("Codes, in persons; n = {n}").format(n=table["n_units"])
    sizes = _("{label}\nasked {asked}, valid {valid}, missing {missing}, not asked {unasked}").format(
        label=table["label"] or asked.rows, asked=table["n_total"], valid=table["n_valid"], missing=table["n_missing"],
        unasked=table["n_not_asked"],
    )  # fmt: skip
    return "\n".join(filter(None, (sizes, _test(table))))


def _test(table: Mapping[str, Any]) -> str:
    if refused := table.get("test_refused"):
        return str(refused)
    test = table.get("test")
    if test is None:
        return ""
    if test["p"] is None:
        return str(test["why"])
    p = _("p < 0.001") if test["p"] < 0.001 else f"p = {number(test['p'], 3)}"
    return " · ".join(filter(None, (p, test["why"], test["not_shown"] or "")))


def about(table: Mapping[str, Any], key: str) -> str:
    """Say more of the line that is lit: its test where it has one of its own."""
    value = key.partition(":")[2]
    found = next((one for one in table.get("tests", ()) if one["value"] == value), None)
    if found is None or found["p"] is None:
        return ""
    told = _("{label}: p = {p}, corrected {q}").format(
        label=found["label"], p=number(found["p"], 3), q=number(found["p_adjusted"], 3)
    )
    return f"{told} · {found['not_shown'] or found['why']}"
