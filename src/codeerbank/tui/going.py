"""Going from one screen to another and back; each screen is loaded when it is first asked for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual.app import ReturnType

from codeerbank.i18n import _
from codeerbank.tui.appearance import DressedApp
from codeerbank.tui.directory import entry
from codeerbank.tui.screens.frame import FramedScreen

if TYPE_CHECKING:
    from codeerbank.tui.screens.answers import AnswersScreen
    from codeerbank.tui.screens.coding import CodingScreen
    from codeerbank.tui.screens.overview import OverviewScreen
    from codeerbank.tui.screens.search import SearchScreen


class GoingApp(DressedApp[ReturnType]):
    """An app with screens that one goes to by name, and a way back."""

    def __init__(self, theme: str | None = None) -> None:
        super().__init__(theme)
        self._trail: list[tuple[str, str | None, int]] = []
        """Where Backspace goes back to: screen, document, cursor."""

    def framed(self) -> Iterator[FramedScreen]:
        """Give the screens that stand, the one in sight last."""
        return (screen for screen in self.screen_stack if isinstance(screen, FramedScreen) and screen.stands)

    def tell(self, words: str) -> None:
        """Say for a few seconds what happened."""
        for screen in self.framed():
            screen.tell(words)

    def open_document(self, name: str, cursor: int | None = None, back: bool = False) -> None:
        """Go to a document and code it; unless one is going ``back``, Backspace returns to where one was."""
        coding = cast("CodingScreen", self.screen_named("coding"))
        if not back:
            self._trail.append((self.name_of_screen(), *coding.place))
        self.switch_screen(coding)
        coding.open(name, cursor)

    def screen_named(self, name: str) -> FramedScreen:
        """Give a screen, which is loaded when it is first asked for."""
        if name not in self._installed_screens:
            self.install_screen(entry(name).load(self.look), name)
        return cast("FramedScreen", self.get_screen(name))

    def made_screens(self) -> dict[str, FramedScreen]:
        """Give the screens that were asked for so far, by name."""
        return {name: cast("FramedScreen", screen) for name, screen in self._installed_screens.items()}

    def action_go(self, screen: str) -> None:
        """Go to a screen; to the coding screen with the document that is lit, if none is open there yet."""
        target = self.screen_named(screen)
        if screen == "coding" and cast("CodingScreen", target).place[0] is None and (lit := self._lit()):
            self.open_document(lit)
            return
        if target is not self.screen:
            self.switch_screen(target)

    def open_question(self, name: str) -> None:
        """Go to the answers to a question and code them."""
        self._trail.append((self.name_of_screen(), None, 0))
        answers = cast("AnswersScreen", self.screen_named("answers"))
        self.switch_screen(answers)
        answers.open(name)

    def open_search(self, query: str) -> None:
        """Go to what a query finds; Backspace returns to where one was."""
        search = cast("SearchScreen", self.screen_named("search"))
        self._trail.append((self.name_of_screen(), None, 0))
        self.switch_screen(search)
        search.ask_for(query)

    def name_of_screen(self) -> str:
        """Give the name of the screen in sight."""
        return next((name for name, screen in self._installed_screens.items() if screen is self.screen), "overview")

    def action_return(self) -> None:
        """Return to where one was before the last jump."""
        if not self._trail:
            self.tell(_("There is nothing to go back to."))
            return
        screen, document, cursor = self._trail.pop()
        if screen == "coding" and document:
            self.open_document(document, cursor, back=True)
        else:
            self.switch_screen(self.screen_named(screen))

    def _lit(self) -> str | None:
        """Name the document that is lit on the overview."""
        return cast("OverviewScreen", self.screen_named("overview")).lit
