"""Merge the Dutch fragments into the one catalogue that gettext reads.

    python tools/build_catalogue.py            write src/codeerbank/locale/nl/LC_MESSAGES/codeerbank.mo
    python tools/build_catalogue.py --missing  name the English ids in the source that have no Dutch yet

Every part of the program has a fragment of its own (src/codeerbank/locale/nl/*.po). The same fragments always give the
same bytes, so the catalogue can stand in the repository and a test can compare it.
"""

from __future__ import annotations

import ast
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "codeerbank"
FRAGMENTS = PACKAGE / "locale" / "nl"
CATALOGUE = FRAGMENTS / "LC_MESSAGES" / "codeerbank.mo"
HEADER = "Content-Type: text/plain; charset=UTF-8\nLanguage: nl\nPlural-Forms: nplurals=2; plural=(n != 1);\n"
FUNCTIONS = {"_": 1, "N_": 1, "ngettext": 2}
_LINE = re.compile(r'^(?:(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+)?(".*")$')

Messages = dict[str, str]
"""gettext's own keys and values: plural forms are joined by a zero character."""


class CatalogueError(Exception):
    """A fragment that cannot be read or that contradicts another."""


def read_fragment(path: Path) -> Messages:
    """Read a .po file: msgid, msgid_plural and msgstr with quoted strings over one or more lines."""
    messages: Messages = {}
    entry: dict[str, str] = {}
    field = ""

    def close() -> None:
        if entry.get("msgid"):
            key = "\0".join(filter(None, (entry["msgid"], entry.get("msgid_plural"))))
            forms = [entry[name] for name in ("msgstr", "msgstr[0]", "msgstr[1]") if name in entry]
            if key in messages:
                raise CatalogueError(f"{path.name}: twice: {entry['msgid']!r}")
            messages[key] = "\0".join(forms)
        entry.clear()

    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        match = _LINE.match(bare)
        if not match:
            raise CatalogueError(f"{path.name}:{number}: not a line of a .po file")
        if match[1]:
            if match[1] == "msgid":
                close()
            field = match[1]
            entry[field] = ""
        entry[field] += ast.literal_eval(match[2])
    close()
    return messages


def merged() -> Messages:
    """Put all fragments together; the same id must have the same Dutch everywhere."""
    together: Messages = {}
    for path in sorted(FRAGMENTS.glob("*.po")):
        for key, value in read_fragment(path).items():
            if together.setdefault(key, value) != value:
                raise CatalogueError(f"{path.name}: another translation of {key!r} stands in an earlier fragment")
    return together


def catalogue(messages: Messages) -> bytes:
    """Write messages in the format of gettext's .mo files."""
    entries = sorted((key.encode(), value.encode()) for key, value in {"": HEADER, **messages}.items() if value)
    ids, values = b"", b""
    places = []
    for key, value in entries:
        places.append((len(key), len(ids), len(value), len(values)))
        ids += key + b"\0"
        values += value + b"\0"
    tables = 7 * 4
    first_id = tables + 16 * len(entries)
    first_value = first_id + len(ids)
    head = struct.pack("<7I", 0x950412DE, 0, len(entries), tables, tables + 8 * len(entries), 0, first_id)
    id_table = b"".join(struct.pack("<2I", size, first_id + at) for size, at, _size, _at in places)
    value_table = b"".join(struct.pack("<2I", size, first_value + at) for _size, _at, size, at in places)
    return head + id_table + value_table + ids + values


def used_ids() -> Iterator[tuple[str, str]]:
    """Find every id in the source as (gettext key, where it stands); an id that is not a plain string is an error."""
    for path in sorted(PACKAGE.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS:
                where = f"{path.relative_to(ROOT)}:{node.lineno}"
                words = node.args[: FUNCTIONS[node.func.id]]
                if any(isinstance(word, ast.JoinedStr | ast.BinOp) for word in words):
                    raise CatalogueError(f"{where}: an id must be one plain string")
                if all(isinstance(word, ast.Constant) and isinstance(word.value, str) for word in words):
                    key = "\0".join(word.value for word in words)  # type: ignore[attr-defined]
                    if key:
                        yield key, where


def missing() -> list[str]:
    """Name the ids without Dutch, each with the first place where it stands."""
    known = merged()
    found: dict[str, str] = {}
    for key, where in used_ids():
        if not known.get(key):
            found.setdefault(key, where)
    return [f"{where}: {key.split(chr(0))[0]}" for key, where in found.items()]


def main() -> int:
    """Build, or name what is missing."""
    if "--missing" in sys.argv[1:]:
        lines = missing()
        print("\n".join(lines) or "Dutch is complete.")
        return bool(lines)
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    CATALOGUE.write_bytes(catalogue(merged()))
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except CatalogueError as error:
        sys.exit(str(error))
