"""Transcripts by speech recognition as JSON (Whisper and what is built on it): segments, with or without a speaker."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.i18n import N_, _
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_text, storable
from codeerbank.importers.spoken import Piece, read_pieces

_LISTS = ("segments", "speakers", "transcription", "monologues", "utterances", "chunks")
_WORDS = ("text", "transcript", "word")
_A_DAY = 86_400
_SPEAKERS = ("speaker", "speaker_label", "speaker_id", "speaker_name")


@dataclass(frozen=True, slots=True)
class WhisperJson:
    """Reads .json with a list of segments and their times; the words one by one are left out."""

    name: str = "whisper_json"
    noun: ImportNoun = "transcript"
    suffixes: Sequence[str] = (".json",)
    description: str = N_("Transcript by speech recognition (Whisper), JSON")

    def recognises(self, path: Path, head: bytes) -> float:  # noqa: ARG002
        """Go by the suffix."""
        return 0.5 if path.suffix.lower() in self.suffixes else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read what was said, by whom where that is known; consecutive segments of one speaker are one turn."""
        text, encoding = read_text(path, options.encoding)
        segments = _segments(parsed_json(path, text))
        if not segments:
            reason = _("there are no segments of speech in it")
            raise cannot_read(path, reason, _("Save the transcript as JSON again, or as .srt or .docx."))
        return read_pieces(path, _pieces(segments), options, encoding.remarks, encoding.name)


def parsed_json(path: Path, text: str) -> Any:
    """Parse JSON; what is damaged or nested without end is refused with its line."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        reason = _("line {line} is no JSON").format(line=error.lineno)
    except (ValueError, RecursionError):
        reason = _("it is no {suffix} file, or it is damaged").format(suffix=path.suffix)
    raise cannot_read(path, reason, _("Open it in the program it was made with and save it again.")) from None


def _segments(value: Any) -> list[Mapping[str, Any]]:
    """Find the list of segments: the file itself, or what stands under one of the usual names."""
    if isinstance(value, Mapping):
        lists = [found for name in _LISTS if isinstance(found := value.get(name), list)]
        value = next((found for found in lists if _words_of_any(found)), None)
    return _words_of_any(value) if isinstance(value, list) else []


def _words_of_any(segments: list[Any]) -> list[Mapping[str, Any]]:
    return [segment for segment in segments if isinstance(segment, Mapping) and _first(segment, _WORDS)]


def _pieces(segments: Sequence[Mapping[str, Any]]) -> Iterator[Piece]:
    for segment in segments:
        yield " ".join(_first(segment, _SPEAKERS).split()) or None, _first(segment, _WORDS), _begins(segment)


def _begins(segment: Mapping[str, Any]) -> float | None:
    """Give the seconds at which a segment begins, in the ways of Whisper and of whisper.cpp."""
    timestamp, offsets = segment.get("timestamp"), segment.get("offsets")
    found = segment.get("start", segment.get("start_time"))
    if isinstance(timestamp, list) and timestamp:
        found = timestamp[0]
    elif isinstance(offsets, Mapping) and isinstance(milliseconds := offsets.get("from"), int | float):
        found = milliseconds / 1000
    try:
        seconds = float(found) if isinstance(found, int | float | str) and not isinstance(found, bool) else -1.0
    except ValueError:
        return None
    return seconds if 0 <= seconds < _A_DAY else None


def _first(segment: Mapping[str, Any], names: Sequence[str]) -> str:
    """Give the first of some fields that is filled; a speaker may be a number, or a name in an object of its own."""
    for name in names:
        found = segment.get(name)
        if isinstance(found, Mapping):
            found = found.get("name", found.get("id"))
        if isinstance(found, str | int) and not isinstance(found, bool) and str(found).strip():
            return storable(str(found))
    return ""


IMPORTER = WhisperJson()
