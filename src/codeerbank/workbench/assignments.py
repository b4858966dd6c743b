"""A list of which coding goes to which code, as a researcher fills it in in a spreadsheet."""

from __future__ import annotations

from pathlib import Path

from codeerbank.domain.ids import Id
from codeerbank.i18n import _
from codeerbank.importers.csv_rows import read_csv
from codeerbank.importers.problems import Problems


def read_assignments(path: Path) -> dict[Id, str]:
    """Read the columns id and code of a .csv; a row without a code is left out. Raises ImportProblems with each wrong row."""
    table, problems = read_csv(path), Problems(path)
    columns = {name.strip().casefold(): n for n, name in enumerate(table.header)}
    missing = [name for name in ("id", "code") if name not in columns]
    for name in missing:
        problems.add(_("there is no column {name}").format(name=name), 1)
    problems.raise_if_any(_("Make them with: codeerbank list codings --json, or type a header id;code."))
    found: dict[Id, str] = {}
    for n, row in enumerate(table.rows):
        identity, code = row[columns["id"]].strip(), row[columns["code"]].strip()
        if code and not identity:
            problems.add(_("there is a code, but no id"), table.line(n))
        elif code and found.setdefault(identity, code) != code:
            problems.add(_("{id} goes to two codes").format(id=identity), table.line(n))
    problems.raise_if_any()
    return found
