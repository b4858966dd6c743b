"""One thread for matrix products: how many there are would show in the last digits, and leave others none."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any, cast


def one_thread() -> AbstractContextManager[Any]:
    """Hold the libraries of linear algebra to one thread for a while."""
    import numpy as np  # noqa: F401 - only libraries that are loaded can be held
    import scipy.linalg  # noqa: F401
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped,unused-ignore]

    return cast("AbstractContextManager[Any]", threadpool_limits(limits=1))
