"""The quality of suggestions as figures for a page: how far a probability can be believed, and what coding more brings.

Made from the record of ``suggestion_quality.quality_record``; only our own words and numbers stand in them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from codeerbank.domain.numbers import number
from codeerbank.i18n import _

Record = Mapping[str, Any]
_PLOT, _LEFT, _TOP, _INK = 240, 40, 22, "#0072b2"


def figures(found: Record) -> str:
    """Give both figures; the learning curve only where it was measured."""
    return reliability_svg(found) + (curve_svg(found) if found["learning_curve"] else "")


def reliability_svg(found: Record) -> str:
    """Draw stated probability against how often it was right, each with its base; the diagonal is as good as can be."""
    marks = [
        _mark(b["stated"], b["right"], _("{n} texts").format(n=number(b["right"]["base"])))
        for b in found["reliability"]
    ]
    (x0, y0), (x1, y1) = _at(0, 0), _at(100, 100)
    diagonal = f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#888" stroke-dasharray="4"/>'
    return _framed(_("Can a probability be believed?"), diagonal + "".join(marks), ("0%", _("stated 100%")))


def curve_svg(found: Record) -> str:
    """Draw how often the surest code was right against the texts learnt from by then."""
    steps = [step for step in found["learning_curve"] if step["precision_at_1"]["base"]]
    most = max((step["learnt"] for step in steps), default=0) or 1
    marks, line = [], []
    for step in steps:
        x = 100 * step["learnt"] / most
        marks.append(_mark(x, step["precision_at_1"], _("learnt from {n}").format(n=number(step["learnt"]))))
        line.append(",".join(_at(x, step["precision_at_1"]["percentage"])))
    path = f'<polyline points="{" ".join(line)}" fill="none" stroke="{_INK}" stroke-opacity="0.5"/>'
    ends = ("0", _("{n} texts").format(n=number(most)))
    return _framed(_("The more coded, the better?"), path + "".join(marks), ends)


def _mark(x: float, right: Record, about: str) -> str:
    """Draw a dot with its interval; pointing at it tells its counts."""
    across, up = _at(x, right["percentage"])
    low, high = _at(0, right["low"])[1], _at(0, right["high"])[1]
    told = f"{about}: {right['n']}/{right['base']}"
    return (
        f'<g><title>{told}</title><line x1="{across}" x2="{across}" y1="{low}" y2="{high}" stroke="{_INK}"/>'
        f'<circle cx="{across}" cy="{up}" r="4" fill="{_INK}"/></g>'
    )


def _at(x: float, y: float) -> tuple[str, str]:
    return f"{_LEFT + _PLOT * x / 100:.1f}", f"{_TOP + _PLOT * (1 - y / 100):.1f}"


def _framed(title: str, drawn: str, ends: tuple[str, str]) -> str:
    (x0, _bottom), (x1, y1) = _at(0, 0), _at(100, 100)
    width, height, under = _LEFT + _PLOT + 20, _TOP + _PLOT + 30, _TOP + _PLOT + 16
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{title}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-size="11"><title>{title}</title>'
        f'<text x="{x0}" y="12" font-weight="bold">{title}</text>'
        f'<rect x="{x0}" y="{y1}" width="{_PLOT}" height="{_PLOT}" fill="none" stroke="#888"/>{drawn}'
        f'<text x="{x0}" y="{under}">{ends[0]}</text><text x="{x1}" y="{under}" text-anchor="end">{ends[1]}</text>'
        f'<text x="{_LEFT - 4}" y="{_TOP + 8}" text-anchor="end">100%</text>'
        f'<text x="{_LEFT - 4}" y="{_TOP + _PLOT}" text-anchor="end">0%</text></svg>'
    )
