"""Transcripts and summaries as OpenDocument texts (LibreOffice), read from content.xml alone."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.i18n import N_, _
from codeerbank.importers.archive import Archive, plain
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.text import Kind, document_from_text
from codeerbank.importers.word_processors import how_sure, left_out

if TYPE_CHECKING:
    from lxml.etree import _Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_MOST_BLANKS = 1000
_LAYOUT = re.compile(r"[ \t\n\r]+")
_SKIPPED = frozenset(("", "note", "ruby-text", "forms", "desc", "title", "sequence-decls"))
_CHARACTERS = {"tab": "\t", "line-break": "\n"}


@dataclass(slots=True)
class _Page:
    """Walks a document's body; what is left out on the way is counted."""

    left_out: Counter[str] = field(default_factory=Counter)
    boxes: list[_Element] = field(default_factory=list)

    def blocks(self, element: _Element) -> Iterator[str]:
        """Give the paragraphs and table rows below an element, in order."""
        for child in element:
            name = plain(child)
            if name in ("p", "h"):
                yield "".join(self._pieces(child)).strip(" ")
                while self.boxes:
                    yield from self.blocks(self.boxes.pop(0))
            elif name == "table-row":
                yield "\t".join("\n".join(self.blocks(cell)) for cell in child if plain(cell) == "table-cell")
            elif name == "tracked-changes":
                self.left_out["deleted"] += sum(1 for _deletion in child.iter(f"{_TEXT}deletion"))
            elif name not in _SKIPPED:
                yield from self.blocks(child)

    def _pieces(self, element: _Element) -> Iterator[str]:
        """Give the words of one paragraph; white space between the tags is layout and becomes one blank."""
        yield _LAYOUT.sub(" ", element.text or "")
        for child in element:
            name = plain(child)
            if name == "s":
                yield " " * _times(child)
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name == "annotation":
                self.left_out["comments"] += 1
            elif name == "text-box":
                self.boxes.append(child)
            elif name not in _SKIPPED:
                yield from self._pieces(child)
            yield _LAYOUT.sub(" ", child.tail or "")


def _times(blanks: _Element) -> int:
    count = str(blanks.get(f"{_TEXT}c", "1"))
    return min(int(count), _MOST_BLANKS) if count.isdecimal() and len(count) < 9 else 1


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """Reads .odt, as the transcript of a conversation or as the summary of a meeting."""

    name: str
    noun: Kind
    description: str
    suffixes: Sequence[str] = (".odt", ".ott")

    def recognises(self, path: Path, head: bytes) -> float:  # noqa: ARG002
        """Go by the suffix; a summary is only read when asked for."""
        return how_sure(self.noun, path, self.suffixes)

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the text, its turns and its speakers."""
        archive = Archive(path)
        if _MANIFEST in archive.names and b"encryption-data" in archive.read(_MANIFEST):
            raise cannot_read(path, _("it is locked with a password"), _("Remove the password and try again."))
        body = archive.parsed(_CONTENT).find("{*}body/{*}text") if _CONTENT in archive.names else None
        if body is None:
            reason = _("it is no {suffix} file, or it is damaged").format(suffix=path.suffix)
            raise cannot_read(path, reason, _("Open it in the program it was made with and save it again."))
        page = _Page()
        document, remarks = document_from_text(path, self.noun, "\n".join(page.blocks(body)), options)
        return Reading(document, (*left_out(page.left_out), *remarks))


IMPORTER = OpenDocument("odt", "transcript", N_("Transcript with speaker labels, LibreOffice"))
SUMMARY = OpenDocument("odt_summary", "summary", N_("Summary of a meeting, LibreOffice"))
