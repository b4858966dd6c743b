"""Transcripts and summaries as RTF, as f4, f5 and older word processors write them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.i18n import N_, _, ngettext
from codeerbank.importers.apart import read_apart
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_bytes, storable
from codeerbank.importers.text import Kind, document_from_text
from codeerbank.importers.word_processors import how_sure, left_out

_START = b"{\\rtf"


@dataclass(frozen=True, slots=True)
class RichText:
    """Reads .rtf, as the transcript of a conversation or as the summary of a meeting."""

    name: str
    noun: Kind
    description: str
    suffixes: Sequence[str] = (".rtf",)

    def recognises(self, path: Path, head: bytes) -> float:
        """Go by the first bytes and the suffix; a summary is only read when asked for."""
        return how_sure(self.noun, path, self.suffixes, head.startswith(_START))

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the text, its turns and its speakers."""
        data = read_bytes(path)
        if not data.lstrip().startswith(_START):
            reason = _("it is no {suffix} file, or it is damaged").format(suffix=path.suffix)
            raise cannot_read(path, reason, _("Open it in the program it was made with and save it again."))
        found = read_apart(path, "codeerbank.importers.rtf_child", data)
        document, remarks = document_from_text(path, self.noun, storable(found["words"]), options)
        return Reading(document, (*_left_out(found), *remarks))


def _left_out(found: Mapping[str, Any]) -> Iterator[str]:
    if found["open"] or found["cut"]:
        yield _("The file ends too early; look whether its last words are there.")
    if n := found["objects"]:
        yield ngettext("{n} picture or object was left out.", "{n} pictures or objects were left out.", n)
    yield from left_out(found)


IMPORTER = RichText("rtf", "transcript", N_("Transcript with speaker labels, RTF"))
SUMMARY = RichText("rtf_summary", "summary", N_("Summary of a meeting, RTF"))
