"""Another process at work in a project: says each action it was told is on the disk, until it is killed or the disk is full."""

import resource
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from codeerbank.errors import CodeerbankError, Conflict
from codeerbank.workbench import history
from codeerbank.workbench.coding import apply_code, mark_done
from codeerbank.workbench.session import Session, open_project
from tests.store.doings import code_in_bulk
from tests.store.projects import bring, log_of, state, talk

LONG = [("Sanne", "Ik wil wel maar het kan niet, want de bus rijdt niet meer na achten. " * 30)] * 20


def code(session: Session, n: int) -> str | None:
    return apply_code(session, "groep 1", n % 90, n % 90 + 1 + n // 90, ("K1", "K2", "W", "M")[n % 4]).result()


def bring_in(session: Session, n: int) -> str | None:
    return bring(session, talk(f"lang {n}", LONG))


def bulk(session: Session, n: int) -> str | None:
    return code_in_bulk(session, n, 7 * n, n)


def back_and_forth(session: Session, n: int) -> str | None:
    with suppress(Conflict):
        (history.redo if n % 3 == 2 else history.undo)(session).result()
    return mark_done(session, "groep 1", [1 + n % 4], done=n % 5 > 0).result()


def refold(session: Session, n: int) -> str | None:
    session.project.rebuild()
    return code(session, n)


def save(session: Session, n: int) -> str | None:
    history.backup(session).result()
    return code(session, n)


WORK: dict[str, Callable[[Session, int], str | None]] = {
    function.__name__: function for function in (code, bring_in, bulk, back_and_forth, refold, save)
}


def tell(*words: object) -> None:
    print(*words, flush=True)


def until_killed(session: Session, work: str, start: int) -> None:
    tell("begun")
    for n in range(start, start + 10_000):
        tell("stored", WORK[work](session, n))


def until_full(session: Session, work: str, room: int | None) -> None:
    """Work until nothing more can be written, see what is left, and go on when there is room again."""
    ballast = session.path.with_name("ballast")
    if room is None:
        ballast.write_bytes(bytes(100_000))
    else:
        limit(session.path.stat().st_size + room)
    failure, before = first_failure(session, work)
    tell(type(failure).__name__, str(failure).count("\n"))
    tell("as before", (state(session), log_of(session)) == before)
    ballast.unlink(missing_ok=True)
    limit(resource.RLIM_INFINITY)
    for old in history.kept_backups(session.path):
        old.unlink()
    code(session, 5)
    tell("goes on", (state(session), log_of(session)) != before)


def first_failure(session: Session, work: str) -> tuple[CodeerbankError | None, tuple[object, object]]:
    for n in range(5_000):
        before = (state(session), log_of(session))
        try:
            WORK[work](session, n)
        except CodeerbankError as error:
            return error, before
    return None, before


def limit(largest: int) -> None:
    """Let no file grow beyond so many bytes: to a program it is a disk that is full."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))


def hold(session: Session) -> None:
    tell("begun")
    time.sleep(60)


if __name__ == "__main__":
    mode, path, *more = sys.argv[1:]
    with open_project(Path(path), "anna") as opened:
        if mode == "kill":
            until_killed(opened, more[0], int(more[1]))
        elif mode == "full":
            until_full(opened, more[0], int(more[1]) if len(more) > 1 else None)
        else:
            hold(opened)
