"""From what somebody typed to a query: OR binds least, then AND (also by standing side by side), NOT, and NEAR."""

from __future__ import annotations

import re
from collections.abc import Sequence

from codeerbank.domain.query.lexer import Token, tokens
from codeerbank.domain.query.tree import (
    CODE,
    OPERATORS,
    All,
    Either,
    Field,
    Near,
    Not,
    Pattern,
    Query,
    Unit,
    Words,
    problem,
)
from codeerbank.i18n import _

_DEEPEST = 40
_PLUS = re.compile(r'((?:"[^"]*"|[^"+])+)(?:\+|$)')


def parsed(text: str) -> Query | None:
    """Read a query; None where there is nothing to look for. Raises UsageError with the place of what is wrong."""
    found = [token for token in tokens(text) if token.kind not in ("word", "phrase") or _sayable(token.text)]
    return _Parser(found, len(text)).query() if found else None


def joined(arguments: Sequence[str]) -> str:
    """Make one query of the arguments of a command: several plain words in one argument are a phrase."""
    return " ".join(f'"{one}"' if " " in one and _plain(one) else one for one in arguments)


def literal_operators(text: str) -> list[str]:
    """Name the words in a query that would be operators in capitals, and are words here."""
    return [token.text for token in tokens(text) if token.kind == "word" and token.text in OPERATORS]


def _plain(text: str) -> bool:
    return '"' not in text and all(token.kind == "word" for token in tokens(text))


def _sayable(words: str) -> bool:
    return any(character.isalnum() for character in words)


class _Parser:
    """Goes through the pieces of a query once."""

    def __init__(self, found: Sequence[Token], end: int) -> None:
        self._tokens, self._end, self._next, self._depth = found, end, 0, 0

    def query(self) -> Query:
        """Read all of it: a closing bracket that closes nothing is no piece of a query."""
        return self._either()

    def _either(self) -> Query:
        parts = [self._all()]
        while self._take("or"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Either(tuple(parts))

    def _all(self) -> Query:
        parts = [self._not()]
        while self._take("and") or self._goes_on():
            parts.append(self._not())
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _goes_on(self) -> bool:
        """Say whether another part follows without a word between."""
        token = self._here()
        return token is not None and token.kind != "close" and (token.kind, token.text) != ("operator", "or")

    def _not(self) -> Query:
        turned = 0
        while self._take("not"):
            turned += 1
        part = self._near()
        return Not(part) if turned % 2 else part

    def _near(self) -> Query:
        part = self._one()
        while token := self._take("near"):
            unit: Unit = "words" if token.value.endswith("w") else "turns"
            other = self._one()
            if unit == "words" and not (isinstance(part, Words) and isinstance(other, Words)):
                what = _("a distance in words is for words and phrases only")
                raise problem(token.at, what, _("Write /3 instead of /3w for a distance in turns."))
            part = Near(part, other, int(token.value.rstrip("w") or 1), unit, token.at)
        return part

    def _one(self) -> Query:
        token = self._here()
        if token is None or token.kind in ("close", "operator"):
            at = self._end if token is None else token.at
            raise problem(at, _("something to look for is missing here"), _('An operator as a word: put it in "".'))
        self._next += 1
        match token.kind:
            case "open":
                return self._group(token)
            case "pattern":
                return Pattern(token.text, token.at)
            case "field":
                return _field(token)
        word = token.text.strip('"') if token.kind == "word" else token.text
        return Words(word, token.kind == "phrase" and not word.isalnum(), token.at)

    def _group(self, opening: Token) -> Query:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise problem(opening.at, _("there are too many brackets within brackets"))
        inner = self._either()
        closing = self._here()
        if closing is None or closing.kind != "close":
            raise problem(opening.at, _("this bracket is not closed"))
        self._next += 1
        self._depth -= 1
        return inner

    def _here(self) -> Token | None:
        return self._tokens[self._next] if self._next < len(self._tokens) else None

    def _take(self, operator: str) -> Token | None:
        token = self._here()
        if token and (token.kind, token.text) == ("operator", operator):
            self._next += 1
            return token
        return None


def _field(token: Token) -> Field:
    parts = _PLUS.findall(token.value) if token.text == CODE else [token.value]
    values = tuple(part.replace('"', "").strip() for part in parts)
    if not all(values) or not values:
        raise problem(token.at, _("after {field}: something must follow").format(field=token.text))
    return Field(token.text, values, token.at)
