"""Changed and new answers to open questions: where each comes to stand, and which codings go along with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from codeerbank.domain.events import AnswersAppended
from codeerbank.domain.ids import Id
from codeerbank.domain.survey import AnswerState, OpenAnswers
from codeerbank.store.read.waves import HeldAnswer, HeldColumn, Row

_LONG = 20_000
"""From so many characters on, difflib looks at rare characters only: exactly would take minutes."""


@dataclass(slots=True)
class ChangedAnswers:
    """What a newer export does to one open question.

    fresh, changed, withdrawn   keys of the respondents whose answer is new, other, or no longer there
    carried                     how many codings stay, on the same words in the new answer
    lost                        (respondent, code) of each coding whose words are no longer there
    """

    events: list[AnswersAppended] = field(default_factory=list)
    fresh: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    carried: int = 0
    lost: list[tuple[str, str]] = field(default_factory=list)


def changed_answers(
    column: HeldColumn,
    held: Mapping[Row, HeldAnswer],
    codings: Sequence[tuple[int, int, str]],
    names: Sequence[str],
    places: Sequence[Row],
    new: OpenAnswers,
) -> ChangedAnswers:
    """Compare the answers of a newer export with those in the project, one event per frame of respondents."""
    found = ChangedAnswers()
    batches: dict[Id, _Batch] = {}
    for name, place, state, words in zip(names, places, new.states, new.answers, strict=True):
        old, given = held.get(place), words if state == AnswerState.VALUE else ""
        if (old.words if old else "") == given:
            continue
        batch = batches.setdefault(place[0], _Batch())
        if not given and old:
            batch.withdrawn.append(old.number)
            found.withdrawn.append(name)
            found.lost += [(name, code) for start, stop, code in codings if old.said <= start and stop <= old.stop]
            continue
        (found.changed if old else found.fresh).append(name)
        batch.answers.append((place[1], given, old, name))
    end = column.characters
    for frame, batch in batches.items():
        event = _event(column.identity, frame, end, batch, codings, found)
        end += len(event.text)
        found.events.append(event)
    return found


@dataclass(slots=True)
class _Batch:
    """The answers of one frame: row, words, the answer before, and the respondent's key."""

    answers: list[tuple[int, str, HeldAnswer | None, str]] = field(default_factory=list)
    withdrawn: list[int] = field(default_factory=list)


def _event(
    document: Id, frame: Id, end: int, batch: _Batch, codings: Sequence[tuple[int, int, str]], found: ChangedAnswers
) -> AnswersAppended:
    starts, stops, kept, at = [], [], {}, end
    for _row, words, old, name in batch.answers:
        starts.append(at)
        stops.append(at + 1 + len(words))
        if old:
            stretches = _kept(old, words, at + 1)
            kept[str(old.number)] = stretches
            _follow(old, stretches, codings, name, found)
        at = stops[-1]
    rows = [row for row, _words, _old, _name in batch.answers]
    text = "".join("\n" + words for _row, words, _old, _name in batch.answers)
    replaces = [old.number if old else 0 for _row, _words, old, _name in batch.answers]
    if not any(replaces):
        replaces = []
    return AnswersAppended(document, frame, end, text, starts, stops, rows, replaces, batch.withdrawn, kept)


def _kept(old: HeldAnswer, words: str, said: int) -> list[list[int]]:
    """Give the stretches that stayed: [old address, new address, length]."""
    match = SequenceMatcher(None, old.words, words, autojunk=len(old.words) + len(words) > _LONG)
    return [[old.said + block.a, said + block.b, block.size] for block in match.get_matching_blocks() if block.size]


def _follow(
    old: HeldAnswer,
    kept: Sequence[Sequence[int]],
    codings: Sequence[tuple[int, int, str]],
    name: str,
    found: ChangedAnswers,
) -> None:
    for start, stop, code in codings:
        if not (old.said <= start and stop <= old.stop):
            continue
        if any(at <= start and stop <= at + length for at, _new, length in kept):
            found.carried += 1
        else:
            found.lost.append((name, code))
