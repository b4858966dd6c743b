"""What leaves the project as a table, for whom, and into which file."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from codeerbank.domain.events import Exported
from codeerbank.domain.paper import PaperWriter
from codeerbank.domain.ports import Exporter
from codeerbank.domain.quote import Audience
from codeerbank.domain.report import QuoteWriter
from codeerbank.domain.survey_file import SurveyWriter
from codeerbank.domain.table import Cell, Sheet
from codeerbank.errors import UsageError
from codeerbank.exporters.dictionary import dictionary_sheets
from codeerbank.exporters.survey_table import survey_sheet
from codeerbank.i18n import _, ngettext
from codeerbank.plugins import exporter_for
from codeerbank.workbench import export_cases, export_tables
from codeerbank.workbench.blinding import as_seen
from codeerbank.workbench.export_choices import ExportChoices
from codeerbank.workbench.export_quotes import quote_report
from codeerbank.workbench.export_survey import survey_file
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for

REPORT = "report"
"""The export that is a whole document instead of a table."""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written: rows (of quotes for reading: quotes), files, what to know about them, and the stamp they bear.

    identical   survey: the columns as they came in that were read back from the file and found the same
    """

    rows: int
    files: Sequence[Path]
    stamp: str
    remarks: Sequence[str] = ()
    identical: int = 0


def export(
    session: Session, what: str, path: Path, audience: Audience = "team", choices: ExportChoices | None = None
) -> ExportReport:
    """Write one of the exports to a file, and note it in the log where this session may write.

    A CSV file is written for programs (comma, point, one header line) unless the choices say otherwise: what people
    read is made by the tables and displays. A survey is read back before it counts as written; quotes for reading
    stand under their codes. For ``outside`` there are released quotes only; anything else raises PrivacyRefusal. Who
    codes blind takes only their own codings along.
    """
    asked = choices or ExportChoices()
    asked.check(what)
    exporter = exporter_for(path)
    with as_seen(session):
        if what == REPORT:
            report = _export_report(session, exporter, path, audience, asked)
        elif what == "survey" and audience == "team" and isinstance(exporter, SurveyWriter):
            report = _export_survey(session, exporter, path, asked)
        elif what == "quotes" and isinstance(exporter, QuoteWriter):
            report = _export_quotes(session, exporter, path, audience, asked)
        else:
            report = _export_sheets(session, what, path, audience, asked)
    note_export(session, what, audience, report.rows, path, report.identical)
    return report


def export_sheets(
    session: Session, what: str, audience: Audience = "team", choices: ExportChoices | None = None
) -> list[Sheet]:
    """Give an export as a table; rows are read while they are written."""
    if what not in EXPORTS:
        raise UsageError(
            _("{what} cannot be exported.").format(what=what), _("There are: {names}.").format(names=", ".join(EXPORTS))
        )
    stamp = stamp_for(session, audience)
    if audience != "team":
        return [replace(export_tables.released(session, what, audience), stamp=stamp)]
    return [replace(EXPORTS[what](session, choices or ExportChoices()), stamp=stamp)]


def beside(path: Path, choices: ExportChoices) -> list[Path]:
    """Name the files that an export may write beside the one that is asked for."""
    found = [dictionary_beside(path)] if choices.dictionary else []
    return [*found, path.with_name(f"{path.stem}-sets.sps")] if path.suffix.lower() == ".sav" else found


def write_file(path: Path, sheets: Sequence[Sheet], options: Mapping[str, str] | None = None) -> Path:
    """Write sheets to a file; the suffix chooses the format. Raises UsageError for a suffix nobody writes."""
    exporter_for(path).write(path, sheets, options or {})
    return path


def note_export(session: Session, what: str, audience: Audience, rows: int, path: Path, identical: int = 0) -> None:
    """Leave a line in the log about what left the project."""
    if session.writable:
        session.append(Exported(what, audience, rows, path.name, identical)).result()


def as_text(sheet: Sheet, width: int = 100) -> str:
    """Lay a table out for a terminal of ``width`` columns."""
    from codeerbank.exporters.text import plain

    return plain(sheet, width)


def _export_sheets(session: Session, what: str, path: Path, audience: Audience, asked: ExportChoices) -> ExportReport:
    counted = [_Counted(sheet) for sheet in export_sheets(session, what, audience, asked)]
    sheets = [one.sheet for one in counted]
    write_file(path, sheets, {"csv": asked.csv})
    files = [path, *_dictionary(path, sheets, asked)]
    return ExportReport(sum(one.rows for one in counted), files, stamp_for(session, audience))


def _export_survey(session: Session, writer: SurveyWriter, path: Path, asked: ExportChoices) -> ExportReport:
    survey = replace(survey_file(session, asked), stamp=stamp_for(session, "team"))
    written = writer.write_survey(path, survey, {"csv": asked.csv})
    files = [
        *written.files,
        *_dictionary(path, [Sheet("", (), (), stamp=survey.stamp, dictionary=survey.dictionary)], asked),
    ]
    rows, columns = len(survey.original[0].cells), len(survey.original)
    proof = ngettext(
        "{n} column as it was brought in, read back from the file: the same cells in the same order.",
        "{n} columns as they were brought in, read back from the file: the same cells in the same order.",
        columns,
    )
    added = ngettext(
        "{n} column made of codings stands behind.", "{n} columns made of codings stand behind.", len(survey.coded)
    )
    return ExportReport(rows, files, survey.stamp, [proof, added, *written.remarks], columns)


def _export_quotes(
    session: Session, writer: QuoteWriter, path: Path, audience: Audience, asked: ExportChoices
) -> ExportReport:
    report = quote_report(session, audience, asked.sensitive)
    report = replace(report, stamp=stamp_for(session, audience))
    writer.write_quotes(path, report, {})
    return ExportReport(sum(len(part.quotes) for part in report.parts), [path], report.stamp)


def _export_report(
    session: Session, exporter: Exporter, path: Path, audience: Audience, asked: ExportChoices
) -> ExportReport:
    from codeerbank.workbench.report import report

    if not isinstance(exporter, PaperWriter):
        raise UsageError(_("A report is written as a Word document."), _("Give a name that ends in .docx."))
    paper = report(session, audience, asked.by or "group", asked.sensitive)
    exporter.write_paper(path, paper)
    return ExportReport(len(paper.numbers), [path], paper.stamp)


def _dictionary(path: Path, sheets: Sequence[Sheet], asked: ExportChoices) -> list[Path]:
    """Write the data dictionary beside a file, where that was asked for."""
    tables = dictionary_sheets(sheets) if asked.dictionary else []
    if not tables:
        return []
    return [write_file(dictionary_beside(path), tables, {"csv": asked.csv})]


def dictionary_beside(path: Path) -> Path:
    """Name the file that says what the columns of another mean."""
    return path.with_name(f"{path.stem}-dictionary.csv")


class _Counted:
    """A sheet that counts its rows as they pass."""

    def __init__(self, sheet: Sheet) -> None:
        self.rows = 0
        self.sheet = replace(sheet, rows=self._passing(sheet.rows))

    def _passing(self, rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
        for row in rows:
            self.rows += 1
            yield row


def _survey(session: Session, choices: ExportChoices) -> Sheet:
    return survey_sheet(survey_file(session, choices), typed=True)


EXPORTS: Mapping[str, Callable[[Session, ExportChoices], Sheet]] = {
    "codings": export_tables.codings,
    "quotes": export_tables.quotes,
    "cases": export_cases.cases,
    "matrix": export_cases.matrix,
    "codebook": export_tables.codebook,
    "survey": _survey,
    "memos": export_tables.memos,
    "events": export_tables.events,
}
