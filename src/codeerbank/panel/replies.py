"""Answers as people type them, such as ``K3: 1ax 2c 3b; 2: not so with us``."""

from __future__ import annotations

import re
from collections.abc import Sequence

from codeerbank.domain.panel import PanelForm, Reply
from codeerbank.domain.visible import one_line
from codeerbank.errors import ImportProblems
from codeerbank.i18n import _
from codeerbank.panel.answers import letters_of, question_of, words_number

_LINE = re.compile(r"\s*([A-Za-z]{1,3}\s?[0-9]{1,4})(?:\s*[:;,.\-]\s*|\s+|$)(.*)", re.DOTALL)
_REMARK = re.compile(r"\s*([0-9]{1,3})\s*:\s*(.*)", re.DOTALL)
_ANSWER = re.compile(r"([0-9]{1,3})\s*[:.)=]?\s*([A-Za-z]+)")
LONGEST_REMARK = 1000


def read_line(line: str, forms: Sequence[PanelForm], member: str, group: str | None = None) -> Reply:
    """Read one member's answer line against the forms that were made.

    Capitals, commas and blanks between number and letters do not matter. Raises ImportProblems with everything that
    is wrong in the line, so that one call to the member settles it; nothing is half read.
    """
    head = _LINE.match(line)
    form = _form(head[1] if head else line.split(" ")[0], forms)
    problems: list[str] = []
    answers: dict[int, dict[str, str]] = {}
    remarks: dict[int, str] = {}
    parts = re.split(r"[;\n]", head[2] if head else "")
    for place, part in enumerate(parts):
        remark = _REMARK.fullmatch(part)
        if place and remark and not _only_answers(part, form.kind):
            _add_remark(int(remark[1]), remark[2], form, remarks, problems)
        elif remarks and part.strip() and not _only_answers(part, form.kind):
            last = next(reversed(remarks))
            remarks[last] = one_line(f"{remarks[last]}; {part}")[:LONGEST_REMARK]
        else:
            _add_answers(part, form, form.left_out.get(member, ()), answers, problems)
    if not problems and not answers and not remarks:
        problems.append(_("there is no answer in it"))
    if problems:
        raise ImportProblems(
            _("This answer was not kept."),
            problems,
            _("Write it as: {code}: 1ax 2c; 2: a remark").format(code=form.code),
            one_line(line),
        )
    return Reply(form.id, member, group, answers, remarks)


def _form(code: str, forms: Sequence[PanelForm]) -> PanelForm:
    wanted = re.sub(r"\s", "", code).upper()
    for form in forms:
        if form.code == wanted:
            return form
    known = ", ".join(form.code for form in forms) or _("none yet")
    raise ImportProblems(
        _("This answer was not kept."),
        [_("there is no form {code}; there are: {known}").format(code=one_line(code)[:20], known=known)],
        _("An answer begins with the code that stands at the top of the form."),
    )


def _only_answers(part: str, kind: str) -> bool:
    """Say whether a part holds nothing but numbers with letters of the form: then it is no remark."""
    letters = "".join(found[2] for found in _ANSWER.finditer(part)).lower()
    return not _ANSWER.sub("", part).strip(" ,.\t") and all(question_of(letter, kind) for letter in letters)


def _add_answers(
    part: str, form: PanelForm, own: Sequence[int], answers: dict[int, dict[str, str]], problems: list[str]
) -> None:
    rest = _ANSWER.sub(" ", part).strip(" ,.\t")
    if rest:
        problems.append(_("“{words}” is not a number with letters").format(words=one_line(rest)[:40]))
    for found in _ANSWER.finditer(part):
        number, letters = int(found[1]), found[2].lower()
        if not 1 <= number <= form.size:
            problems.append(_("{number} is not on form {code}, which has 1 to {last}").format(
                number=number, code=form.code, last=form.size))  # fmt: skip
        elif number in own:
            problems.append(_("{number} was not put to this member: these are their own words").format(number=number))
        elif number in answers:
            problems.append(_("{number} was given twice").format(number=number))
        else:
            answers[number] = _letters(number, letters, form.kind, problems)


def _letters(number: int, letters: str, kind: str, problems: list[str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for letter in letters:
        question = question_of(letter, kind)
        if question is None:
            known = ", ".join(" ".join(row) for row in letters_of(kind).values())
            words = _("{letter} at {number} is no answer; the letters are {known}")
            problems.append(words.format(letter=letter, number=number, known=known))
        elif question in given:
            words = _("{number} has two answers to one question: {one} and {two}")
            problems.append(words.format(number=number, one=given[question], two=letter))
        else:
            given[question] = letter
    return given


def _add_remark(number: int, text: str, form: PanelForm, remarks: dict[int, str], problems: list[str]) -> None:
    last = words_number(form.size)
    if not 1 <= number <= last:
        words = _("{number} is not on form {code}, which has 1 to {last}")
        problems.append(words.format(number=number, code=form.code, last=last))
    elif number in remarks:
        problems.append(_("{number} was given twice").format(number=number))
    elif text.strip():
        remarks[number] = one_line(text)[:LONGEST_REMARK]
