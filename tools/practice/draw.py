"""Drawing with fixed totals: who gives an answer is chance, how many do so is not."""

from collections.abc import Mapping, Sequence
from random import Random
from statistics import NormalDist

NO_ANSWER = -9
EXTREME_SHARE = 0.35  # of those who agree (or disagree), how many do so completely


def deal(rng: Random, counts: Mapping[int, int]) -> list[int]:
    """Return each value as often as `counts` says, in chance order."""
    hand = [value for value, n in counts.items() for _ in range(n)]
    rng.shuffle(hand)
    return hand


def five_points(rng: Random, collapsed: Sequence[int], people: int) -> list[int]:
    """Return 1-5 answers that collapse to (agree, neutral, disagree); people left over gave no answer."""
    agree, neutral, disagree = collapsed
    left = people - agree - neutral - disagree
    if left < 0:
        raise ValueError(f"{agree} + {neutral} + {disagree} answers do not fit {people} people")
    strongly, firmly = round(agree * EXTREME_SHARE), round(disagree * EXTREME_SHARE)
    return deal(rng, {5: strongly, 4: agree - strongly, 3: neutral, 2: disagree - firmly, 1: firmly, NO_ANSWER: left})


def around(rng: Random, mean: float, people: int, spread: float = 1.1) -> list[int]:
    """Return 1-5 answers spread evenly around a mean, so that a group of thirteen keeps its mean too."""
    curve = NormalDist(mean, spread)
    hand = [min(5, max(1, round(curve.inv_cdf((i + 0.5) / people)))) for i in range(people)]
    rng.shuffle(hand)
    return hand


def share_out(rng: Random, total: int, people: int, low: int, high: int) -> list[int]:
    """Divide a number of ticks over people: each between `low` and `high`, some eager and some sparing."""
    if not low * people <= total <= high * people:
        raise ValueError(f"{total} ticks do not fit {people} people with {low} to {high} each")
    eager = [rng.uniform(0.3, 2.0) for _ in range(people)]
    ticks = [low] * people
    for _ in range(total - low * people):
        open_seats = [i for i in range(people) if ticks[i] < high]
        ticks[rng.choices(open_seats, [eager[i] for i in open_seats])[0]] += 1
    return ticks


def tick(rng: Random, margins: Mapping[str, int], ticks: Sequence[int]) -> list[set[str]]:
    """Return the options each person ticked, with every option and every person at its given total.

    Options go, largest first, to those with most ticks left (Gale and Ryser); random swaps that keep both totals then
    wipe out the pattern this leaves.
    """
    left = list(ticks)
    chosen: list[set[str]] = [set() for _ in ticks]
    for option, n in sorted(margins.items(), key=lambda item: -item[1]):
        order = sorted(range(len(left)), key=lambda i: (-left[i], rng.random()))[:n]
        for i in order:
            chosen[i].add(option)
            left[i] -= 1
    if any(left):
        raise ValueError("these totals cannot be reached together")
    for _ in range(40 * len(left)):
        _swap(rng, chosen)
    return chosen


def _swap(rng: Random, chosen: list[set[str]]) -> None:
    one, other = rng.sample(range(len(chosen)), 2)
    mine, theirs = sorted(chosen[one] - chosen[other]), sorted(chosen[other] - chosen[one])
    if mine and theirs:
        give, take = rng.choice(mine), rng.choice(theirs)
        chosen[one] = chosen[one] - {give} | {take}
        chosen[other] = chosen[other] - {take} | {give}
