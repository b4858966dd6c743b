"""Names: what may give people away, place by place in its sentence, until somebody decided about each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import events, on
from textual.binding import BindingType
from textual.widget import Widget

from codeerbank.domain.visible import visible
from codeerbank.i18n import N_, _, ngettext
from codeerbank.tui.colours import Look
from codeerbank.tui.docmodel.find import folded
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.lists import ReadAnewScreen
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench import pseudonyms
from codeerbank.workbench.name_review import NameReview, name_review
from codeerbank.workbench.pseudonyms import CONTEXT, Decision, Proposal

_BEFORE = 12
"""Characters before a place in the list, where there is little room."""
_DECISIONS: tuple[Decision, ...] = ("replace", "keep", "always", "never")
"""In the order of the digits."""
_TOLD: dict[Decision, str] = {
    "replace": N_("{words} becomes {pseudonym} here   u undo"),
    "keep": N_("{words} stays here   u undo"),
    "always": N_("{words} becomes {pseudonym} everywhere   u undo"),
    "never": N_("{words} stays everywhere   u undo"),
}


class NamesScreen(ReadAnewScreen):
    """A queue: a decision takes a place out of it and lights the next."""

    PLACES: tuple[Place, ...] = ("names",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("names")
    home = "#found"

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._review: NameReview | None = None
        self._open: dict[str, Proposal] = {}
        self._sought = ""

    def body(self) -> Iterable[Widget]:
        """Lay out the queue, and below it the place that is lit with what can be done."""
        yield TextLine(id="heads")
        yield LineList(self._look, id="found")
        yield TextLine(id="memo-text")
        yield TextLine(id="status")
        yield PromptBox(id="prompt")

    def standing(self) -> None:
        """Begin at the first place."""
        self.query_one("#title", TextLine).say(_(" Names · {name}").format(name=self.host.project_name))
        self.query_one("#status", TextLine).say(_(" looking for names ..."))
        self.go_home()

    def settle(self) -> None:
        """Read the queue anew."""
        self.host.ask(name_review(self.host.session, self._review), self._show)

    def _show(self, review: NameReview) -> None:
        if self.stands:
            self._review = review
            self._open = {f"{one.document}\x1f{one.start}": one for one in review.open}
            self._fill()

    def _fill(self) -> None:
        """Write the places that hold the words looked for."""
        wanted = folded(self._sought).split()
        columns = (
            Column(_("Document"), 12, share=1, most=24), Column("?", 1), Column(_("In its sentence"), 24, share=4),
            Column(_("Becomes"), 14, share=1, most=26),
        )  # fmt: skip
        lines = [
            Line(
                key, (one.document, "" if one.sure else "?", _around(one, _BEFORE), one.pseudonym), strong=not one.sure
            )
            for key, one in self._open.items()
        ]
        lines = [line for line in lines if all(word in folded(" ".join(line.cells)) for word in wanted)]
        found = self.query_one(LineList)
        found.show(columns, lines)
        self.query_one("#heads", TextLine).say(found.heads(self.size.width))
        decided = self._review.decided if self._review else 0
        said = " · ".join(
            (
                ngettext("{n} place open", "{n} places open", len(self._open)),
                ngettext("{n} decided", "{n} decided", decided),
                *([f"“{self._sought}”"] if self._sought else []),
            )
        )
        self.query_one("#status", TextLine).say(" " + said)
        if not lines:
            words = _("Nothing is open. A machine does not see everything: read along before anything goes out.")
            self.query_one("#memo-text", TextLine).say(words, grow=True)

    def on_resize(self) -> None:
        """Fit the heads of the columns."""
        self.query_one("#heads", TextLine).say(self.query_one(LineList).heads(self.size.width))

    @property
    def _lit_place(self) -> Proposal | None:
        return self._open.get(self.query_one(LineList).lit or "")

    @on(LineList.Lit)
    def _lit(self) -> None:
        if one := self._lit_place:
            choices = _("1 replace   2 keep   3 always replace   4 never replace   r other words")
            becomes = _("becomes: {words}").format(words=one.pseudonym)
            words = f"… {_around(one)} …\n{becomes}\n{choices}"
            self.query_one("#memo-text", TextLine).say(visible(words), grow=True)

    @on(LineList.Opened)
    def _opened(self) -> None:
        if (one := self._lit_place) and one.kind == "text":
            self.host.open_document(one.document, one.start)
        elif one:
            self.host.action_go("memos" if one.kind == "memo" else "panel")

    # Deciding

    def on_key(self, event: events.Key) -> None:
        """Take a digit while the queue has the focus."""
        if self.query_one(LineList).has_focus and event.key in ("1", "2", "3", "4"):
            event.stop()
            self.action_settle_place(_DECISIONS[int(event.key) - 1])

    def action_settle_place(self, decision: Decision) -> None:
        """Decide about the place that is lit."""
        if (one := self._lit_place) and not self.host.refuses_writing():
            self._decide(one, decision, one.pseudonym)

    def _decide(self, one: Proposal, decision: Decision, pseudonym: str) -> None:
        """Keep a decision; its place leaves the queue at once, the rest follows when it is written."""
        session = self.host.session
        self.host.keep(pseudonyms.decide(session, one.document, one.start, one.stop, decision, pseudonym, one.type))
        del self._open[f"{one.document}\x1f{one.start}"]
        self._fill()
        self.tell(visible(_(_TOLD[decision]).format(words=one.words, pseudonym=pseudonym)))

    def action_reword(self) -> None:
        """Ask for other words that stand in at this place."""
        if (one := self._lit_place) and not self.host.refuses_writing():
            title = visible(_("What stands in for {words}?").format(words=one.words))
            self.query_one(PromptBox).ask("reword", title, one.pseudonym)

    def action_accept_sure(self) -> None:
        """Replace all that is sure, as one action."""
        if self.host.refuses_writing():
            return
        sure = [one for one in self._open.values() if one.sure]
        self.host.keep(pseudonyms.accept(self.host.session, sure))
        self.tell(ngettext("{n} place replaced   u undo", "{n} places replaced   u undo", len(sure)))

    def action_filter(self) -> None:
        """Ask for words; only places with all of them are shown."""
        self.query_one(PromptBox).ask("filter", _("Only places with these words; empty: all"), self._sought)

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        self.go_home()
        if event.purpose == "filter":
            self._sought = event.text
            self._fill()
        elif one := self._lit_place:
            self._decide(one, "replace", event.text)

    @on(PromptBox.Closed)
    def _nothing_typed(self) -> None:
        self.go_home()
        if self._sought:
            self._sought = ""
            self._fill()


def _around(one: Proposal, before: int = CONTEXT) -> str:
    """Give a place with what is around it, on one line; the words themselves stand between brackets."""
    return " ".join(f"{one.before[-before:]}⟦{one.words}⟧{one.after}".split())
