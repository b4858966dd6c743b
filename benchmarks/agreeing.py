"""How far coders agree, beside the bare parts: one sort of all borders, one count of pairs of labels.

python -m benchmarks.agreeing CORPUS
"""

from __future__ import annotations

import csv
import json
import random
import sys
from pathlib import Path
from typing import Any

from benchmarks.corpus import CODERS
from benchmarks.measure import cost

UNITS, LABELS = 100_000, 40
Spans = list[tuple[int, int]]


def spans(corpus: Path) -> tuple[dict[str, list[Spans]], int]:
    """Give each code's stretches by coder, in order of place, on all transcripts laid end to end; and their length."""
    starts, length = {}, 0
    for path in sorted((corpus / "docs").iterdir()):
        starts[path.name] = length
        length += len(path.read_text(encoding="utf-8"))
    found: dict[str, list[Spans]] = {}
    with (corpus / "codings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at, one = starts[row["doc"]], found.setdefault(row["code"], [[] for _ in CODERS])
            one[CODERS.index(row["coder"])].append((at + int(row["start"]), at + int(row["end"])))
    return {code: [sorted(of_one) for of_one in of_both] for code, of_both in found.items()}, length


def borders(corpus: Path) -> dict[str, Any]:
    """Compare the borders of all codes, beside a sort of the same borders by Python, in no order beforehand."""
    from codeerbank.agreement import alpha_u, overlap

    by_code, length = spans(corpus)
    edges = [edge for coders in by_code.values() for of_one in coders for stretch in of_one for edge in stretch]
    random.Random(1).shuffle(edges)

    def ours() -> None:
        for coders in by_code.values():
            alpha_u(coders, length)
            overlap(*coders)

    return {"ours": cost(ours), "bare": cost(lambda: sorted(edges) and None)}


def coefficients() -> dict[str, dict[str, Any]]:
    """Take kappa, alpha and AC1 of two coders, as arrays, beside one count of their pairs of labels."""
    import numpy as np

    from codeerbank.agreement import cohen_kappa, gwet_ac1, krippendorff_alpha

    chance = np.random.default_rng(1)
    one = chance.integers(0, LABELS, UNITS)
    other = np.where(chance.random(UNITS) < 0.7, one, chance.integers(0, LABELS, UNITS))
    work = {
        "bincount": lambda: np.bincount(one * LABELS + other, minlength=LABELS**2),
        "kappa": lambda: cohen_kappa(one, other),
        "alpha": lambda: krippendorff_alpha([one, other]),
        "AC1": lambda: gwet_ac1([one, other]),
    }
    return {name: {**cost(measure, 15), "result": None} for name, measure in work.items()}


def main(corpus: Path) -> None:
    """Print the figures as JSON."""
    found = borders(corpus)
    of_labels = coefficients()
    limits = {"borders": found["bare"], "bincount": of_labels.pop("bincount")}
    print(json.dumps({"ours": {"borders": found["ours"], **of_labels}, "limits": limits}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
