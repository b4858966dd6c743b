"""One document, read and coded: text with its margin, codes under digits, suggestions beside the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget

from codeerbank.i18n import _
from codeerbank.tui import choices
from codeerbank.tui.code_slots import SLOTS, CodeSlots
from codeerbank.tui.colours import Look
from codeerbank.tui.desk import Desk
from codeerbank.tui.display import shortened
from codeerbank.tui.docmodel.selection import Selection
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.reading import read_changes, read_document
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.views import CodeNames, CodingView, DocumentView
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.document_pane import DocumentPane
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.tui.widgets.suggestion_card import SuggestionCard

if TYPE_CHECKING:
    from codeerbank.tui.app import CodeerbankApp


class CodingScreen(FramedScreen):
    """Where reading becomes coding."""

    PLACES: tuple[Place, ...] = ("document", "coding")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("coding"),
        *(Binding(str(digit), f"give_digit({digit})", show=False) for digit in range(1, SLOTS + 1)),
    ]
    home = "#document"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look: Look = look
        self.desk: Desk | None = None
        self._slots = CodeSlots()
        self._offered: dict[str, CodingView] = {}

    def body(self) -> Iterable[Widget]:
        """Lay out text, side panel, code bar and status."""
        with Container(id="main"):
            yield DocumentPane(self._look, id="document")
            with Vertical(id="side"):
                yield SuggestionCard(id="card")
                yield TextLine(id="here")
        yield TextLine(id="codes")
        yield TextLine(id="status")
        yield CodePicker(id="picker")
        yield PromptBox(id="prompt")

    @property
    def _app(self) -> CodeerbankApp:
        return cast("CodeerbankApp", self.app)

    @property
    def pane(self) -> DocumentPane:
        """The document."""
        return self.query_one("#document", DocumentPane)
