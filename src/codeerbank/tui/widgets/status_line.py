"""Lines of plain text at the edges of a screen; changing one never lays the screen out again."""

from __future__ import annotations

from textual.timer import Timer
from textual.widgets import Static


class TextLine(Static):
    """One line that is told what to say; it draws again only when that changes."""

    def __init__(self, words: str = "", id: str | None = None) -> None:
        super().__init__(words, id=id, markup=False)
        self.said = words

    def say(self, words: str) -> None:
        """Say something else."""
        if words != self.said:
            self.said = words
            self.update(words, layout=False)


class KeyLine(TextLine):
    """The keys one needs most; what just happened takes their place for a few seconds."""

    SECONDS = 4.0

    def __init__(self, keys: str, id: str | None = None) -> None:
        super().__init__(keys, id=id)
        self._keys = keys
        self._timer: Timer | None = None

    def tell(self, words: str) -> None:
        """Say what happened, then show the keys again."""
        if self._timer:
            self._timer.stop()
        self.set_class(True, "news")
        self.say(words)
        self._timer = self.set_timer(self.SECONDS, self._rest)

    def _rest(self) -> None:
        self.set_class(False, "news")
        self.say(self._keys)
