"""Hearing a turn: the recording of a conversation, opened at the turn's time mark in the user's own player."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from bisect import bisect_left
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.events import RecordRemoved, RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.domain.records import TIMES
from codeerbank.errors import CodeerbankError, NotFound
from codeerbank.i18n import _
from codeerbank.workbench.session import Session

AUDIO = "audio"
_BACK = 50
"""So many turns before one without a time are looked at for the last time mark."""
_CLOCK = re.compile(r"(?<![\d:.])(?:(\d{1,2})[:.])?(\d{1,2})[:.](\d{2})(?:[.,]\d{1,7})?(?![\d:.])")
_PLAYERS: tuple[tuple[str, Callable[[int], Sequence[str]]], ...] = (
    ("mpv", lambda seconds: (f"--start={seconds}", "--force-window")),
    ("vlc", lambda seconds: (f"--start-time={seconds}",)),
    ("ffplay", lambda seconds: ("-ss", str(seconds))),
)
"""Players that begin at a time, the first that is there; the arguments before the file."""
_OPENERS = ("xdg-open", "open")
"""What opens a file as a double click does: from its beginning."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Where a turn is in a recording; ``exact`` unless the time is that of a turn before it."""

    file: Path
    seconds: int | None
    exact: bool = True

    @property
    def clock(self) -> str:
        """The time as people write it."""
        seconds = self.seconds or 0
        return f"{seconds // 3600}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def set_audio(session: Session, document: str, file: Path | None) -> Future[Id]:
    """Say which recording belongs to a document; None: none any more. A file beside the project is noted by its name."""

    def job() -> Id:
        identity = session.read.documents.identity(document)
        record = derived_id(AUDIO, identity)
        if file is None:
            return session.write(RecordRemoved(AUDIO, record))
        path = file.expanduser().absolute()
        if not path.is_file():
            raise NotFound(
                _("There is no file {file}.").format(file=file), _("Type the path of the recording."), str(file)
            )
        folder = session.path.absolute().parent
        noted = path.relative_to(folder) if path.is_relative_to(folder) else path
        return session.write(RecordSet(AUDIO, record, {"document": identity, "file": noted.as_posix()}, [identity]))

    return session.later(job)


def moment(session: Session, document: str, turn: int) -> Moment | None:
    """Find the recording and the time of a turn; None while no recording was named. In a screen only inside ``later``."""
    record = session.read.records.get(derived_id(AUDIO, session.read.documents.identity(document)))
    if record is None or not record.values:
        return None
    file = session.path.absolute().parent / Path(record.values["file"])
    if not file.is_file():  # on another computer it may lie beside the project
        beside = session.path.absolute().parent / file.name
        if not beside.is_file():
            words = _("The recording {file} is not there any more.")
            raise NotFound(
                words.format(file=file.name), _("Put it beside the project, or name it again: codeerbank audio set")
            )
        file = beside
    seconds, exact = time_of(session, document, turn)
    return Moment(file, seconds, exact)


def time_of(session: Session, document: str, turn: int) -> tuple[int | None, bool]:
    """Give the seconds at which a turn begins, by the time marks in or beside the text, and whether the mark is its own."""
    kept = _kept_times(session, document)
    turns = session.read.documents.turns(document, max(1, turn - _BACK), turn)
    for one in reversed(turns):
        first = bisect_left(kept, (one.start, 0))
        if first < len(kept) and kept[first][0] < one.stop:
            return int(kept[first][1]), one.number == turn
        head = session.read.documents.slice(document, one.start, one.said)
        found = [*_CLOCK.finditer(head)]
        if found:
            return _seconds(found[0]), one.number == turn
        if one.number != turn and one.marks:
            start, stop = one.marks[-1]
            if match := _CLOCK.search(session.read.documents.slice(document, start, stop)):
                return _seconds(match), False
    own = turns[-1].marks[:1] if turns else ()
    for start, stop in own:
        if match := _CLOCK.search(session.read.documents.slice(document, start, stop)):
            return _seconds(match), True
    return None, False


def _kept_times(session: Session, document: str) -> list[tuple[int, float]]:
    """Give the times a file held beside its text, at the addresses of the text as it is now."""
    about = session.read.documents
    record = session.read.records.get(derived_id(TIMES, about.identity(document)))
    if record is None:
        return []
    version, pairs = about.version(document), zip(record.values["starts"], record.values["seconds"], strict=True)
    places = ((session.read.versions.carried("", version, start, start + 1), at) for start, at in pairs)
    return sorted((place[0], at) for place, at in places if place)


def play(found: Moment) -> str:
    """Open a recording in the user's own player, without waiting for it; gives in words what was done."""
    seconds = found.seconds or 0
    for name, arguments in _PLAYERS:
        if place := shutil.which(name):
            _start([place, *arguments(seconds), str(found.file)])
            return _told(found, name)
    if sys.platform == "win32":
        os.startfile(found.file)  # noqa: S606 - as a double click on it
    else:
        place = next(filter(None, map(shutil.which, _OPENERS)), None)
        if place is None:
            words = _("There is no player on this computer that codeerbank knows.")
            raise CodeerbankError(words, _("Install mpv or VLC; both can begin at a time."))
        _start([place, str(found.file)])
    if found.seconds is None:
        return _told(found, "")
    return _("{file} opened from the beginning; go to {time}.").format(file=found.file.name, time=found.clock)


def _start(command: Sequence[str]) -> None:
    """Start a program by its arguments, apart from this one: never through a shell."""
    try:
        subprocess.Popen(  # noqa: S603 - a player found in PATH
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise CodeerbankError(_("The player could not be started."), str(error.strerror or "")) from error


def _told(found: Moment, player: str) -> str:
    if found.seconds is None:
        return _("{file} opened from the beginning: the text has no time here.").format(file=found.file.name)
    words = (
        _("{file} at {time} in {player}")
        if found.exact
        else _("{file} at {time} in {player}, the last time before this turn")
    )
    return words.format(file=found.file.name, time=found.clock, player=player)


def _seconds(match: re.Match[str]) -> int:
    hours, minutes, seconds = match.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
