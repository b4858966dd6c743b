"""Reading: one class a noun over one connection; nothing here writes, and no cursor stays open longer than its caller reads."""

from __future__ import annotations

import sqlite3

from codeerbank.store.read.codings import Codings
from codeerbank.store.read.counts import Counts
from codeerbank.store.read.decisions import Decisions
from codeerbank.store.read.documents import Documents
from codeerbank.store.read.history import History
from codeerbank.store.read.panel import Panel
from codeerbank.store.read.people import Cases, Memos, SurveyData
from codeerbank.store.read.project import About
from codeerbank.store.read.quotes import Quotes
from codeerbank.store.read.records import Records
from codeerbank.store.read.revisions import Revisions
from codeerbank.store.read.search import Search
from codeerbank.store.read.survey_table import SurveyTable
from codeerbank.store.read.traces import Traces
from codeerbank.store.read.versions import Versions


class Reads:
    """Everything that can be asked of a project, by noun."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection
        self.about = About(connection)
        self.documents = Documents(connection)
        self.codings = Codings(connection, self.documents, self.about)
        self.decisions = Decisions(connection, self.documents)
        self.cases = Cases(connection)
        self.survey = SurveyData(connection)
        self.memos = Memos(connection)
        self.search = Search(connection, self.documents, self.codings)
        self.quotes = Quotes(connection, self.documents, self.codings)
        self.counts = Counts(connection, self.documents)
        self.panel = Panel(connection, self.quotes)
        self.records = Records(connection)
        self.revisions = Revisions(connection)
        self.traces = Traces(connection)
        self.versions = Versions(connection)
        self.history = History(connection, self.about)

    def survey_table(self) -> SurveyTable:
        """Give the survey as a table, as it is now."""
        return SurveyTable(self._db, self.survey, self.documents)
