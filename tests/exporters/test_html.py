import base64
import hashlib
import re
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from codeerbank.domain.table import Sheet
from codeerbank.exporters.html import EXPORTER, _page
from tests.exporters.sheets import EVIL, SHEET


def test_the_page_allows_its_own_style_and_nothing_else() -> None:
    page = _page([SHEET])
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert policy
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert policy[1].startswith("default-src 'none'; ")
    assert f"style-src 'sha256-{digest}'" in policy[1]
    assert not re.search(r"https?:|<script|<link|<img|url\(|@import", page)


def test_markup_in_text_stays_text(tmp_path: Path) -> None:
    evil = Sheet(EVIL[10], [EVIL[11]], [[text] for text in EVIL], [(EVIL[10], EVIL[12])], [EVIL[11]], EVIL[10])
    EXPORTER.write(tmp_path / "a.html", [evil], {})
    tree = html.fromstring((tmp_path / "a.html").read_bytes())
    assert not tree.xpath("//script | //img")
    assert len(tree.xpath("//style")) == 1
    assert "{{ 7 * 7 }}" in tree.text_content()


def test_the_table_has_a_caption_and_heads_that_a_screen_reader_announces() -> None:
    tree = html.fromstring(_page([SHEET]))
    assert tree.xpath("string(//caption)") == SHEET.title
    assert [th.text for th in tree.xpath("//th[@scope='col']")] == list(SHEET.columns)
    assert [th.text for th in tree.xpath("//th[@scope='row']")] == ["weten hoe", "tijd"]
    assert [td.text for td in tree.xpath("//td[@class='number']")] == ["12,345", "41.7", "3"]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(), min_size=3, max_size=3))
def test_no_text_makes_an_element_of_its_own(texts: list[str]) -> None:
    plain = html.fromstring(_page([Sheet("a", ["b"], [["c"]])]))
    tree = html.fromstring(_page([Sheet(texts[0], [texts[1]], [[texts[2]]])]))
    assert [element.tag for element in tree.iter()] == [element.tag for element in plain.iter()]
