"""The words that stand in for what gives somebody away: by role where that is known, else by kind and number."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from codeerbank.i18n import N_, _
from codeerbank.privacy.names import folded

_KINDS: Mapping[str, str] = {
    "name": N_("name {n}"),
    "capital": N_("name {n}"),
    "place": N_("place {n}"),
    "school": N_("school {n}"),
    "institution": N_("institution {n}"),
    "address": N_("address"),
    "postcode": N_("postcode"),
    "phone": N_("telephone number"),
    "email": N_("e-mail address"),
    "url": N_("website"),
    "handle": N_("account"),
    "plate": N_("licence plate"),
    "date": N_("date"),
    "age": N_("age"),
    "bsn": N_("bsn"),
    "iban": N_("account number"),
    "number": N_("number"),
}
_RELATION = re.compile(
    r"\b(?:mijn|m'n|onze)\s+((?:pleeg|stief|schoon)?(?:moeder|vader|zus|zusje|broer|broertje|oma|opa|tante|oom|nicht|neef|zoon|zoontje|dochter|dochtertje)"
    r"|vriend|vriendin|buurvrouw|buurman|mentor|begeleider|voogd|gezinsvoogd|coach|leraar|juf|meester|man|vrouw|ex|collega)"
    r"(?:\s+(?:heet|is)|,)?\s+$",
    re.I,
)


def stand_in(type_: str, before: str, speaker: str | None, taken: Collection[str]) -> str:
    """Give words that nobody else has: "[moeder van J3]", "[school 2]", "[address]".

    before   what was said just before; "mijn moeder" makes it the mother of the speaker
    speaker  the pseudonym of who speaks
    """
    if type_ in ("name", "capital") and speaker and (relation := _RELATION.search(before)):
        return _free(
            "[" + _("{relation} of {speaker}").format(relation=relation[1].lower(), speaker=speaker) + "]", taken
        )
    kind = _(_KINDS[type_])
    if "{n}" not in kind:
        return f"[{kind}]"
    number = 1
    while (made := "[" + kind.format(n=number) + "]") in taken:
        number += 1
    return made


def _free(words: str, taken: Collection[str]) -> str:
    made, number = words, 2
    while made in taken:
        made, number = f"{words[:-1]} ({number})]", number + 1
    return made


def same_as(words: str, known: Mapping[str, str]) -> str | None:
    """Give the stand-in of somebody who was named before: by the same words, their genitive, or a part of the name."""
    plain = folded(words)
    for form in (plain, plain.removesuffix("'s"), plain.removesuffix("s")):
        if form in known:
            return known[form]
    parts = plain.split()
    alike = {
        known[name] for name in known if parts and name.split()[0] == parts[0] and 1 in (len(parts), len(name.split()))
    }
    return alike.pop() if len(alike) == 1 else None


def substituted(text: str, changes: Sequence[tuple[int, int, str]]) -> str:
    """Put other words in the place of stretches of a text; of two that overlap the first counts."""
    parts, at = [], 0
    for start, stop, words in sorted(changes):
        if start >= at:
            parts += [text[at:start], words]
            at = stop
    return "".join([*parts, text[at:]])
