"""Small meetings, answers and codebooks to count on."""

from collections.abc import Sequence

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.coding import Coding
from codeerbank.domain.document import Turn

CODEBOOK = Codebook.from_records(
    [
        {"key": "K", "name": "Kunnen"},
        {"key": "K1", "name": "Zich bekwaam voelen", "parent": "K"},
        {"key": "K1.1", "name": "weten hoe", "parent": "K1"},
        {"key": "K1.2", "name": "rolduidelijkheid", "parent": "K1"},
        {"key": "M", "name": "Mogen"},
        {"key": "M1", "name": "tijd", "parent": "M"},
    ]
)
LENGTH = 100
"""Every turn here is this long, so that turn n of a document covers [(n - 1) * LENGTH, n * LENGTH)."""


def turn(document: str, number: int, case: str | None, done: Sequence[str] = (), words: int = 10, role: str = "participant",
         speaker: str | None = None) -> Turn:  # fmt: skip
    start = (number - 1) * LENGTH
    return Turn(document, number, start, start, start + LENGTH, speaker, case, "x" * LENGTH, words, role, done)


def coding(document: str, number: int, code: str, coder: str = "anna", start: int = 0, stop: int = 10) -> Coding:
    base = (number - 1) * LENGTH
    return Coding(
        f"{document}.{number}.{code}.{coder}.{start}", document, base + start, base + stop, "x" * (stop - start), code, coder, turn=number
    )
