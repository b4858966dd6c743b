"""People behind the words: what could name them, and the names that stand in for theirs."""

from codeerbank.privacy.finding import Found
from codeerbank.privacy.recognise import recognise

__all__ = ["Found", "recognise"]
