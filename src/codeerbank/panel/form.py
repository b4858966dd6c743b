"""A form for the klankbordgroep: one page that works on paper, on a phone, by keyboard and without scripts or a network."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from codeerbank.domain.panel import KINDS, PanelForm
from codeerbank.domain.quote import ReleasedQuote
from codeerbank.domain.visible import one_line, visible
from codeerbank.errors import PrivacyRefusal, UsageError
from codeerbank.i18n import _
from codeerbank.panel.answers import FIRST, QUESTIONS, QUOTES_BY_DEFAULT, SECOND, SKIP, TOO_MANY_QUOTES
from codeerbank.panel.wording import ADDRESSES, wording

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
    if form.kind not in KINDS:
        raise UsageError(_("Choose from: {names}").format(names=", ".join(KINDS)), "", form.kind)
    if form.kind == "quotes" and not form.quotes:
        raise UsageError(_("A form needs at least one released quote."), _("Release quotes with `codeerbank release`."))
    if not form.size or not all(text.strip() for text in form.texts):
        raise UsageError(_("A form needs something to ask about."), _("Give it with --item or --items."))
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
    day_of(form.return_by)
    if len(form.panel_names) != form.size:
        raise UsageError(_("Every quote needs a plain name of what it is about."))
    return _warnings(form)


def _warnings(form: PanelForm) -> list[str]:
    if form.size <= TOO_MANY_QUOTES:
        return []
    words = _("{n} pieces are many for one sitting; most readers manage {good}.")
    return [words.format(n=form.size, good=QUOTES_BY_DEFAULT)]


def digest_of(form: PanelForm) -> str:
    """Give the digest of all that a form asks, to know an altered form by."""
    asked = [form.id, form.code, form.kind, *(part for one in form.pieces for part in (one.id, one.text, one.about))]
    return hashlib.sha256("\x1f".join(asked).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def next_code(taken: Sequence[str], letter: str = "K") -> str:
    """Give the next free code, such as K4 after K3."""
    numbers = [int(code[len(letter) :]) for code in taken if re.fullmatch(re.escape(letter) + r"[0-9]+", code)]
    return f"{letter}{max(numbers, default=0) + 1}"


def form_page(form: PanelForm, member: str = "") -> str:
    """Write the form, of one member or for all, as one HTML page without links or a network; raises as ``checked`` does.

    Nothing in it names a document, a coder or a meeting: only words, their plain names and whom to call.
    """
    checked(form)
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    world = Environment(
        loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    style, script = ((_HERE / name).read_text("utf-8") for name in ("form.css", "form.js"))
    words, shown = wording(form, member), form.put_to(member)
    first = list(zip(FIRST, words["recognise_answers"], strict=True))
    return world.get_template("form.html.jinja").render(
        words=words,
        intro=introduction(form, member),
        code=form.code,
        form=form.id,
        digest=form.digest or digest_of(form),
        file=answer_file(form),
        questions=QUESTIONS[form.kind],
        heading=one_line(form.title) or words["title"],
        style=style,
        style_hash=_hash(style),
        script=script,
        script_hash=_hash(script),
        pieces=[replace(one, text=visible(one.text), about=one_line(one.about)) for one in shown],
        last=form.size,
        recognise=first,
        recognise_heavy=sorted(first, key=lambda pair: pair[0] != SKIP),
        guess=list(zip(SECOND, words["guess_answers"], strict=True)),
    )


def introduction(form: PanelForm, member: str = "") -> list[str]:
    """Give the words above a form: of its kind, about heavy pieces where there are any, and about missing numbers."""
    words = wording(form, member)
    first, rights, help_ = words["intro"]
    heavy = any(one.sensitive for one in form.put_to(member))
    parts = [words.get("opening", first), rights, words["sensitive_intro"] if heavy else help_]
    return [*parts, *([words["left_out"]] if len(form.put_to(member)) < form.size else [])]


def answer_file(form: PanelForm) -> str:
    """Name the file that a reader saves."""
    return f"antwoorden-{form.code}.json"


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def day_of(text: str) -> date:
    """Read a date; raises UsageError for anything else."""
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise UsageError(
            _("{date} is no date.").format(date=one_line(text)), _("Write it as year-month-day, such as 2026-12-31.")
        ) from None
