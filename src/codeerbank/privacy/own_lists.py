"""Names a researcher gives: participants, and schools and institutions that may come up."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from codeerbank.privacy.finding import Found
from codeerbank.privacy.names import COMMON, PREFIXES

_ENDINGS = r"(?:(?<=\w)(?:['’]?s|['’]|[aou]?tje|je|pje|etje|ke|ie|y|tjes|jes)(?:['’]?s)?)?"
_KINDS = re.compile(
    r"^(?:(?:openbare|christelijke|katholieke|speciale|brede|stichting|basisschool|school|obs|cbs|kbs|rkbs|sbo|vso|jeugdhulp|jeugdzorg|zorggroep|zorgboerderij|gezinshuis|woongroep"
    r"|leefgroep|kinderdagverblijf|jongerencentrum|buurthuis|manege|huisartsenpraktijk|praktijk|kliniek|ggz|het|de|'t)\s+)+",
    re.I,
)
_TAILS = re.compile(r"\s+(?:college|lyceum|school|groep|zorg|jeugd|jeugdhulp|kliniek|ziekenhuis)$", re.I)
SHORTEST = 2


def listed(text: str, participants: Iterable[str], institutions: Iterable[str]) -> Iterator[Found]:
    """Find what is on the lists, in whole and in part, also in lower case, as a diminutive and with a genitive s."""
    for name in participants:
        yield from _participant(text, name.strip())
    for name in institutions:
        yield from _institution(text, name.strip())


def _participant(text: str, name: str) -> Iterator[Found]:
    parts = [part for part in re.split(r"[\s,]+", name) if len(part) >= SHORTEST]
    if len(parts) > 1:
        whole = r"[\s,]+".join(map(re.escape, parts))
        for match in re.finditer(rf"(?<!\w){whole}(?:['’]?s)?(?!\w)", text, re.I):
            yield Found(*match.span(), "name")
    for part in parts:
        if part.lower() in PREFIXES or not part[0].isalpha():
            continue
        prefixes = "|".join(sorted(map(re.escape, PREFIXES - {"in", "op", "uit", "aan", "voor"})))
        lead = rf"(?:(?:{prefixes})\s+){{1,3}}" if len(parts) > 2 and part == parts[-1] else ""
        for match in re.finditer(
            rf"(?<!\w)(?:{lead})?{re.escape(part)}{_ENDINGS}(?!\w)|(?<!\w){re.escape(part)}{_ENDINGS}(?!\w)", text, re.I
        ):
            if sure := _believed(text, match, part):
                yield Found(*match.span(), "name", sure == 1)


def _believed(text: str, match: re.Match[str], part: str) -> int:
    """Weigh a name that is a frequent word: 1 sure, 2 to look at, 0 the word."""
    if part.lower() not in COMMON:
        return 1
    opens = not re.search(r"[\w,;]\s+$", text[max(0, match.start() - 4) : match.start()])
    if match.group()[0].isupper():
        return 2 if opens else 1
    return 0


def _institution(text: str, name: str) -> Iterator[Found]:
    core = _KINDS.sub("", name)
    short = _TAILS.sub("", core)
    forms = {name, core} | ({short} if len(short) > 3 else set())
    for form in filter(None, forms):
        plain = len(form.split()) == 1 and (form.lower() in COMMON or form != name)
        pattern = r"\s+".join(map(re.escape, form.split()))
        for match in re.finditer(rf"(?<!\w)(?:(?:de|het|'t)\s+)?{pattern}(?:['’]?s)?(?!\w)", text, re.I):
            if match.group()[0].isupper() or not plain or len(form) > 6:
                yield Found(*match.span(), "institution")
            elif form.lower() not in COMMON:
                yield Found(*match.span(), "institution", False)
