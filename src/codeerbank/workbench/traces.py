"""Everything of one person in a project, and the places where others speak of that person: what a withdrawal begins with."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from codeerbank.domain.document import Turn
from codeerbank.domain.ids import Id, split_row_id
from codeerbank.domain.redaction import stretch
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.privacy import recognise
from codeerbank.privacy.leftovers import own_words
from codeerbank.store import forgetting
from codeerbank.workbench.session import Session

SHORTEST_NAME = 3


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where others speak of a person, or to them.

    ref      what it is called on the command line: ``groep-1:14``, or the id of a memo or a reply
    why      "names" (a name stands in it), "follows" (it comes right after what the person said), "remark" (about their quote)
    subject  what an erasure would name
    at       where the names stand in the text, as spans of the document
    """

    ref: str
    why: str
    words: str
    subject: Id
    document: Id = ""
    at: Sequence[tuple[int, int]] = ()


@dataclass(slots=True)
class Traces:
    """What there is of a person; ``subjects`` is what an erasure names, ``counts`` how much of each kind there is."""

    cases: Sequence[Id]
    names: Sequence[str]
    words: Sequence[str] = ()
    counts: dict[str, int] = field(default_factory=dict)
    subjects: list[Id] = field(default_factory=list)
    releases: list[Id] = field(default_factory=list)
    forms: list[str] = field(default_factory=list)
    mentions: list[Mention] = field(default_factory=list)
    exports: Sequence[str] = ()
    backups: Sequence[Path] = ()
    memos: Sequence[Id] = ()
    in_survey: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    """A turn of somebody, and the id of the text it is in."""

    turn: Turn
    text: Id


def traces_of(session: Session, name: str, called: Sequence[str] = ()) -> Traces:
    """Find everything of the person with this pseudonym, respondent key or label; ``called`` are other names to look for.

    Raises NotFound where nobody is known by that name.
    """
    cases = [case.id for case in session.read.cases.all() if case.name == name]
    mine, others = _turns(session, name)
    if not cases and not mine:
        hint = _("Look at: codeerbank list cases. An answer that was given anonymously cannot be found by a name.")
        raise NotFound(_("There is no participant or respondent {name}.").format(name=name), hint, name)
    labels = [said.turn.speaker for said in mine if said.turn.speaker]
    found = Traces(cases, list(dict.fromkeys([name, *called, *filter(None, labels)])))
    found.words = own_words([said.turn.text for said in mine], [*(one.turn.text for one in others), *_known(session)])
    found.subjects = [*cases, *(stretch(said.text, said.turn.start, said.turn.stop) for said in mine)]
    _count(session, found, mine)
    _panel(session, found, mine)
    found.mentions += _mentions(session, found, mine, others)
    found.exports, found.backups = session.read.traces.exports(), forgetting.earlier_copies(session.path)
    return found


def _turns(session: Session, name: str) -> tuple[list[_Said], list[_Said]]:
    """Part all turns and answers in those of a person and those of others."""
    mine: list[_Said] = []
    others: list[_Said] = []
    for document in session.read.documents.names():
        text = session.read.documents.identity(document)
        for turn in session.read.documents.each_turn(document):
            own = turn.case == name or (turn.case is None and turn.speaker == name)
            (mine if own else others).append(_Said(turn, text))
    return mine, others


def _known(session: Session) -> Iterator[str]:
    """Give the words of the study itself: they are nobody's."""
    for code in session.codebook.codes:
        yield json.dumps(code.record(), ensure_ascii=False, default=str)
    for variable in session.read.survey.variables(counted=False):
        yield f"{variable.name} {variable.label} {variable.question} {' '.join(variable.labels.values())}"


