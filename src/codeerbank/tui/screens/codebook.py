"""The codebook: looked over, changed, merged, split and looked back in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, ClassVar

from textual import on
from textual.binding import BindingType

from codeerbank.domain.codebook import Code
from codeerbank.errors import CodeerbankError
from codeerbank.i18n import _, ngettext
from codeerbank.tui.choices import code_choices
from codeerbank.tui.code_slots import CodeSlots
from codeerbank.tui.codebook import beside, fields, menu
from codeerbank.tui.delivery import sentence
from codeerbank.tui.fuzzy import Choice
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.codebook_parting import CodebookPartingScreen
from codeerbank.tui.screens.editor import Editor
from codeerbank.tui.views import CodeNames
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.line_list import LineList
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.workbench import codebook, memos, recoding
from codeerbank.workbench.blinding import looking
from codeerbank.workbench.codebook_sheet import code_history
from codeerbank.workbench.memos import KINDS
from codeerbank.workbench.revisions import compare_revisions, older_codings


class CodebookScreen(CodebookPartingScreen):
    """Enter offers everything that can be done with the lit code; what is done often has a letter."""

    PLACES: tuple[Place, ...] = ("codebook",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("codebook")
    _kind = "note"
    _compared_from = ""

    # Choosing what to do

    @on(LineList.Opened, "#tree")
    def _offer(self) -> None:
        if code := self.code:
            title = _("What with {code}?").format(code=code.name)
            self.query_one(CodePicker).ask("do", title, menu.deeds(code))

    def _do(self, deed: str) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "change": self.action_change, "add": self.action_new_code, "move": self._ask_place, "merge": self.ask_merge,
            "split": self.ask_split, "archive": self.action_archive, "places": self.action_elsewhere,
            "older": self._list_older, "all_older": lambda: self._list_older(everywhere=True),
            "history": self._list_history, "compare": self._ask_revision, "memo": self.action_memo,
            "rare": lambda: self.choose("rare"),
        }  # fmt: skip
        deeds[deed]()

    def changed(self, future: Future[Any], words: str) -> None:
        """Follow a change to the codebook, and say what it was."""
        self.host.keep(future)
        self.tell(words + "   " + _("u undo"))

    # Making and changing

    def action_new_code(self) -> None:
        """Make a code below the lit one where it holds others, else beside it."""
        if self.host.refuses_writing():
            return
        parent = self._parent_for_new()
        title = (
            _("Name of the new code, below {code}").format(code=parent.name) if parent else _("Name of the new code")
        )
        self.query_one(PromptBox).ask("add", title)

    def _parent_for_new(self) -> Code | None:
        code, sheet = self.code, self.sheet
        if code is None or sheet is None:
            return None
        beside_it = sheet.book.get(code.parent or "")
        return code if beside_it is None or not sheet.book.is_leaf(code) else beside_it

    def action_change(self) -> None:
        """Choose a field of the lit code to change; in a list another code for the lit coding."""
        if self.sheet and (coding := self.coding) and self.query_one("#list").has_focus:
            if not self.host.refuses_writing():
                title = _("Which code instead of {code}?").format(code=coding.code)
                choices = code_choices(CodeNames(self.sheet.book), CodeSlots())
                self.query_one(CodePicker).ask("recode", title, choices)
        elif (code := self.code) and not self.host.refuses_writing():
            title = _("Change what of {code}?").format(code=code.name)
            self.query_one(CodePicker).ask("field", title, menu.code_fields(code))

    def _edit(self, field: str) -> None:
        code = self.code
        if code is None:
            return
        title = f"{code.name}: {_(fields.NAMES[field])}"
        if field == "name":
            self.query_one(PromptBox).ask("name", title, code.name)
            return
        sheet = Editor(title, fields.written(code, field), fields.how(field))
        self.host.push_screen(sheet, lambda words: self._keep_field(code, field, words))

    def _keep_field(self, code: Code, field: str, words: str | None) -> None:
        """Keep what was written, then offer the next field."""
        if words is None or self.sheet is None:
            return
        try:
            value = fields.read(field, words, self.sheet.book)
        except CodeerbankError as error:
            self.host.warn(sentence(error))
            return
        told = _("{code} changed: {field}").format(code=code.name, field=_(fields.NAMES[field]))
        self.changed(codebook.change_code(self.host.session, code.key, {field: value}), told)

    def action_archive(self) -> None:
        """Put the lit code away, or bring it back."""
        code = self.code
        if code and not self.host.refuses_writing():
            words = _("{code} brought back.") if code.archived else _("{code} archived; its codings stay.")
            future = codebook.archive_code(self.host.session, code.key, not code.archived)
            self.changed(future, words.format(code=code.name))

    def _ask_place(self) -> None:
        if self.sheet and (code := self.code) and not self.host.refuses_writing():
            title = _("Below which code does {code} come?").format(code=code.name)
            self.query_one(CodePicker).ask("parent", title, menu.parents(self.sheet.book, code))

    def _move(self, parent: str) -> None:
        if (code := self.code) and self.sheet:
            above = self.sheet.book.get(parent)
            words = _("{code} moved below {parent}") if above else _("{code} moved to the top")
            told = words.format(code=code.name, parent=above.name if above else "")
            self.changed(codebook.move_code(self.host.session, code.key, above.key if above else None), told)

    def action_memo(self) -> None:
        """Write a memo with the lit code: first its kind, then the words."""
        if self.code and not self.host.refuses_writing():
            self.query_one(CodePicker).ask("kind", _("What kind of memo?"), menu.kinds())

    # Beside the tree

    def action_elsewhere(self) -> None:
        """List where the lit code, with those below it, was given."""
        if self.sheet and (code := self.code):
            keys = [one.key for one in self.sheet.book.codes if code.key in self.sheet.book.upwards(one)]
            session, name = self.host.session, code.name

            def job() -> beside.Beside:
                return beside.places(name, (c for key in keys for c in session.read.codings.each(code=key)))

            self.show_beside(lambda: self.host.ask(looking(session, job), self.list_beside))

    def _list_older(self, everywhere: bool = False) -> None:
        """List the codings that were made before their code got its definition of now."""
        code, session = self.code, self.host.session
        if code is None:
            return
        name, key = (_("all codes"), None) if everywhere else (code.name, code.key)
        title = _("Under an older definition: {code}").format(code=name)

        def job() -> beside.Beside:
            return beside.places(title, older_codings(session, key), older=True)

        self.show_beside(lambda: self.host.ask(looking(session, job), self.list_beside))
        self.tell(_("Enter: look at the place   f: it still fits   r: another code"))

    def action_still_fits(self) -> None:
        """Say that a coding was looked at again and fits its code as it is defined now."""
        found, coding = self.listed, self.coding
        if found is None or not found.older or coding is None:
            self.tell(_("This is for the list of codings under an older definition (Enter)."))
        elif not self.host.refuses_writing():
            self.changed(recoding.recode(self.host.session, [coding.id], coding.code), _("Looked at: it still fits."))

    def _list_history(self) -> None:
        if code := self.code:
            session, key, title = self.host.session, code.key, _("History of {code}").format(code=code.name)
            self.show_beside(
                lambda: self.host.ask(
                    looking(session, lambda: beside.history(title, code_history(session, key))), self.list_beside
                )
            )

    def _ask_revision(self, first: str = "") -> None:
        session = self.host.session
        purpose, title = ("to", _("Compare with which version?")) if first else ("from", _("From which version?"))
        self._compared_from = first

        def offer(choices: Sequence[Choice]) -> None:
            if self.stands:
                self.query_one(CodePicker).ask(purpose, title, choices)

        self.host.ask(looking(session, lambda: menu.revisions(session, now=bool(first))), offer)

    def _compare(self, after: str) -> None:
        session, before = self.host.session, self._compared_from
        title = _("Codebook: version {before} and {after}").format(before=before, after=after or _("now"))
        self.show_beside(
            lambda: self.host.ask(
                session.later(lambda: beside.compared(title, compare_revisions(session, before, after))),
                self.list_beside,
            )
        )

    @on(LineList.Opened, "#list")
    def _go_there(self, event: LineList.Opened) -> None:
        if self.listed and (coding := self.listed.codings.get(event.key)):
            self.host.open_document(coding.document, coding.start)

    # Which codes

    def action_filter(self) -> None:
        """Choose which codes are shown."""
        title = _("Which codes? Choose, or type words that stand in them.")
        self.query_one(CodePicker).ask("which", title, menu.which(), offers_new=_("codes with “{name}”"))

    # What the overlays answer

    @on(CodePicker.Picked)
    def _picked(self, event: CodePicker.Picked) -> None:
        self.go_home()
        match event.purpose:
            case "do":
                self._do(event.key)
            case "field":
                self._edit(event.key)
            case "recode" if coding := self.coding:
                told = _("{before} → {after}").format(before=coding.code, after=event.key)
                self.changed(recoding.recode(self.host.session, [coding.id], event.key), told)
            case "parent":
                self._move(event.key)
            case "which":
                self.choose(event.key)  # type: ignore[arg-type]
                n = len(self.codes)
                self.tell(ngettext("{n} code", "{n} codes", n).format(n=n))
            case "from":
                self._ask_revision(event.key)
            case "to":
                self._compare("" if event.key == menu.NOW else event.key)
            case "kind":
                self._kind = event.key
                words = _("Memo with {code}: {kind}")
                name = self.code.name if self.code else ""
                self.query_one(PromptBox).ask("memo", words.format(code=name, kind=_(KINDS[event.key])))

    @on(CodePicker.NewNamed)
    def _words_named(self, event: CodePicker.NewNamed) -> None:
        if event.purpose == "which":
            self.go_home()
            self.choose("all", event.name)

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        self.go_home()
        session, code = self.host.session, self.code
        if event.purpose == "add" and self.sheet:
            parent = self._parent_for_new()
            above = parent.key if parent else None
            future = codebook.add_code(session, event.text, codebook.key_below(self.sheet.book, above), above)
            self.wanted = event.text
            self.changed(future, _("{code} made.   r writes its rules").format(code=event.text))
        elif code and event.purpose == "name":
            told = _("{code} is now called {name}").format(code=code.name, name=event.text)
            self.changed(codebook.change_code(session, code.key, {"name": event.text}), told)
        elif code and event.purpose == "memo":
            self.host.keep(memos.add_memo(session, "code", code.key, event.text, self._kind))
            self.tell(_("Memo kept."))

    @on(CodePicker.Closed)
    @on(PromptBox.Closed)
    def _left_open(self) -> None:
        self.go_home()
