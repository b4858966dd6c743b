"""A form for the klankbordgroep: one page of released quotes that works on paper, on a phone and without a network."""

from __future__ import annotations

import base64
import hashlib
import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from codeerbank.domain.panel import PanelForm
from codeerbank.domain.quote import ReleasedQuote
from codeerbank.domain.visible import one_line, visible
from codeerbank.errors import PrivacyRefusal, UsageError
from codeerbank.i18n import _
from codeerbank.panel.answers import GUESS, LETTERS, QUOTES_BY_DEFAULT, RECOGNISE, TOO_MANY_QUOTES, closing_number

ADDRESSES = ("je", "u", "you")
_HERE = Path(__file__).parent
_CODE = re.compile(r"[A-Z]{1,3}[0-9]{1,4}")


def checked(form: PanelForm) -> list[str]:
    """Refuse a form that may not be handed out, and give warnings about one that may.

    Raises UsageError without contact person, telephone, return date or quotes, and for a code that cannot be typed;
    PrivacyRefusal for anything but released quotes.
    """
    if any(not isinstance(quote, ReleasedQuote) for quote in form.quotes):
        raise PrivacyRefusal(
            _("A form takes released quotes only."),
            _("Release them first: codeerbank release"),
        )
    if not form.quotes:
        raise UsageError(_("A form needs at least one released quote."), _("Release quotes with `codeerbank release`."))
    missing = {
        _("a contact person"): form.contact,
        _("a telephone number"): form.telephone,
        _("a return date"): form.return_by,
    }
    empty = [name for name, value in missing.items() if not value.strip()]
    if empty:
        raise UsageError(
            _("A form needs {what}.").format(what=", ".join(empty)),
            _("A reader must be able to call somebody by name."),
        )
    if not _CODE.fullmatch(form.code):
        raise UsageError(_("A form's code is a letter and a number, such as K3, not {code}.").format(code=form.code))
    if form.address not in ADDRESSES:
        raise UsageError(_("Readers are addressed with {choices}.").format(choices=", ".join(ADDRESSES)))
    _day(form.return_by)
    if len(form.panel_names) != len(form.quotes):
        raise UsageError(_("Every quote needs a plain name of what it is about."))
    return _warnings(form)


def _warnings(form: PanelForm) -> list[str]:
    if len(form.quotes) <= TOO_MANY_QUOTES:
        return []
    words = _("{n} quotes are many for one sitting; most readers manage {good}.")
    return [words.format(n=len(form.quotes), good=QUOTES_BY_DEFAULT)]


def next_code(taken: Sequence[str], letter: str = "K") -> str:
    """Give the next free code, such as K4 after K3."""
    numbers = [int(code[len(letter) :]) for code in taken if re.fullmatch(re.escape(letter) + r"[0-9]+", code)]
    return f"{letter}{max(numbers, default=0) + 1}"


def form_page(form: PanelForm) -> str:
    """Write the form as one HTML page without scripts, links or a network; raises as ``checked`` does.

    Nothing in it names a document, a coder or a meeting: only words, their plain names and whom to call.
    """
    checked(form)
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    world = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style = (_HERE / "form.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    words = _wording(form)
    return world.get_template("form.html.jinja").render(
        words=words,
        code=form.code,
        heading=one_line(form.title) or words["title"],
        style=style,
        style_hash=f"sha256-{digest}",
        pieces=[
            {"number": number, "text": visible(quote.text), "about": one_line(name)}
            for number, (quote, name) in enumerate(zip(form.quotes, form.panel_names, strict=True), 1)
        ],
        closing=closing_number(len(form.quotes)),
        recognise=list(zip(LETTERS[RECOGNISE], words["recognise_answers"], strict=True)),
        guess=list(zip(LETTERS[GUESS], words["guess_answers"], strict=True)),
    )


def _wording(form: PanelForm) -> Mapping[str, Any]:
    """Fill in the words of the form for this reader."""
    raw = tomllib.loads((_HERE / "wording.toml").read_text("utf-8"))[form.address]
    blanks = {
        "quotes": str(len(form.quotes)),
        "minutes": str(max(5, round(len(form.quotes) * 1.25))),
        "contact": one_line(form.contact),
        "telephone": one_line(form.telephone),
        "code": form.code,
        "example": f"{form.code}: 1ax 2cv",
        "example_remark": f"{form.code}: 1ax 2cv; 2: {raw['remark_example']}",
        "date": _in_words(_day(form.return_by), raw["months"]),
        "number": "{number}",
        "name": "{name}",
    }
    return {key: _filled(value, blanks) for key, value in raw.items()}


def _filled(value: Any, blanks: Mapping[str, str]) -> Any:
    """Fill the blanks once, so that braces in a name stay braces."""
    if isinstance(value, list):
        return [_filled(part, blanks) for part in value]
    return re.sub(r"\{(\w+)\}", lambda match: blanks[match[1]], value)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            _("{date} is no date.").format(date=one_line(text)), _("Write it as year-month-day, such as 2026-12-31.")
        ) from None


def _in_words(day: date, months: Sequence[str]) -> str:
    return f"{day.day} {months[day.month - 1]} {day.year}"
