"""A small study: six respondents, one open question, one meeting of four, and codings on both."""

from pathlib import Path

from codeerbank.domain.codebook import DIRECTION, Codebook, CodingAttribute
from codeerbank.workbench.coding import apply_code, apply_code_to_answer, mark_done
from codeerbank.workbench.intake import describe_speaker, import_file
from codeerbank.workbench.memos import add_memo
from codeerbank.workbench.session import Session, create_project

BOOK = Codebook.from_records(
    [
        {"key": "K", "name": "Kunnen"},
        {
            "key": "K1",
            "name": "weten hoe",
            "parent": "K",
            "links": [
                {"item": "oordeel", "strand": "survey", "question": "Hoe goed gaat het?"},
                {"item": "L9", "strand": "survey", "question": "Elders gevraagd"},
            ],
        },
        {"key": "M", "name": "Mogen"},
        {
            "key": "M1",
            "name": "privacy",
            "parent": "M",
            "links": [{"item": "reden_privacy", "strand": "survey", "question": "Privacy"}],
        },
    ],
    attributes=(
        DIRECTION,
        CodingAttribute(
            "sensitive", "gevoelig", "one", "no", ({"key": "yes", "name": "ja"}, {"key": "no", "name": "nee"})
        ),
        CodingAttribute("survey_reaction", "reactie op enquête", values=({"key": "disputes", "name": "bestrijdt"},)),
    ),
)
SURVEY = """respondent;groep;oordeel;reden_privacy;reden_tijd;gewicht;toelichting
R1;jongere;1;1;0;1;Ik weet niet hoe dat moet.
R2;jongere;2;0;0;1;Dat mag niet van de regels.
R3;ouder;5;1;1;1;Weet ik veel.
R4;ouder;-9;-9;-9;1;
R5;ouder;4;;;1;Geen idee hoe je begint.
R6;ouder;4;0;1;1;=HYPERLINK("http://x")
"""
TALK = "INT: Hoe gaat het?\n\nJ1: Ik weet niet hoe ik moet beginnen.\n\nO1: Dat mag niet, zeggen ze.\n\nJ1: Mijn tante mag niets weten.\n"


def make(folder: Path) -> Session:
    """Build it; whoever calls closes it."""
    (folder / "enquete.csv").write_text(SURVEY, encoding="utf-8")
    (folder / "gesprek.txt").write_text(TALK, encoding="utf-8")
    session = create_project(folder / "p.codeerbank", coder="anna", codebook=BOOK)
    import_file(session, folder / "enquete.csv", "survey")
    import_file(session, folder / "gesprek.txt", "transcript")
    describe_speaker(session, "gesprek", "INT", "moderator")
    apply_code_to_answer(session, "R1", "toelichting", None, "K1").result()
    apply_code_to_answer(session, "R2", "toelichting", (0, 12), "M1").result()
    say(session, "Ik weet niet hoe ik moet beginnen.", "K1", "anna")
    say(session, "niet hoe ik moet", "K1", "bram")
    say(session, "Hoe gaat het?", "M1", "anna")
    mark_done(session, "gesprek").result()
    mark_done(session, "toelichting", [1, 2]).result()
    add_memo(session, "code", "K1", "Let op de grens met rollen.").result()
    add_memo(session, "document", "gesprek", "Zorg over een deelnemer.", "care").result()
    return session


def say(session: Session, words: str, code: str, coder: str) -> None:
    start = session.read.documents.text("gesprek").index(words)
    apply_code(session, "gesprek", start, start + len(words), code, coder=coder).result()
