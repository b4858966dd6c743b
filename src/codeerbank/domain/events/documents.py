"""Texts coming in, and what is known of their speakers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from codeerbank.domain.events.change import Change, kind
from codeerbank.domain.ids import Id


@kind("document.added")
@dataclass(frozen=True, slots=True)
class DocumentAdded(Change):
    """A text and its turns as columns; for an open question one turn per respondent.

    starts, said, stops   addresses per turn; a turn reaches to the next start, its speech is [said, stop)
    speaker               per turn an index into ``speakers``, -1 for none
    marks                 turn index (as text) -> time marks inside its speech, as absolute spans
    frame, cases          open question: the event that brought the respondents, and per turn a row of it
    """

    document: Id
    name: str
    document_kind: str
    text: str
    starts: Sequence[int]
    said: Sequence[int]
    stops: Sequence[int]
    speakers: Sequence[Mapping[str, str | None]] = field(default_factory=list)
    speaker: Sequence[int] = field(default_factory=list)
    marks: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)
    source: str = ""
    frame: Id | None = None
    cases: Sequence[int] = field(default_factory=list)
    question: str = ""

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.document

    def names(self) -> Iterable[Id]:  # noqa: D102
        return (self.frame,) if self.frame else ()


@kind("document.corrected")
@dataclass(frozen=True, slots=True)
class DocumentCorrected(Change):
    """A text was corrected: a new version of it, whole, with the way from the addresses of the one before.

    version       names this text; codings made on it say so
    base          the version that was corrected; empty: the text as it came in
    text..marks   as in DocumentAdded
    kept          stretches whose words stayed: [old address, new address, length], the last one empty, at both ends
    turns         per turn the numbers of the old turns it was made of
    """

    document: Id
    version: Id
    base: Id
    text: str
    starts: Sequence[int]
    said: Sequence[int]
    stops: Sequence[int]
    kept: Sequence[Sequence[int]]
    turns: Sequence[Sequence[int]]
    speakers: Sequence[Mapping[str, str | None]] = field(default_factory=list)
    speaker: Sequence[int] = field(default_factory=list)
    marks: Mapping[str, Sequence[Sequence[int]]] = field(default_factory=dict)

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.document

    def names(self) -> Iterable[Id]:  # noqa: D102
        return tuple(filter(None, (self.version, self.base)))

    def makes(self, own: Id) -> Iterable[Id]:  # noqa: D102
        return (self.version,)


@kind("document.speaker_changed")
@dataclass(frozen=True, slots=True)
class SpeakerChanged(Change):
    """Somebody said who a label is: a role, and the pseudonym of the person behind it."""

    document: Id
    label: str
    role: str | None = None
    case: str | None = None

    def subject(self, own: Id) -> Id:  # noqa: D102
        return self.document
