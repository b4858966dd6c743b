"""From the lines of printed pages to paragraphs: page headings go, lines are joined, words cut at a line end are mended.

Where a line ends in a hyphen PDFium joins the two lines with a mark of its own; that is undone first, because a hyphen may
belong to the word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from codeerbank.importers import labels

_SHORT = 0.7
_MOST_PAGES = 0.6
_FEW = 3
_HEADING_LINES = 3
_MENDED = re.compile("[\x02\ufffe](?:\r?\n)?")
_SOFT_HYPHEN = "\xad"
_LINE_END = re.compile(r"[\r\n\f\v]+")
_CUT = re.compile(r"(\w)-$")
_JOINS_HALVES = re.compile(r"(?:en|of|and|or|und|et)\b")
_ENDS = re.compile(r"[.?!…:][\"”’')\]]*$")
_STARTS = re.compile(r"\s*(?:[\[(#]?\d{1,2}:\d{2}|[•●▪–—*-]\s|\d{1,2}[.)]\s)")
_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(r"\W*(?:(?:pagina|page|p\.|blz\.?)\s*)?\d+\W*(?:(?:van|of|/)\s*\d+)?\W*", re.IGNORECASE)


def paragraphs_of(pages: Sequence[str]) -> tuple[str, int]:
    """Give the running text of a printed document, and how many page headings and numbers were left out."""
    sheets = [[" ".join(line.split()) for line in _LINE_END.split(_MENDED.sub("-\n", page))] for page in pages]
    sheets = [[line for line in sheet if line] for sheet in sheets]
    before = sum(map(len, sheets))
    for edge in (0, -1):
        for _round in range(_HEADING_LINES):
            if not _take_headings(sheets, edge):
                break
    lines = [line for sheet in sheets for line in sheet]
    return "\n".join(_joined(lines)), before - len(lines)


def _take_headings(sheets: Sequence[list[str]], edge: int) -> bool:
    """Take the line at one edge off the pages where it is the same apart from its number; says whether any was."""
    filled = [sheet for sheet in sheets if sheet]
    alike = Counter(_DIGITS.sub("#", sheet[edge]) for sheet in filled if not _is_label(sheet[edge]))
    headings = {line for line, n in alike.items() if n >= max(_FEW, _MOST_PAGES * len(filled))}
    if sum(bool(_PAGE_NUMBER.fullmatch(sheet[edge])) for sheet in filled) >= max(2, _MOST_PAGES * len(filled)):
        headings |= {_DIGITS.sub("#", sheet[edge]) for sheet in filled if _PAGE_NUMBER.fullmatch(sheet[edge])}
    for sheet in filled:
        if _DIGITS.sub("#", sheet[edge]) in headings:
            del sheet[edge]
    return bool(headings)


def _joined(lines: Sequence[str]) -> Iterator[str]:
    """Join lines to paragraphs: a new one begins at a label, a time or a dash, and after a line that stops short."""
    lengths = sorted(map(len, lines))
    full = lengths[int(0.9 * (len(lengths) - 1))] if lengths else 0
    paragraph: list[str] = []
    for line in lines:
        if paragraph and _is_new(paragraph[-1], line, full):
            yield _run_on(paragraph)
            paragraph = []
        paragraph.append(line)
    if paragraph:
        yield _run_on(paragraph)


def _is_new(before: str, line: str, full: int) -> bool:
    if _STARTS.match(line) or _is_label(line):
        return True
    stops_short = len(before) < _SHORT * full
    return stops_short and (bool(_ENDS.search(before)) or not line[0].islower())


def _is_label(line: str) -> bool:
    label = labels.LABEL.match("\n" + line)
    return bool(label and (label.lastgroup == "colon" or label["clock"]))


def _run_on(lines: Iterable[str]) -> str:
    """Make one line of several; a hyphen at a line end goes when it only cut a word."""
    text = ""
    for line in lines:
        if text.endswith(_SOFT_HYPHEN):
            text = text[:-1] + line
        elif _CUT.search(text) and not _JOINS_HALVES.match(line):
            text = (text[:-1] if line[0].islower() else text) + line
        else:
            text += " " * bool(text) + line
    return text
