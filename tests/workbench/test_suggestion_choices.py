from collections.abc import Iterator
from pathlib import Path

import pytest

from codeerbank.domain.codebook import Codebook
from codeerbank.errors import UsageError
from codeerbank.store.caches import forget_caches, vectors_beside
from codeerbank.workbench.session import Session, create_project
from codeerbank.workbench.suggestion_choices import choices, models, use_model
from codeerbank.workbench.suggestion_quality import measure


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    book = Codebook.from_records([{"key": "A", "name": "tuin"}])
    with create_project(tmp_path / "p.codeerbank", coder="anna", codebook=book) as made:
        yield made


def test_what_is_chosen_stays_with_the_project(session: Session) -> None:
    for name in ("cues", "lsa", "show-all"):
        use_model(session, name).result()
    now = choices(session)
    assert (now.suggester, now.vectors, now.withholding) == ("cues", "lsa", False)
    assert {"cues", "lsa", "own", "show-all"} == {model.name for model in models(session) if model.used}


def test_what_is_not_there_cannot_be_chosen(session: Session) -> None:
    for name in ("gpt", "nl_core_news_lg"):
        with pytest.raises(UsageError):
            use_model(session, name).result()


def test_too_little_to_measure_is_told(session: Session) -> None:
    with pytest.raises(UsageError):
        measure(session)


def test_vectors_lie_in_a_private_file_that_can_be_forgotten(tmp_path: Path) -> None:
    project = tmp_path / "p.codeerbank"
    kept = vectors_beside(project)
    assert kept is not None
    assert kept.stat().st_mode & 0o77 == 0
    forget_caches(project)
    forget_caches(project)
    assert not kept.exists()
