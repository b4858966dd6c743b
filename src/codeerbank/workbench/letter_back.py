"""The letter back to the members: how many answered, what they said, and what was done with it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from codeerbank.domain.paper import Block, Heading, Paper, PaperWriter, Words
from codeerbank.errors import UsageError
from codeerbank.exporters.atomic import replacing
from codeerbank.i18n import LANGUAGES, _, language, ngettext, use_language
from codeerbank.panel.letter import Answer, greeting, letter_page
from codeerbank.plugins import exporter_for
from codeerbank.workbench.meeting import tallies
from codeerbank.workbench.outcomes import KINDS, Outcome, outcomes, questions_held
from codeerbank.workbench.panel_rounds import who_also_spoke
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import practice_stamp


def write_letter(session: Session, path: Path, title: str = "") -> int:
    """Write the letter back, .docx or .html, of every outcome that is told back; gives how many those are.

    It is written in the language of the study, as the forms are, in whatever language the command was given.
    """
    told = [one for one in outcomes(session) if one.said.strip()]
    if not told:
        raise UsageError(_("Nothing is told back yet."), _("Give an outcome with --said, --did and --not-done."))
    as_page = path.suffix.lower() in (".html", ".htm")
    exporter = None if as_page else exporter_for(path)
    if not as_page and not isinstance(exporter, PaperWriter):
        raise UsageError(_("A letter ends in .docx or .html."), "", path.name)
    with _written_in(session.language):
        answers, totals = [_answer(session, one) for one in told], _totals(session)
        heading, stamp = title.strip() or _("What we did with your advice"), practice_stamp(session)
        if isinstance(exporter, PaperWriter):
            blocks: list[Block] = [Words(line) for line in greeting(*totals)]
            for answer in answers:
                blocks += [Heading(answer.about, 2), *(Words(line) for line in answer.lines())]
            exporter.write_paper(path, Paper(heading, blocks, stamp=stamp))
        else:
            with replacing(path) as file:
                file.write(letter_page(heading, answers, stamp, totals).encode("utf-8"))
    return len(answers)


@contextmanager
def _written_in(wanted: str) -> Iterator[None]:
    """Use another language for what is written meanwhile; a command only, for a screen beside it would speak it too."""
    before = language()
    use_language(wanted if wanted in LANGUAGES else before)
    try:
        yield
    finally:
        use_language(before)


def _answer(session: Session, made: Outcome) -> Answer:
    """Give one outcome in the words of the letter: a code by its plain name, a quote by its words as they were shown."""
    about = made.subject
    if made.kind == "word":
        code = next((one for one in session.codebook.codes if one.id == made.subject), None)
        about = (code.panel_name or code.name) if code else about
    elif made.kind == "quote":
        standing = {quote.id: (quote.text, stands) for quote, stands in session.read.quotes.ever_released()}
        text, stands = standing.get(made.subject, ("", "withdrawn"))
        gone = made.decision != "keep" or stands == "withdrawn"
        # words that were corrected, or in which a name was found since, go out no more than withdrawn ones
        about = _("A piece that we took out") if gone else text if stands == "released" else ""
    elif made.kind == "question":
        names = {one.identity: one.name for one in questions_held(session)}
        labels = {one.name: one.label for one in session.read.survey.variables(counted=False)}
        about = labels.get(names.get(made.subject, ""), "") or about
    return Answer(about or _(KINDS[made.kind]), made.said, made.did, made.not_done)


def _totals(session: Session) -> list[str]:
    """Say how many members answered, about how many quotes and other pieces, and who of them took part in the study."""
    forms = {one.id: one for one in session.read.panel.forms()}
    replies = [one for one in session.read.panel.replies() if one.form in forms]
    met = [one for one in tallies(session) if one.form in forms and one.counts]
    quotes: set[str] = set()
    others: set[str] = set()
    for form in (forms[one] for one in {one.form for one in replies} | {one.form for one in met}):
        if form.kind == "quotes":
            quotes.update(quote.id for quote in form.quotes)
        else:
            others.update(form.texts)
    told = []
    if replies:
        told.append(ngettext("{n} member answered.", "{n} members answered.", len({one.member for one in replies})))
    if met:
        told.append(
            ngettext("{n} piece was talked about in a meeting.", "{n} pieces were talked about in a meeting.", len(met))
        )
    if quotes:
        told.append(ngettext("We asked about {n} quote.", "We asked about {n} quotes.", len(quotes)))
    if others:
        told.append(ngettext("We asked about {n} other text.", "We asked about {n} other texts.", len(others)))
    return [" ".join(told)] * bool(told) + [also for also in (who_also_spoke(session),) if also]
