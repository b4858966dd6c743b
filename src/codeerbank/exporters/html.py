"""HTML: one page that needs nothing else, prints well and runs nothing."""

from __future__ import annotations

import base64
import hashlib
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from codeerbank.domain.report import QuoteReport
from codeerbank.domain.table import Cell, Sheet
from codeerbank.domain.visible import visible
from codeerbank.exporters.atomic import replacing
from codeerbank.exporters.layout import decimals, shown
from codeerbank.i18n import _

_HERE = Path(__file__).parent
_DEEPEST = 6


class HtmlExporter:
    """Writes one self-contained page; its policy allows its own style and nothing else."""

    name = "html"
    suffixes: Sequence[str] = (".html", ".htm")
    description = "web page without network, for reading and printing"

    def write(self, path: Path, sheets: Sequence[Sheet], options: Mapping[str, str]) -> None:
        """Write the sheets as tables with captions, below each other; option ``figure`` is a drawing of our own (SVG)."""
        page = _page(sheets, options.get("figure", ""))
        with replacing(path) as file:
            file.write(page.encode("utf-8", "replace"))

    def write_quotes(self, path: Path, report: QuoteReport, options: Mapping[str, str]) -> None:  # noqa: ARG002
        """Write quotes under their codes, each with its source below it."""
        page = _rendered("quotes.html.jinja", report.title, report=_quotes_view(report))
        with replacing(path) as file:
            file.write(page.encode("utf-8", "replace"))


def _page(sheets: Sequence[Sheet], figure: str = "") -> str:
    title = sheets[0].title if sheets else ""
    return _rendered("page.html.jinja", title, sheets=[_view(sheet) for sheet in sheets], figure=figure)


def _rendered(template: str, title: str, **values: Any) -> str:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    world = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = (_HERE / "page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return world.get_template(template).render(
        # Translators: the language code of the page, such as nl.
        language=_("en"),
        style=style,
        style_hash=f"sha256-{digest}",
        title=visible(title),
        **values,
    )


def _quotes_view(report: QuoteReport) -> dict[str, Any]:
    return {
        "title": visible(report.title),
        "stamp": visible(report.stamp),
        "about": [(visible(label), visible(value)) for label, value in report.about],
        "notes": [visible(note) for note in report.notes],
        "parts": [
            {
                "heading": visible(part.heading),
                "level": min(part.depth + 1, _DEEPEST),
                "words": visible(part.words),
                "quotes": [(visible(words), visible(source)) for words, source in part.quotes],
            }
            for part in report.parts
        ],
    }


def _view(sheet: Sheet) -> dict[str, Any]:
    rows = [list(row) for row in sheet.rows]
    digits = decimals(rows, len(sheet.columns))
    return {
        "title": visible(sheet.title),
        "stamp": visible(sheet.stamp),
        "about": [(visible(label), visible(value)) for label, value in sheet.about],
        "columns": [visible(column) for column in sheet.columns],
        "rows": [[(shown(cell, digits[i]), _is_number(cell)) for i, cell in enumerate(row)] for row in rows],
        "notes": [visible(note) for note in sheet.notes],
    }


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int) or (isinstance(cell, float) and math.isfinite(cell))


EXPORTER = HtmlExporter()
