"""What the widgets show, as frozen values made from the domain: no widget knows a session or a file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.coding import Coding
from codeerbank.domain.document import Document, Turn
from codeerbank.tui.colours import HUES
from codeerbank.tui.docmodel.speech import Speech

_SHORT_KEY = 5


@dataclass(frozen=True, slots=True)
class CodingView:
    """A coding as it stands in the margin; ``id`` is empty and ``saved`` False until the project has it."""

    start: int
    stop: int
    code: str
    name: str
    hue: int
    coder: str
    mine: bool
    direction: str = ""
    id: str = ""
    saved: bool = True

    @property
    def place(self) -> tuple[int, int, str, str]:
        """What makes a coding the same coding: a coder gives a code to a stretch once."""
        return self.start, self.stop, self.code, self.coder


@dataclass(frozen=True, slots=True)
class TurnHead:
    """What the margin says of a turn; ``number`` counts from 1."""

    number: int
    label: str
    done: bool


@dataclass(frozen=True, slots=True)
class DocumentView:
    """One document, opened: its speech, the heads of its turns, its codings, and time marks that nobody said, in order."""

    name: str
    kind: str
    speech: Speech
    heads: Sequence[TurnHead]
    codings: Sequence[CodingView]
    marks: Sequence[tuple[int, int]] = ()

    @property
    def one_turn_each(self) -> bool:
        """Say whether a coding must stay inside one turn: so it is for answers to a survey question."""
        return self.kind == "open_question"


class CodeNames:
    """Names and hues of the codes in a codebook, also of codes it no longer holds."""

    def __init__(self, codebook: Codebook) -> None:
        self.codebook = codebook
        self._hues = {code.key: n % HUES for n, code in enumerate(c for c in codebook.codes if codebook.is_leaf(c))}

    def name(self, key: str) -> str:
        """Give a code's name on the screen, with its key where that is a short mark such as M2.1."""
        code = self.codebook.get(key)
        if code is None:
            return key
        return f"{key} {code.name}" if len(key) <= _SHORT_KEY and key != code.name else code.name

    def bare(self, key: str) -> str:
        """Give a code's name without its key, for where there is little room."""
        code = self.codebook.get(key)
        return code.name if code else key

    def hue(self, key: str) -> int:
        """Give the number of a code's colour."""
        return self._hues.get(key, HUES - 1)

    def usable(self) -> list[Code]:
        """Give the codes a coder can choose: the lowest ones in use."""
        return self.codebook.leaves()

    def coding(self, coding: Coding, coder: str) -> CodingView:
        """View one coding through the eyes of ``coder``."""
        direction = coding.attributes.get("direction", "")
        return CodingView(
            coding.start, coding.stop, coding.code, self.name(coding.code), self.hue(coding.code), coding.coder,
            coding.coder == coder, direction if isinstance(direction, str) else "", coding.id,
        )  # fmt: skip


def document_view(
    document: Document, text: str, turns: Iterable[Turn], codings: Iterable[Coding], names: CodeNames, coder: str
) -> DocumentView:
    """Bring together what was read of one document."""
    turns = list(turns)
    heads = [TurnHead(turn.number, turn.speaker or turn.case or "", coder in turn.done_by) for turn in turns]
    return DocumentView(
        document.name,
        document.kind,
        Speech(text, [(turn.said, turn.stop) for turn in turns]),
        heads,
        [names.coding(coding, coder) for coding in codings],
        [mark for turn in turns for mark in turn.marks],
    )


@dataclass(frozen=True, slots=True)
class SuggestionView:
    """A suggested code for the sentence at the cursor; ``number`` of ``total`` there, ``score`` in [0, 1].

    ``early``: it rests on the codebook, for want of coded texts.
    """

    name: str
    score: float
    evidence: str
    number: int
    total: int
    early: bool = False


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document in the overview: how much there is and how much of it this coder has read to the end."""

    name: str
    kind: str
    turns: int
    words: int
    done: int
    codings: int


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A line of what was done lately."""

    when: str
    who: str
    words: str
    undone: bool
    number: int = 0
    undoable: bool = True


@dataclass(frozen=True, slots=True)
class OverviewView:
    """The project at a glance."""

    name: str
    coder: str
    codes: int
    documents: Sequence[DocumentRow]
    actions: Sequence[ActionRow]
