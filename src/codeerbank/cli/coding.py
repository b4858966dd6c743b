"""``code``: codes on text, their attributes, and what was read to the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import click

from codeerbank.cli.at_work import as_coder_sees, writing
from codeerbank.cli.command import by_coder, command, group
from codeerbank.cli.show import done, print_table, say
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import coding as verbs
from codeerbank.workbench import recoding

Function = TypeVar("Function", bound=Callable[..., None])


@group("code", _("Give codes to text, change them and take them away."))
def code() -> None:
    """Hold the verbs of coding."""


def _placed(function: Function) -> Function:
    """Add the options that point at a document or at one answer."""
    for option in (
        click.option(
            "--question", metavar="Q", help=_("The open question, with --case; not needed when there is one.")
        ),
        click.option("--case", metavar="ID", help=_("The respondent, with --question.")),
        click.option("--document", metavar="D", help=_("The document.")),
    ):
        function = option(function)
    return function


def _attributed(function: Function) -> Function:
    return click.option(
        "--attr", "pairs", multiple=True, metavar=_("KEY=VALUE"), help=_("An attribute, such as direction=hinders.")
    )(function)


def attributes(pairs: tuple[str, ...]) -> dict[str, list[str] | None]:
    """Read ``direction=hinders`` pairs: a key given twice has two values, one given nothing is taken away."""
    found: dict[str, list[str] | None] = {}
    for pair in pairs:
        key, equals, value = (part.strip() for part in pair.partition("="))
        if not equals or not key:
            raise UsageError(
                _("{pair} is not an attribute.").format(pair=pair), _("Write it as --attr direction=hinders.")
            )
        key = key.removeprefix("attr.")
        found[key] = [*(found.get(key) or []), value] if value else None
    return found


def _only(document: str | None, case: str | None, question: str | None) -> None:
    if bool(document) == bool(case) or (question and not case):
        raise UsageError(_("Say where: --document D, or --case ID with --question Q."))


@command(
    "add",
    _("Give a code to a stretch of text, or to an answer. Positions are half-open and count characters."),
    "codeerbank code add --document groep-1-online --start 120 --stop 188 --code M2.1 --attr direction=hinders",
    "codeerbank code add --case J02 --question toelichting_nodig --code K1.2",
    within=code,
)
@_placed
@click.option(
    "--start", type=click.IntRange(min=0), metavar="N", help=_("First character; in an answer 0 is its start.")
)
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
    _only(document, case, question)
    with writing(coder) as session:
        features = attributes(pairs)
        if case:
            span = None if start is None and stop is None else (start or 0, _given(stop))
            written = verbs.apply_code_to_answer(session, case, question, span, code_key, features)
        else:
            written = verbs.apply_code(session, str(document), _given(start), _given(stop), code_key, features)
        done(session.read.history.words(written.result()))


def _given(position: int | None) -> int:
    if position is None:
        raise UsageError(_("Say from where to where: --start N --stop M."))
    return position


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
        written = verbs.remove_coding(session, identity)
        done(session.read.history.words(written.result()))


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
        written = verbs.set_attributes(session, identity, changes)
        done(session.read.history.words(written.result()))


@command(
    "recode",
    _("Give codings another code: those with these ids, or all that fit. Their attributes and memos stay with them."),
    "codeerbank code recode 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60 --to M2.2",
    'codeerbank code recode --code M2.1 --words "geen auto" --to M2.2 --dry-run',
    within=code,
)
@click.argument("identities", metavar="[ID...]", nargs=-1)
@click.option(
    "--to", "target", required=True, metavar="C", help=_("The code they get; the same one says that they still fit.")
)
@click.option("--code", "code_key", metavar="C", help=_("Only with this code."))
@click.option("--document", metavar="D", help=_("Only from this document."))
@click.option("--by", "maker", metavar=_("NAME"), help=_("Only by this coder."))
@click.option("--words", metavar=_("TEXT"), default="", help=_("Only those with these words in them."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would happen."))
@by_coder
def recode(
    identities: tuple[str, ...],
    target: str,
    code_key: str | None,
    document: str | None,
    maker: str | None,
    words: str,
    dry_run: bool,
    coder: str | None,
) -> None:
    """Give codings another code."""
    asked = bool(code_key or document or maker or words)
    if bool(identities) == asked:
        raise UsageError(_("Say which codings: their ids, or --code, --document, --by or --words."))
    with writing(coder) as session:
        with as_coder_sees(session):
            if asked:
                wanted = recoding.Wanted(code_key, document, maker, words)
                found = list(recoding.codings_where(session, wanted))
            else:
                found = [session.read.codings.get(identity) for identity in identities]
        if dry_run or not found:
            recoding.usable(session, target)
            rows = ([one.id, one.document, one.code, one.coder, one.quote] for one in found)
            print_table([_("Id"), _("Document"), _("Code"), _("Coder"), _("Fragment")], rows)
            say(_("Nothing was changed."))
            return
        written = recoding.recode(session, [one.id for one in found], target)
        done(session.read.history.words(written.result()))


@command(
    "done",
    _("Say that a document or an answer was read to the end; only then does no coding count as a zero."),
    "codeerbank code done --document groep-1-online",
    "codeerbank code done --question toelichting_nodig",
    "codeerbank code done --case J02 --question toelichting_nodig --undo",
    within=code,
)
@_placed
@click.option("--undo", "not_done", is_flag=True, help=_("It was not read to the end after all."))
@by_coder
def finish(document: str | None, case: str | None, question: str | None, not_done: bool, coder: str | None) -> None:
    """Mark as read to the end, or not."""
    if question and not (document or case):
        _finish_question(question, not_done, coder)
        return
    _only(document, case, question)
    with writing(coder) as session:
        if not_done and not verbs.was_done(session, document, case, question):
            say(_("It was not read to the end; nothing was changed."))
            return
        if case:
            written = verbs.mark_answer_done(session, case, question, done=not not_done)
        else:
            written = verbs.mark_done(session, str(document), done=not not_done)
        done(session.read.history.words(written.result()))


def _finish_question(question: str, not_done: bool, coder: str | None) -> None:
    """Mark all answers to a question at once, as one action."""
    with writing(coder) as session:
        name = session.later(lambda: session.read.documents.question(question)).result()
        if not_done and not verbs.was_done(session, name):
            say(_("It was not read to the end; nothing was changed."))
            return
        written = verbs.mark_done(session, name, done=not not_done)
        answers = session.later(lambda: session.read.documents.named(name).turns).result()
        told = ngettext("{n} answer", "{n} answers", answers)
        done(f"{session.read.history.words(written.result())}: {told}")


@command(
    "blind",
    _("Code blind: without suggestions, and without seeing what others coded, until you say that it ends."),
    "codeerbank code blind --coder bram",
    "codeerbank code blind --end --coder bram",
    within=code,
)
@click.option("--end", is_flag=True, help=_("See suggestions and the codings of others again."))
@by_coder
def blind(end: bool, coder: str | None) -> None:
    """Begin or stop coding blind."""
    from codeerbank.workbench.blinding import code_blind

    with writing(coder) as session:
        written = code_blind(session, not end).result()
        if end:
            words = _("{coder} no longer codes blind.") if written else _("{coder} did not code blind.")
        else:
            words = _("{coder} codes blind: without suggestions, and without seeing what others coded.")
        done(words.format(coder=session.coder))
