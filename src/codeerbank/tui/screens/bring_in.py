"""Bringing files in: name them, look over what was read, say what is otherwise, and have them come in together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import Future
from typing import ClassVar, TypeVar

from textual import on
from textual.binding import BindingType
from textual.widget import Widget
from textual.widgets import Input

from codeerbank.errors import CodeerbankError
from codeerbank.i18n import _, ngettext
from codeerbank.tui.delivery import deliver, sentence
from codeerbank.tui.display import shortened
from codeerbank.tui.intake import corrections
from codeerbank.tui.intake.looking import Looking
from codeerbank.tui.intake.paths import paths_in
from codeerbank.tui.intake.row import Act
from codeerbank.tui.keys import Place, bindings
from codeerbank.tui.screens.frame import FramedScreen
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.path_line import PathLine
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.row_list import RowList
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench.intake import ImportReport

T = TypeVar("T")
_NAMES = 12
_MARGINS = 5
"""Cells beside the lines: margins, and room for a scrollbar."""


class BringInScreen(FramedScreen):
    """Where files come in. Until the last Enter nothing is changed."""

    PLACES: tuple[Place, ...] = ("intake",)
    BINDINGS: ClassVar[list[BindingType]] = bindings("intake")
    CSS_PATH = "../styles/bring_in.tcss"
    home = "#looked"

    def __init__(self) -> None:
        super().__init__()
        self._asked: Act | None = None

    def body(self) -> Iterable[Widget]:
        """Lay out the path, the help with it, and the list."""
        yield PathLine(id="path", placeholder=_("Path of a file or folder"), compact=True)
        yield TextLine(_help(), id="hint")
        yield RowList(id="looked")
        yield CodePicker(id="picker")
        yield PromptBox(id="prompt")

    def standing(self) -> None:
        """Begin at the path."""
        self.looking = Looking(self.host.session, self._deliver, self._show)
        words = f" codeerbank · {shortened(self.host.project_name, 40)} · " + _("bring files in")
        self.query_one("#title", TextLine).say(words)
        self._list.can_focus = False
        self.set_focus(self._path)

    @property
    def _list(self) -> RowList:
        return self.query_one("#looked", RowList)

    @property
    def _path(self) -> PathLine:
        return self.query_one("#path", PathLine)

    def _deliver(self, future: Future[T], then: Callable[[T], None], failed: Callable[[BaseException], None]) -> None:
        deliver(self.host, future, then, failed)

    def on_unmount(self) -> None:
        """Stop reading when the screen goes."""
        self.looking.close()

    def on_resize(self) -> None:
        """Fit the lines."""
        if self.stands:
            self._show()

    def _show(self) -> None:
        self._list.show(self.looking.rows(self.size.width - _MARGINS))

    # Naming files

    @on(PathLine.Fits)
    def _fits(self, event: PathLine.Fits) -> None:
        names = [shortened(name, 30) for name in event.names[:_NAMES]]
        more = ["…"] * (len(event.names) > _NAMES)
        words = "  ".join([*names, *more]) if len(names) > 1 else _help()
        self._hint(words if names else _("Nothing begins like that."))

    @on(Input.Submitted, "#path")
    def _named(self, event: Input.Submitted) -> None:
        event.stop()
        self._hint(_("Arrows and Enter: say what is otherwise. Esc: back, nothing is changed."))
        self._list.can_focus = True
        self.set_focus(self._list)
        self.looking.begin(paths_in(event.value))

    def _hint(self, words: str) -> None:
        self.query_one("#hint", TextLine).say(words, grow=True)

    def action_back(self) -> None:
        """Forget what was looked over; with nothing to forget, go back to the overview."""
        if self.looking.writing:
            return
        if not self.looking.busy:
            self.host.action_go("overview")
            return
        self.looking.forget()
        self._show()
        self._hint(_help())
        self._list.can_focus = False
        self.set_focus(self._path)
        self.tell(_("Nothing was changed."))

    # Looking over

    @on(RowList.Chosen)
    def _chosen(self, event: RowList.Chosen) -> None:
        act = event.act
        if self.looking.writing:
            return
        if act.what in ("look", "all", "tick"):
            self.looking.choose(act)
        elif act.what == "bring_in":
            deliver(self.host, self.looking.enter(), self._came_in, self._refused)
        elif act.what == "fold":
            self.looking.fold(act.file)
        elif act.what == "take":
            self.looking.take(act.file)
        else:
            self._ask(act)

    def _ask(self, act: Act) -> None:
        """Ask what a line should say; where there is only one other thing to say, it is said."""
        entry = self.looking.entries[act.file]
        title, choices = corrections.choices(entry, act)
        question, words = corrections.question(entry, act)
        self._asked = act
        if choices:
            self.query_one(CodePicker).ask(act.what, shortened(title, 80), choices)
        elif question:
            self.query_one(PromptBox).ask(act.what, shortened(question, 80), words)
        else:
            self.looking.correct(act, "")

    @on(CodePicker.Picked)
    def _picked(self, event: CodePicker.Picked) -> None:
        self.go_home()
        if self._asked is None:
            return
        if corrections.asks_person(self._asked, event.key):
            self._ask(Act("person", self._asked.file, self._asked.of))
        else:
            self.looking.correct(self._asked, event.key)

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        self.go_home()
        if self._asked:
            self.looking.correct(self._asked, event.text)

    @on(CodePicker.Closed)
    @on(PromptBox.Closed)
    def _left_open(self) -> None:
        self.go_home()

    def _came_in(self, report: ImportReport) -> None:
        """Go to the overview, which shows what came in."""
        files = [shortened(one.file, 40) for one in report.files]
        if report.action is None:
            words = _("There was nothing new in it; nothing was changed.")
        elif len(files) == 1:
            words = _("Came in: {name}   u undo").format(name=files[0])
        else:
            words = ngettext("{n} file came in   u undo", "{n} files came in   u undo", len(files))
        if self.stands:
            self.host.action_go("overview")
        self.host.tell(words)

    def _refused(self, error: BaseException) -> None:
        """Stay, with the reasons; whoever went on to another screen is told there."""
        if not isinstance(error, CodeerbankError):
            raise error
        if self.stands:
            self.looking.refused(error)
        else:
            self.host.warn(sentence(error))


def _help() -> str:
    return _("Type, paste or drag a path; Tab fills it in; Enter looks at it. Enter alone: what lies in this folder.")
