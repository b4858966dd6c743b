"""Transcripts and summaries as Word documents, read from every paragraph in the order of the page."""

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

_MAIN_PART = re.compile(r"word/document\d*\.xml")
_DELETED = ("del", "moveFrom")
_NO_TEXT = "pPr rPr tblPr tblGrid trPr tcPr sdtPr sdtEndPr sectPr instrText delText delInstrText Fallback"
_SKIPPED = frozenset(("", *_NO_TEXT.split()))
_CHARACTERS = {
    **dict.fromkeys(("tab", "ptab"), "\t"),
    **dict.fromkeys(("br", "cr"), "\n"),
    "noBreakHyphen": "\N{NON-BREAKING HYPHEN}",
    "softHyphen": "\N{SOFT HYPHEN}",
}
_OFF = ("0", "false", "off")


@dataclass(slots=True)
class _Page:
    """Walks a document's body; what is left out on the way is counted."""

    left_out: Counter[str] = field(default_factory=Counter)
    boxes: list[_Element] = field(default_factory=list)

    def blocks(self, element: _Element) -> Iterator[str]:
        """Give the paragraphs and table rows below an element, in order."""
        for child in element:
            name = plain(child)
            if name == "p":
                yield self.paragraph(child)
                while self.boxes:
                    yield from self.blocks(self.boxes.pop(0))
            elif name == "tr":
                yield "\t".join("\n".join(self.blocks(cell)) for cell in _cells(child))
            elif name in _DELETED:
                self.left_out["deleted"] += 1
            elif name not in _SKIPPED:
                yield from self.blocks(child)

    def paragraph(self, element: _Element) -> str:
        """Give the words of one paragraph, with tabs and soft line ends."""
        return "".join(self._pieces(element))

    def _pieces(self, element: _Element) -> Iterator[str]:
        for child in element:
            name = plain(child)
            if name == "t":
                yield (child.text or "").replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name in _DELETED:
                self.left_out["deleted"] += 1
            elif name == "r" and _is_hidden(child):
                self.left_out["hidden"] += 1
            elif name == "txbxContent":
                self.boxes.append(child)
            elif name not in _SKIPPED:
                yield from self._pieces(child)


def _cells(row: _Element) -> Iterator[_Element]:
    for child in row:
        if plain(child) == "tc":
            yield child
        elif plain(child) not in _SKIPPED:
            yield from _cells(child)


def _is_hidden(run: _Element) -> bool:
    for properties in run:
        for mark in properties if plain(properties) == "rPr" else ():
            if plain(mark) == "vanish":
                return all(value not in _OFF for value in mark.attrib.values())
    return False


@dataclass(frozen=True, slots=True)
class WordFile:
    """Reads .docx, as the transcript of a conversation or as the summary of a meeting."""

    name: str
    noun: Kind
    description: str
    suffixes: Sequence[str] = (".docx", ".docm")

    def recognises(self, path: Path, head: bytes) -> float:  # noqa: ARG002
        """Go by the suffix; a summary is only read when asked for."""
        return how_sure(self.noun, path, self.suffixes)

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the text, its turns and its speakers."""
        archive = Archive(path)
        main = next((name for name in archive.names if _MAIN_PART.fullmatch(name)), None)
        if main is None:
            reason = _("it is no {suffix} file, or it is damaged").format(suffix=path.suffix)
            raise cannot_read(path, reason, _("Open it in Word and save it again."))
        page = _Page()
        text = "\n".join(page.blocks(archive.parsed(main)))
        document, remarks = document_from_text(path, self.noun, text, options)
        return Reading(document, (*left_out(page.left_out), *remarks))


IMPORTER = WordFile("docx", "transcript", N_("Transcript with speaker labels, Word"))
SUMMARY = WordFile("docx_summary", "summary", N_("Summary of a meeting, Word"))
