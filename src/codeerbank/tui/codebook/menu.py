"""What the picker offers on the codebook's screen."""

from __future__ import annotations

from datetime import datetime

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.visible import one_line
from codeerbank.i18n import _
from codeerbank.tui.codebook.fields import NAMES, written
from codeerbank.tui.fuzzy import Choice
from codeerbank.workbench.memos import KINDS
from codeerbank.workbench.session import Session

TOP, NOW, READY = "\x00top", "\x00now", "\x00ready"


def deeds(code: Code) -> list[Choice]:
    """Offer everything that can be done with a code, and with the codebook."""
    found = [
        Choice("change", _("change a field"), hint="r"),
        Choice("places", _("see where it was given"), hint="s"),
        Choice("add", _("make a new code here"), hint="c"),
        Choice("move", _("move it below another code")),
        Choice("merge", _("merge: let other codes go up in this one")),
        Choice("split", _("split: go through its codings and part them")),
        Choice("archive", _("bring it back") if code.archived else _("archive it"), hint="x"),
        Choice("older", _("see what was coded under an older definition")),
        Choice("history", _("see its history")),
        Choice("memo", _("write a memo with it"), hint="m"),
        Choice("all_older", _("whole codebook: what was coded under older definitions")),
        Choice("rare", _("whole codebook: codes given fewer than five times")),
        Choice("compare", _("whole codebook: compare two versions")),
    ]
    if code.merged_into:
        return [one for one in found if one.key not in ("add", "move", "merge", "split", "archive")]
    return found


def code_fields(code: Code) -> list[Choice]:
    """Offer the fields of a code, each with what stands there now."""
    return [
        Choice(field, _(name), one_line(written(code, field)), about=one_line(written(code, field)), also=(field,))
        for field, name in NAMES.items()
    ]


def parents(book: Codebook, code: Code) -> list[Choice]:
    """Offer the places in the tree where a code can hang."""
    found = [Choice(TOP, _("at the top: a theme of its own"))]
    return found + [_as_in_tree(book, one) for one in _usable(book) if code.key not in book.upwards(one)]


def mergeable(book: Codebook, into: Code, chosen: list[str]) -> list[Choice]:
    """Offer the codes that can go up in another; once some are chosen, first the end of choosing."""
    above = book.upwards(into)
    found = [_as_in_tree(book, one) for one in _usable(book) if one.key not in above and one.key not in chosen]
    ready = Choice(READY, _("ready: show what happens with {codes}").format(codes=", ".join(chosen)))
    return [ready, *found] if chosen else found


def _usable(book: Codebook) -> list[Code]:
    return [code for code in book.codes if not code.archived]


def _as_in_tree(book: Codebook, code: Code) -> Choice:
    above = " > ".join(book.path(code)[:-1])
    name = code.name if code.key.casefold() == code.name.casefold() else f"{code.key} {code.name}"
    return Choice(code.key, name, above, about=code.definition, also=(code.name, *code.aliases))


def revisions(session: Session, now: bool) -> list[Choice]:
    """Offer the versions of the codebook, the newest first; ``now`` offers that of now before them."""
    found = [Choice(NOW, _("as it is now"))] if now else []
    for one in reversed(session.read.revisions.all()):
        day = datetime.fromtimestamp(one.when / 1000).astimezone().strftime("%d-%m-%Y %H:%M")
        words = session.read.history.words(one.action)
        found.append(Choice(str(one.number), f"{one.number}  {day}", f"{one.who}: {words}", about=words))
    return found


def kinds() -> list[Choice]:
    """Offer the kinds of memos."""
    return [Choice(kind, _(name)) for kind, name in KINDS.items()]


def which() -> list[Choice]:
    """Offer which codes to show."""
    return [
        Choice("all", _("all codes")),
        Choice("remarks", _("codes with remarks (codebook check)")),
        Choice("rare", _("codes given fewer than five times: merge them?")),
        Choice("archived", _("codes that were archived or merged")),
    ]
