"""The first half of the practice study: texts, survey and codebook come in, two coders code, suggestions are decided on."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.domain.coding import Coding
from codeerbank.domain.numbers import number
from codeerbank.domain.ports import ImportOptions
from codeerbank.i18n import _
from codeerbank.workbench import practice
from codeerbank.workbench.coding import apply_code
from codeerbank.workbench.demo_story import Story
from codeerbank.workbench.disclosing import declare
from codeerbank.workbench.history import redo, undo
from codeerbank.workbench.intake import import_files
from codeerbank.workbench.session import Session

RESEARCHER, SECOND = "anna", "bram"
SHARP = ("groep-1-online", "makkelijk excuus")
"""The sharpest words of the study: here both coders are shown, and here the screen opens."""
SETTLED = "K2.3"
"""The difference that is told: neither coder had it."""
UNDECIDED = ("groep-3-jongeren", "Die zat in mijn map te lezen terwijl ik ernaast zat.")


def bring_in(session: Session, story: Story, file: str) -> None:
    """Import meetings, summary and survey, and say who spoke."""
    import_files(session, [practice.shipped(name) for name in practice.MEETINGS])
    import_files(session, [practice.shipped(practice.SUMMARY)], "summary")
    texts = session.read.documents.all()
    questionnaire = practice.shipped(practice.QUESTIONNAIRE)
    asked = ImportOptions(key="respondent", open=practice.QUESTIONS, group="groep", questionnaire=questionnaire)
    survey = import_files(session, [practice.shipped(practice.SURVEY)], "survey", asked).lines[0]
    declare(session, practice.BACKGROUND, "background").result()
    people, led = practice.describe_speakers(session)
    story.part(_("Everything in one file: {file}").format(file=file))
    words = number(sum(one.words for one in texts))
    story.tell(_("{n} conversations and a summary, {words} words.").format(n=len(texts) - 1, words=words))
    story.tell(survey)
    codes = _("Codebook {name}: {n} codes, each with rules, examples and counter-examples.")
    story.tell(codes.format(name=session.codebook.name, n=len(session.codebook.codes)))
    told = _(
        "{n} people spoke; each has a pseudonym and a group. What {led} people who led the talk said is not counted."
    )
    story.tell(told.format(n=people, led=led))


def code(session: Session) -> int:
    """Bring in what one coder coded, finished and wrote down; gives the number of fragments."""
    coder = session.coder
    import_files(session, practice.coding_files(coder), "codings")
    practice.finish(session, coder)
    practice.write_memos(session, coder)
    return sum(1 for _coding in session.read.codings.each(coder=coder))


def compare(session: Session, story: Story, coded: Sequence[int]) -> int:
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


def decide(session: Session, story: Story) -> None:
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
