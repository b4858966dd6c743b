"""Bringing files in: each is read whole, its problems told together, and all of it goes in as one action or nothing does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from codeerbank import plugins
from codeerbank.domain.document import NewDocument
from codeerbank.domain.events import Change, SpeakerChanged
from codeerbank.domain.ids import Id
from codeerbank.domain.ports import Imported, ImportNoun, ImportOptions
from codeerbank.errors import ImportProblems, UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.importers.speaker_corrections import check_labels, corrected, unsure_roles
from codeerbank.workbench.intake_preview import DocumentPreview, preview_of
from codeerbank.workbench.session import Session


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came in, or would: the action (None for a dry run), one line per file, remarks to look at, and the texts."""

    action: Id | None
    lines: Sequence[str]
    remarks: Sequence[str]
    documents: Sequence[DocumentPreview] = ()


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
    from codeerbank.workbench.intake_changes import Intake

    asked = options or ImportOptions()
    if asked.name and len(paths) > 1:
        raise UsageError(_("One name cannot be given to {n} files.").format(n=len(paths)))
    intake = Intake(session)
    changes: list[Change] = []
    lines, remarks, problems = [], [], []
    texts: list[NewDocument] = []
    documents: list[DocumentPreview] = []
    for n, path in enumerate(paths):
        unsure: list[str] = []
        try:
            reading = plugins.importer_for(path, noun).read(path, asked)
            value = reading.value
            if isinstance(value, NewDocument):
                texts.append(value)
                value = corrected(value, asked)
                unsure = unsure_roles(value)
                documents.append(preview_of(path.name, value, reading.encoding))
            made, told = intake.changes(value)
        except ImportProblems as error:
            problems.append(error)
            continue
        changes += made
        lines.append(f"{path.name}: {told}")
        remarks += [f"{path.name}: {remark}" for remark in (*reading.remarks, *intake.remarks, *unsure)]
        intake.remarks.clear()
        if asked.progress and len(paths) > 1:
            asked.progress(n + 1, len(paths))
    if problems:
        raise problems[0] if len(problems) == 1 else _together(problems)
    check_labels(texts, asked)
    action = session.append(*changes).result() if changes and not dry_run else None
    return ImportReport(action, lines, remarks, documents)


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
    asked = options or ImportOptions()
    value = plugins.importer_for(path, noun).read(path, asked).value
    return corrected(value, asked) if isinstance(value, NewDocument) else value


__all__ = ["ImportReport", "describe_speaker", "import_file", "import_files", "preview"]
