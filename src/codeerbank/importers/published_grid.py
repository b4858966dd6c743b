"""Published tables as rows and columns: one number a line (table;row;column;n;pct;base), or laid out as on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from codeerbank.domain.published import (
    BaseKind,
    Figure,
    Printed,
    PublishedColumn,
    PublishedRow,
    PublishedTable,
    Response,
)

Grid = Sequence[Sequence[str]]
_NAMES: Mapping[str, tuple[str, ...]] = {
    "table": ("table", "tabel"),
    "row": ("row", "rij", "answer", "antwoord", "code", "category", "categorie", "item", "value", "waarde"),
    "column": ("column", "kolom", "group", "groep"),
    "n": ("n", "count", "aantal", "freq", "frequentie", "frequency"),
    "pct": ("pct", "%", "percentage", "procent", "percent", "share", "% of persons", "% van personen",
            "% of documents", "% van documenten", "% of fragments", "% van fragmenten"),
    "pct_answers": ("% of answers", "% van antwoorden", "% of mentions", "% van vermeldingen", "pct_answers"),
    "persons": ("persons", "personen", "respondents", "respondenten"),
    "base_kind": ("base of", "basis van", "base_kind"),
    "base": ("base", "basis", "based on n =", "gebaseerd op n =", "of", "n_valid"),
    "block": ("block", "blok", "question", "vraag"),
    "parent": ("parent", "valt onder", "onderdeel van"),
    "kind": ("response", "response_type", "soort", "kind"),
    "interval": ("95% interval", "95%-interval", "interval"),
}  # fmt: skip
_TOTALS = ("total", "totaal")
_ANSWERS = ("answers", "antwoorden", "responses")
_SINGLE: Mapping[str, Response] = {
    "single": "single", "enkel": "single", "multiple": "multiple", "meer": "multiple", "likert": "likert",
}  # fmt: skip
_N_IS = re.compile(r"\(?\s*[nN]\s*=\s*(\d[\d.]*)\s*\)?")
_COUNT = re.compile(r"-?\d{1,3}(?:\.\d{3})+|-?\d{1,15}")
_OF = re.compile(r"(\d+)\s+(?:van|of)\s+(\d+)(?:\s*\(\s*([\d.,]+\s*%)\s*\))?(?:,.*)?")
_WITH_SHARE = re.compile(r"(\d+)\s*\(\s*([\d.,]+\s*%?)\s*\)")
_SPAN = re.compile(r"(-?[\d.,]+)\s*%?\s*(?:–|-|tot|to)\s*(-?[\d.,]+)\s*%?")
_HIDDEN = re.compile(r"[<>≤≥]\s*\d+(?:[.,]\d+)?\s*%?")
_NOTHING = ("-", "–", "—", ".", "n.v.t.", "nvt", "n/a")
_LAST_WORD = re.compile(r"^(?:(.*?)[\s,/:]+)?(n|aantal|count|%|pct|percentage)$", re.IGNORECASE)


def count_in(value: Any) -> int | None:
    """Read a whole number, from a cell of any kind; None where there is none."""
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 1e15 else None
    found = _COUNT.fullmatch(value.strip()) if isinstance(value, str) else None
    return int(found[0].replace(".", "")) if found else None


def tables_in_grid(grid: Grid, name: str) -> list[PublishedTable]:
    """Find the tables on a sheet, below each other; what stands above a header and below an empty line is no part of them.

    One number a line goes before a layout as on paper: what stands above such a table can look like one.
    """
    tops = [at for at, row in enumerate(grid) if _is_long(_columns(row))]
    named = _named_by_titles(grid, tops, name)
    found = [table for top in tops for table in _long(grid, top, _columns(grid[top]), named[top])]
    return found or _laid_out(grid, name)


def _is_long(columns: Mapping[str, int]) -> bool:
    return "row" in columns and bool({"n", "pct"} & columns.keys())


def _named_by_titles(grid: Grid, tops: Sequence[int], name: str) -> dict[int, str]:
    """Name one table after its file; more tables after the first line above each, and a second of that name by number."""
    if len(tops) < 2:
        return dict.fromkeys(tops, name)
    named: dict[int, str] = {}
    for top in tops:
        title = _title(grid, top) or name
        again = sum(one == title or one.startswith(f"{title} (") for one in named.values())
        named[top] = f"{title} ({again + 1})" if again else title
    return named


def _title(grid: Grid, top: int) -> str:
    """Read the first line of what stands above a header, an empty line between or not; a title fills one cell."""
    at = top
    while at and not any(grid[at - 1]):
        at -= 1
    while at and any(grid[at - 1]):
        at -= 1
    filled = [cell.strip() for cell in grid[at] if cell.strip()]
    return filled[0] if at < top and len(filled) == 1 else ""


def _columns(header: Sequence[str]) -> dict[str, int]:
    names = [" ".join(cell.casefold().split()) for cell in header]
    return {
        column: names.index(alias)
        for column, aliases in _NAMES.items()
        for alias in reversed(aliases)
        if alias in names
    }


def _body(grid: Grid, top: int) -> Iterator[Sequence[str]]:
    for row in grid[top + 1 :]:
        if not any(cell.strip() for cell in row):
            return
        yield row


@dataclass(slots=True)
class _Collected:
    """The cells of one table, while it is being read."""

    columns: dict[str, PublishedColumn]
    labels: dict[str, tuple[str, str, str]]
    cells: dict[tuple[str, str], Figure]
    totals: dict[str, Figure]
    response: Response = ""


def _long(grid: Grid, top: int, columns: Mapping[str, int], name: str) -> Iterator[PublishedTable]:
    """Read one number a line."""
    tables: dict[str, _Collected] = {}

    def cell(row: Sequence[str], column: str) -> str:
        place = columns.get(column)
        return row[place].strip() if place is not None and place < len(row) else ""

    named = name
    for row in _body(grid, top):
        named = cell(row, "table") or named
        table = tables.setdefault(named, _Collected({}, {}, {}, {}))
        _take_in(table, {column: cell(row, column) for column in _NAMES})
    for key, table in tables.items():
        own = table.response or _own_response(columns, grid[top])
        yield _made(table, key, own, labelled="pct_answers" in columns)


def _own_response(columns: Mapping[str, int], header: Sequence[str]) -> Response:
    """Know the tables of this program: with a share of answers several were allowed, else a question has one."""
    if "pct_answers" in columns:
        return "multiple"
    own = header[columns["row"]].strip().casefold() in ("answer", "antwoord") and "base" in columns
    return "single" if own else ""


def _take_in(table: _Collected, cell: Mapping[str, str]) -> None:
    group = cell["column"] or "%"
    base = count_in(cell["base"])
    said = Printed.read(cell["pct"])
    figure = Figure(
        n=count_in(cell["n"]),
        pct=said,
        base=base,
        interval=_interval(cell["interval"]),
        unreadable=_unreadable(cell, said),
        not_asked=base == 0 and said is None,
    )
    if figure == Figure(base=base):
        return
    kind: BaseKind = "responses" if cell["base_kind"].casefold() in _ANSWERS else "respondents"
    table.columns.setdefault(group, PublishedColumn(group, group, base, kind, count_in(cell["persons"])))
    table.response = table.response or _SINGLE.get(cell["kind"].casefold().split(" ")[0], "")
    if cell["row"].casefold() in _TOTALS:
        table.totals[group] = figure
        return
    row = f"{cell['block']} / {cell['row']}" if cell["block"] else cell["row"]
    table.labels.setdefault(row, (cell["row"], cell["block"], cell["parent"]))
    table.cells[row, group] = figure
    if (share := Printed.read(cell["pct_answers"])) is not None:
        answers = f"{group} %"
        table.columns.setdefault(answers, PublishedColumn(answers, group, None, "responses"))
        table.cells[row, answers] = Figure(figure.n, share)


def _unreadable(cell: Mapping[str, str], said: Printed | None) -> str:
    """Give the words that stand where a number should; a dash is nothing, and "3 of 9" is read elsewhere."""
    for column in ("pct", "n", "base"):
        text = cell[column]
        read = said is not None if column == "pct" else count_in(text) is not None
        if text and not read and text.casefold() not in _NOTHING and not _OF.fullmatch(text):
            return text if column != "pct" or count_in(cell["base"]) else ""
    return ""


def _made(table: _Collected, name: str, response: Response, labelled: bool) -> PublishedTable:
    rows = [
        PublishedRow(key, label, {c: table.cells[key, c] for c in table.columns if (key, c) in table.cells}, block, up)
        for key, (label, block, up) in table.labels.items()
    ]
    columns = [_of_answers(column, rows) for column in table.columns.values()]
    return PublishedTable(name, name, columns, rows, response, table.totals, labelled=labelled)


def _of_answers(column: PublishedColumn, rows: Sequence[PublishedRow]) -> PublishedColumn:
    """Give a column of shares of answers its base: all the answers in it."""
    if column.kind != "responses" or column.base is not None:
        return column
    answers = sum(row.cells[column.id].n or 0 for row in rows if column.id in row.cells)
    return PublishedColumn(column.id, column.label, answers, "responses")


def _interval(text: str) -> tuple[Printed, Printed] | None:
    found = _SPAN.fullmatch(text)
    low, high = (Printed.read(found[1]), Printed.read(found[2])) if found else (None, None)
    return (low, high) if low and high else None


def _laid_out(grid: Grid, name: str) -> list[PublishedTable]:
    """Read tables as on paper: a row per answer, a column per group, "5 (41,7%)", or n and % side by side."""
    tops: list[int] = []
    free = 0
    for at in range(len(grid) - 1):
        if at >= free and _is_header(grid[at], grid[at + 1]):
            tops.append(at)
            free = at + 1 + len(list(_body(grid, at)))
    named = _named_by_titles(grid, tops, name)
    return [table for top in tops if (table := _wide(grid, top, named[top]))]


def _wide(grid: Grid, top: int, name: str) -> PublishedTable | None:
    header = _full_header(grid, top)
    table = _Collected({}, {}, {}, {})
    bases: dict[str, int] = {}
    for row in _body(grid, top):
        label = row[0].strip()
        cells = _wide_cells(header, row)
        if label.rstrip(" =").casefold() in ("n", "basis", "base") and _only_counts(row):
            bases |= {group: cell.n for group, cell in cells.items() if cell.n is not None}
        elif label.casefold() in _TOTALS:
            table.totals |= cells
        else:
            table.labels.setdefault(label, (label, "", ""))
            table.cells |= {(label, group): cell for group, cell in cells.items()}
    for group in dict.fromkeys([*(group for _row, group in table.cells), *table.totals]):
        said = _N_IS.search(group)
        base = bases.get(group, count_in(said[1]) if said else None)
        label = _N_IS.sub("", group).strip() or group
        table.columns[group] = PublishedColumn(group, label, base)
    return _made(table, name, "", labelled=False) if table.cells else None


def _only_counts(row: Sequence[str]) -> bool:
    """Tell a row of bases from a row that is called N: there are counts in it and nothing else."""
    return all(count_in(cell) is not None for cell in row[1:] if cell.strip())


def _full_header(grid: Grid, top: int) -> list[str]:
    """Give the header; where it says only n and %, with the group of the merged cells above it."""
    header = [cell.strip() for cell in grid[top]]
    above = [cell.strip() for cell in grid[top - 1]] if top else []
    bare = all((found := _LAST_WORD.match(cell)) and not found[1] for cell in header[1:] if cell)
    if not bare or not any(above[1:]):
        return header
    full, group = header[:1], ""
    for place, cell in enumerate(header[1:], 1):
        group = (above[place] if place < len(above) else "") or group
        full.append(f"{group} {cell}" if cell and group else cell)
    return full


def _is_header(row: Sequence[str], below: Sequence[str]) -> bool:
    filled = [cell for cell in row[1:] if cell.strip()]
    return bool(filled) and any(_reads(cell) for cell in below[1:]) and not any(_reads(cell) for cell in filled)


def _reads(text: str) -> bool:
    text = text.strip()
    shapes = (_OF, _WITH_SHARE, _COUNT)
    return bool(text) and (any(shape.fullmatch(text) for shape in shapes) or Printed.read(text) is not None)


def _wide_cells(header: Sequence[str], row: Sequence[str]) -> dict[str, Figure]:
    found: dict[str, Figure] = {}
    for label, text in zip(header[1:], (cell.strip() for cell in row[1:]), strict=False):
        if not label or not text:
            continue
        pair = _LAST_WORD.match(label)
        group = ((pair[1] or "").strip() if pair else label) or label
        before = found.get(group, Figure())
        if of := _OF.fullmatch(text):
            found[group] = Figure(int(of[1]), Printed.read(of[3] or ""), int(of[2]))
        elif both := _WITH_SHARE.fullmatch(text):
            found[group] = Figure(int(both[1]), Printed.read(both[2]))
        elif (pair and pair[2].casefold() in ("%", "pct", "percentage")) or text.endswith("%"):
            found[group] = Figure(before.n, Printed.read(text), before.base)
        elif (n := count_in(text)) is not None:
            found[group] = Figure(n, before.pct, before.base)
        elif _HIDDEN.fullmatch(text):
            found[group] = Figure(before.n, before.pct, before.base, unreadable=text)
    return found
