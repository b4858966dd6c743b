"""What a text would become, shown before it goes in: who speaks how often, and what fell to nobody."""

from __future__ import annotations

from typing import Any

from codeerbank.cli.show import print_table, say
from codeerbank.i18n import _, ngettext
from codeerbank.workbench.intake_preview import DocumentPreview


def document_record(document: DocumentPreview) -> dict[str, Any]:
    """Give a text that was read as JSON."""
    return {
        "file": document.file,
        "name": document.name,
        "kind": document.kind,
        "encoding": document.encoding or None,
        "turns": document.turns,
        "speakers": [
            {"label": one.label, "role": one.role, "case": one.case, "turns": one.turns} for one in document.speakers
        ],
        "without_speaker": document.nobodies,
    }


def say_document(document: DocumentPreview) -> None:
    """Print the speakers of a text with how they begin, its character set, and the lines without a speaker."""
    if not document.speakers and not document.encoding:
        return
    encoding = f" ({document.encoding})" if document.encoding else ""
    say("", f"{document.name}{encoding}")
    if document.speakers:
        roles = {"moderator": _("moderator"), "participant": _("participant"), "unknown": _("unknown")}
        rows = [
            (one.label, roles[one.role], one.case, one.turns, document.first_words.get(one.label, ""))
            for one in document.speakers
        ]
        print_table((_("speaker"), _("role"), _("pseudonym"), _("turns"), _("begins with")), rows)
    if document.nobodies:
        say(ngettext("{n} turn has no speaker:", "{n} turns have no speaker:", document.nobodies))
        say(*(f"  {words}" for words in document.nobody))
        if document.nobodies > len(document.nobody):
            say("  " + _("and {n} more").format(n=document.nobodies - len(document.nobody)))
    say("")
