from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codeerbank.domain.codebook import Codebook
from codeerbank.domain.document import Turn
from codeerbank.domain.suggestion import Suggestion
from codeerbank.suggest.code_suggester import CodeSuggester
from codeerbank.suggest.cues import BATCH, CueSuggester
from codeerbank.suggest.rank import MOST, THRESHOLD

Ask = Callable[[str], list[Suggestion]]


def codes(found: list[Suggestion]) -> list[str]:
    return [suggestion.code for suggestion in found]


def kinds(suggestion: Suggestion) -> set[tuple[str, str]]:
    return {(evidence.kind, evidence.words) for evidence in suggestion.evidence}


@pytest.mark.parametrize(
    "text",
    [
        "Zij begoot de sla.",
        "Wij moeten een afspraak maken.",
        "We hebben goede afspraken met haar gemaakt.",
        "Daar maken we dan een afspraak over.",
        "We probeerden afspraken te maken.",
        "De buren weten het.",
    ],
)
def test_a_cue_is_found_in_the_forms_and_orders_of_dutch(suggest: Ask, text: str) -> None:
    assert "T1.1" in codes(suggest(text))


@pytest.mark.parametrize(
    "text",
    [
        "Die verantwoordelijkheid ligt bij mij.",
        "Wie verantwoordelijk is, weet ik niet.",
        "Je mag hier om hulp vragen.",
        "Hulp te vragen is lastig.",
        "Zo'n mestgeur dus.",
    ],
)
def test_prefixes_series_and_compounds_are_found(suggest: Ask, text: str) -> None:
    assert codes(suggest(text)) == ["T1.2"]


@pytest.mark.parametrize("text", ["Zij laat hem echt niet los.", "Los te laten vind ik eng.", "Ik heb het losgelaten."])
def test_a_separable_verb_is_found_apart(suggest: Ask, text: str) -> None:
    assert "T1.3" in codes(suggest(text))


def test_a_turn_of_phrase_of_small_words_is_a_cue_and_two_small_words_are_none(
    suggester: CueSuggester, make_turn: Callable[..., Turn]
) -> None:
    book = Codebook.from_records(
        [
            {"key": "A", "name": "netwerk", "cues": ["altijd wel iemand", "zo doen"]},
            {"key": "B", "name": "werkdruk", "cues": ["komen … niet aan toe"]},
        ]
    )
    for text, found in (
        ("Er is altijd wel iemand.", ["A"]),
        ("Daar kom ik niet aan toe.", ["B"]),
        ("Zo doe ik dat.", []),
        ("Iemand was er niet.", []),
    ):
        assert codes(list(suggester.suggest(book, [make_turn(text)], "nl"))) == found, text


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("slaan … over", "Ik sla dat over."),
        ("slaan ... over", "Die vraag heb ik overgeslagen."),
        ("overslaan", "Om dat over te slaan is jammer."),
        ("afspraak maken", "Ik maak een afspraak met hem."),
        ("mag niet", "Dat mag van mijn moeder niet."),
        ("mag niet", "Dat mocht niet."),
        ("zou willen", "Ik zou dat wel willen."),
        ("wachttijden", "De wachttijd is lang."),
    ],
)
def test_a_cue_is_found_however_it_is_written_in_the_codebook(cue: str, text: str) -> None:
    book = Codebook.from_records([{"key": "A", "name": "x", "cues": [cue]}])
    found = CodeSuggester(book, vectors="none").fit([], []).explain(text, "A").cues
    assert [evidence.kind for evidence in found] == ["cue"]


def test_what_a_modal_verb_goes_with_stands_in_its_own_clause(
    suggester: CueSuggester, make_turn: Callable[..., Turn]
) -> None:
    book = Codebook.from_records([{"key": "A", "name": "x", "cues": ["mag niet zeggen"]}])
    said = "Ze mag het van hem niet zeggen."
    assert codes(list(suggester.suggest(book, [make_turn(said)], "nl"))) == ["A"]
    assert list(suggester.suggest(book, [make_turn("Ze mag het maar wil niet zeggen.")], "nl")) == []


def test_only_what_stands_in_the_clause_of_a_cue_denies_or_colours_it(suggest: Ask) -> None:
    found = suggest("Wij sproeien graag, maar het mag niet.")[0]
    assert not kinds(found) & {("negation", "niet"), ("may", "mag")}
    found = suggest("Wij mogen niet sproeien, maar hij wil het wel.")[0]
    assert kinds(found) >= {("negation", "niet"), ("may", "mogen")}
    assert ("want", "wil") not in kinds(found)


def test_words_too_far_apart_or_in_two_sentences_are_no_cue(suggest: Ask) -> None:
    assert suggest("Die afspraak, zei mijn broer gisteren nog tegen iedereen, kun je beter maken.") == []
    assert suggest("Een afspraak. Maken we niet.") == []


def test_codes_are_proposed_from_the_words_of_the_codebook_alone(suggest: Ask) -> None:
    found = suggest("Met de slang planten begieten.")[0]
    assert found.code == "T1.1"
    found = suggest("Ik gebruik altijd een gieter of een slang.")[0]
    assert found.code == "T1.1"
    assert kinds(found) >= {("definition", "gieter"), ("definition", "slang")}


def test_evidence_and_stretch_are_addresses_in_the_document(
    codebook: Codebook, suggester: CueSuggester, make_turn: Callable[..., Turn]
) -> None:
    before = "M: Vertel eens.\nJ1: "
    speech = "Nou 🙂 ja.  Ik sproei de buren nooit nat!  Echt niet."
    document = before + speech
    found = list(suggester.suggest(codebook, [make_turn(speech, said=len(before))], "nl"))
    assert [document[s.start : s.stop] for s in found] == ["Ik sproei de buren nooit nat!"]
    assert found[0].quote == document[found[0].start : found[0].stop]
    assert all(document[e.start : e.stop] == e.words for e in found[0].evidence)
    assert kinds(found[0]) == {("cue", "sproei"), ("cue", "buren"), ("negation", "nooit")}


