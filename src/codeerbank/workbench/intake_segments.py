"""Codings that come as words without an address: looked for in the text, and placed where they stand once."""

from __future__ import annotations

import re
from array import array
from dataclasses import replace

from codeerbank.domain.ports import CodingColumns, NewCodings
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.workbench.intake_sources import Sources

_SHOWN = 60


def located(sources: Sources, new: NewCodings) -> tuple[NewCodings, list[str]]:
    """Give the codings with addresses, and a sentence for each whose words stand nowhere or more than once."""
    told: list[str] = []
    columns = [_located(sources, one, told) if one.quotes else one for one in new.columns]
    codes = [_known(sources, name) for name in new.code_names]
    return replace(new, columns=columns, code_names=codes), told


def _known(sources: Sources, name: str) -> str:
    """Give a code by its own name where the names above it are others here."""
    own = name.rpartition(" > ")[2]
    return own if sources.code(name) is None and sources.code(own) else name


def _located(sources: Sources, columns: CodingColumns, told: list[str]) -> CodingColumns:
    try:
        name = sources.document(columns.target)
    except NotFound:
        return columns  # told with what else is wrong with the file
    text = sources.text(name)
    is_question = sources.is_question(name)
    kept: list[tuple[int, int, int]] = []
    for row, words in enumerate(columns.quotes):
        places = _places(text, words)
        if is_question:
            places = [p for p in places if not sources.crosses_turns(name, *p)]
        if len(places) == 1:
            kept.append((row, *places[0]))
            continue
        what = (
            _("line {line}: “{words}” stands more than once in {document}; it was left out")
            if places
            else _("line {line}: “{words}” does not stand in {document}; it was left out")
        )
        shown = " ".join(words.split())
        shown = shown[:_SHOWN] + ("…" if len(shown) > _SHOWN else "")
        told.append(what.format(line=columns.lines[row], words=shown, document=name))
    rows = [row for row, _start, _stop in kept]
    starts = array("q", [start for _row, start, _stop in kept])
    stops = array("q", [stop for _row, _start, stop in kept])
    codes, coders, lines = (array("i", [c[n] for n in rows]) for c in (columns.codes, columns.coders, columns.lines))
    return CodingColumns(name, False, starts, stops, codes, coders, lines)


def _places(text: str, words: str) -> list[tuple[int, int]]:
    """Find words in a text; where they do not stand exactly so, any white space between them will do."""
    found = _exactly(text, words)
    if not found and (parts := words.split()):
        pattern = re.compile(r"\s+".join(map(re.escape, parts)))
        found = [match.span() for match in pattern.finditer(text)]
    return found


def _exactly(text: str, words: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = text.find(words)
    while at >= 0 and len(found) < 2:
        found.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return found
