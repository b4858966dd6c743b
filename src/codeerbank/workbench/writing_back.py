"""The coded and recoded variables, written behind the columns of a copy of the file the survey came from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from codeerbank.domain.survey_file import SurveyColumn
from codeerbank.domain.table import Sheet
from codeerbank.errors import Conflict
from codeerbank.exporters.dictionary import dictionary_sheets
from codeerbank.exporters.written_back import Original, read_original, write_back
from codeerbank.i18n import _
from codeerbank.workbench.blinding import as_seen
from codeerbank.workbench.export_survey import coded_columns, meaning_of
from codeerbank.workbench.output import dictionary_beside, note_export, write_file
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for


@dataclass(frozen=True, slots=True)
class WrittenBack:
    """A copy with more columns: how many rows met a respondent, and what proves that the rest is as it was.

    legend   the file beside it that says what the new columns hold; None where the copy itself carries labels
    """

    rows: int
    met: int
    original: int
    added: Sequence[str]
    key: str
    hash: str
    legend: Path | None = None

    def words(self) -> list[str]:
        """Say what was done and proved."""
        return [
            _("{met} of {rows} rows met a respondent by {key}.").format(met=self.met, rows=self.rows, key=self.key),
            _("{n} columns read back the same, in the same order; {m} columns stand behind them.").format(
                n=self.original, m=len(self.added)
            ),
            _("Original: sha256 {hash}").format(hash=self.hash),
            *([_("What the new columns mean: {file}").format(file=self.legend.name)] if self.legend else []),
        ]


def write_codes_back(session: Session, original: Path, copy: Path) -> WrittenBack:
    """Write a copy of a survey file with codes and recodings behind it; refused where nobody can say whose row is whose."""
    before = read_original(original)
    mark = sha256(original.read_bytes()).hexdigest()
    with as_seen(session):
        respondents, columns = coded_columns(session, before.names)
    at = {name: n for n, name in enumerate(respondents)}
    key, names = _key(before, at)
    aligned = [replace(one, cells=[one.cells[at[name]] if name in at else "" for name in names]) for one in columns]
    write_back(original, copy, aligned)
    if sha256(original.read_bytes()).hexdigest() != mark:
        raise Conflict(_("{path} changed while it was read.").format(path=original), _("Try again."), str(original))
    note_export(session, "survey", "team", len(names), copy, len(before.names))
    met = sum(name in at for name in names)
    added = [one.name for one in aligned]
    return WrittenBack(len(names), met, len(before.names), added, key, mark, _legend(session, copy, aligned))


def legend_beside(copy: Path) -> Path | None:
    """Name the legend of a copy; None where the format has labels of its own."""
    return None if copy.suffix.lower() == ".sav" else dictionary_beside(copy)


def _legend(session: Session, copy: Path, columns: Sequence[SurveyColumn]) -> Path | None:
    """Write what the new columns hold beside a copy that has no place for labels."""
    path = legend_beside(copy)
    tables = dictionary_sheets(
        [Sheet("", (), (), stamp=stamp_for(session, "team"), dictionary=list(map(meaning_of, columns)))]
    )
    return write_file(path, tables) if path and tables else None


def _key(before: Original, at: Mapping[str, int]) -> tuple[str, list[str]]:
    """Find the column that names the respondents: each row another one, and more of them known than in any other."""
    best: tuple[int, str, list[str]] = (0, "", [])
    for place, name in enumerate(before.names):
        texts = before.texts(place)
        filled = [text for text in texts if text]
        known = sum(text in at for text in filled)
        if len(filled) == len(set(filled)) and known > best[0]:
            best = (known, name, texts)
    if not best[0] or 2 * best[0] < len(best[2]):
        _refuse_twice(before, at)
        raise Conflict(
            _("No column of this file names the respondents of this project."),
            _("Take the file that the survey was brought in from; look at: codeerbank list cases"),
        )
    return best[1], best[2]


def _refuse_twice(before: Original, at: Mapping[str, int]) -> None:
    """Refuse a file that names the respondents, some of them on more than one row: nobody could say which is whose."""
    for place, name in enumerate(before.names):
        counted = Counter(text for text in before.texts(place) if text)
        twice = [text for text, n in counted.items() if n > 1 and text in at]
        if twice and 2 * sum(text in at for text in counted) >= len(before.texts(place)) and len(twice) < len(counted):
            raise Conflict(
                _("In the column {name} a respondent stands on more than one row: {names}.").format(
                    name=name, names=", ".join(twice[:5])
                ),
                _("Give every respondent one row, as in the file that the survey was brought in from."),
                name,
            )
