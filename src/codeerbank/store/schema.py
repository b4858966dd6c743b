"""The tables: one log that is never rewritten, and derived tables that can be thrown away and folded again."""

from __future__ import annotations

import sqlite3

APPLICATION_ID = 0x63646272
"""Marks the file as a project of this program (bytes 68-71 of the file)."""

SCHEMA_VERSION = 1
"""Version of the log's own table; a higher one in a file is refused (bytes 60-63 of the file)."""

FOLD_VERSION = 3
"""Version of the derived tables; a lower one in a file means: fold again."""

LOG = """
CREATE TABLE event (
  position INTEGER PRIMARY KEY,   -- order of arrival in this file, nothing more
  id TEXT UNIQUE,                 -- null in a stub, as are the other header fields
  project TEXT, device TEXT NOT NULL, sequence INTEGER NOT NULL, clock INTEGER, wall INTEGER,
  actor TEXT, action TEXT, kind TEXT, version INTEGER, subject TEXT,
  body BLOB, salt BLOB,
  header_hash BLOB NOT NULL, body_hash BLOB NOT NULL, chain BLOB NOT NULL,
  kept_hash BLOB                  -- hash of a redacted body; outside the chain
) STRICT;
CREATE INDEX event_order ON event (clock, device, sequence);
CREATE INDEX event_device ON event (device, sequence);
CREATE INDEX event_action ON event (action);
CREATE TABLE local (key TEXT PRIMARY KEY, value TEXT) STRICT, WITHOUT ROWID;
"""

GUARDS = """
CREATE TRIGGER event_keeps BEFORE UPDATE ON event BEGIN SELECT raise(ABORT, 'the log is never rewritten'); END;
CREATE TRIGGER event_stays BEFORE DELETE ON event BEGIN SELECT raise(ABORT, 'the log is never shortened'); END;
"""

