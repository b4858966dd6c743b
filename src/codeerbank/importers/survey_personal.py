"""Columns that hold personal data: by their name, or because their cells are e-mail or internet addresses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

_NAME = re.compile(
    r"(?:ip|ipadres|ipaddress|ipadresse|email|emailadres|emailaddress|mail|mailadres|recipientemail|emailvandeelnemer"
    r"|naam|name|volledigenaam|fullname|voornaam|achternaam|tussenvoegsel|firstname|lastname|surname"
    r"|recipientfirstname|recipientlastname|telefoon|telefoonnummer|telefoonnr|phone|phonenumber|mobiel|mobielnummer"
    r"|adres|address|straat|huisnummer|geboortedatum|dateofbirth|bsn|refererurl|referrerurl|refurl|verwijzendeurl"
    r"|locatie|location|(?:locatie|location)?(?:latitude|longitude)|breedtegraad|lengtegraad|iban|rekeningnummer)"
)
_CELL = re.compile(r"[^@\s]+@[^@\s]+\.[A-Za-z]{2,}|(?:\d{1,3}\.){3}\d{1,3}|[0-9A-Fa-f]{0,4}(?::[0-9A-Fa-f]{0,4}){3,7}")
_SAMPLE = 100
_QUESTION_CODE = re.compile(r"[\w.]+\.\s+")


def is_personal(name: str, cells: Sequence[str]) -> bool:
    """Say whether a column looks like personal data; ``ipaddr. IP address`` counts by its second half too."""
    names = {name, _QUESTION_CODE.sub("", name, count=1)}
    if any(_NAME.fullmatch(re.sub(r"[\W_]+", "", one).casefold()) for one in names):
        return True
    sample = list(islice((cell.strip() for cell in cells if cell and not cell.isspace()), _SAMPLE))
    return bool(sample) and sum(bool(_CELL.fullmatch(cell)) for cell in sample) > len(sample) / 2
