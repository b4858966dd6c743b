"""The second half of the practice study: printed tables computed again, the klankbordgroep, displays and report."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

from codeerbank.domain.joint import JointForm
from codeerbank.i18n import _
from codeerbank.workbench import practice
from codeerbank.workbench.auditing import audit
from codeerbank.workbench.demo_story import Story, tell_row, tell_theme
from codeerbank.workbench.display_rows import Asked, Evidence
from codeerbank.workbench.displays import display_of
from codeerbank.workbench.output import export, note_export, write_file
from codeerbank.workbench.panel import make_form
from codeerbank.workbench.session import Session

NAMELESS = "Turfstekerskade"
"""The quote that is told shows how a name and a street are taken out."""
TITLE = "Herken jij dit?"
CONTACT, TELEPHONE, WEEKS = "Anna van het onderzoeksteam", "06 - 00 00 00 00", 2
FORM, CODINGS, REPORT = "formulier-K1.html", "coderingen-oefendata.csv", "rapport.docx"
DISPLAYS: Mapping[str, JointForm] = {
    "joint-display.xlsx": "work",
    "joint-display.html": "report",
    "joint-display.csv": "work",
}
WRITTEN = (FORM, *DISPLAYS, CODINGS, REPORT)
"""What the study leaves beside the project."""
SHOWN = "M2.1"
"""The row of the display that is told besides those the klankbordgroep renamed."""
IMPOSSIBLE = ("wrong_base", "copied_column", "factor_ten")
"""Of each of these mistakes in the published tables the first is told."""


def audit_tables(story: Story) -> None:
    """Tell some of the numbers in the published tables that cannot be right, and why."""
    found = audit(practice.shipped(practice.PUBLISHED)).report
    story.part(_("Printed tables computed again: what cannot be right"))
    told = _("{n} numbers in the published tables ({cells} cells looked at) cannot be right. Three of them:")
    story.tell(told.format(n=len(found.errors), cells=found.cells))
    for kind in IMPOSSIBLE:
        flag = next(one for one in found.flags if one.kind == kind)
        place = f"{flag.row_label or flag.row}, {flag.column_label or flag.column}"
        words = _("Table {table}, {place}: {printed}. {cause}")
        story.tell(words.format(table=flag.table, place=place, printed=flag.printed, cause=flag.cause), 1)


def ask_panel(session: Session, place: Path, story: Story) -> Path:
    """Release quotes, print a form of them, take in what came back and rename what the panel calls otherwise."""
    story.part(_("The klankbordgroep has its say, and words change by it"))
    coded = practice.release_quotes(session)
    released = session.read.quotes.released("panel")
    told = next(n for n, one in enumerate(coded) if NAMELESS in one.quote)
    story.tell(_("{n} quotes leave the team, without names and each with a reason:").format(n=len(released)))
    story.tell(f"“{coded[told].quote}”", 1)
    story.tell(f"→ “{released[told].text}”", 1)
    back = (date.today() + timedelta(weeks=WEEKS)).isoformat()
    made = make_form(session, place / FORM, CONTACT, TELEPHONE, back, title=TITLE).result()
    replies = practice.read_replies(session)
    words = _("Form {code} ({file}) fits on a phone and on paper. {n} members sent a line back, such as:")
    story.tell(words.format(code=made.form.code, file=made.path.name, n=len(replies)))
    story.tell(replies[0][0], 1)
    for code, former in practice.keep_outcomes(session):
        changed = _(
            "“{former}” is called “{name}” from now on, everywhere; the reason stands in the log and with the code."
        )
        story.tell(changed.format(former=former, name=session.code(code).name))
    return made.path


def leave(session: Session, place: Path, story: Story) -> list[Path]:
    """Decide on rows of the joint display; write it in three forms, the codings, and the report."""
    story.part(_("Figures and quotes side by side"))
    decided = practice.conclude(session)
    evidence = Evidence(session, Asked())
    display, rows = display_of(evidence, "side-by-side"), evidence.rows
    renamed = [row.code for row in rows if row.panel and row.panel.other_words and session.code(row.code).aliases]
    for theme in session.codebook.codes:
        if theme.parent is None and not theme.rest:
            tell_theme(display, rows, theme.key, story)
    words = _("On {n} rows the team decided how figures and words relate, with another explanation and how sure.")
    story.tell(words.format(n=decided))
    for code in (SHOWN, *renamed):
        tell_row(display, rows, code, story)
    written = []
    for name, form in DISPLAYS.items():
        written.append(write_file(place / name, [display.sheet(form)]))
        note_export(session, "joint", "team", len(rows), written[-1])
    codings, report = place / CODINGS, place / REPORT
    export(session, "codings", codings)
    export(session, "report", report)
    return [*written, codings, report]
