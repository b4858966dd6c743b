"""The codebook: named ideas with rules, in a tree, and what makes one consistent."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from functools import cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Code:
    """A code with its rules; fields and their meaning: codebooks/README.md.

    id           empty outside a project
    merged_into  the key of the code that this one went up in, which is where its codings are
    """

    key: str
    name: str
    parent: str | None = None
    definition: str = ""
    definition_en: str = ""
    panel_name: str = ""
    include: Sequence[str] = ()
    exclude: Sequence[Mapping[str, str]] = ()
    examples: Sequence[str] = ()
    counter_examples: Sequence[Mapping[str, str]] = ()
    cues: Sequence[str] = ()
    cues_against: Sequence[str] = ()
    links: Sequence[Mapping[str, str]] = ()
    color: str = ""
    aliases: Sequence[str] = ()
    rest: bool = False
    archived: bool = False
    id: str = ""
    merged_into: str = ""

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> Code:
        """Read a code from a mapping with the file format's keys; unknown keys are left out.

        A code without a name is called by its key; words in one text instead of a list are parted at commas and lines.
        """
        known = {f.name for f in fields(cls)}
        given = {key: value for key, value in record.items() if key in known and value is not None}
        for key in ("cues", "cues_against", "aliases"):
            if isinstance(given.get(key), str):
                given[key] = tuple(word.strip() for word in re.split(r"[,;\n]", given[key]) if word.strip())
        for key in ("include", "examples"):
            if isinstance(given.get(key), str):
                given[key] = (given[key],) if given[key].strip() else ()
        given["name"] = given.get("name") or given["key"]
        given["parent"] = given.get("parent") or None
        return cls(**given)

    def record(self) -> dict[str, Any]:
        """Give the fields that differ from an empty code, as JSON-ready values; what it went up in is the project's own."""
        blank = asdict(Code("", "", merged_into=self.merged_into))
        return {key: value for key, value in asdict(self).items() if key in ("key", "name") or value != blank[key]}


@dataclass(frozen=True, slots=True)
class CodingAttribute:
    """A feature that a coding can carry, such as its direction; values are English keys with Dutch names."""

    key: str
    name: str
    choice: str = "one"
    default: str | None = None
    values: Sequence[Mapping[str, str]] = ()

    def value_named(self, key: str) -> str:
        """Give the screen name of a value, or the key itself where the codebook does not know it."""
        return next((v["name"] for v in self.values if v["key"] == key), key)


DIRECTION = CodingAttribute(
    "direction",
    "richting",
    "one",
    "neutral",
    (
        {"key": "hinders", "name": "belemmering"},
        {"key": "helps", "name": "kans"},
        {"key": "both", "name": "beide"},
        {"key": "neutral", "name": "neutraal"},
    ),
)


@dataclass(frozen=True)
class Codebook:
    """An ordered tree of codes; parents stand before their children.

    columns  the fields that the file it was read from speaks of; empty: all of them
    implied  keys of themes that have no row of their own in that table
    """

    codes: Sequence[Code]
    key: str = ""
    name: str = ""
    version: str = ""
    language: str = "nl"
    attributes: Sequence[CodingAttribute] = (DIRECTION,)
    rules: Sequence[Mapping[str, str]] = field(default_factory=tuple)
    note: str = ""
    columns: Sequence[str] = ()
    implied: Sequence[str] = ()

    @classmethod
    def from_records(cls, records: Iterable[Mapping[str, Any]], **about: Any) -> Codebook:
        """Make a codebook from mappings with at least ``key`` and ``name``."""
        return cls(tuple(Code.from_record(record) for record in records), **about)

    @cached_property
    def _by_key(self) -> dict[str, Code]:
        return {code.key: code for code in self.codes}

    @cached_property
    def _parents(self) -> frozenset[str]:
        return frozenset(code.parent for code in self.codes if code.parent)

    @cached_property
    def _by_name(self) -> dict[str, Code]:
        found: dict[str, Code] = {}
        for code in self.codes:
            for name in (code.key, code.name, " > ".join(self.path(code)), *code.aliases):
                found.setdefault(name.casefold(), code)
        return found

    def get(self, key: str) -> Code | None:
        """Find the code with this key."""
        return self._by_key.get(key)

    def find(self, words: str) -> Code | None:
        """Find a code by key, name, path or former name, without regard to case."""
        return self._by_name.get(words.strip().casefold())

    def path(self, code: Code) -> tuple[str, ...]:
        """Give the names from the theme down to this code."""
        names = [code.name]
        seen = {code.key}
        while code.parent and (above := self.get(code.parent)) and above.key not in seen:
            code = above
            seen.add(code.key)
            names.append(code.name)
        return tuple(reversed(names))

    def depth(self, code: Code) -> int:
        """Count the codes above this one: 0 for a theme."""
        return len(self.path(code)) - 1

    def theme(self, code: Code) -> Code:
        """Give the topmost code above this one, or the code itself."""
        seen = {code.key}
        while code.parent and (above := self.get(code.parent)) and above.key not in seen:
            code = above
            seen.add(code.key)
        return code

    def upwards(self, code: Code) -> tuple[str, ...]:
        """Give the keys from this code up to its theme."""
        keys = [code.key]
        while code.parent and (above := self.get(code.parent)) and above.key not in keys:
            code = above
            keys.append(code.key)
        return tuple(keys)

    def is_leaf(self, code: Code) -> bool:
        """Say whether no code stands below this one."""
        return code.key not in self._parents

    def leaves(self) -> list[Code]:
        """Give the codes that stand lowest and are in use."""
        return [code for code in self.codes if self.is_leaf(code) and not code.archived]

    def attribute(self, key: str) -> CodingAttribute | None:
        """Find an attribute of codings by its key."""
        return next((a for a in self.attributes if a.key == key), None)
