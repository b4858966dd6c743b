"""Documents and the turns they are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from codeerbank.domain.people import Speaker

DocumentKind = Literal["transcript", "open_question", "summary"]


class TurnText(NamedTuple):
    """One turn of a text on its way in: where it starts, where speech starts and stops, and who speaks.

    start   first character that belongs to the turn, its label included
    said    first character of speech, ``start <= said <= stop``
    stop    one past the last character of speech; what follows up to the next turn's start is white space
    speaker label, or None for text without a speaker
    marks   time marks inside the speech
    at      seconds into the recording, where the file says so outside the text
    """

    start: int
    said: int
    stop: int
    speaker: str | None = None
    marks: Sequence[tuple[int, int]] = ()
    at: float | None = None


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A text an importer has read, before the project knows it.

    ``text`` keeps every character after line-end and BOM handling; ``turns`` tile it in order. For an open question
    ``cases`` names the respondent of each turn.
    """

    name: str
    kind: DocumentKind
    text: str
    turns: Sequence[TurnText]
    speakers: Sequence[Speaker] = ()
    source: str = ""
    cases: Sequence[str] = ()
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A codable source in the project; ``characters`` counts the stored text, ``words`` only what was said."""

    id: str
    name: str
    kind: DocumentKind
    characters: int
    words: int
    turns: int
    speakers: Sequence[Speaker] = field(default_factory=tuple)


@dataclass(frozen=True, slots=True)
class Turn:
    """One uninterrupted stretch by one speaker, or one respondent's answer.

    start, said, stop   addresses in the document; ``text`` is the stretch [said, stop): speech without its label
    number              1 for the first turn of the document
    marks               addresses of time marks inside the speech, which nobody said
    """

    document: str
    number: int
    start: int
    said: int
    stop: int
    speaker: str | None
    case: str | None
    text: str
    words: int
    role: str = "unknown"
    done_by: Sequence[str] = ()
    marks: Sequence[tuple[int, int]] = ()
