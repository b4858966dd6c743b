import json
from pathlib import Path

import pytest

from codeerbank.workbench.codebook_files import read_codebook
from tests.cli.conftest import Command

SHIPPED = read_codebook("kunnen-willen-mogen")


def coded(project: Command) -> str:
    """Give one code to the talk and say under which id."""
    added = project(
        "code",
        "add",
        "--document",
        "gesprek",
        "--start",
        "4",
        "--stop",
        "20",
        "--code",
        "M2.1",
        "--attr",
        "direction=helps",
    )
    assert added.code == 0
    assert "codeerbank undo" in added.out
    identity: str = project("list", "codings", "--json").json[0]["id"]
    return identity


def test_a_coding_has_its_place_its_words_and_its_coder(project: Command) -> None:
    coded(project)
    (coding,) = project("list", "codings", "--json").json
    assert (coding["start"], coding["stop"], coding["quote"]) == (4, 20, "Ik vind dat mijn")
    assert (coding["code"], coding["attributes"], coding["origin"]) == ("M2.1", {"direction": "helps"}, "manual")


def test_what_was_done_can_be_taken_back_and_done_again(project: Command) -> None:
    identity = coded(project)

    def number() -> int:
        return len(project("list", "codings", "--json").json)

    for step, left in (
        (("code", "remove", identity), 0),
        (("undo",), 1),
        (("redo",), 0),
        (("undo",), 1),
        (("undo",), 0),
    ):
        assert project(*step).code == 0
        assert number() == left
    assert project("redo").code == 0
    assert number() == 1


def test_attributes_are_changed_and_wrong_ones_refused(project: Command) -> None:
    identity = coded(project)
    assert project("code", "set", identity, "--attr", "direction=hinders").code == 0
    assert project("list", "codings", "--json").json[0]["attributes"]["direction"] == "hinders"
    assert project("code", "set", identity, "--attr", "direction=zijwaarts").code == 2
    assert project("code", "set", identity, "--attr", "direction").code == 2
    assert project("code", "set", identity).code == 2


def test_an_attribute_may_have_more_than_one_value_or_be_taken_away(project: Command) -> None:
    identity = coded(project)

    def attributes() -> dict[str, object]:
        found: dict[str, object] = project("list", "codings", "--json").json[0]["attributes"]
        return found

    many = next(one for one in SHIPPED.attributes if one.choice == "many" and len(one.values) > 1)
    first, second = (value["key"] for value in many.values[:2])
    assert project("code", "set", identity, "--attr", f"{many.key}={first}", "--attr", f"{many.key}={second}").code == 0
    assert attributes()[many.key] == [first, second]
    assert project("code", "set", identity, "--attr", "direction=").code == 0
    assert "direction" not in attributes()
    assert project("code", "set", identity, "--attr", "direction=helps", "--attr", "direction=hinders").code == 2


@pytest.mark.parametrize(
    "wrong",
    [
        ("--document", "gesprek", "--start", "4", "--stop", "20", "--code", "bestaatniet"),
        ("--document", "weg", "--start", "4", "--stop", "20", "--code", "M2.1"),
        ("--document", "gesprek", "--start", "4", "--stop", "20000", "--code", "M2.1"),
        ("--document", "gesprek", "--start", "20", "--stop", "4", "--code", "M2.1"),
        ("--document", "gesprek", "--code", "M2.1"),
        ("--document", "gesprek", "--case", "R01", "--code", "M2.1"),
        ("--question", "toelichting", "--code", "M2.1"),
    ],
)
def test_a_coding_that_cannot_be_is_refused_with_a_reason(project: Command, wrong: tuple[str, ...]) -> None:
    shown = project("code", "add", *wrong)
    assert shown.code == 2
    assert 1 <= len(shown.err.splitlines()) <= 4
    assert project("list", "codings", "--json").json == []


