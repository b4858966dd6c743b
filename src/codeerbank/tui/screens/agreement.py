"""How far coders agree: figures per code, and the places where they differ, each a key away from its document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget

from codeerbank.i18n import _, ngettext
from codeerbank.tui.agreeing import AgreementView, Asked, comparisons, read_agreement
from codeerbank.tui.colours import Look
from codeerbank.tui.display import shortened
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.lists import TwoListScreen
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.status_line import TextLine

_COUNT, _COUNTERS = 6, 3
"""Cells for how often a coder gave a code, and for so many coders at most."""


class AgreementScreen(TwoListScreen):
    """Figures and differences; Tab goes from the one to the other."""

    PLACES: tuple[Place, ...] = ("agreement",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("agreement")
    CSS_PATH = "../styles/agreement.tcss"
    home = "#figures"
    LISTS = ("figures", "differences")

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._asked = Asked()
        self._view: AgreementView | None = None
        self._code = ""
        """The code whose differences are shown; empty for all."""

    def body(self) -> Iterable[Widget]:
        """Lay out the summary, both lists and what is said of the line that is lit."""
        yield TextLine(_("Calculating..."), id="summary")
        with Container(id="lists"):
            with Vertical(id="figures-panel"):
                yield TextLine(id="figures-heads")
                yield LineList(self._look, id="figures")
            with Vertical(id="differences-panel"):
                yield TextLine(id="differences-heads")
                yield LineList(self._look, id="differences")
        yield TextLine(id="about-lit")
        yield CodePicker(id="picker")

    def settle(self) -> None:
        """Read and calculate anew, away from the screen's own thread."""
        if self.stands:
            self.query_one("#title", TextLine).say(_(" Agreement · {name}").format(name=self.host.project_name))
            self.host.ask(read_agreement(self.host.session, self._asked), self._show)

    def _show(self, view: AgreementView) -> None:
        if self.stands:
            self._view = view
            self._code = self._code if any(row.key == self._code for row in view.figures) else ""
            self.query_one("#summary", TextLine).say(view.summary, grow=True)
            self._fill_figures(view)
            self._fill_differences(view)

    def _fill_figures(self, view: AgreementView) -> None:
        coders = view.coders if len(view.coders) <= _COUNTERS else ()
        columns = (
            Column(_("Code"), 12, share=1, most=40),
            *(Column(shortened(name, _COUNT), _COUNT, right=True) for name in coders),
            Column(_("all"), 5, right=True),
            Column(_("kappa"), 5, right=True),
            Column(_("alpha"), 5, right=True),
            Column(_("AC1"), 5, right=True),
            Column(_("Verdict"), 17),
        )
        lines = [
            Line(row.key, (row.name, *row.given[: len(coders)], *row.figures), strong=row.above) for row in view.figures
        ]
        self.fill_list("figures", columns, lines)

    def _fill_differences(self, view: AgreementView) -> None:
        chosen = [row for row in view.differences if not self._code or self._code in row.codes]
        columns = (
            Column(ngettext("{n} difference", "{n} differences", len(chosen)), 18),
            *(Column(shortened(name, 20), 10, share=1, most=40) for name in view.coders),
        )
        self.fill_list(
            "differences", columns, [Line(row.key, (row.short, *row.gave), faint=row.minor) for row in chosen]
        )

    # What is lit, and what is done with it

    @on(LineList.Lit)
    def _lit(self, event: LineList.Lit) -> None:
        if self._view and event.widget.has_focus:
            self.query_one("#about-lit", TextLine).say(self._view.about(event.widget.id or "", event.key))

    def on_descendant_focus(self) -> None:
        """Say something of the line that is lit in the list one came to."""
        focused = self.focused
        if self._view and isinstance(focused, LineList) and focused.lit is not None:
            self.query_one("#about-lit", TextLine).say(self._view.about(focused.id or "", focused.lit))

    @on(LineList.Opened, "#figures")
    def _chosen(self, event: LineList.Opened) -> None:
        """Show only the differences over this code, or all of them again."""
        self._code = "" if event.key == self._code else event.key
        if self._view:
            self._fill_differences(self._view)
        self.tell(
            _("Only differences over {code}; Enter: all again").format(code=self._code)
            if self._code
            else _("All differences.")
        )

    @on(LineList.Opened, "#differences")
    def _opened(self, event: LineList.Opened) -> None:
        """Go to the place."""
        row = self._view.difference(event.key) if self._view else None
        if row:
            self.host.open_document(row.document, row.start)

    # What is compared

    def action_compare(self) -> None:
        """Ask what is compared, and who."""
        self.host.ask(
            comparisons(self.host.session),
            lambda choices: self.query_one(CodePicker).ask("compare", _("Compare what, and who?"), choices),
        )

    @on(CodePicker.Picked)
    def _picked(self, event: CodePicker.Picked) -> None:
        self.go_home()
        self._asked = self._asked.with_choice(event.key)
        self.query_one("#summary", TextLine).say(_("Calculating..."), grow=True)
        self.settle()

    @on(CodePicker.Closed)
    def _nothing_picked(self) -> None:
        self.go_home()
