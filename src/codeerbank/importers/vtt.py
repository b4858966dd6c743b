"""Subtitles of a meeting: cues become turns by speaker, each with its time; cue names, notes and markup are left out."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.i18n import N_, _, ngettext
from codeerbank.importers import labels
from codeerbank.importers.cues import Cue, read_cues, rolled_out
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_text, with_plain_line_ends
from codeerbank.importers.speakers import read_conversation
from codeerbank.importers.spoken import Piece, read_pieces

_NEARLY_ALL = 0.7
_VOICE = re.compile(r"<v(?:\.[\w.]{1,40})?[ \t]{1,20}([^<>]+)>")
_TAG = re.compile(r"</?[a-z][^<>]*>|<\d[\d:.]*>|\{\\[^{}]*\}", re.IGNORECASE)
_LABEL = re.compile(r"([^\W\d_][^:<>]{0,60}):\s+(?=\S)")

Lines = Sequence[str]
"""What one cue shows, without markup."""


@dataclass(frozen=True, slots=True)
class Subtitles:
    """Reads .vtt or .srt; a voice tag names the speaker, or a label before the words where no cue has such a tag."""

    name: str
    description: str
    suffixes: Sequence[str]
    start: bytes
    noun: ImportNoun = "transcript"

    def recognises(self, path: Path, head: bytes) -> float:
        """Go by the first word of the format, where it has one, and by the suffix."""
        if self.start and head.removeprefix(b"\xef\xbb\xbf").startswith(self.start):
            return 0.95
        return 0.8 if path.suffix.lower() in self.suffixes else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read what was said, by whom; consecutive cues of one speaker are one turn."""
        text, encoding = read_text(path, options.encoding)
        cues, remarks = read_cues(with_plain_line_ends(text), web=bool(self.start))
        if not cues:
            reason = _("it is no subtitle file, or it is damaged")
            raise cannot_read(path, reason, _("Take the subtitles as the meeting program gives them."))
        if any(_VOICE.search(line) for cue in cues for line in cue.lines):
            pieces = list(_by_voice(cues))
        else:
            shown, repeats = rolled_out([[plain for line in cue.lines if (plain := _plain(line))] for cue in cues])
            remarks += _repeated(repeats)
            pieces = list(_by_label(shown, [cue.start for cue in cues]))
        return read_pieces(path, pieces, options, (*encoding.remarks, *remarks), encoding.name)


def _repeated(n: int) -> Iterator[str]:
    if n:
        yield ngettext(
            "{n} cue repeats words of the cue before it; they were read once.",
            "{n} cues repeat words of the cue before them; they were read once.",
            n,
        )


def _by_voice(cues: Iterable[Cue]) -> Iterator[Piece]:
    """Cut cues at their voice tags; words before the first tag of a cue have no speaker."""
    for cue in cues:
        before, *spoken = _VOICE.split("\n".join(cue.lines))
        yield None, _plain(before), cue.start
        for speaker, words in zip(spoken[::2], spoken[1::2], strict=True):
            yield _plain(speaker) or None, _plain(words), cue.start


def _by_label(cues: Sequence[Lines], times: Sequence[float | None]) -> Iterator[Piece]:
    """Read cues with ``Name: words`` in them; in a meeting program's file nearly every cue begins so."""
    starts = [_LABEL.match(cue[0]) for cue in cues if cue]
    names = Counter(" ".join(found[1].split()) for found in starts if found and not labels.opens_sentence(found[1]))
    timed = [(line, at) for cue, at in zip(cues, times, strict=True) for line in cue]
    if starts and names.total() >= _NEARLY_ALL * len(starts):
        yield from _by_name(timed, names)
        return
    text = "\n".join(line for line, _at in timed)
    talk = read_conversation(text)
    if talk.speakers:
        begins = [0, *accumulate(len(line) + 1 for line, _at in timed)]
        for turn in talk.turns:
            yield turn.speaker, text[turn.said : turn.stop], timed[bisect_right(begins, turn.start) - 1][1]
    else:
        for cue, at in zip(cues, times, strict=True):
            yield None, " ".join(cue), at


def _by_name(lines: Iterable[tuple[str, float | None]], names: Counter[str]) -> Iterator[Piece]:
    """Cut lines at the names that cues begin with; a line without one goes on with the speaker before it."""
    speaker = None
    for line, at in lines:
        found = _LABEL.match(line)
        name = " ".join(found[1].split()) if found else ""
        if found and name in names:
            speaker = name
            line = line[found.end() :]
        yield speaker, line, at


def _plain(words: str) -> str:
    """Take the markup off and make line ends within a cue, which are layout, blanks."""
    return " ".join(html.unescape(_TAG.sub("", words)).split())


IMPORTER = Subtitles("vtt", N_("Subtitles of a meeting with speakers, from Teams or Zoom"), (".vtt",), b"WEBVTT")
