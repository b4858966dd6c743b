"""The form as a Word file, with fields to choose and type in, and reading one that was filled in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from codeerbank.domain.panel import PanelForm, Piece
from codeerbank.domain.visible import one_line, visible
from codeerbank.panel.answer_file import Sent, checksum, not_ours
from codeerbank.panel.answers import FIRST, QUESTIONS, SECOND, SKIP
from codeerbank.panel.form import checked, digest_of, introduction
from codeerbank.panel.wording import wording

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CLOSING = ("missing", "not", "rather")


def word_form(form: PanelForm, member: str = "") -> bytes:
    """Write the form, of one member or for all, as a Word file; raises as ``checked`` does."""
    checked(form)
    from docx import Document
    from docx.shared import Pt

    page, words = Document(), wording(form, member)
    page.styles["Normal"].font.size = Pt(13)
    page.styles["Normal"].font.name = "Arial"
    page.core_properties.author = ""
    page.core_properties.title = one_line(form.title) or words["title"]
    page.add_heading(f"{one_line(form.title) or words['title']} – {form.code}", 0)
    for paragraph in (*introduction(form, member), words["fill_word"]):
        page.add_paragraph(paragraph)
    for piece in form.put_to(member):
        _piece(page, form, piece, words)
    page.add_heading(words["closing_title"], 1)
    for label, name in zip((words["closing"], words["other_title"] + " " + words["other_not"], words["other_rather"]),
                           CLOSING, strict=True):  # fmt: skip
        _asked(page, label, f"closing.{name}", words["write_here"])
    page.add_paragraph(words["thanks"])
    _field(page.add_paragraph(), "form", f"{form.code} {form.id} {form.digest or digest_of(form)}", locked=True)
    packed = io.BytesIO()
    page.save(packed)
    return packed.getvalue()


def read_word(document: Any, source: str) -> Sent:
    """Read a filled in form from its main part (parsed XML); raises ImportProblems where the fields are gone."""
    fields: dict[str, str] = {}
    for found in document.iter(WORD + "sdt"):
        tag = found.find(f"{WORD}sdtPr/{WORD}tag")
        name = tag.get(WORD + "val", "") if tag is not None else ""
        waiting = found.find(f"{WORD}sdtPr/{WORD}showingPlcHdr") is not None
        fields[name] = "" if waiting else _said(found.find(WORD + "sdtContent"))
    about = fields.pop("form", "").split()
    if len(about) != 3:
        raise not_ours()
    answers: dict[str, dict[str, str]] = {}
    for name, said in fields.items():
        piece, _dot, question = name.rpartition(".")
        answers.setdefault(piece, {})[question] = said
    closing = answers.pop("closing", {})
    answers.pop("", None)
    seen = {piece: checksum(given.pop("text", "")) for piece, given in answers.items()}
    return Sent(about[1], about[0], about[2], source, answers, seen, closing)


def _piece(page: Any, form: PanelForm, piece: Piece, words: Any) -> None:
    page.add_heading(words["piece"].replace("{number}", str(piece.number)), 1)
    if piece.about:
        page.add_paragraph(words["about"].replace("{name}", one_line(piece.about)))
    if piece.sensitive:
        page.add_paragraph().add_run(words["sensitive"]).bold = True
    _field(page.add_paragraph(style="Intense Quote"), f"{piece.id}.text", visible(piece.text), locked=True)
    first, second = QUESTIONS[form.kind]
    answers = list(zip(FIRST, words["recognise_answers"], strict=True))
    if piece.sensitive:
        answers.sort(key=lambda pair: pair[0] != SKIP)
    others = list(zip(SECOND, words["guess_answers"], strict=True))
    _asked(page, f"{words['recognise']} ({_spelt(piece, answers)})", f"{piece.id}.{first}", words["choose"], answers)
    _asked(page, f"{words['guess']} ({_spelt(piece, others)})", f"{piece.id}.{second}", words["choose"], others)
    _asked(page, words["which_words"], f"{piece.id}.which", words["write_here"])
    _asked(page, words["remark"], f"{piece.id}.remark", words["write_here"])


def _spelt(piece: Piece, answers: Sequence[tuple[str, str]]) -> str:
    return ", ".join(f"{piece.number}{letter} {answer}" for letter, answer in answers)


def _asked(page: Any, question: str, tag: str, waiting: str, answers: Sequence[tuple[str, str]] = ()) -> None:
    page.add_paragraph(question).paragraph_format.keep_with_next = True
    _field(page.add_paragraph(), tag, waiting, answers, question)


def _field(
    paragraph: Any, tag: str, text: str, answers: Sequence[tuple[str, str]] = (), question: str = "",
    locked: bool = False,
) -> None:  # fmt: skip
    """Put a content control into a paragraph: words nobody is to change, a list to choose from, or room to type."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    def made(parent: Any, name: str, **values: str) -> Any:
        element = OxmlElement(name)
        for key, value in values.items():
            element.set(qn(f"w:{key}"), value)
        parent.append(element)
        return element

    control = made(paragraph._p, "w:sdt")
    about = made(control, "w:sdtPr")
    if question:
        made(about, "w:alias", val=question[:60])
    made(about, "w:tag", val=tag)
    if locked:
        made(about, "w:lock", val="sdtContentLocked")
        made(about, "w:text", multiLine="1")
    elif answers:
        made(about, "w:showingPlcHdr")
        choices = made(about, "w:dropDownList")
        for letter, answer in answers:
            made(choices, "w:listItem", displayText=answer, value=letter)
    else:
        made(about, "w:showingPlcHdr")
        made(about, "w:text", multiLine="1")
    run = made(made(control, "w:sdtContent"), "w:r")
    for number, line in enumerate(text.split("\n")):
        if number:
            made(run, "w:br")
        words = made(run, "w:t")
        words.text = line
        words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def _said(content: Any) -> str:
    parts = [] if content is None else [
        "\n" if one.tag == WORD + "br" else "\t" if one.tag == WORD + "tab" else one.text or ""
        for one in content.iter(WORD + "t", WORD + "br", WORD + "tab")
    ]  # fmt: skip
    return "".join(parts)
