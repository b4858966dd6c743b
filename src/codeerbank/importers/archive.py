"""Opening zipped documents (.docx, .xlsx, .ods) that may be hostile: limits are held in the directory and while reading."""

from __future__ import annotations

import io
import lzma
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from codeerbank.errors import ImportProblems
from codeerbank.i18n import _
from codeerbank.importers.problems import cannot_read
from codeerbank.importers.source import read_bytes

if TYPE_CHECKING:
    from lxml import etree

LARGEST_PART = 200 * 1024**2
LARGEST_SUM = 500 * 1024**2
LARGEST_RATIO = 200
RATIO_FROM = 1024**2
MOST_ENTRIES = 5000
_CHUNK = 1 << 20
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DOCTYPE = re.compile(rb"<\x00?!\x00?D\x00?O\x00?C\x00?T\x00?Y\x00?P\x00?E|<\x00?!\x00?E\x00?N\x00?T\x00?I\x00?T\x00?Y")


class Archive:
    """The parts of a zipped document, each read under the same limits."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.data = read_bytes(path)
        if self.data.startswith(_OLE):
            raise self._old_or_locked()
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(self.data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, UnicodeDecodeError):
            raise self._refused(_("it is no {suffix} file, or it is damaged").format(suffix=path.suffix)) from None
        for reason in _dangers(entries, len(self.data)):
            raise self._refused(reason)
        self.names = [entry.filename for entry in entries if not entry.filename.endswith("/")]

    def read(self, name: str) -> bytes:
        """Unpack one part, never more than its limit."""
        return b"".join(self._chunks(name))

    def parsed(self, name: str) -> etree._Element:
        """Unpack one part and parse it as XML: no document type, no entities, nothing from elsewhere."""
        from lxml import etree

        content = self.read(name)
        if declares_document_type(content):
            raise self._refused(_("it declares a document type (DTD)"))
        parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError:
            raise self._refused(_("its part {name} is damaged").format(name=name)) from None

    def check_whole(self, name: str) -> None:
        """Refuse a part that is no whole XML in UTF-8: readers in other libraries wait for ever for an end that is not there."""
        from lxml import etree

        content = self.read(name)
        nothing = type("Nothing", (), {"close": lambda _self: None})()  # builds no tree
        parser = etree.XMLParser(
            target=nothing, resolve_entities=False, no_network=True, load_dtd=False, encoding="utf-8"
        )
        try:
            etree.fromstring(content, parser)
        except (etree.XMLSyntaxError, ValueError):
            raise self._refused(_("its part {name} is damaged").format(name=name)) from None

    def check_all(self) -> None:
        """Unpack every part once under the limits, for a reader that unpacks by itself."""
        for name in self.names:
            before = b""
            for chunk in self._chunks(name):
                if name.endswith((".xml", ".rels")) and _DOCTYPE.search(before[-32:] + chunk):
                    raise self._refused(_("it declares a document type (DTD)"))
                before = chunk

    def _chunks(self, name: str) -> Iterator[bytes]:
        done = 0
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(_CHUNK):
                    done += len(chunk)
                    if done > LARGEST_PART:
                        raise self._refused(_too_large())
                    yield chunk
        except RuntimeError:
            raise self._refused(_locked()) from None
        except (
            zipfile.BadZipFile,
            zlib.error,
            lzma.LZMAError,
            EOFError,
            OSError,
            ValueError,
            NotImplementedError,
            KeyError,
        ):
            raise self._refused(_("its part {name} is damaged").format(name=name)) from None

    def _old_or_locked(self) -> ImportProblems:
        if _ENCRYPTED in self.data:
            return self._refused(_locked())
        hint = _("Open it and save it as {suffix}.").format(suffix=self._path.suffix)
        return self._refused(_("it is a file of an old Office version"), hint)

    def _refused(self, reason: str, hint: str = "") -> ImportProblems:
        if reason == _locked():
            hint = _("Remove the password and try again.")
        return cannot_read(self._path, reason, hint or _("Open it in the program it was made with and save it again."))


def _dangers(entries: list[zipfile.ZipInfo], packed: int) -> Iterator[str]:
    """Give what makes an archive unfit to unpack, from its directory alone."""
    if len(entries) > MOST_ENTRIES:
        yield _("it holds more than {n} parts").format(n=MOST_ENTRIES)
    names = [entry.filename.replace("\\", "/") for entry in entries]
    if len({name.casefold() for name in names}) < len(names):
        yield _("two of its parts have the same name")
    for name, entry in zip(names, entries, strict=True):
        if (
            not name
            or ".." in name.split("/")
            or name.startswith("/")
            or ":" in name
            or stat.S_ISLNK(entry.external_attr >> 16)
        ):
            yield _("one of its parts points outside the file")
        if entry.file_size > LARGEST_PART:
            yield _too_large()
        if entry.file_size > RATIO_FROM and entry.file_size > LARGEST_RATIO * max(entry.compress_size, 1):
            yield _("a part of it unpacks to more than {n} times its size").format(n=LARGEST_RATIO)
        if entry.flag_bits & 1:
            yield _locked()
    total = sum(entry.file_size for entry in entries)
    if total > LARGEST_SUM or (total > RATIO_FROM and total > LARGEST_RATIO * packed):
        yield _("together its parts unpack to more than they should")


def _locked() -> str:
    return _("it is locked with a password")


def _too_large() -> str:
    return _("a part of it unpacks to more than {n} MB").format(n=LARGEST_PART // 1024**2)


def declares_document_type(content: bytes) -> bool:
    """Say whether XML declares a document type or an entity, in one byte a character or in two."""
    return bool(_DOCTYPE.search(content))


def plain(element: Any) -> str:
    """Give an element's name without its namespace; comments and instructions have none."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