def test_an_answer_is_coded_whole_or_in_part_by_its_own_positions(survey: Command) -> None:
    assert survey("code", "add", "--case", "R01", "--code", "M1.1").code == 0
    assert (
        survey(
            "code",
            "add",
            "--case",
            "R02",
            "--question",
            "toelichting",
            "--start",
            "12",
            "--stop",
            "16",
            "--code",
            "M1.1",
        ).code
        == 0
    )
    whole, part = survey("list", "codings", "--json").json
    assert whole["quote"] == "Antwoord 1: meer tijd nodig."
    assert (part["quote"], part["in_answer"], part["case"]) == ("meer", [12, 16], "R02")


def test_reading_to_the_end_is_said_and_taken_back(survey: Command) -> None:
    assert survey("code", "done", "--document", "gesprek").code == 0
    assert survey("code", "done", "--case", "R01").code == 0
    assert {tuple(turn["done_by"]) for turn in survey("list", "turns", "--document", "gesprek", "--json").json} == {
        ("anna",)
    }
    assert survey("code", "done", "--document", "gesprek", "--undo").code == 0
    assert {tuple(turn["done_by"]) for turn in survey("list", "turns", "--document", "gesprek", "--json").json} == {()}


def test_lists_have_the_documented_keys(survey: Command) -> None:
    coded(survey)
    keys = {
        "documents": "name kind characters words turns speakers",
        "turns": "document turn start stop said speaker case text words done_by",
        "cases": "id group attributes",
        "codes": "key name parent path depth codings definition",
        "codings": "id document start stop quote code coder attributes turn case speaker created codebook_revision origin",
        "variables": "name label level n_valid n_missing labels question",
        "memos": "",
        "events": "id kind actor",
    }
    for noun, wanted in keys.items():
        rows = survey("list", noun, "--json").json
        assert isinstance(rows, list)
        if wanted:
            assert set(wanted.split()) <= set(rows[0]), noun
        assert survey("list", noun).code == 0


def test_a_list_stops_at_its_limit(survey: Command) -> None:
    assert len(survey("list", "cases", "--limit", "5", "--json").json) == 5
    assert len(survey("log", "--limit", "1", "--json").json["actions"]) == 1
    assert len(survey("search", "tijd", "--limit", "3", "--json").json["hits"]) == 3
    assert survey("list", "cases", "--limit", "0").code == 2


def test_search_finds_words_in_what_was_said_and_not_in_labels(survey: Command) -> None:
    assert [hit["turn"] for hit in survey("search", "weten", "--json").json["hits"]] == [1, 2]
    assert survey("search", "J1", "--json").json["hits"] == []
    assert "Niets gevonden" in survey("search", "olifant").out


def test_quotes_stay_in_the_team_until_they_are_released(project: Command) -> None:
    coded(project)
    (quote,) = project("quotes", "--code", "M2.1", "--json").json["quotes"]
    assert {"document", "start", "stop", "turn", "case", "text", "codes"} <= set(quote)
    assert "intern, niet vrijgegeven" in project("quotes").out
    assert project("quotes", "--for", "outside").code == 1
    assert project("export", "codings", "--for", "outside", "-o", "c.csv").code == 1


def test_quotes_stand_under_headings(project: Command) -> None:
    coded(project)
    assert "== J1 ==" in project("quotes", "--by", "speaker").out
    assert project("quotes", "--by", "bestaatniet").code == 2


def test_a_table_counts_who_was_asked(survey: Command) -> None:
    table = survey("table", "oordeel", "--by", "groep", "--json").json
    assert (table["n_total"], table["n_valid"], table["n_missing"]) == (24, 20, 4)
    shown = survey("table", "oordeel")
    assert shown.code == 0
    assert "intern, niet vrijgegeven" in shown.out
    assert survey("table", "bestaatniet").code == 2
    for ignored in (["--by", "groep"], ["--three"], ["--beside", "oordeel"], ["--kind", "opinion"]):
        assert "dit telt codes" in survey("table", "codes", *ignored).err
    assert "codes staat alleen" in survey("table", "oordeel", "codes").err
    assert survey("joint", "decide", "M2.1", "--withdraw", "--verdict", "adds").code == 2
    assert survey("recode", "collapse", "kort", "--from", ",", "--into", "laag=1").code == 2


