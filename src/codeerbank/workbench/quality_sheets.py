"""The quality of suggestions as tables, for a terminal, a file or a page.

Made from the record of ``suggestion_quality.quality_record``.
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
from codeerbank.workbench.quality_figures import figures
from codeerbank.workbench.quality_words import anchoring_words, brief_rate, rate_words, short, summary
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for

Record = Mapping[str, Any]
_BAR = 20


def quality_sheets(session: Session, found: Record) -> list[Sheet]:
    """Give the whole, per code, how far a probability can be believed, and the learning curve."""
    stamp = stamp_for(session, "team")
    sheets = [_whole(found, stamp), _codes(session.codebook, found, stamp), _reliability(found, stamp)]
    return [*sheets, _curve(found, stamp)] if found["learning_curve"] else sheets


def write_quality(path: Path, session: Session, found: Record) -> None:
    """Write the tables to a file; a page also gets the figures."""
    from codeerbank.plugins import exporter_for

    exporter_for(path).write(path, quality_sheets(session, found), {"figure": figures(found)})


def _whole(found: Record, stamp: str) -> Sheet:
    texts = found["texts"]
    rows: list[Sequence[Cell]] = [
        (_("surest code right"), rate_words(found["precision_at_1"])),
        (_("the same by cues alone"), rate_words(found["precision_at_1_cues"])),
        (_("codes among the first three"), short(found["recall_at_3"], found["precision_at_1"]["base"])),
        (_("shown from {p}%").format(p=number(found["shown_at"], 0)), rate_words(found["coverage"])),
        (_("right when shown"), rate_words(found["precision_when_shown"])),
        (_("agreement with the coder (F1): over all codings"), short(found["micro_f1"], texts)),
        (_("the same, mean over codes"), short(found["macro_f1"], texts)),
    ]
    if found["second_coder"]:
        rows.append((_("agreement of two coders, over all codings"), short(found["between_coders"], found["compared"])))
    rows += [
        (_("how far probabilities are off (calibration error)"), short(found["calibration_error"], texts)),
        (_("suggestions accepted, of those decided on"), rate_words(found["accepted"])),
        (
            _("codings from an accepted suggestion"),
            out_of(found["from_suggestions"]["n"], found["from_suggestions"]["base"]),
        ),
    ]
    if not found["anchoring"]["reason"]:
        rows += [
            (_("surest code given where suggestions could be seen"), rate_words(found["anchoring"]["shown"])),
            (_("surest code given where they were left out"), rate_words(found["anchoring"]["withheld"])),
        ]
    about = ((_("suggester"), f"{found['suggester']} ({found['model']})"), (_("coder"), found["coder"]))
    told = summary(found)
    notes = [told[0], anchoring_words(found["anchoring"]), *told[5:]]
    return Sheet(_("How good the suggestions are"), (_("What"), _("How often")), rows, about, notes, stamp)


def _codes(codebook: Codebook, found: Record, stamp: str) -> Sheet:
    columns = [_("Code"), _("Name"), _("Verdict"), _("Examples"), _("Right when shown"), _("Found"), _("Agreement")]
    rows: list[Sequence[Cell]] = [
        (
            row["code"], _name(codebook, row["code"]), verdict_words(row["verdict"]), row["examples"],
            brief_rate(row["precision"]), f"{row['recall']['n']}/{row['recall']['base']}",
            " · ".join(short(row[of]) for of in ("agreement", "agreement_cues", "between_coders")),
        )
        for row in found["codes"]
    ]  # fmt: skip
    notes = [
        _("Intervals are 95% (Wilson), from a base of ten on. A dash: nothing to count."),
        _("Agreement with the coder, 2 × both / sum: of the suggester · of the cues alone · of a second coder."),
        _("Firm: the lower end of the interval is 70% or more, and better than the cues alone. Tentative: between."),
        _("Do not use: mostly wrong when shown, or surely right in less than 70%."),
        _("Too little data: fewer than 5 examples, or shown fewer than 5 times."),
    ]
    return Sheet(_("Per code"), columns, rows, (), notes, stamp)


def _reliability(found: Record, stamp: str) -> Sheet:
    rows = [
        (f"{number(b['from'], 0)}–{number(b['to'], 0)}%", short(b["stated"]), rate_words(b["right"]), _bar(b))
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
        (step["learnt"], rate_words(step["precision_at_1"]), short(step["recall_at_3"]))
        for step in found["learning_curve"]
    ]
    note = _("Each block was predicted before it was learnt from, in the order of the texts.")
    columns = (_("Learnt from texts"), _("Surest code right"), _("Among the first three"))
    return Sheet(_("The more coded, the better?"), columns, rows, (), (note,), stamp)


def _name(codebook: Codebook, key: str) -> str:
    code = codebook.get(key)
    return code.name if code else ""
