import json
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.table import Sheet
from codeerbank.exporters.json import EXPORTER
from tests.exporters.sheets import EVIL, SHEET


def test_one_table_is_an_object_with_documented_keys(tmp_path: Path) -> None:
    EXPORTER.write(tmp_path / "a.json", [SHEET], {})
    found = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert list(found) == ["title", "stamp", "about", "columns", "rows", "notes"]
    assert found["about"] == [["Bron", "36 personen"]]
    assert found["rows"][0][1:3] == [12345, 41.66666666666667]
    assert found["rows"][1][2] is None


def test_several_tables_stand_in_a_list(tmp_path: Path) -> None:
    EXPORTER.write(tmp_path / "a.json", [SHEET, SHEET], {})
    assert len(json.loads((tmp_path / "a.json").read_text("utf-8"))["tables"]) == 2


@settings(deadline=None)
@given(
    st.lists(
        st.one_of(
            st.text(), st.sampled_from(EVIL), st.integers(), st.floats(allow_nan=False, allow_infinity=False), st.none()
        )
    )
)
def test_every_character_and_number_comes_back(cells: list) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        EXPORTER.write(path, [Sheet("t", ["a"], [cells])], {})
        assert json.loads(path.read_text("utf-8"))["rows"][0] == cells
