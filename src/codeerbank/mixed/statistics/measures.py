"""One code in every measure at once: present, count, rate and share, each with its own base."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from codeerbank.domain.plain import plain
from codeerbank.domain.reasons import Reasoned
from codeerbank.mixed.statistics.intervals import Proportion, proportion

PER = 1000
"""A rate is a number of fragments in so many words."""


@dataclass(frozen=True, slots=True)
class CodeMeasures(Reasoned):
    """One code among speakers (or respondents); the three shares have three different bases.

    present     speakers with a fragment or more, of those who were coded
    documents   documents with a fragment or more; None where no documents were given
    segments    fragments with the code, of all fragments that carry any; None where those were not given
    count       fragments with the code
    rates       fragments per 1,000 words of each speaker; None for who was not coded or said nothing
    rate        the same of all together: all fragments by all words, not the mean of ``rates``
    not_coded   speakers who are not yet coded; they stand outside every base
    """

    present: Proportion
    documents: Proportion | None
    segments: Proportion | None
    count: int
    words: int | None
    rates: tuple[float | None, ...]
    rate: float | None
    not_coded: int
    reason: str = ""


def code_measures(
    fragments: Sequence[int | None],
    words: Sequence[int] | None = None,
    documents: Sequence[Hashable] | None = None,
    all_fragments: int | None = None,
) -> CodeMeasures:
    """Measure how often a code is mentioned, from the fragments that each speaker has with it.

    fragments       per speaker; 0 for one who was read without finding any, None for one not yet coded
    words           what each speaker said, in words
    documents       the document that each speaker is in
    all_fragments   fragments with any code
    A rate is 1,000 times the fragments by the words. What is not mentioned is not denied; speakers of one
    conversation respond to each other: the intervals hold for persons who answered each alone.
    Raises          ValueError when a number is below 0, or a row differs in length
    Source          Sandelowski, Voils & Knafl, Journal of Mixed Methods Research 3 (2009), 208-222 (quantitizing).
    """
    counts, said = plain(fragments), plain(words) if words is not None else [None] * len(fragments)
    if any(n is not None and (n < 0 or n != int(n)) for n in [*counts, *said]):
        raise ValueError("fragments and words are whole numbers of 0 or more")
    coded = [(int(n), spoken) for n, spoken in zip(counts, said, strict=True) if n is not None]
    count, spoken = sum(n for n, _spoken in coded), sum(spoken or 0 for _n, spoken in coded)
    return CodeMeasures(
        proportion(sum(n > 0 for n, _spoken in coded), len(coded)),
        None if documents is None else _documents(counts, plain(documents)),
        None if all_fragments is None else proportion(count, all_fragments),
        count,
        None if words is None else spoken,
        tuple(None if n is None or not spoken else PER * n / spoken for n, spoken in zip(counts, said, strict=True)),
        PER * count / spoken if spoken else None,
        len(counts) - len(coded),
        "" if coded else "no_cases",
    )


def _documents(counts: Sequence[int | None], documents: Sequence[Hashable]) -> Proportion:
    read = [(document, n) for document, n in zip(documents, counts, strict=True) if n is not None]
    return proportion(len({document for document, n in read if n}), len({document for document, _n in read}))
