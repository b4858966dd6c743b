"""Withdrawing: a person is forgotten everywhere within reach, and what is out of reach is named."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from codeerbank.domain.events import QuoteWithdrawn
from codeerbank.domain.ids import Id
from codeerbank.domain.redaction import stretch
from codeerbank.domain.table import Sheet
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.privacy.leftovers import SHORTEST_NAME, Hunt, Leftover
from codeerbank.store.backup import SUFFIX
from codeerbank.store.contents import bodies
from codeerbank.store.erase import erase
from codeerbank.store.places import config_folder
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for
from codeerbank.workbench.traces import Mention, Traces, spoken_of, traces_of

_TEXTS = (".csv", ".tsv", ".txt", ".md", ".json", ".html", ".vtt", ".srt", ".rtf")
_PAPERS = frozenset((*_TEXTS, ".xlsx", ".docx", ".odt", ".sav", ".qdpx", ".zip"))
_LARGEST = 200_000_000


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What was done: the action, what went, what is out of reach in words, and the files that hold something still.

    within  leftovers in files of the project; outside: in files that were written from it
    """

    action: Id
    number: int
    counts: Sequence[tuple[str, int]]
    unreached: Sequence[str]
    within: Sequence[Leftover]
    outside: Sequence[Leftover]
    looked: int


def find(session: Session, name: str, called: Sequence[str] = ()) -> Future[Traces]:
    """List everything of a person, and where others speak of them; nothing is changed."""
    return session.later(lambda: traces_of(session, name, called))


def withdraw(session: Session, traces: Traces, also: Sequence[str] = (), names_too: bool = False) -> Future[Withdrawn]:
    """Forget a person, and the places of others in ``also`` (refs of mentions); with ``names_too`` names elsewhere as well.

    It cannot be undone. Copies elsewhere forget as soon as they are joined with this project.
    """
    chosen = _chosen(traces.mentions, also)

    def job() -> Withdrawn:
        subjects = [*traces.subjects, *(mention.subject for mention in chosen)]
        if names_too:
            subjects += [stretch(one.document, *place) for one in traces.mentions for place in one.at]
        reason = _("consent was withdrawn")
        quotes = [QuoteWithdrawn(release, reason) for release in traces.releases]
        action = erase(session.project, session.coder, subjects, quotes)
        session.forget_codebook()
        hunt = Hunt(traces.words, traces.names)
        near = list(within_reach(session.path))
        written = list(_written(session.path, traces.exports))
        within = [hit for path in near if (hit := _look(hunt, path))]
        outside = [hit for path in written if (hit := _look(hunt, path))]
        number = session.read.history.action(action).number
        counts = [*spoken_of(traces.counts), (_("Places of others"), len(chosen))]
        unreached = list(_unreached(traces, written))
        return Withdrawn(action, number, counts, unreached, within, outside, len(near) + len(written))

    return session.later(job)


def _chosen(mentions: Sequence[Mention], also: Sequence[str]) -> list[Mention]:
    found = []
    for ref in also:
        hits = [
            one
            for one in mentions
            if one.ref == ref or (len(ref) >= 4 and one.ref.startswith(ref) and not one.document)
        ]
        if not hits:
            raise UsageError(
                _("{ref} is not on the list of places of others.").format(ref=ref),
                _("Take one from the list, such as groep-1:14."),
                ref,
            )
        found += hits[:1]
    return found


def within_reach(path: Path) -> Iterator[Path]:
    """Go through the files that belong to a project on this computer: itself, beside it, its backups, settings and fault reports."""
    beside = (one for one in path.parent.glob(f"*{path.name}*") if one.is_file())
    folder = path.with_name(path.name + ".backups")
    within = (one for one in folder.rglob("*") if one.is_file()) if folder.is_dir() else ()
    settings = (one for one in config_folder().glob("*") if one.is_file())
    faults = Path(tempfile.gettempdir()).glob("codeerbank-*.txt")
    yield from dict.fromkeys([*beside, *within, *settings, *faults])


def _written(path: Path, names: Sequence[str]) -> Iterator[Path]:
    """Find files that were written from the project, or that it was made of: the log knows their names, not their folders.

    Other projects that lie beside it are looked at too: one may be what was left when the work went on in another file.
    """
    here = path.absolute().parent
    found = [Path.cwd() / Path(name).name for name in names]
    found += (one for one in here.iterdir() if one.suffix.lower() in (*_PAPERS, SUFFIX) and one.name != path.name)
    yield from dict.fromkeys(one for one in found if one.is_file() and one.stat().st_size <= _LARGEST)


def _look(hunt: Hunt, path: Path) -> Leftover | None:
    try:
        is_project = path.suffix == SUFFIX and not path.name.startswith(".")
        return hunt.in_file(path, bodies(path) if is_project else ())
    except OSError:
        return None


def _unreached(traces: Traces, found: Sequence[Path]) -> Iterator[str]:
    """Say in sentences what this program cannot take away, and what to do about it."""
    there = {path.name: path for path in found}
    for name in traces.exports:
        where = there.get(Path(name).name)
        told = _("Written before: {file}. Make it again or remove it.")
        yield told.format(file=where or _("{name} (not found here)").format(name=name))
    if traces.forms:
        words = _("Forms that were sent or printed: {forms}. Ask for them back, or ask that they be destroyed.")
        yield words.format(forms=", ".join(traces.forms))
    yield _(
        "Copies of the project elsewhere: they forget as soon as they are joined with this one. Ask for those to be removed."
    )
    yield _("Recordings, sign-up lists and the key file are not in the project: remove the person there yourself.")
    if not traces.in_survey:
        yield _("An anonymous answer in a survey cannot be found: nobody can tell which row it is.")
    if any(len(name) < SHORTEST_NAME for name in traces.names):
        yield _("A name of fewer than {n} letters was not looked for in the files.").format(n=SHORTEST_NAME)
    yield _("A disk may keep earlier blocks of a removed file; an encrypted disk guards against that.")


def report(session: Session, done: Withdrawn) -> Sheet:
    """Write what was done, without the name."""
    rows: list[tuple[str, str]] = [(kind, str(n)) for kind, n in done.counts if n]
    rows += [(_("Out of reach"), words) for words in done.unreached]
    left = [*done.within, *done.outside]
    looked = ngettext("{n} file searched to the byte", "{n} files searched to the byte", done.looked)
    rows.append((_("Searched"), looked))
    rows += [(_("Still holds something"), f"{one.path}: {_told(one)}") for one in left]
    if not left:
        rows.append((_("Still holds something"), _("nothing found")))
    about = (
        (_("Date"), date.today().isoformat()),
        (_("Done by"), session.coder),
        (_("In the log"), _("action {number}").format(number=done.number)),
    )
    return Sheet(
        _("Withdrawal of a participant"), (_("What"), _("Found")), rows, about, stamp=stamp_for(session, "team")
    )


def _told(left: Leftover) -> str:
    words = ngettext("{n} word", "{n} words", left.words)
    return f"{words}, {_('a name')}" if left.named else words


__all__ = ["Traces", "Withdrawn", "find", "report", "withdraw", "within_reach"]
