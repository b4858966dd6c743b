"""Figures into files: a picture with its table in it, or a Word document with both."""

from __future__ import annotations

from pathlib import Path

from codeerbank.domain.paper import Chart, Figure, Paper
from codeerbank.domain.table import Sheet
from codeerbank.exporters.chart import SUFFIXES, write_chart
from codeerbank.exporters.docx import EXPORTER as WORD

FIGURE_SUFFIXES = (*SUFFIXES, *WORD.suffixes)


def write_figure(path: Path, chart: Chart, source: Sheet) -> None:
    """Write a figure; its numbers always go along."""
    if path.suffix.lower() in WORD.suffixes:
        WORD.write_paper(path, Paper(source.title, [Figure("figure", chart, source)], source.about, source.stamp))
    else:
        write_chart(path, chart, source)
