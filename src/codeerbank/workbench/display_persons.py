"""D6: the persons who stand in survey and words, each with answers, codes and one quote; for the team alone."""

from __future__ import annotations

from collections import Counter

from codeerbank.domain.survey import AnswerState
from codeerbank.errors import PrivacyRefusal
from codeerbank.i18n import _
from codeerbank.mixed.hearing import person_of
from codeerbank.mixed.joint.display import Display
from codeerbank.mixed.joint.persons import PersonRow, persons_layout
from codeerbank.mixed.joint.side_by_side import QUOTE_LENGTH
from codeerbank.mixed.joint.voices import Voice
from codeerbank.workbench.display_rows import Evidence
from codeerbank.workbench.mixing import merge
from codeerbank.workbench.strands import ALL_KINDS
from codeerbank.workbench.voices import as_quote, voices

MOST_CODES, MOST_QUESTIONS = 12, 4


def persons_display(evidence: Evidence) -> Display:
    """Lay out a row per person; refused outside the team, and where nobody stands in both."""
    if evidence.asked.audience != "team":
        raise PrivacyRefusal(
            _("An overview by participant stays in the team."),
            _("Outside it go displays by group, such as: codeerbank joint side-by-side --for outside"),
        )
    persons = list(merge(evidence.session, evidence.asked.by, "person", coder=evidence.asked.coder).join.matched)
    spoken = _spoken(evidence, set(persons))
    used = Counter(code for said in spoken.values() for code in {voice.code for voice in said})
    wanted = sorted(evidence.wanted) or [key for key, _n in used.most_common(MOST_CODES)]
    order = [code.key for code in evidence.codebook.codes if code.key in wanted]
    codes = {key: f"{key} {evidence.session.code(key).name}" for key in order}
    columns = _answers(evidence, order)
    read = _read(evidence)
    rows = [
        PersonRow(
            person,
            evidence.groups.by_name.get(person),
            {name: answers.get(person) for name, answers in columns.items()},
            {key for voice in spoken.get(person, ()) for key in _upwards(evidence, voice.code)}
            if person in read or person in spoken
            else None,
            as_quote(chosen) if (chosen := _quote(spoken.get(person, []))) else None,
            [voice.coding for voice in spoken.get(person, ())],
        )
        for person in persons
    ]
    rows.sort(key=lambda row: (row.group or "", row.person))
    layout = persons_layout(rows, dict(zip(columns, columns, strict=True)), codes)
    notes = [
        _("1: mentioned, 0: read to the end and not mentioned, empty: not coded yet."),
        _("Do not hand this on: persons can be recognised by it."),
    ]
    return Display(
        "persons", _("Overview by participant"), layout, [row.record() for row in rows],
        evidence.about(evidence.rows), notes, evidence.stamp,
    )  # fmt: skip


def _upwards(evidence: Evidence, key: str) -> list[str]:
    code = evidence.codebook.get(key)
    return list(evidence.codebook.upwards(code)) if code else []


def _spoken(evidence: Evidence, persons: set[str]) -> dict[str, list[Voice]]:
    found: dict[str, list[Voice]] = {}
    asked = evidence.asked
    for voice in voices(evidence.session, evidence.groups, coder=asked.coder, sensitive=asked.sensitive):
        if voice.person in persons:
            found.setdefault(voice.person or "", []).append(voice)
    return found


def _quote(said: list[Voice]) -> Voice | None:
    return min((one for one in said if one.quotable), key=lambda one: abs(len(one.text) - QUOTE_LENGTH), default=None)


def _answers(evidence: Evidence, codes: list[str]) -> dict[str, dict[str, str | None]]:
    """Read the questions linked to these codes, each answer in its own words."""
    linked = dict.fromkeys(line.variable for row in evidence.rows if row.code in codes for line in row.survey)
    found: dict[str, dict[str, str | None]] = {}
    for name in list(linked)[:MOST_QUESTIONS]:
        variable = evidence.questions.find(name)
        if variable is None or name not in evidence.questions.by_name:
            continue
        found[name] = {
            who: variable.labels.get(value or "", value) if state == AnswerState.VALUE else None
            for who, state, value in evidence.questions.column_by_name(name)
        }
    return found


def _read(evidence: Evidence) -> set[str]:
    """Name who was read to the end."""
    heard: dict[str, bool] = {}
    for text in evidence.session.read.counts.texts(ALL_KINDS, evidence.asked.coder):
        for _number, case, label, _words, done in text.said:
            person = person_of(text.document, case, label)
            if person is not None:
                heard[person] = heard.get(person, True) and bool(done)
        for _coded in text.coded:
            break
    return {person for person, done in heard.items() if done}
