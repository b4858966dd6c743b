"""What every change has in common, and the register of kinds by which bodies are written and read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from typing import Any, ClassVar, TypeVar

from codeerbank.domain.ids import Id


class Change:
    """One change as a person made it, without the envelope that says who, when and on which device.

    Subclasses are frozen dataclasses with JSON-ready fields only. A field may hold None where an erasure left a hole.
    """

    __slots__ = ()
    KIND: ClassVar[str] = ""
    VERSION: ClassVar[int] = 1
    UNDOABLE: ClassVar[bool] = True

    def subject(self, own: Id) -> Id:
        """Give the thing this change is about; a gesture that makes something is about its ``own`` id."""
        return own

    def names(self) -> Iterable[Id]:
        """Give the other things it cannot stand without."""
        return ()

    def makes(self, own: Id) -> Iterable[Id]:
        """Give what it made or changed: a later change that names one of these keeps it from being undone."""
        return (self.subject(own),)

    def body(self) -> dict[str, Any]:
        """Give the fields that differ from their defaults."""
        found = {}
        for field in fields(self):  # type: ignore[arg-type]
            value = getattr(self, field.name)
            default = field.default_factory() if field.default_factory is not MISSING else field.default
            if value != default:
                found[field.name] = value
        return found


KINDS: dict[str, type[Change]] = {}
LIFTS: dict[tuple[str, int], Callable[[dict[str, Any]], dict[str, Any]]] = {}
"""(kind, version) -> a pure function that turns a body of that version into one of the next."""

C = TypeVar("C", bound=type[Change])


def kind(name: str, version: int = 1, undoable: bool = True) -> Callable[[C], C]:
    """Register a change under the name by which it stands in the log for ever."""

    def register(cls: C) -> C:
        cls.KIND, cls.VERSION, cls.UNDOABLE = name, version, undoable
        KINDS[name] = cls
        return cls

    return register


def known(kind_name: str, version: int) -> bool:
    """Say whether this program can read a body of this kind and version."""
    return kind_name in KINDS and version <= KINDS[kind_name].VERSION


def read_body(kind_name: str, version: int, body: Mapping[str, Any]) -> Change:
    """Make a change from a stored body, lifting old versions; KeyError for an unknown kind."""
    cls = KINDS[kind_name]
    values = dict(body)
    for old in range(version, cls.VERSION):
        values = LIFTS[(kind_name, old)](values)
    return cls(**values)
