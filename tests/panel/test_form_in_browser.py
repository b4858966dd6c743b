"""The form in a real browser, as wide as a phone: by keyboard alone, without scripts, and read by axe-core.

Needs Chromium and the Python package playwright; axe-core (axe.min.js) is looked for in node_modules and in $AXE_CORE.
"""

import json
import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from codeerbank.domain.panel import PanelForm
from codeerbank.panel.answer_file import read_saved, reply_of
from codeerbank.panel.form import digest_of, form_page
from codeerbank.panel.replies import read_line
from tests.house.sources import ROOT
from tests.panel.forms import form, quote

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = next(
    (
        path
        for path in (Path(os.environ.get("AXE_CORE", "-")), ROOT / "node_modules/axe-core/axe.min.js")
        if path.is_file()
    ),
    None,
)
WIDTH = 390
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this computer")


def heavy_form() -> PanelForm:
    """Three pieces, one of them announced, one with markup and a word of a hundred letters."""
    quotes = [
        quote(1),
        quote(2, "<b onclick=alert(1)>Zei & zei</b> " + "w" * 100),
        replace(quote(3), despite=("sensitive",)),
    ]
    made = form(3, quotes=quotes, ids=("a1", "b2", "c3"), send_to="anna@example.org")
    return replace(made, digest=digest_of(made))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="the Python package playwright is not here")
    with playwright.sync_playwright() as started:
        made = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield made
        made.close()


def test_a_member_fills_it_in_on_a_phone_by_keyboard_alone_and_the_file_reads_back(
    browser: Any, tmp_path: Path
) -> None:
    made = heavy_form()
    file = tmp_path / "formulier.html"
    file.write_text(form_page(made), encoding="utf-8")
    page = browser.new_page(viewport={"width": WIDTH, "height": 844}, accept_downloads=True)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTH
    for key in ("Tab", "Space", "Tab", "ArrowDown", "Tab"):  # recognised, maybe guessed, by which words
        page.keyboard.press(key)
    page.keyboard.type("die vrijdag $&")
    page.keyboard.press("Tab")
    page.keyboard.type("liever: <i>steun</i>")
    assert page.inner_text("#progress") == "1 van 3 beantwoord"
    typed = page.input_value("#line")
    page.focus("#save button")
    with page.expect_download() as saving:
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "done"
    assert "anna@example.org" in page.inner_text("#done")
    saved = Path(saving.value.path()).read_bytes()
    assert saving.value.suggested_filename == "antwoorden-K3.json"
    reply = reply_of(read_saved(saved), [made], "lid 4")
    assert reply.answers == {1: {"recognise": "a", "guess": "w"}}
    assert reply.remarks == {1: "Door de woorden: die vrijdag $&. liever: <i>steun</i>"}
    by_line = read_line(typed, [made], "lid 4")
    assert (by_line.answers, by_line.remarks) == (reply.answers, reply.remarks)
    assert asked == [file.as_uri()] + [url for url in asked if url.startswith("blob:")]
    if AXE:
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run().then(r => r.violations.map(v => v.id + ' ' + v.nodes.map(n => n.target)))")
        assert found == []


def test_without_scripts_it_can_be_read_and_answered_by_the_line(browser: Any, tmp_path: Path) -> None:
    made = heavy_form()
    file = tmp_path / "formulier.html"
    file.write_text(form_page(made), encoding="utf-8")
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(file.as_uri())
    said = page.locator("body").inner_text()
    assert "Bewaar mijn antwoorden" not in said
    assert "Let op: dit stukje kan heftig zijn." in said
    line = re.search(r"K3: 1ax 2cv(?:; 2: [a-z ]+)", said)
    assert line
    assert read_line(line[0], [made], "lid 4").answers[2] == {"recognise": "c", "guess": "v"}


def test_a_form_somebody_altered_on_the_way_is_found_out(browser: Any, tmp_path: Path) -> None:
    made = heavy_form()
    file = tmp_path / "formulier.html"
    file.write_text(form_page(made).replace("waar ik moet beginnen", "waar het ophoudt", 1), encoding="utf-8")
    page = browser.new_page(accept_downloads=True)
    page.goto(file.as_uri())
    page.check("input[name=ra1][value=a]")
    with page.expect_download() as saving:
        page.click("#save button")
    sent = read_saved(Path(saving.value.path()).read_bytes())
    assert json.loads(Path(saving.value.path()).read_bytes())["version"] == 1
    with pytest.raises(Exception, match="This answer was not kept") as refused:
        reply_of(sent, [made], "lid 4")
    assert refused.value.problems == ("the words of piece 1 were altered",)  # type: ignore[attr-defined]
