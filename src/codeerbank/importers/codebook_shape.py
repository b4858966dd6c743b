"""The shape of a codebook file: which fields each table may have, and what kind of value each takes."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from codeerbank.i18n import N_, _
from codeerbank.importers.problems import Problems

_WORDS, _LINES, _TABLES, _TRUTH = N_("text"), N_("a list of texts"), N_("a list of tables"), N_("true or false")
_BOOK = {"schema": _WORDS, "key": _WORDS, "name": _WORDS, "language": _WORDS, "version": _WORDS, "note": _WORDS}
_BOOK |= {"rules": _TABLES, "attributes": _TABLES, "codes": _TABLES}
_CODE = {
    **dict.fromkeys(("key", "parent", "name", "panel_name", "definition", "definition_en", "color"), _WORDS),
    **dict.fromkeys(("include", "examples", "cues", "cues_against", "aliases"), _LINES),
    **dict.fromkeys(("exclude", "counter_examples", "links"), _TABLES),
    **dict.fromkeys(("rest", "archived"), _TRUTH),
}
_ATTRIBUTE = {**dict.fromkeys(("key", "name", "choice", "default", "definition"), _WORDS), "values": _TABLES}
_INSIDE = {
    "rules": {"key": _WORDS, "text": _WORDS},
    "exclude": {"text": _WORDS, "code": _WORDS},
    "counter_examples": {"text": _WORDS, "code": _WORDS},
    "links": {"item": _WORDS, "strand": _WORDS, "question": _WORDS, "sense": _WORDS},
    "values": {"key": _WORDS, "name": _WORDS, "definition": _WORDS},
}
_NEEDED = {
    "rules": ("text",),
    "exclude": ("text",),
    "counter_examples": ("text",),
    "links": ("item",),
    "values": ("key", "name"),
}
LANGUAGES = ("nl", "en")
CHOICES = ("one", "many")


def check_shape(data: Mapping[str, Any], lines: Mapping[int, int], problems: Problems) -> None:
    """Note every unknown field, missing key and value of the wrong kind; ``lines`` gives the line of each code."""
    _table(data, _BOOK, "", problems, None)
    if data.get("language", "nl") not in LANGUAGES:
        problems.add(_("language must be one of: {names}").format(names=", ".join(LANGUAGES)))
    if not data.get("codes"):
        problems.add(_("there is not one code in it"))
    for place, code in enumerate(_tables(data.get("codes"))):
        _table(
            code,
            _CODE,
            _("code {name}: ").format(name=code.get("key", place + 1)),
            problems,
            lines.get(place),
            ("key", "name"),
        )
    for place, attribute in enumerate(_tables(data.get("attributes"))):
        where = _("attribute {name}: ").format(name=attribute.get("key", place + 1))
        _table(attribute, _ATTRIBUTE, where, problems, None, ("key", "name"))
        _check_attribute(attribute, where, problems)
    keys = [str(attribute.get("key")) for attribute in _tables(data.get("attributes"))]
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        problems.add(_("attribute {name}: ").format(name=key) + _("it stands in the codebook twice"))


def _tables(value: Any) -> list[Mapping[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _table(
    table: Mapping[str, Any],
    shape: Mapping[str, str],
    where: str,
    problems: Problems,
    line: int | None,
    needed: Sequence[str] = (),
) -> None:
    """Check one table of the file, and the tables inside it."""
    for field in needed:
        if not table.get(field):
            problems.add(where + _("“{field}” is missing").format(field=field), line)
    for field, value in table.items():
        kind = shape.get(field)
        if kind is None:
            near = difflib.get_close_matches(field, shape, 1)
            words = _("unknown field “{field}”; is it “{near}”?") if near else _("unknown field “{field}”")
            problems.add(where + words.format(field=field, near=near[0] if near else ""), line)
        elif not _fits(value, kind):
            problems.add(where + _("“{field}” must be {kind}").format(field=field, kind=_(kind)), line)
        elif field in _INSIDE:
            for inner in value:
                _table(inner, _INSIDE[field], f"{where}{field}: ", problems, line, _NEEDED[field])


def _fits(value: Any, kind: str) -> bool:
    if kind == _WORDS:
        return isinstance(value, str)
    if kind == _TRUTH:
        return isinstance(value, bool)
    inner = str if kind == _LINES else dict
    return isinstance(value, list) and all(isinstance(item, inner) for item in value)


def _check_attribute(attribute: Mapping[str, Any], where: str, problems: Problems) -> None:
    if attribute.get("choice", "one") not in CHOICES:
        problems.add(where + _("choice must be one of: {names}").format(names=", ".join(CHOICES)))
    keys = [value.get("key") for value in _tables(attribute.get("values"))]
    if attribute.get("default") is not None and attribute["default"] not in keys:
        problems.add(where + _("default “{name}” is none of its values").format(name=attribute["default"]))
