"""The quality of suggestions for people: tables, a plot of letters, a figure for a page, a paragraph for a report.

All of it is made from the record of ``suggestion_quality.quality_record``, which also crosses processes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.numbers import number, out_of
from codeerbank.domain.table import Cell, Sheet
from codeerbank.i18n import _
from codeerbank.suggest.measures import verdict_words
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for

Record = Mapping[str, Any]
_BAR, _PLOT = 20, 240


def quality_sheets(session: Session, found: Record) -> list[Sheet]:
    """Give the whole, per code, how far a probability can be believed, and the learning curve."""
    stamp = stamp_for(session, "team")
    sheets = [_whole(found, stamp), _codes(session.codebook, found, stamp), _reliability(found, stamp)]
    return [*sheets, _curve(found, stamp)] if found["learning_curve"] else sheets


def write_quality(path: Path, session: Session, found: Record) -> None:
    """Write the tables to a file; a page also gets the plot."""
    from codeerbank.plugins import exporter_for

    exporter_for(path).write(path, quality_sheets(session, found), {"figure": reliability_svg(found)})


def rate_words(rate: Record) -> str:
    """Say a rate with its base and, from ten on, its interval."""
    if not rate["base"]:
        return _("nothing to count")
    words = out_of(rate["n"], rate["base"])
    return words if rate["small_base"] else f"{words}, {number(rate['low'], 0)}–{number(rate['high'], 0)}%"


def code_words(row: Record) -> str:
    """Say of one code what its figures mean."""
    words = [
        _("{verdict}: {n} examples").format(verdict=verdict_words(row["verdict"]), n=row["examples"]),
        _("shown and right: {rate}").format(rate=rate_words(row["precision"])),
        _("found: {rate}").format(rate=rate_words(row["recall"])),
    ]
    if row["between_coders"] is not None and row["agreement"] is not None:
        both = _("agreement of suggester and coder {ours}, of two coders {theirs}")
        words.append(both.format(ours=_short(row["agreement"]), theirs=_short(row["between_coders"])))
    return "; ".join(words)


def summary(found: Record) -> list[str]:
    """Say the whole in a few sentences."""
    held = (
        _("whole documents and respondents held out")
        if found["held_out"] == "documents"
        else _("stretches of ten turns held out, for want of documents")
    )
    lines = [
        _("{texts} texts of {coder}, {held} ({groups}).").format(
            texts=number(found["texts"]), coder=found["coder"], held=held, groups=number(found["groups"])
        ),
        _("The surest code is right: {rate}; with cues alone: {cues}.").format(
            rate=rate_words(found["precision_at_1"]), cues=rate_words(found["precision_at_1_cues"])
        ),
        _("From a probability of {p}%: shown {coverage}, of which right {right}.").format(
            p=number(found["shown_at"], 0), coverage=rate_words(found["coverage"]),
            right=rate_words(found["precision_when_shown"]),
        ),
        _("Suggestions you accepted: {rate}.").format(rate=rate_words(found["accepted"])),
    ]  # fmt: skip
    shown, withheld = found["anchoring"]["shown"], found["anchoring"]["withheld"]
    lines.append(
        _(
            "Do suggestions steer? The surest code is the coder's where they were shown: {shown}; where not: {hidden}."
        ).format(shown=rate_words(shown), hidden=rate_words(withheld))
    )
    if found["second_coder"]:
        words = _("A second coder, {coder}, read {n} of the same texts.")
        lines.append(words.format(coder=found["second_coder"], n=number(found["compared"])))
    return lines


def method_paragraph(found: Record) -> str:
    """Write for a report how suggestions were made and how good they were."""
    how = _(
        "Suggestions were made on the researchers' own computer by a logistic regression per code on words and sentence "
        "vectors, together with the codebook ({model}); no text left the computer, and every coding was decided on by a person."
    )
    return " ".join([how.format(model=found["model"]), *summary(found)])


def _whole(found: Record, stamp: str) -> Sheet:
    rows: list[Sequence[Cell]] = [
        (_("surest code right"), rate_words(found["precision_at_1"])),
        (_("the same by cues alone"), rate_words(found["precision_at_1_cues"])),
        (_("codes among the first three"), _short(found["recall_at_3"])),
        (_("shown from {p}%").format(p=number(found["shown_at"], 0)), rate_words(found["coverage"])),
        (_("right when shown"), rate_words(found["precision_when_shown"])),
        (_("F1 over all codings, over codes"), f"{_short(found['micro_f1'])}, {_short(found['macro_f1'])}"),
        (_("calibration error"), _short(found["calibration_error"])),
        (_("suggestions accepted"), rate_words(found["accepted"])),
        (_("right where suggestions were shown"), rate_words(found["anchoring"]["shown"])),
        (_("right where they were withheld"), rate_words(found["anchoring"]["withheld"])),
    ]
    about = ((_("suggester"), f"{found['suggester']} ({found['model']})"), (_("coder"), found["coder"]))
    notes = [summary(found)[0], *([summary(found)[-1]] if found["second_coder"] else [])]
    return Sheet(_("How good the suggestions are"), (_("What"), _("How often")), rows, about, notes, stamp)


def _codes(codebook: Codebook, found: Record, stamp: str) -> Sheet:
    columns = [_("Code"), _("Name"), _("Examples"), _("Right when shown"), _("Found"), _("F1"),
               _("Two coders"), _("Verdict")]  # fmt: skip
    rows: list[Sequence[Cell]] = [
        (
            row["code"], _name(codebook, row["code"]), row["examples"],
            _brief(row["precision"]), _brief(row["recall"]), _short(row["agreement"]),
            _short(row["between_coders"]), verdict_words(row["verdict"]),
        )
        for row in found["codes"]
    ]  # fmt: skip
    notes = [
        _("Intervals are 95% (Wilson). A dash: nothing to count."),
        _(
            "Too little data: fewer than 5 examples, or shown fewer than 5 times. "
            "Do not use: surely right in less than 70% of what is shown."
        ),
    ]
    return Sheet(_("Per code"), columns, rows, (), notes, stamp)


def _reliability(found: Record, stamp: str) -> Sheet:
    rows = [
        (f"{number(b['from'], 0)}–{number(b['to'], 0)}%", _short(b["stated"]), rate_words(b["right"]), _bar(b))
        for b in found["reliability"]
    ]
    note = _("█ how often right, │ how sure it said to be. Equal is good; a bar beyond the mark: better than it said.")
    title = _("Can a probability be believed?")
    return Sheet(title, (_("Probability"), _("Stated"), _("Right"), _("0% to 100%")), rows, (), (note,), stamp)


def _bar(row: Record) -> str:
    filled, mark = round(row["right"]["percentage"] / 100 * _BAR), min(_BAR - 1, int(row["stated"] / 100 * _BAR))
    cells = ["█"] * filled + ["░"] * (_BAR - filled)
    cells[mark] = "│"
    return "".join(cells)


def _curve(found: Record, stamp: str) -> Sheet:
    rows = [
        (step["learnt"], rate_words(step["precision_at_1"]), _short(step["recall_at_3"]))
        for step in found["learning_curve"]
    ]
    note = _("Each block was predicted before it was learnt from, in the order of the texts.")
    columns = (_("Learnt from texts"), _("Surest code right"), _("Among the first three"))
    return Sheet(_("The more coded, the better?"), columns, rows, (), (note,), stamp)


def reliability_svg(found: Record) -> str:
    """Draw stated probability against how often it was right; the diagonal is as good as can be."""

    def at(stated: float, right: float) -> tuple[str, str]:
        return f"{40 + _PLOT * stated / 100:.1f}", f"{10 + _PLOT * (1 - right / 100):.1f}"

    dots, bars = [], []
    for b in found["reliability"]:
        x, y = at(b["stated"], b["right"]["percentage"])
        low, high = at(0, b["right"]["low"])[1], at(0, b["right"]["high"])[1]
        bars.append(f'<line x1="{x}" x2="{x}" y1="{low}" y2="{high}" stroke="#0072b2"/>')
        dots.append(f'<circle cx="{x}" cy="{y}" r="4" fill="#0072b2"/>')
    (x0, y0), (x1, y1) = at(0, 0), at(100, 100)
    size, title = _PLOT + 60, _("Can a probability be believed?")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{title}" width="{size}" height="{size}" '
        f'viewBox="0 0 {size} {size}" font-size="11"><title>{title}</title>'
        f'<rect x="{x0}" y="{y1}" width="{_PLOT}" height="{_PLOT}" fill="none" stroke="#888"/>'
        f'<line x1="{x0}" y1="{y0}" x2="{x1}" y2="{y1}" stroke="#888" stroke-dasharray="4"/>'
        f'{"".join(bars)}{"".join(dots)}<text x="{x0}" y="{size - 25}">0%</text>'
        f'<text x="{x1}" y="{size - 25}" text-anchor="end">{_("stated")} 100%</text>'
        f'<text x="{x0}" y="8">{_("right")} 100%</text></svg>'
    )


def _name(codebook: Codebook, key: str) -> str:
    code = codebook.get(key)
    return code.name if code else ""


def code_cells(row: Record) -> tuple[str, str, str, str]:
    """Give examples, precision, recall and verdict of a code for a narrow list."""
    return (
        str(row["examples"]),
        _brief(row["precision"]),
        f"{row['recall']['n']}/{row['recall']['base']}",
        verdict_words(row["verdict"]),
    )


def _brief(rate: Record) -> str:
    if not rate["base"]:
        return "–"
    words = f"{rate['n']}/{rate['base']}"
    return words if rate["small_base"] else f"{words} ({number(rate['low'], 0)}–{number(rate['high'], 0)}%)"


def _short(value: float | None) -> str:
    return "–" if value is None else f"{number(float(value), 0)}%"
