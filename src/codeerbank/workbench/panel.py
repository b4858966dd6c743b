"""The klankbordgroep: its answers added up, and the verbs of its forms and answers under one roof."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from codeerbank.domain.panel import PanelForm, Reply
from codeerbank.domain.table import Sheet
from codeerbank.errors import NotFound
from codeerbank.i18n import _, ngettext
from codeerbank.panel.totals import totals_sheet
from codeerbank.workbench.meeting import counts_in_words, tallies
from codeerbank.workbench.panel_forms import FormReport, make_form
from codeerbank.workbench.panel_replies import changed_since, read_typed, replies_to_show
from codeerbank.workbench.panel_rounds import who_also_spoke
from codeerbank.workbench.releasing import AUDIENCES, release, withdraw_release
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for


def totals_for_people(session: Session, code: str, to_file: bool = False) -> Sheet:
    """Add up what came back on one form, by its code; into a file go only remarks that somebody looked at."""
    forms = session.read.panel.forms()
    form = next((one for one in forms if one.code == code.strip().upper()), None)
    if form is None:
        known = ", ".join(one.code for one in forms) or _("none yet")
        raise NotFound(
            _("There is no form {code}.").format(code=code), _("There are: {names}.").format(names=known), code
        )
    replies, _waiting = replies_to_show(session, to_file)
    own = [one for one in replies if one.form == form.id]
    sheet = totals_sheet(form, own, stamp_for(session, "team"))
    return replace(sheet, notes=[*sheet.notes, *_notes(session, form, own)])


def _notes(session: Session, form: PanelForm, shown: Sequence[Reply]) -> Iterator[str]:
    for number in changed_since(session, form):
        yield _("Piece {number} was changed or withdrawn since; these answers are to the old words.").format(
            number=number
        )
    for tally in tallies(session):
        if tally.form == form.id and (counted := counts_in_words(form, tally.counts, False)):
            words = _("In a meeting, piece {number}: {counts}")
            yield words.format(number=tally.number, counts="; ".join(counted))
    told = {one.id: len(one.remarks) for one in shown}
    waiting = sum(len(one.remarks) - told.get(one.id, 0) for one in session.read.panel.replies(form.id))
    if waiting:
        words = ngettext("{n} remark is not shown", "{n} remarks are not shown", waiting).format(n=waiting)
        yield (words + ": " + _("nobody looked at them yet, or they stay in the team (codeerbank panel remarks)."))
    if also := who_also_spoke(session):
        yield also


__all__ = [
    "AUDIENCES",
    "FormReport",
    "make_form",
    "read_typed",
    "release",
    "totals_for_people",
    "withdraw_release",
]
