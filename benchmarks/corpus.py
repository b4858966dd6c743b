"""A corpus made by a recipe: the same size gives the same bytes everywhere, and no text stems from a person.

    python -m benchmarks.corpus M FOLDER

docs/fg_0001.txt ...   transcripts, one turn a paragraph      codebook.csv         40 codes in 8 groups
survey.csv             respondents with one open answer       codings.csv          two coders on the transcripts
answer_codings.csv     codes on the open answers              manifest.json        how many of each
"""

from __future__ import annotations

import csv
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple


class Size(NamedTuple):
    """How many documents, words in each, respondents and codings."""

    documents: int
    words: int
    respondents: int
    codings: int


SIZES = {
    "S": Size(10, 8000, 1_000, 5_000),
    "M": Size(100, 8000, 20_000, 100_000),
    "L": Size(500, 8000, 200_000, 1_000_000),
}
SEED = 20240917
CODERS = ("anna", "bram")
WORDS = {name: line.split() for name, line in (
    line.split(": ", 1) for line in Path(__file__).with_name("words.txt").read_text(encoding="utf-8").splitlines()
)}  # fmt: skip
THEMES = [line.split("=") for line in " ".join(WORDS["themes"]).split(" / ")]
CODES = [(code, group.strip()) for group, codes in THEMES for code in codes.split()]


class Sentences:
    """Sentences with a skewed vocabulary: function words, then nouns, compounds and adjectives, with odd characters among them."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        compounds = [a + b for a in WORDS["nouns"] for b in WORDS["nouns"] if a != b]
        chance.shuffle(compounds)
        pools = (
            (WORDS["function"], 0.55), (WORDS["nouns"], 0.20), (WORDS["adjectives"], 0.10), (compounds[:12000], 0.13),
            ([word.replace("_", " ") for word in WORDS["odd"]], 0.02),
        )  # fmt: skip
        weights: list[float] = []
        self._words: list[str] = []
        for pool, share in pools:
            ranked = [1 / (rank + 2) ** 0.9 for rank in range(len(pool))]
            self._words += pool
            weights += [share * weight / sum(ranked) for weight in ranked]
        self._weights = list(accumulate(weights))

    def one(self, length: int, theme: str | None = None) -> str:
        """Make a sentence of ``length`` words, the theme's own word among them."""
        words = self._chance.choices(self._words, cum_weights=self._weights, k=length)
        if theme:
            words[self._chance.randrange(length)] = theme
        text = " ".join(words)
        return text[0].upper() + text[1:] + self._chance.choice("....?!")


class Transcript(NamedTuple):
    """A conversation, and (start, stop, theme or None) of each sentence in it."""

    text: str
    sentences: list[tuple[int, int, int | None]]


def transcript(chance: random.Random, sentences: Sentences, words: int, code_weights: Sequence[float]) -> Transcript:
    """Let a moderator and nine young people speak in turns."""
    parts: list[str] = []
    found: list[tuple[int, int, int | None]] = []
    at, made, last = 0, 0, -1
    while made < words:
        if chance.random() < 0.18:
            who = "Gespreksleider"
        else:
            number = chance.randrange(1, 9)
            last = number + 1 if number == last else number
            who = f"Jongere {last}"
        head = ("\n\n" if parts else "") + who + ": "
        parts.append(head)
        at += len(head)
        made += len(head.split())
        for n in range(chance.choice((1, 1, 2, 2, 3, 4, 6))):
            length = chance.randint(4, 19)
            code = _code(chance, code_weights) if chance.random() < 0.4 else None
            sentence = sentences.one(length, CODES[code][0] if code is not None else None)
            parts.append((" " if n else "") + sentence)
            at += bool(n)
            found.append((at, at + len(sentence), code))
            at += len(sentence)
            made += length
    return Transcript("".join(parts) + "\n", found)


