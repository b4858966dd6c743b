"""The practice study, built and worked through from transcript to joint display, told as it goes."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.coding import Coding
from codeerbank.domain.joint import JointForm, JointRow
from codeerbank.domain.numbers import number
from codeerbank.domain.ports import ImportOptions
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.mixed.joint.display import Display
from codeerbank.resources import codebooks
from codeerbank.workbench import practice
from codeerbank.workbench.auditing import audit
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.disclosing import declare
from codeerbank.workbench.display_rows import Asked, Evidence
from codeerbank.workbench.displays import display_of
from codeerbank.workbench.history import redo, undo
from codeerbank.workbench.intake import import_files, preview
from codeerbank.workbench.output import export, note_export, write_file
from codeerbank.workbench.panel import make_form
from codeerbank.workbench.session import Session, create_project, open_project
from codeerbank.workbench.stamps import practice_stamp

FILE = "oefenstudie.codeerbank"
NAME = "Oefenstudie steunfiguren"
RESEARCHER, SECOND = "anna", "bram"
SHARP = ("groep-1-online", "makkelijk excuus")
"""The sharpest words of the study: here both coders are shown, and here the screen opens."""
SETTLED = "K2.3"
"""The difference that is told: neither coder had it."""
UNDECIDED = ("groep-3-jongeren", "Die zat in mijn map te lezen terwijl ik ernaast zat.")
NAMELESS = "Turfstekerskade"
"""The quote that is told shows how a name and a street are taken out."""
TITLE = "Herken jij dit?"
CONTACT, TELEPHONE, WEEKS = "Anna van het onderzoeksteam", "06 - 00 00 00 00", 2
DISPLAYS: Mapping[str, JointForm] = {
    "joint-display.xlsx": "work",
    "joint-display.html": "report",
    "joint-display.csv": "work",
}
SHOWN = "M2.1"
"""The row of the display that is told besides those the klankbordgroep renamed."""
IMPOSSIBLE = ("wrong_base", "copied_column", "factor_ten")
"""Of each of these mistakes in the published tables the first is told."""
WIDTH = 96
"""Longer lines are hard to read; a narrow terminal asks for shorter ones."""

Say = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished practice study, and the place where its screen opens."""

    path: Path
    document: str
    cursor: int


@dataclass(slots=True)
class _Story:
    """Says what is done: a numbered heading, and below it what there is to see."""

    say: Say
    width: int
    number: int = 0

    def part(self, heading: str) -> None:
        self.number += 1
        self.say("")
        for line in textwrap.wrap(f"{self.number}. {heading}", self.width, subsequent_indent="   "):
            self.say(line)

    def tell(self, words: str, deeper: int = 0) -> None:
        margin = " " * (3 + 3 * deeper)
        for line in textwrap.wrap(words, self.width, initial_indent=margin, subsequent_indent=margin):
            self.say(line)


def run_demo(folder: Path, say: Say, width: int = WIDTH) -> Built:
    """Build the practice study in a folder and do the whole job on it, told in lines of at most ``width`` characters.

    A folder that holds a practice study already is left as it is: the new one goes into a folder beside it.
    """
    place = _place(folder)
    if place != folder:
        say(_("{folder} holds a practice study already; this one goes into {new}.").format(folder=folder, new=place))
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = place / FILE
    story = _Story(say, width)
    book = preview(codebooks()["kunnen-willen-mogen"], "codebook")
    assert isinstance(book, Codebook)
    with create_project(path, NAME, RESEARCHER, codebook=book) as session:
        say(f"{NAME} – {practice_stamp(session)}")
        _bring_in(session, story)
        coded = [_code(session)]
    with open_project(path, SECOND) as session:
        coded.append(_code(session))
    with open_project(path, RESEARCHER) as session:
        at = _compare(session, story, coded)
        _decide(session, story)
        _audit(story)
        files = [_ask_panel(session, place, story), *_leave(session, place, story)]
    _goodbye(say, path, files)
    return Built(path, SHARP[0], at)