# Integer keys: a thing's is given once and survives every refold; turns and cases count on within their document or frame.
DERIVED = """
CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE coder (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE touch (thing INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (thing, event)) STRICT, WITHOUT ROWID;
CREATE TABLE action (
  id TEXT PRIMARY KEY, number INTEGER NOT NULL, nature TEXT NOT NULL, undone INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX action_number ON action (number);
CREATE TABLE undoing (target TEXT, by_action TEXT, PRIMARY KEY (target, by_action)) STRICT, WITHOUT ROWID;
CREATE TABLE branch (event INTEGER PRIMARY KEY, device TEXT NOT NULL) STRICT;
CREATE TABLE unsettled (event INTEGER NOT NULL, row INTEGER NOT NULL, noun TEXT NOT NULL, unit TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE project (id TEXT PRIMARY KEY, name TEXT, language TEXT) STRICT;
CREATE TABLE codebook (id INTEGER PRIMARY KEY, about TEXT NOT NULL) STRICT;
CREATE TABLE code (
  id INTEGER PRIMARY KEY REFERENCES thing, key TEXT NOT NULL UNIQUE, position INTEGER NOT NULL, record TEXT NOT NULL,
  merged INTEGER                  -- null, or the code that this one went up in
) STRICT;
CREATE TABLE cases (
  id INTEGER PRIMARY KEY, frame INTEGER NOT NULL, row INTEGER NOT NULL, name TEXT NOT NULL, "group" TEXT, attributes TEXT
) STRICT;
CREATE INDEX cases_name ON cases (name);
CREATE TABLE variable (
  id INTEGER PRIMARY KEY REFERENCES thing, name TEXT NOT NULL, label TEXT NOT NULL, level TEXT NOT NULL, labels TEXT NOT NULL,
  question TEXT NOT NULL, member TEXT, missing TEXT NOT NULL, event INTEGER NOT NULL
) STRICT;
CREATE TABLE answer (
  variable INTEGER NOT NULL, case_id INTEGER NOT NULL, state INTEGER NOT NULL, value TEXT, PRIMARY KEY (variable, case_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE document (
  id INTEGER PRIMARY KEY REFERENCES thing, name TEXT NOT NULL, kind TEXT NOT NULL, characters INTEGER NOT NULL,
  words INTEGER NOT NULL, turns INTEGER NOT NULL, source TEXT NOT NULL, question TEXT NOT NULL, event INTEGER NOT NULL,
  version TEXT NOT NULL DEFAULT '' -- the correction whose text this is; empty: as it came in
) STRICT;
CREATE TABLE speaker (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES thing, label TEXT NOT NULL, role TEXT NOT NULL, case_name TEXT
) STRICT;
CREATE INDEX speaker_document ON speaker (document);
CREATE TABLE turn (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL, start INTEGER NOT NULL, said INTEGER NOT NULL, stop INTEGER NOT NULL,
  speaker INTEGER, case_id INTEGER, words INTEGER NOT NULL, marks TEXT, salt_hash BLOB NOT NULL, text TEXT NOT NULL,
  event INTEGER NOT NULL,
  replaced TEXT                   -- null, or what of this answer stayed in the one that replaces it: [[old, new, length]...]
) STRICT;
CREATE INDEX turn_start ON turn (document, start);
CREATE VIEW speech AS SELECT id, substr(text, said - start + 1, stop - said) AS text FROM turn WHERE replaced IS NULL;
CREATE VIRTUAL TABLE speech_index USING fts5 (
  text, content='speech', content_rowid='id', tokenize='unicode61 remove_diacritics 2'
);
CREATE TABLE coding (
  document INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, code INTEGER NOT NULL, coder INTEGER NOT NULL,
  turn INTEGER NOT NULL, event INTEGER NOT NULL, row INTEGER NOT NULL, attributes TEXT, origin INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (document, start, stop, code, coder)
) STRICT, WITHOUT ROWID;
CREATE INDEX coding_code ON coding (code, document);
CREATE TABLE coding_also (
  id INTEGER PRIMARY KEY, document INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, code INTEGER NOT NULL,
  coder INTEGER NOT NULL, event INTEGER NOT NULL, row INTEGER NOT NULL, attributes TEXT, origin INTEGER NOT NULL
) STRICT;
CREATE INDEX coding_also_place ON coding_also (document, start);
CREATE TABLE coding_moved (        -- what was said later of a coding's code (null: as made) and stretch (null: as made)
  event INTEGER NOT NULL, row INTEGER NOT NULL, document INTEGER NOT NULL, code INTEGER, start INTEGER, stop INTEGER,
  version TEXT NOT NULL, by_event INTEGER NOT NULL, PRIMARY KEY (event, row)
) STRICT, WITHOUT ROWID;
CREATE TABLE done (turn INTEGER NOT NULL, coder INTEGER NOT NULL, PRIMARY KEY (turn, coder)) STRICT, WITHOUT ROWID;
CREATE TABLE memo (
  id INTEGER PRIMARY KEY REFERENCES thing, kind TEXT NOT NULL, noun TEXT NOT NULL, about TEXT NOT NULL, text TEXT NOT NULL,
  event INTEGER NOT NULL
) STRICT;
CREATE TABLE decision (
  id INTEGER PRIMARY KEY REFERENCES thing, document INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, code INTEGER NOT NULL,
  coder TEXT NOT NULL, accepted INTEGER NOT NULL, record TEXT NOT NULL
) STRICT;
CREATE INDEX decision_place ON decision (document, start);
CREATE TABLE released (
  id INTEGER PRIMARY KEY REFERENCES thing, document INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, record TEXT NOT NULL,
  event INTEGER NOT NULL,
  standing TEXT NOT NULL          -- released, changed (its words were corrected) or withdrawn
) STRICT;
CREATE TABLE form (id INTEGER PRIMARY KEY REFERENCES thing, code TEXT NOT NULL, record TEXT NOT NULL, event INTEGER NOT NULL) STRICT;
CREATE TABLE record (
  id INTEGER PRIMARY KEY REFERENCES thing, noun TEXT NOT NULL, content TEXT NOT NULL, about TEXT NOT NULL, event INTEGER NOT NULL
) STRICT;
CREATE INDEX record_noun ON record (noun);
CREATE TABLE reply (id INTEGER PRIMARY KEY REFERENCES thing, form TEXT NOT NULL, record TEXT NOT NULL, event INTEGER NOT NULL) STRICT;
"""

