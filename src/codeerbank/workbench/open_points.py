"""What is not finished in a project: who has read how much, what waits for somebody, and when it was last backed up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from codeerbank.store import backup
from codeerbank.workbench.answers import DOUBT
from codeerbank.workbench.session import Session

_STAMP = "%Y%m%dT%H%M%S"


@dataclass(frozen=True, slots=True)
class OpenPoints:
    """What is open, as counts.

    read       coder -> turns and answers read to the end, of ``turns``
    doubts     answers this coder is in doubt about
    unsettled  changes of a copy that found no place
    waiting    quotes that could not stand as they were released: their words were corrected
    backed_up  when the newest backup was made; None: there is none
    """

    turns: int
    read: dict[str, int]
    doubts: int
    unsettled: int
    waiting: int
    backed_up: datetime | None


def open_points(session: Session) -> OpenPoints:
    """Count what is open; in a threaded session only inside ``later``. No text is read."""
    read: dict[str, int] = {}
    for by_coder in session.read.documents.done_counts().values():
        for coder, n in by_coder.items():
            read[coder] = read.get(coder, 0) + n
    doubts = [record for record in session.read.records.of(DOUBT) if record.values.get("coder") == session.coder]
    turns = sum(document.turns for document in session.read.documents.all())
    waiting = sum(standing == "changed" for _quote, standing in session.read.quotes.ever_released())
    return OpenPoints(turns, read, len(doubts), len(session.read.about.unsettled()), waiting, _backed_up(session))


def _backed_up(session: Session) -> datetime | None:
    """Read from its name when the newest backup was made."""
    for path in backup.kept(session.path):
        try:
            return datetime.strptime(path.name[:15], _STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
    return None
