"""What probably went wrong with a percentage that its count and base cannot give."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal
from fractions import Fraction

from codeerbank.domain.numbers import half_up, number
from codeerbank.domain.published import Figure, Printed, PublishedColumn, PublishedTable
from codeerbank.i18n import _
from codeerbank.mixed.audit.findings import Kind
from codeerbank.mixed.audit.grim import bases_for

_COPIES = 3
"""So many times the same percentage beside different counts is a copy, not chance."""
_PAIR = 2
"""So many cells that are of another base make it the base of their column."""
_NEAR = (Fraction(3, 4), Fraction(4, 3))
"""A base beyond this share of the right one is no slip of the pen."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """A cell whose percentage does not follow from its count and base."""

    row: str
    column: str
    block: str
    n: int
    base: int
    printed: Printed

    @property
    def share(self) -> Fraction:
        """Give the exact percentage."""
        return Fraction(100 * self.n, self.base)


@dataclass(frozen=True, slots=True)
class Cause:
    """The kind of mistake, in words; ``base`` is the one that would give what is printed."""

    kind: Kind
    words: str
    base: int | None = None


class Causes:
    """Looks at the wrong cells of one table together: a mistake seldom comes alone."""

    def __init__(self, table: PublishedTable, wrong: list[Wrong]) -> None:
        self._table = table
        self._copied = _copied_down(table, wrong)
        self._beside = _copied_across(table, wrong)
        self._shared = _shared_bases(wrong)
        self._columns = {column.id: column for column in table.columns}
        self._answers: Counter[tuple[str, str]] = Counter()
        for row in table.rows:
            for column, cell in row.cells.items():
                self._answers[column, row.block] += cell.n or 0
                if row.block:
                    self._answers[column, ""] += cell.n or 0
        self._headed = self._bases_of_columns()
        self._of_answers = Counter(one.column for one in wrong if self._fits_answers(one))

    def of(self, wrong: Wrong) -> Cause:
        """Choose the likeliest cause, the surest signs first."""
        return next(cause for cause in self._candidates(wrong) if cause is not None)

    def _candidates(self, wrong: Wrong) -> Iterator[Cause | None]:
        yield _shortened(wrong)
        yield _shifted(wrong)
        yield self._copy(wrong)
        yield self._known_base(wrong)
        yield self._as_its_column(wrong)
        fitting = bases_for(wrong.n, wrong.printed) if wrong.n else ()
        near = [base for base in fitting if _NEAR[0] <= Fraction(base, wrong.base) <= _NEAR[1]]
        shared = self._shared.get((wrong.row, wrong.column))
        if shared is not None:
            yield _based_on(wrong, shared, _("as in other cells of this column"))
        if near and wrong.printed.decimals:
            yield _based_on(wrong, min(near, key=lambda base: abs(base - wrong.base)))
        yield _misprint(wrong)
        if near:
            yield _based_on(wrong, min(near, key=lambda base: abs(base - wrong.base)))
        if fitting:
            yield _based_on(wrong, fitting[0])
        yield Cause("no_base_fits", _("There is no base of which {n} is {printed}.").format(
            n=number(wrong.n), printed=wrong.printed.text))  # fmt: skip

    def _copy(self, wrong: Wrong) -> Cause | None:
        if (wrong.column, wrong.printed.value) in self._copied:
            words = _("{printed} stands {times} times in this column, beside different counts: it was copied down.")
            times = self._copied[wrong.column, wrong.printed.value]
            return Cause("copied_column", words.format(printed=wrong.printed.text, times=times))
        other = self._beside.get((wrong.row, wrong.column))
        if other is None:
            return None
        words = _("This is the percentage of the column “{other}”: copied from there.")
        return Cause("copied_column", words.format(other=self._columns[other].label))

    def _known_base(self, wrong: Wrong) -> Cause | None:
        """Try the bases that stand in the table itself."""
        column = self._columns[wrong.column]
        answers = self._answers[column.id, ""]
        if self._fits_answers(wrong):
            words = _("{n} is {printed} of the {base} answers in this column, not of {right} persons.")
            told = words.format(n=number(wrong.n), printed=wrong.printed.text, base=answers, right=wrong.base)
            return Cause("answers_as_persons", told, answers)
        for base, words in self._bases(column, wrong).items():
            if base != wrong.base and _gives(wrong, base):
                return _based_on(wrong, base, words)
        return None

    def _fits_answers(self, wrong: Wrong) -> bool:
        answers = self._answers[wrong.column, ""]
        return self._table.response != "single" and answers != wrong.base and _gives(wrong, answers)

    def _as_its_column(self, wrong: Wrong) -> Cause | None:
        """Where the column holds percentages of answers, say of what they are, and what else went wrong."""
        if self._of_answers[wrong.column] < _PAIR:
            return None
        answers = self._answers[wrong.column, ""]
        of_answers = replace(wrong, base=answers)
        slip = _shortened(of_answers) or _misprint(of_answers)
        if slip is None:
            return None
        words = _("This column holds percentages of {base} answers.").format(base=number(answers))
        return Cause("answers_as_persons", f"{words} {slip.words}", answers)

    def _bases(self, column: PublishedColumn, wrong: Wrong) -> Mapping[int, str]:
        """Give the bases that stand in the table, those of the column itself first."""
        found: dict[int, str] = {}
        total = self._table.totals.get(column.id, Figure()).n
        own = self._answers[column.id, wrong.block]
        for base, words in (
            (column.persons, _("the number in the head of the column")),
            (total, _("the total of the column")),
            (own, _("the sum of the counts")),
            (self._table.persons, _("everybody in the table")),
        ):
            if base:
                found.setdefault(base, words)
        return {**found, **{base: words for base, words in self._headed.items() if base not in found}}

    def _bases_of_columns(self) -> Mapping[int, str]:
        found: dict[int, str] = {}
        for column in self._table.columns:
            for base in (column.base, column.persons):
                if base:
                    found.setdefault(base, _("the base of “{column}”").format(column=column.label))
        return found


def _gives(wrong: Wrong, base: int) -> bool:
    return base > 0 and wrong.n > 0 and wrong.printed.holds(Fraction(100 * wrong.n, base))


def _based_on(wrong: Wrong, base: int, why: str = "") -> Cause:
    words = _("{n} is {printed} of {base}, not of {right}").format(
        n=number(wrong.n), printed=wrong.printed.text, base=number(base), right=number(wrong.base)
    )
    return Cause("wrong_base", f"{words} ({why})." if why else f"{words}.", base)


def _shortened(wrong: Wrong) -> Cause | None:
    """Recognise a percentage of which the last decimals were cut off."""
    if _cut(wrong) != wrong.printed.value:
        return None
    exact = wrong.printed.like_this(wrong.share)
    words = _("Cut off instead of rounded: {n} of {base} is {exact}.")
    return Cause("truncated", words.format(n=number(wrong.n), base=number(wrong.base), exact=exact))


def _cut(wrong: Wrong) -> Decimal:
    exact = Decimal(wrong.share.numerator) / Decimal(wrong.share.denominator)
    return exact.quantize(Decimal(1).scaleb(-wrong.printed.decimals), ROUND_DOWN)


def _shifted(wrong: Wrong) -> Cause | None:
    """Recognise a decimal mark that stands one or two places off."""
    for factor, words in (
        (Fraction(1, 10), _("Ten times too small: {n} of {base} is {exact}.")),
        (Fraction(10), _("Ten times too large: {n} of {base} is {exact}.")),
        (Fraction(1, 100), _("A hundred times too small: {n} of {base} is {exact}.")),
    ):
        if wrong.printed.value and half_up(wrong.share * factor, wrong.printed.decimals) == wrong.printed.value:
            exact = wrong.printed.like_this(wrong.share)
            return Cause("factor_ten", words.format(n=number(wrong.n), base=number(wrong.base), exact=exact))
    return None


def _misprint(wrong: Wrong) -> Cause | None:
    """Recognise one other digit, or two that changed places."""
    printed = f"{wrong.printed.value:f}"
    for right in (f"{half_up(wrong.share, wrong.printed.decimals):f}", f"{_cut(wrong):f}"):
        if len(right) != len(printed):
            continue
        off = [place for place, (a, b) in enumerate(zip(right, printed, strict=True)) if a != b]
        swapped = len(off) == 2 and [right[i] for i in off] == [printed[i] for i in reversed(off)]
        if len(off) == 1 or swapped:
            words = _("No base near {base} gives {printed}; probably a slip in typing {right}.")
            mark = right.replace(".", ",") if "," in wrong.printed.text else right
            return Cause(
                "misprint", words.format(base=number(wrong.base), printed=wrong.printed.text, right=mark + "%")
            )
    return None


def _copied_down(table: PublishedTable, wrong: list[Wrong]) -> Mapping[tuple[str, Decimal], int]:
    """Give the percentages that stand in a column beside at least three different counts, and how often."""
    suspects = {(one.column, one.printed.value) for one in wrong}
    found: dict[tuple[str, Decimal], int] = {}
    for column in table.columns:
        cells = [cell for _row, cell in table.cells(column) if cell.pct and cell.n is not None]
        for value, times in Counter(cell.pct.value for cell in cells if cell.pct).items():
            counts = {cell.n for cell in cells if cell.pct and cell.pct.value == value}
            if (column.id, value) in suspects and len(counts) >= _COPIES and _right_once(table, column, value):
                found[column.id, value] = times
    return found


def _right_once(table: PublishedTable, column: PublishedColumn, value: Decimal) -> bool:
    """Ask of a copy that it was right somewhere, or else that it goes on and on."""
    cells = [cell for _row, cell in table.cells(column) if cell.pct and cell.pct.value == value]
    bases = [(cell, table.base(column, cell)) for cell in cells]
    right = any(cell.pct and base and cell.pct.holds(Fraction(100 * (cell.n or 0), base)) for cell, base in bases)
    return right or len(cells) > _COPIES


def _copied_across(table: PublishedTable, wrong: list[Wrong]) -> Mapping[tuple[str, str], str]:
    """Find columns whose wrong percentages are those of another column, in at least two rows."""
    rows = {row.id: row for row in table.rows}
    pairs: dict[tuple[str, str], list[Wrong]] = {}
    for one in wrong:
        for column in table.columns:
            cell = rows[one.row].cells.get(column.id)
            if column.id != one.column and cell and cell.pct and cell.pct.value == one.printed.value and cell.n:
                pairs.setdefault((one.column, column.id), []).append(one)
    return {
        (one.row, one.column): other
        for (_column, other), found in pairs.items()
        if len(found) >= 2 and len({one.printed.value for one in found}) >= 2
        for one in found
    }


def _shared_bases(wrong: list[Wrong]) -> Mapping[tuple[str, str], int]:
    """Find, per block of a column, the base that fits most of its wrong cells, if it fits at least two."""
    blocks: dict[tuple[str, str], list[Wrong]] = {}
    for one in wrong:
        if one.n and not _shortened(one) and not _shifted(one):
            blocks.setdefault((one.column, one.block), []).append(one)
    found: dict[tuple[str, str], int] = {}
    for together in blocks.values():
        fits = {
            (one.row, one.column): {base for base in bases_for(one.n, one.printed) if base <= 3 * one.base}
            for one in together
        }
        tally = Counter(base for bases in fits.values() for base in bases)
        if not tally:
            continue
        right = together[0].base
        base, times = min(tally.items(), key=lambda item: (-item[1], abs(item[0] - right)))
        if times >= 2:
            found |= {place: base for place, bases in fits.items() if base in bases}
    return found
