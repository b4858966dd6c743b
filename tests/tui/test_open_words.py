"""What is open, told in a few lines."""

from datetime import UTC, datetime
from pathlib import Path

from codeerbank.tui.open_words import open_words
from codeerbank.workbench.coding import mark_done
from codeerbank.workbench.history import backup
from codeerbank.workbench.open_points import OpenPoints, open_points
from codeerbank.workbench.session import open_project


def test_progress_is_counted_for_each_coder_and_the_newest_backup_is_named(path: Path) -> None:
    with open_project(path, "anna") as session:
        assert open_points(session).backed_up is None
        mark_done(session, "groep 1").result()
        mark_done(session, "groep 1", [2], "bea").result()
        backup(session).result()
        points = open_points(session)
    assert (points.turns, points.read, points.doubts, points.unsettled, points.waiting) == (
        3,
        {"anna": 3, "bea": 1},
        0,
        0,
        0,
    )
    assert points.backed_up is not None
    assert abs((datetime.now(UTC) - points.backed_up).total_seconds()) < 3600


def test_only_what_waits_is_named() -> None:
    quiet = OpenPoints(0, {}, 0, 0, 0, None)
    assert open_words(quiet) == ["No backup yet: one is made each day before the first change."]
    busy = OpenPoints(9, {f"c{n}": n for n in range(6)}, 1, 2, 0, datetime(2026, 1, 2, tzinfo=UTC))
    read, waits, backed_up = open_words(busy)
    assert "c5 5, c4 4, c3 3, c2 2, and 2 more" in read
    assert waits == "Open: 1 answer in doubt, 2 changes that found no place"
    assert "2026" in backed_up
