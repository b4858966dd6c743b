"""What makes a codebook consistent: what it may never break, and what a careful team would want to know."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TypeAlias

from codeerbank.domain.codebook import Code, Codebook
from codeerbank.i18n import _

_KEY = re.compile(r"[^\W_]+(?:[.-][^\W_]+)*")
_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
STRANDS = ("survey", "focus_group")
"""Where something that a code is linked to was asked."""
Finding: TypeAlias = tuple[Sequence[str], str]
"""Keys of codes, and what is to be said of them."""
_ENOUGH = {"include": 2, "examples": 2, "counter_examples": 1}


def check_codebook(codebook: Codebook, items: Collection[str] | None = None) -> list[str]:
    """Give everything that is wrong or missing, in the order of the codes; ``items`` are the known survey items."""
    return list(map(told, codebook_findings(codebook, items)))


def told(finding: Finding) -> str:
    """Write a finding as one line that names its code."""
    keys, words = finding
    return f"{keys[0]}: {words}" if len(keys) == 1 else words


def codebook_findings(codebook: Codebook, items: Collection[str] | None = None) -> Iterator[Finding]:
    """As ``check_codebook``, each with the keys of the codes it is about; several stand in its words as well."""
    for place, words in structure_flaws(codebook):
        yield [codebook.codes[place].key], words
    for code in codebook.codes:
        if not code.archived:
            for words in (*_missing(codebook, code), *_references(codebook, code), *_unknown_items(code, items)):
                yield [code.key], words
    yield from _cue_clashes(codebook)
    yield from _name_clashes(codebook)


def structure_flaws(codebook: Codebook) -> Iterator[tuple[int, str]]:
    """Give what no codebook may have, as (place in the list of codes, words)."""
    seen: set[str] = set()
    keys = {code.key for code in codebook.codes}
    for place, code in enumerate(codebook.codes):
        if not _KEY.fullmatch(code.key):
            yield place, _("key “{key}” may only hold letters, digits, dots and dashes").format(key=code.key)
        if code.key in seen:
            yield place, _("key “{key}” stands in the codebook twice").format(key=code.key)
        if code.parent == code.key:
            yield place, _("code “{key}” is its own parent").format(key=code.key)
        elif code.parent and code.parent not in keys:
            yield place, _("parent “{parent}” of “{key}” does not exist").format(parent=code.parent, key=code.key)
        elif code.parent and code.parent not in seen:
            yield place, _("parent “{parent}” must stand before “{key}”").format(parent=code.parent, key=code.key)
        if not code.name.strip():
            yield place, _("code “{key}” has no name").format(key=code.key)
        if code.color and not _COLOR.fullmatch(code.color):
            yield place, _("colour “{color}” of “{key}” must look like #e69f00").format(color=code.color, key=code.key)
        seen.add(code.key)


def _missing(codebook: Codebook, code: Code) -> Iterator[str]:
    """Name the fields that coders and panel cannot do without."""
    if not code.definition.strip():
        yield _("there is no definition")
    if code.rest or not codebook.is_leaf(code):
        return
    if not code.panel_name.strip():
        yield _("there is no name in plain words for the panel (panel_name)")
    for field, least in _ENOUGH.items():
        there = len(getattr(code, field))
        if there < least:
            yield _("{field} has {n} of at least {least} lines").format(field=field, n=there, least=least)


def _references(codebook: Codebook, code: Code) -> Iterator[str]:
    """Follow what a code sends elsewhere: the other must exist, and say in turn what it sends here."""
    for target in _targets(code.exclude):
        other = codebook.get(target)
        if other is None:
            yield _("it sends something to “{target}”, which does not exist").format(target=target)
        elif target == code.key:
            yield _("it sends something to itself")
        elif code.key not in _targets(other.exclude) and not other.archived:
            words = _("it sends something to {target}, but {target} does not name it in its own exclusions")
            yield words.format(target=target)
    for target in _targets(code.counter_examples):
        if codebook.get(target) is None:
            yield _("a counter-example belongs to “{target}”, which does not exist").format(target=target)


def _targets(lines: Sequence[Mapping[str, str]]) -> list[str]:
    return list(dict.fromkeys(line["code"] for line in lines if line.get("code")))


def _unknown_items(code: Code, items: Collection[str] | None) -> Iterator[str]:
    for link in code.links:
        item, strand = link.get("item", ""), link.get("strand", "survey")
        if strand not in STRANDS:
            words = _("its link to “{item}” is of strand “{strand}”; there are: {strands}")
            yield words.format(item=item, strand=strand, strands=", ".join(STRANDS))
        elif items is not None and strand == "survey" and item not in items:
            yield _("it is linked to survey item “{item}”, which does not exist").format(item=item)


def _cue_clashes(codebook: Codebook) -> Iterator[Finding]:
    """Find cues that point at two codes, or both at and away from one."""
    codes_of: dict[str, list[str]] = {}
    for code in codebook.codes:
        for cue in dict.fromkeys(code.cues) if not code.archived else ():
            codes_of.setdefault(cue, []).append(code.key)
            if cue in code.cues_against:
                yield [code.key], _("cue “{cue}” speaks both for and against it").format(cue=cue)
            if cue != cue.lower():
                yield [code.key], _("cue “{cue}” must be in lower case").format(cue=cue)
    for cue, keys in codes_of.items():
        if len(keys) > 1:
            yield keys, _("cue “{cue}” points at more than one code: {keys}").format(cue=cue, keys=", ".join(keys))


def _name_clashes(codebook: Codebook) -> Iterator[Finding]:
    """Find names, former ones included, under which two codes could be meant."""
    keys_of: dict[str, list[str]] = {}
    for code in codebook.codes:
        for name in {code.name.casefold(), *(alias.casefold() for alias in code.aliases)}:
            keys_of.setdefault(name, []).append(code.key)
    for name, keys in keys_of.items():
        if name and len(keys) > 1:
            yield keys, _("name “{name}” is used by more than one code: {keys}").format(name=name, keys=", ".join(keys))
