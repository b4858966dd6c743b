"""``pseudonymise list``, ``apply`` and ``key``: what was decided, texts that leave with other words, and the key to them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from codeerbank.cli.at_work import reading
from codeerbank.cli.command import as_json, command, limited, to_file
from codeerbank.cli.leaving import hand_over
from codeerbank.cli.outside_lists import lines_of
from codeerbank.cli.show import print_json, print_table, say
from codeerbank.domain.table import Sheet
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench.pseudonym_keys import read_key, write_key
from codeerbank.workbench.pseudonymised import (
    Pseudonyms,
    pseudonymised_memos,
    pseudonymised_quotes,
    pseudonymised_texts,
)
from codeerbank.workbench.session import Session

_SHAPES: dict[str, Callable[[Session], Sheet]] = {
    "texts": pseudonymised_texts,
    "memos": pseudonymised_memos,
    "quotes": pseudonymised_quotes,
}


@command(
    "list",
    _("Show what was decided, with the words as they stand in the text. For the team only."),
    "codeerbank pseudonymise list",
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
                next((line for line in lines_of(identity) if line.startswith("AGE-SECRET-KEY-")), "")
                if identity
                else ""
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