FOLDED = (
    "thing",
    "coder",
    "touch",
    "action",
    "undoing",
    "branch",
    "unsettled",
    "project",
    "codebook",
    "code",
    "cases",
    "variable",
    "answer",
    "document",
    "speaker",
    "turn",
    "coding",
    "coding_also",
    "coding_moved",
    "done",
    "memo",
    "decision",
    "released",
    "form",
    "reply",
    "record",
)
"""Every derived table, the full-text index aside."""


def create(connection: sqlite3.Connection) -> None:
    """Make every table in an empty database, in the transaction that is open."""
    for statement in statements(LOG + GUARDS + DERIVED):
        connection.execute(statement)
    connection.execute("INSERT INTO local VALUES ('fold_version', ?)", (str(FOLD_VERSION),))


def drop_guards(connection: sqlite3.Connection) -> None:
    """Let the log be rewritten, until ``mend_log`` in the same transaction."""
    for trigger in ("event_keeps", "event_stays"):
        connection.execute(f"DROP TRIGGER IF EXISTS {trigger}")


def mend_log(connection: sqlite3.Connection) -> None:
    """Give the log its guards, and the indexes it may have lost."""
    drop_guards(connection)
    for statement in statements(GUARDS):
        connection.execute(statement)
    there = dict(connection.execute("SELECT name, sql || ';' FROM sqlite_schema WHERE type = 'index'"))
    for statement in statements(LOG):
        name = statement.split()[2]
        if statement.startswith("CREATE INDEX") and there.get(name) != statement:
            connection.execute(f"DROP INDEX IF EXISTS {name}")
            connection.execute(statement)


def drop_derived(connection: sqlite3.Connection) -> None:
    """Throw the derived tables away, and make them anew and empty."""
    connection.execute("DROP TABLE IF EXISTS speech_index")
    connection.execute("DROP VIEW IF EXISTS speech")
    for table in reversed(FOLDED):
        connection.execute(f"DROP TABLE IF EXISTS {table}")
    for statement in statements(DERIVED):
        connection.execute(statement)


def statements(script: str) -> list[str]:
    """Cut a script into statements; executescript would end the open transaction."""
    found, part = [], ""
    for line in script.splitlines(keepends=True):
        part += line
        if sqlite3.complete_statement(part):
            found.append(part.strip())
            part = ""
    return found


def differences(connection: sqlite3.Connection) -> list[str]:
    """Compare tables, columns, keys, indexes and triggers with those of a new project, and name what is not as it should be."""
    from sqlite_utils import Database  # here alone: it costs .4 s and pulls pandas in

    bare = sqlite3.connect(":memory:")
    try:
        create(bare)
        wanted, found = Database(bare), Database(connection)
        problems = [f"table {name}" for name in set(wanted.table_names()) - set(found.table_names())]
        for table in set(wanted.table_names()) & set(found.table_names()):
            mine, theirs = wanted.table(table), found.table(table)
            if (mine.schema, mine.triggers_dict) != (theirs.schema, theirs.triggers_dict):
                problems.append(f"definition of {table}")
            there = {(index.name, tuple(index.columns)) for index in theirs.indexes}
            problems += [f"index {i.name}" for i in mine.indexes if (i.name, tuple(i.columns)) not in there]
        return sorted(problems)
    finally:
        bare.close()
