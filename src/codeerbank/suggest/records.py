"""Codebooks, turns and suggestions as plain records, to cross from one process to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.domain.suggestion import Evidence, Suggestion

Record = Mapping[str, Any]
_TURN = ("document", "number", "start", "said", "stop", "speaker", "case", "text", "words", "role")
_EVIDENCE = ("kind", "words", "start", "stop")
_SUGGESTION = ("document", "start", "stop", "quote", "code", "score", "suggester", "version")


def codebook_record(codebook: Codebook) -> dict[str, Any]:
    """Give what a suggester reads of a codebook."""
    return {"key": codebook.key, "codes": [code.record() for code in codebook.codes]}


def codebook_of(record: Record) -> Codebook:
    """Read what ``codebook_record`` wrote."""
    return Codebook.from_records(record["codes"], key=record["key"])


def turn_record(turn: Turn) -> dict[str, Any]:
    """Give a turn without who has read it."""
    return {name: getattr(turn, name) for name in _TURN}


def turn_of(record: Record) -> Turn:
    """Read what ``turn_record`` wrote."""
    return Turn(**{name: record[name] for name in _TURN})


def suggestion_record(suggestion: Suggestion) -> dict[str, Any]:
    """Give a suggestion with its evidence."""
    record = {name: getattr(suggestion, name) for name in _SUGGESTION}
    record["evidence"] = [{name: getattr(e, name) for name in _EVIDENCE} for e in suggestion.evidence]
    return record


def suggestion_of(record: Record) -> Suggestion:
    """Read what ``suggestion_record`` wrote."""
    evidence = tuple(Evidence(**{name: e[name] for name in _EVIDENCE}) for e in record["evidence"])
    return Suggestion(evidence=evidence, **{name: record[name] for name in _SUGGESTION})
