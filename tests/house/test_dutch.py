import ast
import importlib.util
import re
import sys
from types import ModuleType

import pytest

from tests.house.sources import MODULES, PACKAGE, ROOT

FIELD = re.compile(r"\{(\w*)")


def load_builder() -> ModuleType:
    place = ROOT / "tools" / "build_catalogue.py"
    spec = importlib.util.spec_from_file_location("build_catalogue", place)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


builder = load_builder()


def test_every_sentence_has_dutch() -> None:
    assert builder.missing() == []


def test_the_catalogue_in_the_repository_is_made_from_the_fragments() -> None:
    assert builder.CATALOGUE.read_bytes() == builder.catalogue(builder.merged()), "run: python tools/build_catalogue.py"


def test_a_translation_fills_in_the_same_places() -> None:
    wrong = []
    for key, value in builder.merged().items():
        ids, forms = key.split("\0"), value.split("\0")
        pairs = zip(ids, forms, strict=True) if len(ids) > 1 else [(key, forms[0])]
        wrong += [
            one for one, form in pairs if form and set(FIELD.findall(one)) - {"n"} != set(FIELD.findall(form)) - {"n"}
        ]
    assert not wrong


def test_no_sentence_is_put_together_before_it_is_translated() -> None:
    found = []
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in builder.FUNCTIONS:
                found += [
                    f"{path.relative_to(PACKAGE)}:{node.lineno}"
                    for word in node.args
                    if isinstance(word, ast.JoinedStr)
                ]
    assert not found


def test_the_dutch_says_the_field_s_words() -> None:
    """The words that Dutch users would not use, from the research among them."""
    unwanted = re.compile(
        r"\b(samengestelde tabel|casus|panellid|ontcodeer\w*|meta-inferentie|kruislijst)\b", re.IGNORECASE
    )
    assert not [value for value in builder.merged().values() if unwanted.search(value)]


def test_two_fragments_that_disagree_are_refused(tmp_path, monkeypatch) -> None:
    for name, words in (("a", "Ja"), ("b", "Jawel")):
        (tmp_path / f"{name}.po").write_text(f'msgid "Yes"\nmsgstr "{words}"\n', encoding="utf-8")
    monkeypatch.setattr(builder, "FRAGMENTS", tmp_path)
    with pytest.raises(builder.CatalogueError, match="Yes"):
        builder.merged()
