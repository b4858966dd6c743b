"""Making and changing codes; whether the codebook hangs together."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from concurrent.futures import Future
from dataclasses import replace
from typing import Any

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.codebook_rules import structure_flaws
from codeerbank.domain.events import CodeAdded, CodeChanged
from codeerbank.domain.ids import Id, new_id
from codeerbank.errors import Conflict, UsageError
from codeerbank.i18n import _
from codeerbank.store.read.wording import FIELDS
from codeerbank.workbench.session import Session, codebook_added

CHANGEABLE = (
    "name",
    "panel_name",
    "definition",
    "definition_en",
    "color",
    "include",
    "exclude",
    "examples",
    "counter_examples",
    "cues",
    "cues_against",
    "links",
)


def add_code(
    session: Session, name: str, key: str | None = None, parent: str | None = None, **fields: Any
) -> Future[Id]:
    """Make a code, below ``parent`` where one is given; its key is made from its name unless given, and never changes."""

    def job() -> Id:
        chosen = key or free_key(session, name)
        if session.codebook.get(chosen):
            raise Conflict(_("There is a code {key} already.").format(key=chosen), _("Choose another key."), chosen)
        above = session.code(parent).key if parent else None
        code = Code(chosen, name.strip(), above, **fields)
        refuse_flaws(session, code)
        return session.write(CodeAdded(new_id(), code.record()))

    return session.later(job)


def change_code(session: Session, code: str, changes: Mapping[str, Any]) -> Future[Id]:
    """Give fields of a code new values; a former name stays findable as an alias."""
    wrong = [field for field in changes if field not in CHANGEABLE]
    if wrong:
        raise UsageError(
            _("{fields} of a code cannot be changed.").format(fields=", ".join(wrong)),
            _("There are: {names}.").format(names=", ".join(CHANGEABLE)),
        )

    def job() -> Id:
        found = session.code(code)
        refuse_flaws(session, replace(found, **changes))
        return session.write(CodeChanged(found.id, dict(changes)))

    return session.later(job)


def move_code(session: Session, code: str, parent: str | None) -> Future[Id]:
    """Hang a code, and all below it, under another one, or at the top; never below itself."""

    def job() -> Id:
        moved = session.code(code)
        above = session.code(parent) if parent else None
        at: Code | None = above
        while at:
            if at.key == moved.key:
                raise Conflict(_("{code} cannot stand below itself.").format(code=moved.key), "", moved.key)
            at = session.codebook.get(at.parent) if at.parent else None
        return session.write(CodeChanged(moved.id, {"parent": above.key if above else None}))

    return session.later(job)


def archive_code(session: Session, code: str, archived: bool = True) -> Future[Id]:
    """Put a code away, or bring it back: its codings stay, new ones are refused while it is away."""

    def job() -> Id:
        found = session.code(code)
        if found.merged_into and not archived:
            raise Conflict(
                _("Code {code} was merged into {into}.").format(code=found.key, into=found.merged_into),
                _("Undo that merge, or split {into}.").format(into=found.merged_into),
                found.key,
            )
        if found.archived == archived:
            words = _("Code {code} was put away already.") if archived else _("Code {code} was not put away.")
            raise Conflict(words.format(code=found.key), "", found.key)
        return session.write(CodeChanged(found.id, {"archived": archived}))

    return session.later(job)


def refuse_flaws(session: Session, code: Code) -> None:
    """Refuse a code that no codebook may hold."""
    book = session.codebook
    with_it = (*(other for other in book.codes if other.key != code.key), code)
    flaws = [words for place, words in structure_flaws(replace(book, codes=with_it)) if with_it[place] is code]
    if flaws:
        raise UsageError(_("The code was not kept: {why}.").format(why="; ".join(flaws)), "", code.key)


def key_below(book: Codebook, parent: str | None) -> str | None:
    """Give the next key where those below a code are numbered, such as M1.6 after M1.5; None where they are not."""
    if parent is None:
        return None
    stem = f"{parent}."
    numbers = [code.key.removeprefix(stem) for code in book.codes if code.key.startswith(stem)]
    known = [int(number) for number in numbers if number.isdecimal()]
    return f"{stem}{max(known) + 1}" if known else None


def free_key(session: Session, name: str, taken: Collection[str] = ()) -> str:
    """Make a key from a name, one that no code has and that is not ``taken``."""
    stem = "-".join(re.findall(r"[^\W_]+", name.casefold())) or "code"
    free, n = stem, 1
    while session.codebook.get(free) or free in taken:
        n += 1
        free = f"{stem}-{n}"
    return free


__all__ = [
    "CHANGEABLE",
    "FIELDS",
    "add_code",
    "archive_code",
    "change_code",
    "codebook_added",
    "free_key",
    "key_below",
    "move_code",
    "refuse_flaws",
]
