"""Which action undo and redo take, and what keeps an action from being undone."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from codeerbank.domain.events import DeviceJoined, ProjectCreated, Undone
from codeerbank.domain.ids import Id
from codeerbank.errors import Conflict, NotFound
from codeerbank.i18n import _
from codeerbank.store import forks, log
from codeerbank.store.project import Project
from codeerbank.store.read import Reads


@dataclass(frozen=True, slots=True)
class Step:
    """What an undo or redo did: the actions it concerned, and those it passed over because they cannot be undone."""

    action: Id
    targets: tuple[Id, ...]
    passed: tuple[Id, ...] = ()


_SILENT = (ProjectCreated.KIND, DeviceJoined.KIND)
_NEWEST = """SELECT e.action, a.nature, a.undone, e.kind, e.clock FROM event e LEFT JOIN branch b ON b.event = e.position
  JOIN action a ON a.id = e.action WHERE e.actor = ? AND ({made_here}) ORDER BY e.clock DESC"""
_NEVER = 2**62


def undo(project: Project, actor: str) -> Step:
    """Undo the coder's newest action that counts, made in this file or the one it was copied from; Conflict when there is none.

    What something rests on that cannot be undone, such as the coding under a released quote, is passed over with it.
    """
    passed: list[Id] = []
    for action, nature, undone, kind, _clock in _own(project, actor):
        if undone or nature in ("undo", "redo") or action in passed:
            continue
        if nature == "fixed":
            if kind not in _SILENT:
                passed.append(action)
            continue
        if later := _later(project, action, []):
            _may_stay(project, later, passed)
            passed.append(action)
            continue
        return Step(project.append(actor, Undone([action])), (action,), tuple(passed))
    raise Conflict(_("There is nothing to undo for {coder}.").format(coder=actor))


def redo(project: Project, actor: str) -> Step:
    """Bring back what the coder undid last, unless something new was done since."""
    for action, nature, undone, _kind, _clock in _own(project, actor):
        if nature == "do":
            break
        if nature == "undo" and not undone:
            done = project.append(actor, Undone([action]))
            return Step(done, (action,))
    raise Conflict(_("There is nothing to bring back for {coder}.").format(coder=actor))


def undo_to(project: Project, actor: str, action: Id) -> Step:
    """Undo everything the coder did after ``action``, in one step."""
    targets: list[Id] = []
    passed: list[Id] = []
    for found, nature, undone, kind, _clock in _own(project, actor):
        if found == action:
            break
        if undone or nature in ("undo", "redo") or found in targets or found in passed:
            continue
        if nature == "do":
            if later := _later(project, found, targets):
                _may_stay(project, later, passed)
            (passed if later else targets).append(found)
        elif kind not in _SILENT:
            passed.append(found)
    else:
        raise NotFound(_("{coder} did no such action.").format(coder=actor), _("Look at: codeerbank log"), action)
    if not targets:
        raise Conflict(_("There is nothing to undo after that."))
    return Step(project.append(actor, Undone(targets)), tuple(targets), tuple(passed))


def undo_one(project: Project, actor: str, action: Id) -> Step:
    """Undo one action of the coder, whatever came after it; Conflict where somebody built on it or it cannot be undone."""
    for found, nature, undone, _kind, _clock in _own(project, actor):
        if found != action:
            continue
        if undone or nature != "do":
            break
        if later := _later(project, action, []):
            _may_stay(project, later, [])
            break
        return Step(project.append(actor, Undone([action])), (action,))
    else:
        raise NotFound(_("{coder} did no such action.").format(coder=actor), _("Look at: codeerbank log"), action)
    raise Conflict(_("That cannot be undone, or is undone already."), _("Look at: codeerbank log"))


def lineage(project: Project) -> list[tuple[Id, int]]:
    """Give the devices whose events this file made or was copied with, each with the position from which they are another's."""
    joins = {
        r.change.device: (r.change.predecessor, r.position)
        for r in log.read(project.connection, "e.kind = ?", (DeviceJoined.KIND,))
        if isinstance(r.change, DeviceJoined)
    }
    if waiting := project.joins():
        joins[waiting.device] = (waiting.predecessor, _NEVER)
    found: list[tuple[Id, int]] = []
    device, before = project.device, _NEVER
    while True:
        found += [(part, before) for part in forks.line(project.connection, device, before)]
        above, at = joins.pop(device, (None, _NEVER))
        if above is None:
            return found
        device, before = forks.written_as(project.connection, above), min(at, before)


def _own(project: Project, actor: str) -> sqlite3.Cursor:
    devices = lineage(project)
    made_here = " OR ".join(["(coalesce(b.device, e.device) = ? AND e.position < ?)"] * len(devices))
    values = [value for pair in devices for value in pair]
    return project.connection.execute(_NEWEST.format(made_here=made_here), (actor, *values))


def _may_stay(project: Project, later: Id, passed: list[Id]) -> None:
    """Let an action stay because of a later one that stays too; Conflict where that one can be undone first."""
    built = Reads(project.connection).history.action(later)
    if built.undoable and later not in passed:
        raise Conflict(
            _("That cannot be undone: {who} built on it later ({words}).").format(who=built.who, words=built.words),
            _("Undo that first (action {number} in codeerbank log).").format(number=built.number),
        )


def _later(project: Project, action: Id, together: list[Id]) -> Id | None:
    """Find a live later action that names something this one made or changed."""
    run = project.connection.execute
    records = list(log.read(project.connection, "e.action = ?", (action,)))
    made = sorted({thing for record in records for thing in record.change.makes(record.id)})
    clock = max(record.clock for record in records)
    for n in range(0, len(made), 400):
        some = made[n : n + 400]
        rows = run(
            "SELECT DISTINCT e.action FROM thing g JOIN touch t ON t.thing = g.id JOIN event e ON e.position = t.event"
            " JOIN action a ON a.id = e.action WHERE e.clock > ? AND NOT a.undone AND a.nature IN ('do', 'fixed')"
            f" AND g.name IN ({', '.join('?' * len(some))}) ORDER BY e.clock DESC",
            (clock, *some),
        )
        for (later,) in rows:
            if later not in together:
                return str(later)
    return None
