"""Coding a document: codes by digit or by name, their direction, taking them away, memos."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical
from textual.widget import Widget

from codeerbank.i18n import _
from codeerbank.tui.choices import attribute_choices, card_words, code_choices, coding_choices
from codeerbank.tui.code_slots import SLOTS, CodeSlots
from codeerbank.tui.colours import Look
from codeerbank.tui.display import shortened
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.reads import Opened, read_new_code
from codeerbank.tui.screens.suggesting import SuggestingScreen
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


class CodingScreen(SuggestingScreen):
    """Where reading becomes coding."""

    PLACES: tuple[Place, ...] = ("document", "coding")
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("coding"),
        *(Binding(str(digit), f"give_digit({digit})", show=False) for digit in range(1, SLOTS + 1)),
    ]

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.slots = CodeSlots()
        self._offered: list[CodingView] = []
        self._described: CodingView
        self._direction = ""
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
        self._last = key
        self.slots.use(key)
        self._say_codes()
        pane.refresh()
        pane.select(pane.selection.marked(start, stop, used=True))
        if given is None:
            self.tell(_("{code} is there already.").format(code=desk.names.name(key)))
        else:
            words = _("{code} → {stretch}   h hinders  k helps  d both   u undo")
            self.tell(words.format(code=given.name, stretch=self._span_words(start, stop)))

    # Direction

    def action_direct(self, value: str) -> None:
        """Set the direction of the coding in hand, or of the one at the cursor."""
        desk = self.desk
        if desk is None or self.host.refuses_writing():
            return
        if desk.names.codebook.attribute("direction") is None:
            self.tell(_("This codebook has no direction."))
            return
        self._about_one("direct", _("Direction of which code?"), value)

    def action_uncode(self) -> None:
        """Take a code away at the cursor; ask which when there are several."""
        if self.desk and not self.host.refuses_writing():
            self._about_one("uncode", _("Take which code away?"))

    def _about_one(self, purpose: str, title: str, value: str = "") -> None:
        """Find the coding that is meant: the one in hand, the only one here, or the one chosen from a list."""
        assert self.desk
        selection = self.pane.selection
        here = self.desk.mine_at(*(selection.span or (selection.cursor, selection.cursor)))
        self._direction = value
        if purpose in ("direct", "describe") and self.desk.hand in here:
            here = [self.desk.hand] if self.desk.hand else here
        if not here:
            self.tell(_("None of your codes lies here."))
        elif len(here) == 1:
            self._do(purpose, here[0])
        else:
            self._offered = here
            self.query_one(CodePicker).ask(purpose, title, coding_choices(here, self.pane.units.speech))

    def action_describe(self) -> None:
        """Give a coding another attribute than its direction: what it rests on, about whom, shown or spontaneous."""
        if self.desk and not self.host.refuses_writing():
            self._about_one("describe", _("Describe which code?"))

    def _choose_attribute(self, view: CodingView) -> None:
        assert self.desk
        self._described = view
        attributes = [a for a in self.desk.names.codebook.attributes if a.key != "direction" and a.values]
        if attributes:
            title = _("What holds for {code}?").format(code=name_of(view))
            self.query_one(CodePicker).ask("attribute", title, attribute_choices(attributes))
        else:
            self.tell(_("This codebook has no other attributes."))

    def _describe(self, chosen: str) -> None:
        assert self.desk
        key, _equals, value = chosen.partition("=")
        self.desk.describe(self._described, key, value)
        attribute = self.desk.names.codebook.attribute(key)
        if attribute:
            said = f"{attribute.name}: {attribute.value_named(value)}"
            self.tell(_("{code}   {attribute}   u undo").format(code=name_of(self._described), attribute=said))

    def action_card(self) -> None:
        """Show the card of the code at the cursor: what it means, what belongs and what does not."""
        if self.desk and (here := self.code_here()):
            from codeerbank.tui.screens.card import Card

            self.host.push_screen(Card(card_words(self.desk.names, here.code)))
        else:
            self.tell(_("No code here."))

    def _do(self, purpose: str, view: CodingView) -> None:
        assert self.desk
        if purpose == "describe":
            self._choose_attribute(view)
            return
        if purpose == "uncode":
            self.desk.take_away(view)
            self.tell(_("{code} taken away   u undo").format(code=name_of(view)))
        else:
            self.tell(name_of(self.desk.direct(view, self._direction)) + "   " + self._direction_name())
        self.pane.refresh()
        self.say_where()

    def _direction_name(self) -> str:
        assert self.desk
        attribute = self.desk.names.codebook.attribute("direction")
        return attribute.value_named(self._direction) if attribute else self._direction

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
        self._make_code(event.name)

    def _make_code(self, name: str) -> None:
        """Make a code, then give it: its key is only known once the project has it."""
        session = self.host.session
        self.host.keep(codebook.add_code(session, name))
        self.host.ask(read_new_code(session, name), self._made_code)

    def _made_code(self, made: tuple[str, CodeNames]) -> None:
        if self.desk:
            key, self.desk.names = made
            self._give(key)

    # What the overlays answer

    @on(CodePicker.Picked)
    def _picked(self, event: CodePicker.Picked) -> None:
        self.go_home()
        if event.purpose == "code":
            self._give(event.key)
        elif event.purpose == "attribute":
            self._describe(event.key)
        elif event.purpose in ("direct", "describe", "uncode") and self.desk:
            self._do(event.purpose, self._offered[int(event.key)])

    @on(CodePicker.Closed)
    @on(PromptBox.Closed)
    def _left_open(self) -> None:
        self.go_home()
