"""Small meetings, answers and codebooks to count on."""

from collections.abc import Iterable, Mapping, Sequence

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.coding import Coding
from codeerbank.domain.counts import CodeCounts, Coded, CountedText, Said
from codeerbank.domain.document import Turn
from codeerbank.mixed import quantitize as counting
from codeerbank.mixed.hearing import GroupOf
from codeerbank.mixed.weights import Weights

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
        f"{document}.{number}.{code}.{coder}.{start}",
        document,
        base + start,
        base + stop,
        "x" * (stop - start),
        code,
        coder,
        turn=number,
    )


def quantitize(
    codebook: Codebook,
    turns: Sequence[Turn],
    codings: Iterable[Coding],
    group_of: GroupOf | None = None,
    order: Sequence[str] = (),
    coder: str | None = None,
    weights: Weights | None = None,
) -> CodeCounts:
    """Count turns and codings as they would come out of a project."""
    codes = {number: code.key for number, code in enumerate(codebook.codes)}
    texts = texts_of(turns, codings, {key: number for number, key in codes.items()}, coder)
    return counting.quantitize(codebook, texts, codes, group_of, order, weights=weights, coder=coder)


def texts_of(
    turns: Sequence[Turn], codings: Iterable[Coding], numbers: Mapping[str, int], coder: str | None = None
) -> list[CountedText]:
    """Make the rows that counting takes: moderators left out, other coders left out, codings in order of place."""
    said: dict[str, list[Said]] = {}
    coded: dict[str, list[Coded]] = {}
    for one in turns:
        done = coder in one.done_by if coder else bool(one.done_by)
        rows = said.setdefault(one.document, [])
        if one.role != "moderator":
            rows.append((one.number, one.case, one.speaker, one.words, done or not one.words))
    for each in codings:
        if coder is None or each.coder == coder:
            coded.setdefault(each.document, []).append((each.turn, each.start, each.stop, numbers[each.code]))
    return [
        CountedText(document, rows, sorted(coded.get(document, ()), key=lambda row: row[1:]))
        for document, rows in said.items()
    ]
