"""``import``: files into the project, each one with a report of what was read and what was decided."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from codeerbank.cli.at_work import writing
from codeerbank.cli.command import as_json, by_coder, command
from codeerbank.cli.intake_shown import document_record, say_document
from codeerbank.cli.progress import Bar
from codeerbank.cli.show import print_json, say
from codeerbank.domain.ports import ImportNoun, ImportOptions
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench.intake import ImportReport, import_files

MOST_REMARKS = 12


@command(
    "import",
    _("Bring files into the project. The kind is found from the file itself unless --as says it."),
    "codeerbank import gesprek-1.docx gesprek-2.txt --as transcript",
    "codeerbank import enquete.csv --as survey --key respondent --open toelichting --dry-run",
    "codeerbank import gesprek-1.odt --dry-run --moderator GL --same Jan=J1 --person J1=Joris",
    "codeerbank import coderingen.csv --as codings",
    "codeerbank import deelnemers.csv --as participants --dry-run",
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar=_("FILE..."))
@click.option("--as", "noun", type=click.Choice(get_args(ImportNoun)), help=_("What the file is."))
@click.option("--key", metavar=_("COLUMN"), help=_("Survey: the column that names the respondent."))
@click.option("--open", "open_columns", metavar=_("COLUMN,..."), help=_("Survey: the open questions, to be coded."))
@click.option(
    "--closed", "closed_columns", metavar=_("COLUMN,..."),
    help=_("Survey: columns that are no open questions, whatever their answers look like."),
)  # fmt: skip
@click.option("--group", metavar=_("COLUMN"), help=_("Survey: the column that says which group someone is in."))
@click.option("--items", metavar=_("FILE"), type=click.Path(path_type=Path),
              help=_("Survey: the questionnaire, with the words of questions and answers (see vragen.toml)."))  # fmt: skip
@click.option("--sheet", metavar=_("NAME"), help=_("Excel: the sheet to read; else the first."))
@click.option("--encoding", metavar=_("NAME"), help=_("The character set, when it is read wrongly by itself."))
@click.option("--name", metavar=_("NAME"), help=_("The document's name; else the name of the file."))
@click.option(
    "--update", is_flag=True, help=_("Survey: a newer export of a survey that is in the project; see --dry-run.")
)
@click.option("--with-personal", is_flag=True, help=_("Survey: also take columns that may hold personal data."))
@click.option("--moderator", multiple=True, metavar=_("LABEL"), help=_("Transcript: the label of who leads the talk."))
@click.option(
    "--participant", multiple=True, metavar=_("LABEL"),
    help=_("Transcript: the label of who takes part, and does not lead the talk."),
)  # fmt: skip
@click.option(
    "--same",
    multiple=True,
    metavar=_("LABEL=LABEL"),
    help=_("Transcript: two labels are one speaker; the second stays."),
)
@click.option(
    "--person", multiple=True, metavar=_("LABEL=NAME"), help=_("Transcript: the pseudonym of who has this label.")
)
@click.option("--again", is_flag=True, help=_("Transcript: bring it in though the project has the same text."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would happen."))
@by_coder
@as_json
def import_(
    files: tuple[Path, ...],
    noun: ImportNoun | None,
    key: str | None,
    open_columns: str | None,
    closed_columns: str | None,
    group: str | None,
    items: Path | None,
    sheet: str | None,
    encoding: str | None,
    name: str | None,
    update: bool,
    with_personal: bool,
    moderator: tuple[str, ...],
    participant: tuple[str, ...],
    same: tuple[str, ...],
    person: tuple[str, ...],
    again: bool,
    dry_run: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Bring files in, one after the other."""
    with writing(coder) as session, Bar(_("Importing")) as bar:
        options = ImportOptions(
            key, _names(open_columns), group, encoding, sheet, session.language, name, bar.show, items, with_personal,
            moderator, _pairs(same, "--same Jan=J1"), _pairs(person, "--person J1=Joris"), update,
            participant, _names(closed_columns), again,
        )  # fmt: skip
        report = import_files(session, files, noun, options, dry_run)
    if as_json:
        documents = [document_record(document) for document in report.documents]
        print_json({"action": report.action, "dry_run": dry_run, "lines": report.lines, "remarks": report.remarks,
                    "documents": documents})  # fmt: skip
    else:
        _say(report, dry_run)


def _names(written: str | None) -> tuple[str, ...]:
    """Read ``COLUMN,...``."""
    return tuple(column.strip() for column in (written or "").split(",") if column.strip())


def _pairs(written: tuple[str, ...], example: str) -> dict[str, str]:
    """Read ``LABEL=NAME`` pairs."""
    found = {}
    for pair in written:
        label, _equals, name = pair.partition("=")
        if not label.strip() or not name.strip():
            raise UsageError(
                _("{pair} does not say what belongs to what.").format(pair=pair),
                _("Write it as {example}.").format(example=example),
            )
        found[label.strip()] = name.strip()
    return found


def _say(report: ImportReport, dry_run: bool) -> None:
    say(*report.lines, *(f"  {remark}" for remark in report.remarks[:MOST_REMARKS]))
    if (rest := len(report.remarks) - MOST_REMARKS) > 0:
        say("  " + ngettext("and {n} more", "and {n} more", rest))
    if dry_run:
        for document in report.documents:
            say_document(document)
        say(_("Nothing was changed (--dry-run)."))
    elif report.action is None:
        say(_("There was nothing new in it; nothing was changed."))
    else:
        say(_("Undo: codeerbank undo"))
