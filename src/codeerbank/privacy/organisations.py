"""Schools and institutions, known by the kind of their name: "basisschool De Y", "Grachtwaard College", "Stichting Z"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from codeerbank.privacy.finding import Found
from codeerbank.privacy.lists import word_list
from codeerbank.privacy.names import COMMON, NO_NAMES, folded

_CAP = r"(?:[A-ZÀ-Þ][\w'’&-]*|\d{2,3}(?=\s[A-Z]))"
_IN = r"(?:van|de|der|den|en|het|aan|op|in|'t|’t|te|voor|ten|ter)"
NAME = rf"(?:(?:[Dd]e|[Hh]et|['’]t|[Ss]int|St\.|Ds\.|Dr\.|Prof\.)\s+)*{_CAP}(?:\s+(?:{_IN}\s+){{0,2}}{_CAP}){{0,4}}"
_SCHOOLS = (
    r"(?:(?:\w*basis|\w*dal?ton|montessori|vrije|jenaplan|brede|praktijk|muziek|dans|zwem|sport|streek|taal|hoge|school|speciale|middelbare)\s?[Ss]chool|school|[Ss]cholengemeenschap"
    r"|obs|OBS|cbs|CBS|rkbs|pcbs|PCBS|kbs|KBS|sbo|SBO|vso|VSO|so|pro|PrO|roc|ROC|mbo|MBO|havo|vmbo|aoc|AOC|[Cc]ollege|[Ll]yceum|[Gg]ymnasium|[Uu]niversiteit"
    r"|[Kk]inderdagverblijf|[Kk]inderopvang|[Pp]euterspeelzaal|[Pp]euteropvang|bso|BSO|[Kk]dv|KDV|[Cc]r[eè]che|[Hh]ogeschool|[Aa]cademie|[Ii]nternaat)"
)
_PLACES = (
    r"(?:[Ss]tichting|[Jj]eugdhulp|[Jj]eugdzorg|[Jj]eugdbescherming|[Jj]eugdteam|[Zz]orggroep|[Zz]orgboerderij|[Zz]orgaanbieder|[Zz]orginstelling|[Ii]nstelling|ggz|GGZ|GGD|RIBW|UMC|AZC|azc"
    r"|[Ww]oongroep|[Gg]ezinshuis|[Ll]eefgroep|[Bb]ehandelgroep|[Cc]risisgroep|[Kk]amertrainingscentrum|[Ww]oonvorm|[Ll]ocatie|[Hh]uisartsenpraktijk|[Pp]raktijk|[Kk]liniek|\w*[Zz]iekenhuis"
    r"|[Ww]ijkteam|[Gg]ebiedsteam|[Ss]ociaal\s+[Tt]eam|[Ss]ociaal\s+[Ww]ijkteam|[Bb]uurtteam|[Bb]uurthuis|[Jj]ongerencentrum|[Jj]eugdhonk|[Cc]linic|[Ss]portclub|[Vv]oetbalclub|[Vv]oetbalvereniging|\w+vereniging|[Hh]ockeyclub"
    r"|[Vv]v|VV|SV|sv|[Kk]erk|[Mm]oskee|[Mm]anege|[Ss]couting|[Cc]amping|[Dd]agbesteding|[Oo]pvang|[Oo]pvanghuis|[Tt]huiszorg|[Oo]rganisatie|[Zz]wembad|[Ss]porthal|[Dd]ojo|[Gg]ezondheidscentrum|[Cc]entrum"
    r"|[Aa]fdeling|[Hh]uize|[Hh]uis|[Zz]orgcentrum|[Vv]erpleeghuis|[Aa]potheek|[Tt]andartspraktijk|[Bb]uurtcentrum|[Ww]ijkcentrum|[Kk]inderboerderij|[Ss]peeltuin|[Bb]ibliotheek|[Ff]lat|[Vv]oedselbank"
    r"|[Cc]af[eé]|[Rr]estaurant|[Ss]nackbar|[Gg]arage|[Bb]akkerij|[Aa]utobedrijf|[Ss]upermarkt|[Mm]aatschap|[Pp]leegzorg|[Mm]aatwerk|[Rr]echtbank|[Pp]olitie|[Gg]emeente)"
)
_KIND = re.compile(rf"\b(?:{_SCHOOLS}|{_PLACES})\s+{NAME}")
_SCHOOL_KIND = re.compile(rf"\b{_SCHOOLS}\s+{NAME}")
_OLD_GENITIVE = re.compile(
    r"(?<!\w)['’]s\s(?!Avonds|Ochtends|Morgens|Middags|Nachts|Winters|Zomers|\w+dags\b|Lands)[A-ZÀ-Þ][\w-]+(?:\s[A-ZÀ-Þ][\w-]+)*"
)
_CLASS_OF = re.compile(rf"\b[Gg]roep\s+\w+\s+(?:van|op|bij)\s+({NAME})")
_TAIL_SCHOOL = re.compile(
    rf"\b(?:{_CAP}\s+(?:{_IN}\s+){{0,2}}){{0,3}}(?:{_CAP}\s+(?:College|Lyceum|School|Gymnasium|Mavo|Academie|Basisschool|Scholengemeenschap|college|lyceum|gymnasium)\b"
    r"|[A-ZÀ-Þ][\w'’-]+(?:college|lyceum|gymnasium|school|schoolen|mavo)(?:s|'s)?\b)"
)
_TAIL = re.compile(
    rf"\b(?:{_CAP}\s+){{0,2}}(?:{_CAP}\s+(?:Zorg|Zorggroep|Jeugd|Jeugdhulp|Jeugdzorg|Groep|Kliniek|Ziekenhuis|Thuiszorg|Stichting|Kinderopvang|Welzijn|Huis|Wonen|Begeleiding|Coaching|Kring|GGZ|Ziekenhuizen|MC|UMC|Hulpverlening)\b"
    r"|[A-ZÀ-Þ][\w'’-]+(?:zorg|ziekenhuis|kliniek|hulp|hoeve|groep|huis|stichting|praktijk|borg|flat|stede)\b)"
)
_LOW = re.compile(
    r"\b(?:basisschool|obs|cbs|daltonschool|montessorischool|kinderdagverblijf|zorgboerderij|gezinshuis|woongroep|leefgroep|jongerencentrum|buurthuis|manege|peuterspeelzaal"
    r"|behandelgroep|stichting|jeugdhulp|jeugdzorg|zorggroep|kliniek)\s+((?:(?:de|het|'t|sint)\s+)?[a-zà-ÿ]{4,})\b"
)
_LOW_TAIL = re.compile(
    r"\b(?!de\b|het\b|een\b|op\b|dit\b|dat\b|mijn\b|zijn\b|haar\b|ons\b)[a-zà-ÿ]{4,}\s(?:college|lyceum|gymnasium)\b|\b[a-zà-ÿ]{4,}(?:college|lyceum)\b"
)
_GENERIC = word_list("no organisations")


def organisations(text: str) -> Iterator[Found]:
    """Find schools and institutions by their kind."""
    for match in _KIND.finditer(text):
        if not _known(match.group()):
            yield Found(*match.span(), "school" if _SCHOOL_KIND.match(match.group()) else "institution")
    for match in _OLD_GENITIVE.finditer(text):
        yield Found(*match.span(), "institution")
    for match in _CLASS_OF.finditer(text):
        yield Found(*match.span(1), "school")
    for pattern, type_ in ((_TAIL_SCHOOL, "school"), (_TAIL, "institution")):
        for match in pattern.finditer(text):
            words = match.group().split()
            if len(words) == 1 and folded(words[0]).rstrip("'s") in _GENERIC | NO_NAMES:
                continue
            opens = not re.search(r"[\w,]\s+$", text[max(0, match.start() - 4) : match.start()])
            yield Found(*match.span(), type_, not (opens and len(words) == 1))
    for match in _LOW_TAIL.finditer(text):
        yield Found(*match.span(), "school", False)
    for match in _LOW.finditer(text):
        name = match[1].split()
        if name[-1] not in COMMON:
            yield Found(*match.span(), "institution", False)


def _known(words: str) -> bool:
    """Say whether what follows the kind is no name: "school Nederlands", "GGZ JIM"."""
    _kind, _blank, name = words.partition(" ")
    parts = [folded(part) for part in name.split() if part[:1].isupper()]
    return all(part in NO_NAMES or part in COMMON for part in parts)
