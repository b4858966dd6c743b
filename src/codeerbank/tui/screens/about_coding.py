"""What is done about a coding that is there: its direction and features, another code, taking it away, its card."""

from __future__ import annotations

from textual import on

from codeerbank.i18n import _
from codeerbank.tui.choices import attribute_choices, card_words, code_choices, coding_choices
from codeerbank.tui.code_slots import CodeSlots
from codeerbank.tui.colours import Look
from codeerbank.tui.screens.correcting import CorrectingScreen
from codeerbank.tui.views import CodingView
from codeerbank.tui.whys import show_why
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.margin import name_of


class AboutCodingScreen(CorrectingScreen):
    """Finds the coding that is meant, asking where there are several."""

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self.slots = CodeSlots()
        self._offered: list[CodingView] = []
        self._described: CodingView
        self._direction = ""

    def used(self, key: str) -> None:
        """Note that a code was given last."""

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
        if purpose in ("direct", "describe", "recode") and self.desk.hand in here:
            here = [self.desk.hand] if self.desk.hand else here
        if not here:
            self.tell(_("None of your codes lies here."))
        elif len(here) == 1:
            self._do(purpose, here[0])
        else:
            self._offered = here
            self.query_one(CodePicker).ask(purpose, title, coding_choices(here, self.pane.units.speech))

    def action_recode(self) -> None:
        """Let the coding here stand under another code."""
        if self.desk and not self.host.refuses_writing():
            self._about_one("recode", _("Another code for which one?"))

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
        """Show what the suggestion here rests on; else the card of the code at the cursor: what it means, what belongs."""
        if self.desk and (lit := self.lit_suggestion()):
            show_why(self.host, lit, self.desk.names)
        elif self.desk and (here := self.code_here()):
            from codeerbank.tui.screens.card import Card

            self.host.push_screen(Card(card_words(self.desk.names, here.code)))
        else:
            self.tell(_("No code here."))

    def _do(self, purpose: str, view: CodingView) -> None:
        assert self.desk
        if purpose == "describe":
            self._choose_attribute(view)
            return
        if purpose == "recode":
            self._described = view
            title = _("Which code instead of {code}?").format(code=name_of(view))
            self.query_one(CodePicker).ask(
                "recode_to", title, code_choices(self.desk.names, self.slots), offers_new=True
            )
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

    def recode(self, key: str) -> None:
        """Let the coding that was chosen stand under another code."""
        assert self.desk
        before = self._described
        if before.code == key:
            self.tell(_("{code} is there already.").format(code=before.name))
            return
        now = self.desk.recode(before, key)
        self.used(key)
        self.tell(_("{before} → {after}   u undo").format(before=before.name, after=now.name))
        self.pane.refresh()
        self.say_where()

    @on(CodePicker.Picked)
    def _picked_about(self, event: CodePicker.Picked) -> None:
        if event.purpose == "recode_to":
            self.recode(event.key)
        elif event.purpose == "attribute":
            self._describe(event.key)
        elif event.purpose in ("direct", "describe", "uncode", "recode") and self.desk:
            self._do(event.purpose, self._offered[int(event.key)])
