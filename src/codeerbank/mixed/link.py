"""Who or what ties the words to the numbers, and a report of what found no partner."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.errors import Conflict
from codeerbank.i18n import _

Linkage = Literal["person", "group", "theme"]
LINKAGES: Sequence[Linkage] = ("person", "group", "theme")


@dataclass(frozen=True, slots=True)
class JoinReport:
    """What met and what did not; left is the survey, right the words."""

    kind: Linkage
    matched: Sequence[str]
    only_left: Sequence[str]
    only_right: Sequence[str]
    duplicates: Sequence[str] = ()

    def json(self) -> dict[str, Any]:
        """Give the numbers and the names."""
        return {
            "link": self.kind,
            "matched": len(self.matched),
            "only_survey": list(self.only_left),
            "only_words": list(self.only_right),
            "duplicates": list(self.duplicates),
        }

    def words(self) -> str:
        """Say it in one line for people, in numbers."""
        told = {
            "person": _("{m} persons in both, {l} only in the survey, {r} only in the words"),
            "group": _("{m} groups in both, {l} only in the survey, {r} only in the words"),
            "theme": _(
                "{m} codes with a question in this survey, {l} questions without a code, {r} codes without a question"
            ),
        }[self.kind]
        line = told.format(m=len(self.matched), l=len(self.only_left), r=len(self.only_right))
        if self.duplicates:
            line += _("; {d} more than once").format(d=len(self.duplicates))
        return line


def link(kind: Linkage, left: Iterable[str], right: Iterable[str]) -> JoinReport:
    """Join survey keys (left) with keys of the words (right); every key once on at least one side.

    Raises Conflict when a key stands more than once on both sides: nobody could say which row goes with which.
    """
    in_left, in_right = Counter(iter(left)), Counter(iter(right))
    both = [key for key in in_left if key in in_right]
    tangled = [key for key in both if in_left[key] > 1 and in_right[key] > 1]
    if tangled:
        raise Conflict(
            _("{n} keys stand more than once in the survey and in the words, so they cannot be joined.").format(
                n=len(tangled)
            ),
            _("Give every person one row in the survey; the first such key is {key}.").format(key=tangled[0]),
        )
    return JoinReport(
        kind=kind,
        matched=both,
        only_left=[key for key in in_left if key not in in_right],
        only_right=[key for key in in_right if key not in in_left],
        duplicates=[key for key in {**in_left, **in_right} if in_left[key] > 1 or in_right[key] > 1],
    )


def items_of(
    code: Code, variables: Iterable[str], items: Mapping[str, Sequence[str]] | None = None
) -> tuple[dict[str, str], list[str]]:
    """Give the survey variables a code is linked to with the link's own words, and the questions not in this survey.

    A link's item is the name of a variable, or a name that ``items`` translates into variables (a published number,
    say). Links to the focus groups are no survey questions.
    """
    known = set(variables)
    found: dict[str, str] = {}
    missing: list[str] = []
    for tie in code.links:
        if tie.get("strand", "survey") != "survey":
            continue
        item = tie.get("item", "")
        names = [name for name in (item, *(items or {}).get(item, ())) if name in known]
        found |= {name: tie.get("question", "") for name in names if name not in found}
        if not names:
            missing.append(tie.get("question") or item)
    return found, missing


def link_by_theme(
    codebook: Codebook, variables: Sequence[str], items: Mapping[str, Sequence[str]] | None = None
) -> tuple[JoinReport, dict[str, list[str]]]:
    """Join through the codebook: which codes have a question in this survey, and which questions have no code."""
    tied = {code.key: list(items_of(code, variables, items)[0]) for code in codebook.codes if not code.archived}
    used = {name for names in tied.values() for name in names}
    leaves = {code.key for code in codebook.leaves()}
    report = JoinReport(
        kind="theme",
        matched=[key for key, names in tied.items() if names],
        only_left=[name for name in variables if name not in used],
        only_right=[key for key, names in tied.items() if not names and key in leaves],
    )
    return report, {key: names for key, names in tied.items() if names}
