"""``release`` without an id: fragments to choose from, and quotes in preparation."""

from __future__ import annotations

from codeerbank.cli.records import coding_record
from codeerbank.cli.releasing import draft_record
from codeerbank.cli.show import print_json, say
from codeerbank.domain.quote import STATES
from codeerbank.domain.visible import one_line
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import quote_drafts as verbs
from codeerbank.workbench.blinding import as_seen
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for


def propose(session: Session, wanted: int, code: str | None, keep: bool, as_json: bool) -> None:
    """Show fragments to choose from, and begin to prepare them where that was asked for."""
    with as_seen(session):
        found = verbs.propose_quotes(session, wanted, code)
    if keep:
        verbs.put(session, [one.id for one in found]).result()
    if as_json:
        print_json({"proposed": [coding_record(one) for one in found], "kept": keep})
        return
    say(f"[{stamp_for(session, 'team')}]", "")
    for one in found:
        where = " · ".join(filter(None, (one.document, one.speaker or one.case, one.code)))
        say(f"“{one_line(one.quote)}”", f"  {where}", f"  {one.id}", "")
    if not found:
        say(_("Nothing found."))
    elif keep:
        words = ngettext("{n} quote is in preparation now.", "{n} quotes are in preparation now.", len(found))
        say(words, _("Go on with: codeerbank release ID --step pseudonymised"), _("Undo: codeerbank undo"))
    else:
        say(_("Prepare them with --keep."))


def show_list(session: Session, as_json: bool) -> None:
    """Show the quotes in preparation, each with its state and who brought it there."""
    found = verbs.drafts(session)
    if as_json:
        print_json({"quotes": [draft_record(one) for one in found]})
        return
    say(f"[{stamp_for(session, 'team')}]", "")
    for one in found:
        last = one.steps[-1] if one.steps else None
        fell = last is not None and last.state != one.state
        who = _("text or pseudonyms changed since") if fell else last.who if last else ""
        say(f"{_(STATES[one.state])} ({who})", f"“{one_line(one.words)}”", f"  {one.coding}", "")
    if not found:
        say(_("No quote is in preparation."), _("Begin with: codeerbank release --propose 8 --keep"))
