"""Every kind of change the log can hold, one module a noun."""

from codeerbank.domain.events.change import KINDS, Change, known, read_body
from codeerbank.domain.events.codebook import CODEBOOK, CodeAdded, CodebookAdded, CodeChanged
from codeerbank.domain.events.codings import AttributesSet, CodingAdded, CodingRemoved, CodingsAdded, TurnsDone
from codeerbank.domain.events.decisions import FormMade, PanelReplied, QuoteReleased, SuggestionDecided
from codeerbank.domain.events.documents import DocumentAdded, SpeakerChanged
from codeerbank.domain.events.history import PersonErased, Undone
from codeerbank.domain.events.memos import MemoAdded, MemoChanged, MemoRemoved
from codeerbank.domain.events.project import DeviceJoined, Exported, ProjectCreated
from codeerbank.domain.events.records import RecordRemoved, RecordSet
from codeerbank.domain.events.survey import AnswersAppended, AnswersChanged, CasesAdded, VariableAdded

__all__ = [
    "CODEBOOK",
    "KINDS",
    "AnswersAppended",
    "AnswersChanged",
    "AttributesSet",
    "CasesAdded",
    "Change",
    "CodeAdded",
    "CodeChanged",
    "CodebookAdded",
    "CodingAdded",
    "CodingRemoved",
    "CodingsAdded",
    "DeviceJoined",
    "DocumentAdded",
    "Exported",
    "FormMade",
    "MemoAdded",
    "MemoChanged",
    "MemoRemoved",
    "PanelReplied",
    "PersonErased",
    "ProjectCreated",
    "QuoteReleased",
    "RecordRemoved",
    "RecordSet",
    "SpeakerChanged",
    "SuggestionDecided",
    "TurnsDone",
    "Undone",
    "VariableAdded",
    "known",
    "read_body",
]
