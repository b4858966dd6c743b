"""Transcripts and reports of meetings as plain text or Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import ImportOptions, Reading
from codeerbank.i18n import N_, _
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_text, with_plain_line_ends
from codeerbank.importers.speakers import Conversation, paragraphs, read_conversation

Kind = Literal["transcript", "summary"]


def document_from_text(
    path: Path, kind: Kind, text: str, options: ImportOptions
) -> tuple[NewDocument, tuple[str, ...]]:
    """Make a document of a text: by speaker for a transcript, by paragraph for a summary."""
    if not text.strip():
        raise cannot_read(path, _("there is no text in it"), _("Give a file that holds data."))
    talk = read_conversation(text) if kind == "transcript" else Conversation(paragraphs(text))
    document = NewDocument(options.name or path.stem, kind, text, talk.turns, talk.speakers, path.name)
    return document, talk.remarks


@dataclass(frozen=True, slots=True)
class TextFile:
    """Reads .txt and .md, as the transcript of a conversation or as the summary of a meeting."""

    name: str
    noun: Kind
    description: str
    suffixes: tuple[str, ...] = (".txt", ".md")

    def recognises(self, path: Path, head: bytes) -> float:  # noqa: ARG002
        """Go by the suffix; a summary is only read when asked for."""
        if path.suffix.lower() not in self.suffixes:
            return 0.0
        return 0.6 if self.noun == "transcript" else 0.1

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the text, its turns and its speakers."""
        text, encoding = read_text(path, options.encoding)
        document, remarks = document_from_text(path, self.noun, with_plain_line_ends(text), options)
        return Reading(document, (*encoding.remarks, *remarks), encoding.name)


IMPORTER = TextFile("text", "transcript", N_("Transcript with speaker labels, plain text or Markdown"))
SUMMARY = TextFile("text_summary", "summary", N_("Summary of a meeting, plain text or Markdown"))
