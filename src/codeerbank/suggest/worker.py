"""A process of its own that makes suggestions, so that no screen waits: ``python -m codeerbank.suggest.worker``.

It reads one request a line and answers with lines that end in ``{"done": n, "version": ..., "learnt": ...}``, or with
``{"failed": "..."}`` that names the kind of error and never holds words of a source:

{"codebook": {...} or null, "language": "nl", "turns": [...]}   a line for each suggestion (null: the codebook before)
{"why": suggestion}                                             a line that takes it apart, if its suggester can
{"learn": {...}}                                                no line; what was learnt serves later requests

It ends when its input ends.
"""

from __future__ import annotations

import gc
import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.ports import ExplainingSuggester, Suggester
from codeerbank.suggest.cues import CueSuggester
from codeerbank.suggest.records import codebook_of, suggestion_of, suggestion_record, turn_of, why_record

Learn = Callable[[dict[str, Any]], None]
Latest = Callable[[], "tuple[Suggester, int] | None"]


class Serving:
    """What the process knows between requests.

    learn    begins to learn, and returns at once
    latest   gives what was learnt since it was asked last, and from how many coded texts
    """

    def __init__(self, learn: Learn | None = None, latest: Latest | None = None) -> None:
        self._learn, self._latest = learn, latest
        self._suggester: Suggester = CueSuggester()
        self._learnt = 0
        self._codebook: Codebook | None = None
        self._language = ""

    def answers(self, lines: Iterable[str]) -> Iterator[dict[str, Any]]:
        """Answer requests, one after the other; a request that fails does not end the rest."""
        for line in lines:
            count = 0
            try:
                for record in self._answer(json.loads(line)):
                    count += 1
                    yield record
            except Exception as error:  # the other side must get an answer, whatever happens
                yield {"failed": type(error).__name__}
            else:
                yield {"done": count, "version": self._suggester.version, "learnt": self._learnt}
            # Once the first request has loaded everything, a collection need not walk through it again.
            gc.freeze()

    def _answer(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if "learn" in request:
            if self._learn:
                self._learn(request["learn"])
            return
        if self._latest and (found := self._latest()):
            self._suggester, self._learnt = found
        if "why" in request:
            yield from self._why(request["why"])
            return
        if request["codebook"] is not None:
            self._codebook = codebook_of(request["codebook"])
        if self._codebook is None:
            raise ValueError("no codebook")
        self._language = request["language"]
        turns = map(turn_of, request["turns"])
        yield from map(suggestion_record, self._suggester.suggest(self._codebook, turns, self._language))

    def _why(self, record: dict[str, Any]) -> Iterator[dict[str, Any]]:
        suggestion = suggestion_of(record)
        suggester = self._suggester
        if self._codebook and isinstance(suggester, ExplainingSuggester) and suggestion.suggester == suggester.name:
            yield why_record(suggester.why(self._codebook, suggestion, self._language))


def main(serving: Serving | None = None) -> None:
    """Serve requests until the input ends; nothing but answers is written to the output."""
    # A library that prints would break the answers, so the real output is kept apart from file 1.
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    lines = (line for line in sys.stdin if line.strip())
    try:
        for answer in (serving or Serving()).answers(lines):
            out.write(json.dumps(answer) + "\n")
            if "done" in answer or "failed" in answer:
                out.flush()
        out.close()
    except BrokenPipeError:
        os._exit(0)  # nobody listens any more; a normal exit would try to flush once again


if __name__ == "__main__":
    main()