def _count(session: Session, found: Traces, mine: Sequence[_Said]) -> None:
    """Count by kind, and note the codings: what hangs on them goes with them."""
    read, kinds = session.read, session.read.documents.kinds()
    codings: set[Id] = set()
    decided = 0
    for document in dict.fromkeys(said.turn.document for said in mine):
        places = [(said.turn.start, said.turn.stop) for said in mine if said.turn.document == document]
        for coding in read.codings.of(document):
            if any(start <= coding.start and coding.stop <= stop for start, stop in places):
                codings.add(coding.id)
        decided += sum(read.traces.decisions(read.documents.key(document), *place) for place in places)
    events = {split_row_id(coding)[0] for coding in codings}
    memos = [memo for memo in read.memos.all() if _is_about(memo.about, memo.name, found.names[0], codings, events)]
    found.memos = [memo.id for memo in memos]
    spoken = sum(kinds[said.turn.document] != "open_question" for said in mine)
    found.in_survey = len(mine) > spoken or any(read.traces.answers(case) for case in found.cases)
    found.counts = {
        "turns": spoken,
        "open": len(mine) - spoken,
        "answers": sum(read.traces.answers(case) for case in found.cases),
        "codings": len(codings),
        "decisions": decided,
        "memos": len(memos),
        "records": len(read.traces.records({*found.cases, *codings})),
    }


def _is_about(about: str, subject: str, name: str, codings: Collection[Id], events: Collection[Id]) -> bool:
    return (about == "case" and subject == name) or (about == "coding" and (subject in codings or subject in events))


def _panel(session: Session, found: Traces, mine: Sequence[_Said]) -> None:
    """Find the quotes that were released, the forms they stand on, and what members wrote about them."""
    hit: set[Id] = set()
    for document in dict.fromkeys(said.turn.document for said in mine):
        places = [(said.turn.start, said.turn.stop) for said in mine if said.turn.document == document]
        for quote, start, stop in session.read.quotes.released_in(document):
            if any(a < stop and start < b for a, b in places):
                hit.add(quote.id)
    found.releases = sorted(hit)
    for form in session.read.panel.forms():
        pieces = {number for number, quote in enumerate(form.quotes, 1) if quote.id in hit}
        if pieces:
            found.forms.append(form.code)
            for reply in session.read.panel.replies(form.id):
                told = [words for number, words in reply.remarks.items() if number in pieces]
                if told and reply.id:
                    found.mentions.append(Mention(reply.id, "remark", " / ".join(told), reply.id))
    found.counts |= {"quotes": len(hit), "forms": len(found.forms)}


def _mentions(session: Session, found: Traces, mine: Sequence[_Said], others: Sequence[_Said]) -> Iterator[Mention]:
    """Find the turns of others that name the person or come right after, and notes that name or quote them."""
    pattern = _pattern(found.names)
    last = {(said.text, said.turn.number) for said in mine if said.turn.speaker}
    for said in others:
        turn = said.turn
        at = [(turn.said + match.start(), turn.said + match.end()) for match in pattern.finditer(turn.text)]
        if at or (said.text, turn.number - 1) in last:
            ref = f"{turn.document}:{turn.number}"
            place = stretch(said.text, turn.said, turn.stop)
            yield Mention(ref, "names" if at else "follows", turn.text, place, said.text, at)
    own = set(found.words)
    for memo in session.read.memos.all():
        mentioned = pattern.search(memo.text) or own & set(re.findall(r"[^\W\d_]+", memo.text.casefold()))
        if mentioned and memo.id not in found.memos:
            yield Mention(memo.id, "names", memo.text, memo.id)


def _pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Match the names as whole words; of a label such as "Sanne, moeder" also what is a name by itself."""
    parts = {part for name in names for part in re.findall(rf"[^\W\d_]{{{SHORTEST_NAME},}}", name) if _is_name(part)}
    chosen = sorted({*filter(None, names), *parts}, key=lambda part: (-len(part), part))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, chosen))})(?:'?s)?(?!\w)", re.IGNORECASE)


def _is_name(word: str) -> bool:
    return any(found.type == "name" for found in recognise(f"met {word}."))


def spoken_of(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """Give the counts in words, those that are none left out."""
    words = {
        "turns": _("Turns in conversations"),
        "open": _("Answers to open questions"),
        "answers": _("Answers to closed questions"),
        "codings": _("Codings"),
        "decisions": _("Decisions about suggestions"),
        "memos": _("Memos"),
        "quotes": _("Released quotes"),
        "forms": _("Forms with such a quote"),
        "records": _("Records: consent, names, quotes in preparation"),
    }
    return [(words[kind], n) for kind, n in counts.items() if n]
