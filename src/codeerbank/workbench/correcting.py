"""Correcting a text after it was coded: what that does to everything said about it is told first, and done as one action."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from codeerbank.domain.alignment import TiledText, align
from codeerbank.domain.coding import Coding
from codeerbank.domain.document import Document, NewDocument, Turn, TurnText
from codeerbank.domain.events import DocumentCorrected
from codeerbank.domain.ids import Id, derived_id
from codeerbank.domain.people import Speaker
from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.text_map import TextMap, TurnMap
from codeerbank.errors import Conflict, UsageError
from codeerbank.i18n import _
from codeerbank.store import backup as backups
from codeerbank.workbench.blinding import looking
from codeerbank.workbench.intake_reading import read_file
from codeerbank.workbench.session import Session

Fate = Literal["moved", "changed", "shortened", "lost"]
FATES: Sequence[Fate] = ("lost", "shortened", "changed", "moved")
"""The gravest first."""


@dataclass(frozen=True, slots=True)
class CodingFate:
    """What becomes of one coding: the same words elsewhere, corrected words, fewer words, or none; ``after`` is then empty."""

    coding: Coding
    fate: Fate
    start: int | None
    stop: int | None
    after: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction as it would be, told before it is made.

    codings     those that do not stay just as they are, in order of place; ``same`` counts the others
    done        per coder the turns read to the end, before and after
    releases    texts of released quotes whose words change: they no longer count
    decisions   suggestions decided on words that go
    memos       memos on codings that are lost: they stay in the list of memos
    speakers    labels that come, and labels that go
    """

    document: str
    change: DocumentCorrected | None
    turns: tuple[int, int]
    characters: tuple[int, int]
    codings: Sequence[CodingFate] = ()
    same: int = 0
    done: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    releases: Sequence[str] = ()
    decisions: int = 0
    memos: int = 0
    speakers: tuple[Sequence[str], Sequence[str]] = ((), ())
    remarks: Sequence[str] = ()

    def count(self, fate: Fate) -> int:
        """Count the codings of one fate."""
        return sum(one.fate == fate for one in self.codings)


def preview_file(session: Session, document: str, path: Path, options: ImportOptions | None = None) -> Correction:
    """Compare a document with a corrected transcript in a file; nothing is written. Raises ImportProblems."""
    kind = session.later(lambda: session.read.documents.extent(document)[1]).result()
    if kind == "open_question":
        raise _answers(document)
    file = read_file(path, "summary" if kind == "summary" else "transcript", options)
    new = file.value
    assert isinstance(new, NewDocument)
    found = looking(session, lambda: compared(session, document, new)).result()
    return replace(found, remarks=file.reading.remarks)


def preview_turn(
    session: Session, document: str, number: int, words: str, speaker: str | None = None
) -> Future[Correction]:
    """See what other words for one turn would do, or another speaker; nothing is written."""
    return looking(session, lambda: compared(session, document, _with_turn(session, document, number, words, speaker)))


def correct(session: Session, correction: Correction) -> Future[Id]:
    """Make a correction that was looked at, after a backup, as one action; refused when the text was corrected since."""

    def job() -> Id:
        change = correction.change
        if change is None:
            raise Conflict(_("Both texts are alike; nothing was changed."), "", correction.document)
        about = session.read.documents
        if about.identity(correction.document) != change.document or about.version(correction.document) != change.base:
            raise Conflict(
                _("{document} was corrected meanwhile.").format(document=correction.document),
                _("Look at the correction again, and make it then."),
                correction.document,
            )
        session.project.may_write()
        backups.make(session.project.connection, session.path, "before-correction")
        return session.write(change)

    return session.later(job)


def _answers(document: str) -> UsageError:
    return UsageError(
        _("{document} holds answers of a survey, not a transcript.").format(document=document),
        _("Bring the corrected survey in with: codeerbank import FILE --update"),
        document,
    )


def _with_turn(session: Session, name: str, number: int, words: str, speaker: str | None) -> NewDocument:
    """Give a document as it would be with one turn corrected."""
    about = session.read.documents.named(name)
    if about.kind == "open_question":
        raise _answers(name)
    if not 1 <= number <= about.turns:
        raise UsageError(_("{document} has turns 1 to {n}.").format(document=name, n=about.turns), "", name)
    if not words.strip():
        raise UsageError(_("A turn needs words."), _("Leave it as it is, or correct the whole text from a file."), name)
    text, turns, shift = session.read.documents.text(name), [], 0
    parts: list[str] = []
    at = 0
    for turn in session.read.documents.each_turn(name):
        label, said, stop = turn.speaker, turn.said, turn.stop
        if turn.number == number:
            head = text[turn.start : turn.said]
            if speaker and speaker != turn.speaker:
                head, label = head.replace(turn.speaker or speaker, speaker, 1), speaker
            parts += [text[at : turn.start], head, words.strip()]
            at = turn.stop
            turns.append(
                TurnText(turn.start, turn.start + len(head), turn.start + len(head) + len(words.strip()), label)
            )
            shift = turns[-1].stop - turn.stop
        else:
            turns.append(TurnText(turn.start + shift, said + shift, stop + shift, label))
    labels = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    return NewDocument(name, about.kind, "".join([*parts, text[at:]]), turns, [Speaker(label) for label in labels])


