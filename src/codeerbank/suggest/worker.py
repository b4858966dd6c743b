"""A process of its own that makes suggestions, so that no screen waits: ``python -m codeerbank.suggest.worker``.

It reads one request a line, ``{"codebook": {...} or null, "language": "nl", "turns": [...]}`` (null: the codebook of
the request before), and answers with one line for each suggestion and then ``{"done": n}``, or with
``{"failed": "..."}`` that names the kind of error and never holds words of a source. It ends when its input ends.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Iterable, Iterator
from typing import Any

from codeerbank.domain.codebook import Codebook
from codeerbank.suggest.cues import CueSuggester
from codeerbank.suggest.records import codebook_of, suggestion_record, turn_of


def answers(lines: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Answer requests, one after the other; a request that fails does not end the rest."""
    suggester = CueSuggester()
    codebook: Codebook | None = None
    for line in lines:
        count = 0
        try:
            request = json.loads(line)
            if request["codebook"] is not None:
                codebook = codebook_of(request["codebook"])
            if codebook is None:
                raise ValueError("no codebook")
            for found in suggester.suggest(codebook, map(turn_of, request["turns"]), request["language"]):
                count += 1
                yield suggestion_record(found)
        except Exception as error:  # the other side must get an answer, whatever happens
            yield {"failed": type(error).__name__}
        else:
            yield {"done": count}
        # Once the first request has loaded everything, a collection need not walk through it again.
        gc.freeze()


def main() -> None:
    """Serve requests until the input ends; nothing but answers is written to the output."""
    # A library that prints would break the answers, so the real output is kept apart from file 1.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    lines = (line for line in sys.stdin if line.strip())
    try:
        for answer in answers(lines):
            out.write(json.dumps(answer) + "\n")
            if "done" in answer or "failed" in answer:
                out.flush()
        out.close()
    except BrokenPipeError:
        os._exit(0)  # nobody listens any more; a normal exit would try to flush once again


if __name__ == "__main__":
    main()
