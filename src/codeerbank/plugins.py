"""Finds importers, exporters and suggesters by entry point; one that does not load never stands in the way of the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from codeerbank.domain.ports import Exporter, Importer, ImportNoun, Suggester
from codeerbank.errors import MissingExtra, UsageError
from codeerbank.i18n import N_, _

_OWN = "codeerbank"
_NOUNS: dict[ImportNoun, str] = {
    "transcript": N_("transcript"),
    "summary": N_("summary"),
    "survey": N_("survey"),
    "codebook": N_("codebook"),
    "codings": N_("codings"),
    "participants": N_("list of participants"),
}
_Kind = TypeVar("_Kind")


@dataclass(frozen=True, slots=True)
class BrokenPlugin:
    """A plug-in that is installed but cannot be used, with the reason."""

    group: str
    name: str
    package: str
    reason: str

    def sentence(self) -> str:
        """Say which plug-in fails and why."""
        words = _("plug-in “{name}” of package “{package}” does not work: {reason}")
        return words.format(name=self.name, package=self.package, reason=self.reason)


@dataclass(frozen=True, slots=True)
class Found(Generic[_Kind]):
    """The plug-ins of one group: those that work, by name, and those that do not."""

    working: dict[str, _Kind]
    packages: dict[str, str]
    broken: Sequence[BrokenPlugin]

    def is_own(self, name: str) -> bool:
        """Say whether the plug-in of this name is part of codeerbank."""
        return self.packages.get(name) == _OWN

    def named(self, name: str) -> _Kind:
        """Give the plug-in of this name, or say what is wrong with it."""
        if name in self.working:
            return self.working[name]
        for plugin in self.broken:
            if plugin.name == name:
                raise MissingExtra(plugin.sentence(), _("Install that package again or remove it."))
        names = ", ".join(sorted(self.working))
        what = _("there is no plug-in “{name}”").format(name=name)
        raise UsageError(what, _("These are there: {names}.").format(names=names))


@cache
def importers() -> Found[Importer]:
    """Find what reads files."""
    return _found("importers", Importer)  # type: ignore[type-abstract]


@cache
def exporters() -> Found[Exporter]:
    """Find what writes files."""
    return _found("exporters", Exporter)  # type: ignore[type-abstract]


@cache
def suggesters() -> Found[Suggester]:
    """Find what proposes codes."""
    return _found("suggesters", Suggester)  # type: ignore[type-abstract]


def importer_for(path: Path, noun: ImportNoun | None = None) -> Importer:
    """Choose the importer that is surest of a file; ``noun`` limits the choice to what the researcher said it is."""
    from codeerbank.importers.source import read_head

    head = read_head(path)
    readers = [reader for reader in importers().working.values() if noun in (None, reader.noun)]
    best = max(readers, key=lambda reader: reader.recognises(path, head), default=None)
    if best and best.recognises(path, head) > 0:
        return best
    suffixes = sorted({suffix for reader in readers for suffix in reader.suffixes})
    if noun is not None:
        what = _("{name} cannot be read as {noun}").format(name=path.name, noun=_(_NOUNS[noun]))
    elif path.suffix.lower() in suffixes:
        what = _("{name} is not what its suffix says").format(name=path.name)
    elif path.suffix:
        what = _("there is no reader for {suffix} files").format(suffix=path.suffix)
    else:
        what = _("a file without a suffix cannot be read")
    hint = _("These can be read: {names}.").format(names=", ".join(suffixes))
    if noun == "codebook" and path.suffix.lower() in suffixes:
        hint = _("A codebook as a table has these columns in its first row: code and definition, or code and parent.")
    raise UsageError(what, hint, path.name)


def exporter_for(path: Path) -> Exporter:
    """Choose the exporter by the suffix of the file to write."""
    found = exporters()
    for exporter in found.working.values():
        if path.suffix.lower() in exporter.suffixes:
            return exporter
    suffixes = sorted({suffix for exporter in found.working.values() for suffix in exporter.suffixes})
    what = _("a file without a suffix cannot be written")
    if path.suffix:
        what = _("there is no writer for {suffix} files").format(suffix=path.suffix)
    raise UsageError(what, _("These can be written: {names}.").format(names=", ".join(suffixes)), path.name)


def _found(group: str, kind: type[_Kind]) -> Found[_Kind]:
    working: dict[str, _Kind] = {}
    packages: dict[str, str] = {}
    broken = []
    for point, package in _entry_points(f"{_OWN}.{group}"):
        reason = ""
        if point.name in working:
            reason = _("its name is taken by package “{package}”").format(package=packages[point.name])
        else:
            plugin, reason = _loaded(point, kind)
            if plugin is not None:
                working[point.name], packages[point.name] = plugin, package
        if reason:
            broken.append(BrokenPlugin(group, point.name, package, reason))
    return Found(working, packages, tuple(broken))


def _entry_points(group: str) -> Iterator[tuple[Any, str]]:
    """Give the entry points of a group, our own first, each with the package it is from."""
    from importlib.metadata import entry_points

    points = [(point, point.dist.name if point.dist else "?") for point in entry_points(group=group)]
    return iter(sorted(points, key=lambda pair: (pair[1] != _OWN, pair[0].name)))


def _loaded(point: Any, kind: type[_Kind]) -> tuple[_Kind | None, str]:
    """Load one plug-in; whatever goes wrong in somebody else's module becomes its reason."""
    try:
        plugin = point.load()
    except Exception as error:
        return None, f"{type(error).__name__}: {error}"
    if not isinstance(plugin, kind):
        return None, _("it does not offer what {kind} must offer").format(kind=kind.__name__)
    return plugin, ""
