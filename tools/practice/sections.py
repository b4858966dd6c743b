"""Sections that all three questionnaires share, drawn as columns: one list per question, one place per respondent."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from practice.draw import deal, five_points, share_out, tick
from practice.questionnaire import Question, Questionnaire, Row

Columns = dict[str, list[Any]]

FIRST_DAY = date(2025, 1, 6)
DAYS_OPEN = 40
QUESTIONS_A_MINUTE = 6
TRIES = 200


def closed_questions(rng: Random, margins: Mapping[str, Any], people: int) -> Columns:
    """Single choice and agreement questions, each dealt to its published counts."""
    columns: Columns = {
        name: deal(rng, {int(value): n for value, n in counts.items()}) for name, counts in margins["choice"].items()
    }
    for name, collapsed in margins["agree"].items():
        columns[name] = five_points(rng, collapsed, people)
    return columns


def ticked(rng: Random, margins: Mapping[str, int], people: int, *, at_least: int) -> list[set[str]]:
    """One multiple-response question: the options each person ticked."""
    chosen_by_some = sum(n > 0 for n in margins.values())
    return _retried(rng, margins, lambda: share_out(rng, sum(margins.values()), people, at_least, chosen_by_some))


def _retried(rng: Random, margins: Mapping[str, int], draw_ticks: Callable[[], list[int]]) -> list[set[str]]:
    """Draw the ticks per person again when the options cannot be divided over them."""
    for _ in range(TRIES):
        try:
            return tick(rng, margins, draw_ticks())
        except ValueError:
            continue
    raise ValueError(f"no division found for {', '.join(margins)}")


def ticked_areas(rng: Random, margins: Mapping[str, int], areas: Mapping[str, Any], people: int) -> list[set[str]]:
    """The problem areas, with the published number of people who ticked all, none, one or several."""
    singles: list[str] = areas["single"]
    rest = {name: n - areas["all"] - singles.count(name) for name, n in margins.items()}
    several = people - areas["all"] - areas["none"] - len(singles) - areas["pairs"]
    ticks = sum(rest.values()) - 2 * areas["pairs"]
    fewer_than_all = len(margins) - 1
    pairs = [2] * areas["pairs"]
    chosen = _retried(rng, rest, lambda: pairs + share_out(rng, ticks, several, 3, fewer_than_all))
    chosen += [set(margins)] * areas["all"] + [set()] * areas["none"] + [{name} for name in singles]
    rng.shuffle(chosen)
    return chosen


def as_columns(questionnaire: Questionnaire, group: str, name: str, chosen: list[set[str]]) -> Columns:
    """Turn ticks into 0/1 columns, with the "none of these" column where the question has one."""
    none = questionnaire.none_of.get(name)
    columns: Columns = {m: [int(m in one) for one in chosen] for m in questionnaire.members(name, group)}
    if none:
        columns[none] = [int(not one) for one in chosen]
    return columns


def respondents(rng: Random, questionnaire: Questionnaire, group: str, columns: Columns, letter: str) -> list[Row]:
    """Turn columns into rows: mixed, dated, numbered by date, and left empty where a question was not put."""
    people = len(next(iter(columns.values())))
    rows: list[Row] = [{name: values[i] for name, values in columns.items()} for i in range(people)]
    rng.shuffle(rows)
    days = sorted(rng.randrange(DAYS_OPEN) for _ in rows)
    for number, (row, day) in enumerate(zip(rows, days, strict=True), start=1):
        row["respondent"] = f"{letter}{number:02d}"
        row["groep"] = group
        row["datum"] = FIRST_DAY + timedelta(days=day)
        row["duur_minuten"] = 0.0
        rows[number - 1] = _routed(questionnaire.of(group), group, row)
        asked = sum(value is not None for value in rows[number - 1].values())
        rows[number - 1]["duur_minuten"] = round(asked / QUESTIONS_A_MINUTE * rng.lognormvariate(0, 0.3), 1)
    return rows


def _routed(questions: Iterable[Question], group: str, drawn: Row) -> Row:
    """Leave out what was not put; in order, for a question left out leads to no other."""
    row: Row = {}
    for q in questions:
        row[q.name] = drawn[q.name] if q.put_to(group, row) else None
    return row
