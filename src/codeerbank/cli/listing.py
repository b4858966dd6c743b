"""``list``: every noun of the project as a table for people or as JSON lines for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

import click

from codeerbank.cli.at_work import reading
from codeerbank.cli.command import as_json, command, limited
from codeerbank.cli.nouns import NOUNS, Choice, Noun, Record
from codeerbank.cli.show import print_table, stream_json
from codeerbank.domain.table import Cell
from codeerbank.errors import UsageError
from codeerbank.i18n import _


@command(
    "list",
    _(
        "List what is in the project: documents, turns, cases, codes, codings, variables, memos, suggestions, events or what is unsettled."
    ),
    "codeerbank list documents",
    "codeerbank list codings --code M2.1 --limit 20",
    "codeerbank list codings --json > codings.json",
)
@click.argument("noun", type=click.Choice(list(NOUNS)), metavar=_("NOUN"))
@click.option("--document", metavar="D", help=_("Only from this document."))
@click.option("--code", metavar="C", help=_("Only with this code."))
@click.option("--coder", metavar=_("NAME"), help=_("Only by this coder."))
@click.option("--older-definition", "older", is_flag=True,
              help=_("codings: only those made before their code was defined as it is now."))  # fmt: skip
@limited()
@as_json
def list_(
    noun: str, document: str | None, code: str | None, coder: str | None, older: bool, limit: int | None, as_json: bool
) -> None:
    """List one noun, streaming."""
    kind = NOUNS[noun]
    for option, value in (("document", document), ("code", code), ("coder", coder)):
        if value is not None and option not in kind.chosen_by:
            raise UsageError(_("list {noun} does not take --{option}.").format(noun=noun, option=option))
    if older and noun != "codings":
        raise UsageError(_("list {noun} does not take --{option}.").format(noun=noun, option="older-definition"))
    with reading() as session:
        records = islice(kind.records(session, Choice(document, code, coder, limit, older)), limit)
        if as_json:
            stream_json(records)
        else:
            print_table([_(heading) for heading in kind.columns], _rows(kind, records))


def _rows(kind: Noun, records: Iterable[Record]) -> Iterator[Sequence[Cell]]:
    for record in records:
        yield [cell(record) for cell in kind.columns.values()]
