"""How many answers a survey needs, and how sure it is with those it has; it needs no project."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from codeerbank.domain.numbers import number
from codeerbank.domain.table import Sheet
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.mixed.statistics.sample_size import margin_of_error, sample_size


@dataclass(frozen=True, slots=True)
class Sample:
    """The answers needed from a population, and the margin of those there are; points and percentages, not shares.

    population   None: too many to count
    reached      the margin in points of ``answers``; None where none were given, or nobody answered
    """

    population: int | None
    margin: float
    share: float
    confidence: float
    needed: int
    answers: int | None
    reached: float | None

    def json(self) -> dict[str, Any]:
        """Give the documented keys."""
        return {name: getattr(self, name) for name in self.__slots__}

    def sheet(self) -> Sheet:
        """Lay it out for people, with what a number of answers cannot tell."""
        sure = _bare(self.confidence) + "%"
        population = _("without end") if self.population is None else number(self.population)
        about = [
            (_("Population"), population),
            (_("Certainty"), sure),
            (_("Share that answers so"), _bare(self.share) + "%"),
        ]
        rows = [[_("Needed"), number(self.needed), _points(self.margin)]]
        if self.answers is not None:
            rows.append([_("There are"), number(self.answers), "–" if self.reached is None else _points(self.reached)])
        notes = [
            _(
                "Counts for a random sample of this population alone, and for all answers together; a group has its own margin."
            ),
            _("Size says nothing about selection: who did not take part may think otherwise, however many did."),
        ]
        return Sheet(_("Sample size"), ["", _("answers"), _("margin")], rows, about, notes)


def sample(
    population: int | None,
    margin: float = 5.0,
    share: float = 50.0,
    confidence: float = 95.0,
    answers: int | None = None,
) -> Sample:
    """Work out the answers needed, all in percentages and points; raises UsageError for more answers than persons."""
    if answers is not None and population is not None and answers > population:
        raise UsageError(
            _("{answers} answers are more than the population of {population}.").format(
                answers=number(answers), population=number(population)
            ),
            _("A population is everybody who could have answered."),
        )
    needed = sample_size(population, margin / 100, share / 100, confidence / 100).n
    reached = None if answers is None else margin_of_error(answers, population, share / 100, confidence / 100)
    return Sample(population, margin, share, confidence, needed, answers, None if reached is None else 100 * reached)


def _points(margin: float) -> str:
    return _("± {n} points").format(n=number(margin))


def _bare(value: float) -> str:
    """Leave the decimal out of what somebody typed without one."""
    return number(int(value) if value.is_integer() else value)
