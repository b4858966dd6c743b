"""From text to turns: labels are found by how often they return, and every character falls to exactly one turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from codeerbank.domain.document import TurnText
from codeerbank.domain.people import Role, Speaker
from codeerbank.i18n import _
from codeerbank.importers import labels, stamps

_LEGEND_REACH = 3000
_NEARLY_ALL = 0.7
_HALF = 0.5
_STAMPS = 3
_REMARKS_SHOWN = 5
_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_LINE = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Conversation:
    """The turns of a text, who speaks in it, and what a person should check."""

    turns: tuple[TurnText, ...]
    speakers: tuple[Speaker, ...] = ()
    remarks: tuple[str, ...] = ()


class _Prefix(NamedTuple):
    """A line start that may be a label: where it starts and stops, the name as written, and its form."""

    start: int
    stop: int
    name: str
    form: str


def read_conversation(text: str) -> Conversation:
    """Cut a transcript into turns at its speaker labels, or into paragraphs when it has none."""
    prefixes = _prefixes(text)
    legend = _legend(text)
    speakers = _speaker_names(prefixes, legend, _filled_lines(text) if prefixes else 0)
    found = [prefix for prefix in prefixes if prefix.name in speakers]
    if not found:
        remark = _(
            "No speaker labels were found: every paragraph became a turn without a speaker. Is it a report of a talk?"
            " Then bring it in with --as summary."
        )
        return Conversation(paragraphs(text), (), (remark,))
    turns = _turns(text, found, speakers)
    counts = Counter(speakers[prefix.name] for prefix in found)
    who = tuple(Speaker(label, legend.get(label) or labels.role_of(label), None, n) for label, n in counts.items())
    return Conversation(turns, who, _unsure(text, prefixes, speakers))


def paragraphs(text: str) -> tuple[TurnText, ...]:
    """Cut a text without speakers at its blank lines, or at its line ends when it has no blank line."""
    body = text.rstrip()
    first = len(body) - len(body.lstrip())
    border = _PARAGRAPH if _PARAGRAPH.search(body, first) else _LINE
    starts = [0, *(match.end() for match in border.finditer(body, first)), len(text)]
    turns = []
    for start, end in pairwise(starts):
        said, stop = _speech(text, start, end)
        turns.append(TurnText(start, said, stop))
    return tuple(turns)


def _prefixes(text: str) -> list[_Prefix]:
    """List the line starts of a label's form; a short line without colon counts only as a heading or with a time."""
    found = []
    for match in labels.LABEL.finditer("\n" + text):
        form = match.lastgroup or ""
        if form == "alone":
            form = "stamped" if match["clock"] else "heading" if match["heading"] else ""
        if form:
            found.append(_Prefix(match.start(), match.end() - 1, match["name"], form))
    stamped = [_Prefix(*name, "named") for name in stamps.stamped_names(text)]
    inside = {at for name in stamped for at in range(name.start, name.stop)}
    return sorted([*stamped, *(prefix for prefix in found if prefix.start not in inside)]) if stamped else found


def _speaker_names(prefixes: Sequence[_Prefix], legend: Mapping[str, Role], lines: int) -> dict[str, str]:
    """Choose the names that are speakers, by frequency: each name as written -> the label it counts under."""
    a_table = sum(prefix.form == "cell" for prefix in prefixes) >= _HALF * lines
    if not a_table:
        prefixes = [prefix for prefix in prefixes if prefix.form != "cell"]
    counts = Counter(prefix.name for prefix in prefixes)
    spellings: dict[str, Counter[str]] = {}
    sure = {" ".join(prefix.name.split()) for prefix in prefixes if prefix.form == "named"}
    for name, n in counts.items():
        label = " ".join(name.split())
        if label in sure or labels.could_be_name(label):
            spellings.setdefault(label.casefold(), Counter())[label] += n
    all_low = sum(n.total() for n in spellings.values() if labels.starts_low(next(iter(n)))) >= _HALF * lines
    every_line = not sure and (
        a_table or len(prefixes) >= _NEARLY_ALL * lines or sum(p.form == "stamped" for p in prefixes) >= _STAMPS
    )
    chosen = {}
    for folded, written in spellings.items():
        label = written.most_common(1)[0][0]
        returns = written.total() > 1 or every_line or labels.is_known(label) or label in sure | legend.keys()
        if returns and (all_low or not labels.starts_low(label)):
            chosen[folded] = label
    return {name: chosen[folded] for name in counts if (folded := " ".join(name.split()).casefold()) in chosen}


def _filled_lines(text: str) -> int:
    return sum(map(bool, map(str.strip, text.split("\n"))))


def _legend(text: str) -> dict[str, Role]:
    """Read the lines on top that explain labels, such as ``GL = gespreksleider``."""
    roles: dict[str, Role] = {}
    for match in labels.LEGEND.finditer(text[:_LEGEND_REACH]):
        for code in labels.LEGEND_CODE.findall(match[1]):
            roles.setdefault(code, labels.role_in_words(match[2]))
    return roles


def _turns(text: str, found: Sequence[_Prefix], speakers: Mapping[str, str]) -> tuple[TurnText, ...]:
    marks = _marks(text)
    turns = []
    start = found[0].start
    if text[:start].strip():
        said, stop = _speech(text, 0, start)
        turns.append(TurnText(0, said, stop, None, _within(marks, said, stop)))
    else:
        start = 0
    ends = [prefix.start for prefix in found[1:]]
    ends.append(len(text))
    for prefix, end in zip(found, ends, strict=True):
        said, stop = _speech(text, prefix.stop, end)
        if said == stop:
            said = stop = start + len(text[start : prefix.stop].rstrip())
        turns.append(TurnText(start, said, stop, speakers[prefix.name], _within(marks, said, stop) if marks else ()))
        start = end
    return tuple(turns)


def _speech(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the stretch [start, end) without the white space around it."""
    piece = text[start:end].rstrip()
    stop = start + len(piece)
    return stop - len(piece.lstrip()), stop


def _marks(text: str) -> list[tuple[int, int]]:
    """List the time marks of a text, the last one first."""
    spans = {(m.start(1) - 1, m.end(1) - 1) for m in labels.CLOCK_LINE.finditer("\n" + text)}
    if any(opener in text for opener in "[(#{"):
        spans.update(m.span() for m in labels.CLOCK_MARK.finditer(text))
    return sorted(spans, reverse=True)


def _within(marks: list[tuple[int, int]], said: int, stop: int) -> tuple[tuple[int, int], ...]:
    """Take the marks of one turn from the end of the list, which is used up as the turns go on."""
    mine = []
    while marks and marks[-1][0] < stop:
        mark = marks.pop()
        if mark[0] >= said:
            mine.append(mark)
    return tuple(mine)


def _unsure(text: str, prefixes: Sequence[_Prefix], speakers: Mapping[str, str]) -> tuple[str, ...]:
    """Name the lines that look like a label but were read as text, so that a person can check them."""
    names = {p.name for p in prefixes if p.form == "colon" and p.name[0].isupper()} - speakers.keys()
    names = {name for name in names if labels.could_be_name(" ".join(name.split()))}
    left = [prefix for prefix in prefixes if prefix.name in names][:_REMARKS_SHOWN] if names else []
    words = _("Line {line} begins with “{label}:” and was read as text, not as a speaker.")
    return tuple(words.format(line=text.count("\n", 0, p.start) + 1, label=p.name.strip()) for p in left)
