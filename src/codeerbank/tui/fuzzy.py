"""Finding a code while typing: the best match of the letters typed comes first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.fuzzy import FuzzySearch

_search = FuzzySearch()


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose from a list.

    key     what the choice stands for
    name    shown first; ``detail`` (a code's path) beside it, ``hint`` (its digit) at the end
    about   shown below the list while the choice is lit
    also    other words by which it can be found
    """

    key: str
    name: str
    detail: str = ""
    hint: str = ""
    about: str = ""
    also: Sequence[str] = ()


def ranked(choices: Sequence[Choice], typed: str) -> list[Choice]:
    """Give the choices that match, best first; nothing typed gives all in their own order."""
    typed = typed.strip()
    if not typed:
        return list(choices)
    scored = [(_score(choice, typed.casefold()), n, choice) for n, choice in enumerate(choices)]
    return [choice for score, _, choice in sorted(scored, key=lambda item: (-item[0], item[1])) if score > 0]


def _score(choice: Choice, typed: str) -> float:
    """Weigh a match in the name above one in other words, and a beginning of the name or key above all."""
    name = choice.name.casefold()
    if choice.key.casefold() == typed or name == typed:
        return 1e6
    best = float(_search.match(typed, name)[0])
    if any(word.startswith(typed) for word in name.split()):
        best += 100
    others = max(
        (float(_search.match(typed, words.casefold())[0]) for words in (choice.key, *choice.also)), default=0.0
    )
    return max(best, others / 2)
