"""What an import makes of a text, to look at before it goes in: its speakers, and the lines that fell to nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import cast

from codeerbank.domain.document import DocumentKind, NewDocument
from codeerbank.domain.events import SpeakerChanged
from codeerbank.domain.people import Role, Speaker
from codeerbank.workbench.intake_reading import ReadFile

_SHOWN = 5
_FIRST_WORDS = 60


@dataclass(frozen=True, slots=True)
class DocumentPreview:
    """One text that was read.

    first_words   label -> how the first turn of that speaker begins
    nobody        how the turns begin that have no speaker while others have one; only the first few
    nobodies      how many there are of them
    """

    file: str
    name: str
    kind: DocumentKind
    encoding: str
    turns: int
    speakers: Sequence[Speaker]
    first_words: Mapping[str, str]
    nobody: Sequence[str]
    nobodies: int


def preview_of(file: ReadFile, document: NewDocument) -> DocumentPreview:
    """Sum up a text that was read."""
    first: dict[str, str] = {}
    nobody: list[str] = []
    nobodies = 0
    for turn in document.turns:
        if turn.speaker in first:
            continue
        words = " ".join(document.text[turn.said : min(turn.stop, turn.said + _FIRST_WORDS)].split())
        words += "…" * (turn.stop - turn.said > _FIRST_WORDS)
        if turn.speaker is not None:
            first[turn.speaker] = words
        elif document.speakers and words:
            nobodies += 1
            nobody += [words] * (len(nobody) < _SHOWN)
    return DocumentPreview(
        file.path.name, document.name, document.kind, file.reading.encoding, len(document.turns),
        tuple(document.speakers), first, nobody, nobodies,
    )  # fmt: skip


def described(preview: DocumentPreview, change: SpeakerChanged) -> DocumentPreview:
    """Give a text with one of its speakers described as a list of participants does."""
    role = cast("Role | None", change.role)
    speakers = [
        replace(one, role=role or one.role, case=change.case or one.case) if one.label == change.label else one
        for one in preview.speakers
    ]
    return replace(preview, speakers=tuple(speakers))
