"""The words of a form, in the tone of its readers."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from codeerbank.domain.panel import PanelForm
from codeerbank.domain.visible import one_line
from codeerbank.panel.answers import LETTERS

ADDRESSES = ("je", "u", "you")
_WORDS = Path(__file__).with_name("wording.toml")


def wording(form: PanelForm, member: str = "") -> Mapping[str, Any]:
    """Fill in the words of a form of this kind for a reader."""
    raw = _raw()[form.address]
    words = {key: value for key, value in raw.items() if not isinstance(value, dict)} | raw.get(form.kind, {})
    shown, size = len(form.put_to(member)), form.size
    contact, telephone = one_line(form.contact), one_line(form.telephone)
    blanks = {
        "quotes": str(shown),
        "minutes": str(max(5, round(shown * 1.25))),
        "contact": contact,
        "telephone": telephone,
        "send_to": one_line(form.send_to) or f"{contact}: {telephone}",
        "file": f"antwoorden-{form.code}.json",
        "code": form.code,
        "example": f"{form.code}: 1ax 2cv",
        "example_remark": f"{form.code}: 1ax 2cv; 2: {raw['remark_example']}",
        "date": _in_words(date.fromisoformat(form.return_by.strip()), raw["months"]),
        **{name: f"{{{name}}}" for name in ("number", "name", "total", "words")},
    }
    filled = {key: _filled(value, blanks) for key, value in words.items()}
    return filled | {"piece": _filled(words["piece"], blanks | {"quotes": str(size)})}


def options(kind_of_question: str) -> Mapping[str, str]:
    """Give every way in which an answer may be written out -> its place among the answers, over all tones."""
    found: dict[str, str] = {}
    for raw in _raw().values():
        for letter, answer in zip(LETTERS[kind_of_question], raw[f"{kind_of_question}_answers"], strict=True):
            found[answer.casefold()] = letter
    return found


def _filled(value: Any, blanks: Mapping[str, str]) -> Any:
    """Fill the blanks once, so that braces in a name stay braces."""
    if isinstance(value, list):
        return [_filled(part, blanks) for part in value]
    return re.sub(r"\{(\w+)\}", lambda match: blanks[match[1]], value)


def _in_words(day: date, months: list[str]) -> str:
    return f"{day.day} {months[day.month - 1]} {day.year}"


@cache
def _raw() -> Mapping[str, Any]:
    return tomllib.loads(_WORDS.read_text("utf-8"))
