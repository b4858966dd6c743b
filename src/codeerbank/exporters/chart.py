"""Figures: a dot with its interval per group, who mentioned it beside it, and below it the numbers as a table."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from codeerbank.domain.paper import Bar, Chart
from codeerbank.domain.table import Sheet
from codeerbank.domain.visible import one_line
from codeerbank.errors import UsageError
from codeerbank.exporters.atomic import replacing
from codeerbank.exporters.layout import decimals, shown
from codeerbank.exporters.wrap import fold
from codeerbank.i18n import _

SUFFIXES = (".png", ".svg")
_INK, _MARK, _BAR = "#222222", "#0072b2", "#e69f00"
_WIDE, _LINE, _HEAD = 10.0, 0.42, 1.3
_TITLE, _CELL = 110, 42


def png(chart: Chart) -> IO[bytes]:
    """Draw a figure as a picture, for a document that has the table itself."""
    picture = BytesIO()
    _drawn(chart, None).savefig(picture, format="png", dpi=150)
    picture.seek(0)
    return picture


def write_chart(path: Path, chart: Chart, source: Sheet) -> None:
    """Write a figure with the table of its numbers in the same picture; the suffix chooses .png or .svg."""
    kind = path.suffix.lower()
    if kind not in SUFFIXES:
        raise UsageError(_("A figure is written as {formats}.").format(formats=", ".join(SUFFIXES)))
    picture = BytesIO()
    import matplotlib as mpl

    # letters as outlines: an svg asks for no font; without a date and with one seed the file is the same each time
    with mpl.rc_context({"svg.fonttype": "path", "svg.hashsalt": "codeerbank"}):
        about = {"Date": None} if kind == ".svg" else {"Software": None}
        _drawn(chart, source).savefig(picture, format=kind[1:], dpi=150, metadata=about)
    with replacing(path) as file:
        file.write(picture.getvalue())


def _drawn(chart: Chart, source: Sheet | None) -> Any:
    from matplotlib.figure import Figure

    rows = [list(row) for row in source.rows] if source else []
    height = _HEAD + _LINE * max(len(chart.asked), len(chart.said), 2)
    below = _tall(source, rows) if source else 0.0
    figure = Figure(figsize=(_WIDE, height + below), layout="constrained")
    parts = figure.add_gridspec(2 if source else 1, 2, height_ratios=[height, below] if source else [1])
    _dots(figure.add_subplot(parts[0, 0]), chart.asked, chart.asked_axis)
    _bars(figure.add_subplot(parts[0, 1]), chart.said, chart.said_axis)
    title = "\n".join(fold(one_line(chart.title), _TITLE))
    figure.suptitle(title, fontsize=10, color=_INK, x=0.01, ha="left", parse_math=False)
    if source:
        _table(figure.add_subplot(parts[1, :]), source, rows)
    return figure


def _axes(axes: Any, bars: Sequence[Bar], title: str) -> None:
    labels = [f"{one_line(bar.label)} ({bar.words})" for bar in bars]
    axes.set_yticks(range(len(bars)), labels=labels, fontsize=9)
    for label in axes.get_yticklabels():
        label.set_parse_math(False)
    axes.set_ylim(len(bars) - 0.4, -0.6)
    axes.set_xlim(0, 100)
    axes.set_xlabel(one_line(title), fontsize=8, parse_math=False)
    axes.tick_params(axis="x", labelsize=8)
    axes.spines[["top", "right"]].set_visible(False)


def _dots(axes: Any, bars: Sequence[Bar], title: str) -> None:
    _axes(axes, bars, title)
    for place, bar in enumerate(bars):
        if bar.interval:
            axes.plot(bar.interval, [place, place], color=_INK, linewidth=1.5, solid_capstyle="butt")
        if bar.value is not None:
            axes.plot([bar.value], [place], marker="o", color=_MARK, markersize=6)


def _bars(axes: Any, bars: Sequence[Bar], title: str) -> None:
    from matplotlib.ticker import MaxNLocator

    _axes(axes, bars, title)
    axes.set_xlim(0, max((bar.value or 0 for bar in bars), default=0) + 1)
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    for place, bar in enumerate(bars):
        if bar.value is not None:
            axes.barh(place, bar.value, color=_BAR, height=0.5)


def _folded(source: Sheet, rows: Sequence[Sequence[Any]]) -> list[list[str]]:
    digits = decimals(rows, len(source.columns))
    cells = [list(source.columns), *([shown(cell, digits[i]) for i, cell in enumerate(row)] for row in rows)]
    return [["\n".join(fold(one_line(cell), _CELL)) for cell in row] for row in cells]


def _tall(source: Sheet, rows: Sequence[Sequence[Any]]) -> float:
    notes = sum(len(fold(one_line(note), 150)) for note in _below(source))
    return 0.22 * (sum(max(cell.count("\n") + 1 for cell in row) + 0.5 for row in _folded(source, rows)) + notes + 1)


def _below(source: Sheet) -> list[str]:
    return [*([source.stamp] if source.stamp else []), *source.notes]


def _table(axes: Any, source: Sheet, rows: Sequence[Sequence[Any]]) -> None:
    axes.axis("off")
    grid = _folded(source, rows)
    widths = [max(len(line) for row in grid for line in row[place].split("\n")) + 2 for place in range(len(grid[0]))]
    table = axes.table(
        grid[1:] or [[""] * len(grid[0])], colLabels=grid[0], colWidths=[w / sum(widths) for w in widths],
        loc="upper left", cellLoc="left",
    )  # fmt: skip
    table.auto_set_font_size(False)
    whole = _tall(source, rows)
    for (line, _column), cell in table.get_celld().items():
        tall = max(text.count("\n") + 1 for text in grid[min(line, len(grid) - 1)]) + 0.5
        cell.set_height(0.22 * tall / whole)
        cell.get_text().set_fontsize(7)
        cell.get_text().set_parse_math(False)
        if line == 0:
            cell.get_text().set_fontweight("bold")
    notes = "\n".join(line for note in _below(source) for line in fold(one_line(note), 150))
    axes.text(0, 0, notes, fontsize=7, va="bottom", color=_INK, parse_math=False, transform=axes.transAxes)
