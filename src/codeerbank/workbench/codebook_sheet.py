"""The codebook as a team looks it over: codes with how often and by whom they were given, remarks and memos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.coding import Memo
from codeerbank.store.read.history import ActionLine
from codeerbank.workbench.codebook_files import findings
from codeerbank.workbench.session import Session

RARE = 5
"""A code with fewer codings than this is offered for merging when the codebook is reviewed."""
Which = Literal["all", "remarks", "rare", "archived"]


@dataclass(frozen=True, slots=True)
class CodebookSheet:
    """A codebook, and per key of a code: codings per coder, what is wrong or thin, and memos."""

    book: Codebook
    given: Mapping[str, Mapping[str, int]]
    remarks: Mapping[str, Sequence[str]]
    memos: Mapping[str, Sequence[Memo]]

    def count(self, key: str) -> int:
        """Count the codings of a code."""
        return sum(self.given.get(key, {}).values())

    def counts_below(self) -> dict[str, int]:
        """Count per code its codings and those of all codes below it."""
        found: dict[str, int] = {}
        for code in self.book.codes:
            for key in self.book.upwards(code):
                found[key] = found.get(key, 0) + self.count(code.key)
        return found

    def chosen(self, which: Which) -> list[Code]:
        """Choose codes: those in use, those with remarks, those given rarely, or those that were put away."""
        codes = self.book.codes
        if which == "archived":
            return [code for code in codes if code.archived]
        if which == "remarks":
            return [code for code in codes if self.remarks.get(code.key)]
        if which == "rare":
            return [code for code in self.book.leaves() if not code.rest and self.count(code.key) < RARE]
        return [code for code in codes if not code.merged_into]


def codebook_sheet(session: Session) -> CodebookSheet:
    """Look the codebook over; in the session of a screen only inside ``later``."""
    remarks: dict[str, list[str]] = {}
    for keys, words in findings(session):
        for key in dict.fromkeys(keys):
            remarks.setdefault(key, []).append(words)
    memos: dict[str, list[Memo]] = {}
    for memo in session.read.memos.all():
        if memo.about == "code":
            memos.setdefault(memo.name, []).append(memo)
    return CodebookSheet(session.codebook, session.read.codings.counts_by_coder(), remarks, memos)


def code_history(session: Session, code: str) -> list[ActionLine]:
    """List the actions about a code, the newest first."""
    actions = session.read.revisions.touching(session.code(code).id)
    return [session.read.history.action(action) for action in actions]
