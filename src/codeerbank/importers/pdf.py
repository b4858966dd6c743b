"""Transcripts and summaries as PDF: the text layer, its lines joined to paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.errors import ImportProblems
from codeerbank.i18n import N_, _, ngettext
from codeerbank.importers.apart import read_apart
from codeerbank.importers.pdf_child import LOCKED, TOO_LARGE
from codeerbank.importers.pdf_lines import paragraphs_of
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_bytes, storable
from codeerbank.importers.text import Kind, document_from_text
from codeerbank.importers.word_processors import how_sure

_START = b"%PDF-"
_START_WITHIN = 1024
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PdfFile:
    """Reads .pdf, as the transcript of a conversation or as the summary of a meeting."""

    name: str
    noun: Kind
    description: str
    suffixes: Sequence[str] = (".pdf",)

    def recognises(self, path: Path, head: bytes) -> float:
        """Go by the first bytes and the suffix; a summary is only read when asked for."""
        return how_sure(self.noun, path, self.suffixes, head.startswith(_START))

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the text, its turns and its speakers."""
        data = read_bytes(path)
        if _START not in data[:_START_WITHIN]:
            raise _refused(path, "")
        found = read_apart(path, "codeerbank.importers.pdf_child", data)
        if "refused" in found:
            raise _refused(path, found["refused"])
        pages: list[str] = found["pages"]
        empty = [n for n, page in enumerate(pages, 1) if not page.strip()]
        if len(empty) == len(pages):
            reason = _("there is no text in it, only pictures of pages")
            raise cannot_read(path, reason, _("Have its text recognised (OCR) first, or ask for the document itself."))
        text, headings = paragraphs_of(pages)
        document, remarks = document_from_text(path, self.noun, storable(text), options)
        return Reading(document, (*_told(empty, headings), *remarks))


def _refused(path: Path, reason: str) -> ImportProblems:
    if reason == LOCKED:
        return cannot_read(path, _("it is locked with a password"), _("Remove the password and try again."))
    if reason == TOO_LARGE:
        return cannot_read(path, _("there is too much text in it"), _("Cut it into parts and bring those in."))
    what = _("it is no {suffix} file, or it is damaged").format(suffix=path.suffix)
    return cannot_read(path, what, _("Open it in the program it was made with and save it again."))


def _told(empty: Sequence[int], headings: int) -> Iterator[str]:
    yield _("Lines of the PDF were joined to paragraphs; look whether each turn begins where it should.")
    if empty:
        shown = ", ".join(map(str, empty[:_SHOWN])) + ", …" * (len(empty) > _SHOWN)
        yield _("There is no text on these pages: {numbers}.").format(numbers=shown)
    if headings:
        yield ngettext(
            "{n} page heading or page number was left out.",
            "{n} page headings and page numbers were left out.",
            headings,
        )


IMPORTER = PdfFile("pdf", "transcript", N_("Transcript with speaker labels, PDF"))
SUMMARY = PdfFile("pdf_summary", "summary", N_("Summary of a meeting, PDF"))
