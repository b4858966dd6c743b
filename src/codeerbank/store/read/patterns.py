"""Searching by regular expression without ever waiting for one: in another process, with a time limit."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence

from codeerbank.domain.query import Pattern, problem
from codeerbank.i18n import _

SECONDS = 5.0
"""So long may one expression take over all texts together."""

Places = dict[int, list[tuple[int, int]]]
"""Turn -> where in what was said there."""


def places_of(pattern: Pattern, texts: Sequence[tuple[int, str]], seconds: float = SECONDS) -> Places:
    """Find where an expression matches, by turn; UsageError where it cannot be read or takes too long."""
    command = (sys.executable, "-P", "-m", "codeerbank.store.pattern_child")
    asked = json.dumps({"expression": pattern.expression, "texts": texts}).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and module
            command, input=asked, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, timeout=seconds, check=False
        )
        found = json.loads(done.stdout) if done.returncode == 0 else {}
    except subprocess.TimeoutExpired:
        what = _("this regular expression takes more than {n} seconds").format(n=int(seconds))
        hint = _("Make it simpler, such as without a repetition within a repetition, or look in fewer texts.")
        raise problem(pattern.at, what, hint) from None
    except (OSError, ValueError):
        found = {}
    if "refused" in found:
        raise problem(pattern.at + 1 + found["refused"], _("this is no regular expression"))
    if "places" not in found:
        raise problem(pattern.at, _("this regular expression asks for too much memory"))
    return {key: [(start, stop) for start, stop in spans] for key, spans in found["places"]}
