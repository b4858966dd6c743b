"""Domain values as the documented JSON records: the keys that other programs rely on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.coding import Coding, Memo
from codeerbank.domain.document import Document, Turn
from codeerbank.domain.quote import Quote, ReleasedQuote
from codeerbank.domain.suggestion import Suggestion
from codeerbank.i18n import _


def document_record(document: Document) -> dict[str, Any]:
    """Give a document with its speakers."""
    return {
        "name": document.name,
        "kind": document.kind,
        "characters": document.characters,
        "words": document.words,
        "turns": document.turns,
        "speakers": [
            {"label": one.label, "role": one.role, "case": one.case, "turns": one.turns} for one in document.speakers
        ],
    }


def turn_record(turn: Turn) -> dict[str, Any]:
    """Give a turn with its addresses."""
    return {
        "document": turn.document,
        "turn": turn.number,
        "start": turn.start,
        "stop": turn.stop,
        "said": turn.said,
        "speaker": turn.speaker,
        "case": turn.case,
        "text": turn.text,
        "words": turn.words,
        "done_by": list(turn.done_by),
    }


def code_record(codebook: Codebook, code: Code, codings: int) -> dict[str, Any]:
    """Give a code with its place in the tree."""
    return {
        "key": code.key,
        "name": code.name,
        "parent": code.parent,
        "path": " > ".join(codebook.path(code)),
        "depth": codebook.depth(code),
        "codings": codings,
        "definition": code.definition,
        "archived": code.archived,
    }


def coding_record(coding: Coding) -> dict[str, Any]:
    """Give a coding with its place, its words and where it came from."""
    record: dict[str, Any] = {
        "id": coding.id,
        "document": coding.document,
        "start": coding.start,
        "stop": coding.stop,
        "quote": coding.quote,
        "code": coding.code,
        "coder": coding.coder,
        "attributes": dict(coding.attributes),
        "turn": coding.turn,
        "case": coding.case,
        "speaker": coding.speaker,
        "created": coding.created,
        "codebook_revision": coding.codebook_revision,
        "origin": coding.origin,
    }
    if coding.in_answer is not None:
        record["in_answer"] = list(coding.in_answer)
    return record


def quote_record(quote: Quote) -> dict[str, Any]:
    """Give a fragment in context."""
    return {
        "document": quote.document,
        "start": quote.start,
        "stop": quote.stop,
        "turn": quote.turn,
        "case": quote.case,
        "speaker": quote.speaker,
        "group": quote.group,
        "text": quote.text,
        "codes": list(quote.codes),
    }


def suggestion_record(suggestion: Suggestion) -> dict[str, Any]:
    """Give a proposed coding with the words it rests on."""
    return {
        "document": suggestion.document,
        "start": suggestion.start,
        "stop": suggestion.stop,
        "quote": suggestion.quote,
        "code": suggestion.code,
        "score": suggestion.score,
        "evidence": [
            {"kind": one.kind, "words": one.words, "start": one.start, "stop": one.stop} for one in suggestion.evidence
        ],
        "suggester": suggestion.suggester,
        "version": suggestion.version,
    }


def speaker_words(speakers: Sequence[dict[str, Any]]) -> str:
    """Name the speakers for people, moderators as such."""
    names = [f"{one['label']} ({_('moderator')})" if one["role"] == "moderator" else one["label"] for one in speakers]
    return ", ".join(names)


def memo_record(memo: Memo) -> dict[str, Any]:
    """Give a memo."""
    return {
        "id": memo.id,
        "kind": memo.kind,
        "about": memo.about,
        "name": memo.name,
        "text": memo.text,
        "author": memo.author,
        "created": memo.created,
    }


def released_record(quote: ReleasedQuote) -> dict[str, Any]:
    """Give a quote that may leave the team: words and codes, no place and no person."""
    return {
        "id": quote.id,
        "text": quote.text,
        "codes": list(quote.codes),
        "group": quote.group,
        "audience": quote.audience,
        "reason": quote.reason,
        "released_by": quote.released_by,
        "released_on": quote.released_on,
    }
