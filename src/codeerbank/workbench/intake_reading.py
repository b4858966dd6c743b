"""Reading files on their way in: away from the project, so that it may take its time on a thread of its own."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from codeerbank import plugins
from codeerbank.domain.document import NewDocument
from codeerbank.domain.ports import Imported, ImportNoun, ImportOptions, Reading
from codeerbank.errors import CodeerbankError, ImportProblems
from codeerbank.i18n import _
from codeerbank.importers.source import read_head
from codeerbank.importers.speaker_corrections import corrected

_MOST = 500
"""Files of one folder that are looked at; more in one go cannot be looked over by a person."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read: what it is, what its importer made of it, and what the researcher said about it."""

    path: Path
    noun: ImportNoun
    reading: Reading
    options: ImportOptions

    @property
    def value(self) -> Imported:
        """What comes in: what was read, with the speakers corrected as was said."""
        value = self.reading.value
        return corrected(value, self.options) if isinstance(value, NewDocument) else value


def is_questionnaire(path: Path) -> bool:
    """Say whether a file holds no answers but the words of a survey: vragen.toml, or .lss, .sps or .R of LimeSurvey."""
    suffix = path.suffix.lower()
    if suffix != ".toml":
        return suffix in (".lss", ".sps", ".r")
    try:
        return b"codeerbank.questionnaire/" in read_head(path)
    except CodeerbankError:
        return False


def read_file(path: Path, noun: ImportNoun | None = None, options: ImportOptions | None = None) -> ReadFile:
    """Read a file whole; ``noun`` says what it is, else that is found out. Raises ImportProblems with all of them."""
    asked = options or ImportOptions()
    if noun is None and is_questionnaire(path):
        raise ImportProblems(
            _("{file} is the questionnaire of a survey, without answers.").format(file=path.name),
            hint=_("Bring it in together with the survey that it belongs to."),
            where=path.name,
        )
    importer = plugins.importer_for(path, noun)
    return ReadFile(path, importer.noun, importer.read(path, asked), asked)


def readable(folder: Path) -> list[tuple[Path, ImportNoun | Literal["questionnaire"]]]:
    """Name the files of a folder that can be read, each with what it seems to be."""
    try:
        paths = sorted(folder.iterdir(), key=lambda path: path.name.casefold())
    except OSError:
        return []
    found: list[tuple[Path, ImportNoun | Literal["questionnaire"]]] = []
    for path in paths[:_MOST]:
        if path.name.startswith(".") or not path.is_file():
            continue
        if is_questionnaire(path):
            found.append((path, "questionnaire"))
            continue
        try:
            found.append((path, plugins.importer_for(path).noun))
        except CodeerbankError:
            continue
    return found
