"""What stands on everything that leaves: for whom it is, and whether its words are invented."""

from __future__ import annotations

from typing import TYPE_CHECKING

from codeerbank.domain.quote import Audience
from codeerbank.i18n import _

if TYPE_CHECKING:
    from codeerbank.workbench.session import Session

LEAST_OUTSIDE = 5
"""Outside the team groups smaller than this are not shown."""
_PRACTICE = ("oefen", "practice")


def stamp_for(session: Session, audience: Audience) -> str:
    """Say on every form of a table who may see it, and whether it holds invented words."""
    words = _("for readers outside the team") if audience == "outside" else _("internal, not released")
    return "; ".join(filter(None, (practice_stamp(session), words)))


def practice_stamp(session: Session) -> str:
    """Say that the words are invented, where a project's name says that it is for practice; else nothing."""
    return _("PRACTICE DATA - invented statements") if is_practice(session.project_name) else ""


def is_practice(project: str) -> bool:
    """Say whether a project's name says that it is for practice."""
    return project.casefold().startswith(_PRACTICE)
