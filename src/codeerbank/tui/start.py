"""The first screen where no project was named: begin one, open one, or build the practice study."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from codeerbank.errors import KeyRefused
from codeerbank.i18n import _
from codeerbank.resources import codebooks
from codeerbank.tui.appearance import DressedApp
from codeerbank.tui.delivery import deliver, sentence
from codeerbank.tui.display import shortened
from codeerbank.tui.fuzzy import Choice
from codeerbank.tui.intake.reader import Reader
from codeerbank.tui.signals import on_hangup
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.tui.widgets.prompt_box import PromptBox
from codeerbank.tui.widgets.status_line import TextLine
from codeerbank.workbench.beginning import begin_project
from codeerbank.workbench.session import default_coder
from codeerbank.workbench.unlocking import asks, unlock

_NEW, _PRACTICE, _NONE, _OWN = "new", "practice", "", "own file"


@dataclass(frozen=True, slots=True)
class Beginning:
    """What was chosen: a project to open and who works in it; no path: the practice study."""

    path: Path | None
    coder: str | None = None


class StartApp(DressedApp[Beginning]):
    """Asks what to begin with; for a new project its name, who codes, and its codebook."""

    TITLE = "codeerbank"
    CSS_PATH: ClassVar = ["styles/frame.tcss", "styles/coding.tcss", "styles/start.tcss"]
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "quit", show=False)]
    ENABLE_COMMAND_PALETTE = False

    def __init__(self, projects: Sequence[Path], coder: str | None) -> None:
        super().__init__()
        self._projects, self._coder = projects, coder
        self._called = ""
        self._who = coder or default_coder()
        self._reader = Reader()
        self._locked = Path()

    def compose(self) -> ComposeResult:
        """Lay out the choice."""
        there = _("Which project?") if self._projects else _("There is no project in this folder yet.")
        yield TextLine(f" codeerbank · {there}", id="begin-title")
        yield OptionList(*self._options(), id="begin", markup=False, compact=True)
        yield TextLine(id="said")
        yield CodePicker(id="picker")
        yield PromptBox(id="prompt")
        yield TextLine(_("Arrows and Enter: choose   Esc: back   Ctrl+Q: stop"), id="keys")

    def _options(self) -> Iterable[Option]:
        for number, path in enumerate(self._projects):
            yield Option(_("Open {name}").format(name=shortened(path.name, 60)), id=str(number))
        yield Option(_("Begin a new project in this folder"), id=_NEW)
        yield Option(_("Build the practice study and look around in it"), id=_PRACTICE)

    def on_mount(self) -> None:
        """Begin at the choice."""
        self.animation_level = "none"
        on_hangup(lambda code: self.exit(return_code=code))
        self._back()

    def action_help_quit(self) -> None:
        """Say how to stop, to whoever presses Ctrl+C."""
        self._say(_("Ctrl+Q stops."))

    def _say(self, words: str) -> None:
        self.query_one("#said", TextLine).say(shortened(words, 400), grow=True)

    @on(CodePicker.Closed)
    @on(PromptBox.Closed)
    def _back(self) -> None:
        self.screen.set_focus(self.query_one("#begin"))

    @on(OptionList.OptionSelected, "#begin")
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        self._say("")
        if event.option_id == _NEW:
            self.query_one(PromptBox).ask("name", _("Name of the project"), self._called)
        elif event.option_id == _PRACTICE:
            self.exit(Beginning(None))
        else:
            self._open(self._projects[int(event.option_id or 0)])

    # A project that is there

    def _open(self, path: Path) -> None:
        """Open a project; one that is encrypted once its passphrase is there."""
        asked = self._reader.later(lambda: asks(path))
        deliver(self, asked, lambda locked: self._ask_passphrase(path) if locked else self._opened(path), self._refused)

    def _opened(self, path: Path) -> None:
        self.exit(Beginning(path, self._coder))

    def _ask_passphrase(self, path: Path) -> None:
        self._locked = path
        title = _("Passphrase of {file}").format(file=shortened(path.name, 60))
        self.query_one(PromptBox).ask("passphrase", title, secret=True)

    def _unlock(self, path: Path, words: str) -> None:
        """Try a passphrase away from the screen; one that does not fit is told, and may be typed again."""
        self._say(_("The project is being opened …"))

        def refused(error: BaseException) -> None:
            self._refused(error)
            if isinstance(error, KeyRefused):
                self._ask_passphrase(path)

        deliver(self, self._reader.later(lambda: unlock(path, words)), lambda _none: self._opened(path), refused)

    def _refused(self, error: BaseException) -> None:
        self._say(sentence(error))

    # A new project

    @on(PromptBox.Answered)
    def _typed(self, event: PromptBox.Answered) -> None:
        self._back()
        if event.purpose == "name":
            self._called = event.text
            self.query_one(PromptBox).ask(
                "coder", _("Who codes? A short name, which stands with every code"), self._who
            )
        elif event.purpose == "coder":
            self._who = event.text
            self.query_one(CodePicker).ask("codebook", _("With which codebook?"), _books())
        elif event.purpose == "passphrase":
            self._unlock(self._locked, event.text)
        else:
            self._make(event.text)

    @on(CodePicker.Picked)
    def _picked(self, event: CodePicker.Picked) -> None:
        self._back()
        if event.key == _OWN:
            self.query_one(PromptBox).ask("file", _("Path of the codebook (.toml, .csv)"))
        else:
            self._make(event.key)

    def _make(self, codebook: str) -> None:
        """Make the project away from the screen, for its codebook may take its time; then open it."""
        name, who = self._called, self._who
        self._say(_("The project is being made …"))
        made = self._reader.later(lambda: begin_project(Path.cwd(), name, who, codebook))
        deliver(self, made, lambda path: self.exit(Beginning(path, who)), self._refused)


def _books() -> list[Choice]:
    shipped = [Choice(name, name, _("shipped with the program")) for name in codebooks()]
    none = Choice(_NONE, _("None: make codes while reading"))
    return [*shipped, Choice(_OWN, _("One of your own, from a file …")), none]


def run(projects: Sequence[Path], coder: str | None) -> Beginning | None:
    """Ask what to begin with; None when whoever was asked stopped."""
    app = StartApp(projects, coder)
    chosen = app.run()
    if app.fault is not None:  # the door reports it, without a word of a source
        raise app.fault
    return chosen
