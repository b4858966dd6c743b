"""The questionnaire of the professionals."""

from collections.abc import Mapping
from random import Random
from typing import Any

from practice import answers_drempel, answers_nodig
from practice.draw import NO_ANSWER, around, deal
from practice.fields import fields_of_work
from practice.questionnaire import Questionnaire, Row
from practice.sections import Columns, as_columns, closed_questions, respondents, ticked, ticked_areas

CONTRIBUTIONS = ("bij_j_pos", "bij_j_neg", "bij_o_pos", "bij_o_neg", "bij_g_pos", "bij_g_neg")
SKIPPED_SHARE = 0.02  # of the Likert items, how many were passed over


def professionals(rng: Random, questionnaire: Questionnaire, margins: Mapping[str, Any]) -> list[Row]:
    """Seventy-six professionals, drawn group by group of how often they work with a supporter."""
    exposure: Mapping[str, list[int]] = margins["exposure"]
    people = sum(n for n, _, _ in exposure.values())
    columns = closed_questions(rng, margins, people)
    columns["aandeel_zaken"] = [share for n, share, _ in exposure.values() for _ in range(n)]
    columns["contactfrequentie"] = [contact for n, _, contact in exposure.values() for _ in range(n)]
    columns["werkervaring"] = _experience(rng, columns["leeftijd"], columns["werkervaring"])
    columns |= fields_of_work(rng, margins["ticks"]["werkveld"], columns["functie"])
    columns |= _multiple(rng, questionnaire, margins, people)
    columns |= _by_exposure(rng, margins)
    for name, answers in (("toelichting_drempel", answers_drempel), ("toelichting_nodig", answers_nodig)):
        columns[name] = [text for group in exposure for text in _shuffled(rng, answers.PROFESSIONAL[group])]
    return respondents(rng, questionnaire, "professional", columns, "P")


def _multiple(rng: Random, questionnaire: Questionnaire, margins: Mapping[str, Any], people: int) -> Columns:
    ticks = margins["ticks"]
    chosen = {name: ticked(rng, ticks[name], people, at_least=0) for name in CONTRIBUTIONS}
    chosen["steunvorm"] = ticked(rng, ticks["steunvorm"], people, at_least=1)
    chosen["gebied"] = ticked_areas(rng, ticks["gebied"], margins["areas"], people)
    columns: Columns = {}
    for name, one in chosen.items():
        columns |= as_columns(questionnaire, "professional", name, one)
    return columns


def _by_exposure(rng: Random, margins: Mapping[str, Any]) -> Columns:
    """Likert items whose mean follows the groups, and the two questions put only to those who do not work together."""
    sizes = [n for n, _, _ in margins["exposure"].values()]
    columns: Columns = {}
    for name, means in margins["barriers"].items():
        columns[name] = _items(rng, [*means, means[0]], sizes)
    for name, means in margins["practice"].items():
        columns[name] = _items(rng, [3.0, *means, 3.0], sizes)
    for name, counts in margins["routed"].items():
        asked = deal(rng, {int(value): n for value, n in counts.items()})
        columns[name] = asked + [NO_ANSWER] * (sum(sizes) - len(asked))
    return columns


def _items(rng: Random, means: list[float], sizes: list[int]) -> list[int]:
    answers = [value for mean, n in zip(means, sizes, strict=True) for value in around(rng, mean, n)]
    return [NO_ANSWER if rng.random() < SKIPPED_SHARE else value for value in answers]


def _experience(rng: Random, ages: list[int], experience: list[int]) -> list[int]:
    """Hand out years of experience roughly by age, so that nobody of thirty has twenty years behind them."""
    known = sorted(value for value in experience if value != NO_ANSWER)
    for _ in range(len(experience) - len(known)):
        known.insert(rng.randrange(len(known)), NO_ANSWER)
    rank = [age + rng.uniform(0, 1.4) if age != NO_ANSWER else rng.uniform(3, 7) for age in ages]
    order = sorted(range(len(ages)), key=rank.__getitem__)
    by_person = dict(zip(order, known, strict=True))
    return [by_person[i] for i in range(len(ages))]


def _shuffled(rng: Random, texts: list[str]) -> list[str]:
    return rng.sample(texts, len(texts))
