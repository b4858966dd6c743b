"""The screens one can go to: their names, letters and keys, and where each is loaded from when it is first asked for."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, cast

from codeerbank.i18n import N_

if TYPE_CHECKING:
    from codeerbank.tui.colours import Look
    from codeerbank.tui.screens.frame import FramedScreen

_HERE = "codeerbank.tui.screens."


@dataclass(frozen=True, slots=True)
class Entry:
    """A screen.

    letter  what follows g
    key     a function key, or empty
    name    a word for it, an English id; it stands in the strip after g and in the palette
    words   what the help page says of it, an English id
    place   module:class; the class takes a Look
    """

    screen: str
    letter: str
    key: str
    name: str
    words: str
    place: str

    def load(self, look: Look) -> FramedScreen:
        """Import and make the screen."""
        module, _colon, name = self.place.partition(":")
        return cast("FramedScreen", getattr(import_module(module), name)(look))


SCREENS: tuple[Entry, ...] = (
    Entry("overview", "o", "f2", N_("overview"), N_("overview (also g o)"), _HERE + "overview:OverviewScreen"),
    Entry("coding", "c", "f3", N_("to code"), N_("coding (also g c)"), _HERE + "coding:CodingScreen"),
    Entry("answers", "a", "f4", N_("answers"), N_("open answers (also g a)"), _HERE + "answers:AnswersScreen"),
    Entry("search", "z", "f6", N_("search"), N_("search and quotes (also g z)"), _HERE + "search:SearchScreen"),
    Entry("codebook", "b", "f5", N_("codebook"), N_("codebook (also g b)"), _HERE + "codebook:CodebookScreen"),
    Entry(
        "participants", "d", "", N_("participants"), N_("participants: roles, groups, consent"),
        _HERE + "participants:ParticipantsScreen",
    ),
    Entry("summaries", "w", "", N_("summaries"), N_("summaries by theme and conversation"), _HERE + "summaries:SummariesScreen"),
    Entry("memos", "m", "", N_("memos"), N_("all memos"), _HERE + "memos:MemosScreen"),
    Entry("agreement", "v", "f7", N_("agreement"), N_("agreement between coders (also g v)"), _HERE + "agreement:AgreementScreen"),
    Entry("quality", "s", "", N_("suggestions"), N_("how good the suggestions are"), _HERE + "quality:QualityScreen"),
    Entry("tables", "t", "", N_("tables"), N_("tables: count, cross, recode"), _HERE + "tables:TablesScreen"),
    Entry("joint", "j", "f9", N_("joint display"), N_("joint display (also g j)"), _HERE + "joint:JointScreen"),
    Entry("panel", "k", "f8", N_("klankbordgroep"), N_("klankbordgroep: rounds, and a meeting (also g k)"), _HERE + "panel:PanelScreen"),
    Entry("names", "n", "", N_("names and numbers"), N_("names: what may give people away"), _HERE + "names:NamesScreen"),
    Entry("logbook", "l", "f12", N_("log"), N_("log of every change (also g l)"), _HERE + "logbook:LogbookScreen"),
)  # fmt: skip
"""In the order in which they are offered."""


def entry(screen: str) -> Entry:
    """Find a screen by its name."""
    return next(found for found in SCREENS if found.screen == screen)
