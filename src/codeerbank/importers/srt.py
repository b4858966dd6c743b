"""Subtitles in .srt, as Whisper, YouTube and meeting programs write them."""

from __future__ import annotations

from codeerbank.i18n import N_
from codeerbank.importers.vtt import Subtitles

IMPORTER = Subtitles("srt", N_("Subtitles with speakers before the words, SRT"), (".srt",), b"")
