"""What people said under a code: who agrees with it, who does not, and which quotes stand for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.names import names_in
from codeerbank.domain.verdicts import Claim, Direction
from codeerbank.mixed.joint.proposal import majority
from codeerbank.mixed.joint.side_by_side import QUOTE_LENGTH

_KEPT = 4
"""Candidates for a quote that are kept per code, group and stance."""
_FOR, _AGAINST = "for", "against"


@dataclass(frozen=True, slots=True)
class Voice:
    """One coding of what somebody said, with the attributes that give it a direction.

    person     who said it; None where nobody is known, as in a summary
    quotable   False where its words stay out of displays
    """

    coding: str
    code: str
    document: str
    start: int
    person: str | None
    group: str | None
    text: str
    source: str
    direction: str = ""
    reaction: str = ""
    prompted: str = ""
    quotable: bool = True

    @property
    def shown(self) -> bool:
        """Say whether it was said of a figure that was shown: so is every reaction, unless somebody marked it otherwise."""
        return self.prompted == "shown" or (bool(self.reaction) and self.prompted != "spontaneous")

    @property
    def stance(self) -> str:
        """Say whether it goes with the code or against it; a reaction weighs more than a direction."""
        if self.reaction:
            return _AGAINST if self.reaction == "disputes" else _FOR
        return self.direction if self.direction in ("helps", "hinders") else ""


@dataclass(slots=True)
class Stance:
    """The persons under a code, by what they did: recognise, add to or dispute a figure, or speak of their own accord.

    quotes   candidates by (group, stance), those nearest to the wanted length first
    """

    reactions: dict[str, set[str]] = field(default_factory=dict)
    spoke: dict[str, set[str]] = field(default_factory=dict)
    groups: dict[str, str | None] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)
    shown_in: dict[str, None] = field(default_factory=dict)
    quotes: dict[tuple[str | None, str], list[Voice]] = field(default_factory=dict)

    def hear(self, voice: Voice) -> None:
        """Take one voice in; without a person its document stands for who spoke."""
        who = voice.person or voice.document
        self.groups[who] = voice.group
        self.documents[voice.document] = None
        if voice.shown:
            self.shown_in[voice.document] = None
            self.reactions.setdefault(voice.reaction or "recognises", set()).add(who)
        else:
            self.spoke.setdefault(voice.reaction or voice.direction or "neutral", set()).add(who)
        if voice.quotable:
            kept = self.quotes.setdefault((voice.group, voice.stance), [])
            kept.append(voice)
            if len(kept) > 2 * _KEPT:
                kept[:] = sorted(kept, key=_distance)[:_KEPT]

    def claim(self, sense: str, asked: bool) -> Claim:
        """Read what the conversations claim about a question that agrees with ``sense`` (hinders, helps or unknown)."""
        if self.spoke:
            persons = {who for people in self.spoke.values() for who in people}
            direction = self._direction(persons, sense)
            known = {group for who in persons if (group := self.groups[who]) is not None}
            groups = {
                group: self._direction({who for who in persons if self.groups[who] == group}, sense)
                for group in sorted(known)
            }
            return Claim(direction, len(persons), adds=self._adds(direction), groups=groups)
        if self.reactions:
            agree = len(self.reactions.get("recognises", set()) | self.reactions.get("adds", set()))
            return Claim(majority(agree, len(self.reactions.get("disputes", ()))), agree, shown=True)
        return Claim(asked=asked)

    def _direction(self, persons: set[str], sense: str) -> Direction:
        """Give the side most of these persons are on; unknown while the question's own side is."""
        if sense not in ("helps", "hinders"):
            return "?"
        other = "helps" if sense == "hinders" else "hinders"
        agree = self.spoke.get(sense, set()) | self.spoke.get("recognises", set())
        against = self.spoke.get(other, set()) | self.spoke.get("disputes", set())
        return majority(len(persons & agree), len(persons & against)) or "0"

    def _adds(self, direction: Direction) -> bool:
        """Say whether there is more in it than one direction: additions, both sides at once, or other reactions."""
        more = len(self.spoke.get("adds", ())) + len(self.spoke.get("both", ()))
        disputed = bool(self.reactions.get("disputes")) and direction == "+"
        return disputed or more * 2 > sum(map(len, self.spoke.values()))

    def typical(self) -> list[Voice]:
        """Choose a quote per perspective by a rule that favours nobody: of the stance most have, nearest to a length."""
        sizes: dict[str, int] = {}
        for (_group, stance), kept in self.quotes.items():
            sizes[stance] = sizes.get(stance, 0) + len(kept)
        ranked = sorted(sizes, key=lambda stance: -sizes[stance])
        groups = dict.fromkeys(group for group, _stance in self.quotes)
        return [
            next(_best(self.quotes[group, stance]) for stance in ranked if (group, stance) in self.quotes)
            for group in groups
        ]

    def contrasting(self) -> Voice | None:
        """Choose a quote that goes the other way than most; None where nobody does."""
        pairs = ((_FOR, _AGAINST), ("helps", "hinders"))
        for one, other in pairs:
            first, second = self._of(one), self._of(other)
            if first and second:
                return _best(first if len(first) < len(second) else second)
        return None

    def _of(self, stance: str) -> list[Voice]:
        return [voice for (_group, own), kept in self.quotes.items() if own == stance for voice in kept]


def _distance(voice: Voice) -> int:
    return abs(len(voice.text) - QUOTE_LENGTH)


def _best(voices: Sequence[Voice]) -> Voice:
    """Give the voice nearest to the wanted length, one that names nobody where there is one."""
    nearest = sorted(voices, key=_distance)[:_KEPT]
    return next((voice for voice in nearest if not names_in(voice.text)), nearest[0])


def listen(codebook: Codebook, voices: Iterable[Voice]) -> Mapping[str, Stance]:
    """Gather the voices under each code, and under the codes above it."""
    above = {code.key: codebook.upwards(code) for code in codebook.codes}
    found: dict[str, Stance] = {}
    for voice in voices:
        for key in above.get(voice.code, ()):
            found.setdefault(key, Stance()).hear(voice)
    return found
