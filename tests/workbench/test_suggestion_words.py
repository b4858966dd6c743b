"""The reason for a suggestion on one line."""

from codeerbank.domain.suggestion import Evidence, Near, Suggestion, Why
from codeerbank.workbench.suggestion_words import short_why, speaks_for_itself

NEAR = Near("Tijd.", "groep 1, beurt 26", 0.7)


def suggestion(*kinds: str) -> Suggestion:
    evidence = [Evidence(kind, "tijd", 0, 4) for kind in kinds]
    return Suggestion("groep 1", 0, 4, "tijd", "M1.3", 0.6, evidence, "learned", "1")


def why(**more: object) -> Why:
    return Why("M1.3", 0.6, **more)  # type: ignore[arg-type]


def test_a_cue_is_reason_enough() -> None:
    assert speaks_for_itself(suggestion("cue"))
    assert short_why(suggestion("cue"), why(nearest=[NEAR])) == "vanwege: “tijd”"


def test_without_a_cue_the_coded_text_it_is_like_is_named_or_else_the_cue() -> None:
    said = suggestion("word")
    assert not speaks_for_itself(said)
    assert short_why(said, why(nearest=[NEAR], close="geen tijd")) == "vanwege: “tijd”; lijkt op groep 1, beurt 26"
    far = Near("Uren.", "groep 1, beurt 3", 0.1)
    assert short_why(said, why(nearest=[far], close="geen tijd")).endswith("lijkt op het signaalwoord “geen tijd”")
    assert short_why(said, why(nearest=[far])) == short_why(said, None) == "vanwege: “tijd”"


def test_where_no_word_carries_it_only_what_it_is_like_is_named() -> None:
    assert short_why(suggestion("meaning"), why(nearest=[NEAR])) == "lijkt op groep 1, beurt 26"
    assert short_why(suggestion("meaning"), why()) == "geen enkel woord: de zin als geheel"


def test_a_group_names_the_codes_that_make_it() -> None:
    assert short_why(suggestion("word"), why(below=[("M1.3", 0.47), ("M1.1", 0.2)])) == "samen: M1.3 47%, M1.1 20%"
