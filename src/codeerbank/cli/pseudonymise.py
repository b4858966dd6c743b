"""``pseudonymise``: find what may give people away, decide about it, and let texts out with other words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import get_args

import click

from codeerbank.cli.command import as_json, by_coder, command, group, limited, reading, to_file, writing
from codeerbank.cli.leaving import hand_over
from codeerbank.cli.show import done, print_json, print_table, say
from codeerbank.domain.table import Sheet
from codeerbank.domain.visible import visible
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import pseudonyms as verbs
from codeerbank.workbench.pseudonym_keys import read_key, write_key
from codeerbank.workbench.pseudonymised import (
    Pseudonyms,
    pseudonymised_memos,
    pseudonymised_quotes,
    pseudonymised_texts,
)
from codeerbank.workbench.pseudonyms import Proposal
from codeerbank.workbench.session import Session

_SHAPES: dict[str, Callable[[Session], Sheet]] = {
    "texts": pseudonymised_texts,
    "memos": pseudonymised_memos,
    "quotes": pseudonymised_quotes,
}


@group("pseudonymise", _("Find names and other words that give people away, decide about them, and replace them."))
def pseudonymise() -> None:
    """Hold the verbs of pseudonymising."""


def _with_lists(function: Callable[..., None]) -> Callable[..., None]:
    """Add the lists of names a researcher keeps outside the project."""
    participants = click.option(
        "--participants",
        type=click.Path(path_type=Path),
        metavar=_("FILE"),
        help=_("Names to look for, one a line; not kept."),
    )
    institutions = click.option(
        "--institutions", type=click.Path(path_type=Path), metavar=_("FILE"),
        help=_("Schools and institutions to look for, one a line; not kept."),
    )  # fmt: skip
    return participants(institutions(function))


@command(
    "propose",
    _("Show what may give somebody away and was not decided about yet. A question mark: look at it."),
    "codeerbank pseudonymise propose",
    "codeerbank pseudonymise propose groep-1-online --participants namen.txt",
    "codeerbank pseudonymise propose --accept-sure --only name --only phone",
    within=pseudonymise,
)
@click.argument("document", required=False, metavar=_("DOCUMENT"))
@_with_lists
@click.option(
    "--accept-sure", is_flag=True, help=_("Replace everything without a question mark by the words proposed.")
)
@click.option("--only", multiple=True, type=click.Choice(verbs.TYPES), metavar=_("TYPE"),
              help=_("Only what is of this type: {types}. May be given more than once.").format(types=", ".join(verbs.TYPES)))  # fmt: skip
@limited()
@by_coder
@as_json
def propose(
    document: str | None,
    participants: Path | None,
    institutions: Path | None,
    accept_sure: bool,
    only: Sequence[str],
    limit: int | None,
    coder: str | None,
    as_json: bool,
) -> None:
    """List proposals, or accept the sure ones."""
    with writing(coder) if accept_sure else reading(coder) as session:
        found = verbs.propose(session, document, _lines(participants), _lines(institutions)).result()
        found = [one for one in found if not only or one.type in only]
        sure = [one for one in found if one.sure]
        if accept_sure:
            verbs.accept(session, sure).result()
            found = [one for one in found if not one.sure]
    shown = found[:limit]
    if as_json:
        print_json({"accepted": len(sure) if accept_sure else 0, "proposals": [_record(one) for one in shown]})
        return
    if accept_sure:
        say(ngettext("{n} place replaced", "{n} places replaced", len(sure)), _("Undo: codeerbank undo"))
    columns = [_("Document"), _("Place"), "", _("Words"), _("Becomes"), _("In the text")]
    print_table(columns, map(_row, shown), _("Nothing is left to decide about."))


def _lines(path: Path | None) -> list[str]:
    if path is None:
        return []
    try:
        text = path.read_text("utf-8-sig")
    except FileNotFoundError as error:
        raise NotFound(_("There is no file {file}.").format(file=path.name), "", str(path)) from error
    except UnicodeDecodeError as error:
        raise UsageError(
            _("{file} is not a text file.").format(file=path.name), _("Save it as text (UTF-8)."), str(path)
        ) from error
    return [line.strip() for line in text.splitlines() if line.strip()]


def _row(one: Proposal) -> list[str]:
    around = f"{one.before}[{one.words}]{one.after}".replace("\n", " ")
    return [one.document, f"{one.start}-{one.stop}", "" if one.sure else "?", one.words, one.pseudonym, around]


def _record(one: Proposal) -> dict[str, object]:
    return {
        "document": one.document,
        "start": one.start,
        "stop": one.stop,
        "words": one.words,
        "type": one.type,
        "sure": one.sure,
        "pseudonym": one.pseudonym,
    }


@command(
    "review",
    _("Decide about one place; without a place you are asked about each in turn."),
    "codeerbank pseudonymise review",
    'codeerbank pseudonymise review groep-1-online 108-115 --decision replace --as "[gespreksleider]"',
    "codeerbank pseudonymise review groep-1-online 108-115 --decision never",
    within=pseudonymise,
)
@click.argument("document", required=False, metavar=_("DOCUMENT"))
@click.argument("place", required=False, metavar=_("PLACE"))
@click.option("--decision", type=click.Choice(get_args(verbs.Decision)),
              help=_("Replace or keep this place; always or never replace these words, wherever they stand."))  # fmt: skip
@click.option(
    "--as", "pseudonym", default="", metavar=_("TEXT"), help=_("The words that stand in; else those proposed.")
)
@_with_lists
@by_coder
def review(
    document: str | None,
    place: str | None,
    decision: str | None,
    pseudonym: str,
    participants: Path | None,
    institutions: Path | None,
    coder: str | None,
) -> None:
    """Decide."""
    with writing(coder) as session:
        if place is None:
            _ask(session, verbs.propose(session, document, _lines(participants), _lines(institutions)).result())
            return
        if decision is None or document is None:
            raise UsageError(
                _("Say what to do with it: --decision."),
                _("Choose from: {names}").format(names=", ".join(get_args(verbs.Decision))),
            )
        first, _dash, last = place.partition("-")
        if not (first.isdecimal() and last.isdecimal()):
            raise UsageError(
                _("A place is two numbers, such as 120-126."), _("Look at: codeerbank pseudonymise propose"), place
            )
        action = verbs.decide(session, document, int(first), int(last), decision, pseudonym).result()
        done(session.read.history.words(action))


def _ask(session: Session, proposals: Sequence[Proposal]) -> None:
    """Go through what is open, one after another, until there is no more or the user stops."""
    choices = dict(zip(_("rkans"), (*get_args(verbs.Decision), None), strict=True))
    asked = 0
    for one in proposals:
        if not Pseudonyms(session).open(one.document, one.start, one.stop, one.words):
            continue
        say(
            "",
            visible(f"{one.document} {one.start}-{one.stop}: {one.before}[{one.words}]{one.after}".replace("\n", " ")),
        )
        say(_("Becomes: {words}").format(words=visible(one.pseudonym)))
        question = _("(r)eplace, (k)eep, (a)lways replace, (n)ever, (s)top")
        answer = choices[
            click.prompt(question, type=click.Choice(list(choices), case_sensitive=False), show_choices=False)
        ]
        if answer is None:
            break
        pseudonym = one.pseudonym
        if answer in ("replace", "always"):
            pseudonym = click.prompt(_("Words that stand in"), default=one.pseudonym)
        verbs.decide(session, one.document, one.start, one.stop, answer, pseudonym, one.type).result()
        asked += 1
    say(ngettext("{n} place decided about", "{n} places decided about", asked), _("Undo: codeerbank undo"))


@command(
    "list",
    _("Show what was decided, with the words as they stand in the text. For the team only."),
    "codeerbank pseudonymise list",
    within=pseudonymise,
)
@limited()
@as_json
def list_(limit: int | None, as_json: bool) -> None:
    """List decisions."""
    with reading() as session:
        found = Pseudonyms(session).decided[:limit]
    if as_json:
        keys = ("document", "start", "stop", "words", "type", "decision", "pseudonym", "who")
        print_json({"decisions": [{key: getattr(one, key) for key in keys} for one in found]})
        return
    words = {"replace": _("replace"), "keep": _("keep"), "always": _("always"), "never": _("never")}
    rows = (
        [
            one.document,
            f"{one.start}-{one.stop}",
            one.words or _("(text corrected since)"),
            words[one.decision],
            one.pseudonym,
            one.who,
        ]
        for one in found
    )
    columns = [_("Document"), _("Place"), _("Words"), _("Decision"), _("Becomes"), _("Who")]
    print_table(columns, rows, _("Nothing was decided yet."))


@command(
    "apply",
    _("Give texts, memos or quotes with pseudonyms in the place of names. The texts in the project stay as they are."),
    "codeerbank pseudonymise apply -o gesprekken.docx",
    "codeerbank pseudonymise apply groep-1-online",
    "codeerbank pseudonymise apply --what quotes -o citaten.xlsx",
    within=pseudonymise,
)
@click.argument("document", required=False, metavar=_("DOCUMENT"))
@click.option("--what", type=click.Choice(list(_SHAPES)), default="texts", show_default=True, help=_("What to give."))
@to_file
@as_json
def apply(document: str | None, what: str, output: Path | None, as_json: bool) -> None:
    """Hand over with pseudonyms."""
    if document and what != "texts":
        raise UsageError(_("A document goes with texts only."), _("Leave the document or --what out."))
    with reading() as session:
        sheet = pseudonymised_texts(session, document) if document else _SHAPES[what](session)
        rows = [list(row) for row in sheet.rows]
        hand_over(
            sheet, lambda: {"stamp": sheet.stamp, "columns": list(sheet.columns), "rows": rows}, "team", output, as_json
        )


@command(
    "key",
    _("Write the key from pseudonym to person to an encrypted file outside the project, or open it."),
    "codeerbank pseudonymise key studie.sleutel.age",
    "codeerbank pseudonymise key studie.sleutel.age --to age1... --to age1...",
    "codeerbank pseudonymise key studie.sleutel.age --open",
    within=pseudonymise,
)
@click.argument("file", type=click.Path(path_type=Path), metavar=_("FILE"))
@click.option("--to", "recipients", multiple=True, metavar=_("KEY"),
              help=_("Public key (age1...) of who may open it; more than once. Else a passphrase is asked."))  # fmt: skip
@click.option("--open", "opening", is_flag=True, help=_("Show what is in the key file."))
@click.option(
    "--identity", type=click.Path(path_type=Path), metavar=_("FILE"), help=_("Your secret key, to open with.")
)
@as_json
def key(file: Path, recipients: Sequence[str], opening: bool, identity: Path | None, as_json: bool) -> None:
    """Write or open a key file."""
    with reading() as session:
        if opening:
            secret = (
                next((line for line in _lines(identity) if line.startswith("AGE-SECRET-KEY-")), "") if identity else ""
            )
            if identity and not secret:
                raise UsageError(_("There is no secret key in {file}.").format(file=identity.name), "", str(identity))
            names = read_key(session, file, "" if secret else _passphrase(False), secret).result()
            if as_json:
                print_json({"names": {pseudonym: list(words) for pseudonym, words in names.items()}})
                return
            rows = ([pseudonym, ", ".join(words)] for pseudonym, words in names.items())
            print_table([_("Pseudonym"), _("Stands for")], rows, _("There is nobody in this key."))
            return
        count = write_key(session, file, "" if recipients else _passphrase(True), recipients).result()
    if as_json:
        print_json({"file": str(file), "names": count})
        return
    say(
        ngettext("{n} pseudonym written", "{n} pseudonyms written", count) + f" -> {file}",
        _("Keep this file away from the project, and the passphrase away from both."),
    )


def _passphrase(new: bool) -> str:
    words = str(
        click.prompt(_("Passphrase"), hide_input=True, confirmation_prompt=_("Again") if new else False, err=True)
    )
    if not words.strip():
        raise UsageError(_("A passphrase needs words."))
    return words
