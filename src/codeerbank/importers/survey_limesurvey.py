"""What is peculiar to LimeSurvey's tables: its own columns, dates that are none, scales and the code for "other"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from codeerbank.i18n import _, ngettext
from codeerbank.importers.survey_columns import NOTHING, Columns, ResponseSet

_OWN = {
    "lastpage", "last page", "laatste pagina", "startlanguage", "start language", "begin taal", "starttaal",
    "submitdate", "date submitted", "datum verzonden", "datum voltooid",
}  # fmt: skip
_SUBMITTED = {"submitdate", "date submitted", "datum verzonden", "datum voltooid"}
_TIMING = re.compile(
    r"(?:totaaltijd|total time|interviewtime|(?:groep tijd|vraag tijd|group time|question time)\s*:.*"
    r"|grouptime\d+|\d+x\d+x\d+time)",
    re.IGNORECASE | re.DOTALL,
)
_NO_DATE = "1980-01-01"
_OTHER = "-oth-"
_SCALE = re.compile(r".*\[[^\[\]]*\S\s*\|\s*\S[^\[\]]*\]", re.DOTALL)


def tidied(columns: Columns, structured: Columns | None = None) -> Columns:
    """Give the columns without what LimeSurvey adds; a table of another program comes out as it went in.

    structured   the same columns, described by the survey's structure file
    """
    found = structured or columns
    if not any(_own_name(name) in _OWN for name in columns.names):
        return found
    timing = [i for i, text in enumerate(columns.questions) if _TIMING.fullmatch(_own_name(text) or text)]
    if timing:
        words = ngettext(
            "{n} column with answering times was left out.",
            "{n} columns with answering times were left out.",
            len(timing),
        )
        found.notes.append(words)
    _tell_submitted(found)
    _describe_scales(found)
    return _without(found, set(timing))


def _own_name(text: str) -> str:
    """Give a name in small letters, without the code that stands before it: ``submitdate. Date submitted``."""
    return text.rpartition(". ")[2].casefold()


def _tell_submitted(columns: Columns) -> None:
    """Say how many finished; the date of an anonymous survey is no date, so it becomes 1 for who finished."""
    for i, name in enumerate(columns.names):
        if _own_name(name) not in _SUBMITTED and name.casefold() not in _SUBMITTED:
            continue
        cells = columns.cells[i]
        sent = sum(bool(cell.strip()) for cell in cells)
        if sent < len(cells):
            words = _(
                "{n} of {all} respondents sent the questionnaire in; the others are in it too, as far as they came."
            )
            columns.notes.append(words.format(n=sent, all=len(cells)))
        if any(cell.startswith(_NO_DATE) for cell in cells):
            columns.cells[i] = ["1" if cell.strip() else "" for cell in cells]
            columns.described[i] = replace(NOTHING, level="nominal", labels={"1": _("sent in")})
            words = _(
                "The dates in {name} are all 1980-01-01, for the survey is anonymous; it says 1 for who sent it in."
            )
            columns.notes.append(words.format(name=name))


def _describe_scales(columns: Columns) -> None:
    """Take ``[left | right]`` for a scale whose order counts, and name the code for an answer of one's own."""
    for i, question in enumerate(columns.questions):
        known = columns.described.get(i, NOTHING)
        given = {cell.strip() for cell in columns.cells[i]} - {""}
        if known.level is None and _SCALE.fullmatch(question) and given and all(map(str.isdigit, given)):
            columns.described[i] = replace(known, level="ordinal")
        elif _OTHER in given and _OTHER not in known.labels:
            labels = {**known.labels, _OTHER: _("other")}
            columns.described[i] = replace(known, labels=labels, level=known.level or "nominal")


def _without(columns: Columns, gone: set[int]) -> Columns:
    """Take columns out, and number what was said of the others anew."""
    kept = [i for i in range(len(columns.names)) if i not in gone]
    place = {old: new for new, old in enumerate(kept)}
    pick: Callable[[Sequence[str]], list[str]] = lambda texts: [texts[i] for i in kept]  # noqa: E731
    return replace(
        columns,
        names=pick(columns.names),
        questions=pick(columns.questions),
        cells=[columns.cells[i] for i in kept],
        described={place[i]: known for i, known in columns.described.items() if i in place},
        sets=[_renumbered(found, place) for found in columns.sets],
    )


def _renumbered(found: ResponseSet, place: dict[int, int]) -> ResponseSet:
    options = {place[i]: text for i, text in found.options.items() if i in place}
    return replace(found, options=options, ticks={place[i]: t for i, t in found.ticks.items() if i in place})
