"""What somebody may ask of an export besides what leaves and where to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal

from codeerbank.errors import UsageError
from codeerbank.i18n import _

CsvKind = Literal["machine", "people"]
_ONLY_FOR: Mapping[str, Sequence[str]] = {
    "counts": ["cases"],
    "by": ["matrix", "report"],
    "limit": ["matrix"],
    "coder": ["cases", "survey"],
    "question": ["survey"],
    "sensitive": ["quotes", "matrix", "report"],
}


@dataclass(frozen=True, slots=True)
class ExportChoices:
    """Choices with what holds where nothing is said.

    csv         a CSV file for programs (comma, point, one header line) or for people (semicolon, decimal comma)
    dictionary  write a data dictionary beside a file that has no place for one
    counts      cases: the number of fragments beside every 0 and 1
    by          matrix: ``document``, or the variable that makes the groups; "": the perspective, else the documents
    limit       matrix: quotes in a cell at most
    coder       cases, survey: a set of columns for each of these coders; none: one set, for whichever coder
    question    survey: take only codings on this open question
    sensitive   matrix, quotes for reading: show words that were marked as sensitive too
    """

    csv: CsvKind = "machine"
    dictionary: bool = False
    counts: bool = False
    by: str = ""
    limit: int = 3
    coder: Sequence[str] = ()
    question: str = ""
    sensitive: bool = False

    def check(self, what: str) -> None:
        """Refuse a choice that says nothing about this export; it would be passed over in silence."""
        for name in self._made():
            if what not in _ONLY_FOR.get(name, (what,)):
                raise UsageError(
                    _("--{option} belongs to: {names}.").format(option=name, names=", ".join(_ONLY_FOR[name])),
                    _("Leave it out for {what}.").format(what=what),
                )

    def _made(self) -> Iterator[str]:
        return (field.name for field in fields(self) if getattr(self, field.name) != field.default)
