"""Giving codings another code: one, many, or those of a code that is split; ids, attributes and memos stay."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass

from codeerbank.domain.codebook import Code
from codeerbank.domain.coding import Coding
from codeerbank.domain.events import Change, CodeAdded, CodeChanged, CodingsRecoded
from codeerbank.domain.ids import Id, new_id
from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.i18n import _
from codeerbank.workbench.codebook import free_key, refuse_flaws
from codeerbank.workbench.session import Session


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which codings are meant: those that fit everything that is given."""

    code: str | None = None
    document: str | None = None
    coder: str | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """A code that is parted, told before it is done.

    made       names of codes that will be made
    assigned   codings per code they go to, by its key or the name of one that will be made
    left       codings that stay where they are
    """

    code: Code
    made: Sequence[str]
    assigned: Mapping[str, Sequence[Coding]]
    left: Sequence[Coding]


def codings_where(session: Session, wanted: Wanted) -> Iterator[Coding]:
    """Go through the codings that are meant, in order of document and place."""
    code = session.code(wanted.code).key if wanted.code else None
    words = wanted.words.casefold()
    for coding in session.read.codings.each(code=code, coder=wanted.coder, document=wanted.document):
        if not words or words in coding.quote.casefold():
            yield coding


def recode(session: Session, identities: Collection[Id], code: str) -> Future[Id]:
    """Let codings stand under another code, as one action; under the same code says that they still fit it as it is now."""

    def job() -> Id:
        target = usable(session, code)
        found = [session.read.codings.get(identity) for identity in identities]
        if not found:
            raise NotFound(_("There is no coding to change."), _("Look ids up with: codeerbank list codings"), "")
        return session.write(*recoded(session, found, target.id))

    return session.later(job)


def usable(session: Session, code: str) -> Code:
    """Find a code that may be applied; refused where it was put away or went up in another."""
    found = session.code(code)
    if found.merged_into:
        raise Conflict(
            _("Code {code} was merged into {into}.").format(code=found.key, into=found.merged_into),
            _("Use {into}.").format(into=found.merged_into),
            found.key,
        )
    if found.archived:
        raise Conflict(
            _("Code {code} was put away.").format(code=found.key),
            _("Bring it back with: codeerbank codebook restore {code}").format(code=found.key),
            found.key,
        )
    return found


def recoded(session: Session, codings: Sequence[Coding], code: Id) -> list[Change]:
    """Give the changes that let codings, with whatever ids stand on the same place, stand under another code."""
    by_document: dict[str, list[Id]] = {}
    for coding in codings:
        # those that stand behind go first: what is moved last speaks, and that is the one that spoke before
        ids = [*session.read.codings.others_at(coding), coding.id]
        by_document.setdefault(coding.document, []).extend(ids)
    identity = session.read.documents.identity
    return [CodingsRecoded(identity(name), list(dict.fromkeys(ids)), code) for name, ids in by_document.items()]


def split_preview(
    session: Session,
    code: str,
    into: Sequence[str],
    assign: Mapping[Id, str] | None = None,
    where: Sequence[tuple[str, str]] = (),
    rest: str | None = None,
) -> Split:
    """See how a code would be parted; nothing is written.

    into    keys or names of codes; one that does not exist is made beside the code that is split
    assign  id of a coding -> the code it goes to
    where   (words, code): codings that hold these words; what came first decides
    rest    the code of all others; else they stay
    """
    found = session.code(code)
    keys = {name: _target(session, found, name) for name in into}
    chosen = {session.read.codings.get(identity).id: _one_of(keys, name) for identity, name in (assign or {}).items()}
    tests = [(words.casefold(), _one_of(keys, name)) for words, name in where]
    others = _one_of(keys, rest) if rest else None
    assigned: dict[str, list[Coding]] = {key: [] for key in keys.values()}
    left: list[Coding] = []
    for coding in session.read.codings.each(code=found.key):
        by_words = next((key for words, key in tests if words in coding.quote.casefold()), None)
        key = chosen.pop(coding.id, None) or by_words or others
        (assigned[key] if key else left).append(coding)
    if chosen:
        raise UsageError(
            _("{n} codings of the list are not codings of {code} ({names}).").format(
                n=len(chosen), code=found.key, names=", ".join(list(chosen)[:3])
            ),
            _("Look ids up with: codeerbank list codings"),
        )
    return Split(found, [key for key in keys.values() if session.codebook.find(key) is None], assigned, left)


def split(session: Session, plan: Split) -> Future[Id]:
    """Part a code as was looked at, as one action: new codes, each with its codings; the old code is put away once it is empty."""

    def job() -> Id:
        changes: list[Change] = []
        taken: set[str] = set()
        for name, codings in plan.assigned.items():
            known = session.codebook.find(name)
            if known is None:
                made = Code(free_key(session, name, taken), name, plan.code.parent)
                taken.add(made.key)
                refuse_flaws(session, made)
                changes.append(CodeAdded(identity := new_id(), made.record()))
            else:
                identity = usable(session, known.key).id
            if known is None or known.key != plan.code.key:
                changes += recoded(session, codings, identity)
        held = session.read.codings.counts().get(plan.code.key, 0) > sum(map(len, plan.assigned.values()))
        kept = held or any(session.codebook.find(name) == plan.code for name in plan.assigned)
        if not kept and session.codebook.is_leaf(plan.code):
            changes.append(CodeChanged(plan.code.id, {"archived": True}))
        return session.write(*changes)

    return session.later(job)


def _target(session: Session, code: Code, name: str) -> str:
    """Give the key of a code to split into, or the name of one to make."""
    if not name.strip():
        raise UsageError(_("A code needs a name."), "", code.key)
    known = session.codebook.find(name)
    return usable(session, known.key).key if known else name.strip()


def _one_of(keys: Mapping[str, str], name: str) -> str:
    for given, key in keys.items():
        if name.strip().casefold() in (given.strip().casefold(), key.casefold()):
            return key
    raise UsageError(
        _("{code} is not among the codes to split into.").format(code=name),
        _("There are: {names}.").format(names=", ".join(keys)),
        name,
    )
