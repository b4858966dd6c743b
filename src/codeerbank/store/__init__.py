"""The only room that knows SQL: a log of changes in one SQLite file, and the tables folded from it."""
