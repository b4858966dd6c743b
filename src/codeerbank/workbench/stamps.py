"""What stands on everything that leaves: for whom it is, and whether its words are invented."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from codeerbank.domain.quote import Audience
from codeerbank.i18n import N_, _

if TYPE_CHECKING:
    from codeerbank.workbench.session import Session

_READERS: Mapping[Audience, str] = {
    "team": N_("internal, not released"),
    "commissioner": N_("for the commissioner"),
    "panel": N_("for the klankbordgroep"),
    "public": N_("for everybody"),
    "outside": N_("for readers outside the team"),
}
_PRACTICE = ("oefen", "practice")


def stamp_for(session: Session, audience: Audience) -> str:
    """Say on every form of a table who may see it, and whether it holds invented words."""
    return "; ".join(filter(None, (practice_stamp(session), _(_READERS[audience]))))


def reader_in_words(audience: Audience) -> str:
    """Say for whom it is."""
    return _(_READERS[audience])


def practice_stamp(session: Session) -> str:
    """Say that the words are invented, where a project's name says that it is for practice; else nothing."""
    return _("PRACTICE DATA - invented statements") if is_practice(session.project_name) else ""


def is_practice(project: str) -> bool:
    """Say whether a project's name says that it is for practice."""
    return project.casefold().startswith(_PRACTICE)
