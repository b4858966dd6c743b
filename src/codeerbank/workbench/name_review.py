"""The queue of names: what was found in the texts once, and what of it nobody decided about yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from concurrent.futures import Future
from dataclasses import dataclass, replace

from codeerbank.privacy.names import folded
from codeerbank.workbench.notes import notes
from codeerbank.workbench.pseudonymised import Pseudonyms
from codeerbank.workbench.pseudonyms import Proposal, propose
from codeerbank.workbench.session import Session


@dataclass(frozen=True, slots=True)
class NameReview:
    """The queue.

    found    all that was open when the texts were last read
    open     what of it is open now, with the pseudonyms that hold now
    decided  how many places are decided about
    texts    version of each text and note that was read
    before   places that were decided about already then
    """

    found: Sequence[Proposal]
    open: Sequence[Proposal]
    decided: int
    texts: Mapping[str, str]
    before: Set[tuple[str, int, int]]


def name_review(session: Session, last: NameReview | None = None) -> Future[NameReview]:
    """Give the queue; texts are searched again only where one changed, or where a decision of before was undone."""

    def job() -> NameReview:
        about, decided = session.read.documents, Pseudonyms(session)
        texts = {name: about.version(name) for name in about.names()} | {
            one.name: one.version for one in notes(session)
        }
        places = {(one.document, one.start, one.stop) for one in decided.decided}
        if last is not None and last.texts == texts and last.before <= places:
            return replace(last, open=_still_open(last.found, decided), decided=len(places))
        found = propose(session).result()
        return NameReview(found, found, len(places), texts, frozenset(places))

    return session.later(job)


def _still_open(found: Sequence[Proposal], decided: Pseudonyms) -> list[Proposal]:
    """Leave out what was decided; who has a pseudonym by now gets the same one everywhere."""
    everywhere = {folded(one.words) for one in decided.decided if one.decision in ("always", "never")}
    taken: dict[str, list[tuple[int, int]]] = {}
    for one in decided.decided:
        if one.words:
            taken.setdefault(one.document, []).append((one.start, one.stop))
    known = decided.by_words()
    return [
        replace(one, pseudonym=known.get(folded(one.words), one.pseudonym))
        for one in found
        if folded(one.words) not in everywhere
        and not any(start < one.stop and one.start < stop for start, stop in taken.get(one.document, ()))
    ]
