"""``search`` and ``quotes``: words in context."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any, TypeAlias

import click

from codeerbank.cli.at_work import reading
from codeerbank.cli.command import as_json, command, for_audience, limited
from codeerbank.cli.records import quote_record, released_record
from codeerbank.cli.show import say, stream_keyed
from codeerbank.domain.query import joined
from codeerbank.domain.quote import Audience, Quote, ReleasedQuote, released_to
from codeerbank.domain.visible import one_line
from codeerbank.errors import PrivacyRefusal, UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import searching
from codeerbank.workbench.blinding import refuse_blind
from codeerbank.workbench.grouping import groups_by
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for
from codeerbank.workbench.whose import known_coder

Heading: TypeAlias = Callable[[Quote], str | None]
HEADINGS: Mapping[str, Heading] = {
    "document": lambda one: one.document,
    "group": lambda one: one.group,
    "speaker": lambda one: one.speaker,
    "case": lambda one: one.case,
}


@command(
    "search",
    _(
        "Find turns and answers: words (word* for beginnings), /regular expressions/, code:M2.1, group:parents,"
        " AND, OR, NOT, NEAR and brackets. Accents and capitals do not matter."
    ),
    "codeerbank search vertrouwen",
    'codeerbank search "geen tijd" steun*',
    "codeerbank search 'code:M2.1 AND NOT coder:bram'",
    "codeerbank search 'privacy NEAR/3 code:M3 group:ouder'",
)
@click.argument("words", nargs=-1, required=True, metavar=_("QUERY..."))
@limited(50)
@as_json
def search(words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Carry out a query."""
    with reading() as session:
        found = searching.search(session, joined(words))
        hits = (hit.quote for hit in searching.each_hit(session, found, limit))
        if as_json:
            stream_keyed("hits", map(quote_record, hits))
            return
        _print_quotes(hits)
        if found.remark:
            say(found.remark)
        if not found:
            say(_("Nothing found."))
        else:
            n = len(found)
            say(ngettext("{n} hit", "{n} hits", n) + f": {found.understood}")
        if len(found) > limit:
            say(_("These are the first {n}; see more with --limit.").format(n=limit))


@command(
    "quotes",
    _("Show coded fragments: all, of one code, or part by part with --by."),
    "codeerbank quotes --code M2.1",
    "codeerbank quotes --code M2.1 --by group --limit 20",
    "codeerbank quotes --coder bram",
    "codeerbank quotes --for outside",
)
@click.option("--code", metavar="C", help=_("Only this code."))
@click.option(
    "--by", metavar=_("VARIABLE"), help=_("Under headings: document, group, speaker, case or a survey variable.")
)
@click.option("--coder", metavar=_("NAME"), help=_("Only the codings of this coder; else of any."))
@click.option("--basket", is_flag=True, help=_("Only the list of quotes (see codeerbank basket)."))
@for_audience
@limited()
@as_json
def quotes(
    code: str | None,
    by: str | None,
    coder: str | None,
    basket: bool,
    audience: Audience,
    limit: int | None,
    as_json: bool,
) -> None:
    """Show fragments."""
    if basket:
        if code or by or coder or audience != "team":
            raise UsageError(
                _("--basket shows the list as it is, for the team; it takes no --code, --by, --coder or --for.")
            )
        from codeerbank.cli.basket import show_basket

        show_basket(None, limit, as_json)
        return
    with reading() as session:
        key = session.code(code).key if code else None
        known_coder(session, coder)
        if audience != "team":
            refuse_blind(session)
            found_there = [
                one for one in session.read.quotes.released(released_to(audience)) if key in (None, *one.codes)
            ]
            _released(found_there[:limit], stamp_for(session, audience), as_json)
            return
        heading = _heading(session, by) if by else None
        found: Iterable[Quote] = session.read.quotes.each(key, limit, coder)
        if heading is not None:
            found = sorted(found, key=lambda one: heading(one) or "")
        if as_json:
            stream_keyed("quotes", (_record(one, heading) for one in found))
            return
        say(f"[{stamp_for(session, 'team')}]", "")
        if heading is not None:
            _print_under_headings(found, heading)
        elif not _print_quotes(found):
            say(_("Nothing found."))


def _heading(session: Session, by: str) -> Heading:
    """Give the heading of a fragment: a property of it, or the group of its participant, asked or known."""
    if by in HEADINGS:
        return HEADINGS[by]
    groups = groups_by(session, by).by_name
    return lambda one: groups.get(one.case or "")


def _record(one: Quote, heading: Heading | None) -> dict[str, Any]:
    return quote_record(one) if heading is None else {**quote_record(one), "by": heading(one)}


def _released(found: Sequence[ReleasedQuote], stamp: str, as_json: bool) -> None:
    if as_json:
        stream_keyed("quotes", map(released_record, found))
        return
    if not found:
        raise PrivacyRefusal(
            _("No quote has been released; words may not leave the team before that."),
            _("Release one with: codeerbank release ID --to outside --reason TEXT"),
        )
    say(f"[{stamp}]", "")
    for one in found:
        say(f"“{one_line(one.text)}”", f"  {', '.join(one.codes)}" + (f" · {one.group}" if one.group else ""), "")


def _print_quotes(found: Iterable[Quote]) -> int:
    """Print fragments with where they stand, and give their number."""
    count = 0
    for one in found:
        say(f"“{one_line(one.text)}”", "  " + " · ".join(_place(one)), "")
        count += 1
    return count


def _place(one: Quote) -> list[str]:
    who = one.speaker or one.case
    turn = _("turn {n}").format(n=one.turn)
    return [part for part in (one.document, turn, who, ", ".join(one.codes)) if part]


def _print_under_headings(found: Iterable[Quote], heading: Heading) -> None:
    for name, part in groupby(found, heading):
        say(f"== {one_line(name or _('not known'))} ==", "")
        _print_quotes(part)
