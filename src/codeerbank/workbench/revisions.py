"""Looking back in the codebook: what changed between two moments, and which codings were made under an older definition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Literal

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.coding import Coding
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.workbench.session import Session

Difference = Literal["added", "gone", "archived", "restored", "merged", "renamed", "moved", "changed"]
_OF_ITS_OWN = frozenset({"key", "id", "name", "parent", "archived", "merged_into", "aliases"})


@dataclass(frozen=True, slots=True)
class CodeDifference:
    """One difference of a code between two codebooks; ``field`` is set when it was changed in one of its rules."""

    code: str
    what: Difference
    field: str = ""
    before: str = ""
    after: str = ""


def compare_revisions(session: Session, before: str, after: str = "") -> list[CodeDifference]:
    """Name what differs between two revisions of the codebook, given by number, date (year-month-day) or #action; empty: now."""

    def job() -> list[CodeDifference]:
        read = session.read.revisions
        then = read.codebook(revision(session, before))
        return list(differences(then, read.codebook(revision(session, after)) if after else session.codebook))

    return session.later(job).result()


def revision(session: Session, words: str) -> int:
    """Find a revision by its number, by a date (the last one of that day) or by an action of the log (#41)."""
    known = session.read.revisions.all()
    given = words.strip()
    if given.isdigit() and int(given) <= len(known):
        return int(given)
    if given.startswith("#") and given[1:].isdigit():
        last = session.read.history.numbered(int(given[1:]))
        numbers = {action.id: action.number for action in session.read.history.actions()}
        return max((one.number for one in known if numbers[one.action] <= numbers[last]), default=0)
    try:
        day = datetime.fromisoformat(given).date()
    except ValueError:
        raise NotFound(
            _("There is no revision {words} of the codebook.").format(words=words),
            _("Give a number from 0 to {n}, a day such as 2026-11-22, or #41 for an action of the log.").format(
                n=len(known)
            ),
            words,
        ) from None
    days = [(one.number, datetime.fromtimestamp(one.when / 1000).astimezone().date()) for one in known]
    return max((number for number, on in days if on <= day), default=0)


def differences(before: Codebook, after: Codebook) -> Iterator[CodeDifference]:
    """Compare two codebooks, code by code in the order of the later one."""
    for code in after.codes:
        was = before.get(code.key)
        if was is None:
            yield CodeDifference(code.key, "added", after=code.name)
        else:
            yield from _of_code(was, code)
    for code in before.codes:
        if after.get(code.key) is None:
            yield CodeDifference(code.key, "gone", before=code.name)


def _of_code(was: Code, code: Code) -> Iterator[CodeDifference]:
    if was.name != code.name:
        yield CodeDifference(code.key, "renamed", "", was.name, code.name)
    if was.parent != code.parent:
        yield CodeDifference(code.key, "moved", "", was.parent or "", code.parent or "")
    if was.merged_into != code.merged_into and code.merged_into:
        yield CodeDifference(code.key, "merged", "", "", code.merged_into)
    elif was.archived != code.archived:
        yield CodeDifference(code.key, "archived" if code.archived else "restored")
    for field in fields(Code):
        if field.name not in _OF_ITS_OWN:
            old, new = _told(getattr(was, field.name)), _told(getattr(code, field.name))
            if old != new:
                yield CodeDifference(code.key, "changed", field.name, old, new)


def _told(value: object) -> str:
    if isinstance(value, str):
        return value
    lines = value if isinstance(value, Sequence) else [value]
    return " | ".join(": ".join(map(str, one.values())) if isinstance(one, dict) else str(one) for one in lines)


def older_codings(
    session: Session, code: str | None = None, coder: str | None = None, document: str | None = None
) -> Iterator[Coding]:
    """Go through the codings made before their code got the definition it has now; one recoded since was looked at."""
    defined = session.read.revisions.defined_at()
    since = {one.key: defined[one.id] for one in session.codebook.codes if one.id in defined}
    looked_at = session.read.revisions.looked_at()
    wanted = [session.code(code).key] if code else list(since)
    for key in wanted:
        if key not in since:
            continue
        for coding in session.read.codings.each(code=key, coder=coder, document=document):
            if max(coding.codebook_revision, looked_at.get(coding.id, 0)) < since[key]:
                yield coding


__all__ = ["CodeDifference", "Difference", "compare_revisions", "differences", "older_codings", "revision"]
