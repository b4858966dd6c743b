"""A file on its way in: what was said about it, what was read, or why that could not be done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codeerbank.domain.ports import ImportNoun, ImportOptions
from codeerbank.errors import CodeerbankError, ImportProblems
from codeerbank.workbench.intake_reading import ReadFile, read_file
from codeerbank.workbench.intake_summary import Summary, summed_up


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of those that were asked for.

    noun       what the researcher said it is; None: it finds out
    problems   why it could not be read, if so
    columns    the columns of a survey that could not be read for want of the right key
    waits      whether it is still to be read, or again; until then it shows what was read before
    taken      whether it goes in
    unfolded   whether its details are shown
    """

    path: Path
    options: ImportOptions
    noun: ImportNoun | None = None
    file: ReadFile | None = None
    summary: Summary | None = None
    problems: Sequence[str] = ()
    columns: Sequence[str] = ()
    waits: bool = True
    taken: bool = True
    unfolded: bool = False

    @property
    def kind(self) -> ImportNoun | None:
        """What it is, as said or as found out."""
        return self.file.noun if self.file else self.noun

    def said(self, options: ImportOptions, noun: ImportNoun | None) -> Entry:
        """Give the file with something said about it, to be read again."""
        return replace(self, options=options, noun=noun, waits=True)

    def read(self, before: ReadFile | None = None) -> Entry:
        """Read the file, or take what was read ``before`` where only its speakers were corrected since."""
        try:
            file = replace(before, options=self.options) if before else read_file(self.path, self.noun, self.options)
            return replace(self, file=file, summary=summed_up(file), problems=(), columns=(), waits=False)
        except CodeerbankError as error:
            return self.refused(error)

    def refused(self, error: CodeerbankError) -> Entry:
        """Give the file with the reasons why it cannot come in."""
        more = error.problems if isinstance(error, ImportProblems) else ()
        columns = error.columns if isinstance(error, ImportProblems) else ()
        lines = (error.message, *more, *([error.hint] if error.hint else []))
        return replace(
            self, file=None, summary=None, problems=lines, columns=tuple(columns), waits=False, unfolded=True
        )
