"""Every kind of change the log can hold, one module a noun."""

from codeerbank.domain.events.change import KINDS, Change, known, read_body
from codeerbank.domain.events.codebook import CODEBOOK, CodeAdded, CodebookAdded, CodeChanged, CodesMerged
from codeerbank.domain.events.codings import (
    AttributesSet,
    CodingAdded,
    CodingRemoved,
    CodingsAdded,
    CodingsJoined,
    CodingsRecoded,
    TurnsDone,
)
from codeerbank.domain.events.decisions import FormMade, PanelReplied, QuoteReleased, QuoteWithdrawn, SuggestionDecided
from codeerbank.domain.events.documents import DocumentAdded, DocumentCorrected, SpeakerChanged
from codeerbank.domain.events.history import PersonErased, Undone
from codeerbank.domain.events.memos import MemoAdded, MemoChanged, MemoRemoved
from codeerbank.domain.events.project import CLIPBOARD, DeviceJoined, Exported, ProjectCreated
from codeerbank.domain.events.records import RecordRemoved, RecordSet
from codeerbank.domain.events.survey import (
    AnswersAppended,
    AnswersChanged,
    CasesAdded,
    VariableAdded,
    VariableDescribed,
)

__all__ = [
    "CLIPBOARD",
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
    "CodesMerged",
    "CodingAdded",
    "CodingRemoved",
    "CodingsAdded",
    "CodingsJoined",
    "CodingsRecoded",
    "DeviceJoined",
    "DocumentAdded",
    "DocumentCorrected",
    "Exported",
    "FormMade",
    "MemoAdded",
    "MemoChanged",
    "MemoRemoved",
    "PanelReplied",
    "PersonErased",
    "ProjectCreated",
    "QuoteReleased",
    "QuoteWithdrawn",
    "RecordRemoved",
    "RecordSet",
    "SpeakerChanged",
    "SuggestionDecided",
    "TurnsDone",
    "Undone",
    "VariableAdded",
    "VariableDescribed",
    "known",
    "read_body",
]
