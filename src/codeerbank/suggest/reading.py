"""The words of a text as plain lists, taken from spaCy once: asking a Doc token by token costs more than matching."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from codeerbank.domain.suggestion import Evidence

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Reading:
    """One turn, read: for each token its forms and where it starts; ``said`` is the turn's address in the document."""

    doc: Doc
    said: int
    text: str
    words: list[str]
    lemmas: list[str]
    norms: list[str]
    starts: list[int]

    @classmethod
    def of(cls, doc: Doc, said: int = 0) -> Reading:
        """Read a document of ``codeerbank.language.pipeline``."""
        tokens = list(doc)
        return cls(
            doc,
            said,
            doc.text,
            [token.text for token in tokens],
            [token.lemma_ for token in tokens],
            [token.norm_ for token in tokens],
            [token.idx for token in tokens],
        )

    def sentences(self) -> Iterator[Sentence]:
        """Give the sentences in order."""
        for span in self.doc.sents:
            yield Sentence(span.start, span.end)

    def bounds(self, first: int, stop: int) -> tuple[int, int]:
        """Give the characters of the tokens [first, stop), without white space at the ends."""
        while first < stop and self.words[first].isspace():
            first += 1
        while stop > first and self.words[stop - 1].isspace():
            stop -= 1
        return self.starts[first], self.starts[stop - 1] + len(self.words[stop - 1])

    def evidence(self, kind: str, first: int, stop: int) -> Evidence:
        """Point at the tokens [first, stop) by their addresses in the document."""
        start, end = self.bounds(first, stop)
        return Evidence(kind, self.text[start:end], self.said + start, self.said + end)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens [first, stop) of a reading."""

    first: int
    stop: int
