"""The pieces of a query as typed: words, phrases, regular expressions, fields, brackets and operators, each with its place.

What people always typed keeps its meaning: words are words. ``en``, ``of``, ``niet`` and ``bij`` are operators in capitals,
and also in small letters as soon as something else in the query shows that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from codeerbank.domain.query.tree import OPERATORS, problem
from codeerbank.i18n import _

Kind = Literal["word", "phrase", "pattern", "field", "open", "close", "operator"]
FIELDS: Mapping[str, str] = {
    "code": "code", "coder": "coder", "codeur": "coder", "group": "group", "groep": "group", "role": "role", "rol": "role",
    "speaker": "speaker", "spreker": "speaker", "case": "case", "deelnemer": "case", "participant": "case",
    "respondent": "case", "document": "document", "doc": "document", "kind": "kind", "soort": "kind",
    "done": "done", "afgerond": "done", "undone": "undone", "onafgerond": "undone",
}  # fmt: skip
"""What a field can be called -> what it is. Other names are features of codings or of people, which the project knows."""
_PATTERN = re.compile(r"/(?P<expression>(?:\\.|[^/\\])+)/(?=[\s)]|$)")
_PHRASE = re.compile(r'"(?P<words>[^"]*)"')
_FIELD = re.compile(r'(?P<name>[^\W\d_][\w-]*):(?P<value>(?:"[^"]*"|[^\s()"])*)')
_NEAR = re.compile(r"(?P<name>near|bij)/(?P<within>\d{1,4})(?P<unit>w?)(?=[\s()]|$)", re.IGNORECASE)
_WORD = re.compile(r'[^\s"]+"?')
_INSIDE = re.compile(r'[^\s")]+"?')
_BLANK = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: what it is, its text (of a field its name), the value of a field, and where it begins."""

    kind: Kind
    text: str
    at: int
    value: str = ""


def tokens(text: str) -> list[Token]:
    """Cut a query into its pieces."""
    found = list(_pieces(text))
    if not any(token.kind not in ("word", "phrase") for token in found):
        return found
    return [
        replace(token, kind="operator", text=OPERATORS[token.text])
        if token.kind == "word" and token.text in OPERATORS
        else token
        for token in found
    ]


def _pieces(text: str) -> Iterator[Token]:
    at = depth = 0
    while at < len(text):
        if blank := _BLANK.match(text, at):
            at = blank.end()
        elif text[at] == "(":
            depth += 1
            yield Token("open", "(", at)
            at += 1
        elif text[at] == ")" and depth:
            depth -= 1
            yield Token("close", ")", at)
            at += 1
        else:
            token, at = _piece(text, at, depth)
            yield token


def _piece(text: str, at: int, depth: int) -> tuple[Token, int]:
    if match := _PHRASE.match(text, at):
        return Token("phrase", match["words"], at), match.end()
    if text[at] == "/":
        return _pattern(text, at)
    if match := _NEAR.match(text, at):
        return Token("operator", "near", at, match["within"] + match["unit"].lower()), match.end()
    if (match := _FIELD.match(text, at)) and (match["value"].strip('"') or match["name"].casefold() in FIELDS):
        name = match["name"].casefold()
        if not match["value"].strip('"'):
            raise problem(at, _("after {field}: something must follow").format(field=match["name"]))
        return Token("field", FIELDS.get(name, match["name"]), at, match["value"]), match.end()
    found = (_INSIDE if depth else _WORD).match(text, at)
    if found is None:  # a quotation mark that is not closed
        raise problem(at, _("this quotation mark is not closed"), _('Put a second " behind the words.'))
    word = found.group()
    if word.isupper() and word.lower() in OPERATORS:
        return Token("operator", OPERATORS[word.lower()], at), found.end()
    return Token("word", word, at), found.end()


def _pattern(text: str, at: int) -> tuple[Token, int]:
    if match := _PATTERN.match(text, at):
        return Token("pattern", match["expression"], at), match.end()
    raise problem(at, _("this regular expression is not closed"), _("Close it with /; a / inside is written as \\/."))
