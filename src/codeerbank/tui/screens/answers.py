"""Open answers: one after another with codes by digit, whatever says the same along with it."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar

from textual import on
from textual.binding import Binding, BindingType

from codeerbank.i18n import _, ngettext
from codeerbank.tui.answers.choose import Which, which_choices
from codeerbank.tui.choices import code_choices
from codeerbank.tui.code_slots import SLOTS
from codeerbank.tui.fuzzy import Choice
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.reads import read_new_code
from codeerbank.tui.screens.suggested_answers import SuggestedAnswersScreen
from codeerbank.tui.views import CodeNames
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.workbench import codebook, memos


class AnswersScreen(SuggestedAnswersScreen):
    """Where a thousand short answers are coded in an hour."""

    PLACES: tuple[Place, ...] = ("answers",)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings("answers"),
        *(Binding(str(digit), f"give_digit({digit})", show=False) for digit in range(1, SLOTS + 1)),
    ]
    _instead_of = ""
    """The code that another one comes in the place of."""

    # Going from answer to answer

    def action_step(self, forward: bool) -> None:
        """Go to the next answer, or the one before, as it is."""
        if self.desk:
            if not self.desk.step(forward):
                self.tell(_("That was the last one.") if forward else _("This is the first one."))
            self._show()

    def action_done(self) -> None:
        """Say that this answer was read to the end and go on; of a done one take that back."""
        desk, here = self.desk, self.desk.here() if self.desk else None
        if desk is None or here is None or self.host.refuses_writing():
            return
        done = here.number not in desk.done
        n = desk.finish(done)
        if done:
            self.pace.count(n)
            self.tell(ngettext("{n} answer done   u undo", "{n} answers done   u undo", n).format(n=n))
            if not desk.step(True):
                self.tell(_("That was the last one."))
        self._show()

    def action_none(self) -> None:
        """Say that no code fits, and go on."""
        desk = self.desk
        if desk and (here := desk.here()) and desk.codes.get(here.number):
            self.tell(_("This answer has a code. Take it away with x, or go on with f."))
        elif desk and (here := desk.here()) and here.number not in desk.done:
            self.action_done()
        else:
            self.action_step(True)

    def action_doubt(self) -> None:
        """Note a doubt, to come back to, or take it back."""
        if self.desk and self.desk.here() and not self.host.refuses_writing():
            doubted = self.desk.doubt()
            self.tell(_("In doubt: / finds it again.") if doubted else _("No longer in doubt."))
            self._show()

    def action_together(self) -> None:
        """Code answers that say the same together, or one by one."""
        if self.desk:
            self.desk.together = not self.desk.together
            self._show()

    def action_speed(self) -> None:
        """Show how fast one goes, or no longer; nobody sees this who did not ask for it."""
        self.pace.toggle()
        self._show()

    # Codes

    def action_give_digit(self, digit: int) -> None:
        """Give the code under a digit, or take it away again."""
        if key := self.slots.code(digit):
            self._toggle(key)
        else:
            self.tell(_("No code stands under {digit} yet: press Enter to choose one.").format(digit=digit))

    def action_give_again(self) -> None:
        """Give the code that was given last."""
        if self.desk and self.desk.hand and (here := self.desk.here()):
            if self.desk.hand in self.desk.codes.get(here.number, ()):
                self.tell(_("{code} is there already.").format(code=self.desk.names.name(self.desk.hand)))
            else:
                self._toggle(self.desk.hand)

    def _toggle(self, key: str) -> None:
        desk = self.desk
        if desk is None or desk.here() is None or self.host.refuses_writing():
            return
        given = desk.toggle(key)
        self.slots.use(key)
        words = _("{code} given   u undo") if given else _("{code} taken away   u undo")
        self.tell(words.format(code=desk.names.name(key)))
        self._show()

    def action_choose_code(self) -> None:
        """Choose a code by typing."""
        if self.desk and not self.host.refuses_writing():
            title = _("Which code? Type a part of its name; 1-9 puts it under that digit.")
            choices = code_choices(self.desk.names, self.slots)
            self.query_one(CodePicker).ask("code", title, choices, offers_new=True, pins=True)

    def action_uncode(self) -> None:
        """Take a code away; ask which when there are several."""
        self._about_one("uncode", _("Take which code away?"))

    def action_recode(self) -> None:
        """Let a code here be another one; ask which when there are several."""
        self._about_one("recode", _("Another code for which one?"))

    def _about_one(self, purpose: str, title: str) -> None:
        here = self.desk.here() if self.desk else None
        held = list(self.desk.codes.get(here.number, ())) if self.desk and here else []
        if not held or self.desk is None:
            self.tell(_("None of your codes lies here."))
        elif len(held) == 1:
            self._do(purpose, held[0])
        else:
            choices = [Choice(key, self.desk.names.name(key)) for key in held]
            self.query_one(CodePicker).ask(purpose, title, choices)

    def _do(self, purpose: str, key: str) -> None:
        if purpose == "uncode":
            self._toggle(key)
        elif self.desk and not self.host.refuses_writing():
            self._instead_of = key
            title = _("Which code instead of {code}?").format(code=self.desk.names.name(key))
            self.query_one(CodePicker).ask(
                "recode_to", title, code_choices(self.desk.names, self.slots), offers_new=True
            )

    def _recode(self, key: str) -> None:
        if self.desk:
            named = self.desk.names.name
            if key != self._instead_of:
                self.desk.recode(self._instead_of, key)
                self.slots.use(key)
                words = _("{before} → {after}   u undo").format(before=named(self._instead_of), after=named(key))
                self.tell(words)
            self._show()

    def action_direct(self, value: str) -> None:
        """Set the direction of the code given last here, on all answers that are coded together."""
        desk = self.desk
        if desk is None or self.host.refuses_writing():
            return
        attribute = desk.names.codebook.attribute("direction")
        if attribute is None:
            self.tell(_("This codebook has no direction."))
        elif not desk.direct(value):
            self.tell(_("None of your codes lies here."))
        else:
            self.tell(f"{desk.names.name(desk.hand)}   {attribute.value_named(value)}")

    def action_new_code(self) -> None:
        """Make a new code and give it."""
        if self.desk and not self.host.refuses_writing():
            self.query_one(PromptBox).ask("code", _("Name of the new code"))

    def _make_code(self, name: str, instead: bool = False) -> None:
        session = self.host.session
        self.host.keep(codebook.add_code(session, name))
        self.host.ask(read_new_code(session, name), lambda made: self._made_code(made, instead))

    def _made_code(self, made: tuple[str, CodeNames], instead: bool) -> None:
        if self.desk:
            key, self.desk.names = made
            self._recode(key) if instead else self._toggle(key)

    # What is gone through, what is seen beside it

    def action_which(self) -> None:
        """Choose which answers to go through."""
        if self.desk:
            choices = which_choices({answer.group for answer in self.desk.sheet.answers if answer.group})
            title = _("Which answers? Choose, or type words that stand in them.")
            self.query_one(CodePicker).ask("which", title, choices, offers_new=_("answers with “{name}”"))

    def _choose_which(self, which: Which) -> None:
        if self.desk is None:
            return
        self.desk.which = which
        here, listed = self.desk.here(), self.desk.listed()
        if listed and here not in listed:
            self.desk.go(listed[0].number)
        self.tell(ngettext("{n} answer", "{n} answers", len(listed)).format(n=len(listed)))
        self._show()

    def action_questions(self) -> None:
        """Choose another question, or a closed answer to see beside the open one."""
        sign = dict.fromkeys(self.closed_shown, "✓ ")
        choices = [Choice(f"question={name}", name, _("open question")) for name in self.questions]
        choices += [
            Choice(f"closed={name}", sign.get(name, "") + label, _("see the answer to this"))
            for name, label in self.variables.items()
        ]
        self.query_one(CodePicker).ask("questions", _("Which question?"), choices)

    def action_memo(self) -> None:
        """Write a memo with this respondent."""
        if self.desk and (here := self.desk.here()) and not self.host.refuses_writing():
            self.query_one(PromptBox).ask("memo", _("Memo with respondent {case}").format(case=here.case))

    # What the overlays answer

    @on(CodePicker.Picked)
    def _picked(self, event: CodePicker.Picked) -> None:
        self.go_home()
        kind, _equals, name = event.key.partition("=")
        if event.purpose == "code":
            self._toggle(event.key)
        elif event.purpose in ("uncode", "recode"):
            self._do(event.purpose, event.key)
        elif event.purpose == "recode_to":
            self._recode(event.key)
        elif event.purpose == "which" and self.desk:
            which = Which(order=self.desk.which.order)
            self._choose_which(replace(which, **{kind: name}))
        elif kind == "question":
            self.open(name)
        elif kind == "closed":
            shown = self.closed_shown
            self.closed_shown = [v for v in shown if v != name] if name in shown else [*shown, name]
            self.settle()

    @on(CodePicker.NewNamed)
    def _named(self, event: CodePicker.NewNamed) -> None:
        self.go_home()
        if event.purpose in ("code", "recode_to"):
            self._make_code(event.name, event.purpose == "recode_to")
        elif self.desk:
            self._choose_which(replace(self.desk.which, words=event.name))

    @on(CodePicker.Pinned)
    def _pinned(self, event: CodePicker.Pinned) -> None:
        self.slots.pin(event.key, event.digit)
        self._show()
        self.action_choose_code()

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        self.go_home()
        if event.purpose == "code":
            self._make_code(event.text)
        elif self.desk and (here := self.desk.here()):
            self.host.keep(memos.add_memo(self.host.session, "case", here.case, event.text))
            self.tell(_("Memo kept."))

    @on(CodePicker.Closed)
    @on(PromptBox.Closed)
    def _left_open(self) -> None:
        self.go_home()
