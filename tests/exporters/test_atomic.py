import errno
import os
from pathlib import Path

import pytest

from codeerbank.errors import NotFound, StorageFailure, UsageError
from codeerbank.exporters.atomic import replacing


def test_a_pipe_or_device_is_never_replaced_by_a_file(tmp_path: Path) -> None:
    pipe = tmp_path / "pijp.csv"
    os.mkfifo(pipe)
    with pytest.raises(UsageError, match="not an ordinary file"), replacing(pipe):
        pass
    with pytest.raises(UsageError, match="not an ordinary file"), replacing(tmp_path):
        pass


def test_a_full_disk_leaves_the_old_file_and_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.csv"
    path.write_text("oud")

    def full(_handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StorageFailure, match="not written: the disk is full"), replacing(path) as file:
        file.write(b"nieuw")
    assert path.read_text() == "oud"
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_where_a_folder_should_be_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "map").write_text("")
    with pytest.raises(NotFound), replacing(tmp_path / "map" / "a.csv"):
        pass


def test_an_interruption_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), replacing(tmp_path / "a.csv"):
        raise KeyboardInterrupt
    assert not list(tmp_path.iterdir())
