"""What is written in a project besides its texts, and may name somebody: memos, and remarks of a meeting of the panel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from codeerbank.domain.ids import Id, derived_id
from codeerbank.i18n import _
from codeerbank.workbench.meeting import tallies
from codeerbank.workbench.session import Session

Kind = Literal["text", "memo", "meeting"]
_TELLS_APART = 13
"""Characters of an id that hold the time to the millisecond."""


@dataclass(frozen=True, slots=True)
class Note:
    """A memo, or what was said in a meeting; ``version`` is another one as soon as it is written anew."""

    identity: Id
    kind: Kind
    name: str
    text: str

    @property
    def version(self) -> Id:
        """Tell this wording from others."""
        return derived_id("note", self.identity, self.text)


def notes(session: Session) -> list[Note]:
    """List the memos, and the remarks of meetings."""
    found = [
        Note(one.id, "memo", _("memo {id}").format(id=one.id[:_TELLS_APART]), one.text)
        for one in session.read.memos.all()
    ]
    codes = {one.id: one.code for one in session.read.panel.forms()}
    for said in tallies(session):
        if said.remark and said.form in codes:
            name = _("meeting {form}, piece {number}").format(form=codes[said.form], number=said.number)
            found.append(Note(said.id, "meeting", name, said.remark))
    return found
