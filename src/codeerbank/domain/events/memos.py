"""Notes on things."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from codeerbank.domain.events.change import Change, kind
from codeerbank.domain.ids import Id, split_row_id


@kind("memo.added")
@dataclass(frozen=True, slots=True)
class MemoAdded(Change):
    """A note was written about something; ``noun`` says what ``about`` is the id of."""

    noun: str
    about: Id
    text: str
    memo_kind: str = "note"

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (split_row_id(self.about)[0],)


@kind("memo.changed")
@dataclass(frozen=True, slots=True)
class MemoChanged(Change):
    """A note got a new text; both texts stay in the log."""

    memo: Id
    text: str

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.memo


@kind("memo.removed")
@dataclass(frozen=True, slots=True)
class MemoRemoved(Change):
    """A note was taken away."""

    memo: Id

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.memo
