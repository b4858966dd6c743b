"""Texts in as few columns as say the same, so that less is to be learnt; and the way back to all columns.

Many texts         columns that stand in one text only become one column for that text
More columns than  the texts' own space (X = Z B with Z of one column a text): as many unknowns as there are texts
texts
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

WIDEST = 1500
"""Up to so many texts the texts' own space is used."""


@dataclass(frozen=True, slots=True)
class OwnSpace:
    """The texts as ``rows``; coefficients for those go ``back`` to coefficients for the columns they came from."""

    rows: Any
    _way_back: Any = None
    _features: Any = None

    @classmethod
    def of(cls, features: Any) -> OwnSpace:
        """Make it of texts x columns, dense or sparse."""
        import numpy as np

        texts, columns = features.shape
        sparse = hasattr(features, "tocsr")
        if texts > WIDEST and sparse:
            return _without_lone(features.tocsr().astype(np.float32, copy=False))
        if columns <= texts:
            return cls(np.asarray(features.todense() if sparse else features, dtype=np.float32))
        gram = features @ features.T
        gram = np.asarray(gram.todense() if sparse else gram, dtype=np.float64)
        # Texts that are the same would leave no root.
        gram[np.diag_indices_from(gram)] += 1e-5 * gram.diagonal().mean() + 1e-12
        root = np.linalg.cholesky(gram)
        return cls(root.astype(np.float32), root, features)

    def back(self, found: Array) -> Array:
        """Turn coefficients in this space into those of the columns."""
        import numpy as np
        from scipy.linalg import solve_triangular

        if self._way_back is None:
            return found
        if self._features is None:
            return np.asarray(self._way_back @ found)
        sums = solve_triangular(self._way_back, found.astype(np.float64), trans="T", lower=True).astype(np.float32)
        return np.asarray(self._features.T @ sums)


def _without_lone(features: Any) -> OwnSpace:
    import numpy as np
    from scipy.sparse import csr_matrix

    texts, columns = features.shape
    features.sum_duplicates()
    alone = np.bincount(features.indices, minlength=columns) == 1
    here = alone[features.indices]
    row = np.repeat(np.arange(texts, dtype=np.int32), np.diff(features.indptr))[here]
    value, column = features.data[here], features.indices[here]
    length = np.sqrt(np.bincount(row, weights=value.astype(np.float64) ** 2, minlength=texts))
    used, others = np.flatnonzero(length), np.flatnonzero(~alone)
    place = np.cumsum(length > 0) - 1 + len(others)
    rows = _with_last(features, here, np.cumsum(~alone) - 1, place, length.astype(np.float32))
    shares = np.concatenate([np.ones(len(others)), value / length[row]]).astype(np.float32)
    whence = (np.concatenate([others, column]), np.concatenate([np.arange(len(others)), place[row]]))
    return OwnSpace(rows, csr_matrix((shares, whence), shape=(columns, len(others) + len(used))))


def _with_last(features: Any, out: Array, moved: Array, place: Array, length: Array) -> Any:
    """Leave entries ``out``, move columns, and give each text that has a ``length`` an entry more, at ``place``."""
    import numpy as np
    from scipy.sparse import csr_matrix

    one_more = length > 0
    left = np.concatenate([[0], np.cumsum(~out)])[features.indptr]
    ends = left + np.concatenate([[0], np.cumsum(one_more)])
    data, indices = np.empty(ends[-1], dtype=np.float32), np.empty(ends[-1], dtype=np.int32)
    last = np.zeros(ends[-1], dtype=bool)
    last[ends[1:][one_more] - 1] = True
    data[~last], indices[~last] = features.data[~out], moved[features.indices[~out]]
    data[last], indices[last] = length[one_more], place[one_more]
    return csr_matrix((data, indices, ends), shape=(features.shape[0], int(indices.max(initial=-1)) + 1))