def compared(session: Session, name: str, new: NewDocument) -> Correction:
    """Compare a document with a corrected text; nothing is written. In the session of a screen only inside ``later``."""
    about = session.read.documents.named(name)
    olds = session.read.documents.turns(name)
    old, tiled = _tiled(session.read.documents.text(name), olds), _tiled(new.text, new.turns)
    labels = [turn.speaker for turn in olds]
    turns, characters = (len(olds), len(new.turns)), (about.characters, len(new.text))
    if (old, labels) == (tiled, [turn.speaker for turn in new.turns]):
        return Correction(name, None, turns, characters, same=len(session.read.codings.of(name)))
    aligned = align(old, tiled)
    change = _change(session, about, new, tiled, aligned.kept, aligned.turns, labels)
    there, read_on = TextMap(aligned.kept), TurnMap(aligned.turns)
    codings = session.read.codings.of(name)
    fates = [fate for one in codings if (fate := _fate(one, there, new.text))]
    lost = {one.coding.id for one in fates if one.fate == "lost"}
    done = session.read.documents.done(name)
    known, come = {one.label for one in about.speakers}, {one.label for one in new.speakers}
    return Correction(
        name,
        change,
        turns,
        characters,
        fates,
        len(codings) - len(fates),
        {coder: (len(read), len(read_on.forward(frozenset(read)))) for coder, read in done.items()},
        [
            quote.text
            for quote, start, stop in session.read.quotes.released_in(name)
            if not there.unchanged(start, stop)
        ],
        sum(there.carry(start, stop) is None for start, stop in session.read.decisions.places(name)),
        sum(memo.about == "coding" and memo.name in lost for memo in session.read.memos.all()),
        (sorted(come - known), sorted(known - come)),
    )


def _tiled(text: str, turns: Sequence[Turn] | Sequence[TurnText]) -> TiledText:
    return TiledText(text, [one.start for one in turns], [one.said for one in turns], [one.stop for one in turns])


def _fate(coding: Coding, there: TextMap, text: str) -> CodingFate | None:
    """Say what becomes of a coding; None where it stays just as it is."""
    place = there.carry(coding.start, coding.stop)
    if place is None or place[0] >= place[1]:
        return CodingFate(coding, "lost", None, None, "")
    words = text[slice(*place)]
    if words == coding.quote:
        return None if place == (coding.start, coding.stop) else CodingFate(coding, "moved", *place, words)
    cut = place != there.cover(coding.start, coding.stop)
    return CodingFate(coding, "shortened" if cut else "changed", *place, words)


def _change(
    session: Session,
    about: Document,
    new: NewDocument,
    tiled: TiledText,
    kept: Sequence[Sequence[int]],
    turns: Sequence[Sequence[int]],
    labels: Sequence[str | None],
) -> DocumentCorrected:
    base = session.read.documents.version(about.name)
    order = {speaker.label: n for n, speaker in enumerate(new.speakers)}
    said_by = [order.get(turn.speaker, -1) if turn.speaker is not None else -1 for turn in new.turns] if order else []
    spoken = ",".join(map(str, (*tiled.starts, -1, *tiled.said, -1, *tiled.stops, -1, *said_by)))
    return DocumentCorrected(
        about.id,
        # the same correction made in two copies is one
        derived_id("text", about.id, base, new.text, spoken, *order),
        base,
        new.text,
        tiled.starts,
        tiled.said,
        tiled.stops,
        kept,
        turns,
        _speakers(about, new, turns, labels),
        said_by,
        {str(n): [list(mark) for mark in turn.marks] for n, turn in enumerate(new.turns) if turn.marks},
    )


def _speakers(
    about: Document, new: NewDocument, turns: Sequence[Sequence[int]], labels: Sequence[str | None]
) -> list[dict[str, str | None]]:
    """Give the speakers; a label that was corrected takes along what is known of the one that stood there before."""
    known = {speaker.label: speaker for speaker in about.speakers}
    before: dict[str, Counter[str]] = {}
    for turn, sources in zip(new.turns, turns, strict=True):
        if turn.speaker and turn.speaker not in known:
            before.setdefault(turn.speaker, Counter()).update(str(labels[n - 1]) for n in sources if labels[n - 1])
    found: list[dict[str, str | None]] = []
    for speaker in new.speakers:
        was = known.get(speaker.label)
        if was is None and (counted := before.get(speaker.label)):
            was = known.get(counted.most_common(1)[0][0])
        role = was.role if was and was.role != "unknown" else speaker.role
        found.append({"label": speaker.label, "role": role, "case": (was.case if was else None) or speaker.case})
    return found


__all__ = ["FATES", "CodingFate", "Correction", "compared", "correct", "preview_file", "preview_turn"]
