"""Lines of plain text at the edges of a screen; changing one never lays the screen out again."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from codeerbank.domain.visible import visible


class TextLine(Static):
    """One line that is told what to say; it draws again only when that changes."""

    def __init__(self, words: str = "", id: str | None = None) -> None:
        super().__init__(words, id=id, markup=False)
        self.said = words

    def say(self, words: str, grow: bool = False) -> None:
        """Say something else, made safe here for whoever forgot; ``grow`` takes or gives back lines for it."""
        words = visible(words)
        if words != self.said:
            self.said = words
            self.update(words, layout=grow)


class MarkedLine(TextLine):
    """Text of which some stretches are underlined."""

    def mark(self, words: str, spans: Sequence[tuple[int, int]]) -> None:
        """Say something, with the characters of ``spans`` underlined."""
        content = Content(visible(words))
        for start, stop in spans:
            content = content.stylize("underline", start, stop)
        self.said = content.plain
        self.update(content, layout=False)


class KeyLine(TextLine):
    """The keys one needs most; what just happened takes their place for a few seconds."""

    SECONDS = 4.0

    def __init__(self, keys: Sequence[str], id: str | None = None) -> None:
        super().__init__("", id=id)
        self._keys = list(keys)
        self._timer: Timer | None = None

    def on_resize(self) -> None:
        """Show as many keys as fit, always with the last one: it leads to the rest."""
        if not self.has_class("news"):
            self._rest()

    def tell(self, words: str) -> None:
        """Say what happened, then show the keys again."""
        if self._timer:
            self._timer.stop()
        self.set_class(True, "news")
        self.say(words)
        self._timer = self.set_timer(self.SECONDS, self._rest)

    def _rest(self) -> None:
        self.set_class(False, "news")
        first, last = self._keys[:-1], self._keys[-1:]
        while first and len("  ".join(first + last)) > self.content_size.width:
            first.pop()
        self.say("  ".join(first + last))
