"""The far end of a search by regular expression: texts on standard input, the places found on standard output.

In a process of its own, because an expression can be written that takes longer than anybody's life; the near end puts a
stop to it.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from itertools import islice

MOST_PLACES = 20
"""Places named in one turn."""
_MEMORY = 1024**3
_SECONDS = 30
"""Past any limit of the near end: so long a search lives on whose near end was killed."""


def found_in(expression: str, texts: Sequence[tuple[int, str]]) -> dict[str, object]:
    """Give per text that matches the places in it, or why the expression cannot be read."""
    try:
        pattern = re.compile(expression, re.IGNORECASE)
    except re.error as error:
        return {"refused": error.pos or 0}
    except (OverflowError, RecursionError):
        return {"refused": 0}
    places = []
    for key, text in texts:
        spans = list(islice((m.span() for m in pattern.finditer(text) if m.end() > m.start()), MOST_PLACES))
        if spans:
            places.append((key, spans))
    return {"places": places}


def main() -> None:
    """Read, search, write."""
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
    asked = json.load(sys.stdin.buffer)
    sys.stdout.write(json.dumps(found_in(asked["expression"], asked["texts"])))


if __name__ == "__main__":
    main()
