"""Codes by person, under the rule of ``quantitize``: a zero is only a zero where somebody has read to the end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.coding import Mark
from codeerbank.domain.document import Turn
from codeerbank.mixed.quantitize import Place, person_of


@dataclass(slots=True)
class PersonCodes:
    """What one person said under each code; codes above a code count with it.

    fragments   code key -> stretches of text under the code; those that overlap count as one
    read        whether all that was said has been read to the end
    """

    fragments: Mapping[str, int] = field(default_factory=dict)
    read: bool = True

    def state(self, code: str) -> int | None:
        """Give 1 where the code was given, 0 where all was read without it, None where it is not yet coded."""
        return 1 if code in self.fragments else 0 if self.read else None


def codes_by_person(
    codebook: Codebook, turns: Iterable[Turn], marks: Iterable[Mark], coder: str | None = None
) -> dict[str, PersonCodes]:
    """Give the codes of everybody who spoke or wrote, in order of speaking; moderators and nobody's words are left out.

    coder   whose reading counts; None: a turn is read when any coder has marked it done
    """
    found: dict[str, PersonCodes] = {}
    speakers: dict[Place, str] = {}
    for turn in turns:
        person = person_of(turn)
        if turn.role == "moderator" or person is None:
            continue
        speakers[turn.document, turn.number] = person
        known = found.setdefault(person, PersonCodes())
        done = coder in turn.done_by if coder else bool(turn.done_by)
        known.read = known.read and (done or not turn.words)
    above = {code.key: codebook.upwards(code) for code in codebook.codes}
    stretches: dict[str, dict[str, list[tuple[str, int, int]]]] = defaultdict(lambda: defaultdict(list))
    for mark in marks:
        speaker = speakers.get((mark.document, mark.turn))
        if speaker is not None and (coder is None or mark.coder == coder):
            for key in above.get(mark.code, ()):
                stretches[speaker][key].append((mark.document, mark.start, mark.stop))
    for person, codes in stretches.items():
        found[person].fragments = {key: _runs(places) for key, places in codes.items()}
    return found


def _runs(places: list[tuple[str, int, int]]) -> int:
    """Count stretches; those that overlap are one, those that only touch stay apart."""
    count, document, end = 0, "", -1
    for name, start, stop in sorted(places):
        if name != document or start >= end:
            count, document, end = count + 1, name, stop
        else:
            end = max(end, stop)
    return count
