"""Pseudonymising: what may give people away is proposed, a person decides, and other words stand in on the way out.

The stored text stays as it is. A decision is a record of a place, never of the words there: those are read from the text,
so that the project holds no list of names. Who is behind a pseudonym stands in a key file outside the project.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from codeerbank.domain.document import Turn
from codeerbank.domain.events import RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.errors import NotFound, PrivacyRefusal, UsageError
from codeerbank.exporters.atomic import replacing
from codeerbank.i18n import _
from codeerbank.language.entities import Entities, installed_entities
from codeerbank.privacy import Found, recognise
from codeerbank.privacy.finding import TYPES, settle
from codeerbank.privacy.keyfile import Names, sealed, unsealed
from codeerbank.privacy.names import folded
from codeerbank.privacy.stand_ins import same_as, stand_in
from codeerbank.workbench.pseudonymised import NOUN, Pseudonyms
from codeerbank.workbench.session import Session

Decision = Literal["replace", "keep", "always", "never"]
CONTEXT = 40


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place that may give somebody away, with the words that would stand in; ``before`` and ``after`` are what is around."""

    document: str
    start: int
    stop: int
    words: str
    type: str
    sure: bool
    pseudonym: str
    before: str
    after: str


def propose(
    session: Session,
    document: str | None = None,
    participants: Collection[str] = (),
    institutions: Collection[str] = (),
    entities: Entities | None = None,
) -> Future[list[Proposal]]:
    """Find what nobody decided about yet, in one text or in all; labels of speakers count as participants.

    ``participants`` and ``institutions`` are names to look for besides; they are not kept.
    """

    def job() -> list[Proposal]:
        decided = Pseudonyms(session)
        known = dict(decided.by_words())
        found: list[Proposal] = []
        names = [document] if document else list(session.read.documents.names())
        finder = entities or installed_entities()
        labels = _labels(session)
        known.update(
            {folded(part): f"[{case}]" for label, case in labels.items() if case for part in (label, label.split()[0])}
        )
        for name in names:
            found += _in_document(session, name, decided, known, [*participants, *labels], institutions, finder)
        return found

    return session.later(job)


def _labels(session: Session) -> dict[str, str | None]:
    """Give the speakers whose label is a name rather than a number or a role, with the pseudonym of their case."""
    found: dict[str, str | None] = {}
    for document in session.read.documents.all():
        for speaker in document.speakers:
            label = speaker.label.partition("(")[0].strip()
            if any(one.type == "name" for one in recognise(f"met {label}.")):
                found.setdefault(label, speaker.case if speaker.case != speaker.label else None)
    return found


def _in_document(
    session: Session,
    name: str,
    decided: Pseudonyms,
    known: dict[str, str],
    participants: Collection[str],
    institutions: Collection[str],
    entities: Entities | None,
) -> list[Proposal]:
    text, found = session.read.documents.text(name), []
    for turn in session.read.documents.each_turn(name):
        for one in _findings(turn.text, participants, institutions, entities):
            start, stop = turn.said + one.start, turn.said + one.stop
            words = text[start:stop]
            if not decided.open(name, start, stop, words):
                continue
            before, after = text[max(turn.said, start - CONTEXT) : start], text[stop : min(turn.stop, stop + CONTEXT)]
            pseudonym = _pseudonym(one.type, words, before, turn, known)
            found.append(Proposal(name, start, stop, words, one.type, one.sure, pseudonym, before, after))
    return found


def _findings(
    text: str, participants: Collection[str], institutions: Collection[str], entities: Entities | None
) -> list[Found]:
    found = recognise(text, participants, institutions)
    if entities is None:
        return found
    return settle([*found, *(Found(start, stop, kind, False) for start, stop, kind in entities(text))], text)


def _pseudonym(type_: str, words: str, before: str, turn: Turn, known: dict[str, str]) -> str:
    """Give the words that stand in, the same for the same person all through the project, and keep them in mind."""
    made = same_as(words, known) or stand_in(type_, before, turn.case or turn.speaker, set(known.values()))
    known.setdefault(folded(words), made)
    return made


def decide(
    session: Session, document: str, start: int, stop: int, decision: str, pseudonym: str = "", type_: str = ""
) -> Future[Id]:
    """Keep a decision about one place: replace or keep it, or (always, never) the same words wherever they stand."""
    if decision not in get_args(Decision):
        raise UsageError(_("Choose from: {names}").format(names=", ".join(get_args(Decision))), "", decision)

    def job() -> Id:
        text = session.read.documents.text(document)
        if not 0 <= start < stop <= len(text) or not text[start:stop].strip():
            raise UsageError(
                _("{document} has no words at {start}-{stop}.").format(document=document, start=start, stop=stop),
                _("Look at: codeerbank pseudonymise propose {document}").format(document=document),
            )
        return session.write(_record(_Texts(session), document, start, stop, decision, pseudonym.strip(), type_))

    return session.later(job)


