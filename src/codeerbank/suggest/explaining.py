"""Why this code: what each word adds, found cues, what lies nearest, and how much each source had to say.

Nothing here is a second model that imitates the first: the numbers are the terms of the sum itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from codeerbank.domain.codebook import Code
from codeerbank.domain.suggestion import Evidence
from codeerbank.suggest.text_read import TextRead, WordShare

if TYPE_CHECKING:
    import numpy as np

    from codeerbank.suggest.fitted import Fitted, Judgement

    Array = np.ndarray[Any, Any]

NEAREST = 3
CLOSE, CLOSER_THAN = 0.05, 0.9
"""A neighbour worth showing has at least this cosine, and lies closer than nine in ten of all texts that were learnt from."""
MAY_FIT = 0.15
"""So probable a code that an exclusion sends to is worth a look."""
NEAR_A_CUE = 1.5
"""A cue worth naming adds this much to the prior."""


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A text that was given this code: its number in ``fit``, and how close it lies."""

    number: int
    text: str
    cosine: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """What one probability rests on.

    words       every word of the text with what it adds, in the order of the text; their sum is ``lexical``
    cues        cues and names found, and (kind "against") those that speak against the code
    exclusions  what the codebook says this code is not, where the text shares words with it, or where the code that it
                sends to has a cue in the text or is not unlikely itself
    close       the cue that lies closest where none was found and the codebook still speaks for the code; or nothing
    nearest     the closest texts with this code, at most three
    lexical     log-odds from the words of coded texts
    semantic    log-odds from the meaning of coded texts
    codebook    log-odds from the codebook, ahead of the mean of all codes
    constant    what is the same for every text; the four together are the log-odds before codes compete
    shares      how large each of the three is, in parts of 1; None where none has anything to say
    """

    text: str
    code: str
    probability: float
    words: Sequence[WordShare]
    constant: float
    cues: Sequence[Evidence]
    exclusions: Sequence[str]
    close: str
    nearest: Sequence[Neighbour]
    lexical: float
    semantic: float
    codebook: float
    shares: dict[str, float] | None
    examples: int

    def underlined(self, most: int = 5) -> list[WordShare]:
        """Give the words that add most, in the order of the text."""
        best = sorted((w for w in self.words if w.weight > 0), key=lambda w: (-w.weight, w.start))[:most]
        return sorted(best, key=lambda w: w.start)


def explain(fitted: Fitted, text: str, key: str) -> Explanation:
    """Take the sum for one text and code apart; raises NotFound for a code that is not suggested."""
    from itertools import starmap

    n = fitted.number(key)
    judgement = fitted.judge([text])
    lexical, semantic, codebook, constant = _sources(fitted, judgement, n)
    read = TextRead(fitted, text)
    row = fitted.weigh(judgement)[0]
    cues = list(starmap(Evidence, read.cue_hits(n)))
    sizes = {"lexical": abs(lexical), "semantic": abs(semantic), "codebook": abs(codebook)}
    total = sum(sizes.values())
    return Explanation(
        text=text,
        code=key,
        probability=float(row[n]),
        words=read.word_shares(n),
        constant=constant,
        cues=cues,
        exclusions=_exclusions(read, fitted.codes[n], row),
        close="" if any(cue.kind != "against" for cue in cues) or codebook <= 0 else _close(fitted, text, n),
        nearest=_nearest(fitted, text, n),
        lexical=lexical,
        semantic=semantic,
        codebook=codebook,
        shares={name: size / total for name, size in sizes.items()} if total > 0 else None,
        examples=int(fitted.counts[n]),
    )


def _sources(fitted: Fitted, judgement: Judgement, n: int) -> tuple[float, float, float, float]:
    """Give what words, meaning, codebook and the rest add; the codebook's own vectors count as codebook."""
    from codeerbank.suggest.stacking import COLD

    if fitted.weights is None:
        codebook = COLD * judgement.parts[0].sum(axis=1)
        return 0.0, 0.0, float(codebook[n] - codebook.mean()), float(codebook.mean())
    terms = fitted.terms(judgement)[0]
    codebook = terms[:, 2] + terms[:, 3] + terms[:, 5:-1].sum(axis=1)
    first = fitted.weights.first
    lexical = float(terms[n, 0] - first[0] * fitted.lexical.intercepts[n]) if fitted.lexical else 0.0
    semantic = float(terms[n, 1] - first[1] * fitted.semantic.intercepts[n]) if fitted.semantic else 0.0
    ahead = float(codebook[n] - codebook.mean())
    return lexical, semantic, ahead, float(terms[n].sum()) - lexical - semantic - ahead


def codes_below(fitted: Fitted, text: str, key: str) -> list[tuple[str, float]]:
    """Give what a code that holds others rests on: those below it with their probabilities, the likeliest first."""
    below = _under(fitted.codes, key)
    if not below:
        return []
    row = fitted.probabilities([text])[0]
    return [(fitted.codes[m].key, float(row[m])) for m in sorted(below, key=lambda m: (-row[m], m))]


def _under(codes: Sequence[Code], key: str) -> list[int]:
    """Give the numbers of the codes below one, at any depth."""
    parents = {code.key: code.parent for code in codes}
    found = []
    for n, code in enumerate(codes):
        above, seen = code.parent, {code.key}
        while above and above != key and above not in seen:
            seen.add(above)
            above = parents.get(above)
        if above == key:
            found.append(n)
    return found


def _exclusions(read: TextRead, code: Code, row: Array) -> list[str]:
    """Give what is excluded, where two words with content of the rule (or its only one) stand in the text, or where the
    code it sends to may fit; with that code in brackets.
    """
    from codeerbank.suggest.profiles import vocabulary

    fitted = read.fitted
    known = vocabulary(fitted.language)
    said = set(known.roots([read.text]))
    found = {fitted.codes[hit.code].key for hit in read.hits if hit.weight > 0}
    if fitted.weights is not None:  # without codings the shares are no probabilities
        found |= {other.key for other, p in zip(fitted.codes, row, strict=True) if p >= MAY_FIT}
    rules: dict[str, None] = {}
    for rule in (*code.exclude, *code.counter_examples):
        words, target = str(rule.get("text", "")), str(rule.get("code", ""))
        roots = set(known.roots([words]))
        shared = bool(roots) and len(roots & said) >= min(2, len(roots))
        if words and (shared or (rule in code.exclude and target in found)):
            rules[f"{words} ({target})" if target else words] = None
    return list(rules)


def _close(fitted: Fitted, text: str, n: int) -> str:
    cue, nearness = fitted.prior.nearest_cue(n, *fitted.describe([text]))
    return cue if nearness >= NEAR_A_CUE else ""


def _nearest(fitted: Fitted, text: str, n: int) -> list[Neighbour]:
    """Give the closest texts with this code, by meaning, or by words where there are no vectors."""
    import numpy as np

    given = np.flatnonzero(fitted.sample.targets[:, n] > 0)
    if not len(given):
        return []
    rows, meanings = fitted.describe([text])
    if meanings is not None and fitted.meanings is not None:
        cosines = np.asarray(fitted.meanings @ meanings[0])
    else:
        cosines = np.asarray((fitted.rows @ rows.T).todense()).ravel() / 2  # two blocks of length 1
    least = max(CLOSE, float(np.quantile(cosines, CLOSER_THAN)))
    order = [k for k in given[np.argsort(-cosines[given], kind="stable")] if cosines[k] >= least][:NEAREST]
    return [Neighbour(int(k), fitted.sample.texts[k], float(cosines[k])) for k in order]
