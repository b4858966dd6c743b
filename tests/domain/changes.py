"""Changes of every kind with arbitrary contents, for tests that must hold for all of them."""

from dataclasses import fields
from typing import Any

from hypothesis import strategies as st

from codeerbank.domain.events import KINDS, Change, CodebookAdded

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
identities = st.uuids().map(str)
_JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 2**40) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=4,
)
_BY_TYPE = {
    "str": words, "Id": identities, "int": st.integers(0, 2**31), "bool": st.booleans(), "float": st.floats(0, 1),
    "Any": _JSON,
}  # fmt: skip


def of_type(written: str) -> st.SearchStrategy[Any]:
    """Values for a field as its type is written."""
    if written.endswith(" | None"):
        return st.none() | of_type(written.removesuffix(" | None"))
    if written.startswith("Sequence["):
        return st.lists(of_type(written[9:-1]), max_size=3)
    if written.startswith("Mapping["):
        return st.dictionaries(words, of_type(written[8:-1].split(", ", 1)[1]), max_size=2)
    return _BY_TYPE[written]


_CODES = st.lists(st.fixed_dictionaries({"id": identities, "key": words, "name": words}), max_size=3)


def changes() -> st.SearchStrategy[Change]:
    """Changes of all kinds."""
    return st.one_of([st.builds(cls, **_fields(cls)) for cls in KINDS.values()])


def _fields(cls: type[Change]) -> dict[str, st.SearchStrategy[Any]]:
    found = {field.name: of_type(str(field.type)) for field in fields(cls)}  # type: ignore[arg-type]
    return found | {"codes": _CODES} if cls is CodebookAdded else found
