"""Bad input on the command line: one sentence on the error stream, exit code 2, and the project as it was."""

from pathlib import Path

from tests.cli.conftest import Command
from tests.importers.bad_inputs import lists, office, plain_texts, spoken, spss, tables, workbooks

TRIED = (
    "nul.txt", "x\x1b[2J\ny.txt", "diep.json", "bom.docx", "buiten.docx", "buiten.odt", "pad.xlsx", "open.csv",
    "teken.csv", "allen.csv", "half.sav", "kring.toml", "eind_codings.csv",
)  # fmt: skip
PARTS = (plain_texts, spoken, office, tables, workbooks, spss, lists)
CASES = [case for part in PARTS for case in part.CASES if case.file in TRIED]


def test_bad_input_is_refused_in_words_and_changes_nothing(project: Command, here: Path) -> None:
    assert len(CASES) == len(TRIED)
    before = project("log", "--json").json
    for case in CASES:
        path = case.put(here)
        noun = ("--as", case.noun) if case.noun else ()
        outcome = project("import", path.name, *noun)
        assert (outcome.code, outcome.out) == (2, ""), case.title
        assert case.says.replace("\x1b", "") in outcome.err
        assert "Traceback" not in outcome.err
        assert all(line.isprintable() for line in outcome.err.splitlines())
    assert project("log", "--json").json == before
