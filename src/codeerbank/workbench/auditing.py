"""The audit of printed tables, one's own or somebody else's; it needs no project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codeerbank.domain.published import WHOLE_COLUMN
from codeerbank.domain.table import Cell, Sheet
from codeerbank.i18n import _, ngettext
from codeerbank.importers.published import read_published
from codeerbank.mixed.audit.check import audit_tables
from codeerbank.mixed.audit.findings import AuditReport, Flag, Remark

_REMARKS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Audited:
    """A file with what its audit found, for people and for programs."""

    file: str
    report: AuditReport

    def json(self) -> dict[str, Any]:
        """Give the documented keys."""
        report = self.report
        return {
            "file": self.file,
            "tables": report.tables,
            "cells": report.cells,
            "checked": report.checked,
            "flags": [flag.json() for flag in report.flags],
            "remarks": [remark.json() for remark in report.remarks],
            "undefined": [remark.json() for remark in report.undefined],
        }

    def sheet(self) -> Sheet:
        """Lay the flags out, a row each; what can be right and what could not be checked stands below."""
        report = self.report
        found = ngettext("{n} number cannot be right", "{n} numbers cannot be right", len(report.flags))
        about = [
            (_("File"), self.file),
            (_("Looked at"), _("{tables} tables, {cells} cells; {checked} percentages computed again").format(
                tables=report.tables, cells=report.cells, checked=report.checked)),
            (_("Found"), found if report.flags else _("nothing that cannot be right")),
        ]  # fmt: skip
        columns = [_("Table"), _("Row, column"), _("Printed"), _("Should be"), _("What is wrong, and the likely cause")]
        return Sheet(_("Audit of printed tables"), columns, list(map(_row, report.flags)), about, list(self._notes()))

    def _notes(self) -> Iterator[str]:
        if self.report.flags:
            yield _("The source decides: look there before you change a number.")
        yield from _told(_("Can be right, but a reader will ask"), self.report.remarks)
        yield from _told(_("Could not be checked"), self.report.undefined)


def audit(path: Path) -> Audited:
    """Check the tables in a file: .json, .csv or .xlsx; raises ImportProblems where there are none."""
    return Audited(path.name, audit_tables(read_published(path)))


def _row(flag: Flag) -> Sequence[Cell]:
    row = "" if flag.row == WHOLE_COLUMN else flag.row_label or flag.row
    column = "" if flag.column in (WHOLE_COLUMN, "%") else flag.column_label or flag.column
    place = ", ".join(filter(None, (row, column))) or flag.column
    return [flag.table, place, flag.printed, flag.expected, flag.cause]


def _told(title: str, remarks: Sequence[Remark]) -> Iterator[str]:
    for remark in remarks[:_REMARKS_SHOWN]:
        names = (remark.table, remark.row, remark.column)
        place = ", ".join(name for name in names if name not in (WHOLE_COLUMN, "%"))
        yield f"{title}: {place}. {remark.words}"
    if len(remarks) > _REMARKS_SHOWN:
        yield _("and {n} more remarks").format(n=len(remarks) - _REMARKS_SHOWN)
