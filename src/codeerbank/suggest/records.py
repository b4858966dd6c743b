"""Codebooks, turns and suggestions as plain records, to cross from one process to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.domain.suggestion import Evidence, Near, Suggestion, Why

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
    record["evidence"] = [_evidence_record(e) for e in suggestion.evidence]
    return record


def suggestion_of(record: Record) -> Suggestion:
    """Read what ``suggestion_record`` wrote."""
    evidence = tuple(map(_evidence_of, record["evidence"]))
    return Suggestion(evidence=evidence, **{name: record[name] for name in _SUGGESTION})


def why_record(why: Why) -> dict[str, Any]:
    """Give what a suggestion rests on."""
    return {
        "code": why.code,
        "score": why.score,
        "words": [{**_evidence_record(word), "weight": weight} for word, weight in why.words],
        "cues": [_evidence_record(cue) for cue in why.cues],
        "exclusions": list(why.exclusions),
        "nearest": [{"quote": n.quote, "source": n.source, "cosine": n.cosine} for n in why.nearest],
        "shares": None if why.shares is None else dict(why.shares),
        "examples": why.examples,
        "learnt": why.learnt,
        "below": [{"code": code, "probability": probability} for code, probability in why.below],
        "close": why.close,
    }


def why_of(record: Record) -> Why:
    """Read what ``why_record`` wrote."""
    return Why(
        record["code"], record["score"], [(_evidence_of(word), word["weight"]) for word in record["words"]],
        [_evidence_of(cue) for cue in record["cues"]], record["exclusions"],
        [Near(**near) for near in record["nearest"]], record["shares"], record["examples"], record["learnt"],
        [(one["code"], one["probability"]) for one in record["below"]], record["close"],
    )  # fmt: skip


def _evidence_record(evidence: Evidence) -> dict[str, Any]:
    return {name: getattr(evidence, name) for name in _EVIDENCE}


def _evidence_of(record: Record) -> Evidence:
    return Evidence(**{name: record[name] for name in _EVIDENCE})
