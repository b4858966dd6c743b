"""Summaries on the screen: themes by documents, what was written in each cell, and the codings it rests on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from codeerbank.domain.visible import visible
from codeerbank.i18n import _, ngettext
from codeerbank.tui.colours import Look
from codeerbank.tui.display import shortened
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.editor import Editor
from codeerbank.tui.screens.lists import ReadAnewScreen
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench import summaries as verbs
from codeerbank.workbench.blinding import looking

_NARROW, _WIDTH = 24, 11
"""Cells for the names of themes, and for a document."""


class SummariesScreen(ReadAnewScreen):
    """A grid to write in: arrows choose a cell, Tab goes to its codings."""

    PLACES: tuple[Place, ...] = ("summaries",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("summaries")
    CSS_PATH = "../styles/summaries.tcss"
    home = "#themes"

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._grid: verbs.SummaryGrid | None = None
        self._column = 0
        self._cell: verbs.SummaryCell | None = None

    def body(self) -> Iterable[Widget]:
        """Lay out the grid, the summary and the codings of the cell."""
        yield TextLine(id="heads")
        yield LineList(self._look, id="themes")
        with Vertical(id="cell"):
            yield TextLine(id="cell-title")
            yield TextLine(id="summary-text")
            yield LineList(self._look, id="cell-codings")

    def standing(self) -> None:
        """Begin in the first cell."""
        self.query_one("#title", TextLine).say(_(" Summaries · {name}").format(name=self.host.project_name))
        self.go_home()

    def settle(self) -> None:
        """Read the grid anew."""
        session = self.host.session
        self.host.ask(looking(session, lambda: verbs.summary_grid(session)), self._show)

    def _show(self, grid: verbs.SummaryGrid) -> None:
        if self.stands:
            self._grid = grid
            self._column = min(self._column, max(0, len(grid.documents) - 1))
            self._fill()

    def _fill(self) -> None:
        """Write the grid; the columns in sight are those around the chosen one."""
        grid = self._grid
        if grid is None:
            return
        room = max(1, (self.size.width - _NARROW - 4) // (_WIDTH + 2))
        first = max(0, min(self._column - room + 1, len(grid.documents) - room)) if self._column >= room else 0
        shown = list(enumerate(grid.documents))[first : first + room]
        columns = (
            Column(_("Theme"), _NARROW),
            *(
                Column(shortened(f"[{name}]" if n == self._column else name, _WIDTH), _WIDTH, right=True)
                for n, name in shown
            ),
        )
        lines = [
            Line(
                code.key,
                (
                    "  " * (code.parent is not None) + f"{code.key} {code.name}",
                    *(self._words(code.key, n, name) for n, name in shown),
                ),
                strong=code.parent is None,
            )
            for code in grid.themes
        ]
        found = self.query_one("#themes", LineList)
        found.show(columns, lines)
        self.query_one("#heads", TextLine).say(found.heads(found.size.width))

    def _words(self, theme: str, column: int, document: str) -> str:
        """Say how many fragments a cell holds and whether its summary is written; the chosen column stands in brackets."""
        assert self._grid
        n = self._grid.fragments.get((document, theme), 0)
        words = f"{n or '·'}{' ✎' if (document, theme) in self._grid.summaries else ''}"
        return f"[{words}]" if column == self._column else words + " "

    def on_resize(self) -> None:
        """Fit the grid."""
        self.call_after_refresh(lambda: self._fill() if self.stands else None)

    def action_column(self, step: int) -> None:
        """Go to another document."""
        if self._grid and self._grid.documents:
            self._column = (self._column + step) % len(self._grid.documents)
            self._fill()

    @property
    def _place(self) -> tuple[str, str] | None:
        """The document and theme of the chosen cell."""
        lit = self.query_one("#themes", LineList).lit
        return (self._grid.documents[self._column], lit) if self._grid and self._grid.documents and lit else None

    # The cell

    @on(LineList.Lit, "#themes")
    def _lit(self) -> None:
        session, place = self.host.session, self._place
        if place is None:
            return

        def known(cell: verbs.SummaryCell) -> None:
            if self.stands and self._place == place:
                self._show_cell(cell, *place)

        self.host.ask(looking(session, lambda: verbs.cell(session, *place)), known)

    def _show_cell(self, cell: verbs.SummaryCell, document: str, theme: str) -> None:
        self._cell = cell
        code = self.host.session.codebook.get(theme)
        n = ngettext("{n} coding", "{n} codings", len(cell.codings))
        said = [f"{theme} {code.name if code else ''}", document, n]
        if cell.fresh:
            said.append(ngettext("{n} since the summary (+)", "{n} since the summary (+)", len(cell.fresh)))
        self.query_one("#cell-title", TextLine).say(" · ".join(said))
        words = visible(cell.summary.text) if cell.summary else _("Nothing was written here yet: r writes.")
        self.query_one("#summary-text", TextLine).say(words, grow=True)
        columns = (Column("", 1), Column(_("Code"), 6), Column(_("Fragment"), 20, share=1), Column(_("Who"), 8))
        lines = [
            Line(one.id, ("+" if one.id in cell.fresh else "", one.code, one.quote, one.coder)) for one in cell.codings
        ]
        self.query_one("#cell-codings", LineList).show(columns, lines)

    @on(LineList.Opened, "#themes")
    def action_write(self) -> None:
        """Write the summary of the cell."""
        place, cell = self._place, self._cell
        if place is None or cell is None or self.host.refuses_writing():
            return
        text = cell.summary.text if cell.summary else ""

        def written(words: str | None) -> None:
            if words is not None:
                self.host.keep(verbs.write_summary(self.host.session, *place, words))
                self.tell(_("Summary kept   u undo") if words.strip() else _("Summary taken away   u undo"))

        title = _("Summary of {theme} in {document}").format(theme=place[1], document=place[0])
        self.host.push_screen(Editor(title, text), written)

    @on(LineList.Opened, "#cell-codings")
    def _open_coding(self, event: LineList.Opened) -> None:
        """Go to the place."""
        found = next((one for one in self._cell.codings if one.id == event.key), None) if self._cell else None
        if found:
            self.host.open_document(found.document, found.start)
