"""The query language: what is typed, what it means, and where it is wrong."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codeerbank.domain.query import All, Either, Field, Near, Not, Pattern, Query, Words, joined, parsed, written
from codeerbank.errors import UsageError
from codeerbank.i18n import use_language

LETTERS = st.text("abcdefëß", min_size=1, max_size=6)
LEAVES = st.one_of(
    LETTERS.map(Words),
    LETTERS.map(lambda word: Words(word + "*")),
    st.sampled_from(["en", "of", "niet", "bij", "and"]).map(Words),
    st.lists(LETTERS, min_size=2, max_size=3).map(lambda words: Words(" ".join(words), True)),
    st.sampled_from(["a+", r"\d\/\d", "[a-z ]b|(c)"]).map(Pattern),
    st.builds(lambda value: Field("group", (value,)), st.sampled_from(["ouder", "steun en hulp", "g*", "a(b)"])),
    st.builds(lambda values: Field("code", tuple(values)), st.lists(st.sampled_from(["M2.1", "weten hoe", "*"]), min_size=1, max_size=3)),
)  # fmt: skip


def _larger(inner: st.SearchStrategy[Query]) -> st.SearchStrategy[Query]:
    some = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        inner.filter(lambda part: not isinstance(part, Not)).map(Not),
        some.map(All),
        some.map(Either),
        st.builds(Near, inner, inner, st.integers(0, 99)),
        st.builds(lambda a, b, n: Near(Words(a), Words(b), n, "words"), LETTERS, LETTERS, st.integers(0, 9)),
    )


@settings(max_examples=150, deadline=None)
@given(st.recursive(LEAVES, _larger, max_leaves=8), st.sampled_from(["nl", "en"]))
def test_a_query_written_down_is_read_as_the_same_query(query: Query, language: str) -> None:
    use_language(language)
    assert parsed(written(query)) == query


@settings(max_examples=150, deadline=None)
@given(st.text('ab "()/:*+-\\NIET OF en bij/2w code:M', max_size=30))
def test_whatever_is_typed_is_a_query_or_a_sentence_with_the_place(text: str) -> None:
    said = ""
    try:
        parsed(text)
    except UsageError as error:
        said = error.message
    assert not said or said.startswith("Zoekvraag, teken ")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("geen tijd", All((Words("geen"), Words("tijd")))),
        ("niet goed", All((Words("niet"), Words("goed")))),
        ("NIET goed", Not(Words("goed"))),
        ("niet niet code:A", Not(Not(Field("code", ("A",)))).part.part),
        ("code:A niet bang", All((Field("code", ("A",)), Not(Words("bang"))))),
        ('"geen tijd"', Words("geen tijd", True)),
        ("moeder OF vader EN oom", Either((Words("moeder"), All((Words("vader"), Words("oom")))))),
        ("(moeder OR vader) oom", All((Either((Words("moeder"), Words("vader"))), Words("oom")))),
        ("privacy bij/3 excuus", Near(Words("privacy"), Words("excuus"), 3)),
        ("privacy NEAR/2w excuus", Near(Words("privacy"), Words("excuus"), 2, "words")),
        ('groep:"ouder en kind"', Field("group", ("ouder en kind",))),
        ("codeur:anna", Field("coder", ("anna",))),
        ('code:M2.1+"weten hoe"', Field("code", ("M2.1", "weten hoe"))),
        (r"/wist|zou\/komen/", Pattern(r"wist|zou\/komen")),
        ("17:30 en/of nb:", All((Words("17:30"), Words("en/of"), Words("nb:")))),
        ("moeder(s) :)", Words("moeder(s)")),
        ("   …  ", None),
    ],
)
def test_words_stay_words_and_operators_bind_as_said(typed: str, meant: Query | None) -> None:
    assert parsed(typed) == meant


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("code:A OF", 10), ("(a (b", 4), ("code:", 1), ("/a", 1), ('code:A "b', 8), ("NIET", 5),
        ("code:A bij/2w b", 8), ("(" * 60 + "a" + ")" * 60, 41),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(typed: str, place: int) -> None:
    with pytest.raises(UsageError, match=f"teken {place}:"):
        parsed(typed)


def test_several_words_in_one_argument_are_a_phrase_unless_they_are_a_query() -> None:
    assert joined(["geen tijd", "steun*"]) == '"geen tijd" steun*'
    assert joined(["code:A niet bang", "x"]) == "code:A niet bang x"
