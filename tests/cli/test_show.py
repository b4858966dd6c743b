import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from codeerbank.cli import progress, show
from codeerbank.domain.visible import UNSAFE


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@given(st.text())
def test_json_gives_back_every_character_and_steers_no_terminal(text: str) -> None:
    written = show.json_text({"text": text})
    assert json.loads(written) == {"text": text}
    assert not UNSAFE.search(written)


@pytest.mark.parametrize("number", [0, 1, show.AT_ONCE, show.AT_ONCE + 1])
def test_a_streamed_list_is_one_json_value(number: int, capsys: pytest.CaptureFixture[str]) -> None:
    show.stream_keyed("rows", ({"n": n} for n in range(number)))
    assert json.loads(capsys.readouterr().out) == {"rows": [{"n": n} for n in range(number)]}


def test_a_stream_that_fails_at_its_first_row_has_written_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ZeroDivisionError):
        show.stream_keyed("rows", (1 / n for n in (0, 1)))
    assert capsys.readouterr().out == ""


def test_columns_are_aligned_and_figures_stand_to_the_right(capsys: pytest.CaptureFixture[str]) -> None:
    show.print_table(["Code", "n"], [["中文", 5], ["geen tijd", 1200]])
    heading, _line, first, second = capsys.readouterr().out.splitlines()
    assert heading == "Code           n"
    assert first == "中文           5"
    assert second == "geen tijd  1.200"


def test_a_table_without_rows_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    show.print_table(["Code"], [])
    assert capsys.readouterr().out == "Niets gevonden.\n"


def test_a_moment_is_written_the_dutch_way_and_nonsense_as_it_is() -> None:
    assert show.moment("2026-11-21T12:00:00+00:00").startswith("21-11-2026 ")
    assert show.moment("gisteren\x1b") == "gisteren␛"


def test_a_bar_appears_only_after_a_second_and_only_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    for stream, drawn in ((Terminal(), True), (io.StringIO(), False)):
        monkeypatch.setattr("sys.stderr", stream)
        now[0] = 0.0
        with progress.Bar("Inlezen") as bar:
            bar.show(1, 10)
            assert stream.getvalue() == ""
            now[0] = 2.0
            bar.show(5, 10)
            assert ("50 %" in stream.getvalue()) is drawn
        assert stream.getvalue().endswith("\x1b[K") is drawn