def test_a_denial_is_shown_and_changes_no_score(suggest: Ask) -> None:
    plain, denied = suggest("Wij sproeien hier.")[0], suggest("Wij sproeien hier nooit.")[0]
    assert denied.score == plain.score
    assert ("negation", "nooit") in kinds(denied)


def test_a_denial_inside_a_cue_is_not_shown_as_one(suggest: Ask) -> None:
    found = suggest("Wij hebben geen ton.")[0]
    assert found.code == "T2.1"
    assert kinds(found) == {("cue", "geen ton")}


def test_what_speaks_against_a_code_lowers_it_and_is_shown(suggest: Ask) -> None:
    plain, lowered = suggest("Wij sproeien daar samen.")[0], suggest("Wij sproeien bij het zwembad en begieten.")[0]
    assert ("against", "zwembad") in kinds(lowered)
    assert lowered.score < 1 - (1 - plain.score) ** 2
    opposed = suggest("Met regenwater begieten.")[0]
    assert ("against", "regenwater") in kinds(opposed)
    assert suggest("Met regenwater, regenwater, regenwater begieten.")[0].score == opposed.score


def test_a_code_that_is_argued_away_does_not_come_back_as_its_parent(suggest: Ask) -> None:
    assert suggest("Met opgevangen regenwater begieten.") == []


def test_a_parent_is_proposed_only_when_no_code_below_it_passes(suggest: Ask) -> None:
    """Three codes share the word: it says too little for any of them, and enough for the code above them."""
    assert codes(suggest("Daar ligt compost.")) == ["T1"]
    assert codes(suggest("Compost is mest.")) == ["T1.2"]


def test_nothing_is_proposed_without_grounds(suggest: Ask) -> None:
    small = ("", " ", "\n\n", "Ja.", "Dat was gisteren ook al zo.", "🙂", "...")
    for text in (*small, "Het ligt in de schuur.", "Buiten is het onderwerp."):
        assert suggest(text) == []


def test_a_moderator_gets_no_suggestions(
    codebook: Codebook, suggester: CueSuggester, make_turn: Callable[..., Turn]
) -> None:
    assert list(suggester.suggest(codebook, [make_turn("Sproeien jullie?", role="moderator")], "nl")) == []


def test_turns_are_read_as_a_stream(
    codebook: Codebook, suggester: CueSuggester, make_turn: Callable[..., Turn]
) -> None:
    asked = 0

    def turns() -> Iterator[Turn]:
        nonlocal asked
        for n in range(10 * BATCH):
            asked += 1
            yield make_turn("Wij sproeien.", said=n * 20, number=n + 1)

    first = next(iter(suggester.suggest(codebook, turns(), "nl")))
    assert first.start == 0
    assert asked <= BATCH


def test_the_suggester_follows_a_changed_codebook(make_turn: Callable[..., Turn]) -> None:
    suggester = CueSuggester()
    turn = make_turn("Er staat een kas.")
    for key in ("A", "B"):
        book = Codebook.from_records([{"key": key, "name": "glas", "cues": ("kas",)}])
        assert codes(list(suggester.suggest(book, [turn], "nl"))) == [key]


def test_english_texts_are_read_with_english_forms(suggester: CueSuggester, make_turn: Callable[..., Turn]) -> None:
    book = Codebook.from_records([{"key": "A", "name": "x", "cues": ("watering can", "make … plan")}])
    found = list(suggester.suggest(book, [make_turn("We never made a proper plan.")], "en"))
    assert codes(found) == ["A"]
    assert kinds(found[0]) == {("cue", "made a proper plan"), ("negation", "never")}


@pytest.mark.parametrize("cue", ["", "*", "…", " … ", "a… ", "(", "[x", "\\", "x" * 300, "🙂", "deskundig* … *"])
def test_odd_cues_do_no_harm(suggester: CueSuggester, make_turn: Callable[..., Turn], cue: str) -> None:
    book = Codebook.from_records([{"key": "A", "name": "a", "cues": (cue, "kas")}])
    assert codes(list(suggester.suggest(book, [make_turn("Er staat een kas.")], "nl"))) == ["A"]


def test_an_empty_codebook_proposes_nothing(suggester: CueSuggester, make_turn: Callable[..., Turn]) -> None:
    assert list(suggester.suggest(Codebook(()), [make_turn("Er staat een kas.")], "nl")) == []


CUES = ("sproeien", "mest", "compost", "ton", "afspraak", "maken", "los", "laat", "zwembad", "water", "hulp", "vragen")
WORDS = st.sampled_from((*CUES, "geen", "niet", ".", "\n", "🙂"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(WORDS, max_size=30).map(" ".join))
def test_suggestions_keep_their_promises_for_any_text(suggest: Ask, text: str) -> None:
    found = suggest(text)
    assert found == suggest(text)
    for suggestion in found:
        assert THRESHOLD <= suggestion.score <= 1
        assert text[suggestion.start : suggestion.stop] == suggestion.quote != ""
        assert any(e.kind in ("cue", "name", "definition", "example") for e in suggestion.evidence)
        assert all(suggestion.start <= e.start < e.stop <= suggestion.stop for e in suggestion.evidence)
    for start in {suggestion.start for suggestion in found}:
        here = [suggestion for suggestion in found if suggestion.start == start]
        assert len(here) <= MOST
        assert [s.score for s in here] == sorted((s.score for s in here), reverse=True)
        assert len({s.code for s in here}) == len(here)