def test_a_table_for_outside_keeps_small_groups_out_of_the_json_as_well(survey: Command) -> None:
    shown = survey("table", "oordeel", "--for", "outside", "--json").json
    assert {"title", "stamp", "columns", "rows"} <= set(shown)
    assert "groups" not in shown


def test_what_a_question_is_about_is_guessed_until_somebody_says_it_and_a_table_goes_by_it(survey: Command) -> None:
    def about(name: str) -> tuple[str, bool]:
        (one,) = survey("variables", name, "--json").json["variables"]
        return one["kind"], one["declared"]

    assert about("oordeel") == ("opinion", False)
    assert survey("variables", "oordeel", "--kind", "background").code == 0
    assert about("oordeel") == ("background", True)
    assert "minder dan 5 personen" in survey("table", "oordeel", "--for", "commissioner").out
    survey("variables", "oordeel", "--kind", "guess")
    assert about("oordeel") == ("opinion", False)
    assert survey("variables", "bestaatniet").code == 2
    assert survey("variables", "--kind", "opinion").code == 2


@pytest.mark.parametrize("reader", ["commissioner", "panel", "public"])
def test_a_table_says_for_whom_it_is(survey: Command, reader: str) -> None:
    shown = survey("table", "oordeel", "--for", reader, "--json").json
    assert "voor" in shown["stamp"]
    assert any("%" in name for name in shown["columns"]) == (reader != "panel")


def test_codes_are_crossed_and_joined_with_the_survey(survey: Command) -> None:
    survey("code", "add", "--case", "R01", "--code", "M1.1")
    assert survey("crosstab", "--rows", "codes", "--by", "groep", "--json").code == 0
    assert survey("merge", "--by", "groep", "--link", "group", "--json").code == 0
    shown = survey("joint", "side-by-side", "--by", "groep")
    assert shown.code == 0
    assert all(theme in shown.out for theme in ("Kunnen", "Willen", "Mogen"))


def test_a_file_is_written_in_the_format_of_its_suffix(survey: Command, here: Path) -> None:
    coded(survey)
    assert survey("export", "codings", "-o", "coderingen.csv").code == 0
    assert (
        (here / "coderingen.csv")
        .read_text(encoding="utf-8-sig")
        .startswith("document,start,stop,code,coder,attr.direction")
    )
    assert survey("table", "oordeel", "-o", "tabel.html").code == 0
    assert survey("export", "codings", "-o", "coderingen.abc").code == 2
    assert survey("export", "codings", "-o", "weg/coderingen.csv").code == 2
    assert survey("export", "codings").code == 2


def test_exported_codings_go_back_in(project: Command, here: Path) -> None:
    coded(project)
    project("export", "codings", "-o", "coderingen.csv")
    project("undo")
    assert project("list", "codings", "--json").json == []
    assert project("import", "coderingen.csv", "--as", "codings").code == 0
    (coding,) = project("list", "codings", "--json").json
    assert (coding["quote"], coding["coder"], coding["attributes"]) == (
        "Ik vind dat mijn",
        "anna",
        {"direction": "helps"},
    )


def test_a_dry_run_changes_nothing(project: Command, here: Path) -> None:
    (here / "nog-een.txt").write_text("A: Hallo.\nB: Dag.\n", encoding="utf-8")
    assert "niets veranderd" in project("import", "nog-een.txt", "--as", "transcript", "--dry-run").out
    assert len(project("list", "documents", "--json").json) == 1


def test_files_come_in_together_or_not_at_all(project: Command, here: Path) -> None:
    (here / "goed.txt").write_text("A: Hallo.\nB: Dag.\n", encoding="utf-8")
    assert project("import", "goed.txt", "weg.txt").code == 2
    assert len(project("list", "documents", "--json").json) == 1


