"""The audit of printed tables, one's own or somebody else's; it needs no project."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codeerbank.domain.published import WHOLE_COLUMN
from codeerbank.domain.table import Sheet
from codeerbank.i18n import _, ngettext
from codeerbank.importers.published import read_published
from codeerbank.mixed.audit.check import audit_publication
from codeerbank.mixed.audit.findings import AuditReport, Remark
from codeerbank.workbench.audit_rows import found_in, looked_at, row_of, rows_together

_REMARKS_SHOWN = 20
_PLACES_SHOWN = 6


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
            "errors": len(report.errors),
            "warnings": len(report.warnings),
            "flags": [flag.json() for flag in report.flags],
            "remarks": [remark.json() for remark in report.remarks],
            "undefined": [remark.json() for remark in report.undefined],
        }

    def sheet(self, together: bool = False) -> Sheet:
        """Lay the flags out, a row each; what can be right and what could not be checked stands below.

        together   one row for numbers of a column that are wrong in the same way, as a screen has room for
        """
        report = self.report
        about = [
            (_("File"), self.file),
            (_("Looked at"), looked_at(report)),
            (_("Found"), found_in(report)),
        ]  # fmt: skip
        columns = [_("Table"), _("Row, column"), _("Printed"), _("Should be"), _("What is wrong, and the likely cause")]
        flags = [flag for flag in report.flags if not flag.part_of]
        rows = rows_together(flags) if together else [row_of(flag) for flag in flags]
        return Sheet(_("Audit of printed tables"), columns if rows else [], rows, about, list(self._notes()))

    def _notes(self) -> Iterator[str]:
        if self.report.flags:
            yield _("The source decides: look there before you change a number.")
        yield from _told(_("Can be right, but a reader will ask"), self.report.remarks)
        yield from _told(_("Could not be checked"), self.report.undefined)


def audit(path: Path) -> Audited:
    """Check the tables in a file: .json, .csv or .xlsx; raises ImportProblems where there are none."""
    return Audited(path.name, audit_publication(read_published(path)))


def _told(title: str, remarks: Sequence[Remark]) -> Iterator[str]:
    """Name the places of each thing to say, all that it is said of in one line."""
    alike: dict[str, list[str]] = {}
    for remark in remarks:
        names = (remark.table, remark.row_label or remark.row, remark.column_label or remark.column)
        place = ", ".join(name for name in names if name not in (WHOLE_COLUMN, "%", "n"))
        alike.setdefault(remark.words, []).append(place)
    for words, places in list(alike.items())[:_REMARKS_SHOWN]:
        left = len(places) - _PLACES_SHOWN
        more = [ngettext("and {n} more", "and {n} more", left)] if left > 0 else []
        yield f"{title}: {'; '.join([*places[:_PLACES_SHOWN], *more])}. {words}"
    if len(alike) > _REMARKS_SHOWN:
        yield ngettext("and {n} more remark", "and {n} more remarks", len(alike) - _REMARKS_SHOWN)
