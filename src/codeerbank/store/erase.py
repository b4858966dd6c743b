"""Forgetting a person: in the log, the tables, the index and the file's free pages."""

from __future__ import annotations

from collections.abc import Iterable

from codeerbank.domain.events import AnswersAppended, DocumentAdded, PersonErased
from codeerbank.domain.ids import Id
from codeerbank.domain.redaction import answers_of, on_version
from codeerbank.store import log
from codeerbank.store.project import Project


def erase(project: Project, actor: str, subjects: Iterable[Id]) -> Id:
    """Forget these cases and stretches (see domain.redaction) in every body, fold anew, and leave no free page behind."""
    versions = dict(
        project.connection.execute(
            "SELECT g.name, d.version FROM document d JOIN thing g ON g.id = d.id WHERE d.version <> ''"
        ).fetchall()
    )
    named = list(dict.fromkeys(on_version(subject, versions) for subject in subjects))
    kinds = (DocumentAdded.KIND, AnswersAppended.KIND)
    for change in [r.change for r in log.read(project.connection, "e.kind IN (?, ?)", kinds)]:
        if isinstance(change, DocumentAdded | AnswersAppended):
            named += [subject for subject in answers_of(change, named) if subject not in named]
    action = project.append(actor, PersonErased(named))
    project.connection.execute("INSERT INTO speech_index (speech_index) VALUES ('optimize')")
    project.connection.execute("VACUUM")
    return action