def test_the_codebook_grows_and_every_change_is_kept(project: Command) -> None:
    assert project("codebook", "add", "geen tijd", "--key", "M1.9", "--parent", "M1", "--cue", "geen tijd").code == 0
    assert project("codebook", "edit", "M1.9", "--name", "te weinig tijd").code == 0
    assert project("codebook", "move", "M1.9", "--to", "K1").code == 0
    code = project("codebook", "show", "geen tijd", "--json").json
    assert (code["key"], code["name"], code["parent"], code["cues"]) == ("M1.9", "te weinig tijd", "K1", ["geen tijd"])
    assert project("codebook", "archive", "M1.9").code == 0
    assert project("code", "add", "--document", "gesprek", "--start", "4", "--stop", "20", "--code", "M1.9").code == 1
    assert project("codebook", "restore", "M1.9").code == 0
    assert len(project("codebook", "history", "M1.9", "--json").json["changes"]) == 5
    assert project("codebook", "move", "M1", "--to", "M1.1").code == 1


def test_the_codebook_is_written_so_that_it_can_be_read_back(project: Command, here: Path) -> None:
    assert project("codebook", "export", "-o", "eigen.toml").code == 0
    assert project("new", "tweede", "--codebook", "eigen.toml").code == 0
    first, second = (
        project("codebook", "show", "--json", "--project", f"{name}.codeerbank").json["codes"]
        for name in ("proef", "tweede")
    )
    assert first == second


def test_a_codebook_that_does_not_exist_is_named_with_those_that_do(codeerbank: Command, here: Path) -> None:
    shown = codeerbank("new", "proef", "--codebook", "bestaatniet")
    assert shown.code == 2
    assert "kunnen-willen-mogen" in shown.err
    assert not (here / "proef.codeerbank").exists()


def test_a_folder_is_not_taken_for_a_project(codeerbank: Command, here: Path) -> None:
    for call in (["new", ""], ["new", ".."], ["status", "--project", "."]):
        assert codeerbank(*call).code == 2, call
    assert list(here.iterdir()) == []


def test_without_a_terminal_no_screen_is_opened(project: Command) -> None:
    shown = project("open")
    assert (shown.code, "terminal" in shown.err) == (2, True)


def test_a_list_refuses_what_it_cannot_be_chosen_by(project: Command) -> None:
    assert project("list", "cases", "--document", "gesprek").code == 2
    assert project("list", "codings", "--code", "bestaatniet").code == 2
    assert project("list", "documents", "--document", "bestaatniet").code == 2
    assert project("list", "documents", "--limit", "9" * 25).code == 0, "more than there can be is all there is"


def test_a_code_that_no_codebook_may_hold_is_refused(project: Command) -> None:
    assert project("codebook", "add", "geen tijd", "--color", "rood").code == 2
    assert project("codebook", "add", " ").code == 2
    assert project("codebook", "edit", "M2.1", "--color", "#12345g").code == 2
    assert project("codebook", "restore", "M2.1").code == 1
    assert project("codebook", "archive", "M2.1").out.startswith("code M2.1 gearchiveerd")
    assert project("codebook", "archive", "M2.1").code == 1
    assert project("codebook", "restore", "M2.1").out.startswith("code M2.1 teruggehaald")


def test_a_respondent_who_does_not_exist_is_not_said_to_have_skipped_the_question(survey: Command) -> None:
    shown = survey("code", "add", "--case", "R999", "--code", "M2.1")
    assert (shown.code, "R999" in shown.err, "beantwoord" in shown.err) == (2, True, False)


def test_a_project_is_not_written_over(project: Command) -> None:
    assert project("new", "proef").code == 2
    assert len(project("list", "documents", "--json").json) == 1


