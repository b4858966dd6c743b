"""Making a form for a panel: what is on it, for whom, and the files it is in."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from codeerbank.domain.events import FormMade
from codeerbank.domain.ids import Id, new_id
from codeerbank.domain.names import names_in
from codeerbank.domain.panel import PanelForm
from codeerbank.domain.quote import ReleasedQuote
from codeerbank.errors import PrivacyRefusal, UsageError
from codeerbank.exporters.atomic import replacing
from codeerbank.i18n import _, ngettext
from codeerbank.panel.answers import QUOTES_BY_DEFAULT
from codeerbank.panel.form import checked, digest_of, form_page, next_code
from codeerbank.panel.sheet_form import sheet_form
from codeerbank.panel.word_form import word_form
from codeerbank.workbench.panel_rounds import members, round_named
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import practice_stamp

WRITERS: Mapping[str, Callable[[PanelForm, str], bytes]] = {
    ".html": lambda form, member: form_page(form, member).encode("utf-8"),
    ".htm": lambda form, member: form_page(form, member).encode("utf-8"),
    ".docx": word_form,
    ".xlsx": sheet_form,
}
"""Suffix -> what writes a form, of one member or for all."""


@dataclass(frozen=True, slots=True)
class Ask:
    """What a form asks besides what it must have.

    kind       words, questions, quotes, findings or next
    texts      what is asked about, on a form of another kind than quotes
    codes      for words: codes whose plain names are asked about as well
    round      the name of the round it is for: its members' own quotes stay off their forms
    most       quotes at most
    sensitive  the team chose to show what is marked as sensitive; it is announced
    send_to    where the answer file goes; else to the telephone of the contact person
    also       suffixes of further files of the same form
    looked     somebody looked: what seems a name in the texts names nobody
    """

    kind: str = "quotes"
    texts: Sequence[str] = ()
    codes: Sequence[str] = ()
    round: str = ""
    most: int = QUOTES_BY_DEFAULT
    sensitive: bool = False
    send_to: str = ""
    also: Sequence[str] = ()
    looked: bool = False


@dataclass(frozen=True, slots=True)
class FormReport:
    """A form that was made: the action, the form, its first file and all of them, and what to think about."""

    action: Id
    form: PanelForm
    path: Path
    warnings: Sequence[str]
    files: Sequence[Path] = ()


PLAIN = Ask()


def make_form(
    session: Session,
    path: Path,
    contact: str,
    telephone: str,
    return_by: str,
    quotes: Sequence[ReleasedQuote] | None = None,
    title: str = "",
    address: str = "je",
    ask: Ask = PLAIN,
) -> Future[FormReport]:
    """Write a form to print, to read on a phone or to fill in in Word or Excel, as ``ask`` says.

    Without ``quotes`` it is made of what is released for the panel, what no form had before first. Raises UsageError
    where contact person, telephone number or return date (year-month-day) is missing, PrivacyRefusal for a quote that
    is not released (any more).
    """
    suffixes = [path.suffix.lower(), *(one if one.startswith(".") else f".{one}" for one in ask.also)]
    if strange := [one for one in suffixes if one not in WRITERS]:
        words = _("A form is a page or a document: {name} must end in .html, .docx or .xlsx.")
        raise UsageError(words.format(name=path.with_suffix(strange[0]).name), "", path.name)

    def job() -> FormReport:
        kind = round_named(session, ask.round).kind if ask.round else ask.kind
        chosen, left = _chosen(session, quotes, ask) if kind == "quotes" else ([], [])
        texts, names = _texts(session, ask) if kind != "quotes" else ([], [_panel_name(session, q) for q in chosen])
        code = next_code([form.code for form in session.read.panel.forms()])
        heading = " - ".join(filter(None, (title, practice_stamp(session))))
        ids = [secrets.token_hex(4) for _name in names]
        about = (contact, telephone, return_by, address, kind, tuple(texts), ids)
        form = PanelForm(new_id(), code, heading, tuple(chosen), names, *about, send_to=ask.send_to.strip())
        form = replace(form, left_out=_own(session, form, ask.round))
        warnings = [*checked(form), *_too_late(form), *_names_left(form), *left]
        form = replace(form, digest=digest_of(form))
        files = _written(form, [path, *(path.with_suffix(one) for one in suffixes[1:])])
        return FormReport(session.write(_made(session, form, ask.round)), form, path, warnings, files)

    return session.later(job)


def files_of(path: Path, ask: Ask) -> list[Path]:
    """Name the files of a form that is for everybody."""
    return [path, *(path.with_suffix(one if one.startswith(".") else f".{one}") for one in ask.also)]


def _made(session: Session, form: PanelForm, round_: str) -> FormMade:
    return FormMade(
        form.id, form.code, form.title, [quote.id for quote in form.quotes], form.panel_names, form.contact,
        form.telephone, form.return_by, form.address, form.kind, form.texts, form.ids, form.left_out, form.digest,
        round_named(session, round_).id if round_ else "", form.send_to,
    )  # fmt: skip


def _written(form: PanelForm, paths: Sequence[Path]) -> list[Path]:
    """Write the files: one for all, and one for each member who has quotes of their own among these."""
    made = {path: WRITERS[path.suffix.lower()](form, "") for path in paths}
    for member in form.left_out:
        for path in paths:
            own = path.with_name(f"{path.stem}-{re.sub(r'[^0-9A-Za-z]+', '-', member).strip('-')}{path.suffix}")
            made[own] = WRITERS[path.suffix.lower()](form, member)
    for path, content in made.items():
        with replacing(path) as file:
            file.write(content)
    return list(made)


def _chosen(
    session: Session, quotes: Sequence[ReleasedQuote] | None, ask: Ask
) -> tuple[list[ReleasedQuote], list[str]]:
    """Choose released quotes, and say what was left out."""
    from codeerbank.workbench.pseudonymised import Pseudonyms

    released = session.read.quotes.released("panel")
    if quotes is not None:
        if any(quote not in released for quote in quotes if isinstance(quote, ReleasedQuote)):
            raise PrivacyRefusal(_("One of these quotes is not released (any more)."), _("Release it first."))
        return list(quotes), []
    decided, said = Pseudonyms(session), []
    stale = [one for one in released if decided.words(one.text) != one.text]
    if stale:
        words = _("Not on it: {n} with a name that is always replaced now; release them anew.")
        said.append(words.format(n=len(stale)))
    heavy = [one for one in released if one.sensitive and not ask.sensitive and one not in stale]
    if heavy:
        said.append(_("Not on it: {n} marked as sensitive (--sensitive puts them on).").format(n=len(heavy)))
    fit = [one for one in released if one not in stale and one not in heavy]
    used = {quote.id for form in session.read.panel.forms() for quote in form.quotes}
    fit.sort(key=lambda one: one.id in used)
    chosen = fit[: ask.most]
    if len(fit) > len(chosen):
        said.append(
            _("Not on it: {n} more that are released (--quotes N takes more).").format(n=len(fit) - len(chosen))
        )
    if again := sum(one.id in used for one in chosen):
        words = ngettext("{n} quote was on a form before.", "{n} quotes were on a form before.", again)
        said.append(words.format(n=again))
    return [one for one in released if one in chosen], said


def _texts(session: Session, ask: Ask) -> tuple[list[str], list[str]]:
    """Give what a form of another kind asks about, and what each piece is about."""
    from codeerbank.workbench.pseudonyms import left_over

    codes = [session.code(code) for code in ask.codes]
    texts = [*(text.strip() for text in ask.texts), *(code.panel_name or code.name for code in codes)]
    found = list(dict.fromkeys(name for text in texts for name in left_over(text)))
    if found and not ask.looked:
        raise PrivacyRefusal(
            _("The form may name somebody: {names}. It was not made.").format(names=", ".join(found)),
            _("Say it without names, or say --checked when these name nobody."),
        )
    return texts, ["" for _text in texts]


def _own(session: Session, form: PanelForm, round_: str) -> dict[str, list[int]]:
    """Find the quotes that a member said, by name: they do not judge their own words."""
    invited = round_named(session, round_).members if round_ else None
    linked = {one.name: one.case for one in members(session) if one.case and (invited is None or one.name in invited)}
    if not linked or not form.quotes:
        return {}
    codings = {quote.id: coding for quote, _standing, coding in session.read.quotes.releases_with_codings()}
    ids = {case.name: case.id for case in session.read.cases.all()}
    said = [ids.get(session.read.codings.get(codings[quote.id]).case or "") for quote in form.quotes]
    own = {name: [n for n, who in enumerate(said, 1) if who == case] for name, case in linked.items()}
    return {name: numbers for name, numbers in own.items() if numbers}


def _too_late(form: PanelForm) -> list[str]:
    """Say so when nobody can answer in time."""
    if date.fromisoformat(form.return_by.strip()) >= date.today():
        return []
    return [_("The return date {date} is past.").format(date=form.return_by.strip())]


def _names_left(form: PanelForm) -> list[str]:
    """Name the words with a capital in pieces: whoever released them may have missed the name of a person or a place."""
    words = _("Piece {number} may name somebody: {names}.")
    found = [(piece.number, sorted(names_in(piece.text))) for piece in form.pieces]
    return [words.format(number=number, names=", ".join(names)) for number, names in found if names]


def _panel_name(session: Session, quote: ReleasedQuote) -> str:
    """Say in plain words what a quote is about."""
    codes = [code for key in quote.codes if (code := session.codebook.get(key))]
    return next((code.panel_name or code.name for code in codes), _("something else"))
