"""Days and ages by which somebody can be told from others; as written and as said."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codeerbank.privacy.finding import Found
from codeerbank.privacy.number_words import NUMBER, ORDINAL, YEAR

_MONTH = (
    r"(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december|jan|feb|mrt|apr|jun|jul"
    r"|aug|sept|sep|okt|nov|dec)"
)
_DAY = rf"(?:\d{{1,2}}(?:de|ste|e)?|{ORDINAL}|{NUMBER})"
_DATE = re.compile(
    rf"\b(?:de\s+)?{_DAY}\s+(?:van\s+)?{_MONTH}\b\.?(?:,?\s+(?:{YEAR}|['’]\d\d)\b)?"
    rf"|\b{_MONTH}\s+(?:van\s+)?{YEAR}\b"
    r"|(?<![\w./-])\d{1,2}([-/.])\d{1,2}\1(?:\d{4}|\d{2})(?![\w/-]|\.\d)|(?<![\w./-])\d{4}-\d{1,2}-\d{1,2}(?![\w-])"
    rf"|\b(?:de\s+)?{ORDINAL}\s+van\s+de\s+{ORDINAL}(?:(?:\s+van)?,?\s+(?:{YEAR}|{NUMBER})\b)?"
    r"|(?<![\w./-])\d{1,2}[-/]\d{1,2}(?![\w./-])(?=[^.]{0,30}\b(?:jarig|geboren|verjaar))",
    re.I,
)
_BORN = re.compile(
    rf"\b(?:geboren|geboortejaar|geboortedatum|jarig|verjaar\w*)\b(?:\s+(?:ben|is|was|ik|hij|zij|ze|in|op|de|het|dus|die|altijd|gewoon|zijn|mijn|haar|van|:)\b)*"
    rf"[\s:]*({YEAR}|['’]\d\d|{_DAY}(?:\s+{_MONTH})?(?:\s+{YEAR})?|{_DAY}\s+{_DAY}\s+{YEAR})\b",
    re.I,
)
_OF_YEAR = re.compile(
    rf"\b(?:ik|hij|zij|ze|die|zoon|dochter|broertje|zusje)\s+(?:is|ben)\s+van\s+(?:het\s+jaar\s+)?({YEAR}|['’]\d\d)\b",
    re.I,
)
_BORN_AFTER = re.compile(rf"\b(?:in|uit|van)\s+({YEAR})\s+(?:is\s+\w+\s+)?(?:geboren)\b", re.I)
_NUM = rf"(?:\d{{1,3}}|{NUMBER})"
_OLD = rf"({_NUM}(?:\s+(?:en\s+een\s+)?half)?(?:\s*jaar)?(?:\s+oud)?)"
_WHO = (
    r"(?:jongen|jongetje|meisje|meid|kind|kinderen|zoon|zoontje|dochter|dochtertje|broer|broertje|zus|zusje|nicht|nichtje|neef|neefje|tweeling"
    r"|baby|peuter|kleuter|puber|jongere|vrouw|man|oma|opa|moeder|vader|leerling|vriend|vriendin|jongste|oudste|middelste|eentje|een|die|gast|dame|heer|kleinzoon|kleindochter)"
)
_SUBJECT = r"(?:ik|hij|ie|zij|ze|die|wij|we|jij|je|u|(?!dit\b|dat\b|er\b|het\b)\w+)"
_NOT_AFTER = (
    r"(?!\s*(?:%|procent|euro|cent|uur|minuten|minuut|weken|week|maanden|maand|dagen|dag|keer|kilo|kilometer|km|meter|man\b|mensen|personen"
    r"|kinderen|van\s+de|van\s+die|op\s+de|tegen|graden|punten|jongeren|gezinnen|gesprekken|mensen|stuks|begeleiders|hulpverleners|scholen|soorten|dingen|vragen"
    r"|jaar\s+(?:lang|geleden|bezig|in|bij|onder|op|later|weg|getrouwd|samen|gescheiden|terug|daarvoor|werkzaam|therapie|ervaring|behandeling|voor|aan|hulp|en\s+dan)"
    r"|(?:zusjes?|broers?|broertjes?|zussen|zoons?|dochters?|vrienden|vriendinnen|honden|katten|dagdelen|auto|plekken)\b|of\b|\w+en\s+van\b|,\d|[.:]\d|-\w))"
)
_HALF = r"(?!\s*(?:half|voor|over|kwart))"
_AGES = [
    rf"\b({_NUM}[\s-]?jarigen?)\b",
    rf"\b({_NUM}(?:\s+en\s+een\s+half|,5)?\s*jaar(?:tje)?\s+oud)\b",
    rf"\b(?:is|ben|was|wordt|word|werd|bent|waren|zijn|worden)\s+(?:{_SUBJECT}\s+)?(?:(?:nu|net|al|bijna|toen|pas|inmiddels|dan|ook|nog|maar|zo'n|een\s+jaar\s+of|een|hooguit|zeker|misschien|rond\s+de|vorige|volgende|week|maand|morgen|gisteren|gister|vandaag|dus|ondertussen|ongeveer|straks|"
    rf"geloof|ik|ja|eindelijk|uh)\s+){{0,3}}{_OLD}\b(?!\s+(?!toen\b|als\b|dus\b|soms\b|anders\b|thuis\b|geworden\b|moeten\b)\w+(?:en|tjes|s)\b)",
    rf"\b(?:toen|sinds|totdat|tot|omdat|als|dat|voordat|nadat|vanaf\s+dat|terwijl)\s+(?:(?:ik|hij|ie|zij|ze|die|we|wij|je)|(?:mijn|m'n|onze|zijn|haar)\s+\w+|[A-Z]\w+)\s+(?:nog|net|al|pas|bijna|een\s+jaar\s+of|ongeveer|toen|maar)?\s*"
    rf"{_OLD}\s+(?:was|ben|is|waren|werd|wordt|word)\b",
    rf"\b(?!(?:moeder|vader|man|vrouw|oma|opa|een|die|gast)\s+van\s+{_NUM}\s*[.,]){_WHO}(?:\s+\w+)?\s+van\s+(?:net\s+|bijna\s+|nog\s+geen\s+|toen\s+)?{_OLD}\b",
    rf"\b(?:van|naar|tussen|tot|vanaf|met|op|rond)\s+(?:mijn|m'n|haar|zijn|z'n|d'r|hun|de\s+leeftijd\s+van)\s+((?:{ORDINAL}|{_NUM}))(?!\s+\w+(?:jaar|klas|keer|huis|school|gesprek))\b",
    rf"\b(?:op|vanaf|sinds|na|tot|rond|voor|naar|tegen)\s+(?:mijn|m'n|haar|zijn|z'n|d'r|hun)\s+({ORDINAL}(?:\s+(?:verjaardag|jaar|levensjaar))?)(?!\s+(?:klas|groep|begeleid\w*|keer|plek|huis|school|gesprek|gezin|baan|dag|poging|kind|man|vrouw|week|wens|brief|intake|vriend\w*|hulpverlen\w*)\b)",
    rf"\bleeftijd\s+(?:is\s+|was\s+|van\s+|:\s*)?{_OLD}\b",
    rf"\(({_NUM}(?:\s+jaar)?)\)",
    rf"\b[A-Z]\w+,?\s+(?:van\s+)?({_NUM}\s+jaar)\b(?=\s*[,.])",
    rf"\b(?:mijn|m'n|onze|zijn|haar|d'r|z'n)\s+{_WHO}\s*,?\s+({_NUM}(?:\s+jaar)?)(?=\s*[,.])",
    rf"\b(?:jongste|oudste|middelste)\s*,?\s+(?:al\s+|net\s+)?({_NUM})(?=\s*(?:[.,]|$|en\b))",
    rf"\b({_NUM})\s+geworden\b",
    rf"\b({_NUM})\s+(?:was|ben|is|werd|word)\s+(?:ik|hij|ie|ze|zij)\b(?!\s+(?:keer|de|het)\b)",
    rf"\b(?:dochters|zoons|zonen|jongens|meisjes|meiden|kinderen|broertjes|zusjes|broers|zussen|pubers|kids),?\s+van\s+({_NUM})(?=\s*(?:,|en\b|jaar\b))",
    rf"\b(?:wordt|word|werd|is|ben)\s+in\s+{_MONTH}\s+({_NUM})(?!\w|\s+\w+en\b)",
    rf"\bals\s+({_NUM}[\s-]jarige|{_NUM}\s*jarig\w*)",
]
_AGE = [
    re.compile(pattern + (_NOT_AFTER + _HALF if n in (2, 4) else ""), re.I if n != 9 else 0)
    for n, pattern in enumerate(_AGES)
]
_NO_AGE = re.compile(r"\b(?:een|één|eén|nul)(?:\s+jaar)?", re.I)
_LASTS = re.compile(
    r"\b(?:dat|het|dit|er|wachtlijst|wachttijd|traject|duur|uur)\s+(?:is|was|zijn|waren|wordt|werd|duurt)\b", re.I
)


def dates(text: str) -> Iterator[Found]:
    """Find days, years of birth and ages."""
    for match in _DATE.finditer(text):
        start = match.start()
        yield Found(start, start + len(match.group().rstrip(".")), "date")
    for pattern in (_BORN, _BORN_AFTER, _OF_YEAR):
        for match in pattern.finditer(text):
            if not _NO_AGE.fullmatch(match[1]):
                yield Found(*match.span(1), "date")
    for pattern in _AGE:
        for match in pattern.finditer(text):
            if (
                not _NO_AGE.fullmatch(match[1].strip())
                and not _LASTS.match(text, match.start())
                and not _lasting(text, match)
            ):
                yield Found(*match.span(1), "age", _of_somebody(text, match))
                yield from _more(text, match.end(1))


_MORE = re.compile(rf"(?:,\s*|,?\s+en\s+)({_NUM})(?=\s*(?:[.,;!?]|$|en\b|jaar\b))", re.I)


def _more(text: str, at: int) -> Iterator[Found]:
    """Follow a row of ages: "12, 14 en 16"."""
    while match := _MORE.match(text, at):
        yield Found(*match.span(1), "age")
        at = match.end()


def _of_somebody(text: str, match: re.Match[str]) -> bool:
    """Say whether "is zes" is said of somebody: "ze is zes" is, "leuke dingen doen is zes" may not be."""
    if match.re is not _AGE[2] or re.search(r"\b(?:jaar|oud)\b", match[1]):
        return True
    before = re.search(r"(\w+),?\s+$", text[: match.start()][-30:])
    return before is None or not re.search(r"(?:en|ing|heid|tal|cijfer|score)$", before[1]) or before[1][0].isupper()


def _lasting(text: str, match: re.Match[str]) -> bool:
    """Say whether the words before tell of how long something took, or of the clock."""
    before = text[max(0, match.start(1) - 18) : match.start(1)]
    return bool(
        re.search(
            r"\b(?:om|half|kwart|over|ruim|sinds|na|elke|ieder|laatste|afgelopen|eerste|cijfer|een)\s+$", before, re.I
        )
    ) or bool(
        re.search(
            r"\b(?:het|dat|er)\s+(?:is|was|wordt|werd|zijn|waren)\s+(?:\w+\s+){0,2}$",
            text[max(0, match.start(1) - 25) : match.start(1)],
            re.I,
        )
    )
