"""Who goes with a code and who against it, and which quotes stand for them."""

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.verdicts import Claim
from codeerbank.mixed.joint.proposal import propose
from codeerbank.mixed.joint.voices import Voice, listen

BOOK = Codebook.from_records([{"key": "M", "name": "Mogen"}, {"key": "M1", "name": "privacy", "parent": "M"}])
HIGH = Claim("+", 76)


def voice(n: int, person: str, group: str = "ouder", text: str = "", **given: str) -> Voice:
    return Voice(f"c{n}", "M1", "groep-1", n, person, group, text or f"zin {n} van {person}", "", **given)


def test_a_reaction_to_a_figure_that_was_shown_is_recognised_or_not() -> None:
    heard = listen(BOOK, [voice(1, "O1", reaction="disputes"), voice(2, "O2", reaction="disputes"),
                          voice(3, "P1", reaction="recognises")])  # fmt: skip
    claim = heard["M1"].claim("hinders", asked=True)
    assert (claim.direction, claim.shown) == ("-", True)
    assert propose(HIGH, claim).relation == "not_recognised"
    assert heard["M"].claim("hinders", asked=True) == claim


def test_what_is_said_of_one_s_own_accord_counts_per_person_and_not_per_fragment() -> None:
    heard = listen(BOOK, [voice(n, "O1", direction="helps") for n in range(5)]
                   + [voice(6, "O2", direction="hinders"), voice(7, "P1", "professional", direction="hinders")])  # fmt: skip
    claim = heard["M1"].claim("hinders", asked=True)
    assert (claim.direction, claim.base, claim.shown) == ("+", 3, False)
    assert claim.groups == {"ouder": "0", "professional": "+"}
    assert propose(HIGH, claim).relation == "confirms"


def test_without_knowing_what_the_question_says_of_a_code_nothing_confirms() -> None:
    claim = listen(BOOK, [voice(1, "O1", direction="hinders")])["M1"].claim("", asked=True)
    assert claim.direction == "?"
    assert propose(HIGH, claim).relation == "adds"


def test_a_typical_quote_names_nobody_and_a_contrasting_one_goes_the_other_way() -> None:
    long = "Dat is bij ons thuis nooit zo gegaan, en dat zal ook wel niet meer veranderen, denk ik dan altijd bij mezelf, dus."
    stance = listen(BOOK, [
        voice(1, "O1", text=long.replace("bij mezelf", "net als Ria"), direction="hinders"), voice(2, "O2", text=long, direction="hinders"),
        voice(3, "O3", text="Wel fijn.", direction="helps"),
    ])["M1"]  # fmt: skip
    assert [one.coding for one in stance.typical()] == ["c2"]
    other = stance.contrasting()
    assert other is not None
    assert other.coding == "c3"
