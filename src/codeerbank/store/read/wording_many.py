"""Many changes of one kind in words: how many of what."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.events import (
    AnswersAppended,
    AnswersChanged,
    CasesAdded,
    Change,
    CodeAdded,
    CodeChanged,
    CodingAdded,
    CodingsAdded,
    CodingsJoined,
    CodingsRecoded,
    DocumentAdded,
    MemoAdded,
    RecordSet,
    SpeakerChanged,
    VariableAdded,
)
from codeerbank.domain.records import NOUNS
from codeerbank.i18n import ngettext


def of_many(kind: type[Change], changes: Sequence[Change]) -> str:
    """Say how many changes of one kind an action holds."""
    n = len(changes)
    if kind is DocumentAdded:
        return ngettext("{n} document brought in", "{n} documents brought in", n)
    if kind is VariableAdded:
        return ngettext("{n} variable", "{n} variables", n)
    if kind is CodingsAdded:
        total = sum(len(change.starts) for change in changes if isinstance(change, CodingsAdded))
        where = ngettext("in {n} document or question", "in {n} documents or questions", n)
        return f"{ngettext('{n} coding', '{n} codings', total)} {where}"
    if kind is AnswersChanged:
        total = sum(len(change.rows) for change in changes if isinstance(change, AnswersChanged))
        return ngettext("{n} answer changed", "{n} answers changed", total)
    if kind is AnswersAppended:
        total = sum(len(change.starts) for change in changes if isinstance(change, AnswersAppended))
        return ngettext("{n} answer in words brought in", "{n} answers in words brought in", total)
    if kind is CasesAdded:
        total = sum(
            len(change.cases) - change.cases.count(None) for change in changes if isinstance(change, CasesAdded)
        )
        return ngettext("{n} case brought in", "{n} cases brought in", total)
    if kind is CodingAdded:
        return ngettext("{n} code applied", "{n} codes applied", n)
    if kind is CodeAdded:
        return ngettext("{n} code made", "{n} codes made", n)
    if kind is CodeChanged:
        return ngettext("{n} change to a code", "{n} changes to codes", n)
    if kind is CodingsRecoded:
        total = sum(len(change.codings) for change in changes if isinstance(change, CodingsRecoded))
        return ngettext("{n} coding given another code", "{n} codings given another code", total)
    if kind is CodingsJoined:
        return ngettext("{n} overlap joined", "{n} overlaps joined", n)
    if kind is RecordSet and all(isinstance(c, RecordSet) and NOUNS.get(c.noun) == "" for c in changes):
        return ""
    if kind is MemoAdded:
        return ngettext("{n} memo", "{n} memos", n)
    if kind is SpeakerChanged:
        return ngettext("{n} speaker described", "{n} speakers described", n)
    return ngettext("{n} change", "{n} changes", n)
