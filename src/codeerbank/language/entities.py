"""Named entities by a trained pipeline, where somebody installed one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from typing import Any

from codeerbank.language.loading import load_spacy

Entities = Callable[[str], list[tuple[int, int, str]]]
"""Gives start, stop and kind (name, place, institution) of each."""
_MODELS = ("nl_core_news_lg", "nl_core_news_md", "nl_core_news_sm")
_KINDS: Mapping[str, str] = {
    "PERSON": "name",
    "PER": "name",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "ORG": "institution",
}


def installed_entities() -> Entities | None:
    """Give a finder of named entities by the largest Dutch pipeline that is installed; None when there is none."""
    model = next((name for name in _MODELS if find_spec(name)), None)
    return by_pipeline(_loaded(model)) if model else None


def by_pipeline(nlp: Any) -> Entities:
    """Make a finder of a spaCy pipeline."""

    def entities(text: str) -> list[tuple[int, int, str]]:
        return [(one.start_char, one.end_char, _KINDS[one.label_]) for one in nlp(text).ents if one.label_ in _KINDS]

    return entities


@lru_cache(maxsize=1)
def _loaded(model: str) -> Any:
    return load_spacy().load(model)
