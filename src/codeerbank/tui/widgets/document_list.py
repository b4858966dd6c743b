"""The list of documents: one line each, with how far this coder has read."""

from __future__ import annotations

from collections.abc import Sequence

from codeerbank.i18n import _
from codeerbank.tui.views import DocumentRow
from codeerbank.tui.widgets.line_list import Column, Line, LineList

_BAR = 8


class DocumentList(LineList):
    """Lets a reader choose a document."""

    def show_documents(self, rows: Sequence[DocumentRow], lit: str | None = None) -> None:
        """Show these documents; ``lit`` is lit, or else what was lit before."""
        columns = (
            Column(_("Document"), 12, share=1, most=44),
            Column(_("Kind"), 13),
            Column(_("Turns"), 7, right=True),
            Column(_("Words"), 7, right=True),
            Column(_("Done"), 20),
            Column(_("Codes"), 6, right=True),
        )
        self.show(columns, [_line(row) for row in rows], lit)


def _line(row: DocumentRow) -> Line:
    filled = round(_BAR * row.done / row.turns) if row.turns else 0
    kinds = {"transcript": _("transcript"), "open_question": _("open question"), "summary": _("summary")}
    done = "█" * filled + "░" * (_BAR - filled) + _(" {done} of {turns}").format(done=row.done, turns=row.turns)
    kind = kinds.get(row.kind, row.kind)
    return Line(row.name, (row.name, kind, str(row.turns), str(row.words), done, str(row.codings)))
