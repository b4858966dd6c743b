"""Nouns that are kept as records: what the log calls them, and one as it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from codeerbank.domain.ids import Id
from codeerbank.i18n import N_

SURVEY_LAYOUT = "survey layout"
"""The columns of a survey file in their order, and which of them named the respondents."""
TIMES = "times"
"""At which second of the recording each turn of a text begins: a line of addresses and one of seconds."""

NOUNS: Mapping[str, str] = {
    "consent": N_("consent of a participant"),
    "advice": N_("advice"),
    "audio": N_("recording of a conversation"),
    "basket": N_("quote in the list of quotes"),
    "blind": N_("coding blind"),
    "doubt": N_("doubt about an answer"),
    "finding": N_("finding of one's own"),
    "outcome": N_("outcome of a round"),
    "participant": N_("participant"),
    "member": N_("member of a panel"),
    "model": N_("what suggestions are made with"),
    "pseudonym": N_("decision about a name"),
    "verdict": N_("verdict in a joint display"),
    "recoding": N_("recoding"),
    "quote": N_("quote in preparation"),
    "remark": N_("look at a remark"),
    "retention": N_("date until which something is kept"),
    "round": N_("panel round"),
    "summary": N_("summary of a theme"),
    "tally": N_("count in a meeting"),
    "variable": N_("kind of a variable"),
    SURVEY_LAYOUT: "",
    TIMES: "",
}
"""Noun -> what the log calls it, an English id; empty for what goes along with something else."""


@dataclass(frozen=True, slots=True)
class Record:
    """One record as it is now.

    values  as written
    about   ids of what it speaks of
    who     the person who wrote it last
    when    the wall clock of that writing, milliseconds since 1970 in UTC
    """

    id: Id
    noun: str
    values: Mapping[str, Any]
    about: tuple[Id, ...]
    who: str
    when: int
