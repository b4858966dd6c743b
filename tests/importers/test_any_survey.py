"""Any bytes at all given to a survey reader: a whole survey or a refusal in one sentence, and soon."""

import time
from pathlib import Path

import pandas
import pyreadstat
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeerbank import plugins
from codeerbank.domain.ports import ImportOptions, NewCodings
from codeerbank.domain.survey import NewSurvey
from codeerbank.errors import ImportProblems
from tests.importers.test_any_bytes import EDITS, mutated, repacked
from tests.importers.test_codings_segments import MAXQDA
from tests.importers.test_survey_lss import BY_WORDS, OLD
from tests.importers.test_survey_sheets import ods, row
from tests.importers.test_survey_xlsx import book

SECONDS = 5
TABLE = [["nr", "a_x", "a_y", "waarom"], ["007", 1, 0, "Geen tijd, é 🙂."], ["7", 0, 1, "NA"], ["NA", None, -9, "x"]]
CSV = 'sep=;\nnr;a_x;a_y;waarom\n007;1;0;"Geen tijd,\né 🙂."\n7;0;1;NA\nNA;;-9;x\n'.encode()
VALID = {
    "survey_csv": CSV,
    "survey_xlsx": book(data=TABLE),
    "survey_ods": ods(*(row(*cells) for cells in TABLE)),
    "codings_segments": book(data=MAXQDA),
}
ZIPPED = ("survey_xlsx", "survey_ods", "codings_segments")


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    path = tmp_path_factory.mktemp("sav") / "e.sav"
    about = {"missing_ranges": {"a": [-9]}, "variable_value_labels": {"a": {1.0: "ja", -9.0: "geen"}}}
    pyreadstat.write_sav(pandas.DataFrame({"nr": ["007", "7", "NA"], "a": [1.0, -9.0, None]}), path, **about)
    return {**VALID, "survey_sav": path.read_bytes()}


def read(name: str, path: Path, content: bytes, **options: object) -> None:
    path.write_bytes(content)
    start = time.monotonic()
    try:
        value = plugins.importers().working[name].read(path, ImportOptions(**options)).value  # type: ignore[arg-type]
    except ImportProblems as error:
        refused = error.message
    else:
        refused = ""
        whole(value)
    assert "\n" not in refused
    assert time.monotonic() - start < SECONDS


def whole(value: object) -> None:
    """Every column is as long as there are respondents, and every respondent has a key of their own."""
    if isinstance(value, NewCodings):
        assert all(len(one.quotes) == len(one.codes) == len(one.coders) for one in value.columns)
        return
    assert isinstance(value, NewSurvey)
    assert len(set(value.cases)) == len(value.cases) == len(value.groups)
    for variable in value.variables:
        assert len(variable.states) == len(variable.values) == len(value.cases)
        assert all(
            (state == 0) == (one is not None) for state, one in zip(variable.states, variable.values, strict=True)
        )
    for answers in value.open.values():
        assert len(answers.states) == len(answers.answers) == len(value.cases)


@pytest.mark.parametrize("name", [*VALID, "survey_sav"])
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_a_table_with_other_bytes_here_and_there(name: str, edits, valid, tmp_path) -> None:
    path = tmp_path / ("bestand" + plugins.importers().working[name].suffixes[0])
    read(name, path, valid[name])
    read(name, path, mutated(valid[name], edits))
    if name in ZIPPED:
        read(name, path, repacked(valid[name], edits))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(edits=EDITS)
def test_a_structure_file_with_other_bytes_here_and_there(edits, tmp_path) -> None:
    structure = tmp_path / "l.lss"
    structure.write_bytes(mutated(OLD.encode(), edits))
    read("survey_csv", tmp_path / "l.csv", BY_WORDS.encode(), questionnaire=structure)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(st.sampled_from('ab01;,\t"\n\r[]_ -9|é{}'), max_size=120), edits=EDITS)
def test_any_text_as_a_table(text: str, edits, tmp_path) -> None:
    path = tmp_path / "e.csv"
    read("survey_csv", path, ("nr;" + text).encode())
    read("survey_csv", path, mutated(CSV, edits), key="nr", open=("waarom",))
