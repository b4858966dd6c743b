"""What a query is: frozen values, each with the place where it was typed, and how one is written down again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from codeerbank.errors import UsageError
from codeerbank.i18n import N_, _

CODE = "code"
OPERATORS: Mapping[str, str] = {
    "and": "and", "en": "and", "or": "or", "of": "or", "not": "not", "niet": "not", "near": "near", "bij": "near",
}  # fmt: skip
"""What an operator can be called, in small letters -> what it is."""
ANY = "*"
"""As the value of a field: whatever it is."""
_FIELDS = {
    "coder": N_("coder:"), "group": N_("group:"), "role": N_("role:"), "speaker": N_("speaker:"), "case": N_("participant:"),
    "kind": N_("kind:"), "done": N_("done:"), "undone": N_("undone:"),
}  # fmt: skip
Unit = Literal["turns", "words"]


@dataclass(frozen=True, slots=True)
class Words:
    """A word, the beginning of one (``steun*``), or with ``phrase`` words that stand next to each other."""

    text: str
    phrase: bool = False
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A regular expression."""

    expression: str
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Field:
    """``name:value``; for ``code`` more values mean that all of them lie on the same words."""

    name: str
    values: Sequence[str]
    at: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Not:
    """Whatever the inner query does not find."""

    part: Query


@dataclass(frozen=True, slots=True)
class All:
    """What every part finds."""

    parts: Sequence[Query]


@dataclass(frozen=True, slots=True)
class Either:
    """What one of the parts finds, or more."""

    parts: Sequence[Query]


@dataclass(frozen=True, slots=True)
class Near:
    """What the first part finds where the second is found at most ``within`` turns, or words, away."""

    part: Query
    other: Query
    within: int = 1
    unit: Unit = "turns"
    at: int = field(default=0, compare=False)


Query: TypeAlias = Words | Pattern | Field | Not | All | Either | Near


def problem(at: int, what: str, hint: str = "") -> UsageError:
    """Give the error that says where in a query, counted in characters from 1, something is wrong."""
    return UsageError(_("Query, character {n}: {what}").format(n=at + 1, what=what), hint)


def written(query: Query) -> str:
    """Write a query as it was understood, in the reader's language; read again it is the same query."""
    match query:
        case Words(text, phrase):
            return f'"{text}"' if phrase or text.casefold() in OPERATORS else text
        case Pattern(expression):
            return f"/{expression}/"
        case Field(name, values):
            return f"{field_name(name)}:{'+'.join(map(_quoted, values))}"
        case Not(part):
            return f"{_('NOT')} {_inner(part)}"
        case Near(part, other, within, unit):
            return f"{_inner(part)} {_('NEAR')}/{within}{'w' if unit == 'words' else ''} {_inner(other)}"
        case All(parts):
            return f" {_('AND')} ".join(_inner(part, Not, Near) for part in parts)
        case Either(parts):
            return f" {_('OR')} ".join(_inner(part, Not, Near, All) for part in parts)


def field_name(name: str) -> str:
    """Give the name of a field in the reader's language, as it can be typed."""
    return _(_FIELDS[name])[:-1] if name in _FIELDS else name


def _inner(query: Query, *bare: type) -> str:
    """Write a part of a query, in brackets unless it is one piece or binds closer than what stands around it."""
    return written(query) if isinstance(query, (Words, Pattern, Field, *bare)) else f"({written(query)})"


def _quoted(value: str) -> str:
    return f'"{value}"' if any(c.isspace() or c in "()+" for c in value) else value
