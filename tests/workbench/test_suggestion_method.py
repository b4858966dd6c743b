"""What a report says of suggestions, and how their quality is put in words."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from codeerbank.domain.paper import Words
from codeerbank.domain.suggestion import Suggestion
from codeerbank.suggest.measures import Rate, difference
from codeerbank.workbench.blinding import code_blind
from codeerbank.workbench.live_suggestions import accept, refuse
from codeerbank.workbench.quality_figures import curve_svg, figures
from codeerbank.workbench.quality_words import anchoring_words, short, verdicts_words
from codeerbank.workbench.report import report
from codeerbank.workbench.session import Session
from codeerbank.workbench.suggestion_choices import use_model
from codeerbank.workbench.suggestion_method import method_paragraph
from codeerbank.workbench.suggestion_quality import rate_record

from .mixed_project import make


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    with make(tmp_path) as session:
        yield session


def in_report(session: Session) -> list[str]:
    return [
        block.text for block in report(session, by="groep").blocks if isinstance(block, Words) and "15%" in block.text
    ]


def test_a_report_is_silent_about_suggestions_nobody_used(session: Session) -> None:
    assert method_paragraph(session) == ""
    assert in_report(session) == []


def test_a_report_says_how_suggestions_were_used(session: Session) -> None:
    one = Suggestion("gesprek", 20, 34, "", "K1", 0.9, (), "learned", "1-ab")
    codings = session.read.codings.from_suggestions()[1]
    accept(session, one).result()
    refuse(session, replace(one, start=24, version="1-cd")).result()
    said = method_paragraph(session)
    assert in_report(session) == [said]
    assert "learned 1-cd, de laatste van 2 versies" in said
    assert f"kwamen er 1 van {codings + 1}" in said
    assert "1 van 2 aangenomen" in said
    assert "blind" not in said
    code_blind(session, True).result()
    use_model(session, "show-all").result()
    assert "15%" not in method_paragraph(session)
    assert "1 codeur codeerde blind" in method_paragraph(session)


def anchoring(shown: Rate, withheld: Rate) -> str:
    gap = difference(shown, withheld)
    assert gap
    points = dict(zip(("points", "low", "high"), (100 * one for one in gap), strict=True))
    return anchoring_words(
        {"reason": "", "shown": rate_record(shown), "withheld": rate_record(withheld), "difference": points}
    )


def test_whether_suggestions_steer_is_said_with_its_doubt() -> None:
    assert "een teken dat ze sturen" in anchoring(Rate(300, 400), Rate(40, 100))
    assert "het kan toeval zijn" in anchoring(Rate(30, 60), Rate(5, 12))
    assert anchoring(Rate(40, 400), Rate(60, 100)).endswith("geen teken dat ze sturen.")
    assert "over geen enkele suggestie is beslist" in anchoring_words({"reason": "unused"})


def test_the_difference_of_two_rates_has_newcombes_interval() -> None:
    found = difference(Rate(56, 70), Rate(48, 80))
    assert found == pytest.approx((0.2, 0.0524, 0.3339), abs=1e-4)
    assert difference(Rate(0, 0), Rate(1, 2)) is None


def test_figures_show_a_base_with_each_mark() -> None:
    half = rate_record(Rate(5, 10))
    found = {
        "reliability": [{"stated": 55.0, "right": half}],
        "learning_curve": [
            {"learnt": 0, "precision_at_1": half},
            {"learnt": 25, "precision_at_1": rate_record(Rate(0, 0))},
        ],
    }
    assert figures(found).count("5/10") == 2
    assert "NaN" not in curve_svg({"learning_curve": [{"learnt": 0, "precision_at_1": half}]})
    assert figures({**found, "learning_curve": []}).count("<svg") == 1


def test_verdicts_are_counted_and_what_is_not_there_is_a_dash() -> None:
    rows = [{"verdict": "firm"}, {"verdict": "too_few"}, {"verdict": "too_few"}]
    assert verdicts_words({"codes": rows}) == "3 codes in gebruik: goed bruikbaar 1, te weinig gegevens 2."
    assert (short(None, 3), short(50.0, 1)) == ("–", "50% (over 1 tekst)")
