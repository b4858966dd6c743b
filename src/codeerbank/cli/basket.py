"""``basket``: the list of quotes (citatenlijst), chosen for a report."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command, group, limited, to_file
from codeerbank.cli.leaving import written
from codeerbank.cli.show import done, say, stream_keyed
from codeerbank.domain.query import joined
from codeerbank.domain.visible import one_line
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import basket as verbs
from codeerbank.workbench import searching
from codeerbank.workbench.stamps import stamp_for


@group("basket", _("Keep a list of quotes for a report, in an order, with notes."))
def basket() -> None:
    """Hold the verbs of the list."""


@command(
    "add",
    _("Put quotes at the end of the list: codings by their id, a stretch of a document, or what a query finds."),
    "codeerbank basket add 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60 --note 'voor hoofdstuk 3'",
    "codeerbank basket add --document groep-1-online --start 120 --stop 180",
    "codeerbank basket add --found 'code:M2.1 excuus'",
    within=basket,
)
@click.argument("codings", nargs=-1, metavar=_("[CODING]..."))
@click.option("--document", metavar="D", help=_("The document the quote stands in."))
@click.option("--start", type=click.IntRange(min=0), metavar="N", help=_("Its first character."))
@click.option("--stop", type=click.IntRange(min=1), metavar="N", help=_("One past its last character."))
@click.option(
    "--found",
    metavar=_("QUERY"),
    help=_("Of each turn this query finds: the coded words, or the sentence; see codeerbank search."),
)
@click.option("--note", default="", metavar=_("TEXT"), help=_("A note with it."))
@by_coder
def add(
    codings: tuple[str, ...], document: str | None, start: int | None, stop: int | None, found: str | None, note: str,
    coder: str | None,
) -> None:  # fmt: skip
    """Put quotes in the list."""
    with writing(coder) as session:
        made = [session.read.codings.get(one) for one in codings]
        places = [(one.document, one.start, one.stop) for one in made]
        if document is not None and start is not None and stop is not None:
            places.append((document, start, stop))
        elif document is not None or start is not None or stop is not None:
            raise UsageError(_("A stretch needs --document, --start and --stop."))
        if found:
            answer = searching.search(session, joined([found]))
            places += [searching.fragment(answer, hit) for hit in searching.each_hit(session, answer)]
        if found and not places:
            say(_("Nothing found."))
            return
        if not places:
            raise UsageError(
                _("Say which quote."), _("A coding (codeerbank list codings), --document, or --found QUERY.")
            )
        verbs.add_quotes(session, places, note).result()
        n = len(verbs.basket(session))
    done(ngettext("The list holds {n} quote.", "The list holds {n} quotes.", n))


@command("remove", _("Take a quote out of the list."), "codeerbank basket remove 3", within=basket)
@click.argument("number", type=int, metavar="N")
@by_coder
def remove(number: int, coder: str | None) -> None:
    """Take a quote out."""
    with writing(coder) as session:
        verbs.remove_quote(session, verbs.quote_at(session, number).id).result()
    done(_("Quote {n} taken out of the list.").format(n=number))


@command("move", _("Give a quote another place in the list."), "codeerbank basket move 5 1", within=basket)
@click.argument("number", type=int, metavar="N")
@click.argument("to", type=int, metavar=_("PLACE"))
@by_coder
def move(number: int, to: int, coder: str | None) -> None:
    """Move a quote."""
    with writing(coder) as session:
        verbs.move_quote(session, verbs.quote_at(session, number).id, to).result()
    done(_("Quote {n} moved.").format(n=number))


@command(
    "note",
    _("Write a note with a quote in the list; an empty one takes the note away."),
    'codeerbank basket note 2 "openingscitaat"',
    within=basket,
)
@click.argument("number", type=int, metavar="N")
@click.argument("text", metavar=_("TEXT"))
@by_coder
def note(number: int, text: str, coder: str | None) -> None:
    """Write a note."""
    with writing(coder) as session:
        verbs.note_quote(session, verbs.quote_at(session, number).id, text).result()
    done(_("Note kept with quote {n}.").format(n=number))


@command(
    "list",
    _("Show the list of quotes, or write it to a file to read (.docx .html) or to count with (.csv .xlsx)."),
    "codeerbank basket list",
    "codeerbank basket list -o citatenlijst.docx",
    within=basket,
)
@to_file
@limited()
@as_json
def list_basket(output: Path | None, limit: int | None, as_json: bool) -> None:
    """Show the list."""
    show_basket(output, limit, as_json)


def show_basket(output: Path | None, limit: int | None, as_json: bool) -> None:
    """Show the list of quotes, or write it to a file."""
    if output is not None:
        with writing() as session:
            written(output, verbs.export_basket(session, output), stamp_for(session, "team"))
        return
    with reading() as session:
        found = verbs.basket(session)[:limit]
        if as_json:
            stream_keyed("quotes", map(_record, found))
            return
        say(f"[{stamp_for(session, 'team')}]", "")
        for one in found:
            words = f"“{one_line(one.text)}”" if one.text else one.document
            parts = filter(None, (one.source, ", ".join(one.codes), one.note)) if one.text else [one.note]
            say(f"{one.number}  {words}", "   " + " · ".join(parts), "")
        if not found:
            say(_("The list of quotes is empty."))


def _record(one: verbs.BasketQuote) -> dict[str, Any]:
    return {
        "number": one.number, "document": one.document, "start": one.start, "stop": one.stop, "turn": one.turn,
        "case": one.case, "speaker": one.speaker, "group": one.group, "text": one.text, "codes": list(one.codes),
        "note": one.note,
    }  # fmt: skip
