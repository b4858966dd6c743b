"""Whom a newer export of a survey is about: who is in the project already, who is new, who is gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from codeerbank.domain.ids import Id, derived_id
from codeerbank.domain.survey import NewSurvey
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.store.read.waves import Row, Waves


@dataclass(frozen=True, slots=True)
class Respondents:
    """The rows of a newer export, each with the respondent it belongs to.

    frames   what brought the respondents of this survey in, the one with most of those in the file first
    places   per row of the file the respondent; who is new stands in a frame of their own
    fresh    rows of the file with a new respondent, and the frame that they get
    gone     keys of respondents that the file no longer has
    moved    keys of those who are in another group in the file
    sizes    per known frame how many rows it has
    """

    frames: Sequence[Id]
    places: Sequence[Row]
    fresh: Sequence[int]
    fresh_frame: Id
    gone: Sequence[str]
    moved: Sequence[str]
    sizes: dict[Id, int]


def respondents_of(waves: Waves, new: NewSurvey) -> Respondents:
    """Find every respondent of the file by their key; refused when none of them is in the project."""
    people = list(waves.people())
    wanted = set(new.cases)
    shared = Counter(frame for name, (frame, _row), _group in people if name in wanted)
    known: dict[str, tuple[Row, str | None]] = {}
    for name, place, group in people:
        if name in wanted and (name not in known or shared[place[0]] > shared[known[name][0][0]]):
            known[name] = (place, group)
    if not known:
        raise UsageError(
            _("None of the respondents of {name} is in the project.").format(name=new.source),
            _("Bring the file in without --update, or look at the column that --key names."),
            new.source,
        )
    found = Counter(place[0] for place, _group in known.values())
    survey = waves.survey_of(found)
    frames = [*(frame for frame, _n in found.most_common()), *sorted(survey - found.keys())]
    fresh = [n for n, name in enumerate(new.cases) if name not in known]
    frame = derived_id("newer respondents", frames[0], *(new.cases[n] for n in fresh))
    order = {row: n for n, row in enumerate(fresh)}
    places = [known[name][0] if name in known else (frame, order[n]) for n, name in enumerate(new.cases)]
    gone = [name for name, place, _group in people if place[0] in survey and name not in wanted]
    moved = [
        name
        for name, group in zip(new.cases, new.groups, strict=True)
        if name in known and group and group != known[name][1]
    ]
    sizes = {one: 1 + max(row for _name, (of, row), _group in people if of == one) for one in frames}
    return Respondents(frames, places, fresh, frame, gone, moved, sizes)
