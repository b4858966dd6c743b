"""Looking a project over: is every byte what it was when it was written, and do the tables say what the log says?"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from codeerbank.domain.events import CodingAdded, DocumentAdded, DocumentCorrected
from codeerbank.i18n import _
from codeerbank.store import encrypted, log, schema
from codeerbank.store.connection import opened
from codeerbank.store.fold import rebuild
from codeerbank.store.fold.noun import WIDTH, Tables
from codeerbank.store.fold.replaced import text_hash
from codeerbank.store.read.documents import Documents
from codeerbank.store.state import table_hash, table_hashes


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it should be: what, where, and whether folding again can put it right."""

    what: str
    where: str
    mendable: bool = False


def check(connection: sqlite3.Connection) -> list[Finding]:
    """Check the file, the log's hashes and chains, the texts and the quotes; writes nothing."""
    findings = [Finding(_("the file's structure: {words}").format(words=w), "") for w in _quick(connection)]
    if findings:
        return findings
    with _reading(connection, lambda stored: stored.decode("utf-8", "replace")):
        findings += [
            Finding(_("not as this program makes it: {what}").format(what=w), "", True)
            for w in schema.differences(connection)
        ]
        changes, texts = _chains(connection), _texts(connection)
        findings += changes + texts
        if not changes:  # an altered change says nothing that the words could be held against
            findings += _quotes(connection, mendable=bool(texts))
        findings += _loose_ends(connection)
        findings += _index(connection)
    return findings


def compare_with_log(
    connection: sqlite3.Connection, progress: Callable[[int, int], None] | None = None
) -> list[Finding]:
    """Fold the log into an empty copy in memory and name the tables that say something else."""
    copy = encrypted.in_memory(connection)
    try:
        connection.backup(copy)
        copy.execute("BEGIN")
        rebuild(Tables(copy), progress)
        return [
            Finding(_("table {table} does not say what the log says").format(table=table), "", True)
            for table, folded in table_hashes(copy).items()
            if _hash(connection, table) != folded
        ]
    finally:
        copy.close()


def _hash(connection: sqlite3.Connection, table: str) -> str | None:
    try:
        return table_hash(connection, table)
    except sqlite3.OperationalError:  # it is not there, or what it holds is no text
        return None


def _quick(connection: sqlite3.Connection) -> list[str]:
    try:
        return [words for (words,) in connection.execute("PRAGMA quick_check") if words != "ok"]
    except sqlite3.DatabaseError as error:
        return [str(error)]


@contextmanager
def _reading(connection: sqlite3.Connection, text: Callable[[bytes], object]) -> Iterator[None]:
    """Read text as ``text`` makes it of the stored bytes: when one was altered they need not be text any more."""
    kept, connection.text_factory = connection.text_factory, text
    try:
        yield
    finally:
        connection.text_factory = kept


def _chains(connection: sqlite3.Connection) -> list[Finding]:
    """Check each event's hashes, and that each device's chain runs on from the one before."""
    found: list[Finding] = []
    ends: dict[tuple[bytes, int], list[bytes]] = {}
    with _reading(connection, bytes):
        for row in connection.execute(f"SELECT {', '.join(log.STORED)} FROM event ORDER BY device, sequence"):
            stored = dict(zip(log.STORED, row, strict=True))
            device, sequence, chain = stored["device"], stored["sequence"], stored["chain"]
            where = f"{device.decode('utf-8', 'replace')} {sequence}"
            if not log.row_is_whole(stored):
                found.append(Finding(_("a change was altered after it was written"), where))
            before = ends.get((device, sequence - 1), [log.ROOT] if sequence == 1 else [])
            if not any(log.digest(c, stored["header_hash"], stored["body_hash"]) == chain for c in before):
                found.append(Finding(_("the chain of changes is broken"), where))
            ends.setdefault((device, sequence), []).append(chain)
    return found


def _texts(connection: sqlite3.Connection) -> list[Finding]:
    """Check each turn against the salted hash made when it came in."""
    found = []
    names = {key: name for name, key in Documents(connection).names().items()}
    turns = "SELECT t.id, t.document, t.text, t.salt_hash, e.salt FROM turn t LEFT JOIN event e ON e.position = t.event"
    for key, document, text, kept, salt in connection.execute(turns):
        if text_hash(salt or b"", text) != kept:
            where = _("{document}, turn {turn}").format(
                document=names.get(document, "?"), turn=(key & (1 << WIDTH) - 1) + 1
            )
            found.append(Finding(_("the text of a turn was altered"), where, True))
    return found


def _quotes(connection: sqlite3.Connection, mendable: bool) -> list[Finding]:
    """Check that the words each gesture covered are the words that stand there now."""
    documents, found = Documents(connection), []
    keys = dict(connection.execute("SELECT g.name, d.id FROM document d JOIN thing g ON g.id = d.id"))
    versions = dict(connection.execute("SELECT g.name, d.version FROM document d JOIN thing g ON g.id = d.id"))
    earlier: dict[tuple[str, str], str] = {}
    for record in log.read(connection, "e.kind = ?", (CodingAdded.KIND,)):
        change = record.change
        assert isinstance(change, CodingAdded)
        if change.document in keys and change.start is not None and change.stop is not None:
            if change.version == versions[change.document]:
                words = documents.cut(keys[change.document], change.start, change.stop)
            else:
                earlier = earlier or _texts_before(connection)
                words = earlier.get((change.document, change.version), "")[change.start : change.stop]
            if words == change.quote:
                continue
            found.append(Finding(_("a coding's words are not the words at its place"), record.id, mendable))
    return found


def _texts_before(connection: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """Give the texts that were corrected, and those that corrections made, by document and version."""
    found = {}
    corrected = set()
    for record in log.read(connection, "e.kind = ?", (DocumentCorrected.KIND,)):
        if isinstance(change := record.change, DocumentCorrected):
            found[change.document, change.version] = change.text
            corrected.add(change.document)
    for name in corrected:
        for record in log.read(connection, "e.kind = ? AND e.subject = ?", (DocumentAdded.KIND, name)):
            if isinstance(change := record.change, DocumentAdded):
                found[name, ""] = change.text
    return found


def _index(connection: sqlite3.Connection) -> list[Finding]:
    """Check that the full-text index finds the words that stand in the turns: on a copy, for SQLite takes asking for writing."""
    copy = encrypted.in_memory(connection)
    try:
        connection.backup(copy)
        copy.execute("INSERT INTO speech_index (speech_index, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError:
        return [Finding(_("the index of words does not fit the texts"), "", True)]
    finally:
        copy.close()
    return []


def _loose_ends(connection: sqlite3.Connection) -> list[Finding]:
    """Check that what a row points at is there."""
    rows = connection.execute("PRAGMA foreign_key_check").fetchall()
    codes = "SELECT 'coding', document FROM coding WHERE code NOT IN (SELECT id FROM code)"
    rows += connection.execute(codes).fetchall()
    return [
        Finding(_("a row that points nowhere in table {table}").format(table=row[0]), str(row[1]), True) for row in rows
    ]


def whole_enough(path: Path) -> bool:
    """Say whether a file opens and its log's structure is whole: a backup that may be restored."""
    copy = opened(path, read_only=True)
    try:
        return not _quick(copy) and not _chains(copy)
    except sqlite3.Error:
        return False
    finally:
        copy.close()
