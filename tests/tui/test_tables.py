"""Tables on the screen: a question is chosen and counted in a process of its own."""

from typing import Any

from codeerbank.tui.tabling import Asked, about, lines, summary

ROW = {
    "value": "1",
    "label": "ja",
    "n": 13,
    "base": 14,
    "pct_cases": 92.9,
    "interval": [69.0, 99.0],
    "small_base": False,
}
GROUP = {"group": "prof", "n_valid": 14, "n_missing": 1, "rows": [ROW, {**ROW, "base": 9, "small_base": True}]}
TABLE: dict[str, Any] = {
    "label": "Open?", "by": "groep", "groups": [GROUP], "n_total": 15, "n_valid": 14, "n_missing": 1, "n_not_asked": 2,
    "test": None, "test_refused": "No test: people spoke together.",
}  # fmt: skip


def test_a_bar_stands_where_a_percentage_may_stand() -> None:
    head, whole, handful = lines(TABLE)
    assert head.strong
    assert whole.cells[2] == "█" * 19
    assert handful.cells[2] == ""


def test_a_refused_test_is_told_in_words() -> None:
    assert "No test: people spoke together." in summary(TABLE, Asked("open", "groep"))
    assert about(TABLE, "0:1") == ""


def test_groups_make_a_cross_table_of_a_question() -> None:
    asked = Asked().with_choice("question:open")
    assert asked.arguments() == ["table", "open"]
    assert asked.with_choice("groups:groep").arguments() == ["crosstab", "--rows", "open", "--by", "groep"]
