"""Lists of consent, CSV or Excel: a row a person, a column for each thing that may be agreed to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from codeerbank.domain.consent import Scope
from codeerbank.domain.ports import ImportOptions
from codeerbank.i18n import _
from codeerbank.importers.lists import CSV, EXCEL, columns_named, read_list
from codeerbank.importers.problems import Problems
from codeerbank.importers.survey_personal import is_personal

_SCOPES: dict[Scope, Sequence[str]] = {
    "recording": ("opname", "recording"),
    "quote": ("citaat", "citeren", "quote"),
    "panel": ("klankbordgroep", "klankbord", "panel"),
    "publication": ("publicatie", "publication"),
    "archive": ("archief", "archive"),
    "contact": ("opnieuw benaderen", "benaderen", "contact", "contact again"),
}
_ALIASES: Mapping[str, Sequence[str]] = {
    "case": ("deelnemer", "pseudoniem", "respondent", "case", "participant"),
    "form": ("formulier", "versie", "formulierversie", "form"),
    "agreed": ("datum", "akkoord op", "date", "agreed"),
    "basis": ("grondslag", "basis"),
    "person": ("zelf akkoord", "zelf", "person"),
    "guardian": ("ouder akkoord", "ouder of voogd", "ouder", "voogd", "guardian"),
    "under_16": ("onder 16", "jonger dan 16", "under 16", "under_16"),
    "until": ("intrekken tot", "intrekken kan tot", "withdraw until", "withdraw_until"),
    **{str(scope): names for scope, names in _SCOPES.items()},
}
_BASES = {
    "toestemming": "consent",
    "algemeen belang": "public_task",
    "taak van algemeen belang": "public_task",
    "gerechtvaardigd belang": "legitimate_interest",
}
_YES, _NO = ("ja", "j", "yes", "y", "x", "1", "waar", "true"), ("nee", "n", "no", "0", "", "-", "onwaar", "false")


@dataclass(frozen=True, slots=True)
class ConsentRow:
    """A row of the list."""

    case: str
    form: str
    agreed: str
    basis: str
    scopes: Sequence[Scope]
    person: bool
    guardian: bool
    under_16: bool
    until: str


@dataclass(frozen=True, slots=True)
class ConsentList:
    """What a list says; ``contacts`` names columns that look like contact details."""

    rows: Sequence[ConsentRow]
    contacts: Sequence[str]
    remarks: Sequence[str]


def read_consents(path: Path) -> ConsentList:
    """Read a list; raises ImportProblems with every cell that says nothing that is understood."""
    problems = Problems(path)
    if path.suffix.lower() not in (*CSV, *EXCEL):
        problems.add(_("a list of consent is a .csv or .xlsx file"))
        problems.raise_if_any()
    table = read_list(path, ImportOptions(), lambda names: "case" in columns_named(names, _ALIASES))
    at = columns_named(table.header, _ALIASES)
    for name, heading in (("case", "deelnemer"), ("form", "formulier"), ("agreed", "datum")):
        if name not in at:
            problems.add(_("there is no column “{name}”").format(name=heading), table.first_line - 1)
    problems.raise_if_any(_("Give the columns the headings participant, form, date, quote, panel, publication."))
    used = set(at.values())
    left = [(place, name) for place, name in enumerate(table.header) if place not in used and name.strip()]
    cells = {place: [row[place] for row in table.rows] for place in range(len(table.header))}
    contacts = [name for place, name in left if is_personal(name, cells[place])]
    contacts += [table.header[place] for place in used if is_personal("", cells[place])]
    rows = [
        _row({name: row[place].strip() for name, place in at.items()}, problems, table.line(number))
        for number, row in enumerate(table.rows)
    ]
    problems.raise_if_any()
    unread = [name.strip() for _place, name in left if name not in contacts]
    remarks = [_("Columns that were not read: {names}.").format(names=", ".join(unread))] if unread else []
    return ConsentList(rows, contacts, [*table.remarks, *remarks])


def _row(cells: Mapping[str, str], problems: Problems, line: int) -> ConsentRow:
    for name in ("case", "form"):
        if not cells[name]:
            problems.add(_("the column “{name}” is empty").format(name=_ALIASES[name][0]), line)
    yes = {name: _said(cells, name, problems, line) for name in (*_SCOPES, "guardian", "under_16")}
    person = _said(cells, "person", problems, line) if "person" in cells else True
    basis = cells.get("basis", "").casefold() or "consent"
    if (found := _BASES.get(basis, basis)) not in _BASES.values():
        problems.add(_("“{value}” is no ground in law that is known here").format(value=basis), line)
    days = [_day(cells.get(name, ""), problems, line) for name in ("agreed", "until")]
    scopes = [scope for scope in _SCOPES if yes[scope]]
    return ConsentRow(
        cells["case"], cells["form"], days[0], found, scopes, person, yes["guardian"], yes["under_16"], days[1]
    )


def _said(cells: Mapping[str, str], name: str, problems: Problems, line: int) -> bool:
    word = cells.get(name, "").casefold()
    if word not in (*_YES, *_NO):
        problems.add(_("“{value}” is neither yes nor no").format(value=cells[name]), line)
    return word in _YES


def _day(words: str, problems: Problems, line: int) -> str:
    """Read 2026-03-01, 1-3-2026 or 01/03/2026; the time of day that Excel adds is left out."""
    if not words:
        return ""
    parts = words.split("T")[0].split(" ")[0].replace("/", "-").split("-")
    order = parts if len(parts[0]) == 4 else parts[::-1]
    try:
        return date(*map(int, order)).isoformat()
    except (ValueError, TypeError):
        problems.add(_("“{value}” is no date").format(value=words), line)
        return ""
