"""Small files of known numbers: totals of a population, and how many answered of those who were invited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from codeerbank.domain.frequency import FrequencyTable
from codeerbank.domain.numbers import number, out_of
from codeerbank.domain.table import Cell, Sheet
from codeerbank.errors import UsageError
from codeerbank.i18n import _, language
from codeerbank.importers.csv_rows import CsvRows, read_csv
from codeerbank.mixed.outcome_sheet import name_of_test, p_in_words
from codeerbank.mixed.statistics.representativeness import Representativeness, representativeness

# the English name first, then the Dutch one that is asked for
_NAMES: Mapping[str, Sequence[str]] = {
    "variable": ("variable", "variabele", "vraag"),
    "category": ("category", "categorie", "waarde", "value", "groep", "group"),
    "total": ("total", "totaal", "aantal", "n", "count"),
    "channel": ("channel", "kanaal"),
    "invited": ("invited", "uitgenodigd"),
    "begun": ("begun", "begonnen", "started"),
    "finished": ("finished", "afgemaakt", "voltooid", "completed"),
    "usable": ("usable", "bruikbaar"),
}
STAGES = ("invited", "begun", "finished", "usable")


def known_totals(path: Path) -> dict[str, dict[str, float]]:
    """Read totals per variable and category; without a column for the variable its name is empty."""
    rows = read_csv(path)
    places = _places(path, rows, ("category", "total"))
    found: dict[str, dict[str, float]] = {}
    for n, row in enumerate(rows.rows):
        variable = row[places["variable"]].strip() if "variable" in places else ""
        category, total = row[places["category"]].strip(), _amount(row[places["total"]])
        if total is None or not category or category in found.get(variable, {}):
            raise UsageError(
                _("{file}, line {line}: a category once, and a number of 0 or more.").format(
                    file=path.name, line=rows.line(n)
                ),
                _("For example: category;total and below it 18-25;1200."),
                str(path),
            )
        found.setdefault(variable, {})[category] = total
    if not found or not all(any(of.values()) for of in found.values()):
        raise UsageError(
            _("{file} holds no total above 0.").format(file=path.name),
            _("For example: category;total and below it 18-25;1200."),
            str(path),
        )
    return found


def _places(path: Path, rows: CsvRows, needed: Sequence[str]) -> dict[str, int]:
    names = [name.strip().casefold() for name in rows.header]
    places = {key: names.index(name) for key, known in _NAMES.items() for name in known[::-1] if name in names}
    if missing := [key for key in needed if key not in places]:
        place = int(language() != "en")
        shown = {key: _NAMES[key][place] for key in needed}
        raise UsageError(
            _("{file} has no column {names}.").format(file=path.name, names=", ".join(shown[key] for key in missing)),
            _("The first line names the columns: {names}.").format(names=", ".join(shown.values())),
            str(path),
        )
    return places


def _amount(text: str) -> float | None:
    try:
        value = float(text.strip().replace(",", "."))
    except ValueError:
        return None
    return value if 0 <= value < float("inf") else None


def against_known(table: FrequencyTable, path: Path) -> FrequencyTable:
    """Set a table of everybody beside known totals of the same categories."""
    totals = known_totals(path)
    known = totals.get(table.variable) or totals.get("")
    if known is None or table.by is not None or table.multiple or not table.groups:
        raise UsageError(
            _("Known totals belong to one question with one answer per person, without --by."),
            _("The file names the variable {name}, or has no column for it.").format(name=table.variable),
        )
    rows = table.groups[0].rows
    keys = {name: row.value for row in rows for name in (row.label, row.value)}
    labels = {row.value: row.label for row in rows}
    found = representativeness(
        {row.label: row.n for row in rows if row.n or row.label in known or row.value in known},
        {labels.get(keys.get(name, ""), name): total for name, total in known.items()},
    )
    return replace(table, known=_record(found), notes=[*table.notes, found.sentence])


def _record(found: Representativeness) -> dict[str, Any]:
    return {
        "categories": [
            {
                "category": one.category,
                "n": one.n,
                "pct": one.pct,
                "pct_population": one.pct_population,
                "expected": one.expected,
                "points": one.points,
            }
            for one in found.categories
        ],
        "test": {
            "name": found.test.test,
            "statistic": found.test.statistic,
            "p": found.test.p,
            "effect": found.test.effect,
            "how": found.test.how,
            "reason": found.test.reason or None,
        },
        "sentence": found.sentence,
    }


def known_sheet(table: FrequencyTable, stamp: str) -> Sheet:
    """Lay a table against known totals out for people."""
    known = table.known or {}
    test = known["test"]
    rows: list[Sequence[Cell]] = [
        [
            one["category"],
            one["n"],
            "–" if table.n_valid < 10 else number(one["pct"]),
            number(one["pct_population"]),
            "–" if one["points"] is None else number(one["points"]),
        ]
        for one in known["categories"]
    ]
    told = f"{name_of_test(test['name'])}: p = {p_in_words(test['p'])}"
    columns = [_("Answer"), _("n"), _("% here"), _("% known"), _("difference in points")]
    return Sheet(_("Against known totals"), columns, rows, [(_("Test"), told)], [known["sentence"]], stamp)


@dataclass(frozen=True, slots=True)
class Response:
    """Who was invited and what came of it, by channel, and in all."""

    rows: Sequence[Mapping[str, Any]]

    def json(self) -> dict[str, Any]:
        """Give the numbers and the share of the stage before and of those invited."""
        return {"channels": [dict(row) for row in self.rows]}

    def sheet(self, stamp: str) -> Sheet:
        """Lay it out, each stage with its share of the invited."""
        heads = {
            "invited": _("Invited"), "begun": _("Begun"), "finished": _("Finished"), "usable": _("Usable"),
        }  # fmt: skip
        rows = [[row["channel"], *(_stage(row, stage) for stage in STAGES)] for row in self.rows]
        notes = [_("Percentages are of those invited by this channel; – means that this was not counted.")]
        return Sheet(_("Response"), [_("Channel"), *heads.values()], rows, (), notes, stamp)


def _stage(row: Mapping[str, Any], stage: str) -> Cell:
    n, invited = row[stage], row["invited"]
    if n is None:
        return "–"
    return out_of(n, invited) if stage != "invited" and invited else number(n)


def response(path: Path) -> Response:
    """Read who was invited, began, finished and gave usable answers, by channel; refused where a stage grows."""
    rows = read_csv(path)
    places = _places(path, rows, ("channel", "usable"))
    found: list[dict[str, Any]] = []
    for n, row in enumerate(rows.rows):
        counts = {stage: _whole(row[places[stage]]) if stage in places else None for stage in STAGES}
        known = [count for count in counts.values() if count is not None]
        if known != sorted(known, reverse=True) or any(
            stage in places and counts[stage] is None and row[places[stage]].strip() for stage in STAGES
        ):
            raise UsageError(
                _("{file}, line {line}: whole numbers that do not grow from invited to usable.").format(
                    file=path.name, line=rows.line(n)
                ),
                _("Leave a cell empty where it was not counted."),
                str(path),
            )
        found.append({"channel": row[places["channel"]].strip(), **counts})
    whole = {stage: _sum([one[stage] for one in found]) for stage in STAGES}
    return Response([*found, {"channel": _("In all"), **whole}])


def _whole(text: str) -> int | None:
    value = _amount(text)
    return int(value) if value is not None and value == int(value) else None


def _sum(counts: Sequence[int | None]) -> int | None:
    """Add up; what one channel did not count is not known for all."""
    known = [count for count in counts if count is not None]
    return sum(known) if known and len(known) == len(counts) else None
