"""The query language: one for the command line and the screen. ``parsed`` makes a tree of what somebody typed."""

from codeerbank.domain.query.parser import joined, literal_operators, parsed
from codeerbank.domain.query.tree import (
    ANY,
    CODE,
    All,
    Either,
    Field,
    Near,
    Not,
    Pattern,
    Query,
    Words,
    field_name,
    problem,
    written,
)

__all__ = [
    "ANY",
    "CODE",
    "All",
    "Either",
    "Field",
    "Near",
    "Not",
    "Pattern",
    "Query",
    "Words",
    "field_name",
    "joined",
    "literal_operators",
    "parsed",
    "problem",
    "written",
]
