"""The questionnaires of the young people and the parents."""

from collections.abc import Mapping
from random import Random
from typing import Any

from practice import answers_drempel, answers_nodig
from practice.questionnaire import Questionnaire, Row
from practice.sections import Columns, as_columns, closed_questions, respondents, ticked, ticked_areas

# Each parent: (children with youth care, of whom without a supporter); together 11 and 9. The first two have a child
# whose supporter takes part.
CHILDREN = [(1, 0), (2, 1), (2, 2), *[(1, 1)] * 6]


def young_people(rng: Random, questionnaire: Questionnaire, margins: Mapping[str, Any]) -> list[Row]:
    """Eleven young people: three whose supporter takes part, three who want it, five who do not."""
    situations = ["doet_mee"] * 3 + ["wil_wel"] * 3 + ["wil_niet"] * 5
    columns = _shared(rng, questionnaire, margins, "jongere", len(situations))
    columns["heeft_steunfiguur"] = [1] * len(situations)
    columns["betrokken"] = [int(s == "doet_mee") for s in situations]
    columns["wil_betrekken"] = [int(s == "wil_wel") for s in situations]
    columns["stelling_niet_delen"].sort()  # who wants nobody there is least willing to share
    reasons = ticked(rng, margins["ticks"]["reden_niet"], 5, at_least=1)
    columns |= as_columns(questionnaire, "jongere", "reden_niet", [set()] * 6 + reasons)
    columns |= _open(answers_drempel.JONGERE, answers_nodig.JONGERE)
    return respondents(rng, questionnaire, "jongere", columns, "J")


def parents(rng: Random, questionnaire: Questionnaire, margins: Mapping[str, Any]) -> list[Row]:
    """Nine parents, who answer about eleven children."""
    columns = _shared(rng, questionnaire, margins, "ouder", len(CHILDREN))
    columns["kinderen_hulp"] = [children for children, _ in CHILDREN]
    columns["kinderen_zonder"] = [without for _, without in CHILDREN]
    columns["betrokken"] = [int(without < children) for children, without in CHILDREN]
    reasons = ticked(rng, margins["ticks"]["reden_zonder"], len(CHILDREN) - 1, at_least=1)
    columns |= as_columns(questionnaire, "ouder", "reden_zonder", [set(), *reasons])
    columns |= _open(answers_drempel.OUDER, answers_nodig.OUDER)
    return respondents(rng, questionnaire, "ouder", columns, "O")


def _shared(rng: Random, questionnaire: Questionnaire, margins: Mapping[str, Any], group: str, people: int) -> Columns:
    columns = closed_questions(rng, margins, people)
    support = ticked(rng, margins["ticks"]["steunvorm"], people, at_least=1)
    areas = ticked_areas(rng, margins["ticks"]["gebied"], margins["areas"], people)
    columns |= as_columns(questionnaire, group, "steunvorm", support)
    return columns | as_columns(questionnaire, group, "gebied", areas)


def _open(barrier: Mapping[str, list[str]], needed: Mapping[str, list[str]]) -> Columns:
    """Open answers in the order of the situations, so that nobody contradicts the own ticks."""
    return {
        "toelichting_drempel": [text for texts in barrier.values() for text in texts],
        "toelichting_nodig": [text for texts in needed.values() for text in texts],
    }
