"""What two or more coders each read to the end, cut into the units that are compared."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from codeerbank.agreement.units import Given, Place, Unit, character_units, runs, units_with_codes
from codeerbank.agreement.units import UnitKind as UnitKind
from codeerbank.domain.coding import CONSENSUS, Coding
from codeerbank.domain.document import DocumentKind, Turn
from codeerbank.domain.text import sentences, words
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.workbench.blinding import refuse_blind
from codeerbank.workbench.session import Session

UNITS: tuple[UnitKind, ...] = ("turn", "sentence", "answer", "character")
_TALK: tuple[DocumentKind, ...] = ("transcript", "summary")
_KINDS: Mapping[UnitKind, Sequence[DocumentKind]] = {
    "turn": _TALK,
    "answer": ("open_question",),
    "sentence": (*_TALK, "open_question"),
    "character": (*_TALK, "open_question"),
}


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of a document was read twice, in units; and which turns or answers were read by one coder, by none, or not twice."""

    document: str
    units: int
    double: int
    by_one: Sequence[tuple[int, int]] = ()
    by_none: Sequence[tuple[int, int]] = ()
    not_double: Sequence[tuple[int, int]] = ()


@dataclass(frozen=True, slots=True)
class DoubleCoding:
    """The units of a project with what each coder gave them.

    texts     (document, turn) -> where its speech starts, and its words
    codings   (document, coder, code) -> the codings
    outside   codings that stand in no unit that two coders read, and so count nowhere
    """

    kind: UnitKind
    coders: Sequence[str]
    units: list[Unit] = field(default_factory=list)
    coverage: list[Coverage] = field(default_factory=list)
    texts: dict[tuple[str, int], tuple[int, str]] = field(default_factory=dict)
    codings: dict[tuple[str, int, str], list[Coding]] = field(default_factory=dict)
    outside: list[Coding] = field(default_factory=list)

    def words_at(self, place: Place) -> str:
        """Give the words of a place."""
        said, text = self.texts[place.document, place.turn]
        return text[place.start - said : place.stop - said]

    def codings_at(self, place: Place, coder: int, code: str) -> list[Coding]:
        """Give what a coder coded with a code at a place."""
        there = self.codings.get((place.document, coder, code), ())
        return [one for one in there if one.start < place.stop and place.start < one.stop]


def read_double(
    session: Session, coders: Sequence[str] = (), unit: UnitKind | None = None, document: str | None = None
) -> DoubleCoding:
    """Read what was coded; without ``coders`` everybody who read something to the end but the consensus.

    Without ``unit`` turns are compared, or answers where no conversation was read twice.
    """
    who = chosen_coders(session, coders)
    if unit is not None:
        return _read(session, who, unit, document)
    found = _read(session, who, "turn", document)
    if any(one.double for one in found.coverage):
        return found
    answers = _read(session, who, "answer", document)
    return answers if any(one.double for one in answers.coverage) else found


def chosen_coders(session: Session, coders: Sequence[str]) -> list[str]:
    """Give the coders to compare; NotFound for one who never coded or read, UsageError for fewer than two."""
    refuse_blind(session)
    read = set(coders_who_read(session))
    if not coders:
        who = sorted(read - {CONSENSUS})
        if len(who) > 1:
            return who
        raise UsageError(
            _("Two coders are needed who read something to the end; there is {names}.").format(
                names=", ".join(who) or _("nobody")
            ),
            _("A turn that was read to the end is marked with f in the screen, or with: codeerbank code done"),
        )
    known = read | {coding.coder for coding in session.read.codings.each()}
    for name in coders:
        if name not in known:
            raise NotFound(
                _("There is no coder {name}.").format(name=name),
                _("There are: {names}.").format(names=", ".join(sorted(known)) or _("none")),
                name,
            )
    if len(set(coders)) < 2 or len(set(coders)) < len(coders):
        raise UsageError(_("Name two different coders or more, such as: --coders anna,bram"))
    return list(coders)


def coders_who_read(session: Session) -> list[str]:
    """Name everybody who read something to the end."""
    return sorted({coder for done in session.read.documents.done_counts().values() for coder in done})


def _read(session: Session, coders: Sequence[str], unit: UnitKind, document: str | None) -> DoubleCoding:
    found = DoubleCoding(unit, coders)
    kinds = session.read.documents.kinds()
    if document is not None:
        session.read.documents.key(document)
    for name, kind in kinds.items():
        if kind in _KINDS[unit] and document in (None, name):
            _read_document(session, name, kind == "open_question", found)
    return found


def _read_document(session: Session, name: str, answers: bool, found: DoubleCoding) -> None:
    number = {coder: at for at, coder in enumerate(found.coders)}
    codings = [coding for coding in session.read.codings.of(name) if coding.coder in number]
    for coding in codings:
        found.codings.setdefault((name, number[coding.coder], coding.code), []).append(coding)
    turns = [turn for turn in session.read.documents.each_turn(name) if _counts(turn)]
    readers = {turn.number: {number[who] for who in turn.done_by if who in number} for turn in turns}
    places = [place for turn in turns for place in _places(turn, found.kind, answers)]
    given = [Given(one.start, one.stop, one.code, number[one.coder]) for one in codings]
    make = character_units if found.kind == "character" else units_with_codes
    units = make(places, lambda place: readers[place.turn], given, len(found.coders))
    found.units.extend(units)
    double = [unit for unit in units if unit.double]
    for turn in turns:
        if len(readers[turn.number]) > 1:
            found.texts[name, turn.number] = (turn.said, turn.text)
    spans = [(turn.said, turn.stop) for turn in turns if len(readers[turn.number]) > 1]
    found.outside.extend(one for one in codings if not _meets(one, spans))
    found.coverage.append(
        Coverage(
            name,
            sum(unit.size for unit in units),
            sum(unit.size for unit in double),
            runs(list(readers), {turn for turn, who in readers.items() if len(who) == 1}),
            runs(list(readers), {turn for turn, who in readers.items() if not who}),
            runs(list(readers), {turn for turn, who in readers.items() if len(who) < 2}),
        )
    )


def _meets(coding: Coding, spans: Sequence[tuple[int, int]]) -> bool:
    """Say whether a coding shares a character with one of these spans, which are in order and apart."""
    at = bisect_right(spans, coding.start, key=itemgetter(1))
    return at < len(spans) and spans[at][0] < coding.stop


def _counts(turn: Turn) -> bool:
    """Say whether a turn can be compared: somebody but a moderator said something in it."""
    return turn.words > 0 and turn.role not in ("moderator", "replaced")


def _places(turn: Turn, kind: UnitKind, answers: bool) -> Iterator[Place]:
    cluster = (turn.case or f"{turn.document} {turn.number}") if answers else turn.document
    if kind != "sentence":
        yield Place(turn.document, turn.number, turn.said, turn.stop, cluster)
        return
    for span in sentences(turn.text):
        if next(words(span.of(turn.text)), None):
            yield Place(turn.document, turn.number, turn.said + span.start, turn.said + span.stop, cluster)
