"""Where people live: addresses, postcodes and places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from codeerbank.privacy.finding import Found
from codeerbank.privacy.lists import word_list
from codeerbank.privacy.names import COMMON, NO_NAMES, folded, names
from codeerbank.privacy.number_words import LETTER, NUMBER
from codeerbank.privacy.words import Word, joined

_POSTCODE = re.compile(
    r"(?<![\w.,-])[1-9]\d{3}\s?(?!S[ADS]\b)[A-Z]{2}(?![\w-])|(?<![\w.,-])[1-9]\d{3}(?!s[ads]\b)[a-z]{2}(?![\w-])"
)
_POSTCODE_LOW = re.compile(
    r"(?<![\w.,-])[1-9]\d{3}\s(?!(?:en|is|in|op|de|ik|je|of|we|ze|zo|te|nu|ja|al|er|om|na|me|hè|uh|eh|ie|om|of|bv|km|mg|ml|cm|gr|to|ha|ze|no)\b)[a-z]{2}(?![\w'-])"
)
_POSTCODE_SAID = re.compile(
    rf"\b(?:{NUMBER}\s+{NUMBER}(?:\s+{NUMBER}){{0,2}}|\d{{4}}|\d\d\s\d\d)\s+[A-Z]\s?[A-Z]\b(?!\.)"
    r"|\b(?i:postcode\s+(?:is\s+|was\s+|van\s+\w+\s+is\s+|:\s*)?"
    rf"((?:[1-9]\d{{3}}|{NUMBER}(?:\s+{NUMBER}){{1,3}})(?:\s+(?!en\b|is\b|in\b){LETTER}\b(?:\s+{LETTER}\b)?)?))|\b\d\s\d\s\d\s\d\s[A-Z]\s?[A-Z]\b",
)
_ENDS = (
    r"(?:straat|straatje|laan|laantje|weg|wegje|plein|dijk|kade|gracht|singel|dreef|plantsoen|pad|hof|steeg|hofje|markt|wal"
    r"|burg|kamp|akker|park|ring|erf|haven|brink|heuvel|baan|veld|oord|hoek|wijk|meent|donk)"
)
_STREET_ENDS = r"(?:straat|straatje|laan|plein|dijk|kade|gracht|singel|dreef|plantsoen|steeg|pad|weg|hof|hofje)"
_HOUSE = (
    r"(?:\s+(?:nummer\s+)?(?:\d{1,4}(?:\s?[-/]?\s?(?:[a-zA-Z](?!\w)|\d{1,3}|bis|huis|[IVX]+\b)(?:\s?hoog)?)?"
    rf"|{NUMBER}(?:\s+[a-z]\b)?)(?!\w))"
)
_CAP = r"[A-ZÀ-ÞIJ][\w'’-]*"
_LEAD = rf"(?:(?:{_CAP}\.?|van|de|der|den|ter|ten|'t|St\.|Dr\.|Prof\.|Burg\.|Mr\.)\s+){{0,4}}"
_STREET = re.compile(rf"\b{_LEAD}[A-ZÀ-Þ][\w'’-]*?{_STREET_ENDS}\b{_HOUSE}?")
_STREET_TWO = re.compile(
    rf"\b(?:{_CAP}\s+){{1,3}}(?:[Ss]traat|[Ll]aan|[Pp]lein|[Dd]ijk|[Gg]racht|[Ss]ingel|[Pp]lantsoen|[Pp]ad|[Ww]eg|[Hh]of|[Kk]ade|[Ss]teeg|[Ww]al|[Vv]oorhout)\b{_HOUSE}?"
)
_STREET_NUMBER = re.compile(rf"\b(?:\w+\s)?[a-zà-ÿ'’-]{{2,}}{_ENDS}{_HOUSE}", re.I)
_STREET_LOW = re.compile(
    r"\b(?:op|aan|in|uit|langs|bij)\s+(?:de|het|'t)\s+([a-zà-ÿ]{3,}(?:straat|laan|gracht|singel|plantsoen|dreef|dijk|kade|plein))\b",
    re.I,
)
_NUMBERED = re.compile(
    rf"\b(?:[Oo]p|[Aa]an|[Ii]n|[Ww]oont?|[Ww]oonde|adres(?:\s+is)?)\s+((?:(?:[Dd]e|[Hh]et|'t)\s+)?{_CAP}(?:\s+{_CAP})?\s+(?:nummer\s+)?\d{{1,4}}(?:\s?[a-zA-Z](?!\w))?)(?![\w%]|\s*(?:uur|jaar|procent|keer|mei|juni|euro))"
)
_NO_STREET = word_list("no streets")
SHORTEST = 2
_IN = word_list("before a place")


def places(text: str, words: list[Word]) -> Iterator[Found]:
    """Find addresses, postcodes and places."""
    for pattern in (_POSTCODE, _POSTCODE_LOW):
        for match in pattern.finditer(text):
            yield Found(*match.span(), "postcode")
    for match in _POSTCODE_SAID.finditer(text):
        yield Found(*(match.span(1) if match[1] else match.span()), "postcode")
    yield from _streets(text)
    yield from _listed(text, words)


def _streets(text: str) -> Iterator[Found]:
    for pattern in (_STREET, _STREET_TWO, _STREET_NUMBER, _STREET_LOW):
        for match in pattern.finditer(text):
            start, stop = match.span(1) if pattern is _STREET_LOW else match.span()
            words = re.findall(r"[^\W\d_]+", text[start:stop])
            streets = [w for w in words if re.search(_ENDS + "$", w, re.I)]
            if not streets or (all(w.lower() in _NO_STREET for w in streets) and len(words) < 2):
                continue
            if pattern is _STREET_NUMBER:
                words_before = words[0].lower()
                if streets[0].lower() in _NO_STREET or words_before in _NO_STREET:
                    continue
                start = text.index(streets[0], start)
                if re.search(
                    r"^\s*(?:keer|uur|jaar|kinderen|jongeren|mensen|weken|dagen|en\s+half)", text[stop : stop + 12]
                ):
                    continue
            elif pattern is not _STREET_LOW and all(w.lower() in _NO_STREET for w in streets):
                continue
            opens = not re.search(r"[\w,]\s*$", text[:start][-3:])
            numbered = bool(re.search(r"\d", text[start:stop]))
            yield Found(start, stop, "address", numbered or not opens or len(words) > 1 or pattern is _STREET_NUMBER)
    for match in _NUMBERED.finditer(text):
        if folded(match[1].split()[0]) not in NO_NAMES:
            yield Found(*match.span(1), "address")


def _listed(text: str, words: list[Word]) -> Iterator[Found]:
    """Find the places of the list, and take an unknown word with a capital after "in" for a place to look at."""
    known = names()
    for at, word in enumerate(words):
        plain = folded(word.text).removesuffix("'s")
        before = words[at - 1].text.lower() if at else ""
        within = before in {"in", "uit", "vanuit", "te"}
        if last := _named(text, words, at):
            if word.capital or last.capital or (len(plain) > SHORTEST and plain not in COMMON):
                yield Found(word.start, last.stop, "place")
        elif word.capital and not word.opens and plain in known.doubtful_places:
            yield Found(word.start, word.stop, "place", before in _IN)
        elif (
            within
            and not word.opens
            and (plain in known.doubtful_places if not word.capital else plain not in NO_NAMES)
        ):
            yield Found(word.start, word.stop, "place", False)


def _named(text: str, words: list[Word], at: int) -> Word | None:
    """Give the last word of the place of the list that begins here, the longest name first."""
    for name in names().places.get(folded(words[at].text).removesuffix("'s"), ()):
        run = words[at : at + len(name)]
        same = [folded(word.text).removesuffix("'s") for word in run] == list(name)
        if same and all(joined(text, left, right) for left, right in pairwise(run)):
            return run[-1]
    district = words[at].text.partition("-")
    return (
        words[at]
        if district[1] and words[at].capital and (folded(district[0]),) in names().places.get(folded(district[0]), ())
        else None
    )
