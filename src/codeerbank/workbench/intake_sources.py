"""What codings on their way in can be about: texts and codes of the project, and those that come in with them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.events import CasesAdded, Change, CodebookAdded, DocumentAdded
from codeerbank.domain.ids import Id
from codeerbank.errors import NotFound
from codeerbank.workbench.session import Session


class Sources:
    """Finds texts and codes by name; a text that is in the project wins over one of that name that comes in."""

    def __init__(self, session: Session, coming: Sequence[Change] = ()) -> None:
        self._read, self.coder = session.read, session.coder
        self._there = session.read.documents.names()
        self._coming = {one.name: one for one in coming if isinstance(one, DocumentAdded)}
        self._respondents = {one.frame: one.cases for one in coming if isinstance(one, CasesAdded)}
        books = [one for one in coming if isinstance(one, CodebookAdded)]
        self._codebook: Codebook = session.codebook
        if books:
            fresh = [Code.from_record(record) for one in books for record in one.codes]
            self._codebook = replace(session.codebook, codes=(*session.codebook.codes, *fresh))

    def code(self, name: str) -> Code | None:
        """Find a code by key, name, path or former name; for one that was merged, the code that it went up in."""
        found = self._codebook.find(name)
        return self._codebook.find(found.merged_into) if found and found.merged_into else found

    def document(self, target: str) -> str:
        """Find a text by its name; a file that names it with a suffix means the one without. NotFound lists what there is."""
        for name in (target, target.rpartition(".")[0]):
            if name in self._there or name in self._coming:
                return name
        return self._read.documents.named(target).name

    def question(self, target: str) -> str:
        """Find an open question by its name, or the only one where there is no name."""
        coming = [one.name for one in self._coming.values() if one.document_kind == "open_question"]
        try:
            return self._read.documents.question(target)
        except NotFound:
            if target in coming:
                return target
            if not target and len(coming) == 1 and not self._has_questions():
                return coming[0]
            raise

    def _has_questions(self) -> bool:
        return "open_question" in self._read.documents.kinds().values()

    def _new(self, name: str) -> DocumentAdded | None:
        return None if name in self._there else self._coming.get(name)

    def identity(self, name: str) -> Id:
        """Give the UUID of a text."""
        new = self._new(name)
        return new.document if new else self._read.documents.identity(name)

    def text(self, name: str) -> str:
        """Give the characters of a text."""
        new = self._new(name)
        return new.text if new else self._read.documents.text(name)

    def length(self, name: str) -> int:
        """Give the number of characters of a text."""
        new = self._new(name)
        return len(new.text) if new else self._read.documents.extent(name)[2]

    def is_question(self, name: str) -> bool:
        """Say whether a text is an open question with its answers."""
        new = self._new(name)
        return (new.document_kind if new else self._read.documents.extent(name)[1]) == "open_question"

    def crosses_turns(self, name: str, start: int, stop: int) -> bool:
        """Say whether [start, stop) runs past the end of the turn it starts in."""
        new = self._new(name)
        if new is None:
            return self._read.documents.crosses_turns(name, start, stop)
        return stop > new.stops[bisect_right(new.starts, start) - 1]

    def answers(self, name: str) -> Mapping[str, tuple[int, int]]:
        """Give the [start, stop) of each respondent's answer to an open question, by case name."""
        new = self._new(name)
        if new is None:
            return self._read.documents.answer_spans(name)
        who = self._respondents.get(new.frame or "", ())
        spans = zip(new.cases, new.said, new.stops, strict=True)
        return {one: (start, stop) for case, start, stop in spans if (one := who[case]) is not None}

    def places(self, name: str) -> list[tuple[int, int, Id, str]]:
        """List (start, stop, code id, coder) of the codings that a text has in the project."""
        return [] if self._new(name) else self._read.codings.places(name)
