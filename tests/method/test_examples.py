"""Every example on a page about method runs, and gives what the page says it gives."""

import doctest
from pathlib import Path

import pytest

import codeerbank.mixed
from tests.house.sources import ROOT

PAGES = sorted((ROOT / "docs" / "method").glob("*.md"))
HOW = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


def examples(page: Path) -> list[tuple[int, str]]:
    """The Python blocks of a page, each with the line it begins on."""
    found, text = [], page.read_text(encoding="utf-8")
    for part in text.split("```python\n")[1:]:
        line = text[: text.index(part)].count("\n")
        found.append((line, part.partition("```")[0]))
    return found


@pytest.mark.parametrize("page", [page for page in PAGES if examples(page)], ids=lambda page: page.name)
def test_the_examples_of_a_page_run_and_give_what_it_says(page: Path) -> None:
    names: dict[str, object] = {}
    for line, block in examples(page):
        if ">>>" not in block:
            exec(compile("\n" * line + block, str(page), "exec"), names)
            continue
        test = doctest.DocTestParser().get_doctest(block, names, page.name, str(page), line)
        told: list[str] = []
        doctest.DocTestRunner(optionflags=HOW).run(test, out=told.append, clear_globs=False)
        assert not told, "".join(told)
        names |= test.globs


def test_every_statistic_stands_on_a_page() -> None:
    pages = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
    functions = [name for name in codeerbank.mixed.__all__ if callable(getattr(codeerbank.mixed, name))]
    assert not [name for name in functions if name.islower() and f"`{name}" not in pages and f"{name}(" not in pages]
