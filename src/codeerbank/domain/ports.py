"""The doors for plug-ins: what an importer, an exporter and a suggester must offer."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal, Protocol, TypeAlias, runtime_checkable

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import NewDocument, Turn
from codeerbank.domain.people import Participant
from codeerbank.domain.suggestion import Example, Suggestion, Why
from codeerbank.domain.survey import NewSurvey
from codeerbank.domain.table import Sheet

ImportNoun = Literal["transcript", "summary", "survey", "codebook", "codings", "participants"]
Progress: TypeAlias = Callable[[int, int], None]
"""Called with (done, total) from time to time; total 0 when it is not known."""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the researcher said about the file; empty means: find out.

    moderator     labels of who leads the talk
    participants  labels of who takes part, whatever the label looks like
    merge_labels  label -> the label of the same speaker that it counts under
    cases         label -> the pseudonym of the person behind it
    closed        columns that are no open questions, whatever their answers look like
    again         bring a text in though the project has the same one
    """

    key: str | None = None
    open: Sequence[str] = ()
    group: str | None = None
    encoding: str | None = None
    sheet: str | None = None
    language: str = "nl"
    name: str | None = None
    progress: Progress | None = None
    questionnaire: Path | None = None
    with_personal: bool = False
    moderator: Sequence[str] = ()
    merge_labels: Mapping[str, str] = field(default_factory=dict)
    cases: Mapping[str, str] = field(default_factory=dict)
    update: bool = False
    participants: Sequence[str] = ()
    closed: Sequence[str] = ()
    again: bool = False


@dataclass(slots=True)
class CodingColumns:
    """Codings on one document, or on one open question, as columns of equal length.

    starts, stops   addresses as in the file (in a question counted from the start of that answer); -1: the whole answer
    codes, coders   indexes into ``code_names`` and ``coder_names``
    respondents     the case key of each row; empty for a document
    attributes      attribute key -> one value per row ("" where the row has none)
    lines           the line of the file each row stands on, for messages
    quotes          the coded words, where a file has no addresses (starts and stops are -1): they are looked for in the text
    """

    target: str
    is_question: bool
    starts: array[int]
    stops: array[int]
    codes: array[int]
    coders: array[int]
    lines: array[int]
    respondents: list[str] = field(default_factory=list)
    attributes: dict[str, list[str]] = field(default_factory=dict)
    quotes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class NewCodings:
    """A file of codings as read, grouped per document or question; a question's target may be "" (the only one)."""

    columns: Sequence[CodingColumns]
    code_names: Sequence[str]
    coder_names: Sequence[str]
    source: str = ""


@dataclass(frozen=True, slots=True)
class NewParticipants:
    """A list of participants as read: who each label of a transcript is."""

    people: Sequence[Participant]
    source: str = ""


Imported: TypeAlias = NewDocument | NewSurvey | Codebook | NewCodings | NewParticipants


@dataclass(frozen=True, slots=True)
class Reading:
    """What an importer made of a file, with remarks a person should see before it goes in."""

    value: Imported
    remarks: Sequence[str] = ()
    encoding: str = ""


@runtime_checkable
class Importer(Protocol):
    """Bytes in, domain values out; raises ImportProblems with every problem collected, writes nothing."""

    name: str
    noun: ImportNoun
    suffixes: Sequence[str]
    description: str

    def recognises(self, path: Path, head: bytes) -> float:
        """Say how sure this importer is of the file from its name and first bytes: 0 (no) to 1 (certain)."""

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the whole file."""


@runtime_checkable
class Exporter(Protocol):
    """A table in, a file out; text cells never become formulas, markup or control characters."""

    name: str
    suffixes: Sequence[str]
    description: str

    def write(self, path: Path, sheets: Sequence[Sheet], options: Mapping[str, str]) -> None:
        """Write the sheets to ``path``, all of it or nothing (a temporary file beside it, then a rename)."""


@runtime_checkable
class Suggester(Protocol):
    """Reads turns, proposes codes with their evidence; must give the same answer for the same input.

    One that learns also has ``learnt``; one that can say more than its evidence also has ``why``.
    """

    name: str
    version: str
    description: str

    def suggest(self, codebook: Codebook, turns: Iterable[Turn], language: str) -> Iterable[Suggestion]:
        """Propose codings, turn by turn, best first within a sentence."""


@runtime_checkable
class LearningSuggester(Suggester, Protocol):
    """A suggester that learns from what people decided."""

    def learnt(
        self,
        codebook: Codebook,
        examples: Sequence[Example],
        language: str,
        background: Sequence[str] = (),
        kept: Path | None = None,
        choice: Mapping[str, str] | None = None,
    ) -> Suggester:
        """Give a suggester that knows these examples; this one stays as it is.

        background  texts nobody decided about: they tell which words are common
        kept        a private file where what is costly to make may be kept; it is emptied when somebody is forgotten
        choice      what the team chose with ``codeerbank model use``: ``vectors``, ``pipeline``
        """


@runtime_checkable
class ExplainingSuggester(Suggester, Protocol):
    """A suggester that can say what one suggestion rests on."""

    def why(self, codebook: Codebook, suggestion: Suggestion, language: str) -> Why:
        """Take one suggestion apart; the addresses are those of the document."""
