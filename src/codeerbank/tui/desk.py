"""The open document as a coder changes it: on the screen at once, in the project a moment later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from codeerbank.tui.docmodel.intervals import IntervalIndex
from codeerbank.tui.views import CodeNames, CodingView
from codeerbank.workbench import coding
from codeerbank.workbench.session import Session

Keep = Callable[[Future[Any]], None]


class Desk:
    """Gestures on one document. Each shows at once and is handed to ``keep``; ``settle`` brings what the project holds.

    hand    the coding just made or stepped to: what a direction and a memo are about
    """

    def __init__(
        self, session: Session, document: str, codings: IntervalIndex[CodingView], done: Iterable[int], names: CodeNames, keep: Keep
    ) -> None:
        self._session = session
        self._keep = keep
        self.document = document
        self.codings = codings
        self.done = set(done)
        self.names = names
        self.hand: CodingView | None = None
        self._waiting: dict[tuple[int, int, str, str], list[Callable[[CodingView], None]]] = {}

    # What lies where

    def mine_at(self, start: int, stop: int) -> list[CodingView]:
        """Give the coder's own codings that touch a stretch, the innermost first."""
        found = [c for c, _ in self.codings.overlapping(start, max(stop, start + 1)) if c.mine]
        return sorted(found, key=lambda c: (c.stop - c.start, -c.start))

    def at(self, cursor: int) -> list[CodingView]:
        """Give every coding at the cursor, in order of place."""
        return [c for c, _ in self.codings.overlapping(cursor, cursor + 1)]

    # Gestures

    def give(self, key: str, start: int, stop: int) -> CodingView | None:
        """Give a code to a stretch; None when it has that code already."""
        view = CodingView(
            start, stop, key, self.names.name(key), self.names.hue(key), self._session.coder, True, "", "", saved=False
        )
        if any(c.place == view.place for c, _ in self.codings.overlapping(start, stop)):
            return None
        self._keep(coding.apply_code(self._session, self.document, start, stop, key))
        self.codings.add(view)
        self.hand = view
        return view

    def take_away(self, view: CodingView) -> None:
        """Take a code away."""
        self._when_known(view, lambda known: self._keep(coding.remove_coding(self._session, known.id)))
        self.codings.remove(view)
        if self.hand == view:
            self.hand = None

    def direct(self, view: CodingView, value: str) -> CodingView:
        """Set the direction of a coding."""
        self._when_known(
            view, lambda known: self._keep(coding.set_attributes(self._session, known.id, {"direction": value}))
        )
        return self._show_instead(view, replace(view, direction=value, saved=False))

    def finish(self, turns: list[int], done: bool) -> None:
        """Mark turns as read to the end, or not."""
        self._keep(coding.mark_done(self._session, self.document, turns, done=done))
        self.done = self.done | set(turns) if done else self.done - set(turns)

    # What the project holds

    def settle(self, codings: Iterable[CodingView], done: Iterable[int], names: CodeNames) -> None:
        """Hold what the project holds now; gestures that waited for a coding to be written go on."""
        self.names = names
        self.codings.reset(codings)
        self.done = set(done)
        known = {view.place: view for view in self.codings}
        if self.hand:
            self.hand = known.get(self.hand.place)
        waiting, self._waiting = self._waiting, {}
        for place, gestures in waiting.items():
            for gesture in gestures:
                if place in known:
                    gesture(known[place])

    def _when_known(self, view: CodingView, gesture: Callable[[CodingView], None]) -> None:
        if view.id:
            gesture(view)
        else:
            self._waiting.setdefault(view.place, []).append(gesture)

    def _show_instead(self, old: CodingView, new: CodingView) -> CodingView:
        self.codings.remove(old)
        self.codings.add(new)
        self.hand = new
        return new
