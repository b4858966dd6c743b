"""Codings from a file, checked against the texts and the codebook, a column at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence

from codeerbank.domain.events import CodingsAdded
from codeerbank.domain.ids import Id
from codeerbank.domain.ports import CodingColumns, NewCodings
from codeerbank.errors import ImportProblems, NotFound
from codeerbank.i18n import _
from codeerbank.workbench.intake_sources import Sources

_SHOWN = 50


def codings_added(sources: Sources, new: NewCodings) -> tuple[list[CodingsAdded], int]:
    """Give one change per document or question, and how many rows were left out because they were there already.

    Raises ImportProblems with every row that cannot be placed.
    """
    problems: list[str] = []
    codes = _codes(sources, new.code_names, problems)
    coders = [name or sources.coder for name in new.coder_names]
    changes, skipped = [], 0
    for columns in new.columns:
        try:
            name = sources.question(columns.target) if columns.is_question else sources.document(columns.target)
        except NotFound as error:
            problems.append(f"{error.message} {error.hint}")
            continue
        starts, stops = _placed(sources, name, columns, problems)
        if problems:
            continue
        change, left = _change(sources, name, columns, starts, stops, codes, coders)
        skipped += left
        if change.starts:
            changes.append(change)
    if problems:
        more = [_("... and {n} more").format(n=len(problems) - _SHOWN)] if len(problems) > _SHOWN else []
        raise ImportProblems(
            _("{name} cannot come in; nothing was changed.").format(name=new.source),
            problems[:_SHOWN] + more,
            _("Mend the file and try again."),
            new.source,
        )
    return changes, skipped


def _codes(sources: Sources, names: Iterable[str], problems: list[str]) -> list[Id]:
    found = []
    for name in names:
        code = sources.code(name)
        if code is None:
            problems.append(_("There is no code {code}.").format(code=name))
        found.append(code.id if code else "")
    return found


def _placed(
    sources: Sources, name: str, columns: CodingColumns, problems: list[str]
) -> tuple[Sequence[int], Sequence[int]]:
    """Check the rows' places; in a question, count them from the start of the document."""
    if columns.is_question:
        return _in_answers(sources, name, columns, problems)
    length = sources.length(name)
    if columns.stops and (max(columns.stops) > length or min(columns.starts) < 0):
        words = _("line {line}: {start}-{stop} lies outside {document}, which has {n} characters")
        problems += [
            words.format(line=line, start=start, stop=stop, document=name, n=length)
            for line, start, stop in zip(columns.lines, columns.starts, columns.stops, strict=True)
            if start < 0 or stop > length
        ]
    return columns.starts, columns.stops


def _in_answers(
    sources: Sources, name: str, columns: CodingColumns, problems: list[str]
) -> tuple[Sequence[int], Sequence[int]]:
    answers = sources.answers(name)
    starts, stops = [], []
    for row, (case, start, stop) in enumerate(zip(columns.respondents, columns.starts, columns.stops, strict=True)):
        first, last = answers.get(case, (0, -1))
        whole = start < 0
        if last < 0 or (not whole and first + stop > last):
            what = (
                _("line {line}: {case} gave no answer to {question}")
                if last < 0
                else _("line {line}: {start}-{stop} lies outside the answer of {case}")
            )
            problems.append(what.format(line=columns.lines[row], case=case, question=name, start=start, stop=stop))
        starts.append(first if whole else first + start)
        stops.append(last if whole else first + stop)
    return starts, stops


def _change(
    sources: Sources,
    name: str,
    columns: CodingColumns,
    starts: Sequence[int],
    stops: Sequence[int],
    codes: Sequence[Id],
    coders: Sequence[str],
) -> tuple[CodingsAdded, int]:
    """Leave out rows that stand twice in the file or are in the project already."""
    identity = sources.identity(name)
    there = sources.places(name)
    rows = list(zip(starts, stops, _firsts(codes, columns.codes), _firsts(coders, columns.coders), strict=True))
    kept: Sequence[int] = range(len(rows))
    if there or len(set(rows)) < len(rows):
        seen = {
            (a, b, codes.index(code), coders.index(coder))
            for a, b, code, coder in there
            if code in codes and coder in coders
        }
        kept = [n for n, row in enumerate(rows) if not (row in seen or seen.add(row))]  # type: ignore[func-returns-value]
        rows = [rows[n] for n in kept]
    used = sorted({row[2] for row in rows})
    place = {code: n for n, code in enumerate(used)}
    change = CodingsAdded(
        identity,
        array("q", [row[0] for row in rows]),  # arrays: a million numbers each an object of its own is 70 MB
        array("q", [row[1] for row in rows]),
        [codes[code] for code in used],
        [place[row[2]] for row in rows],
        list(coders),
        [row[3] for row in rows],
        {key: [values[n] for n in kept] for key, values in columns.attributes.items() if any(values)},
    )
    return change, len(starts) - len(rows)


def _firsts(names: Sequence[str], column: Sequence[int]) -> Sequence[int]:
    """Number each name by its first place, so that two ways to write one name are one."""
    first = [names.index(name) for name in names]
    return column if first == list(range(len(names))) else [first[n] for n in column]
