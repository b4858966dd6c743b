"""Somebody else's suggester, held to what every suggester promises: what goes wrong is told in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from math import isfinite

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.domain.ports import ExplainingSuggester, Suggester
from codeerbank.domain.suggestion import Suggestion, Why
from codeerbank.errors import CodeerbankError, UsageError
from codeerbank.i18n import _


def checked(suggester: Suggester) -> Checked:
    """Wrap a suggester; one that explains still does."""
    return (CheckedExplaining if isinstance(suggester, ExplainingSuggester) else Checked)(suggester)


class Checked:
    """Gives on what a suggester proposes, and stops at the first thing that cannot be."""

    def __init__(self, suggester: Suggester) -> None:
        self.inner = suggester
        self.name, self.version, self.description = suggester.name, suggester.version, suggester.description

    def suggest(self, codebook: Codebook, turns: Iterable[Turn], language: str) -> Iterator[Suggestion]:
        """Propose as the suggester does; UsageError where it fails or gives what is no suggestion."""
        codes = {code.key for code in codebook.codes if not code.archived}
        try:
            for found in self.inner.suggest(codebook, turns, language):
                if reason := _wrong(found, codes):
                    raise self.fails(reason)
                yield found
        except CodeerbankError:
            raise
        except Exception as error:  # whatever goes wrong in somebody else's module becomes its reason
            raise self.fails(type(error).__name__) from error

    def fails(self, reason: str) -> UsageError:
        """Say that this suggester cannot be used, and what to do."""
        return UsageError(
            _("The suggester “{name}” does not do what it must: {reason}.").format(name=self.name, reason=reason),
            _("Tell its makers, or choose another one: codeerbank model use learned"),
            self.name,
        )


class CheckedExplaining(Checked):
    """One that can say more than its evidence."""

    inner: ExplainingSuggester

    def why(self, codebook: Codebook, suggestion: Suggestion, language: str) -> Why:
        """Take one suggestion apart."""
        try:
            return self.inner.why(codebook, suggestion, language)
        except CodeerbankError:
            raise
        except Exception as error:
            raise self.fails(type(error).__name__) from error


def _wrong(found: object, codes: set[str]) -> str:
    """Say what is wrong with a suggestion, or nothing."""
    if not isinstance(found, Suggestion):
        return _("it gives something that is no suggestion ({kind})").format(kind=type(found).__name__)
    if found.code not in codes:
        return _("it suggests a code that is not in use")
    if not isinstance(found.score, (int, float)) or not isfinite(found.score) or not 0 <= found.score <= 1:
        return _("it gives a score that is not between 0 and 1")
    if not found.start < found.stop:
        return _("it points at no words")
    return ""
