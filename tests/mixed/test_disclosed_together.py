"""Tables that leave together: no number that one of them hides is found from all that is shown, by linear programs."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.covering import HIDDEN
from codeerbank.domain.frequency import FrequencyGroup, FrequencyRow, FrequencyTable
from codeerbank.mixed.audiences import COMMISSIONER, RULES
from codeerbank.mixed.disclosed_table import Hidden, hide
from codeerbank.mixed.outcome_sheet import outcome_sheet
from codeerbank.mixed.sheets import table_sheet

MANY = int(os.environ.get("CODEERBANK_RANDOM_TABLES", "5"))
PARTS = {"deel 1": "geheel", "deel 2": "geheel"}


def tabled(name: str, by: str | None, chosen: Sequence[frozenset[str]], where: Sequence[str | None],
           options: Sequence[str], parts: Mapping[str, str] | None) -> FrequencyTable:  # fmt: skip
    """Count who chose what; ``parts`` (option -> what it is part of) for several answers a person, None for one."""
    groups = []
    for group in dict.fromkeys(where):
        members = [one for one, place in zip(chosen, where, strict=True) if place == group and one]
        answers = sum(len([o for o in one if not parts or o not in parts]) for one in members)
        rows = []
        for option in options:
            n, base, part = sum(option in one for one in members), len(members), (parts or {}).get(option)
            share = 100 * n / answers if parts is not None and answers and part is None else None
            rows.append(
                FrequencyRow(option, option, n, base, 100 * n / base if base else None, share, None, within=part)
            )
        groups.append(FrequencyGroup(group, sum(place == group for place in where), len(members), rows, answers))
    valid = sum(map(bool, chosen))
    return FrequencyTable(
        name, name, "nominal", len(chosen), valid, 0, groups, by, multiple=parts is not None
    )  # fmt: skip


@dataclass
class Attack:
    """All that a reader knows: numbers that are shown, sums that must hold, and what is looked for."""

    at: dict[tuple[object, ...], int] = field(default_factory=dict)
    low: list[float] = field(default_factory=list)
    high: list[float | None] = field(default_factory=list)
    sums: list[dict[int, int]] = field(default_factory=list)
    wanted: set[int] = field(default_factory=set)

    def number(self, key: tuple[object, ...], n: int, shown: bool, secret: bool = True) -> int:
        place = self.at.setdefault(key, len(self.low))
        if place == len(self.low):
            self.low.append(0)
            self.high.append(None)
        if shown:
            self.low[place] = self.high[place] = n
        elif secret:
            self.wanted.add(place)
        return place

    def read(self, table: FrequencyTable, hidden: Hidden) -> None:
        """Take in a table as it is shown, with its totals as the table without groups would tell them."""
        ask, lines = table.variable, dict[str, list[int]]()
        for group in table.groups:
            key = (table.by, group.group) if table.by else ("all",)
            whole = hidden.total and table.by is None
            base = self.number((ask, "base", *key), group.n_valid, group.group not in hidden.groups and not whole)
            lines.setdefault("base", []).append(base)
            cells = {}
            for row in group.rows:
                cells[row.value] = self.number(
                    (ask, row.value, *key), row.n, (row.value, group.group) not in hidden.cells
                )
                lines.setdefault(row.value, []).append(cells[row.value])
                if table.multiple:
                    left = row.base - row.n
                    other = self.number((ask, "not", row.value, *key), left, False, 0 < left < COMMISSIONER.cell)
                    self.sums.append({cells[row.value]: 1, other: 1, base: -1})
                if row.within:
                    over = self.number((ask, "over", row.value, *key), 0, False, False)
                    self.sums.append({cells[row.within]: 1, cells[row.value]: -1, over: -1})
            if table.multiple:
                n = self.number((ask, "answers", *key), group.n_answers, group.group not in hidden.answers, False)
                self.sums.append({**{cells[r.value]: 1 for r in group.rows if not r.within}, n: -1})
            else:
                self.sums.append({**dict.fromkeys(cells.values(), 1), base: -1})
        if table.by is not None:
            for name, cells_of in lines.items():
                n = sum(r.n for g in table.groups for r in g.rows if r.value == name)
                n, shown = (table.n_valid, not hidden.total) if name == "base" else (n, name not in hidden.rows)
                self.sums.append({**dict.fromkeys(cells_of, 1), self.number((ask, name, "all"), n, shown): -1})

    def narrowest(self) -> float:
        """Give the smallest span in which a hidden number is known to lie."""
        import numpy as np
        from scipy.optimize import linprog

        matrix = np.zeros((len(self.sums), len(self.low)))
        for number, line in enumerate(self.sums):
            for place, times in line.items():
                matrix[number, place] = times
        found, limits = float("inf"), list(zip(self.low, self.high, strict=True))
        for place in self.wanted:
            goal = np.zeros(len(self.low))
            goal[place] = 1
            least, most = (
                linprog(sign * goal, A_eq=matrix, b_eq=np.zeros(len(self.sums)), bounds=limits) for sign in (1, -1)
            )
            assert least.status == 0
            found = min(found, -most.fun - least.fun if most.status == 0 else float("inf"))
        return found


def narrowest(tables: Sequence[FrequencyTable]) -> float:
    attack = Attack()
    for table, hidden in zip(tables, hide(tables, ["background"] * len(tables), COMMISSIONER), strict=True):
        attack.read(table, hidden)
    return attack.narrowest()


PLACES = st.tuples(st.sampled_from("aaaabbc"), st.sampled_from("xxyz"))


@given(
    st.lists(st.tuples(st.sampled_from(["1", "1", "1", "2", "2", "3"]), PLACES), min_size=1, max_size=90), st.booleans()
)
@settings(max_examples=MANY, deadline=None)
def test_a_question_by_two_groupings_and_without_any_gives_no_hidden_number_away(people: list, whole: bool) -> None:  # type: ignore[type-arg]
    chosen = [frozenset([answer]) for answer, _place in people]
    tables = [
        tabled("q", "eerst", chosen, [place[0] for _a, place in people], "123", None),
        tabled("q", "tweede", chosen, [place[1] for _a, place in people], "123", None),
    ]
    if whole:
        tables.append(tabled("q", None, chosen, [None] * len(chosen), "123", None))
    assert narrowest(tables) > 10


@given(st.lists(st.tuples(st.frozensets(st.sampled_from(["geheel", "deel 1", "deel 2", "los"])), PLACES), max_size=90))
@settings(max_examples=MANY, deadline=None)
def test_answers_that_are_part_of_another_give_no_hidden_number_away(people: list) -> None:  # type: ignore[type-arg]
    chosen = [one | {PARTS[o] for o in one if o in PARTS} for one, _place in people]
    options = ["geheel", "deel 1", "deel 2", "los"]
    assert narrowest([tabled("q", "groep", chosen, [place[0] for _o, place in people], options, PARTS)]) > 10


def two(first: int, second: int, third: int = 40) -> FrequencyTable:
    """Give a question of two answers in three groups of these sizes."""
    where = ["a"] * first + ["b"] * second + ["c"] * third
    chosen = [frozenset(["1" if n % 3 else "2"]) for n in range(len(where))]
    return tabled("q", "groep", chosen, where, "12", None)


def test_the_total_less_the_groups_that_are_shown_is_never_one_small_group() -> None:
    (hidden,) = hide([two(3, 12)], ["opinion"], COMMISSIONER)
    assert hidden.groups == {"a", "b"}
    assert HIDDEN in " ".join(hidden.notes)
    assert hide([two(2, 4)], ["opinion"], COMMISSIONER)[0].groups == {"a", "b"}
    assert hide([two(1, 2)], ["opinion"], COMMISSIONER)[0].groups == {"a", "b", "c"}, (
        "three persons are still a handful"
    )


def test_where_every_group_is_hidden_the_total_is_not_told_either() -> None:
    answers = [frozenset("1"), frozenset("2"), frozenset("1")]
    for where in (["a"] * 3, ["a", "a", "b"]):
        table = tabled("q", "groep", answers, where, "12", None)
        about = dict(table_sheet(table, hidden=hide([table], ["opinion"], COMMISSIONER)[0]).about)
        assert {about[name] for name in ("Asked", "Valid", "Missing")} == {HIDDEN}
    assert not hide([two(3, 12)], ["opinion"], COMMISSIONER)[0].total, "fifteen persons together are no handful"


def test_the_team_sees_all_the_panel_counts_and_everybody_larger_groups_alone() -> None:
    table = two(7, 12)
    panel = hide([table], ["opinion"], RULES["panel"])[0]
    assert table_sheet(table, hidden=panel).columns == ["Group", "Answer", "n", "based on n ="]
    assert not panel.something
    assert hide([table], ["opinion"], RULES["public"])[0].groups == {"a", "b"}
    assert not hide([two(1, 1)], ["background"], RULES["team"])[0].something


def test_a_group_of_one_mind_is_named_and_not_shown_to_everybody() -> None:
    chosen, where = [frozenset("1")] * 12 + [frozenset("12"[n % 2]) for n in range(60)], ["a"] * 12 + ["b", "c"] * 30
    table = tabled("q", "groep", chosen, where, "12", None)
    assert any("a: 1" in note for note in hide([table], ["opinion"], COMMISSIONER)[0].notes)
    assert "a" in hide([table], ["opinion"], RULES["public"])[0].groups


def test_a_group_of_few_persons_is_hidden_however_many_fragments_it_has() -> None:
    rows = [FrequencyRow("K1", "weten", 12, 20, 60.0, 100.0, None)]
    groups = [FrequencyGroup(name, 20, 20, rows, 12, n_persons=n) for name, n in (("a", 2), ("b", 8), ("c", 9))]
    table = FrequencyTable("codes", "Codes", "multiple", 60, 60, 0, groups, "groep", "coded_segments", multiple=True)
    assert hide([table], ["opinion"], COMMISSIONER)[0].groups == {"a", "b"}


@pytest.mark.parametrize("kind", ["opinion", "background"])
def test_every_place_that_is_hidden_is_marked_and_none_is_blank(kind: str) -> None:
    table = two(3, 12)
    (hidden,) = hide([table], [kind], COMMISSIONER)  # type: ignore[list-item]
    rows = list(table_sheet(table, hidden=hidden).rows)
    assert any(HIDDEN in row for row in rows)
    assert outcome_sheet(table, "", hidden) is None
    assert all(cell not in (None, "") for row in rows for cell in row)
