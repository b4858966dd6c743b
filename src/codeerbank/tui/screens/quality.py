"""How good the suggestions are: the whole in a few sentences, and per code what may be built on."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from codeerbank.i18n import _
from codeerbank.tui.colours import Look
from codeerbank.tui.delivery import deliver
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.views import CodeNames
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.status_line import TextLine


class QualityScreen(FramedScreen):
    """Measures in a process of its own: it takes up to some minutes, and no key waits for it."""

    PLACES: tuple[Place, ...] = ("quality",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("quality")
    CSS_PATH = "../styles/quality.tcss"
    home = "#codes-measured"

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look: Look = look
        self._measuring: Future[dict[str, Any]] | None = None
        self._rows: dict[str, dict[str, Any]] = {}

    def body(self) -> Iterable[Widget]:
        """Lay out the summary, the codes and what is said of the one that is lit."""
        yield TextLine(id="quality-summary")
        yield TextLine(id="quality-heads")
        yield LineList(self._look, id="codes-measured")
        yield TextLine(id="quality-lit")

    def standing(self) -> None:
        """Measure, the first time."""
        self.query_one("#title", TextLine).say(
            _(" How good the suggestions are · {name}").format(name=self.host.project_name)
        )
        self.go_home()
        self.action_measure()

    def action_measure(self) -> None:
        """Measure anew."""
        if self._measuring and not self._measuring.done():
            return
        from codeerbank.workbench.suggestion_process import measured_elsewhere

        self._say(
            "#quality-summary", _("Measuring what was coded; this may take some minutes. You can work on meanwhile.")
        )
        self._measuring = measured_elsewhere(self.host.session)
        deliver(self.host, self._measuring, self._show, self._failed)

    def _failed(self, _error: BaseException) -> None:
        if self.stands:
            self._say("#quality-summary", _("Measuring did not succeed. Try it with: codeerbank suggest evaluate"))

    def _show(self, found: dict[str, Any]) -> None:
        if not self.stands:
            return
        if "refused" in found:
            self._say("#quality-summary", found["refused"])
            return
        from codeerbank.workbench.quality_words import code_cells, summary

        names = CodeNames(self.host.session.codebook)
        self._say("#quality-summary", "\n".join(summary(found)))
        self._rows = {row["code"]: row for row in found["codes"]}
        columns = (
            Column(_("Code"), 14, share=2, most=44),
            Column(_("Examples"), 10, right=True),
            Column(_("Right when shown"), 20, right=True),
            Column(_("Found"), 7, right=True),
            Column(_("Verdict"), 20, share=1, most=36),
        )
        lines = [
            Line(key, (names.name(key), *code_cells(row)), faint=row["verdict"] not in ("firm", "tentative"))
            for key, row in self._rows.items()
        ]
        codes = self.query_one("#codes-measured", LineList)
        codes.show(columns, lines)
        self._heads()

    def _say(self, selector: str, words: str) -> None:
        self.query_one(selector, TextLine).say(words, grow=True)

    def on_resize(self) -> None:
        """Fit the heads of the columns, once the list has its new width."""
        self.call_after_refresh(self._heads)

    def _heads(self) -> None:
        if self.stands and self._rows:
            codes = self.query_one("#codes-measured", LineList)
            self.query_one("#quality-heads", TextLine).say(codes.heads(codes.size.width))

    @on(LineList.Lit)
    def _lit(self, event: LineList.Lit) -> None:
        from codeerbank.workbench.quality_words import code_words

        if row := self._rows.get(event.key):
            self._say("#quality-lit", code_words(row))
