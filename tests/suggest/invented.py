"""Invented answers about a library, drawn from phrases by a fixed rule: enough to learn from, small enough for a test."""

from __future__ import annotations

from random import Random

from codeerbank.domain.codebook import Codebook

RECORDS = (
    {"key": "T", "name": "Thema", "definition": "Alles bij elkaar.", "parent": None, "unheard_of": 1},
    {
        "key": "T1",
        "name": "Openingstijden",
        "definition": "Wanneer de bibliotheek open is.",
        "cues": ["avond", "zondag open"],
        "parent": "T",
    },
    {
        "key": "T2",
        "name": "Personeel",
        "definition": "Hoe medewerkers bezoekers helpen.",
        "cues": ["medewerker", "balie"],
        "parent": "T",
    },
    {"key": "T3", "name": "Collectie", "definition": "Welke boeken er zijn.", "cues": ["boek", "strip"], "parent": "T"},
    {
        "key": "T4",
        "name": "Rust",
        "definition": "Geluid en stilte om te werken.",
        "cues": ["lawaai", "stil"],
        "cues_against": ["radio"],
        "parent": "T",
    },
    {"key": "T5", "name": "Nooit gebruikt", "definition": "Hier gaat niets over.", "parent": "T"},
)
PHRASES = {
    "T1": (
        "Na zes uur is alles dicht",
        "Op zaterdag zou de deur langer open mogen",
        "Ik werk overdag en kan alleen in de avond",
    ),
    "T2": (
        "De mevrouw bij de balie hielp me vriendelijk",
        "Niemand van de medewerkers had tijd voor me",
        "Ze legden geduldig uit hoe lenen gaat",
    ),
    "T3": ("Er zijn te weinig spannende romans", "De strips zijn oud en kapot", "Het nieuwste boek was er meteen"),
    "T4": (
        "Er wordt hard gepraat in de leeszaal",
        "Het is er heerlijk stil om te leren",
        "Kinderen maken lawaai bij de computers",
    ),
}
ENDINGS = (
    "",
    " en dat vind ik jammer",
    ", zei mijn buurman",
    " sinds de verbouwing",
    " en dat blijft zo",
    ", eerlijk gezegd",
)


def codebook() -> Codebook:
    return Codebook.from_records(RECORDS, key="bibliotheek")


def answers(count: int, seed: int = 3) -> tuple[list[str], list[list[str]]]:
    random = Random(seed)
    texts, codes = [], []
    for _n in range(count):
        given = random.sample(sorted(PHRASES), 1 + (random.random() < 0.2))
        texts.append(". ".join(random.choice(PHRASES[key]) + random.choice(ENDINGS) for key in given) + ".")
        codes.append(sorted(given))
    return texts, codes
