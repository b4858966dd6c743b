"""From pieces of speech without a text of their own (cues, segments) to a document: one speaker's pieces are one turn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from codeerbank.domain.document import NewDocument, TurnText
from codeerbank.domain.people import Speaker
from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.i18n import _
from codeerbank.importers import labels
from codeerbank.importers.problems import cannot_read

Piece = tuple[str | None, str, float | None]
"""Who says it, where that is known, the words, and the seconds at which they begin, where those are known."""

_SENTENCE_ENDS = (".", "?", "!", "…", ".”", "?”", "!”", '."', '?"', '!"', "]", ")")


def read_pieces(
    path: Path, pieces: Iterable[Piece], options: ImportOptions, remarks: Sequence[str] = (), encoding: str = ""
) -> Reading:
    """Make a transcript of pieces: every turn has a line to itself, and the time at which it begins beside the text."""
    turns = list(_joined(pieces))
    if not turns:
        raise cannot_read(path, _("there is no text in it"), _("Give a file that holds data."))
    counts = Counter(speaker for speaker, _words, _at in turns if speaker)
    if not counts:
        remarks = (*remarks, _("No speaker labels were found: every sentence became a turn without a speaker."))
    who = tuple(Speaker(label, labels.role_of(label), None, n) for label, n in counts.items())
    text = "\n".join(words for _speaker, words, _at in turns)
    document = NewDocument(options.name or path.stem, "transcript", text, tuple(_placed(turns)), who, path.name)
    return Reading(document, tuple(remarks), encoding)


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join what one speaker says without anybody between; without a speaker only the pieces of one sentence."""
    waiting: list[str] = []
    last: str | None = None
    begun: float | None = None
    for speaker, piece, at in pieces:
        words = " ".join(piece.split())
        if not words:
            continue
        if waiting and (speaker != last or (speaker is None and waiting[-1].endswith(_SENTENCE_ENDS))):
            yield last, " ".join(waiting), begun
            waiting = []
        last = speaker
        begun = begun if waiting else at
        waiting.append(words)
    if waiting:
        yield last, " ".join(waiting), begun


def _placed(turns: Iterable[Piece]) -> Iterator[TurnText]:
    """Give each turn its address in the text."""
    place = 0
    for speaker, words, at in turns:
        yield TurnText(place, place, place + len(words), speaker, at=at)
        place += len(words) + 1
