"""Files being looked over: read one by one, compared with the project together, and brought in as one action."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from dataclasses import replace
from pathlib import Path
from typing import Protocol, TypeVar

from codeerbank.domain.ports import ImportOptions
from codeerbank.errors import CodeerbankError, ImportProblems
from codeerbank.tui.intake.corrections import ABOUT_SPEAKERS, with_answer
from codeerbank.tui.intake.entry import Entry
from codeerbank.tui.intake.folder import Offer, chosen_again, offer_rows, offers
from codeerbank.tui.intake.reader import Reader
from codeerbank.tui.intake.row import Act, Row
from codeerbank.tui.intake.rows import Outlook, rows
from codeerbank.workbench.intake import ImportReport, bring_in, with_structure
from codeerbank.workbench.intake_reading import ReadFile
from codeerbank.workbench.session import Session

T = TypeVar("T")


class Deliver(Protocol):
    """Hands the outcome of a future over in the thread of the screen."""

    def __call__(self, future: Future[T], then: Callable[[T], None], failed: Callable[[BaseException], None]) -> None:
        """Call one of the two when the future is done."""


class Looking:
    """What is looked over. ``changed`` is called when there is something else to see; nothing here writes but ``enter``."""

    def __init__(self, session: Session, deliver: Deliver, changed: Callable[[], None]) -> None:
        self._session, self._deliver, self._changed = session, deliver, changed
        self._reader = Reader()
        self.entries: list[Entry] = []
        self.offered: list[Offer] | None = None
        self._outlook = Outlook()
        self._round = self._comparisons = 0
        """What is under way for an earlier round or comparison does not count any more."""

    @property
    def busy(self) -> bool:
        """Whether there is anything to look over."""
        return bool(self.entries) or self.offered is not None

    def rows(self, width: int) -> Sequence[Row]:
        """Write down what there is to see."""
        if self.offered is not None and not self.entries:
            return offer_rows(self.offered, width)
        return rows(self.entries, self._outlook, width) if self.entries else ()

    def forget(self) -> None:
        """Stop looking at these files."""
        self._round += 1
        self._reader.stop()
        self._reader = Reader()
        self.entries, self.offered, self._outlook = [], None, Outlook()

    def close(self) -> None:
        """Stop reading for good."""
        self._round += 1
        self._reader.stop()

    # Choosing files

    def begin(self, paths: Sequence[Path]) -> None:
        """Look at files; where a folder is among them, offer what can be read in it first."""
        self.forget()
        if not any(path.is_dir() for path in paths):
            self.look(paths)
            return

        def show(found: list[Offer]) -> None:
            self.offered = found
            self._changed()

        self._when_done(self._reader.later(lambda: offers(paths)), show)

    def choose(self, act: Act) -> None:
        """Choose an offered file or not, or go on with those that are chosen."""
        if act.what == "look":
            self.look([offer.path for offer in self.offered or () if offer.ticked])
            return
        self.offered = chosen_again(self.offered or (), act)
        self._changed()

    def look(self, paths: Sequence[Path]) -> None:
        """Read files."""
        paths, options = with_structure(paths, ImportOptions(language=self._session.language))
        self.entries = [Entry(path, options, unfolded=len(paths) == 1) for path in paths]
        for number in range(len(self.entries)):
            self._read(number)
        self._changed()

    # Saying things otherwise

    def fold(self, number: int) -> None:
        """Show the details of a file, or put them away."""
        self.entries[number] = replace(self.entries[number], unfolded=not self.entries[number].unfolded)
        self._changed()

    def take(self, number: int) -> None:
        """Leave a file out, or take it along after all."""
        self.entries[number] = replace(self.entries[number], taken=not self.entries[number].taken)
        self._compare()

    def correct(self, act: Act, answer: str) -> None:
        """Say something otherwise about a file, and read it again."""
        before = self.entries[act.file]
        self.entries[act.file] = with_answer(before, act, answer)
        self._read(act.file, before.file if act.what in ABOUT_SPEAKERS and not before.waits else None)
        self._changed()

    def _read(self, number: int, before: ReadFile | None = None) -> None:
        entry = self.entries[number]

        def show(found: Entry) -> None:
            now = self.entries[number]
            if (now.options, now.noun) == (entry.options, entry.noun):  # else something was said about it since
                self.entries[number] = replace(found, taken=now.taken, unfolded=now.unfolded or found.unfolded)
                self._compare()

        self._when_done(self._reader.later(lambda: entry.read(before)), show)

    # With the project

    def _compare(self) -> None:
        """Ask the project what would come of it, once every file is read."""
        self._comparisons += 1
        self._outlook, this = Outlook(), self._comparisons

        def show(outlook: Outlook) -> None:
            if this == self._comparisons:
                self._outlook = outlook
                self._changed()

        def told(report: ImportReport) -> None:
            if this == self._comparisons:
                self._describe(report)
            show(Outlook(reports=report.files))

        if files := self._ready():
            job = self._session.later(lambda: bring_in(self._session, files, dry_run=True))
            self._when_done(job, told, lambda error: show(_refusal(error)))
        self._changed()

    def _describe(self, report: ImportReport) -> None:
        """Show of each text who speaks in it, by a list of participants that comes along."""
        taken = [number for number, entry in enumerate(self.entries) if entry.taken]
        for number, one in zip(taken, report.files, strict=True):
            if one.document:
                self.entries[number] = replace(self.entries[number], summary=one.document)

    @property
    def writing(self) -> bool:
        """Whether the files are coming in just now."""
        return self._outlook.writing

    def enter(self) -> Future[ImportReport]:
        """Bring what is taken along in, as one action."""
        files = self._ready()
        self._outlook = Outlook(writing=True)
        self._changed()
        return self._session.later(lambda: bring_in(self._session, files))

    def refused(self, error: CodeerbankError) -> None:
        """Show why the project did not take the files; nothing has changed."""
        self._outlook = _refusal(error)
        self._changed()

    def _ready(self) -> list[ReadFile]:
        """Give the files that are taken along; none while one of them is not read."""
        taken = [entry for entry in self.entries if entry.taken]
        files = [entry.file for entry in taken if entry.file and not entry.waits]
        return files if len(files) == len(taken) else []

    def _when_done(
        self, future: Future[T], then: Callable[[T], None], refused: Callable[[CodeerbankError], None] | None = None
    ) -> None:
        """Go on with the outcome, unless all was forgotten since; what is no refusal is raised."""
        this = self._round

        def arrived(value: T) -> None:
            if this == self._round:
                then(value)

        def failed(error: BaseException) -> None:
            if isinstance(error, CancelledError):
                return
            if not isinstance(error, CodeerbankError):
                raise error
            if refused and this == self._round:
                refused(error)

        self._deliver(future, arrived, failed)


def _refusal(error: CodeerbankError) -> Outlook:
    more = error.problems if isinstance(error, ImportProblems) else ()
    return Outlook([error.message, *more, *([error.hint] if error.hint else [])])
