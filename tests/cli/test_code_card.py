"""A code as coders read it: every rule, what was sent where, and what was decided."""

from tests.cli.conftest import Command


def test_a_code_is_shown_with_its_former_name_and_the_reason_for_the_new_one(project: Command) -> None:
    reason = "Zo zeggen jongeren het zelf; de definitie blijft gelijk."
    assert (
        project(
            "panel", "outcome", "W4.1", "--name", "tussen ons", "--panel-name", "Het wordt anders", "--reason", reason
        ).code
        == 0
    )
    shown = project("codebook", "show", "de band verandert").out
    assert "W4.1  Willen > De grote maar > tussen ons" in shown
    assert "Vroegere namen\n  de band verandert" in shown
    assert reason in " ".join(shown.split())
    assert "→ W3.3 blijvende band" in shown
    assert "Vragen in de enquête" in shown
    assert max(map(len, shown.splitlines())) <= 100


def test_an_outcome_needs_its_reason(project: Command) -> None:
    assert project("panel", "outcome", "W4.1", "--name", "tussen ons").code != 0
    assert project("panel", "outcome", "W4.1", "--name", "tussen ons", "--reason", " ").code != 0
    assert "Vroegere namen" not in project("codebook", "show", "W4.1").out


def test_a_theme_has_only_what_it_has(project: Command) -> None:
    assert project("codebook", "show", "M").out.count("\n") < 10
