"""Numbers that name one person: BSN, IBAN, telephone, licence plate, client number; as written and as said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codeerbank.privacy.finding import Found
from codeerbank.privacy.number_words import NUMBER, REPEATED, digits

_BSN = re.compile(r"(?<![\w.,-])\d(?:[ .-]?\d){7,8}(?![\d-]|[.,]\d)")
_BSN_SAID = re.compile(r"\b(?:bsn|burger\s?service\s?nummer|sofi-?\s?nummer)", re.I)
_IBAN = re.compile(r"\b[A-Z]{2} ?\d{2}(?:[ -]?[A-Z0-9]){11,30}\b", re.I)
_IBAN_SAID = re.compile(
    rf"\bn\s?l\s+{NUMBER}(?:\s+{NUMBER})?[\s,]+(?:[a-z]{{4}}|[a-z]\s[a-z]\s[a-z]\s[a-z]|[a-z]{{2}}\s[a-z]{{2}})[\s,]+{NUMBER}(?:[\s,]+{NUMBER}){{3,}}(?!\w)",
    re.I,
)
_PHONE = re.compile(
    r"(?<![\w.])(?:\+\s?31|00\s?31|\(?0(?=[1-9]))(?:[\s()./-]{0,3}\d){8,9}(?!\d)"
    r"|(?<![\w.])0(?:800|900|88|6)[\s-]{0,2}\d(?:[\s-]?\d){3,7}(?!\d)"
    r"|(?<![\w.])\+\d{1,3}(?:[\s()-]{0,2}\d){7,12}(?!\d)"
)
_LINK = r"(?:[\s,.\-–]|\b(?:en|uh+m?|eh+m?|dan|streepje|nog\s+eens)\b)"
_ONE = rf"(?:{REPEATED}{NUMBER}|\d{{1,4}})"
_SAID = re.compile(rf"(?<!\w)(?:plus\s+)?{_ONE}(?:{_LINK}+{_ONE}){{3,}}(?!\w)", re.I)
_PLATE = re.compile(r"(?<![\w-])([A-Z]{1,3}|\d{1,3})([ -]?)([A-Z]{1,3}|\d{1,3})\2([A-Z]{1,3}|\d{1,3})(?![\w-])", re.I)
FEWEST_DIGITS = 10
"""A sentence that passes the test by chance has fewer."""
_SHAPES = frozenset(
    [
        "AA-99-99",
        "99-99-AA",
        "99-AA-99",
        "AA-99-AA",
        "AA-AA-99",
        "99-AA-AA",
        "99-AAA-9",
        "9-AAA-99",
        "AA-999-A",
        "A-999-AA",
        "AAA-99-A",
        "A-99-AAA",
        "9-AA-999",
        "999-AA-9",
    ]
)
"""The Dutch sidecodes 1 to 14."""
_PLATE_SAID = re.compile(
    rf"\b(?:kenteken|nummerbord|nummerplaat)\b(?:\s+(?:is|was|van|die|de|auto|het|begint|met|:)){{0,4}}\W*"
    rf"((?:(?:(?!(?:en|die|van|is|op|de|het|dat|in|hij|ik|zo|ja|dus|ook|of|we|ze|uh|eh)\b)[a-z]{{1,3}}|{NUMBER}|\d{{1,3}}|streepje)\b[\s,-]*){{3,9}})",
    re.I,
)
_CONTEXT = re.compile(
    r"\b(?:(?:cli[eë]nt|klant|pati[eë]nt|dossier|zaak|relatie|polis|registratie|leerling|beschikking(?:s)?|casus|student(?:en)?"
    r"|personeels|lid(?:maatschaps)?|v|vreemdelingen|zorg|zivver|verzekerden|verzekerings|rekening|ordner|meldings?|parket"
    r"|administratie|paspoort|rijbewijs|id|document|deelnemers?|debiteuren|klacht|rapport|traject|kaart|pas|agb|big|behandel)"
    r"[\s-]?(?:nummer|nr|code|id)\b\.?|dossier|kenmerk|cli[eë]ntnr\.?|nummer|casus|zaak|code)"
    r"(?:[\s:,]+(?:is|was|van|me|mij|mijn|hem|haar|ons|nummer|nr\.?|dat|eindigt|op|met|staat|heb|had|stond|onder|ik|hij|ze|zij|bij|de|het|die"
    r"|jeugdzorg|gemeente|instelling|toen|eerst|gewoon|dus|zeg\s+maar|uh|nog|steeds)\b){0,6}[\s:,]*"
)
_FAR = re.compile(
    r"\b(?:cli[eë]nt|klant|pati[eë]nt|dossier|zaak|relatie|polis|leerling|student(?:en)?|personeels|lidmaatschaps)(?:nummer|nr)\b\.?"
    r"(?:\s+[^\W\d]+){1,5}?\s+(?=\S*\d\S*\d\S*\d)",
    re.I,
)
_CODE = re.compile(r"(?=[\w./-]*\d[\w./-]*\d[\w./-]*\d)[A-Za-z0-9]+(?:[./-][A-Za-z0-9]+)*(?:\s\d{2,}){0,4}")
_LOOSE = re.compile(
    r"(?<![\w@./-])(?!BSN|EUR|IBAN)(?:[A-Z]{1,5}[-/.]?\d{4,}(?:[-/.]\d+)*|[A-Z]{1,5}[-/]\d{2,4}[-/]\d{2,}|\d{2,4}[-/][A-Z]{1,4}[-/]?\d{2,}"
    r"|\d{4}[/-]\d{3,6}(?!\d))(?![\w-])"
)
_LONG = re.compile(r"(?<![\w.,/-])\d{6,12}(?![\w/-]|[.,]\d)")


def numbers(text: str) -> Iterator[Found]:
    """Find numbers of persons, accounts, telephones, cars and files."""
    yield from _bsn(text)
    for match in _IBAN.finditer(text):
        yield from _iban(match)
    for match in _IBAN_SAID.finditer(text):
        yield Found(*match.span(), "iban")
    for match in _PHONE.finditer(text):
        yield Found(*_trimmed(text, *match.span()), "phone")
    yield from _said(text)
    yield from _plates(text)
    yield from _codes(text)


def _bsn(text: str) -> Iterator[Found]:
    for match in _BSN.finditer(text):
        number = re.sub(r"\D", "", match.group())
        named = bool(_BSN_SAID.search(text, max(0, match.start() - 45), match.start()))
        if named or (len(number) == 9 and number[0] != "0" and eleven_test(number)):
            yield Found(*match.span(), "bsn")


def eleven_test(number: str) -> bool:
    """Say whether nine digits can be a BSN: weighted 9 to 2 and -1 they add up to a multiple of eleven."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(n) * w for n, w in zip(number, weights, strict=True)) % 11 == 0 and int(number) > 0


