"""The open document as a coder changes it: on the screen at once, in the project a moment later."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from codeerbank.domain.suggestion import Suggestion
from codeerbank.errors import Conflict, NotFound
from codeerbank.i18n import _
from codeerbank.tui.docmodel.intervals import IntervalIndex
from codeerbank.tui.views import CodeNames, CodingView
from codeerbank.workbench import coding, memos, recoding, suggesting
from codeerbank.workbench.session import Session

Keep = Callable[[Future[Any]], None]


class Desk:
    """Gestures on one document. Each shows at once and is handed to ``keep``; ``settle`` brings what the project holds.

    hand     the coding just made or stepped to: what a direction and a memo are about
    version  of the text on the screen: what was marked in it is refused once the project holds another
    """

    def __init__(
        self,
        session: Session,
        document: str,
        codings: IntervalIndex[CodingView],
        done: Iterable[int],
        names: CodeNames,
        keep: Keep,
        version: str = "",
    ) -> None:
        self._session = session
        self._keep = keep
        self.document = document
        self.codings = codings
        self.done = set(done)
        self.names = names
        self.version = version
        self.hand: CodingView | None = None

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
        view = self._view(key, start, stop)
        if any(c.place == view.place for c, _ in self.codings.overlapping(start, stop)):
            return None
        self._placed(lambda: coding.apply_code(self._session, self.document, start, stop, key))
        self.codings.add(view)
        self.hand = view
        return view

    def take_away(self, view: CodingView) -> None:
        """Take a code away."""
        self._about(view, lambda identity: coding.remove_coding(self._session, identity))
        self.codings.remove(view)
        if self.hand == view:
            self.hand = None

    def direct(self, view: CodingView, value: str) -> CodingView:
        """Set the direction of a coding."""
        self._about(view, lambda identity: coding.set_attributes(self._session, identity, {"direction": value}))
        self.codings.remove(view)
        self.hand = replace(view, direction=value, saved=False)
        self.codings.add(self.hand)
        return self.hand

    def recode(self, view: CodingView, key: str) -> CodingView:
        """Let a coding stand under another code; where that one stands on the same words already, the two become one."""
        self._about(view, lambda identity: recoding.recode(self._session, [identity], key))
        self.codings.remove(view)
        self.hand = replace(view, code=key, name=self.names.name(key), hue=self.names.hue(key), saved=False)
        if not any(c.place == self.hand.place for c, _ in self.codings.overlapping(view.start, view.stop)):
            self.codings.add(self.hand)
        return self.hand

    def describe(self, view: CodingView, attribute: str, value: str) -> None:
        """Give a coding an attribute; where several values may stand beside each other, this one is added or taken away."""

        def verb(identity: str) -> Future[Any]:
            now = self._session.read.codings.get(identity).attributes.get(attribute)
            about = self._session.codebook.attribute(attribute)
            if about is None or about.choice == "one":
                return coding.set_attributes(self._session, identity, {attribute: value})
            held = [now] if isinstance(now, str) else list(now or ())
            values = [v for v in held if v != value] if value in held else [*held, value]
            return coding.set_attributes(self._session, identity, {attribute: values or None})

        self._about(view, verb)

    def note(self, view: CodingView | None, text: str) -> None:
        """Write a memo with a coding, or with the document."""
        if view:
            self._about(view, lambda identity: memos.add_memo(self._session, "coding", identity, text))
        else:
            self._keep(memos.add_memo(self._session, "document", self.document, text))

    def decide(self, suggestion: Suggestion, accepted: bool) -> None:
        """Make a suggested code the coder's own, or put the suggestion away."""
        verb = suggesting.accept if accepted else suggesting.refuse
        self._placed(lambda: verb(self._session, suggestion))
        if accepted:
            self.hand = self._view(suggestion.code, suggestion.start, suggestion.stop)
            self.codings.add(self.hand)

    def finish(self, turns: list[int], done: bool) -> None:
        """Mark turns as read to the end, or not."""
        self._placed(lambda: coding.mark_done(self._session, self.document, turns, done=done))
        self.done = self.done | set(turns) if done else self.done - set(turns)

    # What the project holds

    def settle(self, codings: Iterable[CodingView], done: Iterable[int], names: CodeNames) -> None:
        """Hold what the project holds now."""
        self.names = names
        self.codings.reset(codings)
        self.done = set(done)
        if self.hand:
            place = self.hand.place
            self.hand = next((view for view in self.codings if view.place == place), None)

    def _view(self, key: str, start: int, stop: int) -> CodingView:
        name, hue = self.names.name(key), self.names.hue(key)
        return CodingView(start, stop, key, name, hue, self._session.coder, True, saved=False)

    def _placed(self, verb: Callable[[], Future[Any]]) -> None:
        """Do something about a place in the text, if the project still holds the text that is on the screen."""

        def job() -> Any:
            if self._session.read.documents.version(self.document) != self.version:
                raise Conflict(_("The text was corrected meanwhile; look at the place again."), "", self.document)
            return verb().result()

        self._keep(self._session.later(job))

    def _about(self, view: CodingView, verb: Callable[[str], Future[Any]]) -> None:
        """Do something about a coding. One just made gets its id when it is written: the store thread, which does one
        thing after the other, looks it up when its turn comes.
        """

        def job() -> Any:
            return verb(view.id or self._identity(view)).result()

        self._keep(self._session.later(job))

    def _identity(self, view: CodingView) -> str:
        for found in self._session.read.codings.of(self.document, view.coder):
            if (found.start, found.stop, found.code) == (view.start, view.stop, view.code):
                return found.id
        raise NotFound(_("This coding is not there any more."))