def test_memos_are_written_and_read(project: Command) -> None:
    assert project("memo", "add", "--on", "code", "M2.1", "--text", "Ook over school").code == 0
    assert "meldcode" in project("memo", "add", "--kind", "care", "--text", "Thuis niet veilig?").out
    assert [memo["about"] for memo in project("memo", "list", "--json").json] == ["code", "project"]
    assert "Ook over school" in project("memo", "list").out
    assert project("memo", "add", "--on", "school", "X", "--text", "Wat").code == 2
    assert project("memo", "add", "--text", "  ").code == 2


def test_a_care_memo_is_never_exported(project: Command, here: Path) -> None:
    project("memo", "add", "--kind", "care", "--text", "Thuis niet veilig?")
    project("export", "memos", "-o", "memos.csv")
    assert "veilig" not in (here / "memos.csv").read_text(encoding="utf-8-sig")


def test_a_backup_is_put_back_and_what_stood_there_is_kept(project: Command, here: Path) -> None:
    assert project("backup").code == 0
    coded(project)
    (backup,) = project("restore", "--list", "--json").json["backups"]
    assert project("restore", Path(backup).name).code == 2, "a script must say --yes"
    assert len(project("list", "codings", "--json").json) == 1
    kept = Path(project("restore", Path(backup).name, "--yes", "--json").json["kept"])
    assert kept.is_file()
    assert project("list", "codings", "--json").json == []


def test_a_whole_project_passes_its_check_and_a_damaged_one_does_not(project: Command, here: Path) -> None:
    assert project("check", "--rebuild", "--json").json["whole"] is True
    (here / "kapot.codeerbank").write_bytes(b"geen project\n" * 50)
    shown = project("check", "--project", "kapot.codeerbank")
    assert shown.code == 4
    assert (here / "kapot.codeerbank").read_bytes() == b"geen project\n" * 50


def test_the_installation_is_in_order_and_its_plug_ins_are_named(codeerbank: Command) -> None:
    found = codeerbank("doctor", "--json").json
    assert found["good"] is True
    assert [one["what"].split(":")[0] for one in found["checks"] if one["optional"]] == [
        "extra semantic",
        "extra privacy",
        "extra dask",
    ]
    kinds = {one["kind"] for one in codeerbank("plugins", "--json").json["plugins"]}
    assert kinds == {"importer", "exporter", "suggester"}
    told = codeerbank("plugins").out
    assert "Enquêtetabel, CSV" in told
    assert "SPSS-gegevensbestand" in told
    assert not {"for", "with", "file,"} & set(told.split())


def test_status_counts_what_is_there(survey: Command) -> None:
    coded(survey)
    status = survey("status", "--json").json
    assert (status["documents"], status["cases"], status["codings"], status["coders"]) == (2, 24, 1, ["anna"])
    assert "2" in survey("status").out


def test_steering_characters_from_a_file_are_shown_as_marks(project: Command, here: Path) -> None:
    (here / "vals.txt").write_text("A: Let op \x1b[2J en \u202egnorw\u200b.\nB: Ja.\n", encoding="utf-8")
    assert project("import", "vals.txt", "--as", "transcript").code == 0
    for arguments in (("list", "turns"), ("search", "let"), ("list", "turns", "--json")):
        shown = project(*arguments).out
        assert not {"\x1b", "\u202e", "\u200b"} & set(shown)
    texts = [turn["text"] for turn in json.loads(project("list", "turns", "--document", "vals", "--json").out)]
    assert any("\u202e" in text for text in texts), "JSON keeps every character, as an escape"


def test_a_text_that_is_not_there_is_said_before_anything_is_learnt_and_as_json_alone(
    project: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("codeerbank.cli.suggesting.ready_suggester", lambda *_: pytest.fail("learnt for nothing"))
    refused = project("suggest", "--document", "weg", "--json")
    assert refused.code == 2
    assert refused.json["error"]["kind"] == "not_found"


def test_all_answers_to_a_question_are_read_to_the_end_in_one_action(survey: Command) -> None:
    assert "16 antwoorden" in survey("code", "done", "--question", "toelichting").out
    assert survey("undo").code == 0
    assert "niets veranderd" in survey("code", "done", "--question", "toelichting", "--undo").out
