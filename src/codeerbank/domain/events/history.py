"""Changes about changes: undoing, and forgetting a person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codeerbank.domain.events.change import Change, kind
from codeerbank.domain.ids import Id


@kind("action.undone", undoable=False)
@dataclass(frozen=True, slots=True)
class Undone(Change):
    """These actions count no longer; undoing this one brings them back (that is a redo)."""

    actions: Sequence[Id]

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.actions[0]

    def makes(self, own: Id) -> Iterable[Id]:  # noqa: D102
        return ()


@kind("person.erased", undoable=False)
@dataclass(frozen=True, slots=True)
class PersonErased(Change):
    """Consent was withdrawn: these cases (ids) and what names them are gone from every body, here and in every union."""

    subjects: Sequence[Id]

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.subjects[0]
