"""Records: written as a whole, the latest writing counts, and undo goes back to the one before."""

from pathlib import Path

from codeerbank.domain.events import RecordRemoved, RecordSet
from codeerbank.workbench import history
from codeerbank.workbench.session import create_project


def test_the_latest_writing_of_a_record_counts_and_undo_goes_back_to_the_one_before(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.codeerbank", coder="anna") as session:
        first = RecordSet("participant", "r", {"n": 1}, ["c"])
        session.append(first).result()
        session.append(RecordSet("participant", "r", {"n": 2})).result()
        (record,) = session.read.records.of("participant")
        assert (record.values, record.about, record.who) == ({"n": 2}, (), "anna")
        history.undo(session).result()
        (record,) = session.read.records.of("participant")
        assert (record.values, record.about) == ({"n": 1}, ("c",))


def test_a_record_that_was_taken_away_is_gone_until_that_is_undone(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.codeerbank", coder="anna") as session:
        session.append(RecordSet("participant", "r", {"n": 1})).result()
        session.append(RecordRemoved("participant", "r")).result()
        assert session.read.records.of("participant") == []
        assert session.read.records.get("r") is None
        history.undo(session).result()
        assert session.read.records.get("r") is not None
