"""Changes in words: one line each, without any text of a source or the name of a person."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping

from codeerbank.domain.codebook import CodingAttribute
from codeerbank.domain.events import (
    CLIPBOARD,
    AnswersAppended,
    AnswersChanged,
    AttributesSet,
    CasesAdded,
    Change,
    CodeAdded,
    CodebookAdded,
    CodeChanged,
    CodesMerged,
    CodingAdded,
    CodingRemoved,
    CodingsAdded,
    CodingsJoined,
    CodingsRecoded,
    DeviceJoined,
    DocumentAdded,
    DocumentCorrected,
    Exported,
    FormMade,
    MemoAdded,
    MemoChanged,
    MemoRemoved,
    PanelReplied,
    PersonErased,
    ProjectCreated,
    QuoteReleased,
    QuoteWithdrawn,
    RecordRemoved,
    RecordSet,
    SpeakerChanged,
    SuggestionDecided,
    TurnsDone,
    Undone,
    VariableAdded,
    VariableDescribed,
)
from codeerbank.domain.quote import CHECKS
from codeerbank.domain.records import NOUNS
from codeerbank.i18n import N_, _, ngettext, plural
from codeerbank.store.read.naming import Naming
from codeerbank.store.read.project import About

_AUDIENCES = {"team": N_("the team"), "panel": N_("the klankbordgroep"), "outside": N_("readers outside the team"),
              "commissioner": N_("the commissioner"), "public": N_("everybody")}  # fmt: skip
_EXPORTS = {
    "codings": N_("codings"),
    "quotes": N_("quotes"),
    "cases": N_("participants and respondents"),
    "codebook": N_("codebook"),
    "survey": N_("survey"),
    "memos": N_("memos"),
    "events": N_("log"),
    "joint": N_("joint display"),
    "report": N_("report"),
    "matrix": N_("codes with quotes"),
}
FIELDS = {
    "definition": N_("definition"),
    "definition_en": N_("English definition"),
    "panel_name": N_("name for the klankbordgroep"),
    "color": N_("colour"),
    "include": N_("what belongs here"),
    "exclude": N_("what does not belong here"),
    "examples": N_("examples"),
    "counter_examples": N_("counter-examples"),
    "cues": N_("cue words"),
    "cues_against": N_("cue words against"),
    "links": N_("linked questions"),
}
"""Field of a code that is no name or place -> what people call it, an English id."""


class Wording:
    """Says what a change did, with the names that things have now."""

    def __init__(self, connection: sqlite3.Connection, about: About) -> None:
        self._db, self._about, self._named = connection, about, Naming(connection)

    def of(self, change: Change) -> str:
        """Say what one change did; an empty line where there is nothing to say."""
        match change:
            case ProjectCreated(name=name):
                return _("project {name} begun").format(name=name)
            case DeviceJoined():
                return _("opened on another computer or as a copy")
            case CodebookAdded(name=name, codes=codes):
                words = plural("codebook {name} with {n} code", "codebook {name} with {n} codes", len(codes))
                return words.format(name=name, n=len(codes))
            case CodeAdded(record=record):
                return _("code {code} made").format(code=record.get("name", "?"))
            case CodeChanged(code=code, changes={"name": name}):
                return _("code {code} is now called “{name}”").format(code=self._named.code(code), name=name)
            case CodeChanged(code=code, changes={"archived": archived}):
                return (_("code {code} archived") if archived else _("code {code} brought back")).format(
                    code=self._named.code(code)
                )
            case CodeChanged(code=code, changes={"parent": _above}):
                return _("code {code} moved").format(code=self._named.code(code))
            case CodeChanged(code=code, changes=changes):
                fields = ", ".join(_(FIELDS.get(field, field)) for field in changes)
                return _("code {code} changed ({fields})").format(code=self._named.code(code), fields=fields)
            case DocumentAdded(name=name, starts=starts):
                words = plural("{document} brought in ({n} turn)", "{document} brought in ({n} turns)", len(starts))
                return words.format(document=name, n=len(starts))
            case DocumentCorrected(document=document):
                return _("text of {document} corrected").format(document=self._named.document(document))
            case CodesMerged(into=into, codes=codes):
                named = ", ".join(map(self._named.code, codes))
                return _("{codes} merged into {into}").format(codes=named, into=self._named.code(into))
            case SpeakerChanged(document=document, label=label):
                return _("speaker {label} of {document} described").format(
                    label=label, document=self._named.document(document)
                )
            case CasesAdded(cases=cases):
                return ngettext("{n} case brought in", "{n} cases brought in", len(cases) - cases.count(None))
            case VariableAdded(name=name):
                return _("variable {name}").format(name=name)
            case CodingAdded(start=None):
                return _("a coding that was erased with a person")
        return self._more(change)

    def _more(self, change: Change) -> str:
        match change:
            case CodingAdded(document=document, code=code, start=start, stop=stop):
                return _("{code} applied to {document} {start}-{stop}").format(
                    code=self._named.code(code), document=self._named.document(document), start=start, stop=stop
                )
            case CodingsAdded(document=document, starts=starts):
                words = plural("{n} coding on {document}", "{n} codings on {document}", len(starts))
                return words.format(n=len(starts), document=self._named.document(document))
            case CodingsRecoded(document=document, code=code, codings=codings):
                words = plural(
                    "{n} coding in {document} brought to {code}",
                    "{n} codings in {document} brought to {code}",
                    len(codings),
                )
                return words.format(
                    n=len(codings), document=self._named.document(document), code=self._named.code(code)
                )
            case CodingsJoined(document=document, codings=codings):
                return _("{n} codings in {document} joined").format(
                    n=len(codings), document=self._named.document(document)
                )
            case CodingRemoved(document=document):
                return _("coding taken away in {document}").format(document=self._named.document(document))
            case AttributesSet(document=document, attributes=attributes):
                named = [attribute.name if (attribute := self._attributes().get(key)) else key for key in attributes]
                return _("{fields} set on a coding in {document}").format(
                    fields=", ".join(named), document=self._named.document(document)
                )
        return self._read_and_noted(change)

    def _read_and_noted(self, change: Change) -> str:
        match change:
            case TurnsDone(document=document, turns=[turn], done=True, coder=coder):
                words = _("turn {turn} of {document} read to the end by {coder}")
                return words.format(turn=turn, document=self._named.document(document), coder=coder)
            case TurnsDone(document=document, coder=coder, done=done):
                words = (
                    _("{document} read to the end by {coder}")
                    if done
                    else _("{document} no longer read to the end by {coder}")
                )
                return words.format(document=self._named.document(document), coder=coder)
            case MemoAdded(noun=noun, about=about, memo_kind=kind):
                words = _("decision on {subject} written down") if kind == "decision" else _("memo on {subject}")
                return words.format(subject=self._named.subject(noun, about))
            case MemoChanged() | MemoRemoved():
                return _("memo")
        return self._on_answers(change)

    def _on_answers(self, change: Change) -> str:
        match change:
            case AnswersAppended(document=document, starts=starts):
                words = plural(
                    "{n} answer to {document} brought in", "{n} answers to {document} brought in", len(starts)
                )
                return words.format(n=len(starts), document=self._named.document(document))
            case VariableDescribed(label=label):
                return _("question described anew: {label}").format(label=label)
            case AnswersChanged(rows=rows):
                return ngettext("{n} answer changed", "{n} answers changed", len(rows))
        return self._decided(change)

    def _decided(self, change: Change) -> str:
        match change:
            case SuggestionDecided(code=code, accepted=accepted):
                return (_("suggestion {code} accepted") if accepted else _("suggestion {code} refused")).format(
                    code=self._named.code(code)
                )
            case QuoteReleased(audience=audience, despite=despite):
                words = _("quote released for {audience}").format(audience=_(_AUDIENCES.get(audience, audience)))
                passed = ", ".join(_(CHECKS.get(check, check)) for check in despite)
                return _("{words}, passing over: {checks}").format(words=words, checks=passed) if despite else words
            case QuoteWithdrawn():
                return _("release of a quote withdrawn")
            case FormMade(code=code):
                return _("panel form {code} made").format(code=code)
            case RecordSet(noun=noun) if NOUNS.get(noun) == "":
                return ""
            case RecordSet():
                return _("{noun} written down").format(noun=self._named.record(change))
            case RecordRemoved():
                return _("{noun} taken away").format(noun=self._named.record(change))
            case PanelReplied(member=member):
                return _("reply of {member}").format(member=member)
            case Exported(what=what, rows=rows) if what == CLIPBOARD:
                return ngettext("{n} character copied to the clipboard", "{n} characters copied to the clipboard", rows)
            case Exported(what=what, audience=audience, file=file, identical=identical):
                told = {"what": _(_EXPORTS.get(what, what)), "audience": _(_AUDIENCES.get(audience, audience))}
                words = _("{what} written to {file}, for {audience}").format(file=file, **told)
                proof = ngettext(
                    "{n} column read back as it came in", "{n} columns read back as they came in", identical
                )
                return f"{words} ({proof})" if identical else words
            case Undone(actions=actions):
                return self._undone(actions[0], len(actions))
            case PersonErased():
                return _("a person was erased")
        return ""

    def _attributes(self) -> Mapping[str, CodingAttribute]:
        return {attribute.key: attribute for attribute in self._about.coding_attributes()}

    def _undone(self, action: str, n: int) -> str:
        row = self._db.execute("SELECT number, nature FROM action WHERE id = ?", (action,)).fetchone()
        if row is None:
            return _("undone")
        words = _("action {number} brought back") if row[1] == "undo" else _("action {number} undone")
        if row[1] != "undo" and n > 1:
            return _("{n} actions undone").format(n=n)
        return words.format(number=row[0])