def _place(folder: Path) -> Path:
    """Choose a folder without a practice study: this one, or the first free one beside it."""
    place, n = folder, 1
    while (place / FILE).exists():
        n += 1
        place = folder.with_name(f"{folder.name}-{n}")
    if place.exists() and not place.is_dir():
        raise UsageError(
            _("{name} is not a folder.").format(name=place), _("Choose another one: codeerbank demo FOLDER")
        )
    return place


def _bring_in(session: Session, story: _Story) -> None:
    """Import meetings, summary and survey, and say who spoke."""
    import_files(session, [practice.shipped(name) for name in practice.MEETINGS])
    import_files(session, [practice.shipped(practice.SUMMARY)], "summary")
    texts = session.read.documents.all()
    questionnaire = practice.shipped(practice.QUESTIONNAIRE)
    asked = ImportOptions(key="respondent", open=practice.QUESTIONS, group="groep", questionnaire=questionnaire)
    survey = import_files(session, [practice.shipped(practice.SURVEY)], "survey", asked).lines[0]
    declare(session, practice.BACKGROUND, "background").result()
    people, led = practice.describe_speakers(session)
    story.part(_("Everything in one file: {file}").format(file=FILE))
    words = number(sum(one.words for one in texts))
    story.tell(_("{n} conversations and a summary, {words} words.").format(n=len(texts) - 1, words=words))
    story.tell(survey)
    codes = _("Codebook {name}: {n} codes, each with rules, examples and counter-examples.")
    story.tell(codes.format(name=session.codebook.name, n=len(session.codebook.codes)))
    told = _(
        "{n} people spoke; each has a pseudonym and a group. What {led} people who led the talk said is not counted."
    )
    story.tell(told.format(n=people, led=led))


def _code(session: Session) -> int:
    """Bring in what one coder coded, finished and wrote down; gives the number of fragments."""
    coder = session.coder
    import_files(session, practice.coding_files(coder), "codings")
    practice.finish(session, coder)
    practice.write_memos(session, coder)
    return sum(1 for _coding in session.read.codings.each(coder=coder))


def _compare(session: Session, story: _Story, coded: Sequence[int]) -> int:
    """Show both coders at one place and what they settled on; gives that place."""
    story.part(_("Two coders, apart, and then together"))
    words = _("{first} coded {n} fragments, {second} {m}. Not always the same:")
    n, m = map(number, coded)
    story.tell(words.format(first=RESEARCHER, second=SECOND, n=n, m=m))
    document, phrase = SHARP
    at = session.read.documents.text(document).index(phrase)
    here = [one for one in session.read.codings.of(document) if one.start <= at < one.stop]
    story.tell(f"“{min((one.quote for one in here), key=len)}”", 1)
    for one in sorted(here, key=lambda one: one.coder):
        story.tell(f"{one.coder}: {_named(session, one)}", 1)
    settled = practice.settle(session)
    told = _("In the first {turns} turns they talked {n} differences over, and wrote down why. For instance:")
    story.tell(told.format(turns=practice.TOGETHER, n=len(settled)))
    coding, reason = next((pair for pair in settled if pair[0].code == SETTLED), settled[0])
    story.tell(f"“{coding.quote}”", 1)
    story.tell(f"{_named(session, coding)}. {reason}", 1)
    return at


def _named(session: Session, coding: Coding) -> str:
    """Name a coding with its attributes in the words of the codebook."""
    parts = [f"{coding.code} {session.code(coding.code).name}"]
    for key, value in coding.attributes.items():
        attribute = session.codebook.attribute(key)
        values = [value] if isinstance(value, str) else value
        parts += [attribute.value_named(one) if attribute else one for one in values]
    return ", ".join(parts)


