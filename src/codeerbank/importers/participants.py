"""Lists of participants: who a label of a transcript is, with group, role and whatever else is known of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.people import Participant, Role
from codeerbank.domain.ports import ImportNoun, ImportOptions, NewParticipants, Reading
from codeerbank.i18n import N_, _
from codeerbank.importers.csv_rows import CsvRows
from codeerbank.importers.lists import CSV, EXCEL, columns_named, headings_of, read_list
from codeerbank.importers.problems import Problems
from codeerbank.importers.source import TEXT_SUFFIXES
from codeerbank.importers.survey_personal import is_personal

_ALIASES = {
    "label": ("label", "spreker", "speaker", "sprekerlabel"),
    "document": ("document", "transcript", "gesprek", "bestand", "file"),
    "case": ("pseudoniem", "pseudonym", "deelnemer", "participant", "case"),
    "group": ("groep", "group", "perspectief", "perspective"),
    "role": ("rol", "role"),
}
_NO_LIST = frozenset(("code", "codes", "start", "stop", "segment"))
_LEADS = ("moderator", "gespreksleider", "gespreksleidster", "interviewer", "facilitator", "observator", "notulist")
_TAKES_PART = ("deelnemer", "participant")


@dataclass(frozen=True, slots=True)
class ParticipantList:
    """Reads ``label;document;groep;pseudoniem``; a role and every other column come along as what is known of a person."""

    name: str = "participants"
    noun: ImportNoun = "participants"
    suffixes: Sequence[str] = (*CSV, *EXCEL)
    description: str = N_("List of participants: who each label is, CSV or Excel")

    def recognises(self, path: Path, head: bytes) -> float:
        """Look for a label and a document, a pseudonym or a group above the columns."""
        if path.suffix.lower() not in self.suffixes:
            return 0.0
        return 0.95 if any(map(_is_heading, headings_of(path, head))) else 0.0

    def read(self, path: Path, options: ImportOptions) -> Reading:
        """Read the people; raises with every row that says nothing, or something else than another row."""
        table = read_list(path, options, _is_heading)
        at = columns_named(table.header, _ALIASES)
        problems = Problems(path)
        if "label" not in at:
            problems.add(_("there is no column “{name}”").format(name="label"), table.first_line - 1)
            problems.raise_if_any(_("Give the columns the headings label, document, group and pseudonym."))
        traits, remarks = _traits(table, at, options.with_personal)
        people = list(_people(table, at, traits, problems))
        _check(people, problems)
        problems.raise_if_any()
        return Reading(NewParticipants(people, path.name), (*table.remarks, *remarks), table.encoding)


def _is_heading(names: Sequence[str]) -> bool:
    at = columns_named(names, _ALIASES)
    codings = _NO_LIST & {name.casefold() for name in names}
    return "label" in at and bool({"document", "case"} & at.keys()) and not codings


def _traits(table: CsvRows, at: Mapping[str, int], with_personal: bool) -> tuple[dict[str, int], list[str]]:
    """Choose the columns that come along as they are; those that may hold personal data stay out unless asked for."""
    used = {place for column, place in at.items() if column != "role"}
    if "role" in at and all(_speaks_as(row[at["role"]]) for row in table.rows if row[at["role"]].strip()):
        used.add(at["role"])
    traits, left = {}, []
    for place, name in enumerate(table.header):
        if place in used or not name.strip():
            continue
        if not with_personal and is_personal(name, [row[place] for row in table.rows]):
            left.append(name.strip())
        else:
            traits[name.strip()] = place
    told = _("Left out, for they may hold personal data: {names}. Take them along with --with-personal.")
    return traits, [told.format(names=", ".join(left))] if left else []


def _people(
    table: CsvRows, at: Mapping[str, int], traits: Mapping[str, int], problems: Problems
) -> Iterator[Participant]:
    for number, row in enumerate(table.rows):
        cells = {column: row[place].strip() for column, place in at.items()}
        line = table.line(number)
        if not cells["label"]:
            problems.add(_("the column “{name}” is empty").format(name="label"), line)
            continue
        role = _speaks_as(cells.get("role", "")) or "participant"
        said = at["role"] if _speaks_as(cells.get("role", "")) else None  # who led or took part is no trait
        known = {name: cell for name, place in traits.items() if place != said and (cell := row[place].strip())}
        document = _without_suffix(cells.get("document", ""))
        yield Participant(
            cells["label"], document, cells.get("case") or None, cells.get("group") or None, role, known, line
        )


def _speaks_as(words: str) -> Role | None:
    """Give the role in the talk that a word stands for; None for any other role, such as mother or teacher."""
    word = words.strip().casefold()
    return "moderator" if word in _LEADS else "participant" if word in _TAKES_PART else None


def _without_suffix(document: str) -> str:
    suffix = Path(document).suffix
    return document[: -len(suffix)] if suffix.lower() in TEXT_SUFFIXES else document


def _check(people: Sequence[Participant], problems: Problems) -> None:
    """Note labels that stand there twice, and people of whom two rows say something else."""
    places: dict[tuple[str, str], int] = {}
    known: dict[str, Participant] = {}
    for one in people:
        first = places.setdefault((one.document.casefold(), one.label), one.line)
        if first != one.line:
            words = _("label {label} of {document} stands on line {n} already")
            problems.add(words.format(label=one.label, document=one.document or "–", n=first), one.line)
        if one.case is None:
            continue
        before = known.setdefault(one.case, one)
        if (before.group, before.attributes) != (one.group, one.attributes):
            words = _("what it says of {name} differs from line {n}")
            problems.add(words.format(name=one.case, n=before.line), one.line)


IMPORTER = ParticipantList()
