"""What the researcher says about the speakers of a text that was read (who leads, who is who), and should be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from codeerbank.domain.document import NewDocument
from codeerbank.domain.people import Speaker
from codeerbank.domain.ports import ImportOptions
from codeerbank.errors import UsageError
from codeerbank.i18n import _

_A_GROUP = 3
"""Of two people who talk, anybody can see who asks; and one of them may have been left out of the recording."""
_SUPERVISOR = re.compile(
    r"(?:co-?)?begeleid(?:er|ster)|groepsleid(?:er|ster)|tolk|stagiaire?|supervisor|interpreter", re.IGNORECASE
)


def corrected(document: NewDocument, options: ImportOptions) -> NewDocument:
    """Apply what was said to one document; a label that it does not have is passed over."""
    same = {_folded(label): label_after for label, label_after in options.merge_labels.items()}
    leads = set(map(_folded, options.moderator))
    persons = {_folded(label): name for label, name in options.cases.items()}
    follows = set(map(_folded, options.participants))
    if not (same or leads or follows or persons) or not document.speakers:
        return document
    written = {_folded(speaker.label): speaker.label for speaker in document.speakers}
    becomes = {speaker.label: _final(speaker.label, same, written) for speaker in document.speakers}
    speakers: dict[str, Speaker] = {}
    for speaker in document.speakers:
        label = becomes[speaker.label]
        known = {_folded(speaker.label), _folded(label)}
        role = "moderator" if leads & known else "participant" if follows & known else speaker.role
        case = next((persons[name] for name in known if name in persons), speaker.case)
        speakers[label] = _joined(speakers.get(label), replace(speaker, label=label, role=role, case=case))
    turns = [turn._replace(speaker=becomes.get(turn.speaker or "", turn.speaker)) for turn in document.turns]
    return replace(document, turns=tuple(turns), speakers=tuple(speakers.values()))


def unsure_roles(document: NewDocument) -> list[str]:
    """Ask who leads a talk in which nobody is known to, and whether a supervisor takes part: a label cannot tell."""
    if document.kind != "transcript" or len(document.speakers) < _A_GROUP:
        return []
    if not any(speaker.role == "moderator" for speaker in document.speakers):
        return [
            _(
                "Nobody is known to lead this talk, so everybody counts as a participant; --moderator LABEL says who does."
            )
        ]
    unsure = [one.label for one in document.speakers if one.role != "moderator" and _SUPERVISOR.fullmatch(one.label)]
    words = _("“{label}” counts as a participant, unless you say: --moderator “{label}”.")
    return [words.format(label=label) for label in unsure]


def check_labels(documents: Iterable[NewDocument], options: ImportOptions) -> None:
    """Refuse a label that none of the documents has: it is a slip of the pen, and would change nothing in silence."""
    labels = {speaker.label for document in documents for speaker in document.speakers}
    known = set(map(_folded, labels))
    said = [
        *options.moderator,
        *options.participants,
        *options.merge_labels,
        *options.merge_labels.values(),
        *options.cases,
    ]
    for label in said:
        if _folded(label) not in known:
            words = _("There is no speaker “{label}” in what is brought in.").format(label=label)
            there = _("There are: {names}.").format(names=", ".join(sorted(labels))) if labels else ""
            raise UsageError(words, there)


def _joined(first: Speaker | None, other: Speaker) -> Speaker:
    """Make one speaker of two labels; who leads under one of them leads."""
    if first is None:
        return other
    role = "moderator" if "moderator" in (first.role, other.role) else first.role
    return replace(first, role=role, case=first.case or other.case, turns=first.turns + other.turns)


def _final(label: str, same: Mapping[str, str], written: Mapping[str, str]) -> str:
    """Follow a label to the one it counts under, spelled as the document spells it."""
    seen = set()
    while (folded := _folded(label)) in same:
        if folded in seen:
            raise UsageError(_("“{label}” cannot be the same speaker as itself.").format(label=label))
        seen.add(folded)
        label = written.get(_folded(same[folded]), " ".join(same[folded].split()))
    return label


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
