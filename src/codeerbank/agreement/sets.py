"""Several codes on one unit: how far two sets of codes are apart, and alpha over such sets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from codeerbank.agreement.alpha import krippendorff_alpha
from codeerbank.agreement.results import Coefficient

if TYPE_CHECKING:
    from numpy.typing import NDArray

SetDistance: TypeAlias = Literal["jaccard", "masi"]


def jaccard_distance(one: Set[Any], other: Set[Any]) -> float:
    """Give 1 - shared / all codes; two empty sets are the same, an empty and a filled one as far apart as can be."""
    union = one | other
    return 1 - len(one & other) / len(union) if union else 0.0


def masi_distance(one: Set[Any], other: Set[Any]) -> float:
    """Give 1 - Jaccard x monotonicity (Passonneau 2006): 1 the same, 2/3 one within the other, 1/3 overlap, 0 apart."""
    if one == other:
        return 0.0
    shared = len(one & other)
    if not shared:
        return 1.0
    return 1 - shared / len(one | other) * (2 / 3 if one <= other or other <= one else 1 / 3)


DISTANCES: Mapping[SetDistance, Callable[[Set[Any], Set[Any]], float]] = {
    "jaccard": jaccard_distance,
    "masi": masi_distance,
}


def set_alpha(ratings: Sequence[Sequence[Collection[Any] | None]], distance: SetDistance = "masi") -> Coefficient:
    """Give alpha over sets of codes: per coder the set each unit got, None where the coder did not read it."""
    if distance not in DISTANCES:
        raise ValueError(f"{distance!r} is none of {', '.join(DISTANCES)}")
    sets = [[None if given is None else frozenset(given) for given in column] for column in ratings]
    found = dict.fromkeys(given for column in sets for given in column if given is not None)
    return krippendorff_alpha(sets, categories=list(found), distance=DISTANCES[distance])


def distance_matrix(sets: Sequence[Set[Any]], distance: SetDistance) -> NDArray[Any]:
    """Give the distances of all sets to each other, at once: an open question has many different sets."""
    import numpy as np

    codes = {code: at for at, code in enumerate(dict.fromkeys(code for one in sets for code in one))}
    holds = np.zeros((len(sets), max(1, len(codes))))
    for row, one in enumerate(sets):
        holds[row, [codes[code] for code in one]] = 1
    size, shared = holds.sum(axis=1), holds @ holds.T
    union = size[:, None] + size[None, :] - shared
    alike = np.divide(shared, union, out=np.ones_like(shared), where=union > 0)
    if distance == "masi":
        smaller = np.minimum(size[:, None], size[None, :])
        alike *= np.where(alike == 1, 1, np.where(shared == smaller, 2 / 3, 1 / 3))
    apart: NDArray[Any] = 1 - alike
    return apart
