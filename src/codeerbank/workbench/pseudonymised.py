"""Texts with pseudonyms in the place of names: what was decided, and the one way to apply it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from codeerbank.domain.ids import Id
from codeerbank.domain.table import Cell, Sheet
from codeerbank.i18n import _
from codeerbank.privacy import recognise
from codeerbank.privacy.names import folded
from codeerbank.privacy.stand_ins import substituted
from codeerbank.workbench.notes import Note, notes
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for

NOUN = "pseudonym"


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about a place as it is now; ``words`` are read from the text, and empty when a correction changed them."""

    id: Id
    document: str
    start: int
    stop: int
    words: str
    type: str
    decision: str
    pseudonym: str
    who: str


@dataclass(slots=True)
class Pseudonyms:
    """What was decided in a project, and texts as they read with it."""

    session: Session
    decided: list[Decided] = field(default_factory=list)

    def __post_init__(self) -> None:
        names, about = self._names(), self.session.read.documents
        written = {one.identity: one for one in notes(self.session)}
        lasts: dict[tuple[str, int, int], Decided] = {}
        for record in self.session.read.records.of(NOUN):
            values = record.values
            if not values:
                continue
            told = (values["type"], values["decision"], values["pseudonym"], record.who)
            start, stop = int(values["start"]), int(values["stop"])
            if name := names.get(values["document"]):
                of = values["version"]
                moved = self.session.read.versions.carried(of, about.version(name), start, stop)
                start, stop = moved or (start, stop)
                words = about.slice(name, start, stop) if moved else ""
            elif note := written.get(values["document"]):
                name, words = note.name, note.text[start:stop] if note.version == values["version"] else ""
            else:
                continue
            found = Decided(record.id, name, start, stop, words, *told)
            if words:
                lasts[name, start, stop] = found
            else:
                self.decided.append(found)
        self.decided += lasts.values()

    def _names(self) -> dict[Id, str]:
        about = self.session.read.documents
        return {about.identity(name): name for name in about.names()}

    def open(self, document: str, start: int, stop: int, words: str) -> bool:
        """Say whether nobody decided about this place yet, nor about these words everywhere."""
        here = (one for one in self.decided if one.words and one.document == document)
        if any(one.start < stop and start < one.stop for one in here):
            return False
        return folded(words) not in {folded(one.words) for one in self.decided if one.decision in ("always", "never")}

    def by_words(self) -> Mapping[str, str]:
        """Give the pseudonym that each name has."""
        return {folded(one.words): one.pseudonym for one in self.decided if one.words and one.pseudonym}

    def names(self) -> dict[str, list[str]]:
        """Give the words each pseudonym stands for: what goes into the key file."""
        found: dict[str, set[str]] = {}
        for one in self.decided:
            if one.words and one.pseudonym:
                found.setdefault(one.pseudonym, set()).add(one.words)
        return {pseudonym: sorted(words) for pseudonym, words in sorted(found.items())}

    def text(self, document: str, start: int, stop: int) -> str:
        """Give a stretch of a text with pseudonyms in it; a place that is only partly within counts whole."""
        here = [one for one in self.decided if one.words and one.document == document]
        here = [one for one in here if one.start < stop and start < one.stop]
        return self._filled_in(here, self.session.read.documents.slice(document, start, stop), start)

    def note(self, note: Note) -> str:
        """Give a memo or a remark with pseudonyms in it."""
        return self._filled_in([one for one in self.decided if one.words and one.document == note.name], note.text, 0)

    def _filled_in(self, here: Sequence[Decided], words: str, start: int) -> str:
        """Put in what was decided ``here``, and everywhere; ``words`` begin at ``start``."""
        stop = start + len(words)
        at = [(max(one.start, start) - start, min(one.stop, stop) - start, one) for one in here]
        changes = [(first, last, one.pseudonym) for first, last, one in at if one.decision in ("replace", "always")]
        taken = [(first, last) for first, last, _one in at]
        changes += [
            (first, last, pseudonym)
            for first, last, pseudonym in self._everywhere(words)
            if not any(first < other_last and other_first < last for other_first, other_last in taken)
        ]
        return substituted(words, changes)

    def words(self, text: str) -> str:
        """Give other free text with what is always replaced."""
        return substituted(text, list(self._everywhere(text)))

    def _everywhere(self, text: str) -> Iterator[tuple[int, int, str]]:
        """Find whole words that are always replaced, the longest first; never a part of a word."""
        rules = [one for one in self.decided if one.decision == "always" and one.words]
        taken: list[tuple[int, int]] = []
        for one in sorted(rules, key=lambda rule: -len(rule.words)):
            forms = {one.words, one.words[0].upper() + one.words[1:]}
            pattern = "|".join(map(re.escape, sorted(forms)))
            for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text):
                if not any(match.start() < last and first < match.end() for first, last in taken):
                    taken.append(match.span())
                    yield *match.span(), one.pseudonym


def pseudonymised_texts(session: Session, document: str | None = None) -> Sheet:
    """Give a text, or all of them, turn by turn with pseudonyms."""
    decided = Pseudonyms(session)
    names = [document] if document else list(session.read.documents.names())
    rows = [
        (name, turn.number, _label(turn.case, turn.speaker, decided), decided.text(name, turn.said, turn.stop))
        for name in names
        for turn in session.read.documents.each_turn(name)
    ]
    return _sheet(session, _("Texts with pseudonyms"), [_("Document"), _("Turn"), _("Speaker"), _("Text")], rows)


def pseudonymised_memos(session: Session) -> Sheet:
    """Give the memos with pseudonyms; a care memo never leaves."""
    decided = Pseudonyms(session)
    written = {one.identity: one for one in notes(session)}
    rows = [
        (memo.kind, memo.author, decided.note(written[memo.id]))
        for memo in session.read.memos.all()
        if memo.kind != "care"
    ]
    return _sheet(session, _("Memos with pseudonyms"), [_("Kind"), _("Author"), _("Text")], rows)


def pseudonymised_quotes(session: Session) -> Sheet:
    """Give the coded fragments with pseudonyms, under their codes."""
    decided = Pseudonyms(session)
    rows = [
        (code, quote.group, decided.text(quote.document, quote.start, quote.stop))
        for quote in session.read.quotes.of()
        for code in quote.codes
    ]
    return _sheet(session, _("Quotes with pseudonyms"), [_("Code"), _("Group"), _("Text")], rows)


def _sheet(session: Session, title: str, columns: list[str], rows: Sequence[Sequence[Cell]]) -> Sheet:
    notes = [_("Nobody has looked at what a machine cannot see: who is only described can still be known.")]
    return Sheet(title, columns, rows, notes=notes, stamp=stamp_for(session, "team"))


def _label(case: str | None, label: str | None, decided: Pseudonyms) -> str:
    """Give the pseudonym of a speaker; a label that is a name is left out."""
    shown = case or decided.words(label or "")
    return "" if any(one.type == "name" for one in recognise(f"met {shown}.")) else shown
