"""One piece at a time, with much room around it: what a meeting of the panel looks at."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message

from codeerbank.i18n import _
from codeerbank.tui.widgets.status_line import TextLine


@dataclass(frozen=True, slots=True)
class Scene:
    """What stands on the stage.

    place    such as "Piece 3 of 8"
    piece    the words, or what is said instead of them
    hidden   the piece was announced and is not shown yet: nothing is asked
    answers  each answer and how many gave it, None where nobody counted
    """

    place: str
    about: str
    piece: str
    hidden: bool
    question: str
    answers: Sequence[tuple[str, int | None]]
    said: str


class MeetingStage(Vertical, can_focus=True):
    """Shows a scene; takes a digit for an answer, and Enter for showing a piece."""

    class Chosen(Message):
        """The answer with this number, from 0, is to be counted."""

        def __init__(self, answer: int) -> None:
            super().__init__()
            self.answer = answer

    class Revealed(Message):
        """The piece that was announced may be shown."""

    def __init__(self, id: str | None = None) -> None:
        super().__init__(id=id)
        self._scene: Scene | None = None

    def compose(self) -> ComposeResult:
        """Lay out what is said from top to bottom."""
        yield TextLine(id="stage-place")
        yield TextLine(id="stage-piece")
        yield TextLine(id="stage-question")
        yield TextLine(id="stage-answers")
        yield TextLine(id="stage-said")

    def show(self, scene: Scene) -> None:
        """Put a scene on the stage."""
        self._scene = scene
        shown = not scene.hidden
        answers = "\n".join(
            f"{number}  {words:<16} {'·' if n is None else n}" for number, (words, n) in enumerate(scene.answers, 1)
        )
        lines = {
            "place": " · ".join(filter(None, (scene.place, scene.about))),
            "piece": scene.piece,
            "question": scene.question if shown else _("Enter shows it; the arrows go past it."),
            "answers": answers if shown else "",
            "said": scene.said if shown else "",
        }
        for name, words in lines.items():
            self.query_one(f"#stage-{name}", TextLine).say(words, grow=True)

    def on_key(self, event: events.Key) -> None:
        """Take a digit, or Enter."""
        scene = self._scene
        if scene is None:
            return
        if event.key == "enter":
            event.stop()
            self.post_message(self.Revealed())
        elif event.key.isdecimal() and not scene.hidden and 1 <= int(event.key) <= len(scene.answers):
            event.stop()
            self.post_message(self.Chosen(int(event.key) - 1))