def _decide(session: Session, story: _Story) -> None:
    """Take suggestions over and refuse some, and code, undo and redo once."""
    story.part(_("Suggestions with their reason; a person decides, and every step can go back"))
    decisions = practice.decide(session)
    for accepted, words in ((True, _("Taken over: {what}")), (False, _("Refused: {what}"))):
        one = next((one for one in decisions if one.accepted is accepted), None)
        if one:
            evidence = ", ".join(dict.fromkeys(part.words for part in one.suggestion.evidence if part.kind == "cue"))
            told = _("{code} {name} for “{quote}”, because of “{evidence}”. {reason}")
            suggestion, name = one.suggestion, session.code(one.suggestion.code).name
            what = told.format(
                code=suggestion.code, name=name, quote=suggestion.quote, evidence=evidence, reason=one.reason
            )
            story.tell(words.format(what=what))
    document, sentence = UNDECIDED
    start = session.read.documents.text(document).index(sentence)
    apply_code(session, document, start, start + len(sentence), "K3.2", {"direction": "hinders"}).result()
    back, again = undo(session).result(), redo(session).result()
    story.tell(_("Undone: {words}.").format(words=", ".join(back.words)))
    story.tell(_("And done again: {words}.").format(words=", ".join(again.words)))


def _audit(story: _Story) -> None:
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


def _ask_panel(session: Session, place: Path, story: _Story) -> Path:
    """Release quotes, print a form of them, take in what came back and rename what the panel calls otherwise."""
    story.part(_("The klankbordgroep has its say, and words change by it"))
    coded = practice.release_quotes(session)
    released = session.read.quotes.released("panel")
    told = next(n for n, one in enumerate(coded) if NAMELESS in one.quote)
    story.tell(_("{n} quotes leave the team, without names and each with a reason:").format(n=len(released)))
    story.tell(f"“{coded[told].quote}”", 1)
    story.tell(f"→ “{released[told].text}”", 1)
    back = (date.today() + timedelta(weeks=WEEKS)).isoformat()
    made = make_form(session, place / "formulier-K1.html", CONTACT, TELEPHONE, back, title=TITLE).result()
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


def _leave(session: Session, place: Path, story: _Story) -> list[Path]:
    """Decide on rows of the joint display; write it in three forms, the codings, and the report."""
    story.part(_("Figures and quotes side by side"))
    decided = practice.conclude(session)
    evidence = Evidence(session, Asked())
    display, rows = display_of(evidence, "side-by-side"), evidence.rows
    renamed = [row.code for row in rows if row.panel and row.panel.other_words and session.code(row.code).aliases]
    for theme in session.codebook.codes:
        if theme.parent is None and not theme.rest:
            _tell_theme(display, rows, theme.key, story)
    words = _("On {n} rows the team decided how figures and words relate, with another explanation and how sure.")
    story.tell(words.format(n=decided))
    for code in (SHOWN, *renamed):
        _tell_row(display, rows, code, story)
    written = []
    for name, form in DISPLAYS.items():
        written.append(write_file(place / name, [display.sheet(form)]))
        note_export(session, "joint", "team", len(rows), written[-1])
    codings, report = place / "coderingen-oefendata.csv", place / "rapport.docx"
    export(session, "codings", codings)
    export(session, "report", report)
    return [*written, codings, report]


def _tell_theme(display: Display, shown: Sequence[JointRow], code: str, story: _Story) -> None:
    """Tell in one line how many people in the conversations spoke of a theme, by group."""
    talk = list(display.sheet("report").columns).index(_("Conversations"))
    rows = zip(display.sheet("report").rows, shown, strict=True)
    for heading, line in ((cells[0], cells[talk]) for cells, one in rows if one.code == code):
        counts = str(line or "").partition("\n")[0]
        story.tell(_("{theme}, in the conversations: {counts}").format(theme=heading, counts=counts))


def _tell_row(display: Display, shown: Sequence[JointRow], code: str, story: _Story) -> None:
    """Tell one row of the display in the form of a report."""
    sheet = display.sheet("report")
    rows = [row for row, one in zip(sheet.rows, shown, strict=True) if one.code == code]
    for heading, *cells in rows:
        story.tell(str(heading))
        for column, cell in zip(sheet.columns[1:], cells, strict=True):
            first, *rest = str(cell or "").splitlines() or [""]
            if first:
                story.tell(f"{column}: {first}", 1)
            for line in rest:
                story.tell(line, 2)


def _goodbye(say: Say, path: Path, files: Sequence[Path]) -> None:
    say("")
    say(_("Written in {folder}:").format(folder=path.parent))
    for file in (path, *files):
        say(f"  {file.name}")
    say(_("Next: codeerbank open {file} --coder anna").format(file=path))
