"""Saturation: how many new codes the next conversation brings, in the order heard and in any order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import comb

from codeerbank.domain.plain import plain
from codeerbank.domain.reasons import Reasoned


@dataclass(frozen=True, slots=True)
class Run:
    """The documents ``first`` to ``last`` (counted from 1), their new codes, and those as a share of the base's."""

    first: int
    last: int
    new: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Saturation(Reasoned):
    """Codes by document.

    new, cumulative   per document in its order: codes not heard before, and all so far
    curve             codes to expect after 1, 2, 3 ... documents in any order (Mao Tau)
    runs              the runs after the base, which overlap; ``reached`` is the last document of the first run at or
                      below the threshold, None while there is none
    once, twice       codes in exactly one and in exactly two documents
    chao2             the codes to expect with ever more documents; None without documents
    """

    new: tuple[int, ...]
    cumulative: tuple[int, ...]
    curve: tuple[float, ...]
    base_codes: int
    runs: tuple[Run, ...]
    reached: int | None
    observed: int
    once: int
    twice: int
    chao2: float | None
    reason: str = ""


def saturation(
    documents: Sequence[Collection[str]], base: int = 4, run: int = 2, threshold: float = 0.05
) -> Saturation:
    """Follow the new codes over the documents, each given as its codes, in the order they were heard.

    Base and runs: the codes of the first ``base`` documents; then of each ``run`` documents in a row the new codes,
    as a share of those of the base. Reached when that is at most ``threshold``.
    Curve: S(n) = Σ over codes of 1 - C(N-f, n)/C(N, n), f the documents with the code.
    Chao2: S + (N-1)/N · q1²/(2·q2), and with q2 = 0: S + (N-1)/N · q1(q1-1)/2.
    Source    Guest, Namey & Chen, PLoS ONE 15 (2020), e0232076; Colwell, Mao & Chang, Ecology 85 (2004), 2717-2727;
              Chao, Biometrics 43 (1987), 783-791.
    """
    if base < 1 or run < 1:
        raise ValueError("a base and a run have at least one document")
    heard: set[str] = set()
    new, cumulative = [], []
    for codes in documents:
        new.append(len(set(codes) - heard))
        heard |= set(codes)
        cumulative.append(len(heard))
    often = Counter(code for codes in documents for code in set(codes))
    base_codes = cumulative[base - 1] if len(documents) >= base else 0
    runs = _runs(new, base, run, base_codes)
    reached = next((one.last for one in runs if one.share is not None and one.share <= threshold), None)
    once, twice = (sum(count == times for count in often.values()) for times in (1, 2))
    return Saturation(
        tuple(new),
        tuple(cumulative),
        mao_tau(list(often.values()), len(documents)),
        base_codes,
        runs,
        reached,
        len(heard),
        once,
        twice,
        chao2(len(heard), len(documents), once, twice),
        _reason(len(documents), base, run, base_codes),
    )


def mao_tau(often: Sequence[int], documents: int) -> tuple[float, ...]:
    """Give the codes to expect after 1, 2, 3 ... documents in any order, from how many documents hold each code."""
    often = plain(often)
    if any(not 0 <= f <= documents or f != int(f) for f in often):
        raise ValueError(f"a code stands in a whole number of documents, at most {documents}")
    often = list(map(int, often))
    return tuple(sum(1 - comb(documents - f, n) / comb(documents, n) for f in often) for n in range(1, documents + 1))


def chao2(observed: int, documents: int, once: int, twice: int) -> float | None:
    """Give the codes to expect with ever more documents, from those heard in one and in two; None without documents."""
    if min(observed, documents, once, twice) < 0 or once + twice > observed:
        raise ValueError("codes are counted from 0, and those in one or two documents are among all")
    if not documents:
        return None
    unseen = once * once / (2 * twice) if twice else once * (once - 1) / 2
    return observed + (documents - 1) / documents * unseen


def _runs(new: Sequence[int], base: int, run: int, base_codes: int) -> tuple[Run, ...]:
    found = []
    for start in range(base, len(new) - run + 1):
        count = sum(new[start : start + run])
        found.append(Run(start + 1, start + run, count, count / base_codes if base_codes else None))
    return tuple(found)


def _reason(documents: int, base: int, run: int, base_codes: int) -> str:
    if not documents:
        return "no_documents"
    if documents < base + run:
        return "too_few_documents"
    return "" if base_codes else "no_codes"
