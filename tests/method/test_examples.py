"""Every example on a page about method runs, and gives what the page says it gives."""

import doctest
import re
from pathlib import Path
from types import ModuleType

import pytest

import codeerbank.agreement
import codeerbank.mixed
from tests.house.sources import ROOT

PAGES = sorted((ROOT / "docs" / "method").glob("*.md"))
PAGES_BY_NAME = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
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


@pytest.mark.parametrize("room", [codeerbank.mixed, codeerbank.agreement], ids=["mixed", "agreement"])
def test_every_statistic_stands_in_the_list_and_in_an_example(room: ModuleType) -> None:
    index, functions = PAGES_BY_NAME["README.md"], [name for name in room.__all__ if name.islower()]
    run = "\n".join(block for page in PAGES for _line, block in examples(page))
    assert not [name for name in functions if f"`{name}(" not in index]
    assert not [name for name in functions if f"{name}(" not in run]


def test_the_list_leads_to_pages_that_are_there() -> None:
    led = set(re.findall(r"\]\(([\w-]+\.md)\)", PAGES_BY_NAME["README.md"]))
    assert led == PAGES_BY_NAME.keys() - {"README.md"}
