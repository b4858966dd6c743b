"""Everybody who took part: who they are, what is known of them, and what they said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget

from codeerbank.i18n import _, ngettext
from codeerbank.tui.colours import Look
from codeerbank.tui.fuzzy import Choice
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.lists import ListScreen
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.line_list import Column, Line, LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench import participants as verbs
from codeerbank.workbench.participants import Description, Person

_NOTHING = "-"
"""Typed to take something away."""
_TRAIT = "trait:"


class ParticipantsScreen(ListScreen):
    """The list of people; Enter shows what one of them said, on the screen for searching."""

    PLACES: tuple[Place, ...] = ("participants",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("participants")
    home = "#people"

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._people: dict[str, Person] = {}
        self._changed: Person | None = None

    def body(self) -> Iterable[Widget]:
        """Lay out the list and what is known of the person who is lit."""
        yield TextLine(id="heads")
        yield LineList(self._look, id="people")
        yield TextLine(id="memo-text")
        yield TextLine(id="status")
        yield CodePicker(id="picker")
        yield PromptBox(id="prompt")

    def standing(self) -> None:
        """Begin at the first."""
        self.query_one("#title", TextLine).say(_(" Participants · {name}").format(name=self.host.project_name))
        self.go_home()

    def settle(self) -> None:
        """Read the people anew."""
        session = self.host.session
        self.host.ask(session.later(lambda: verbs.participants(session)), self._show)

    def _show(self, people: list[Person]) -> None:
        if self.stands:
            self._people = {_key(one): one for one in people}
            self.fill()

    def fill(self) -> None:
        """Write the lines that hold the words looked for."""
        columns = (
            Column(_("Participant"), 12, share=2, most=30), Column(_("Role"), 12), Column(_("Group"), 8, share=1, most=20),
            Column(_("Consent"), 11), Column(_("Turns"), 7, right=True), Column(_("Codings"), 11, right=True),
            Column(_("Attributes"), 4, share=3),
        )  # fmt: skip
        n = self.show_lines(columns, [_line(key, one) for key, one in self._people.items()])
        self.say_found(ngettext("{n} person or speaker", "{n} persons and speakers", n).format(n=n))

    @property
    def _lit_person(self) -> Person | None:
        return self._people.get(self.query_one("#people", LineList).lit or "")

    @on(LineList.Lit)
    def _lit(self, event: LineList.Lit) -> None:
        if one := self._people.get(event.key):
            where = [f"{voice.document} ({voice.label})" if voice.label else voice.document for voice in one.voices]
            known = [f"{key}: {value}" for key, value in one.attributes.items()]
            said = "   ".join(known) or _("Nothing else is known.")
            self.query_one("#memo-text", TextLine).say(", ".join(where) + "\n" + said, grow=True)

    @on(LineList.Opened)
    def _opened(self) -> None:
        one = self._lit_person
        if one and one.turns:
            self.host.open_search(one.query)
        elif one:
            self.tell(_("There is nothing that {name} said or wrote.").format(name=one.name))

    # Changing

    def action_change(self) -> None:
        """Ask what is to be changed of the person who is lit."""
        one = self._lit_person
        if one is None or self.host.refuses_writing():
            return
        self._changed = one
        traits = dict.fromkeys(key for person in self._people.values() for key in person.attributes)
        choices = [
            Choice("role", _("role"), _roles(one)),
            Choice("group", _("group"), one.group or ""),
            Choice("name", _("pseudonym"), one.name if one.id else ""),
            *(Choice(_TRAIT + key, key, one.attributes.get(key, "")) for key in traits),
        ]
        title = _("What of {name}?").format(name=one.name)
        self.query_one(CodePicker).ask("what", title, choices, offers_new=_("attribute “{name}”"))

    @on(CodePicker.Picked)
    def _picked(self, event: CodePicker.Picked) -> None:
        if event.purpose == "role":
            self.go_home()
            self._describe(Description(role=event.key))
        elif event.key == "role":
            choices = [Choice(role, _(words)) for role, words in verbs.ROLE_WORDS.items()]
            self.query_one(CodePicker).ask("role", _("Which role?"), choices)
        else:
            self._ask_for(event.key)

    @on(CodePicker.NewNamed)
    def _named(self, event: CodePicker.NewNamed) -> None:
        self._ask_for(_TRAIT + event.name)

    def _ask_for(self, what: str) -> None:
        one = self._changed
        assert one
        now = {"group": one.group or "", "name": one.name if one.id else ""}
        names = {"group": _("group"), "name": _("pseudonym")}
        key = what.removeprefix(_TRAIT)
        title = _("{name}: {what}; - takes it away").format(name=one.name, what=names.get(what, key))
        self.query_one(PromptBox).ask(what, title, now.get(what, one.attributes.get(key, "")))

    def _describe(self, new: Description) -> None:
        if self._changed:
            self.host.keep(verbs.describe_person(self.host.session, self._changed, new))
            self.tell(_("{name} described anew   u undo").format(name=self._changed.name))

    def action_filter(self) -> None:
        """Ask for words; only people with all of them are shown."""
        self.ask_for_words(_("Only people with these words; empty: all"))

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        text = "" if event.text == _NOTHING else event.text
        if event.purpose == "group":
            self._describe(Description(group=text))
        elif event.purpose == "name":
            self._describe(Description(name=text))
        elif event.purpose != "filter":
            self._describe(Description(attributes={event.purpose.removeprefix(_TRAIT): text}))


def _key(one: Person) -> str:
    return one.id or f"{one.voices[0].document}\x1f{one.name}"


def _roles(one: Person) -> str:
    return ", ".join(_(verbs.ROLE_WORDS[role]) for role in one.roles)


def _line(key: str, one: Person) -> Line:
    known = ", ".join(one.attributes.values())
    cells = (one.name, _roles(one), one.group or "", one.consent, str(one.turns), str(one.codings), known)
    return Line(key, cells, faint=not one.id)
