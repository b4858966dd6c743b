"""The method section of a report says how was coded and counted, what is hidden, and what it cannot say."""

from collections.abc import Iterator

import pytest

from codeerbank.domain.paper import Heading, Table, Words
from codeerbank.domain.quote import Audience
from codeerbank.workbench.report import report
from codeerbank.workbench.session import Session
from tests.workbench.mixed_project import make


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with make(tmp_path_factory.mktemp("studie")) as made:
        yield made


def said(session: Session, audience: Audience = "team") -> str:
    blocks = report(session, audience, by="groep").blocks
    return "\n".join(block.text for block in blocks if isinstance(block, Words | Heading))


def test_every_part_of_a_method_section_is_there(session: Session) -> None:
    text = said(session)
    parts = ["Coderen", "Overeenstemming tussen codeurs", "Tellen en afschermen", "Beperkingen"]
    assert [line for line in text.splitlines() if line in parts] == parts
    assert "over verzadiging niets te zeggen" in text


def test_what_is_hidden_is_said_for_who_reads_it(session: Session) -> None:
    assert "er is niets afgeschermd" in said(session)
    assert "groepen onder 5 personen afgeschermd" in said(session, "outside")
    assert "groepen onder 10 personen afgeschermd" in said(session, "public")


def test_no_coder_goes_outside_by_name(session: Session) -> None:
    coders = {coder for of in session.read.codings.counts_by_coder().values() for coder in of}
    assert coders
    line = next(line for line in said(session, "outside").splitlines() if line.startswith("Overeenstemming: "))
    assert not any(coder in line for coder in coders)


def test_counts_without_intervals_have_no_note_about_intervals(session: Session) -> None:
    tables = {block.key: block.sheet for block in report(session, by="groep").blocks if isinstance(block, Table)}
    assert not any("interval" in note for note in tables["background"].notes)
