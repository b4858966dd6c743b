"""The fields of a code as people write them: one line each where there are several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.codebook_rules import STRANDS
from codeerbank.errors import UsageError
from codeerbank.i18n import N_, _
from codeerbank.workbench.codebook import FIELDS

NAMES: Mapping[str, str] = {"name": N_("name"), **FIELDS}
"""Field -> what people call it, an English id, in the order in which they are offered."""
_RULES = ("exclude", "counter_examples")
_LISTS = ("include", "examples", "cues", "cues_against")
_CODE_AT_THE_END = re.compile(r"^(.*\S)\s*\(([^()\s]+)\)$")


def written(code: Code, field: str) -> str:
    """Write a field down."""
    value = getattr(code, field)
    if field in _RULES:
        return "\n".join(map(rule, value))
    if field in _LISTS:
        return "\n".join(value)
    if field == "links":
        return "\n".join(map(link, value))
    return str(value)


def rule(line: Mapping[str, str]) -> str:
    """Write a rule or counter-example, with the code to choose instead."""
    return f"{line.get('text', '')} ({line['code']})" if line.get("code") else line.get("text", "")


def link(line: Mapping[str, str]) -> str:
    """Write a linked question: its name, its words, and where it was asked unless that is the survey."""
    parts = [line.get("item", ""), line.get("question", "")]
    if line.get("strand", "survey") != "survey":
        parts.append(line["strand"])
    return " | ".join(parts).rstrip(" |")


def how(field: str) -> str:
    """Say how a field is written."""
    if field in _RULES:
        return _("One a line. Where another code belongs instead, end the line with its key, such as (M2.1).")
    if field == "links":
        return _(
            "One question a line: its name in the survey | its words. A question of the talks ends with | focus_group"
        )
    if field in ("cues", "cues_against"):
        return _("One a line, in lower case: a word, or words that stand together.")
    if field == "color":
        return _("Such as #e69f00. Empty: a colour is chosen.")
    return _("One a line.") if field in _LISTS else ""


def read(field: str, words: str, book: Codebook) -> Any:
    """Read what was written. Raises UsageError where it cannot be meant."""
    lines = [line.strip() for line in words.splitlines() if line.strip()]
    if field in _RULES:
        return [_rule(line, book) for line in lines]
    if field in _LISTS:
        return lines
    if field == "links":
        return [_link(line) for line in lines]
    return words.strip() if field.startswith("definition") else " ".join(lines)


def _rule(line: str, book: Codebook) -> dict[str, str]:
    found = _CODE_AT_THE_END.match(line)
    if found and book.get(found[2]):
        return {"text": found[1], "code": found[2]}
    return {"text": line}


def _link(line: str) -> dict[str, str]:
    parts: Sequence[str] = [part.strip() for part in line.split("|")]
    strand = parts[2] if len(parts) > 2 else "survey"
    if not parts[0] or strand not in STRANDS or len(parts) > 3:
        raise UsageError(
            _("“{line}” is not a linked question.").format(line=line),
            _("Write its name | its words; behind that only | survey or | focus_group."),
        )
    return {"item": parts[0], "strand": strand} | ({"question": parts[1]} if len(parts) > 1 and parts[1] else {})
