"""Links of a codebook are looked up in the survey of the project, where there is one."""

from pathlib import Path

from codeerbank.workbench.codebook_files import remarks_on
from codeerbank.workbench.practice import QUESTIONNAIRE, SURVEY, shipped
from codeerbank.workbench.session import create_project
from tests.workbench.mixed_project import BOOK, make


def links(found: list[str]) -> list[str]:
    return [line for line in found if "gekoppeld" in line]


def test_a_link_to_a_question_that_is_not_in_the_survey_is_found(tmp_path: Path) -> None:
    with make(tmp_path) as session:
        assert links(remarks_on(session)) == ["K1: het is gekoppeld aan enquêtevraag ‘L9’ en die bestaat niet"]


def test_without_a_survey_no_link_can_be_wrong(tmp_path: Path) -> None:
    with create_project(tmp_path / "p.codeerbank", coder="anna", codebook=BOOK) as session:
        assert links(remarks_on(session)) == []


def test_the_shipped_codebook_is_right_with_the_practice_survey(tmp_path: Path) -> None:
    from codeerbank.domain.ports import ImportOptions
    from codeerbank.workbench.codebook_files import read_codebook
    from codeerbank.workbench.intake import import_files

    with create_project(
        tmp_path / "p.codeerbank", coder="anna", codebook=read_codebook("kunnen-willen-mogen")
    ) as session:
        options = ImportOptions(key="respondent", questionnaire=shipped(QUESTIONNAIRE))
        import_files(session, [shipped(SURVEY)], "survey", options)
        assert remarks_on(session) == []
