"""How a table leaves: on the screen, as JSON or as a file, with its stamp wherever it goes."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from codeerbank.cli.overview import screen_width
from codeerbank.cli.show import print_json, say
from codeerbank.domain.quote import Audience
from codeerbank.domain.table import Sheet
from codeerbank.i18n import _, ngettext
from codeerbank.workbench.output import as_text, write_file

WIDEST = 200


def hand_over(
    sheet: Sheet, record: Callable[[], dict[str, Any]], audience: Audience, output: Path | None, as_json: bool
) -> None:
    """Write the table to a file, or print it for people or for programs.

    Programs of the team get every number; whoever is outside gets the table as people see it, small groups left out.
    """
    if output is not None:
        rows = list(sheet.rows)
        write_file(output, [replace(sheet, rows=rows)])
        if as_json:
            print_json({"file": str(output), "rows": len(rows), "stamp": sheet.stamp})
        else:
            written(output, len(rows), sheet.stamp)
    elif as_json and audience == "team":
        print_json(record())
    elif as_json:
        print_json(_seen(sheet))
    else:
        sys.stdout.write(as_text(sheet, screen_width(WIDEST)) + "\n")


def hand_over_all(
    sheets: Sequence[Sheet],
    record: Callable[[], dict[str, Any]],
    audience: Audience,
    output: Path | None,
    as_json: bool,
) -> None:
    """As ``hand_over``, for tables that belong together: one file, or one after another."""
    if len(sheets) == 1 or (as_json and audience == "team" and output is None):
        hand_over(sheets[0], record, audience, output, as_json)
    elif output is not None:
        held = [replace(sheet, rows=list(sheet.rows)) for sheet in sheets]
        write_file(output, held)
        rows, stamp = sum(len(list(sheet.rows)) for sheet in held), held[0].stamp
        if as_json:
            print_json({"file": str(output), "rows": rows, "stamp": stamp})
        else:
            written(output, rows, stamp)
    elif as_json:
        print_json({"tables": [_seen(sheet) for sheet in sheets]})
    else:
        sys.stdout.write("\n\n".join(as_text(sheet, screen_width(WIDEST)) for sheet in sheets) + "\n")


def _seen(sheet: Sheet) -> dict[str, Any]:
    """Give a table as people see it."""
    return {
        "title": sheet.title,
        "stamp": sheet.stamp,
        "about": [list(pair) for pair in sheet.about],
        "columns": list(sheet.columns),
        "rows": [list(row) for row in sheet.rows],
        "notes": list(sheet.notes),
    }


def written(path: Path, rows: int, stamp: str, beside: Sequence[Path] = ()) -> None:
    """Say what was written; a file is no change of the project, so there is nothing to undo."""
    say(
        ngettext("Written: {n} row", "Written: {n} rows", rows) + f" -> {path}",
        *(_("Beside it: {file}").format(file=file) for file in beside),
        *([f"[{stamp}]"] if stamp else []),
        _("To be rid of it, remove the file."),
    )