def _iban(match: re.Match[str]) -> Iterator[Found]:
    """Take the longest part that passes mod 97; a Dutch one that does not was misheard, and is one all the same."""
    for stop in range(match.end(), match.start() + 14, -1):
        account = re.sub(r"[ -]", "", match.string[match.start() : stop]).upper()
        if not account.isascii() or sum(c.isdigit() for c in account) < FEWEST_DIGITS:
            continue
        dutch = re.fullmatch(r"NL\d{2}[A-Z]{4}\d{9,10}", account)
        if (len(account) >= 15 and mod_97(account)) or (dutch and len(account) == 18):
            yield Found(match.start(), stop, "iban")
            return


def mod_97(account: str) -> bool:
    """Say whether an account number has the check digits of an IBAN."""
    turned = account[4:] + account[:4]
    return int("".join(str(int(c, 36)) for c in turned)) % 97 == 1


def _said(text: str) -> Iterator[Found]:
    """Find numbers that are spelled out, and take them for what their digits look like."""
    for match in _SAID.finditer(text):
        if not re.search(r"[a-z]", match.group(), re.I):
            continue
        number = digits(match.group())
        span = match.span()
        before = text[max(0, span[0] - 50) : span[0]]
        if _BSN_SAID.search(before) or (len(number) == 9 and number[0] != "0" and eleven_test(number)):
            yield Found(*span, "bsn")
        elif number.startswith(("06", "316", "0031", "031")) or (number[0] == "0" and 9 <= len(number) <= 11):
            yield Found(*span, "phone")
        elif len(number) >= 7 and number not in "12345678910111213141516":
            yield Found(*span, "number", _CONTEXT.search(before) is not None or len(number) >= 9)


def _plates(text: str) -> Iterator[Found]:
    for match in _PLATE.finditer(text):
        parts = match.group(1, 3, 4)
        shape = "-".join(("9" if part.isdigit() else "A") * len(part) for part in parts)
        loose = match[2] != "-"
        if shape in _SHAPES and not (loose and match.group() != match.group().upper()):
            yield Found(*match.span(), "plate")
    for match in _PLATE_SAID.finditer(text):
        if re.search(rf"\d|\b{NUMBER}\b", match[1], re.I) and re.search(r"\b[a-z]{1,3}\b", match[1], re.I):
            start, stop = match.span(1)
            yield Found(start, start + len(text[start:stop].rstrip(" ,-")), "plate")


def _codes(text: str) -> Iterator[Found]:
    for match in _CONTEXT.finditer(text):
        if code := _CODE.match(text, match.end()):
            yield Found(*code.span(), "number")
        elif (said := _SAID.match(text, match.end())) or (said := _FEW.match(text, match.end())):
            yield Found(*said.span(), "number")
    for match in _FAR.finditer(text):
        if code := _CODE.match(text, match.end()):
            yield Found(*code.span(), "number")
    for match in _LOOSE.finditer(text):
        yield Found(*match.span(), "number")
    for match in _LONG.finditer(text):
        yield Found(*match.span(), "number", False)


_FEW = re.compile(rf"(?:\b[a-z]\b[\s,-]*){{0,3}}{_ONE}(?:{_LINK}+{_ONE}){{2,}}(?!\w)", re.I)


def _trimmed(text: str, start: int, stop: int) -> tuple[int, int]:
    while stop > start and not text[stop - 1].isdigit():
        stop -= 1
    return start, stop
