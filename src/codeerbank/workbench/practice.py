"""What is shipped of the practice study besides texts and survey: people, memos, choices, quotes, replies, verdicts."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from codeerbank.domain.coding import CONSENSUS, Coding
from codeerbank.domain.events import MemoAdded, SpeakerChanged
from codeerbank.domain.panel import Reply
from codeerbank.domain.suggestion import Suggestion
from codeerbank.resources import folder
from codeerbank.workbench import verdicts
from codeerbank.workbench.coding import mark_done
from codeerbank.workbench.intake import import_files
from codeerbank.workbench.intake_changes import Intake
from codeerbank.workbench.intake_reading import read_file
from codeerbank.workbench.memos import add_memo
from codeerbank.workbench.outcomes import Outcome
from codeerbank.workbench.outcomes import decide as keep_outcome
from codeerbank.workbench.panel import read_typed
from codeerbank.workbench.releasing import Terms, release
from codeerbank.workbench.session import Session
from codeerbank.workbench.suggesting import accept, each_suggestion, ready_suggester, refuse

MEETINGS = ("groep-1-online.vtt", "groep-2-klankbord.docx", "groep-3-jongeren.txt")
SUMMARY = "jongerenraad-samenvatting.docx"
SURVEY = "enquete-alle.csv"
QUESTIONNAIRE = "vragen.toml"
PUBLISHED = "gepubliceerde-tabellen.csv"
QUESTIONS = ("toelichting_drempel", "toelichting_nodig")
BACKGROUND = ("groep", "datum", "duur_minuten", "leeftijd", "geslacht", "regio", "werkveld", "functie", "werkervaring",
              "kinderen_hulp", "focusgroep")  # fmt: skip
"""The questions about who somebody is."""
TOGETHER = 40
"""Under this name stands what both coders settled on, in so many turns of one meeting."""
_PEOPLE = "deelnemers.csv"


@dataclass(frozen=True, slots=True)
class Decision:
    """A coder took a suggestion over or refused it, for a reason."""

    suggestion: Suggestion
    accepted: bool
    reason: str


def shipped(name: str) -> Path:
    """Give the path of a file of the practice study."""
    return folder("transcripts") / name


def coding_files(coder: str) -> list[Path]:
    """Give the files with what a practice coder coded: in the meetings, and in the answers."""
    return [shipped(f"coderingen-{coder}.csv"), shipped(f"coderingen-{coder}-antwoorden.csv")]


def describe_speakers(session: Session) -> tuple[int, int]:
    """Say in one action who the labels are: the list of participants, and moderators who are not in it.

    Gives how many participants and moderators there are.
    """
    people, _told = Intake(session).changes(read_file(shipped(_PEOPLE), "participants").value)
    described = {(one.document, one.label) for one in people if isinstance(one, SpeakerChanged)}
    led = [
        SpeakerChanged(document.id, speaker.label, "moderator")
        for document in session.read.documents.all()
        for speaker in document.speakers
        if (document.id, speaker.label) not in described
    ]
    session.append(*people, *led).result()
    return len(described), len(led)


def finish(session: Session, coder: str) -> int:
    """Mark what a practice coder read: all of a text, or up to a respondent or a turn. Gives how many texts."""
    mine = [row for row in _rows("coderingen-klaar.csv") if row["coder"] == coder]
    for row in mine:
        document, last = row["document"], row["tot"]
        number = int(last) if last.isdigit() else session.read.documents.turn_of(document, last).number if last else 0
        mark_done(session, document, list(range(1, number + 1)) or None, coder).result()
    return len(mine)


def settle(session: Session) -> list[tuple[Coding, str]]:
    """Bring in what the coders settled on, with a memo for each difference; gives those codings with their reasons."""
    import_files(session, [shipped(f"coderingen-{CONSENSUS}.csv")], "codings")
    finish(session, CONSENSUS)
    settled: list[tuple[Coding, str]] = []
    for row in _rows("consensus-redenen.csv"):
        there = session.read.codings.of(row["document"], CONSENSUS)
        place = (int(row["start"]), int(row["stop"]), row["code"])
        settled.append((next(one for one in there if (one.start, one.stop, one.code) == place), row["reden"]))
    session.append(*(MemoAdded("coding", coding.id, reason, "decision") for coding, reason in settled)).result()
    return settled


def decide(session: Session) -> list[Decision]:
    """Take over and refuse suggestions as this coder did; one that no longer is made is passed over."""
    mine = [row for row in _rows("suggesties.csv") if row["codeur"] == session.coder]
    made: list[Decision] = []
    cues = ready_suggester(session, "cues")
    for document in dict.fromkeys(row["document"] for row in mine):
        found = {(one.code, one.quote): one for one in each_suggestion(session, document, suggester=cues)}
        for row in mine:
            suggestion = found.get((row["code"], row["zin"]))
            if suggestion and row["document"] == document:
                made.append(Decision(suggestion, row["besluit"] == "aangenomen", row["reden"]))
    for one in made:
        (accept if one.accepted else refuse)(session, one.suggestion).result()
    return made


def write_memos(session: Session, coder: str) -> int:
    """Write the memos of a practice coder; gives how many."""
    mine = [row for row in _rows("memos.csv") if row["auteur"] == coder]
    for row in mine:
        add_memo(session, row["over"], row["naam"], row["tekst"], row["soort"]).result()
    return len(mine)


def release_quotes(session: Session) -> list[Coding]:
    """Release the quotes for the form in the name of this coder, names taken out; gives what they were coded as."""
    released = []
    for row in _rows("vrijgave.csv"):
        there = session.read.codings.of(row["document"])
        fits = [one for one in there if one.code == row["code"] and row["citaat"] in one.quote]
        coding = max(fits, key=lambda one: one.coder == session.coder)
        terms = Terms(despite=row["ondanks"].split(), checked_by=row["nagekeken"])
        release(session, coding.id, "panel", row["reden"], row["tekst"] or None, terms=terms).result()
        released.append(coding)
    return released


def read_replies(session: Session) -> list[tuple[str, Reply]]:
    """Read the lines that members of the klankbordgroep sent; gives each with what was read in it."""
    rows = _rows("reacties.csv")
    return [(row["antwoord"], read_typed(session, row["antwoord"], row["lid"], row["groep"]).result()) for row in rows]


def keep_outcomes(session: Session) -> list[tuple[str, str]]:
    """Keep what the team decided after the round; gives (code, former name) of what was renamed by it."""
    renamed = []
    for row in _rows("uitkomst.csv"):
        former = session.code(row["code"]).name
        told = {"said": row["gezegd"], "did": row["gedaan"], "not_done": row["niet_gedaan"]}
        named = {"name": row["naam"], "panel_name": row["panelnaam"]}
        made = Outcome("word", row["code"], "rename" if row["naam"] else "keep", row["besluit"], **told, **named)
        keep_outcome(session, made).result()
        if session.code(row["code"]).name != former:
            renamed.append((row["code"], former))
    return renamed


def conclude(session: Session) -> int:
    """Keep what the team found, decided and advises on rows of the joint display; gives how many rows are decided."""
    kept = tomllib.loads(shipped("besluiten.toml").read_text("utf-8"))
    for one in kept["finding"]:
        verdicts.add_finding(session, **one).result()
    for one in kept["verdict"]:
        verdicts.decide(session, **{**one, "quotes": _quoted(session, one)}).result()
    for one in kept["advice"]:
        when = str(one.pop("when", ""))
        verdicts.add_advice(session, **one, when=when).result()
    return len(kept["verdict"])


def _quoted(session: Session, decided: dict[str, Any]) -> list[str]:
    """Find the codings of this coder that hold the chosen words."""
    chosen = decided.get("quotes", [])
    there = list(session.read.codings.each(coder=session.coder)) if chosen else []
    fits = [[one.id for one in there if one.code == decided["row"] and words in one.quote] for words in chosen]
    return [ids[0] for ids in fits]


def _rows(name: str) -> list[dict[str, str]]:
    with shipped(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
