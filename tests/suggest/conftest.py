from collections.abc import Callable

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.domain.suggestion import Suggestion
from codeerbank.suggest.cues import CueSuggester

CODES = (
    {"key": "T", "name": "Tuin"},
    {"key": "T1", "name": "Groeien", "parent": "T"},
    {
        "key": "T1.1",
        "parent": "T1",
        "name": "water geven",
        "definition": "Hoe en wanneer planten begoten worden.",
        "include": ("een gieter of slang gebruiken",),
        "exclude": ({"text": "regenwater opvangen in een ton", "code": "T2.1"},),
        "examples": ("Elke ochtend loop ik even langs de potten.",),
        "cues": ("begieten", "sproeien", "afspraak … maken", "buur", "compost"),
        "cues_against": ("zwembad",),
    },
    {
        "key": "T1.2",
        "parent": "T1",
        "name": "bemesten",
        "definition": "Voeding voor de grond.",
        "cues": ("mest", "compost", "verantwoordelijk*", "hulp vragen", "compost"),
    },
    {
        "key": "T1.3",
        "parent": "T1",
        "name": "snoeien",
        "definition": "Takken wegnemen.",
        "cues": ("loslaten", "compost"),
    },
    {"key": "T2", "name": "Opslag", "parent": "T"},
    {"key": "T2.1", "parent": "T2", "name": "regenton", "definition": "Water bewaren.", "cues": ("ton", "geen ton")},
    {"key": "T2.2", "parent": "T2", "name": "oud", "cues": ("schuur",), "archived": True},
    {"key": "R", "name": "buiten onderwerp", "definition": "Niet over de tuin.", "rest": True},
)


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return Codebook.from_records(CODES, key="tuin")


@pytest.fixture(scope="session")
def suggester() -> CueSuggester:
    return CueSuggester()


@pytest.fixture
def make_turn() -> Callable[..., Turn]:
    def make(text: str, said: int = 0, role: str = "participant", number: int = 1) -> Turn:
        return Turn("tuinclub", number, said, said, said + len(text), None, None, text, len(text.split()), role)

    return make


@pytest.fixture
def suggest(
    codebook: Codebook, suggester: CueSuggester, make_turn: Callable[..., Turn]
) -> Callable[[str], list[Suggestion]]:
    return lambda text: list(suggester.suggest(codebook, [make_turn(text)], "nl"))
