"""What screens with lists share: heads above them, words to choose lines by, and reading anew on coming back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on

from codeerbank.tui.colours import Look
from codeerbank.tui.docmodel.find import folded
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine


class ReadAnewScreen(FramedScreen):
    """A screen that begins in its list and reads anew when one comes back to it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look: Look = look

    def standing(self) -> None:
        """Begin in the list."""
        self.go_home()

    def on_screen_resume(self) -> None:
        """Show what happened on other screens, and stay at the line that was lit."""
        super().on_screen_resume()
        self.settle()


class ListScreen(ReadAnewScreen):
    """A list of lines, of which only those with certain words may be shown; ``home`` is the list, #heads its heads."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._sought = ""

    @property
    def listed(self) -> LineList:
        """The list."""
        return self.query_one(self.home, LineList)

    def fill(self) -> None:
        """Write the lines, each screen its own."""

    def show_lines(self, columns: Sequence[Column], lines: Sequence[Line]) -> int:
        """Show the lines that hold the words looked for, whatever their accents; give how many."""
        wanted = folded(self._sought).split()
        chosen = [line for line in lines if all(word in folded(" ".join(line.cells)) for word in wanted)]
        self.listed.show(columns, chosen)
        self._say_heads()
        return len(chosen)

    def say_found(self, words: str) -> None:
        """Say how many lines there are, and by which words they were chosen."""
        self.query_one("#status", TextLine).say(f" {words}" + (f" · “{self._sought}”" if self._sought else ""))

    def _say_heads(self) -> None:
        self.query_one("#heads", TextLine).say(self.listed.heads(self.size.width))

    def on_resize(self) -> None:
        """Fit the heads of the columns."""
        self._say_heads()

    def ask_for_words(self, title: str) -> None:
        """Ask for words; only lines with all of them are shown from then on."""
        self.query_one(PromptBox).ask("filter", title, self._sought)

    @on(PromptBox.Answered)
    def _words_typed(self, event: PromptBox.Answered) -> None:
        self.go_home()
        if event.purpose == "filter":
            self._sought = event.text
            self.fill()

    @on(PromptBox.Closed)
    @on(CodePicker.Closed)
    def _nothing_typed(self) -> None:
        self.go_home()
        if self._sought:
            self._sought = ""
            self.fill()


class TwoListScreen(ReadAnewScreen):
    """Two lists, named in ``LISTS``, each with its heads above it: list #rows has #rows-heads."""

    LISTS: ClassVar[tuple[str, str]]

    def fill_list(self, name: str, columns: Sequence[Column], lines: Sequence[Line]) -> None:
        """Show lines in one of the lists."""
        self.query_one(f"#{name}", LineList).show(columns, lines)
        self._say_heads_of(name)

    def _say_heads_of(self, name: str) -> None:
        found = self.query_one(f"#{name}", LineList)
        self.query_one(f"#{name}-heads", TextLine).say(found.heads(found.size.width))

    def on_resize(self) -> None:
        """Fit the heads of the columns, once the lists have their new width."""
        self.call_after_refresh(self._fit_heads)

    def _fit_heads(self) -> None:
        if self.stands:
            for name in self.LISTS:
                self._say_heads_of(name)
