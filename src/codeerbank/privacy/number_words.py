"""Numbers as they are said: "nul zes, twaalf vierendertig" is 061234, "tweeduizend elf" 2011."""

from __future__ import annotations

import re

_UNITS = ["nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf"]
_TEENS = ["dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien"]
_TENS = ["twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig"]


def _values() -> dict[str, int]:
    values = {word: number for number, word in enumerate([*_UNITS, *_TEENS])}
    values |= {"één": 1, "eén": 1, "zeuve": 7, "zeuven": 7, "twea": 2, "o": 0}
    for tens, word in enumerate(_TENS, 2):
        values[word] = tens * 10
        for unit in range(1, 10):
            for link in ("en", "ën", "n"):
                values.setdefault(f"{_UNITS[unit]}{link}{word}", tens * 10 + unit)
    return values


VALUES = _values()
"""What each word below a hundred stands for."""
NUMBER = (
    "(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)(?:[eë]?n)(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig|(?:twin|der|veer|vijf|zes|zeven|tach|negen)tig"
    "|(?:der|veer|vijf|zes|zeven|acht|negen)tien|nul|een|[eé]én|twee|twea|drie|vier|vijf|zes|zeuven?|zeven|acht|negen|tien|elf|twaalf)"
)
"""A number below a hundred, in words."""
TIMES = {"dubbel": 2, "dubbele": 2, "tweemaal": 2, "driemaal": 3, "viermaal": 4}
REPEATED = r"(?:(?:dubbele?|(?:twee|drie|vier)maal)\s+)?"
ORDINAL = (
    "(?:eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|dertiende|veertiende"
    "|vijftiende|zestiende|zeventiende|achttiende|negentiende|(?:\\w+(?:en|ën))?(?:twintigste|dertigste)"
    "|\\d{1,2}(?:de|ste|e)\\b)"
)
_HUNDREDS = "(?:(?:negentien|achttien)\\s?honderd\\s?(?:en\\s)?|tweeduizend\\s?(?:en\\s)?)"
LETTER = (
    "(?:aa?|bee?|cee?|dee?|ee?|eff?|gee?|haa?|ie?|jee?|kaa?|ell?|emm?|enn?|oo?|pee?|ku"
    "|err?|ess?|tee?|uu?|vee?|wee?|iks|ij|zet|zed|[a-z])"
)
"""A letter, written or as it is said."""
YEAR = f"(?:{_HUNDREDS}{NUMBER}?|(?:negentien|twintig)\\s?{NUMBER}|(?:19|20)\\d\\d)"
"""A year, in digits or in words."""
_SPOKEN = re.compile(rf"{REPEATED}\b{NUMBER}\b|\d+", re.I)


def digits(text: str) -> str:
    """Write the numbers in a stretch of speech down as digits: "nul zes twaalf" is "0612"."""
    written = ""
    for match in _SPOKEN.finditer(text):
        word = match.group().lower().split()
        number = word[-1] if word[-1].isdigit() else str(VALUES.get(word[-1], ""))
        written += number * (TIMES[word[0]] if len(word) > 1 else 1)
    return written
