"""Bringing files in: each is read whole, its problems told together, and all of it goes in as one action or nothing does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codeerbank.domain.document import NewDocument
from codeerbank.domain.events import Change, DocumentAdded, SpeakerChanged
from codeerbank.domain.ids import Id
from codeerbank.domain.ports import Imported, ImportNoun, ImportOptions
from codeerbank.errors import ImportProblems, UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.importers.speaker_corrections import check_labels, unsure_roles
from codeerbank.workbench.intake_preview import DocumentPreview, described, preview_of
from codeerbank.workbench.intake_reading import ReadFile, is_questionnaire, read_file
from codeerbank.workbench.session import Session

_ABOUT_OTHERS = ("codings", "participants")
"""Nouns of files that come in after what they are about."""


@dataclass(frozen=True, slots=True)
class FileReport:
    """What one file brings: in one line, with remarks to look at; of a text also who speaks in it, once all has come in."""

    file: str
    told: str
    remarks: Sequence[str]
    document: DocumentPreview | None = None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came in, or would: the action (None for a dry run, or when nothing was new), and by file."""

    action: Id | None
    files: Sequence[FileReport]

    @property
    def documents(self) -> list[DocumentPreview]:
        """Give the texts."""
        return [one.document for one in self.files if one.document]

    @property
    def lines(self) -> list[str]:
        """Say what each file brings."""
        return [f"{one.file}: {one.told}" for one in self.files]

    @property
    def remarks(self) -> list[str]:
        """Give the remarks of all files."""
        return [f"{one.file}: {remark}" for one in self.files for remark in one.remarks]


def import_file(
    session: Session,
    path: Path,
    noun: ImportNoun | None = None,
    options: ImportOptions | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Bring one file in; ``noun`` says what it is, else that is found out."""
    return import_files(session, [path], noun, options, dry_run)


def import_files(
    session: Session,
    paths: Sequence[Path],
    noun: ImportNoun | None = None,
    options: ImportOptions | None = None,
    dry_run: bool = False,
) -> ImportReport:
    """Bring files in as one action. Raises ImportProblems with the problems of all of them; then nothing has changed."""
    asked = options or ImportOptions()
    if asked.name and len(paths) > 1:
        raise UsageError(_("One name cannot be given to {n} files.").format(n=len(paths)))
    paths, asked = with_structure(paths, asked)
    files: list[ReadFile] = []
    problems: list[ImportProblems] = []
    for n, path in enumerate(paths):
        try:
            files.append(read_file(path, noun, asked))
        except ImportProblems as error:
            problems.append(error)
        if asked.progress and len(paths) > 1:
            asked.progress(n + 1, len(paths))
    if not problems:
        check_labels([text for file in files if isinstance(text := file.reading.value, NewDocument)], asked)
    report = session.later(lambda: bring_in(session, files, dry_run, problems)).result()
    texts = [(file, text) for file in files if isinstance(text := file.value, NewDocument)]
    asking = {file.path.name: unsure_roles(text) for file, text in texts}
    told = [replace(one, remarks=[*one.remarks, *asking.get(one.file, ())]) for one in report.files]
    return ImportReport(report.action, told)


def bring_in(
    session: Session, files: Sequence[ReadFile], dry_run: bool = False, problems: Sequence[ImportProblems] = ()
) -> ImportReport:
    """Bring files that were read in as one action; in a session of a screen only inside ``later``.

    Raises ImportProblems with the problems of all of them, those found while reading first; then nothing has changed.
    """
    from codeerbank.workbench.intake_changes import Intake

    intake = Intake(session)
    changes: list[Change] = []
    told: dict[int, FileReport] = {}
    texts: dict[Id, int] = {}
    refused = list(problems)
    for number, file in sorted(enumerate(files), key=lambda one: one[1].noun in _ABOUT_OTHERS):
        try:
            value = file.value
            if isinstance(value, NewDocument) and not file.options.again:
                intake.refuse_double(value)
            made, words = intake.changes(value, file.options.update)
        except ImportProblems as error:
            refused.append(error)
            continue
        changes += made
        shown = preview_of(file, value) if isinstance(value, NewDocument) else None
        told[number] = FileReport(file.path.name, words, (*file.reading.remarks, *intake.remarks), shown)
        texts |= {one.document: number for one in made if isinstance(one, DocumentAdded)} if shown else {}
        intake.remarks.clear()
    if refused:
        raise refused[0] if len(refused) == 1 else _together(refused)
    _describe(told, texts, changes)
    action = session.write(*changes) if changes and not dry_run else None
    return ImportReport(action, [told[number] for number in range(len(files))])


def _describe(told: dict[int, FileReport], texts: Mapping[Id, int], changes: Sequence[Change]) -> None:
    """Say of each text who speaks in it, by a list of participants that comes along."""
    for change in changes:
        if isinstance(change, SpeakerChanged) and change.document in texts:
            report = told[texts[change.document]]
            if report.document:
                told[texts[change.document]] = replace(report, document=described(report.document, change))


def with_structure(paths: Sequence[Path], asked: ImportOptions) -> tuple[Sequence[Path], ImportOptions]:
    """Take a questionnaire among the files (vragen.toml, .lss of LimeSurvey) for what it is: that of the others."""
    beside = [path for path in paths if is_questionnaire(path)]
    others = [path for path in paths if path not in beside]
    if len(beside) != 1 or not others or asked.questionnaire:
        return paths, asked
    return others, replace(asked, questionnaire=beside[0])


def _together(problems: Sequence[ImportProblems]) -> ImportProblems:
    found = [line for problem in problems for line in (problem.message, *problem.problems)]
    return ImportProblems(
        ngettext(
            "{n} file cannot come in; nothing was changed.",
            "{n} files cannot come in; nothing was changed.",
            len(problems),
        ),
        found,
        problems[0].hint,
    )


def describe_speaker(
    session: Session, document: str, label: str, role: str | None = None, case: str | None = None
) -> Id:
    """Say who a label in a document is: its role, and the pseudonym of the person behind it."""

    def job() -> Id:
        about = session.read.documents.named(document)
        if label not in {speaker.label for speaker in about.speakers}:
            known = ", ".join(speaker.label for speaker in about.speakers)
            raise UsageError(
                _("{document} has no speaker {label}.").format(document=document, label=label),
                _("There are: {names}.").format(names=known),
            )
        return session.write(SpeakerChanged(about.id, label, role, case))

    return session.later(job).result()


def preview(path: Path, noun: ImportNoun | None = None, options: ImportOptions | None = None) -> Imported:
    """Read a file without a project: what an importer makes of it, as corrected by the options."""
    return read_file(path, noun, options).value


__all__ = [
    "FileReport",
    "ImportReport",
    "bring_in",
    "describe_speaker",
    "import_file",
    "import_files",
    "preview",
    "with_structure",
]
