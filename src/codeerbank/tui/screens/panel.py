"""The klankbordgroep: its rounds and forms, what came back, and a meeting that goes through a form piece by piece."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from textual import on
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widget import Widget

from codeerbank.domain.visible import visible
from codeerbank.i18n import _
from codeerbank.tui.colours import Look
from codeerbank.tui.fuzzy import Choice
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.panel_lists import ROUND, log_list, pieces_list, rounds_list
from codeerbank.tui.panel_words import about_form, about_piece, scene
from codeerbank.tui.screens.lists import ReadAnewScreen
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.line_list import LineList
from codeerbank.tui.widgets.meeting_stage import MeetingStage
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench import meeting
from codeerbank.workbench.outcomes import DECISIONS, Decision, Kind, Outcome, decide
from codeerbank.workbench.panel_board import DECISION_WORDS, Board, FormGlance, board, subject_of

_NOTHING = "-"
"""Typed to take a count or a remark away."""
_DECIDED: dict[str, Kind] = {"quotes": "quote", "findings": "finding", "next": "finding"}
"""Kind of form -> what is decided about its pieces here; words and questions change elsewhere too."""


class PanelScreen(ReadAnewScreen):
    """Two lists, or the stage of a meeting."""

    PLACES: tuple[Place, ...] = ("panel",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("panel")
    CSS_PATH = "../styles/panel.tcss"
    home = "#rounds"

    def __init__(self, look: Look) -> None:
        super().__init__(look)
        self._board = Board((), (), {})
        self._form = ""
        self._number, self._question = 1, 0
        self._revealed: set[tuple[str, int]] = set()
        self._decision: Decision = "keep"

    def body(self) -> Iterable[Widget]:
        """Lay out the lists, and the stage that takes their place."""
        with Vertical(id="board"):
            yield TextLine(id="heads")
            yield LineList(self._look, id="rounds")
            yield TextLine(id="pieces-heads")
            yield LineList(self._look, id="pieces")
            yield TextLine(id="memo-text")
        yield MeetingStage(id="stage")
        yield CodePicker(id="picker")
        yield PromptBox(id="prompt")

    def standing(self) -> None:
        """Begin with the rounds."""
        self.query_one("#title", TextLine).say(_(" Klankbordgroep · {name}").format(name=self.host.project_name))
        self.query_one("#stage").display = False
        self.go_home()

    def settle(self) -> None:
        """Read the rounds anew."""
        session = self.host.session
        self.host.ask(session.later(lambda: board(session)), self._show)

    def _show(self, found: Board) -> None:
        if self.stands:
            self._board = found
            self._fill()
            if self._in_meeting:
                self._show_scene()

    # The lists

    def _fill(self) -> None:
        """Write rounds with their forms below them."""
        columns, lines = rounds_list(self._board)
        found = self.query_one("#rounds", LineList)
        found.show(columns, lines, self._form or None)
        self.query_one("#heads", TextLine).say(found.heads(self.size.width))
        if not lines:
            words = _("No round and no form yet. Make one with: codeerbank panel round, codeerbank panel form")
            self.query_one("#memo-text", TextLine).say(words, grow=True)

    def on_resize(self) -> None:
        """Fit the heads of the columns."""
        self.call_after_refresh(lambda: self._fill() if self.stands else None)

    @property
    def _glance(self) -> FormGlance | None:
        return next((one for one in self._board.forms if one.form.id == self._form), None)

    @on(LineList.Lit, "#rounds")
    def _lit_round(self, event: LineList.Lit) -> None:
        self._form = "" if event.key.startswith(ROUND) else event.key
        glance = self._glance
        columns, lines = pieces_list(glance) if glance else log_list(self._board, event.key.removeprefix(ROUND))
        found = self.query_one("#pieces", LineList)
        found.show(columns, lines)
        self.query_one("#pieces-heads", TextLine).say(found.heads(self.size.width))
        if not self._in_meeting and self.query_one("#rounds").has_focus:
            self.query_one("#memo-text", TextLine).say(visible(about_form(glance) if glance else ""), grow=True)

    @on(LineList.Lit, "#pieces")
    def _lit_piece(self, event: LineList.Lit) -> None:
        glance = self._glance
        if glance and event.key.isdecimal() and not self._in_meeting:
            self._number = int(event.key)
            if self.query_one("#pieces").has_focus:
                self._tell_piece(glance)

    def _tell_piece(self, glance: FormGlance) -> None:
        self.query_one("#memo-text", TextLine).say(visible(about_piece(glance, self._number)), grow=True)

    # The meeting

    @property
    def _in_meeting(self) -> bool:
        return bool(self.query_one("#stage").display)

    @on(LineList.Opened)
    def _begin(self, event: LineList.Opened) -> None:
        if self._glance is None:
            self.tell(_("The log of the round stands below. Enter on a form begins a meeting."))
            return
        self._number = int(event.key) if event.widget.id == "pieces" else 1
        self._question = 0
        self._meet(True)

    def _meet(self, on_stage: bool) -> None:
        self.query_one("#board").display = not on_stage
        self.query_one("#stage").display = on_stage
        self.home = "#stage" if on_stage else "#rounds"
        self.go_home()
        if on_stage:
            self._show_scene()

    def _show_scene(self) -> None:
        if glance := self._glance:
            revealed = (self._form, self._number) in self._revealed
            self.query_one(MeetingStage).show(scene(glance, self._number, self._question, revealed))

    def action_step(self, step: int) -> None:
        """Go to the next piece or the one before."""
        glance = self._glance
        if not self._in_meeting or glance is None:
            return
        to = self._number + step
        if 1 <= to <= glance.form.size:
            self._number, self._question = to, 0
            self._show_scene()
        else:
            self.tell(
                _("This was the last piece. Esc goes back to the rounds.") if step > 0 else _("This is the first.")
            )

    def action_other(self) -> None:
        """Go to the other question, or to the other list."""
        if self._in_meeting:
            self._question = 1 - self._question
            self._show_scene()
            return
        to_pieces = self.query_one("#rounds").has_focus
        self.set_focus(self.query_one("#pieces" if to_pieces else "#rounds"))
        if glance := self._glance:
            if to_pieces and glance.form.size:
                self._tell_piece(glance)
            else:
                self.query_one("#memo-text", TextLine).say(visible(about_form(glance)), grow=True)

    def action_back(self) -> None:
        """Leave the meeting; the piece it was at is the one that is lit."""
        if self._in_meeting:
            self._meet(False)
            self.query_one("#pieces", LineList).light(self._number - 1)

    @on(MeetingStage.Revealed)
    def _reveal(self) -> None:
        self._revealed.add((self._form, self._number))
        self._show_scene()

    @on(MeetingStage.Chosen)
    def _ask_how_many(self, event: MeetingStage.Chosen) -> None:
        glance = self._glance
        if glance is None or self.host.refuses_writing():
            return
        if self._number in glance.changed:
            self.tell(_("This piece was changed or withdrawn; nothing is asked about it."))
            return
        question = meeting.questions(glance.form)[self._question]
        letter, words = question.answers[event.answer]
        tally = glance.tallies.get(self._number)
        now = tally.people(question.key, letter) if tally else None
        title = _("{answer}: how many people, of the whole group? - takes it away").format(answer=words)
        self.query_one(PromptBox).ask(f"count:{question.key}:{letter}", title, "" if now is None else str(now))

    # What is typed

    def action_remark(self) -> None:
        """Ask what was said about the piece."""
        glance = self._glance
        if glance and glance.form.size and not self.host.refuses_writing():
            tally = glance.tallies.get(self._number)
            title = _("What was said about piece {number}? No names; - takes it away").format(number=self._number)
            self.query_one(PromptBox).ask("remark", title, tally.remark if tally else "")

    def action_decide(self) -> None:
        """Ask what is decided about the piece."""
        glance = self._glance
        if glance is None or not glance.form.size or self.host.refuses_writing():
            return
        if (kind := _DECIDED.get(glance.form.kind)) is None:
            self.tell(
                _("A word or a question is changed with codeerbank panel outcome, or on the screen Codebook (F5).")
            )
            return
        choices = [Choice(one, _(DECISION_WORDS[one])) for one in DECISIONS[kind]]
        title = _("What becomes of piece {number}?").format(number=self._number)
        self.query_one(CodePicker).ask("decision", title, choices)

    @on(CodePicker.Picked)
    def _decided(self, event: CodePicker.Picked) -> None:
        self._decision = next(one for one in DECISIONS["quote"] if one == event.key)
        title = _("Why? Say also what is not done.")
        if self._decision != "keep" and (glance := self._glance) and glance.form.kind == "quotes":
            title = _("Why? The quote is withdrawn at once; undoing does not bring it back, releasing it anew does.")
        self.query_one(PromptBox).ask("reason", title)

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        self.go_home()
        glance, session = self._glance, self.host.session
        if glance is None:
            return
        text = "" if event.text == _NOTHING else event.text
        purpose, _colon, rest = event.purpose.partition(":")
        if purpose == "remark":
            self.host.keep(meeting.keep_said(session, self._form, self._number, text))
        elif purpose == "reason":
            kind, subject = _DECIDED[glance.form.kind], subject_of(glance.form, self._number)
            self.host.keep(decide(session, Outcome(kind, subject, self._decision, text)))
        elif text and not (text.isascii() and text.isdecimal()):
            self.tell(_("Type a number, such as 5."))
        else:
            question, letter = rest.split(":")
            people = int(text) if text else None
            self.host.keep(meeting.keep_tally(session, self._form, self._number, question, letter, people))

    @on(PromptBox.Closed)
    @on(CodePicker.Closed)
    def _nothing_typed(self) -> None:
        self.go_home()
