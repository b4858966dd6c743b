"""Coding a document: codes by digit or by name, their direction, taking them away, memos."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget

from codeerbank.i18n import _
from codeerbank.tui.choices import code_choices
from codeerbank.tui.code_slots import SLOTS, CodeSlots
from codeerbank.tui.colours import Look
from codeerbank.tui.display import shortened
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.reads import Held, Opened, read_new_code
from codeerbank.tui.screens.about_coding import AboutCodingScreen
from codeerbank.tui.views import CodeNames, CodingView
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.document_pane import DocumentPane
from codeerbank.tui.widgets.margin import name_of
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.tui.widgets.suggestion_card import SuggestionCard
from codeerbank.workbench import codebook

_IN_VIVO = 60
"""Characters of a code that is named by what somebody said."""


class CodingScreen(AboutCodingScreen):
    """Where reading becomes coding."""

    PLACES: tuple[Place, ...] = ("document", "coding")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("coding"),
        *(Binding(str(digit), f"give_digit({digit})", show=False) for digit in range(1, SLOTS + 1)),
    ]

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._last = ""
        """The code given last, for giving it again."""

    def body(self) -> Iterable[Widget]:
        """Lay out text, side panel, code bar and status."""
        with Container(id="main"):
            yield DocumentPane(self.look, id="document")
            with Vertical(id="side"):
                yield SuggestionCard(id="card")
                yield TextLine(id="here")
        yield TextLine(id="codes")
        yield TextLine(id="status")
        yield CodePicker(id="picker")
        yield PromptBox(id="prompt")

    def opened(self, opened: Opened) -> None:
        """Put the codes used most under the digits, the first time."""
        super().opened(opened)
        if not list(self.slots):
            usable = [code.key for code in opened.names.usable()]
            self.slots = CodeSlots(sorted(usable, key=lambda key: -opened.counts.get(key, 0)))
        self._say_codes()

    def settled(self, held: Held) -> None:
        """Leave out of the bar what cannot be given any more."""
        super().settled(held)
        self.slots.only(code.key for code in held.names.usable())
        self._say_codes()

    def _say_codes(self) -> None:
        """Name as many codes with their digit as fit; a little room makes the names shorter, a lot shows all nine."""
        if (desk := self.desk) is None:
            return
        room = self.size.width - 2
        names = [desk.names.bare(key) for key in self.slots]
        each = max(11, room // max(1, len(names)) - 4)
        words = [f"{n} {shortened(name, each)}" for n, name in enumerate(names, 1)]
        while words and len("  ".join(words)) > room:
            words.pop()
        self.query_one("#codes", TextLine).say(" " + "  ".join(words))

    def on_resize(self) -> None:
        """Fit the code bar."""
        self._say_codes()

    def used(self, key: str) -> None:
        """Note that a code was given last, and name it in the bar."""
        self._last = key
        self.slots.use(key)
        self._say_codes()

    # Giving a code

    def action_give_digit(self, digit: int) -> None:
        """Give the code under a digit."""
        if key := self.slots.code(digit):
            self._give(key)
        else:
            self.tell(_("No code stands under {digit} yet: press Enter to choose one.").format(digit=digit))

    def action_choose_code(self) -> None:
        """Choose a code by typing."""
        if self.desk and not self.host.refuses_writing():
            choices = code_choices(self.desk.names, self.slots)
            title = _("Which code? Type a part of its name; 1-9 puts it under that digit.")
            self.query_one(CodePicker).ask("code", title, choices, offers_new=True, pins=True)

    @on(CodePicker.Pinned)
    def _pinned(self, event: CodePicker.Pinned) -> None:
        self.slots.pin(event.key, event.digit)
        self._say_codes()
        self.action_choose_code()

    def action_give_again(self) -> None:
        """Give the code that was given last."""
        if self._last:
            self._give(self._last)
        else:
            self.tell(_("No code was given yet."))

    def _give(self, key: str) -> None:
        desk, pane = self.desk, self.pane
        if desk is None or self.host.refuses_writing():
            return
        start, stop = self.sentence_or_marked()
        if start == stop:
            self.tell(_("There is nothing here to code."))
            return
        given = desk.give(key, start, stop)
        self.used(key)
        pane.repaint([(start, stop)])
        pane.select(pane.selection.marked(start, stop, used=True))
        if given is None:
            self.tell(_("{code} is there already.").format(code=desk.names.name(key)))
        else:
            words = _("{code} → {stretch}   h hinders  k helps  d both   u undo")
            self.tell(words.format(code=given.name, stretch=self._span_words(start, stop)))

    # Memo and new code

    def action_memo(self) -> None:
        """Write a memo with the coding here, or with the document."""
        desk = self.desk
        if desk is None or self.host.refuses_writing():
            return
        about = self._memo_subject()
        title = _("Memo with {code}").format(code=name_of(about)) if about else _("Memo with this document")
        self.query_one(PromptBox).ask("memo", title)

    def _memo_subject(self) -> CodingView | None:
        assert self.desk
        here = self.desk.mine_at(self.pane.selection.cursor, self.pane.selection.cursor)
        if self.desk.hand and self.pane.selection.span == (self.desk.hand.start, self.desk.hand.stop):
            return self.desk.hand
        return here[0] if here else None

    def action_new_code(self) -> None:
        """Make a new code and give it."""
        if self.desk and not self.host.refuses_writing():
            self.query_one(PromptBox).ask("code", _("Name of the new code"))

    def action_in_vivo(self) -> None:
        """Make a new code out of the words that are marked, or of the sentence, and give it."""
        if self.desk and not self.host.refuses_writing():
            start, stop = self.sentence_or_marked()
            words = shortened(self.pane.units.speech.text[start:stop], _IN_VIVO)
            self.query_one(PromptBox).ask("code", _("Name of the new code, in the speaker's own words"), words)

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        self.go_home()
        if event.purpose == "code":
            self._make_code(event.text)
        elif event.purpose == "memo" and self.desk:
            self.desk.note(self._memo_subject(), event.text)
            self.tell(_("Memo kept."))

    @on(CodePicker.NewNamed)
    def _named(self, event: CodePicker.NewNamed) -> None:
        self.go_home()
        self._make_code(event.name, event.purpose == "recode_to")

    def _make_code(self, name: str, instead: bool = False) -> None:
        """Make a code, then give it: its key is only known once the project has it. ``instead`` recodes with it."""
        session = self.host.session
        self.host.keep(codebook.add_code(session, name))
        self.host.ask(read_new_code(session, name), lambda made: self._made_code(made, instead))

    def _made_code(self, made: tuple[str, CodeNames], instead: bool) -> None:
        if self.desk:
            key, self.desk.names = made
            self.recode(key) if instead else self._give(key)

    # What the overlays answer

    @on(CodePicker.Picked)
    def _picked(self, event: CodePicker.Picked) -> None:
        self.go_home()
        if event.purpose == "code":
            self._give(event.key)

    @on(CodePicker.Closed)
    @on(PromptBox.Closed)
    def _left_open(self) -> None:
        self.go_home()
