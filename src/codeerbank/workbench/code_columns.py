"""Codes as columns of a table with a row a person: one set of columns for each coder, or one for whichever coder."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.domain.document import DocumentKind
from codeerbank.domain.table import Meaning
from codeerbank.errors import NotFound
from codeerbank.exporters.spss_names import valid_names
from codeerbank.i18n import _
from codeerbank.mixed.persons import PersonCodes, codes_by_person
from codeerbank.workbench.dictionary import listed
from codeerbank.workbench.session import Session


@dataclass(frozen=True, slots=True)
class CodeColumn:
    """A code by one coder, or by any; ``people`` has who spoke, by case."""

    name: str
    code: Code
    coder: str | None
    label: str
    people: Mapping[str, PersonCodes]

    def state(self, person: str) -> int | None:
        """Give 1, 0 or None (not yet coded) for a person."""
        known = self.people.get(person)
        return known.state(self.code.key) if known else None

    def count(self, person: str) -> int | None:
        """Give the number of fragments, 0 only where all was read."""
        known = self.people.get(person)
        return known.fragments.get(self.code.key, known.state(self.code.key)) if known else None

    def meaning(self, labels: Mapping[str, str]) -> Meaning:
        """Explain this column."""
        return Meaning(self.name, self.label, listed(labels))


def code_columns(
    session: Session,
    coders: Sequence[str],
    kinds: Collection[DocumentKind],
    taken: Sequence[str] = (),
    question: str = "",
) -> list[CodeColumn]:
    """Give a column for every code in use, per coder; names are valid in SPSS too, and none is among ``taken``.

    A code counts with those below it. ``question`` takes one open question alone.
    """
    _check_coders(session, coders)
    used = session.read.codings.counts()
    codes = [code for code in session.codebook.codes if not code.archived or code.key in used]
    everybody: Sequence[str | None] = coders or [None]
    sets = [(coder, code) for coder in everybody for code in codes]
    names = valid_names([*taken, *(_name(code, coder) for coder, code in sets)])[len(taken) :]
    people = {who: _people(session, who, kinds, question) for who in everybody}
    return [
        CodeColumn(name, code, coder, _label(session.codebook, code, coder), people[coder])
        for name, (coder, code) in zip(names, sets, strict=True)
    ]


def _people(
    session: Session, coder: str | None, kinds: Collection[DocumentKind], question: str
) -> dict[str, PersonCodes]:
    texts = (text for text in session.read.counts.texts(kinds, coder) if not question or text.document == question)
    return codes_by_person(session.codebook, texts, session.read.about.code_keys())


def _name(code: Code, coder: str | None) -> str:
    return "_".join(filter(None, ("code", code.key.replace(".", "_").replace("-", "_"), coder)))


def _label(codebook: Codebook, code: Code, coder: str | None) -> str:
    words = f"{code.key} {' > '.join(codebook.path(code))}"
    return _("{code}, coded by {coder}").format(code=words, coder=coder) if coder else words


def _check_coders(session: Session, wanted: Sequence[str]) -> None:
    known = session.read.about.coders()
    for coder in wanted:
        if coder not in known:
            raise NotFound(
                _("{coder} has coded nothing.").format(coder=coder),
                _("There are: {names}.").format(names=", ".join(known) or _("none")),
                coder,
            )
