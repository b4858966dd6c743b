"""The questions of the survey as a researcher names them, read once for a whole table or display."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property

from codeerbank.domain.survey import Variable
from codeerbank.workbench.session import Session


class Questions:
    """The closed and open questions of a project; a multiple-response question goes by the name of its set."""

    def __init__(self, session: Session) -> None:
        self._survey = session.read.survey
        self.members = cache(self._survey.members)
        self.column = self._survey.column

    @cached_property
    def by_name(self) -> dict[str, Variable]:
        """The variables as stored, without their counts; each option of a multiple-response question by itself."""
        return {variable.name: variable for variable in self._survey.variables(counted=False)}

    @property
    def closed(self) -> list[str]:
        """The names of what can be counted."""
        return [name for name, variable in self.by_name.items() if variable.level != "text"]

    def find(self, name: str) -> Variable | None:
        """Find a question by its name, or a multiple-response question by the name of its set."""
        if name in self.by_name:
            return self.by_name[name]
        options = self.members(name)
        if not options:
            return None
        first = self.by_name[options[0]]
        return Variable(name, first.question or name, "multiple", 0, 0, self.labels(options), first.question)

    def options(self, variable: Variable) -> Sequence[str]:
        """Name the options of a multiple-response question, given itself or one of its options."""
        if own := self.members(variable.name):
            return own
        return [
            one.name for one in self.by_name.values() if one.level == "multiple" and one.question == variable.question
        ]

    def labels(self, options: Sequence[str]) -> dict[str, str]:
        """Give the words of options."""
        return {option: self.by_name[option].label or option for option in options}

    def is_option(self, variable: Variable) -> bool:
        """Say whether this is one option rather than a whole question."""
        return variable.level == "multiple" and variable.name in self.by_name
