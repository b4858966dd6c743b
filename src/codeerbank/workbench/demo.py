"""The practice study, built and worked through from transcript to joint display, with one line a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.joint import JointForm
from codeerbank.domain.numbers import number
from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.suggestion import Suggestion
from codeerbank.domain.table import Sheet
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.resources import codebooks
from codeerbank.workbench import practice
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.history import redo, undo
from codeerbank.workbench.intake import import_files, preview
from codeerbank.workbench.mixing import side_by_side
from codeerbank.workbench.output import as_text, export, note_export, write_file
from codeerbank.workbench.panel import make_form
from codeerbank.workbench.session import Session, create_project, open_project
from codeerbank.workbench.suggesting import accept, refuse, suggest

FILE = "oefenstudie.codeerbank"
NAME = "Oefenstudie steunfiguren"
RESEARCHER, SECOND = "anna", "bram"
THEMES = ("K", "W", "M")
TALK = "groep-3-jongeren"
SENTENCE = "Ik vind het wel raar dat ze daar nooit naar vragen."
RIGHT, WRONG = "N4", "W4.6"
"""What the suggestions say of the sentence: that it was never asked is right, that somebody is ashamed is not."""
UNDECIDED = "Die zat in mijn map te lezen terwijl ik ernaast zat."
TITLE = "Herken jij dit?"
CONTACT, TELEPHONE, WEEKS = "Anna van het onderzoeksteam", "06 - 00 00 00 00", 2
DISPLAYS: Mapping[str, JointForm] = {
    "joint-display.xlsx": "work",
    "joint-display.html": "report",
    "joint-display.csv": "work",
}
WIDTH = 100

Say = Callable[[str], None]


@dataclass(slots=True)
class _Steps:
    """Numbers the lines that say what was done."""

    say: Say
    number: int = 0

    def __call__(self, words: str) -> None:
        self.number += 1
        self.say(f"{self.number:2}. {words}")


def run_demo(folder: Path, say: Say) -> Path:
    """Build the practice study in a folder and do the whole job on it; gives the project.

    A folder that holds a practice study already is left as it is: the new one goes into a folder beside it.
    """
    place = _place(folder)
    if place != folder:
        say(_("{folder} holds a practice study already; this one goes into {new}.").format(folder=folder, new=place))
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = place / FILE
    step = _Steps(say)
    book = preview(codebooks()["kunnen-willen-mogen"], "codebook")
    assert isinstance(book, Codebook)
    with create_project(path, NAME, RESEARCHER, codebook=book) as session:
        step(_("Project {file} with codebook {name}: {n} codes.").format(file=FILE, name=book.name, n=len(book.codes)))
        _bring_in(session, step)
        _code(session, step)
    with open_project(path, SECOND) as session:
        _code(session, step)
    with open_project(path, RESEARCHER) as session:
        _decide(session, step)
        files = [_ask_panel(session, place, step), *_leave(session, place, step)]
        say("")
        say(as_text(_at_a_glance(session), WIDTH))
    _goodbye(say, path, files)
    return path


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


def _bring_in(session: Session, step: _Steps) -> None:
    """Import meetings, summary and survey, and say who spoke."""
    import_files(session, [practice.shipped(name) for name in practice.MEETINGS])
    import_files(session, [practice.shipped(practice.SUMMARY)], "summary")
    texts = session.read.documents.all()
    names, words = ", ".join(one.name for one in texts), number(sum(one.words for one in texts))
    step(_("{n} documents read: {names} ({words} words).").format(n=len(texts), names=names, words=words))
    questionnaire = practice.shipped(practice.QUESTIONNAIRE)
    asked = ImportOptions(key="respondent", open=practice.QUESTIONS, group="groep", questionnaire=questionnaire)
    step(import_files(session, [practice.shipped(practice.SURVEY)], "survey", asked).lines[0])
    people, led = practice.describe_speakers(session)
    step(_("{n} participants have a pseudonym and a group; {led} speakers lead the talk.").format(n=people, led=led))


def _code(session: Session, step: _Steps) -> None:
    """Bring in what one coder coded, with what was finished and written down."""
    coder = session.coder
    import_files(session, practice.coding_files(coder), "codings")
    finished, memos = practice.finish(session, coder), practice.write_memos(session, coder)
    codings = sum(1 for _coding in session.read.codings.each(coder=coder))
    words = _("{coder} coded {n} fragments; {texts} documents or questions marked as read; {memos} memos.")
    step(words.format(coder=coder, n=codings, texts=finished, memos=memos))


def _decide(session: Session, step: _Steps) -> None:
    """Take one suggestion, refuse another, and code, undo and redo once."""
    found = suggest(session, TALK)
    taken, refused = _suggested(found, RIGHT), _suggested(found, WRONG)
    accept(session, taken).result()
    step(_("Suggestion taken over: {what}").format(what=_told(session, taken)))
    refuse(session, refused).result()
    step(_("Suggestion refused: {what}").format(what=_told(session, refused)))
    start = session.read.documents.text(TALK).index(UNDECIDED)
    apply_code(session, TALK, start, start + len(UNDECIDED), "K3.2", {"direction": "hinders"}).result()
    back, again = undo(session).result(), redo(session).result()
    step(_("Undone: {words}. Redone: {again}.").format(words=", ".join(back.words), again=", ".join(again.words)))


def _suggested(found: Sequence[Suggestion], code: str) -> Suggestion:
    """Find the suggestion the practice study was made around; another suggester may not make it, then its best one."""
    wanted = (one for one in found if one.code == code and one.quote == SENTENCE)
    return next(wanted, max(found, key=lambda one: one.score))


def _told(session: Session, suggestion: Suggestion) -> str:
    evidence = ", ".join(dict.fromkeys(one.words for one in suggestion.evidence if one.kind == "cue"))
    words = _("{code} {name} for “{quote}”, because of: {evidence}.")
    name = session.code(suggestion.code).name
    return words.format(code=suggestion.code, name=name, quote=suggestion.quote, evidence=evidence)


def _ask_panel(session: Session, place: Path, step: _Steps) -> Path:
    """Release quotes, print a form of them, and take in what came back."""
    quotes = practice.release_quotes(session)
    step(
        _("{n} quotes released for the klankbordgroep by {who}, each with a reason.").format(
            n=quotes, who=session.coder
        )
    )
    back = (date.today() + timedelta(weeks=WEEKS)).isoformat()
    made = make_form(session, place / "formulier-K1.html", CONTACT, TELEPHONE, back, title=TITLE).result()
    step(_("Form {code} written: {file}.").format(code=made.form.code, file=made.path.name))
    replies = practice.read_replies(session)
    typed, reply = replies[0]
    words = _("{n} members answered; the line “{typed}” gave {answers} answers and {remarks} remarks.")
    step(words.format(n=len(replies), typed=typed, answers=len(reply.answers), remarks=len(reply.remarks)))
    return made.path


def _leave(session: Session, place: Path, step: _Steps) -> list[Path]:
    """Write the joint display for a spreadsheet, a reader and a table program, and the codings."""
    display = side_by_side(session)
    written = []
    for name, form in DISPLAYS.items():
        written.append(write_file(place / name, [display.sheet(form)]))
        note_export(session, "joint", "team", len(display.rows), written[-1])
    codings = place / "coderingen-oefendata.csv"
    rows = export(session, "codings", codings)
    step(_("Joint display with {n} rows and {rows} codings written.").format(n=len(display.rows), rows=rows))
    return [*written, codings]


def _at_a_glance(session: Session) -> Sheet:
    """Give the joint display of kunnen, willen and mogen in the form of a report."""
    display = side_by_side(session, depth=0)
    return replace(display, rows=[row for row in display.rows if row.code in THEMES]).sheet("report")


def _goodbye(say: Say, path: Path, files: Sequence[Path]) -> None:
    say("")
    say(_("Written in {folder}:").format(folder=path.parent))
    for file in (path, *files):
        say(f"  {file.name}")
    say(_("Next: codeerbank open {file} --coder anna").format(file=path))
