"""Codes counted over any unit: how often, which together, how much of the text, and whether new ones still come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from codeerbank.domain.counts import CountedText
from codeerbank.domain.numbers import half_up, number, out_of
from codeerbank.domain.table import Cell, Sheet
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.mixed.coded_persons import CodedPersons
from codeerbank.mixed.statistics.codes import cooccurrence, coverage
from codeerbank.mixed.statistics.saturation import saturation
from codeerbank.workbench.crossing import STRANDS, Strand, in_conversation
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for
from codeerbank.workbench.whose import known_coder

CodeUnit = Literal["cases", "segments", "documents", "turns"]
Shown = Literal["frequencies", "pairs", "coverage", "saturation"]


@dataclass(frozen=True, slots=True)
class CodeChoices:
    """What is counted: the unit, whose codings, in which strand; ``base`` takes shares of another number of units."""

    unit: CodeUnit = "cases"
    coder: str | None = None
    strand: Strand | None = None
    base: int | None = None


@dataclass(frozen=True, slots=True)
class CodeTable:
    """A table about codes, for people and for programs."""

    title: str
    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    record: Mapping[str, Any]
    about: Sequence[tuple[str, str]] = ()
    notes: Sequence[str] = ()

    def json(self) -> dict[str, Any]:
        """Give the documented keys."""
        return dict(self.record)

    def sheet(self, session: Session) -> Sheet:
        """Lay it out, stamped for the team."""
        return Sheet(self.title, self.columns, self.rows, self.about, self.notes, stamp_for(session, "team"))


def code_table(session: Session, shown: Shown, how: CodeChoices | None = None) -> CodeTable:
    """Count codes in one of four ways."""
    how = how or CodeChoices()
    known_coder(session, how.coder)
    if how.base is not None and shown != "frequencies":
        raise UsageError(_("--base belongs to frequencies."), _("Leave --base out."))
    if shown == "coverage":
        return _coverage(session, how)
    if shown == "saturation":
        return _saturation(session, how)
    return _pairs(session, how) if shown == "pairs" else _frequencies(session, how)


@dataclass(frozen=True, slots=True)
class _Units:
    """The units that carry each code, and how many units there are; ``unread`` are not known to lack a code."""

    by_code: Mapping[str, set[Any]]
    total: int
    unread: frozenset[Any]


def _units(session: Session, how: CodeChoices) -> _Units:
    if how.unit == "cases":
        texts, codes = session.read.counts.people(STRANDS[how.strand], how.coder), session.read.about.code_keys()
        heard = CodedPersons.met(session.codebook, texts, codes)
        by_code = {
            key: {name for name, unit in heard.persons.items() if unit.codes >> bit & 1}
            for bit, key in enumerate(heard.keys)
            if key
        }
        unread = frozenset(name for name, unit in heard.persons.items() if not unit.read)
        return _Units(by_code, len(heard.persons), unread)
    return _pieces(session, how)


def _texts(session: Session, how: CodeChoices) -> Iterator[CountedText]:
    return session.read.counts.texts(STRANDS[how.strand], how.coder)


def _pieces(session: Session, how: CodeChoices) -> _Units:
    """Take turns, documents or coded stretches as units; by number of a code first, and by what stands above it once."""
    given: dict[int, set[Any]] = {}
    everything: set[Any] = set()
    unread: set[Any] = set()
    for place, text in enumerate(_texts(session, how)):
        said = {turn: read for turn, _case, _label, _words, read in text.said}
        first = place << 40  # a turn as one number: beside all others of all documents
        if how.unit == "turns":
            everything.update(first | turn for turn in said)
            unread.update(first | turn for turn, read in said.items() if not read)
        elif how.unit == "documents":
            everything.add(place)
            unread |= {place} if not all(said.values()) else set()
        for turn, start, stop, code in text.coded:
            if turn in said:
                if code not in given:
                    given[code] = set()
                given[code].add(
                    first | turn if how.unit == "turns" else place if how.unit == "documents" else (place, start, stop)
                )
    keys, book = session.read.about.code_keys(), session.codebook
    by_code: dict[str, set[Any]] = {}
    for number_of, units in given.items():
        if one := book.get(keys.get(number_of, "")):
            everything |= units
            for up in book.upwards(one):
                by_code.setdefault(up, set()).update(units)
    return _Units(by_code, len(everything), frozenset(unread))


def _frequencies(session: Session, how: CodeChoices) -> CodeTable:
    """Count units per code; who lacks a code and was not read to the end stands outside the base of that code."""
    units, book = _units(session, how), session.codebook
    if how.base is not None and how.base < max(map(len, units.by_code.values()), default=0):
        raise UsageError(
            _("A base of {n} is too small: a code has more units than that.").format(n=how.base),
            _("Give a larger --base."),
        )
    records: list[dict[str, Any]] = []
    rows: list[Sequence[Cell]] = []
    for code in book.codes:
        given = units.by_code.get(code.key, set())
        if code.archived and not given:
            continue
        not_yet = 0 if how.base is not None else len(units.unread - given)
        base = units.total - not_yet if how.base is None else how.base
        pct = 100 * len(given) / base if base else None
        records.append(
            {"code": code.key, "name": code.name, "depth": book.depth(code), "n": len(given), "base": base, "pct": pct,
             "not_yet_coded": not_yet, "small_base": base < 10}
        )  # fmt: skip
        share = "–" if not base else out_of(len(given), base) if not not_yet else number(len(given))
        rows.append([code.key, "  " * book.depth(code) + code.name, len(given), base, share, not_yet])
    columns = [_("Code"), _("Name"), _("n"), _("based on n ="), _("share"), _("Not yet coded")]
    about = [(_("Counted"), _unit_words(how.unit)), (_("Coder"), how.coder or _("any coder"))]
    record = {"unit": how.unit, "n_units": units.total, "coder": how.coder, "base": how.base, "codes": records}
    notes = [_("A theme counts a unit once, whatever stands under it.")]
    return CodeTable(_("Codes"), columns, rows, record, about, notes)


def _unit_words(unit: CodeUnit) -> str:
    return {
        "cases": _("persons"),
        "segments": _("coded stretches of text"),
        "documents": _("documents"),
        "turns": _("turns and answers"),
    }[unit]


def _pairs(session: Session, how: CodeChoices) -> CodeTable:
    units, book = _units(session, how), session.codebook
    leaves = {key: of for key, of in units.by_code.items() if (code := book.get(key)) and book.is_leaf(code)}
    alone = how.unit == "cases" and not in_conversation(session)
    found = cooccurrence(leaves, units.total, independent=alone)
    met = [pair for pair in found.pairs if pair.both]
    rows = [
        [pair.first, pair.second, pair.both, _two(pair.jaccard), _two(pair.phi), _two(pair.lift), _two(pair.expected)]
        for pair in met
    ]
    columns = [_("Code"), _("With"), _("both"), "Jaccard", "phi", "lift", _("expected")]
    record = {"unit": how.unit, "n_units": found.n, "left_out": list(found.left_out), "pairs": [asdict(p) for p in met]}
    notes = [_("Codes with fewer than three units are left out: {codes}.").format(codes=", ".join(found.left_out))]
    notes = notes if found.left_out else []
    if not alone:
        notes.append(_("No test: these units are not independent of each other."))
    about = [(_("Counted"), _unit_words(how.unit)), (_("In all"), number(found.n))]
    return CodeTable(_("Codes that go together"), columns, rows, record, about, notes)


def _two(value: float | None) -> Cell:
    return None if value is None else float(half_up(value, 2))


def _coverage(session: Session, how: CodeChoices) -> CodeTable:
    """Say how much of the text stands under each code; overlapping stretches count once."""
    kinds = session.read.documents.kinds()
    sizes = {d.name: d.characters for d in session.read.documents.all() if kinds[d.name] in STRANDS[how.strand]}
    keys, book = session.read.about.code_keys(), session.codebook
    spans: dict[str, list[tuple[int, int]]] = {}
    offset = 0
    for text in _texts(session, how):
        list(text.said)
        for _turn, start, stop, number_of in text.coded:
            code = book.get(keys.get(number_of, ""))
            for up in book.upwards(code) if code else ():
                spans.setdefault(up, []).append((offset + start, offset + stop))
        offset += sizes.get(text.document, 0)
    length = sum(sizes.values())
    found = [(code, coverage(spans[code.key], length)) for code in book.codes if code.key in spans]
    rows = [
        [code.key, "  " * book.depth(code) + code.name, one.covered, None if one.share is None else float(half_up(100 * one.share))]
        for code, one in found
    ]  # fmt: skip
    record = {
        "length": length,
        "codes": [
            {"code": code.key, "name": code.name, "covered": one.covered, "share": one.share} for code, one in found
        ],
    }
    columns = [_("Code"), _("Name"), _("characters"), _("% of the text")]
    return CodeTable(_("How much of the text"), columns, rows, record, [(_("Characters in all"), number(length))])


def _saturation(session: Session, how: CodeChoices) -> CodeTable:
    """Follow new codes over the conversations in order of arrival; open questions take no part unless asked for."""
    strand = how.strand or "conversations"
    keys, names, documents = session.read.about.code_keys(), [], []
    leaves = {code.key for code in session.codebook.codes if session.codebook.is_leaf(code)}
    for text in session.read.counts.texts(STRANDS[strand], how.coder):
        said = {turn for turn, *_rest in text.said}
        given = {keys[code] for turn, _start, _stop, code in text.coded if turn in said and code in keys}
        names.append(text.document)
        documents.append(given & leaves)
    found = saturation(documents)
    rows: list[Sequence[Cell]] = [
        [name, new, so_far, float(half_up(expected))]
        for name, new, so_far, expected in zip(names, found.new, found.cumulative, found.curve, strict=True)
    ]
    columns = [_("Document"), _("new codes"), _("so far"), _("expected in any order")]
    chao = "–" if found.chao2 is None else number(found.chao2)
    notes = [_("Codes to expect with ever more documents (Chao2): {n}; found: {m}.").format(n=chao, m=found.observed)]
    notes.append(
        _("Too few documents to speak of saturation (at least six).")
        if found.reason == "too_few_documents"
        else _("Saturation is reached after document {n}.").format(n=found.reached)
        if found.reached
        else _("Saturation is not reached.")
    )
    return CodeTable(_("New codes by document"), columns, rows, {"documents": names, **asdict(found)}, (), notes)
