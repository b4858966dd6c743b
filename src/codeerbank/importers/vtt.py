"""Subtitles as Teams and Zoom write them: cues become turns by speaker; times, cue names and notes are left out."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.document import NewDocument, TurnText
from codeerbank.domain.people import Speaker
from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.i18n import N_, _
from codeerbank.importers import labels
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_text, with_plain_line_ends
from codeerbank.importers.speakers import read_conversation

Piece = tuple[str | None, str]
"""Who says it, where that is known, and the words."""

_VOICE = re.compile(r"<v(?:\.[\w.]+)*[ \t]+([^>]+)>")
_TAG = re.compile(r"</?[a-z][^>]*>|<\d[\d:.]*>")


@dataclass(frozen=True, slots=True)
class Subtitles:
    """Reads .vtt; a voice tag names the speaker, or a label before the words where no cue has such a tag."""

    name: str = "vtt"
    noun: ImportNoun = "transcript"
    suffixes: Sequence[str] = (".vtt",)
    description: str = N_("Subtitles of a meeting with speakers, from Teams or Zoom")

    def recognises(self, path: Path, head: bytes) -> float:
        """Go by the first word of the format, and by the suffix."""
        if head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT"):
            return 0.95
        return 0.5 if path.suffix.lower() in self.suffixes else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read what was said, by whom; consecutive cues of one speaker are one turn."""
        text, encoding = read_text(path, options.encoding)
        cues = _cues(path, with_plain_line_ends(text))
        voiced = any(_VOICE.search(cue) for cue in cues)
        turns = list(_joined(_by_voice(cues) if voiced else _by_label(cues)))
        if not turns:
            raise cannot_read(path, _("there is no text in it"), _("Give a file that holds data."))
        counts = Counter(speaker for speaker, _words in turns if speaker)
        who = tuple(Speaker(label, labels.role_of(label), None, n) for label, n in counts.items())
        document = NewDocument(
            options.name or path.stem,
            "transcript",
            "\n".join(words for _speaker, words in turns),
            tuple(_placed(turns)),
            who,
            path.name,
        )
        return Reading(document, encoding.remarks, encoding.name)


def _cues(path: Path, text: str) -> list[str]:
    import webvtt

    try:
        return [cue.raw_text for cue in webvtt.from_string(text).captions]
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError):
        raise cannot_read(
            path, _("it is no subtitle file, or it is damaged"), _("Take the .vtt file as Teams or Zoom gives it.")
        ) from None


def _by_voice(cues: Iterable[str]) -> Iterator[Piece]:
    """Cut cues at their voice tags; words before the first tag of a cue have no speaker."""
    for cue in cues:
        before, *spoken = _VOICE.split(cue)
        yield None, _plain(before)
        for speaker, words in zip(spoken[::2], spoken[1::2], strict=True):
            yield _plain(speaker), _plain(words)


def _by_label(cues: Iterable[str]) -> Iterator[Piece]:
    """Read cues as lines of a conversation, such as ``Name: words``."""
    text = "\n".join(_plain(cue) for cue in cues)
    for turn in read_conversation(text).turns:
        yield turn.speaker, text[turn.said : turn.stop]


def _plain(words: str) -> str:
    """Take the markup off and make line ends within a cue, which are layout, blanks."""
    return " ".join(html.unescape(_TAG.sub("", words)).split())


def _joined(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join what one speaker says without anybody between; words without a speaker stay apart."""
    waiting: list[str] = []
    last: str | None = None
    for speaker, words in pieces:
        if not words:
            continue
        if waiting and (speaker is None or speaker != last):
            yield last, " ".join(waiting)
            waiting = []
        last = speaker
        waiting.append(words)
    if waiting:
        yield last, " ".join(waiting)


def _placed(turns: Iterable[Piece]) -> Iterator[TurnText]:
    """Give each turn its address in the text, where every turn has a line to itself."""
    at = 0
    for speaker, words in turns:
        yield TurnText(at, at, at + len(words), speaker)
        at += len(words) + 1


IMPORTER = Subtitles()
