"""Proposes codes for texts, with the words each proposal rests on. Nothing here writes: a person decides."""

from codeerbank.suggest.client import SuggestionsOff, SuggestionWorker
from codeerbank.suggest.code_suggester import CodeSuggester
from codeerbank.suggest.cues import CueSuggester

__all__ = ["CodeSuggester", "CueSuggester", "SuggestionWorker", "SuggestionsOff"]
