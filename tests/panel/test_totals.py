from codeerbank.domain.panel import Reply
from codeerbank.panel.answers import GUESS, RECOGNISE
from codeerbank.panel.totals import evidence_by_code, totals, totals_sheet
from tests.panel.forms import form, quote

FORM = form(2, quotes=[quote(1, codes=("K1.1", "M1")), quote(2, codes=("M1",))])


def reply(member: str, first: str, second: str = "", group: str | None = None, **remarks: str) -> Reply:
    answers = {n: {RECOGNISE: letter} for n, letter in ((1, first), (2, second)) if letter}
    return Reply("f1", member, group, answers, {int(key[1:]): words for key, words in remarks.items()})


def test_counts_are_over_the_whole_panel() -> None:
    first, second = totals(FORM, [reply("m1", "a"), reply("m2", "a", "c"), reply("m3", "e")])
    assert (first.members, first.all) == (3, {RECOGNISE: {"a": 2, "e": 1}})
    assert second.all == {RECOGNISE: {"c": 1}}


def test_a_group_is_shown_only_from_three_members() -> None:
    replies = [reply(f"j{n}", "a", group="jongere") for n in range(3)] + [
        reply("o1", "c", group="ouder"),
        reply("o2", "c", group="ouder"),
    ]
    assert totals(FORM, replies)[0].by_group == {}  # the total less the three would tell what the two said
    replies.append(reply("o3", "a", group="ouder"))
    assert totals(FORM, replies)[0].by_group == {
        "jongere": {RECOGNISE: {"a": 3}},
        "ouder": {RECOGNISE: {"c": 2, "a": 1}},
    }


def test_a_member_who_answers_again_counts_once_with_the_last_answer() -> None:
    (first, _second) = totals(FORM, [reply("m1", "a"), reply("m1", "c")])
    assert (first.members, first.all[RECOGNISE]) == (1, {"c": 1})


def test_what_a_member_took_back_stands_nowhere_any_more() -> None:
    replies = [
        reply("m1", "a", r1="liever: hulp", r3="de buren"),
        reply("m1", "c", r1="liever: steun", r3="de familie"),
    ]
    assert totals_sheet(FORM, replies).notes[-1] == "Also belongs here: de familie"
    evidence = evidence_by_code([FORM], replies)["K1.1"]
    assert (evidence.recognised, evidence.members, evidence.other_words) == (0, 1, ("steun",))


def test_replies_to_another_form_do_not_count() -> None:
    assert totals(FORM, [Reply("f9", "m1", None, {1: {RECOGNISE: "a"}})])[0].members == 0


def test_there_are_no_percentages_of_a_panel() -> None:
    sheet = totals_sheet(FORM, [reply("m1", "a", r1="goed gezegd", r3="de buren"), reply("m2", "b")], "intern")
    cells = [cell for row in sheet.rows for cell in row]
    assert not any(isinstance(cell, float) or "%" in str(cell) for cell in cells)
    assert next(iter(sheet.rows))[3:7] == [1, 1, 0, 0]
    assert "Also belongs here: de buren" in sheet.notes
    assert sheet.stamp == "intern"


def test_who_could_be_guessed_is_counted_too() -> None:
    replies = [Reply("f1", f"m{n}", None, {1: {GUESS: letter}}) for n, letter in enumerate("vvwx")]
    assert next(iter(totals_sheet(FORM, replies).rows))[7:9] == [2, 1]


def test_a_code_is_recognised_when_any_of_its_quotes_is() -> None:
    replies = [
        reply("m1", "c", "a"),
        reply("m2", "b", "c"),
        reply("m3", "e"),
        reply("m4", "d", r1="liever: mensen die je kent; ja"),
    ]
    found = evidence_by_code([FORM], replies)
    assert (found["M1"].recognised, found["M1"].partly, found["M1"].members) == (1, 1, 3)
    assert (found["K1.1"].recognised, found["K1.1"].partly, found["K1.1"].members) == (0, 1, 3)
    assert found["K1.1"].other_words == ("mensen die je kent",)


def test_a_code_nobody_answered_about_is_left_out() -> None:
    assert evidence_by_code([FORM], [reply("m1", "e")]) == {}


def test_what_stands_under_a_theme_counts_for_the_theme_and_a_member_once() -> None:
    found = evidence_by_code([FORM], [reply("m1", "c", "a"), reply("m2", "c", "b")], {"K1.1": ["K1", "K"], "M1": ["M"]})
    assert (found["M"].recognised, found["M"].partly, found["M"].members) == (1, 1, 2)
    assert found["K"].members == 2
    assert (found["M"].quotes, found["K"].quotes) == (2, 1)
