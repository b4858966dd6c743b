"""The lines of the list in which files on their way in are looked over: each says one thing, and what Enter does."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import wrap

from codeerbank.i18n import N_, _, ngettext
from codeerbank.tui.display import shortened
from codeerbank.tui.intake.entry import Entry
from codeerbank.tui.intake.row import Act, Row
from codeerbank.tui.intake.survey_rows import question_rows, setting_rows
from codeerbank.tui.intake.text_rows import text_rows
from codeerbank.workbench.intake import FileReport
from codeerbank.workbench.intake_preview import DocumentPreview
from codeerbank.workbench.intake_summary import Outline, SurveyPreview

NOUNS = {
    "transcript": N_("conversation with speakers"),
    "summary": N_("report without speakers"),
    "survey": N_("survey"),
    "codebook": N_("codebook"),
    "codings": N_("codings"),
    "participants": N_("list of participants"),
}
_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods")
_REMARKS = 12
_OPTION = re.compile(r"[^.;]*(?<!\w)--[a-z][^.;]*(?:[.;]\s*|$)")


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the project makes of the files: nothing yet, refused for these reasons, or what each would bring."""

    problems: Sequence[str] = ()
    reports: Sequence[FileReport] | None = None
    writing: bool = False


def rows(entries: Sequence[Entry], outlook: Outlook, width: int) -> list[Row]:
    """Write down all there is to see, of files that are looked over."""
    lines = [*_head(entries, outlook, width)]
    reports = iter(outlook.reports or ())
    for number, entry in enumerate(entries):
        report = next(reports, None) if entry.taken and not entry.waits else None
        lines.append(Row(_title(entry, report, width), Act("fold", number), strong=True))
        if entry.unfolded:
            lines += _details(entry, number, report, width)
    return lines


def _head(entries: Sequence[Entry], outlook: Outlook, width: int) -> Iterator[Row]:
    taken = [entry for entry in entries if entry.taken]
    refused = [entry for entry in taken if entry.problems]
    waits = sum(entry.waits for entry in taken)
    act = None
    if outlook.writing:
        words = _("They are coming in …")
    elif not taken:
        words = _("No file is left to bring in.")
    elif waits:
        words = ngettext("{n} file is being read …", "{n} files are being read …", waits)
    elif refused or outlook.problems:
        one, many = "{n} file cannot come in; nothing was changed.", "{n} files cannot come in; nothing was changed."
        words = ngettext(one, many, len(refused)) if refused else _("This cannot come in; nothing was changed.")
    elif outlook.reports is None:
        words = _("Compared with the project …")
    else:
        words, act = f"[ {ngettext('Bring {n} file in', 'Bring {n} files in', len(taken))} ]", Act("bring_in")
    yield Row(words, act, strong=True)
    yield from _told(outlook.problems, "  ", width)


def _title(entry: Entry, report: FileReport | None, width: int) -> str:
    told = report.told if report else _(NOUNS[entry.kind]) if entry.kind else ""
    if not entry.taken:
        told = _("stays out")
    elif entry.problems:
        told = _("cannot be read")
    return shortened(f"{'▾' if entry.unfolded else '▸'} {entry.path.name}" + (f": {told}" if told else ""), width)


def _details(entry: Entry, number: int, report: FileReport | None, width: int) -> Iterator[Row]:
    yield Row("  " + _("Goes in: {answer}").format(answer=_("yes") if entry.taken else _("no")), Act("take", number))
    yield from _settings(entry, number)
    if isinstance(entry.summary, SurveyPreview):
        yield from setting_rows(entry, entry.summary, number)
    yield from _told(entry.problems, "  ! ", width)
    remarks = report.remarks if report else ()
    yield from _told(remarks[:_REMARKS], "  ! ", width)
    if (rest := len(remarks) - _REMARKS) > 0:
        yield Row("  ! " + ngettext("and {n} more", "and {n} more", rest))
    match entry.summary:
        case DocumentPreview() as text:
            yield from text_rows(entry, text, number, width)
        case SurveyPreview() as survey:
            yield from question_rows(survey, number, width)
        case Outline() as outline:
            yield from (Row("    " + shortened(line, width - 4)) for line in outline.lines)


def _settings(entry: Entry, number: int) -> Iterator[Row]:
    kind = f"{_(NOUNS[entry.kind])} {_found(entry.noun)}" if entry.kind else _("not known")
    yield Row("  " + _("What it is: {kind}").format(kind=kind.rstrip()), Act("noun", number))
    encoding = entry.options.encoding or (entry.summary.encoding if entry.summary else "")
    if encoding or entry.problems:
        chosen = encoding + " " + _found(entry.options.encoding) if encoding else _("not known")
        yield Row("  " + _("Character set: {name}").format(name=chosen.rstrip()), Act("encoding", number))
    if entry.path.suffix.lower() in _SHEETS:
        sheet = entry.options.sheet or _("the first")
        yield Row("  " + _("Sheet: {name}").format(name=shortened(sheet, 40)), Act("sheet", number))
    if entry.columns:
        yield Row("  " + _("Key of the respondents: choose a column"), Act("key", number))


def _found(said: str | None) -> str:
    return "" if said else _("(found out)")


def _told(sentences: Sequence[str], lead: str, width: int) -> Iterator[Row]:
    """Fold sentences about a file into lines, each sentence with its own lead."""
    for sentence in sentences:
        lines = wrap(without_options(sentence), max(20, width - len(lead)))
        yield from (Row((" " * len(lead) if n else lead) + line) for n, line in enumerate(lines))


def without_options(words: str) -> str:
    """Leave out what a sentence says about options of the command: on the screen the lines themselves are the options."""
    return " ".join(_OPTION.sub(" ", words).split()) if "--" in words else words
