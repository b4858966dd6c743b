"""Questions where several answers may be chosen: two kinds of percentages, nested options, and groups compared."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from codeerbank.domain.frequency import Interval
from codeerbank.domain.plain import plain
from codeerbank.domain.reasons import Reasoned
from codeerbank.mixed.statistics.choice import Choice, choose_test
from codeerbank.mixed.statistics.contingency import chi_square
from codeerbank.mixed.statistics.exact import SEED, fisher_freeman_halton
from codeerbank.mixed.statistics.families import benjamini_hochberg, holm
from codeerbank.mixed.statistics.intervals import wilson_percentages
from codeerbank.mixed.statistics.outcome import Outcome, undefined

PERMUTATIONS = 10_000


@dataclass(frozen=True, slots=True)
class Option:
    """One answer: ``n`` persons chose it; percentages 0-100, None without a base.

    nested   it is part of another option and is left out of the answers added up
    """

    option: str
    n: int
    pct_persons: float | None
    pct_answers: float | None
    interval: Interval | None
    nested: bool = False


@dataclass(frozen=True, slots=True)
class MultipleResponse(Reasoned):
    """A question counted in persons and in answers.

    n_persons    persons with a valid answer: at least one option chosen, an explicit "none" included
    n_missing    persons who were asked and gave no valid answer
    """

    options: tuple[Option, ...]
    n_persons: int
    n_missing: int
    n_answers: int
    mean_answers: float | None
    sum_pct_persons: float | None
    sum_pct_answers: float | None
    reason: str = ""


def multiple_response(
    counts: Mapping[str, int], n_persons: int, nested: Mapping[str, str] | None = None, n_missing: int = 0
) -> MultipleResponse:
    """Turn counts per option into % of persons and % of answers, side by side.

    nested   option -> the option it is part of; it has a percentage of persons and stands outside all totals
    Raises   ValueError when more persons chose an option than there are
    """
    inner, counts = nested or {}, plain(dict(counts))
    if any(n != int(n) or not 0 <= n <= n_persons for n in counts.values()):
        raise ValueError(f"an option is chosen by a whole number of persons, at most {n_persons}")
    answers = sum(n for option, n in counts.items() if option not in inner)
    options = tuple(
        Option(
            option,
            n,
            100 * n / n_persons if n_persons else None,
            100 * n / answers if answers and option not in inner else None,
            wilson_percentages(n, n_persons),
            option in inner,
        )
        for option, n in counts.items()
    )
    return MultipleResponse(
        options,
        n_persons,
        n_missing,
        answers,
        answers / n_persons if n_persons else None,
        100 * answers / n_persons if n_persons else None,
        100.0 if answers else None,
        "" if n_persons else "no_valid_answers",
    )


def roll_up(chosen: Collection[str], nested: Mapping[str, str]) -> frozenset[str]:
    """Add to what a person chose every option of which it is a part: a parent is chosen when any child is."""
    found = set(chosen)
    for option in chosen:
        seen = {option}
        while (parent := nested.get(option)) is not None:
            if parent in seen:
                raise ValueError(f"{parent} is part of itself")
            seen.add(parent)
            found.add(parent)
            option = parent
    return frozenset(found)


def multiple_response_of(
    persons: Sequence[Collection[str] | None],
    options: Sequence[str] = (),
    nested: Mapping[str, str] | None = None,
) -> MultipleResponse:
    """Count what each person chose; None or nothing chosen is no valid answer, a parent counts when any child does."""
    inner = nested or {}
    persons = plain(persons)
    valid = [roll_up(chosen, inner) for chosen in persons if chosen]
    names = dict.fromkeys([*options, *inner.values(), *inner, *sorted({name for one in valid for name in one})])
    counts = {name: sum(name in chosen for chosen in valid) for name in names}
    return multiple_response(counts, len(valid), inner, len(persons) - len(valid))


@dataclass(frozen=True, slots=True)
class OptionTest:
    """One option against the groups: its test, why that one, and its p corrected for the number of options."""

    option: str
    counts: tuple[tuple[int, ...], tuple[int, ...]]
    choice: Choice
    test: Outcome
    p_holm: float | None
    p_bh: float | None


@dataclass(frozen=True, slots=True)
class GroupedResponse:
    """Every option against the groups, and all of them together."""

    groups: tuple[str, ...]
    options: tuple[OptionTest, ...]
    overall: Outcome


def multiple_response_by_group(
    persons: Sequence[Collection[str] | None],
    groups: Sequence[str | None],
    options: Sequence[str] = (),
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> GroupedResponse:
    """Test each option against the groups with a correction for their number, and all options together.

    persons   what each person chose; None takes no part, nothing chosen counts as a person who chose none of them
    Together: the sum of the options' chi-squares, with p from dividing the groups anew over whole persons, because
    the answers of one person hang together. The same seed gives the same p; its standard error stands in ``p_se``.
    Source    Agresti & Liu, Biometrics 55 (1999), 936-943; Holm (1979).
    """
    pairs = zip(plain(persons), plain(groups), strict=True)
    taking = [(frozenset(p), g) for p, g in pairs if p is not None and g is not None]
    names = list(dict.fromkeys([*options, *sorted({name for chosen, _g in taking for name in chosen})]))
    order = sorted({group for _p, group in taking})
    place = {group: i for i, group in enumerate(order)}
    rows = [[int(name in chosen) for name in names] for chosen, _g in taking]
    columns = [place[group] for _p, group in taking]
    tables = [_against([row[i] for row in rows], columns, len(order)) for i in range(len(names))]
    choices = [choose_test(table) if order else Choice("none", "no_variation") for table in tables]
    found = [_test(table, choice, seed) for table, choice in zip(tables, choices, strict=True)]
    p = [outcome.p for outcome in found]
    tested = zip(names, tables, choices, found, holm(p), benjamini_hochberg(p), strict=True)
    return GroupedResponse(
        tuple(order),
        tuple(OptionTest(*one) for one in tested),
        agresti_liu(rows, columns, permutations, seed),
    )


def agresti_liu(
    rows: Sequence[Sequence[int]], groups: Sequence[int], permutations: int = PERMUTATIONS, seed: int = SEED
) -> Outcome:
    """Test all options together: a row per person with 0 or 1 per option, and the number of the person's group.

    The statistic is the sum of the options' chi-squares against the groups; see ``multiple_response_by_group``.
    """
    import numpy as np

    whole = [
        (row, of) for row, of in zip(plain(rows), plain(groups), strict=True) if of is not None and None not in row
    ]
    chosen, group = np.array([row for row, _of in whole], dtype=float), np.array([of for _row, of in whole])
    n = len(group)
    varied = chosen[:, (chosen.sum(axis=0) > 0) & (chosen.sum(axis=0) < n)] if n and chosen.size else chosen
    if not np.isin(chosen, (0, 1)).all():
        raise ValueError("a person chose an option (1) or not (0)")
    if n < 2 or len(np.unique(group)) < 2 or not varied.size:
        return undefined("agresti_liu", n, "no_variation")
    of, size = np.unique(group, return_inverse=True, return_counts=True)[1:]
    share, options = varied.mean(axis=0), varied.shape[1]
    who, what = np.nonzero(varied)

    def statistic(order: np.ndarray[tuple[int], np.dtype[np.int64]]) -> float:
        # only who chose something is looked at: in a large survey most places are empty
        found = np.bincount(of[order][who] * options + what, minlength=len(size) * options)
        away = found.reshape(len(size), options) - size[:, None] * share
        return float((away**2 / (size[:, None] * share * (1 - share))).sum())

    observed = statistic(np.arange(n))
    rng = np.random.default_rng(seed)
    reached = sum(statistic(rng.permutation(n)) >= observed * (1 - 1e-9) for _ in range(permutations))
    p = (1 + reached) / (1 + permutations)
    return Outcome("agresti_liu", n, p, "permutation", observed, p_se=(p * (1 - p) / permutations) ** 0.5)


def _against(chosen: Sequence[int], columns: Sequence[int], groups: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    yes, no = [0] * max(1, groups), [0] * max(1, groups)
    for one, column in zip(chosen, columns, strict=True):
        (yes if one else no)[column] += 1
    return tuple(yes), tuple(no)


def _test(table: Sequence[Sequence[int]], choice: Choice, seed: int) -> Outcome:
    if choice.test == "chi_square":
        return chi_square(table)
    return fisher_freeman_halton(table, seed=seed)
