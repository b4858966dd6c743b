"""What is shipped of the practice study besides texts and survey: people, what was finished, memos, quotes, replies."""

from __future__ import annotations

import csv
from pathlib import Path

from codeerbank.domain.events import CasesAdded, Change, SpeakerChanged
from codeerbank.domain.ids import new_id
from codeerbank.domain.panel import Reply
from codeerbank.resources import folder
from codeerbank.workbench.coding import add_memo, mark_done
from codeerbank.workbench.panel import read_typed, release
from codeerbank.workbench.session import Session

MEETINGS = ("groep-1-online.vtt", "groep-2-klankbord.docx", "groep-3-jongeren.txt")
SUMMARY = "jongerenraad-samenvatting.docx"
SURVEY = "enquete-alle.csv"
QUESTIONNAIRE = "vragen.toml"
QUESTIONS = ("toelichting_drempel", "toelichting_nodig")
_PEOPLE = "deelnemers.csv"
_TRAITS = ("rol", "leeftijdsklasse", "ervaringsdeskundig")


def shipped(name: str) -> Path:
    """Give the path of a file of the practice study."""
    return folder("transcripts") / name


def coding_files(coder: str) -> list[Path]:
    """Give the files with what a practice coder coded: in the meetings, and in the answers."""
    return [shipped(f"coderingen-{coder}.csv"), shipped(f"coderingen-{coder}-antwoorden.csv")]


def describe_speakers(session: Session) -> tuple[int, int]:
    """Say in one action who the labels are: participants with a pseudonym and a group, the others moderators.

    Gives how many participants and moderators there are.
    """
    people = _rows(_PEOPLE)
    names = _pseudonyms(people)
    columns: dict[str, list[str | None]] = {trait: [row[trait] for row in people] for trait in _TRAITS}
    groups = [row["groep"] for row in people]
    cases = CasesAdded(new_id(), list(names.values()), groups, columns, _PEOPLE)
    who: list[Change] = []
    led = 0
    for document in session.read.documents.all():
        for speaker in document.speakers:
            case = names.get((document.name, speaker.label))
            led += case is None
            role = "participant" if case else "moderator"
            who.append(SpeakerChanged(document.id, speaker.label, role, case))
    session.append(cases, *who).result()
    return len(people), led


def _pseudonyms(people: list[dict[str, str]]) -> dict[tuple[str, str], str]:
    """Name people after their meeting and group, such as g1-ouder-2: what they are called there is left behind."""
    found: dict[tuple[str, str], str] = {}
    taken: dict[str, int] = {}
    for row in people:
        stem = f"g{row['document'].split('-')[1]}-{row['groep']}"
        taken[stem] = taken.get(stem, 0) + 1
        found[row["document"], row["label"]] = f"{stem}-{taken[stem]}"
    return found


def finish(session: Session, coder: str) -> int:
    """Mark what a practice coder read to the end; gives how many documents and questions."""
    mine = [row for row in _rows("coderingen-klaar.csv") if row["coder"] == coder]
    for row in mine:
        document, last = row["document"], row["tot"]
        turns = list(range(1, session.read.documents.turn_of(document, last).number + 1)) if last else None
        mark_done(session, document, turns, coder).result()
    return len(mine)


def write_memos(session: Session, coder: str) -> int:
    """Write the memos of a practice coder; gives how many."""
    mine = [row for row in _rows("memos.csv") if row["auteur"] == coder]
    for row in mine:
        add_memo(session, row["over"], row["naam"], row["tekst"], row["soort"]).result()
    return len(mine)


def release_quotes(session: Session) -> int:
    """Release the quotes for the form in the name of this coder, who coded them; gives how many."""
    chosen = _rows("vrijgave.csv")
    for row in chosen:
        mine = session.read.codings.of(row["document"], session.coder)
        coding = next(one for one in mine if one.code == row["code"] and row["citaat"] in one.quote)
        release(session, coding.id, "panel", row["reden"]).result()
    return len(chosen)


def read_replies(session: Session) -> list[tuple[str, Reply]]:
    """Read the lines that members of the klankbordgroep sent; gives each with what was read in it."""
    rows = _rows("reacties.csv")
    return [(row["antwoord"], read_typed(session, row["antwoord"], row["lid"], row["groep"]).result()) for row in rows]


def _rows(name: str) -> list[dict[str, str]]:
    with shipped(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))
