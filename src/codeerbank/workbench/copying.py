"""Words that somebody copies from the screen: they leave the project, so the log says how many."""

from codeerbank.domain.events import CLIPBOARD, Exported
from codeerbank.workbench.session import Session

MOST = 2000
"""So many characters may go at once: a few quotes, no conversation."""


def note_copy(session: Session, characters: int) -> None:
    """Leave a line in the log about words that were copied, without the words."""
    if session.writable:
        session.append(Exported(CLIPBOARD, "team", characters, ""))
