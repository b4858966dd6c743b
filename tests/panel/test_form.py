import base64
import hashlib
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from codeerbank.domain.quote import Quote
from codeerbank.errors import PrivacyRefusal, UsageError
from codeerbank.panel.form import checked, form_page, next_code
from codeerbank.panel.replies import read_line
from tests.exporters.sheets import EVIL
from tests.panel.forms import form, quote


def said(page: str) -> str:
    return " ".join(html.fromstring(page).text_content().split())


def test_the_form_says_what_a_reader_needs_to_know() -> None:
    text = said(form_page(form()))
    for part in (
        "Herken jij dit?",
        "K3",
        "Stukje 1 van 3",
        "onderwerp 2",
        "Hanneke: 06 12 34 56 78",
        "12 december 2026",
        "Bel 112",
    ):
        assert part in text
    for answer in ("1a Ja", "1e Sla ik over", "3w Misschien"):
        assert answer in text


def test_the_example_on_the_form_can_be_read_back() -> None:
    page = form()
    for example in re.findall(r"K3: 1ax 2cv(?:; 2: [a-z ]+)?", said(form_page(page))):
        assert read_line(example, [page], "m1").answers[1] == {"recognise": "a", "guess": "x"}


def test_je_and_u_are_the_same_form_in_another_tone() -> None:
    je, u = said(form_page(form())), said(form_page(form(address="u")))
    assert not re.search(r"\b(je|jij|jouw|jullie)\b", u, re.IGNORECASE)
    assert not re.search(r"\b(u|uw|uzelf)\b", je)
    assert said(form_page(form(address="you"))).startswith("Do you recognise this?")


def test_nothing_runs_in_the_form_but_its_own_style_and_script_and_nothing_is_fetched() -> None:
    page = form_page(form())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
    own = [re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL) for tag in ("style", "script")]
    assert policy
    assert policy[1].startswith("default-src 'none'")
    assert "unsafe" not in policy[1]
    for part in own:
        assert part
        assert base64.b64encode(hashlib.sha256(part[1].encode()).digest()).decode() in policy[1]
    assert not re.search(r"https?:|url\(|<img|<link|<iframe| on[a-z]+=", page)
    assert len(page) < 200_000


def test_nobody_of_the_team_and_no_document_is_named() -> None:
    page = form_page(form())
    assert "anna" not in page
    assert "q1" not in page
    assert "2026-01-01" not in page
    assert "niet herleidbaar" not in page


@pytest.mark.parametrize("left_out", ["contact", "telephone", "return_by"])
def test_a_form_without_somebody_to_call_and_a_date_is_not_made(left_out: str) -> None:
    with pytest.raises(UsageError, match="needs"):
        form_page(form(**{left_out: " "}))


@pytest.mark.parametrize(
    "changes",
    [{"code": "k3"}, {"code": "3"}, {"return_by": "12-12-2026"}, {"address": "gij"}, {"panel_names": ["een"]}],
)
def test_what_cannot_be_right_is_refused_in_a_sentence(changes: dict) -> None:
    with pytest.raises(UsageError):
        form_page(form(**changes))


def test_only_released_quotes_go_on_a_form() -> None:
    internal = Quote("groep-1", 0, 10, 1, "J1", "niet vrijgegeven", ["K1.1"])
    with pytest.raises(PrivacyRefusal):
        form_page(form(1, quotes=[internal]))
    with pytest.raises(UsageError, match="at least one"):
        form_page(form(0))


def test_more_than_twelve_quotes_get_a_warning() -> None:
    assert checked(form(12)) == []
    assert "13 pieces are many" in checked(form(13))[0]


def test_codes_count_on() -> None:
    assert next_code([]) == "K1"
    assert next_code(["K1", "K10", "P99", "K"]) == "K11"


@settings(max_examples=30, deadline=None)
@given(st.one_of(st.sampled_from(EVIL), st.text()), st.one_of(st.sampled_from(EVIL), st.text(min_size=1)))
def test_no_text_becomes_markup(words: str, name: str) -> None:
    plain = html.fromstring(form_page(form(1)))
    made = html.fromstring(
        form_page(form(1, quotes=[quote(1, words or "-")], panel_names=[name], contact=f"A{name}", title=words))
    )
    assert [element.tag for element in made.iter()] == [element.tag for element in plain.iter()]
