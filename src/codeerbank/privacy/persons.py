"""Names of people: from the lists, after a role ("juf Anouk"), after "heet" and "noemen", and surnames that follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codeerbank.privacy.finding import Found
from codeerbank.privacy.lists import word_list
from codeerbank.privacy.names import ABBREVIATIONS, COMMON, COMMON_OPENERS, NO_NAMES, PREFIXES, bases, folded, names
from codeerbank.privacy.words import Word, joined

ROLES = word_list("roles")
"""A capital after these begins a name."""
STRICT_ROLES = word_list("roles before lower case")
"""After these a word in lower case may be a name as well."""
_KIN = frozenset(["tante", "oom", "ome", "opa", "oma", "pleegoma", "pleegopa"])
_CALLED = re.compile(
    r"\b(?:(?:iedereen\s+)?(?:noem|noemt|noemen|noemde|noemden|roepen|riepen)\s+(?:(?:ik|we|wij|ze|zij|hij|jullie|mensen|iedereen|mij|me|hem|haar|ons|hun|d'r|'m|elkaar"
    r"|altijd|allemaal|gewoon|ook|nog|steeds|vaak|soms|vroeger|thuis|dan)\s+){1,4}"
    r"|(?:bij|koos|schuil|spot|roep)naam\s+(?:is|was|van\s+\w+\s+is|:)\s+|\balias\s+|\bgenaamd\s+"
    r"|\b(?:heet|heette|heten)\s+(?:(?:eigenlijk|gewoon|nu|toen|ook|hij|ze|zij|ie|ik|die|dus)\s+)*"
    r"|\bmijn\s+naam\s+is\s+|\bvan\s+voornaam\s+|\bafgekort\s+)['\"‘“]?([^\W\d_][\w'’-]*(?:\s+[A-Z][\w'’-]+)*)",
    re.I,
)
_NOUN_ENDINGS = (
    "ing",
    "heid",
    "en",
    "ers",
    "tie",
    "teit",
    "isme",
    "schap",
    "lijk",
    "figuur",
    "kaart",
    "schapper",
    "werk",
    "gesprek",
    "lijst",
    "baar",
    "loos",
    "tijd",
    "s",
    "ste",
)
_AND_ME = re.compile(r"\b(?:ik ben|dit is|met|spreekt met|ben ik)\s+([A-Z][a-zà-ÿ]{2,}(?:\s+[A-Z][a-zà-ÿ]+)?)")
_INITIALS = re.compile(r"\b(?:[A-Z]\.\s?){1,4}(?:(?:van|de|der|den|ter|ten|te|'t|el|al)\s+){0,3}[A-Z][\w'’-]{2,}")
_INITIAL = re.compile(r"(?<![\w.])[A-Z]\.(?=\s+(?:[a-z]|$)|,)")
_SAYING = re.compile(
    r"jan en alleman|jan met de pet|jan modaal|joost mag|jip-en-janneke|jip en janneke|pietje precies|oom agent", re.I
)
_SAYS = word_list("what people do")
_TALKS = frozenset(["heet", "heette", "zei", "zegt", "belde", "appte", "appt", "vroeg", "vertelde", "vertelt"])
_COMPANY = word_list("before a name")
"""Words before a name."""


def persons(text: str, words: list[Word]) -> Iterator[Found]:
    """Find names of people."""
    place = 0
    while place < len(words):
        start = _begin(text, words, place)
        if start is None:
            place += 1
            continue
        first, sure, given = start
        last = _extend(text, words, first, given)
        stop = words[last].stop
        if len(words[last].text) == 1 and text[stop : stop + 1] == ".":
            stop += 1
        begin = _from_prefix(text, words, first) if not given else first
        yield Found(words[begin].start, stop, "name", sure)
        place = last + 1
    yield from _named(text)


def _begin(text: str, words: list[Word], place: int) -> tuple[int, bool, bool] | None:
    """Say where a name begins at this word, whether that is sure, and whether it begins with a first name."""
    word, known = words[place], names()
    if _SAYING.match(text, word.start):
        return None
    forms = bases(word.text)
    role = place and words[place - 1].text.lower() in ROLES and joined(text, words[place - 1], word)
    if role and (found := _after_role(text, words, place, forms)):
        return found
    if folded(word.text) in NO_NAMES or len(word.text) < 2 or word.text in ABBREVIATIONS:
        return None
    if (
        "-" in word.text
        and word.capital
        and word.text.partition("-")[0] not in ABBREVIATIONS
        and forms[0].split("-")[0] in known.first | known.doubtful_first
    ):
        return place, True, True
    if any(form in known.first for form in forms[: None if word.capital else 2]):
        exact = forms[0] in known.first
        if word.capital or (exact and len(word.text) > 2) or (len(forms[-1]) > 4 and forms[0] not in COMMON):
            return place, exact or not word.opens or len(forms[-1]) > 4, True
    if any(form in known.doubtful_first for form in forms[:2]):
        return _doubtful_first(text, words, place)
    if not word.capital:
        return None
    if word.opens and _acts_like_a_person(text, words, place):
        return place, False, True
    if forms[0] in known.last:
        return place, not word.opens or _follows(text, words, place, _SAYS), False
    if any(form in known.doubtful_last for form in forms[:2]) and not word.opens:
        before = words[place - 1].text.lower() if place else ""
        return place, before in {"der", "den", "ten", "ter", "van"}, False
    if not word.opens and place and words[place - 1].text in {"der", "den", "ter", "el", "El"}:
        return place, True, False
    return None


def _acts_like_a_person(text: str, words: list[Word], place: int) -> bool:
    """Say whether an unknown word that opens a sentence does what a person does: "Dwight zei ..."."""
    plain = folded(words[place].text)
    known = names()
    return (
        plain not in COMMON | known.last | known.doubtful_last | ROLES
        and not plain.endswith(_NOUN_ENDINGS)
        and _follows(text, words, place, _SAYS - {"en", "ook"})
    )


def _after_role(text: str, words: list[Word], place: int, forms: tuple[str, ...]) -> tuple[int, bool, bool] | None:
    word, role, known = words[place], words[place - 1].text.lower(), names()
    if word.text.lower() in PREFIXES and role in STRICT_ROLES | {"agent", "mentor", "rechter"}:
        ahead = place
        while (
            ahead < len(words) - 1
            and words[ahead].text.lower() in PREFIXES
            and joined(text, words[ahead], words[ahead + 1])
        ):
            ahead += 1
        if words[ahead].capital:
            return place, True, True
        if folded(words[ahead].text) in known.last | known.doubtful_last:
            return place, True, True
        return None
    if word.capital and folded(word.text) not in NO_NAMES:
        return place, True, True
    if word.text.lower() not in COMMON and len(word.text) > 1:
        listed = any(f in s for f in forms for s in (known.first, known.doubtful_first, known.last))
        if role in STRICT_ROLES or (listed and role in _KIN):
            return place, listed, True
    return None


def _doubtful_first(text: str, words: list[Word], place: int) -> tuple[int, bool, bool] | None:
    """Weigh a name that is a word as well by how it is written and what stands around it."""
    word = words[place]
    plain = folded(word.text)
    if word.capital:
        surname = place + 1 < len(words) and words[place + 1].capital and joined(text, word, words[place + 1])
        if not word.opens or surname or _follows(text, words, place, _SAYS - {"en", "ook"}):
            return place, True, True
        return None if plain in COMMON_OPENERS else (place, False, True)
    before = words[place - 1].text.lower() if place else ""
    if len(plain) > 2 and (
        _follows(text, words, place, _TALKS)
        or (plain not in COMMON and (before in _COMPANY or _follows(text, words, place, _SAYS - {"en", "ook"})))
    ):
        return place, False, True
    return None


def _follows(text: str, words: list[Word], place: int, among: frozenset[str]) -> bool:
    return (
        place + 1 < len(words)
        and joined(text, words[place], words[place + 1])
        and words[place + 1].text.lower() in among
    )


def _extend(text: str, words: list[Word], first: int, given: bool) -> int:
    """Give the last word of the name that begins here: first names, prefixes and a surname."""
    known, last, at = names(), first, first
    lower = not words[first].capital and words[first].text.lower() not in PREFIXES
    while at + 1 < len(words) and at - first < 7 and joined(text, words[at], words[at + 1]) and not words[at + 1].opens:
        at += 1
        word = words[at]
        plain = folded(word.text)
        if word.text.lower() in PREFIXES and not (
            lower and word.text.lower() in {"op", "in", "uit", "aan", "voor", "het", "te"}
        ):
            continue
        between = at - last > 1
        if word.capital:
            if (
                between
                and words[at - 1].text.lower() in {"van", "op", "in", "uit", "aan", "voor", "het"}
                and _no_surname(plain)
            ):
                break
            if plain in NO_NAMES or plain in ROLES:
                break
        elif not (given and plain not in COMMON and plain in known.last | known.doubtful_last):
            break
        last = at
    return last


def _no_surname(plain: str) -> bool:
    """Say whether "van X" tells where somebody belongs rather than what they are called."""
    return plain not in names().last | names().doubtful_last


def _from_prefix(text: str, words: list[Word], first: int) -> int:
    """Take "van der" before a surname along."""
    begin = first
    while (
        begin
        and words[begin - 1].text.lower() in PREFIXES - {"in", "op", "uit", "aan", "voor", "het", "te"}
        and joined(text, words[begin - 1], words[begin])
    ):
        begin -= 1
    if begin == first - 1 and words[begin].text.lower() == "van":
        begin = first
    while (
        begin
        and words[begin].capital
        and _unknown_first(words[begin - 1])
        and joined(text, words[begin - 1], words[begin])
    ):
        begin -= 1
    return begin


def _unknown_first(word: Word) -> bool:
    """Say whether a word before a surname may be a first name that is on no list."""
    return word.capital and not word.opens and folded(word.text) not in NO_NAMES | ROLES | PREFIXES


def _named(text: str) -> Iterator[Found]:
    for match in _CALLED.finditer(text):
        word = match[1].split()[0]
        plain = folded(word)
        if word[0].isupper() and plain not in NO_NAMES:
            yield Found(*match.span(1), "name")
        elif (plain not in COMMON or plain in names().doubtful_first) and plain not in NO_NAMES and len(plain) > 2:
            yield Found(match.start(1), match.start(1) + len(word), "name", False)
    for match in _INITIALS.finditer(text):
        yield Found(*match.span(), "name")
    for match in _INITIAL.finditer(text):
        yield Found(*match.span(), "name", False)
    for match in _AND_ME.finditer(text):
        if match[0].lower().startswith(("ik", "spreekt")) and folded(match[1].split()[0]) not in NO_NAMES:
            yield Found(*match.span(1), "name")
