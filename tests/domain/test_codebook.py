"""The tree of codes, whatever somebody made of it."""

from hypothesis import given
from hypothesis import strategies as st

from codeerbank.domain.codebook import DIRECTION, Code, Codebook

BOOK = Codebook(
    (
        Code("K", "Kunnen"),
        Code("K1", "geld", parent="K", aliases=("centen",)),
        Code("K1a", "schulden", parent="K1"),
        Code("K2", "tijd", parent="K", archived=True),
        Code("W", "Willen"),
    )
)

keys = st.sampled_from("abcdef")
books = st.lists(st.tuples(keys, st.none() | keys), unique_by=lambda pair: pair[0]).map(
    lambda pairs: Codebook(tuple(Code(key, f"naam {key}", parent=parent) for key, parent in pairs))
)


@given(books)
def test_a_path_ends_in_the_code_and_never_goes_round(book: Codebook) -> None:
    for code in book.codes:
        path = book.path(code)
        assert path[-1] == code.name
        assert len(path) == len(set(path)) == book.depth(code) + 1
        assert book.theme(code).name == path[0]


@given(books)
def test_what_is_no_leaf_has_children(book: Codebook) -> None:
    for code in book.codes:
        assert book.is_leaf(code) == all(other.parent != code.key for other in book.codes)
    assert all(book.is_leaf(code) for code in book.leaves())


def test_paths_run_from_the_theme_down() -> None:
    code = BOOK.get("K1a")
    assert code
    assert BOOK.path(code) == ("Kunnen", "geld", "schulden")
    assert BOOK.theme(code).key == "K"


def test_a_code_is_found_by_key_name_path_or_former_name() -> None:
    for words in ("K1", "k1", " Geld ", "Kunnen > geld", "CENTEN"):
        found = BOOK.find(words)
        assert found
        assert found.key == "K1"
    assert BOOK.find("niets") is None


def test_archived_codes_and_themes_with_codes_are_no_leaves_to_code_with() -> None:
    assert [code.key for code in BOOK.leaves()] == ["K1a", "W"]


def test_a_record_holds_what_was_said_and_reads_back() -> None:
    code = Code("K1", "geld", parent="K", cues=("geld", "duur"), color="#e69f00", archived=True)
    assert set(code.record()) == {"key", "name", "parent", "cues", "color", "archived"}
    assert Code.from_record({**code.record(), "unknown": 1, "definition": None}) == code


def test_a_value_without_a_name_is_shown_by_its_key() -> None:
    assert DIRECTION.value_named("helps") == "kans"
    assert DIRECTION.value_named("anders") == "anders"
    assert BOOK.attribute("direction") == DIRECTION
    assert BOOK.attribute("geen") is None
