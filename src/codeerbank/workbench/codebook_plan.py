"""A codebook that was edited elsewhere, beside the one of the project: what it adds, renames, moves and says otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from codeerbank.domain.codebook import DIRECTION, Code, Codebook
from codeerbank.domain.events import Change, CodeChanged
from codeerbank.errors import CodebookProblems
from codeerbank.i18n import _, ngettext
from codeerbank.store.read.wording import FIELDS
from codeerbank.workbench.session import codebook_added

_SHOWN = 20
_RULES = tuple(FIELDS)
_APART = ("name", "parent", "archived")
"""Fields that the log tells each by itself."""


class CodebookPlan:
    """Compares a codebook with that of the project; what the file does not hold stays: nothing is ever taken out.

    A code is the same by its key; else by its name, or a name it had before. Keys never change.
    """

    def __init__(self, mine: Codebook, new: Codebook) -> None:
        self._mine, self._new = mine, new
        self._same = _matched(mine, new)
        self._keys = {key: old.key for key, old in self._same.items()}
        self._told: dict[str, list[str]] = {}
        self.added = [replace(code, parent=self._parent(code)) for code in new.codes if code.key not in self._same]
        self.changed = {
            old.id: found
            for code in new.codes
            if (old := self._same.get(code.key)) and (found := self._differences(old, code))
        }
        self._refuse_loops()

    @property
    def changes(self) -> list[Change]:
        """Give the changes that bring it in: new codes first, so that others can move below them."""
        found: list[Change] = []
        if self.added:
            found.append(codebook_added(replace(self._new, codes=tuple(self.added))))
        for code, fields in self.changed.items():
            steps = [{name: fields[name]} for name in _APART if name in fields]
            rest = {name: value for name, value in fields.items() if name not in _APART}
            found += [CodeChanged(code, step) for step in [*steps, rest] if step]
        return found

    def told(self) -> str:
        """Say in one line what comes of it."""
        words = _("codebook {name}").format(name=self._new.name or self._new.key)
        if not self.changes:
            return _("all {n} codes are in the project already; nothing was changed").format(n=len(self._new.codes))
        counts = [ngettext("{n} new code", "{n} new codes", len(self.added))]
        counts.append(ngettext("{n} code changed", "{n} codes changed", len(self.changed)))
        return ", ".join([words, *counts])

    def remarks(self) -> list[str]:
        """Say what is added, renamed, moved, changed, and what stays though the file does not hold it."""
        there = {old.key for old in self._same.values()}
        left = [code.key for code in self._mine.codes if code.key not in there and not code.archived]
        lines = {
            _("New: {names}."): [_called(code) for code in self.added],
            _("Renamed: {names}."): self._told.get("name", []),
            _("Moved: {names}."): self._told.get("parent", []),
            _("Changed: {names}."): self._told.get("rules", []),
            _("Put away or brought back: {names}."): self._told.get("archived", []),
            _("Another key in the file; the key of the project stays: {names}."): [
                f"{key} = {old}" for key, old in self._keys.items() if key != old
            ],
            _("Not in the file, and left as they are: {names}."): left,
        }
        found = [words.format(names=_some(names)) for words, names in lines.items() if names]
        new, mine = self._new, self._mine
        if (new.rules and new.rules != mine.rules) or new.attributes not in (mine.attributes, (DIRECTION,)):
            found.append(_("The features of codings and the rules in the file were left: those of the project stay."))
        return found

    def _parent(self, code: Code) -> str | None:
        return self._keys.get(code.parent, code.parent) if code.parent else None

    def _differences(self, old: Code, new: Code) -> dict[str, Any]:
        """Give the fields that the file says otherwise; a field that it has no column for is not spoken of."""
        if new.key in self._new.implied:
            return {}
        found: dict[str, Any] = {}
        spoken = self._new.columns
        if new.name != old.name and new.name.casefold() != new.key.casefold():
            found["name"] = new.name
            self._note("name", f"{old.key} “{old.name}” → “{new.name}”")
        if (not spoken or "parent" in spoken) and (above := self._parent(new)) != old.parent:
            found["parent"] = above
            self._note("parent", f"{old.key}: {old.parent or _('at the top')} → {above or _('at the top')}")
        if (not spoken or "archived" in spoken) and new.archived != old.archived:
            found["archived"] = new.archived
            self._note("archived", old.key)
        rules = {
            name: getattr(new, name)
            for name in _RULES
            if (not spoken or name in spoken) and _written(getattr(new, name)) != _written(getattr(old, name))
        }
        if rules:
            self._note("rules", f"{old.key} ({', '.join(_(FIELDS[name]) for name in rules)})")
        return found | rules

    def _note(self, kind: str, words: str) -> None:
        self._told.setdefault(kind, []).append(words)

    def _refuse_loops(self) -> None:
        """Refuse a plan that would put a code below itself."""
        above = {code.key: code.parent for code in (*self._mine.codes, *self.added)}
        above |= {
            self._mine_by_id(code).key: fields["parent"] for code, fields in self.changed.items() if "parent" in fields
        }
        for key in above:
            at, seen = above[key], {key}
            while at and at not in seen:
                seen.add(at)
                at = above.get(at)
            if at == key:
                raise CodebookProblems(
                    _("cannot import {name}: {reason}").format(
                        name=self._new.name or self._new.key,
                        reason=_("code “{key}” stands below itself").format(key=key),
                    ),
                    (),
                    _("Nothing was changed. Correct the file and try again."),
                )

    def _mine_by_id(self, identity: str) -> Code:
        return next(code for code in self._mine.codes if code.id == identity)


def _matched(mine: Codebook, new: Codebook) -> Mapping[str, Code]:
    """Find the project's code for each code of the file that has one: by key, else by a name that only one goes by."""
    found = {code.key: old for code in new.codes if (old := mine.get(code.key))}
    taken = {old.key for old in found.values()}
    for code in new.codes:
        if code.key in found:
            continue
        known = {old.key: old for name in (code.name, *code.aliases) for old in _going_by(mine, name)}
        free = [old for key, old in known.items() if key not in taken]
        if len(known) == 1 and free:
            found[code.key] = free[0]
            taken.add(free[0].key)
    return found


def _going_by(book: Codebook, name: str) -> list[Code]:
    """List the codes of this name; where there is none, those that had it before."""
    folded = name.casefold()
    now = [code for code in book.codes if code.name.casefold() == folded]
    return now or [code for code in book.codes if folded in map(str.casefold, code.aliases)]


def _written(value: Any) -> Any:
    """Give a field so that lists and tuples, and words with blanks around them, count alike."""
    if isinstance(value, str):
        return " ".join(value.split())
    return [_written(one) if isinstance(one, str) else dict(one) for one in value]


def _called(code: Code) -> str:
    return code.key if code.key.casefold() == code.name.casefold() else f"{code.key} {code.name}"


def _some(names: Sequence[str]) -> str:
    rest = len(names) - _SHOWN
    return ", ".join([*names[:_SHOWN], *([ngettext("and {n} more", "and {n} more", rest)] if rest > 0 else [])])
