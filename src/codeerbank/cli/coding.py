"""``code``: codes on text, their attributes, and what was read to the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from codeerbank.cli.command import by_coder, command, group, writing
from codeerbank.cli.show import done
from codeerbank.cli.show import pairs as show_pairs
from codeerbank.domain.document import Turn
from codeerbank.domain.text import Span
from codeerbank.domain.visible import one_line
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench import coding as verbs
from codeerbank.workbench.session import Session

Function = TypeVar("Function", bound=Callable[..., None])


@group("code", _("Give codes to text, change them and take them away."))
def code() -> None:
    """Hold the verbs of coding."""


def _placed(function: Function) -> Function:
    """Add the options that point at a document or at one answer."""
    for option in (
        click.option("--question", metavar="Q", help=_("The open question, with --case; not needed when there is one.")),
        click.option("--case", metavar="ID", help=_("The respondent, with --question.")),
        click.option("--document", metavar="D", help=_("The document.")),
    ):
        function = option(function)
    return function


def _attributed(function: Function) -> Function:
    return click.option(
        "--attr", "pairs", multiple=True, metavar="KEY=VALUE", help=_("An attribute, such as direction=hinders.")
    )(function)


def attributes(pairs: tuple[str, ...]) -> dict[str, str | list[str]]:
    """Read ``direction=hinders`` pairs."""
    found: dict[str, str | list[str]] = {}
    for pair in pairs:
        key, equals, value = pair.partition("=")
        if not equals or not key.strip():
            raise UsageError(
                _("{pair} is not an attribute.").format(pair=pair), _("Write it as --attr direction=hinders.")
            )
        found[key.strip().removeprefix("attr.")] = value.strip()
    return found


def _answer(session: Session, case: str, question: str | None) -> Turn:
    documents = session.read.documents
    return documents.turn_of(documents.question(question), case)


def _span(
    session: Session, document: str | None, case: str | None, question: str | None, start: int | None, stop: int | None
) -> tuple[str, Span]:
    """Give the document and the span that were pointed at; positions in an answer count from its own start."""
    if document and not case and not question:
        if start is None or stop is None:
            raise UsageError(_("Say from where to where: --start N --stop M."))
        return document, Span(start, stop)
    if not case or document:
        raise UsageError(_("Say where: --document D, or --case ID with --question Q."))
    turn = _answer(session, case, question)
    length = turn.stop - turn.said
    span = Span(start or 0, length if stop is None else stop)
    if not 0 <= span.start < span.stop <= length:
        raise UsageError(
            _("The answer has {n} characters; {start}-{stop} does not lie in it.").format(
                n=length, start=span.start, stop=span.stop
            )
        )
    return turn.document, Span(turn.said + span.start, turn.said + span.stop)


@command(
    "add",
    _("Give a code to a stretch of text, or to an answer. Positions are half-open and count characters."),
    "codeerbank code add --document groep-1 --start 120 --stop 188 --code M2.1 --attr direction=hinders",
    "codeerbank code add --case R017 --question toelichting --code K1.2",
    within=code,
)
@_placed
@click.option("--start", type=click.IntRange(min=0), metavar="N", help=_("First character; in an answer 0 is its start."))
@click.option("--stop", type=click.IntRange(min=1), metavar="M", help=_("One past the last character."))
@click.option("--code", "code_key", required=True, metavar="C", help=_("The code, by key or name."))
@_attributed
@by_coder
def add(
    document: str | None,
    case: str | None,
    question: str | None,
    start: int | None,
    stop: int | None,
    code_key: str,
    pairs: tuple[str, ...],
    coder: str | None,
) -> None:
    """Give a code to a span."""
    with writing(coder) as session:
        name, span = _span(session, document, case, question, start, stop)
        verbs.apply_code(session, name, span.start, span.stop, code_key, attributes(pairs)).result()
        words = one_line(session.read.documents.slice(name, span.start, span.stop))
        done(_("{code} given to “{words}” ({document} {start}-{stop}).").format(
            code=code_key, words=words, document=name, start=span.start, stop=span.stop
        ))


@command(
    "remove",
    _("Take a coding away. Its id is in: codeerbank list codings."),
    "codeerbank code remove 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60",
    within=code,
)
@click.argument("identity", metavar="ID")
@by_coder
def remove(identity: str, coder: str | None) -> None:
    """Take one coding away."""
    with writing(coder) as session:
        gone = session.read.codings.get(identity)
        verbs.remove_coding(session, identity).result()
        done(_("{code} taken away from “{words}” ({document}).").format(
            code=gone.code, words=one_line(gone.quote), document=gone.document
        ))


@command(
    "set",
    _("Change the attributes of a coding."),
    "codeerbank code set 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60 --attr direction=helps",
    within=code,
)
@click.argument("identity", metavar="ID")
@_attributed
@by_coder
def set_(identity: str, pairs: tuple[str, ...], coder: str | None) -> None:
    """Change attributes of one coding."""
    changes = attributes(pairs)
    if not changes:
        raise UsageError(_("Say what to change: --attr KEY=VALUE."))
    with writing(coder) as session:
        verbs.set_attributes(session, identity, changes).result()
        done(_("Attributes set: {pairs}.").format(pairs=show_pairs(changes)))


@command(
    "done",
    _("Say that a document or an answer was read to the end; only then does no coding count as a zero."),
    "codeerbank code done --document groep-1",
    "codeerbank code done --case R017 --question toelichting --undo",
    within=code,
)
@_placed
@click.option("--undo", "not_done", is_flag=True, help=_("It was not read to the end after all."))
@by_coder
def finish(document: str | None, case: str | None, question: str | None, not_done: bool, coder: str | None) -> None:
    """Mark as read to the end, or not."""
    with writing(coder) as session:
        if document and not case and not question:
            name, turns, what = document, None, document
        elif case and not document:
            turn = _answer(session, case, question)
            name, turns, what = turn.document, [turn.number], f"{turn.document}, {case}"
        else:
            raise UsageError(_("Say where: --document D, or --case ID with --question Q."))
        verbs.mark_done(session, name, turns, done=not not_done).result()
        done((_("Not read to the end: {what}.") if not_done else _("Read to the end: {what}.")).format(what=what))
