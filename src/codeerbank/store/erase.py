"""Forgetting a person: in the log, the tables, the index and the file's free pages."""

from __future__ import annotations

from collections.abc import Iterable

from codeerbank.domain.events import AnswersAppended, Change, DocumentAdded, PersonErased
from codeerbank.domain.ids import Id
from codeerbank.domain.redaction import answers_of, on_version
from codeerbank.store import log
from codeerbank.store.caches import forget_caches
from codeerbank.store.project import Project


def erase(project: Project, actor: str, subjects: Iterable[Id], also: Iterable[Change] = ()) -> Id:
    """Forget these cases, stretches and notes (see domain.redaction) in every body and in the backups, and fold anew.

    ``also`` are changes that belong to the same action. Copies elsewhere forget as soon as they are joined with this one.
    """
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
    forget_caches(project.path)
    return project.append(actor, *also, PersonErased(named))
