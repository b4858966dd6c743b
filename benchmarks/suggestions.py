"""Learning codes beside scikit-learn: one run, the same features, the ratio printed.

    python -m benchmarks.suggestions M       # makes the corpus; or a folder that holds one

Both learn the codes on four of every five answers and are judged on the fifth, with the same strength. Processor seconds.
"""

from __future__ import annotations

import csv
import json
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.corpus import SIZES, make
from benchmarks.measure import cost, peak_mb

STRENGTH = 10.0


def answers(folder: Path) -> tuple[list[str], Any, list[dict[str, Any]]]:
    """Read the answers, which codes they got (texts x codes, 0 or 1), and the codebook."""
    import numpy as np

    survey, given, book = (list(_rows(folder / f"{name}.csv")) for name in ("survey", "answer_codings", "codebook"))
    place = {row["respondent_id"]: n for n, row in enumerate(survey)}
    column = {row["code"]: n for n, row in enumerate(book)}
    targets = np.zeros((len(survey), len(book)), dtype=np.float32)
    for row in given:
        targets[place[row["respondent_id"]], column[row["code"]]] = 1
    codebook = [{"key": row["code"], "name": row["code"], "definition": row["description"]} for row in book]
    return [row["antwoord"] for row in survey], targets, codebook


def features(texts: list[str]) -> dict[str, Any]:
    """Give the features by name: words and pairs that occur twice, and the program's own."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    from codeerbank.suggest.wordspace import WordSpace

    pairs = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, min_df=2).fit_transform(texts)
    return {
        "words and pairs": pairs.astype("float32"),
        "lemmas and letters": WordSpace("nl").fit(texts).transform(texts),
    }


def ours(rows: Any, targets: Any) -> Callable[[Any], Any]:
    """Learn as the program does; gives what judges other rows."""
    import numpy as np

    from codeerbank.suggest.logistic import solve

    found = solve(rows, targets, np.ones_like(targets), STRENGTH)
    return lambda others: others @ found.weights + found.intercepts


def peer(rows: Any, targets: Any) -> Callable[[Any], Any]:
    """Learn as scikit-learn does."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier

    return OneVsRestClassifier(LogisticRegression(C=STRENGTH, solver="liblinear")).fit(rows, targets).decision_function


def macro_f1(judge: Callable[[Any], Any], rows: Any, targets: Any) -> float:
    """Give the highest macro-F1 that one threshold for all codes gives."""
    import numpy as np
    from sklearn.metrics import f1_score

    logits = judge(rows)
    return max(f1_score(targets, logits > at, average="macro", zero_division=0) for at in np.arange(-3, 1, 0.1))


def learning(folder: Path) -> dict[str, Any]:
    """Measure learning with the features given."""
    import numpy as np

    texts, targets, _codebook = answers(folder)
    held_out = np.arange(len(texts)) % 5 == 0
    found = {}
    for name, rows in features(texts).items():
        learn = rows[~held_out], targets[~held_out]
        judges: dict[str, Any] = {}
        for who, way in (("ours", ours), ("peer", peer)):
            judges[who] = cost(partial(way, *learn), 3 if who == "ours" else 1)
        one, other = judges["ours"], judges["peer"]
        found[name] = {
            "ours": one["cpu"], "peer": other["cpu"], "ratio": one["cpu"] / other["cpu"], "goal": 1 / 3,
            "macro_f1": macro_f1(one["result"], rows[held_out], targets[held_out]),
            "macro_f1_peer": macro_f1(other["result"], rows[held_out], targets[held_out]),
        }  # fmt: skip
    return found


def whole(folder: Path) -> dict[str, Any]:
    """Measure learning anew from the texts with the vectors kept, and the scores of forty texts afterwards."""
    import numpy as np

    from codeerbank.domain.codebook import Codebook
    from codeerbank.suggest.code_suggester import CodeSuggester
    from codeerbank.suggest.vectors import MemoryVectorCache

    texts, targets, records = answers(folder)
    codes = [[records[n]["key"] for n in np.flatnonzero(row)] for row in targets]
    made = CodeSuggester(Codebook.from_records(records, key="corpus"), cache=MemoryVectorCache())
    made.fit(texts[:40], codes[:40])
    made.fitted.embed(texts)  # keeps the vectors, as an earlier round would have
    again = cost(lambda: made.fit(texts, codes), 1)
    refresh = cost(lambda: made.predict_proba(texts[:40]))
    return {"refit": again["wall"], "goal_refit": 60, "refresh": refresh["wall"], "goal_refresh": 0.1, "mb": peak_mb()}


def _rows(path: Path) -> Any:
    with path.open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def main(given: str) -> None:
    """Print all figures as JSON."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(given)
        if given in SIZES:
            folder = Path(name)
            make(SIZES[given], folder)
        print(json.dumps({"learning": learning(folder)}, indent=1), flush=True)
        print(json.dumps({"whole": whole(folder)}, indent=1))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "M")
