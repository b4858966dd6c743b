"""Transcripts of oTranscribe: JSON that holds the text as a web page, with its times."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codeerbank.domain.ports import ImportNoun, ImportOptions, Reading
from codeerbank.i18n import N_, _
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_text, storable
from codeerbank.importers.text import document_from_text
from codeerbank.importers.whisper_json import parsed_json

_CLOCK = re.compile(r"\s*((?:\d{1,2}:)?\d{1,2}:\d{2})\s*")
_LINES = frozenset(("p", "div", "br", "li", "h1", "h2", "h3", "tr", "blockquote"))
_UNSEEN = frozenset(("script", "style", "head", "title"))


@dataclass(slots=True)
class _Page:
    """Takes the words out of a web page as the parser comes by them; times get brackets, so that they stay times."""

    pieces: list[str] = field(default_factory=list)
    open: list[str] = field(default_factory=list)
    in_time: bool = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin a new line at a paragraph; note that a time begins."""
        if tag in _LINES:
            self.pieces.append("\n")
        if tag in _UNSEEN:
            self.open.append(tag)
        self.in_time = "timestamp" in attributes.get("class", "").split()

    def end(self, tag: str) -> None:
        """End a line with its paragraph."""
        if tag in _LINES and tag != "br":
            self.pieces.append("\n")
        if tag in self.open:
            self.open.remove(tag)
        self.in_time = False

    def data(self, words: str) -> None:
        """Keep words; white space in a web page is layout."""
        clock = _CLOCK.fullmatch(words) if self.in_time else None
        if not self.open:
            self.pieces.append(f"[{clock[1]}] " if clock else words.replace("\n", " ").replace("\xa0", " "))

    def close(self) -> str:
        """Give the text: lines without blanks around them, at most one empty line between."""
        lines = (" ".join(line.split()) for line in "".join(self.pieces).split("\n"))
        return "\n".join(line for line in lines if line)


@dataclass(frozen=True, slots=True)
class OTranscribe:
    """Reads .otr; the name of the recording and the place where one stopped listening are left out."""

    name: str = "otr"
    noun: ImportNoun = "transcript"
    suffixes: Sequence[str] = (".otr",)
    description: str = N_("Transcript of oTranscribe")

    def recognises(self, path: Path, head: bytes) -> float:  # noqa: ARG002
        """Go by the suffix."""
        return 0.9 if path.suffix.lower() in self.suffixes else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the text, its turns and its speakers."""
        content, encoding = read_text(path, options.encoding)
        found = parsed_json(path, content)
        page = found.get("text") if isinstance(found, dict) else None
        if not isinstance(page, str):
            reason = _("it is no {suffix} file, or it is damaged").format(suffix=path.suffix)
            raise cannot_read(path, reason, _("Open it in the program it was made with and save it again."))
        document, remarks = document_from_text(path, "transcript", _words(storable(page)), options)
        return Reading(document, (*encoding.remarks, *remarks), encoding.name)


def _words(page: str) -> str:
    """Take the words out of a web page; nothing it points at is fetched."""
    from lxml import etree

    if not page.strip():
        return ""
    parser = etree.HTMLParser(target=_Page(), no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    parser.feed(page)
    return storable(str(parser.close()))


IMPORTER = OTranscribe()
