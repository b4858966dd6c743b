from pathlib import Path

from tests.cli.conftest import Command


def test_the_survey_leaves_for_spss_and_the_command_says_that_it_was_read_back(survey: Command, here: Path) -> None:
    outcome = survey("export", "survey", "-o", "uit.sav")
    assert outcome.code == 0
    assert "4 kolommen zoals ze zijn ingelezen, teruggelezen uit het bestand" in outcome.out
    assert "Ernaast: uit-sets.sps" in outcome.out
    assert "[intern, niet vrijgegeven]" in outcome.out
    assert "kolommen teruggelezen zoals ze binnenkwamen" in survey("log", "--limit", 1).out


def test_programs_hear_which_files_were_written(survey: Command, here: Path) -> None:
    found = survey("export", "cases", "--counts", "--dictionary", "-o", "personen.csv", "--json").json
    assert (found["file"], found["files"]) == ("personen.csv", ["personen.csv", "personen-dictionary.csv"])
    assert "n_code_K1" in (here / "personen.csv").read_text("utf-8").splitlines()[0]
    assert "Aantal fragmenten met" in (here / "personen-dictionary.csv").read_text("utf-8")


def test_a_csv_for_people_is_asked_for(survey: Command, here: Path) -> None:
    assert survey("export", "cases", "--csv", "people", "-o", "personen.csv").code == 0
    assert "case;group" in (here / "personen.csv").read_text("utf-8-sig")


def test_a_choice_that_does_nothing_and_a_coder_nobody_knows_are_refused(survey: Command, here: Path) -> None:
    outcome = survey("export", "quotes", "--counts", "-o", "q.csv")
    assert outcome.code == 2
    assert "--counts hoort bij: cases" in outcome.err
    assert survey("export", "cases", "--coder", "niemand", "-o", "c.csv").code == 2
    assert survey("export", "survey", "--question", "weg", "-o", "s.sav").code == 2
    assert not list(here.glob("*.sav"))


def test_without_a_survey_the_command_says_how_to_get_one(project: Command, here: Path) -> None:
    outcome = project("export", "survey", "-o", "uit.xlsx")
    assert outcome.code == 2
    assert "Er is geen enquête in dit project." in outcome.err


def test_the_matrix_and_quotes_to_read_leave_too(project: Command, here: Path) -> None:
    assert project("export", "matrix", "--by", "document", "-o", "m.xlsx").code == 0
    assert project("export", "quotes", "-o", "q.docx").code == 0
    assert project("export", "quotes", "--for", "outside", "-o", "uit.docx").code == 1
    assert not (here / "uit.docx").exists()


def test_no_file_is_written_over_unless_that_is_asked_for(project: Command, here: Path) -> None:
    (here / "uit.csv").write_text("van mij", "utf-8")
    for arguments in (["export", "codings"], ["codebook", "export"]):
        outcome = project(*arguments, "-o", "uit.csv")
        assert outcome.code == 1
        assert "uit.csv is er al" in outcome.err
        assert (here / "uit.csv").read_text("utf-8") == "van mij"
    (here / "uit-dictionary.csv").write_text("ook van mij", "utf-8")
    assert project("export", "cases", "--dictionary", "-o", "anders.csv").code == 0
    assert project("export", "cases", "--dictionary", "-o", "uit.csv").code == 1
    assert project("export", "codings", "-o", "uit.csv", "--force").code == 0
    assert project("export", "cases", "--dictionary", "-o", "nieuw.csv").code == 0
    (here / "nieuw.csv").unlink()
    assert "nieuw-dictionary.csv is er al" in project("export", "cases", "--dictionary", "-o", "nieuw.csv").err


def test_codings_that_come_back_after_a_merge_are_there_already(project: Command) -> None:
    for start, stop, code in ((4, 10, "K1"), (15, 30, "K2")):
        assert (
            project("code", "add", "--document", "gesprek", "--start", start, "--stop", stop, "--code", code).code == 0
        )
    assert project("export", "codings", "-o", "terug.csv").code == 0
    assert project("codebook", "merge", "K1", "K2").code == 0
    assert project("import", "terug.csv", "--as", "codings", "--json").code == 0
    assert len(project("list", "codings", "--json").json) == 2