def codings(
    chance: random.Random, documents: Sequence[Transcript], wanted: int, code_weights: Sequence[float]
) -> Iterable[tuple[int, ...]]:
    """Let two coders mark sentences: often alike, sometimes with another code or a shifted border."""
    made: dict[tuple[int, ...], None] = {}  # in the order they were made, each once

    def put(document: int, start: int, stop: int, code: int, coder: int) -> None:
        if stop > start and len(made) < wanted:
            made.setdefault((document, start, stop, code, coder))

    while len(made) < wanted:
        document = chance.randrange(len(documents))
        sentences = documents[document].sentences
        first = chance.randrange(len(sentences))
        last = min(len(sentences) - 1, first + chance.choice((0, 0, 0, 1, 1, 2)))
        start, stop, code = sentences[first][0], sentences[last][1], sentences[first][2]
        if code is None or chance.random() < 0.25:
            code = _code(chance, code_weights)
        one, other = (0, 1) if chance.random() < 0.5 else (1, 0)
        put(document, start, stop, code, one)
        alike = chance.random()
        if alike < 0.55:
            put(document, start, stop, code, other)
        elif alike < 0.70:
            put(document, start, stop, (code + chance.randrange(1, len(CODES))) % len(CODES), other)
        elif alike < 0.85:
            put(document, start + chance.randint(1, 3), max(start + 5, stop - chance.randint(0, 6)), code, other)
    return made


def respondents(
    chance: random.Random, sentences: Sentences, wanted: int, code_weights: Sequence[float]
) -> Iterator[tuple[list[Any], list[tuple[str, str, str]]]]:
    """Give each respondent's row of the survey, and the codes on the open answer."""
    for number in range(wanted):
        many = chance.choice((0, 1, 1, 1, 2, 2, 3))
        codes = sorted({_code(chance, code_weights) for _ in range(many)})
        answer = ""
        if codes or chance.random() < 0.8:
            answer = " ".join(
                sentences.one(chance.randint(5, 16), CODES[k][0] if chance.random() < 0.8 else None)
                for k in codes or [0]
            )
        key = f"R{number + 1:06d}"
        row = [
            key, chance.randint(12, 25), chance.choices(("vrouw", "man", "anders"), (49, 48, 3))[0],
            chance.choice(("Noord", "Oost", "Zuid", "West", "Midden")), chance.choice(("vmbo", "havo", "vwo", "mbo", "hbo", "wo")),
            chance.choice((1, 2, 3, 4, 5, "")), chance.randint(1, 5), f"{chance.lognormvariate(0, 0.3):.4f}", answer,
        ]  # fmt: skip
        yield row, [(key, CODES[k][0], chance.choice(CODERS)) for k in codes]


def make(size: Size, folder: Path) -> dict[str, int]:
    """Write the corpus, and give how many there is of each."""
    chance = random.Random(SEED)
    sentences = Sentences(chance)
    code_weights = _spread(chance, len(CODES))
    (folder / "docs").mkdir(parents=True)
    _csv(
        folder / "codebook.csv",
        "code parent description",
        ((code, group, sentences.one(10, code)) for code, group in CODES),
    )
    documents = []
    for number in range(size.documents):
        documents.append(transcript(chance, sentences, size.words, code_weights))
        (folder / "docs" / f"fg_{number + 1:04d}.txt").write_text(documents[-1].text, encoding="utf-8", newline="")
    rows = codings(chance, documents, size.codings, code_weights)
    lines = ((f"fg_{d + 1:04d}.txt", start, stop, CODES[k][0], CODERS[who]) for d, start, stop, k, who in rows)
    _csv(folder / "codings.csv", "doc start end code coder", lines)
    turns = sum(document.text.count("\n\n") + 1 for document in documents)
    del documents
    on_answers: list[tuple[str, str, str]] = []

    def answers() -> Iterator[list[Any]]:
        for row, codes in respondents(chance, sentences, size.respondents, code_weights):
            on_answers.extend(codes)
            yield row

    _csv(
        folder / "survey.csv",
        "respondent_id leeftijd geslacht regio opleiding tevredenheid stedelijkheid weging antwoord",
        answers(),
    )
    _csv(folder / "answer_codings.csv", "respondent_id code coder", on_answers)
    counts = {"documents": size.documents, "turns": turns, "codings": size.codings}
    counts |= {"respondents": size.respondents, "answer_codings": len(on_answers)}
    (folder / "manifest.json").write_text(json.dumps(counts), encoding="utf-8")
    return counts


def _code(chance: random.Random, weights: Sequence[float]) -> int:
    return chance.choices(range(len(CODES)), cum_weights=weights)[0]


def _spread(chance: random.Random, n: int) -> list[float]:
    weights = [1 / (rank + 1) ** 1.1 + 0.02 for rank in range(n)]
    chance.shuffle(weights)
    return list(accumulate(weights))


def _csv(path: Path, header: str, rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


if __name__ == "__main__":
    print(json.dumps(make(SIZES[sys.argv[1]], Path(sys.argv[2]))))
