"""Answers that come back as a file: checked against the form that was made before anything of them is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from codeerbank.domain.panel import PanelForm, Piece, Reply
from codeerbank.domain.visible import one_line, visible
from codeerbank.errors import ImportProblems
from codeerbank.i18n import _
from codeerbank.panel.answers import QUESTIONS, closing_number, letters_of, words_number
from codeerbank.panel.replies import LONGEST_REMARK
from codeerbank.panel.wording import options, wording

LARGEST = 1 << 20
"""No answer file is larger; forms in Word and Excel are unpacked under limits of their own."""
_FNV, _PRIME = 2166136261, 16777619


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer file as it came in, not checked yet.

    source   what the file is known by, so that it is not read twice
    answers  piece -> question, ``which`` or ``remark`` -> what stands there
    seen     piece -> checksum of the words its reader saw
    closing  ``missing``, ``not`` and ``rather``
    """

    form: str
    code: str
    digest: str
    source: str
    answers: Mapping[str, Mapping[str, str]]
    seen: Mapping[str, int]
    closing: Mapping[str, str] = field(default_factory=dict)


def checksum(text: str) -> int:
    """Give the checksum that the form's own script makes of the words it shows (FNV-1a, 32 bits)."""
    found = _FNV
    for byte in visible(text).encode("utf-8", "replace"):
        found = (found ^ byte) * _PRIME & 0xFFFFFFFF
    return found


def read_saved(data: bytes) -> Sent:
    """Read the file that a form on a page saved; raises ImportProblems for anything else."""
    try:
        given = json.loads(data.decode("utf-8-sig")) if len(data) <= LARGEST else None
        if not isinstance(given, dict) or given["codeerbank"] != "answers" or given["version"] != 1:
            raise ValueError
        answers = {str(piece): _texts(one) for piece, one in given["answers"].items()}
        seen = {str(piece): int(one["seen"]) for piece, one in given["answers"].items()}
        form, code, digest, reply = (str(given[name]) for name in ("form", "code", "digest", "reply"))
        return Sent(form, code, digest, reply, answers, seen, _texts(given["closing"]))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise not_ours() from None


def not_ours() -> ImportProblems:
    """Give the refusal of a file that holds no answers."""
    return ImportProblems(
        _("This answer was not kept."),
        [_("the file holds no answers to a form, or it is damaged")],
        _("Ask the member to save it once more, or type the line over: codeerbank panel read --typed"),
    )


def fingerprint(data: bytes) -> str:
    """Give what a file without a name of its own is known by."""
    return hashlib.sha256(data).hexdigest()[:16]


def reply_of(
    sent: Sent, forms: Sequence[PanelForm], member: str, group: str | None = None, expected: str = ""
) -> Reply:
    """Check answers against the form they are to and give them; raises ImportProblems with all that is wrong.

    ``expected`` is the code of the only form that is asked for now.
    """
    form = next((one for one in forms if one.id == sent.form), None)
    problems = list(_wrong_form(sent, form, forms, expected))
    if form is None or problems:
        raise _refused(problems, sent)
    asked = {piece.id: piece for piece in form.pieces}
    own = set(form.left_out.get(member, ()))
    problems += _altered(sent, asked, own)
    answers: dict[int, dict[str, str]] = {}
    remarks: dict[int, str] = {}
    for piece in (one for one in form.pieces if one.id in sent.answers):
        given, letters = sent.answers[piece.id], _letters(sent.answers[piece.id], form.kind, piece.number, problems)
        said = _remark(given, form)
        if (letters or said) and piece.number in own:
            problems.append(_("{number} was not put to this member: these are their own words").format(
                number=piece.number))  # fmt: skip
        if letters:
            answers[piece.number] = letters
        if said:
            remarks[piece.number] = said
    remarks |= _closing(sent, form)
    if not problems and not answers and not remarks:
        problems.append(_("there is no answer in it"))
    if problems:
        raise _refused(problems, sent)
    return Reply(form.id, member, group, answers, remarks, sent.source)


def _wrong_form(sent: Sent, form: PanelForm | None, forms: Sequence[PanelForm], expected: str) -> Iterator[str]:
    code = one_line(sent.code)[:20]
    if form is None:
        known = ", ".join(one.code for one in forms) or _("none yet")
        yield _("it is of a form {code} that was not made in this project; there are: {known}").format(
            code=code, known=known
        )
    elif expected and form.code != expected.strip().upper():
        yield _("it is of form {code}, and not of {expected}").format(code=form.code, expected=expected.strip().upper())
    elif sent.digest != form.digest:
        yield _("form {code} was altered: it does not ask what was asked when it was made").format(code=form.code)


def _altered(sent: Sent, asked: Mapping[str, Piece], own: set[int]) -> Iterator[str]:
    if any(piece not in asked for piece in sent.answers):
        yield _("it answers something that is not on the form")
    for piece in asked.values():
        if piece.id not in sent.answers:
            if piece.number not in own:
                yield _("piece {number} is not in it any more").format(number=piece.number)
        elif sent.seen.get(piece.id) != checksum(piece.text):
            yield _("the words of piece {number} were altered").format(number=piece.number)


def _letters(given: Mapping[str, str], kind: str, number: int, problems: list[str]) -> dict[str, str]:
    found = {}
    for question, like, letters in zip(QUESTIONS[kind], QUESTIONS["quotes"], letters_of(kind).values(), strict=True):
        said = given.get(question, "").strip()
        letter = options(like).get(said.casefold(), said.casefold())
        if letter and letter in letters and len(letter) == 1:
            found[question] = letter
        elif said:
            known = " ".join(letters)
            words = _("“{answer}” at {number} is no answer; the letters are {known}")
            problems.append(words.format(answer=one_line(said)[:40], number=number, known=known))
    return found


def _remark(given: Mapping[str, str], form: PanelForm) -> str:
    which, remark = (one_line(given.get(name, "")) for name in ("which", "remark"))
    told = wording(form)["guessed_by"].replace("{words}", which) if which else ""
    return ". ".join(filter(None, (told, remark)))[:LONGEST_REMARK]


def _closing(sent: Sent, form: PanelForm) -> dict[int, str]:
    """Give what was said to the last two questions, under the numbers they have on the form."""
    words = wording(form)
    missing = one_line(sent.closing.get("missing", ""))[:LONGEST_REMARK]
    pairs = [(words[f"other_{name}"], one_line(sent.closing.get(name, ""))) for name in ("not", "rather")]
    other = ", ".join(f"{label} {said}" for label, said in pairs if said)[:LONGEST_REMARK]
    given = {closing_number(form.size): missing, words_number(form.size): other}
    return {number: said for number, said in given.items() if said}


def _texts(given: Mapping[str, Any]) -> dict[str, str]:
    return {str(name): value for name, value in given.items() if isinstance(value, str)}


def _refused(problems: Sequence[str], sent: Sent) -> ImportProblems:
    hint = _("Call the member, or make the form anew; nothing of this file was kept.")
    return ImportProblems(_("This answer was not kept."), problems, hint, one_line(sent.code)[:20])
