"""Proposes codes for sentences, with the words each proposal rests on. Nothing here writes: a person decides."""

from codeerbank.suggest.client import SuggestionsOff, SuggestionWorker
from codeerbank.suggest.cues import CueSuggester

__all__ = ["CueSuggester", "SuggestionWorker", "SuggestionsOff"]
