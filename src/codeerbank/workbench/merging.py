"""Codes that go up in another: what becomes of their codings is told first, and done as one action."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any

from codeerbank.domain.codebook import Code
from codeerbank.domain.coding import Coding
from codeerbank.domain.events import Change, CodeChanged, CodesMerged, CodingsJoined
from codeerbank.domain.ids import Id
from codeerbank.errors import Conflict, UsageError
from codeerbank.i18n import _
from codeerbank.workbench.recoding import usable
from codeerbank.workbench.session import Session

_TAKEN_ALONG = ("include", "examples", "cues", "cues_against")


@dataclass(frozen=True, slots=True)
class Merge:
    """A merge of codes, told before it is done.

    codings    per code how many codings join the others
    meeting    codings on the same words by the same coder: each two become one, with both ids and both memos
    overlaps   codings by one coder that overlap then, in groups
    join       whether each of these groups becomes one coding on all its words
    children   codes that will hang below ``into``
    """

    into: Code
    codes: Sequence[Code]
    codings: Sequence[tuple[str, int]]
    meeting: int
    overlaps: Sequence[Sequence[Coding]]
    join: bool
    children: Sequence[Code]


def merge_preview(session: Session, into: str, codes: Sequence[str], join: bool = False) -> Merge:
    """See what becomes of the codings when codes go up in another; nothing is written."""
    target = usable(session, into)
    merged = list({code.key: code for code in (usable(session, name) for name in codes)}.values())
    if not merged:
        raise UsageError(_("Name the codes that go up in {code}.").format(code=target.key), "", target.key)
    for code in merged:
        if code.key == target.key:
            raise Conflict(_("{code} cannot be merged with itself.").format(code=code.key), "", code.key)
        if code.key in session.codebook.upwards(target):
            raise Conflict(
                _("{code} stands above {into}: merge it the other way round, or move {into} first.").format(
                    code=code.key, into=target.key
                ),
                "",
                code.key,
            )
    keys = [code.key for code in merged]
    counts = session.read.codings.counts()
    meeting, overlaps = 0, []
    for group in _groups(session, [target.key, *keys]):
        places = {(one.start, one.stop) for one in group}
        meeting += len(group) - len(places)
        if len(places) > 1:
            overlaps.append(group)
    children = [code for code in session.codebook.codes if code.parent in keys and code.key not in keys]
    return Merge(target, merged, [(key, counts.get(key, 0)) for key in keys], meeting, overlaps, join, children)


def merge(session: Session, plan: Merge) -> Future[Id]:
    """Merge codes as was looked at; their cue words and examples go along, and codes below them hang below the other."""

    def job() -> Id:
        for code in (plan.into, *plan.codes):
            usable(session, code.key)
        # joined first: the fold refolds the documents once, when the codes go up in each other
        changes: list[Change] = list(_joins(session, plan)) if plan.join else []
        changes += [CodeChanged(child.id, {"parent": plan.into.key}) for child in plan.children]
        if along := _along(plan):
            changes.append(CodeChanged(plan.into.id, along))
        return session.write(*changes, CodesMerged(plan.into.id, [code.id for code in plan.codes]))

    return session.later(job)


def _along(plan: Merge) -> dict[str, Any]:
    """Give the rules of the merged codes that the other takes over."""
    found: dict[str, Any] = {}
    for field in _TAKEN_ALONG:
        mine = list(getattr(plan.into, field))
        theirs = dict.fromkeys(line for code in plan.codes for line in getattr(code, field) if line not in mine)
        if theirs:
            found[field] = [*mine, *theirs]
    return found


def _joins(session: Session, plan: Merge) -> Iterator[CodingsJoined]:
    for group in plan.overlaps:
        name = group[0].document
        ids = [identity for one in group for identity in (*session.read.codings.others_at(one), one.id)]
        start, stop = min(one.start for one in group), max(one.stop for one in group)
        yield CodingsJoined(session.read.documents.identity(name), list(dict.fromkeys(ids)), start, stop)


def _groups(session: Session, keys: Sequence[str]) -> Iterator[list[Coding]]:
    """Give the codings that overlap within a document and by one coder, where more than one of the codes is among them."""
    found = sorted(
        (one for key in keys for one in session.read.codings.each(code=key)),
        key=lambda one: (one.document, one.coder, one.start, one.stop),
    )
    group: list[Coding] = []
    end = 0
    for one in found:
        if group and (one.document, one.coder) == (group[0].document, group[0].coder) and one.start < end:
            group.append(one)
            end = max(end, one.stop)
            continue
        if len({coding.code for coding in group}) > 1:
            yield group
        group, end = [one], one.stop
    if len({coding.code for coding in group}) > 1:
        yield group
