"""Where somebody can be reached online: e-mail, web addresses and handles; as written and as said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codeerbank.privacy.finding import Found
from codeerbank.privacy.number_words import NUMBER

_ENDS = r"(?:nl|com|org|net|eu|be|de|info|nu|io|app|frl|amsterdam|me|tv|co|uk|online|site|live|gg)"
_AT = r"(?:@|\s@\s|\s*[\[(]\s*(?:at|apenstaartje)\s*[\])]\s*)"
_EMAIL = re.compile(rf"[\w.+%-]+{_AT}[\w-]+(?:\.[\w-]+)*\.[a-z]{{2,}}", re.I)
_JOIN = r"(?:punt|dot|underscore|laag\s+streepje|liggend\s+streepje|streepje|koppelteken|min|minnetje)"
_PREFIX = r"(?:van\s+der|van\s+den|van\s+de|van\s+het|de|den|der|van|el|ten|ter|'t)"
_STOP = (
    r"(?:is|was|naar|op|aan|via|het|mail|mailadres|adres|e-?mail|e-?mailadres|dat|dan|met|mijn|zijn|haar|hun|onze|kan|je|ik|gewoon|dus|en|of|dit|die"
    r"|nog|uh|eh|gaat|stuur|stuurde|mailde|mailen|bij|zo|nou|want|ook|had|heb|heeft|heet|zei|wordt|werd|adresje)"
)
_PIECE = rf"(?!{_STOP}\b)[\w.'-]+"
_SAID_EMAIL = re.compile(
    rf"(?<!\w)(?:{_PIECE}\s+){{0,2}}?{_PIECE}(?:\s*{_JOIN}\s+(?:{_PREFIX}\s+)?[\w.]+(?:\s{NUMBER}){{0,6}}){{0,6}}"
    rf"\s+(?:apenstaartje|apestaartje|apenstaart|at)\s+(?:[\w-]+\s+){{0,3}}?[\w-]+(?:\s+(?:punt|dot)\s+|\.){_ENDS}\b",
    re.I,
)
_URL = re.compile(
    rf"\bhttps?://[^\s<>\"”]+|\bwww\.[^\s<>\"”]+|(?<![\w@.])[a-z0-9][\w-]*(?:\.[\w-]+)*\.{_ENDS}\b(?:/[^\s<>\"”]*)?",
    re.I,
)
_SAID_URL = re.compile(
    rf"\b(?:www|w\s*w\s*w|drie\s+keer\s+w|h\s*t\s*t\s*p\s*s?)\s+(?:punt\s+)?(?:\w+\s+){{0,3}}?\w+\s+punt\s+{_ENDS}\b"
    rf"(?:\s+(?:slash|schuine\s+streep)\s+[\w-]+){{0,4}}|(?<!\w)(?!(?:de|het|een|punt)\b)[\w-]+(?:\s+(?:punt|streepje)\s+[\w-]+){{0,6}}"
    rf"\s+punt\s+(?:nl|com|org|net|eu|be|info)\b(?:\s+(?:slash|schuine\s+streep)\s+[\w-]+){{0,4}}",
    re.I,
)
_HANDLE = re.compile(r"(?<![\w.@])@\s?[a-z0-9_][\w.]*\w", re.I)
_SITES = (
    r"(?:insta|instagram|snap|snapchat|tik\s?tok|twitter|facebook|fb|discord|twitch|you\s?tube|roblox|fortnite|minecraft|linked\s?in"
    r"|be\s?real|threads|telegram|signal|steam|playstation|xbox|gamertag|gebruikersnaam|username|account|profiel|pinterest|vinted|strava|marktplaats)"
)
_FILL = (
    r"(?:heet|heette|heten|noem|noemt|noemde|ben|bent|is|was|staat|sta|zit|als|onder|ik|hij|zij|ze|hem|haar|die|dat|naam|de|mijn|m'n|zijn"
    r"|z'n|me|mezelf|zich|zichzelf|gewoon|nu|toen|nog|dan|eigenlijk|altijd|ook|account|profiel|van|dus|het|daar|gebruikersnaam|je|vinden|kun|kan|op)"
)
_WORD = rf"@?[a-z0-9][\w.]*(?:\s(?:underscore|laag\s+streepje|streepje|punt)\s\w+(?:\s{NUMBER}){{0,6}}){{0,6}}"
_NAMED = re.compile(
    rf"\b{_SITES}\b[\s,:]+(?:{_FILL}\b[\s,:]+){{0,7}}?(?:heet|heette|ben|is|was|als|onder|noemt?|naam|zich|dus|ze|hij|ik)[\s,:]+"
    rf"(?!{_FILL}\b)({_WORD})(?!\w)",
    re.I,
)
_SITE_THEN = re.compile(rf"\b(?:{_SITES})\s*(?:is|:|=)?\s+@?({_WORD})", re.I)
_ODD = re.compile(
    r"(?<![\w@./-])(?=\w*[a-z])(?:\w+_\w*|_\w+|[a-zA-Z]{3,}\d{2,}\w*|x{1,2}[a-z]+x{1,2})(?![\w@/-])", re.I
)
_AFTER = re.compile(rf"({_WORD})\s+(?:op|bij|via)\s+{_SITES}\b", re.I)
_UNDER_NAME = re.compile(rf"\bonder\s+(?:de|mijn|zijn|haar)\s+(?:naam|gebruikersnaam|account)\s+({_WORD})", re.I)
_STRANGE = re.compile(r"[_\d.]|underscore|streepje|\bpunt\b")


def online(text: str) -> Iterator[Found]:
    """Find addresses and handles."""
    for pattern in (_EMAIL, _SAID_EMAIL):
        for match in pattern.finditer(text):
            yield Found(*match.span(), "email")
    for pattern in (_URL, _SAID_URL):
        for match in pattern.finditer(text):
            start = match.start()
            yield Found(start, start + len(match.group().rstrip(".,;:!?)'")), "url")
    yield from _handles(text)


def _handles(text: str) -> Iterator[Found]:
    for pattern in (_HANDLE, _ODD):
        for match in pattern.finditer(text):
            yield Found(*match.span(), "handle")
    for match in _NAMED.finditer(text):
        word = match[1].rstrip(".")
        sure = bool(_STRANGE.search(word)) or _own_name(match)
        yield Found(match.start(1), match.start(1) + len(word), "handle", sure)
    for pattern in (_UNDER_NAME, _SITE_THEN, _AFTER):
        for match in pattern.finditer(text):
            word = match[1].rstrip(".")
            if pattern is _UNDER_NAME or (_STRANGE.search(word) and not word.replace(".", "").isdigit()):
                yield Found(match.start(1), match.start(1) + len(word), "handle")


def _own_name(match: re.Match[str]) -> bool:
    return bool(
        re.search(
            r"\b(?:heet|heette|noemt?|gebruikersnaam|gamertag|username)\b",
            match.group()[: match.start(1) - match.start()],
            re.I,
        )
    )