class _Texts:
    """The texts that decisions are about, each read once."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self._known: dict[str, tuple[Id, Id, str, list[Turn]]] = {}

    def of(self, document: str) -> tuple[Id, Id, str, list[Turn]]:
        """Give the identity, version, text and turns of a document."""
        about = self.session.read.documents
        if document not in self._known:
            parts = about.identity(document), about.version(document), about.text(document), about.turns(document)
            self._known[document] = parts
        return self._known[document]


def _record(
    texts: _Texts, document: str, start: int, stop: int, decision: str, pseudonym: str, type_: str
) -> RecordSet:
    identity, version, text, turns = texts.of(document)
    place = bisect_right([turn.start for turn in turns], start) - 1
    turn = turns[place] if place >= 0 else None
    words, before = text[start:stop], text[max(0, start - CONTEXT) : start]
    if not type_:
        found = [one for one in recognise(before + words) if one.stop > len(before)]
        type_ = found[0].type if found else "name"
    if not pseudonym and decision in ("replace", "always") and turn is not None:
        pseudonym = _pseudonym(type_, words, before, turn, dict(Pseudonyms(texts.session).by_words()))
    values = {
        "document": identity,
        "version": version,
        "start": start,
        "stop": stop,
        "type": type_,
        "decision": decision,
        "pseudonym": pseudonym if decision in ("replace", "always") else "",
    }
    case = _case(texts.session, turn)
    return RecordSet(NOUN, derived_id(NOUN, identity, str(start), str(stop)), values, [case] if case else [])


def _case(session: Session, turn: Turn | None) -> Id | None:
    try:
        return session.read.cases.named(turn.case).id if turn and turn.case else None
    except NotFound:
        return None


def accept(session: Session, proposals: Sequence[Proposal]) -> Future[Id | None]:
    """Replace all these places by the words proposed, as one action."""

    def job() -> Id | None:
        texts = _Texts(session)
        changes = [
            _record(texts, one.document, one.start, one.stop, "replace", one.pseudonym, one.type) for one in proposals
        ]
        return session.write(*changes) if changes else None

    return session.later(job)


def words_to_release(session: Session, coding: Id, words: str | None, checked: bool) -> Future[str]:
    """Give the words under a coding as they may be seen, with pseudonyms where ``words`` does not say otherwise.

    Refused while they may still name somebody, unless a person says to have ``checked`` that they do not.
    """

    def job() -> str:
        found = session.read.codings.get(coding)
        text = words or Pseudonyms(session).text(found.document, found.start, found.stop)
        if (left := left_over(text)) and not checked:
            raise PrivacyRefusal(
                _("These words may give somebody away: {words}. They were not released.").format(words=", ".join(left)),
                _(
                    "Give other words with --words, decide with codeerbank pseudonymise, or say --checked when they name nobody."
                ),
                coding,
            )
        return text

    return session.later(job)


def left_over(text: str) -> list[str]:
    """Name what in words on their way out may still give somebody away; what stands between brackets does not."""
    found = []
    for one in recognise(text):
        opened = text.rfind("[", 0, one.start)
        if opened < 0 or "]" in text[opened : one.start]:
            found.append(text[one.start : one.stop])
    return list(dict.fromkeys(found))


def write_key(session: Session, path: Path, passphrase: str = "", recipients: Sequence[str] = ()) -> Future[int]:
    """Write the key file: which words each pseudonym stands for."""

    def job() -> int:
        names = Pseudonyms(session).names()
        content = sealed(session.read.about.project()[0], names, passphrase, recipients)
        with replacing(path) as file:
            file.write(content)
        return len(names)

    return session.later(job)


def read_key(session: Session, path: Path, passphrase: str = "", identity: str = "") -> Future[Names]:
    """Open a key file, in memory only. Raises KeyRefused."""

    def job() -> Names:
        if not path.is_file():
            raise NotFound(_("There is no file {file}.").format(file=path.name), "", str(path))
        return unsealed(path.read_bytes(), session.read.about.project()[0], passphrase, identity)

    return session.later(job)


__all__ = [
    "CONTEXT",
    "TYPES",
    "Decision",
    "Proposal",
    "accept",
    "decide",
    "left_over",
    "propose",
    "read_key",
    "words_to_release",
    "write_key",
]
