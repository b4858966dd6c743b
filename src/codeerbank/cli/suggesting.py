"""``suggest``: codes proposed with the words they rest on; nothing becomes data before a person decides."""

from __future__ import annotations

from itertools import islice

import click

from codeerbank.cli.command import as_json, by_coder, command, limited, reading
from codeerbank.cli.records import suggestion_record
from codeerbank.cli.show import say, stream_keyed
from codeerbank.domain.codebook import Codebook
from codeerbank.domain.suggestion import Suggestion
from codeerbank.domain.visible import one_line
from codeerbank.i18n import _
from codeerbank.workbench.suggesting import each_suggestion


@command(
    "suggest",
    _("Propose codes with the words they rest on. Left out is what you refused or coded already; nothing is written."),
    "codeerbank suggest --document groep-1 --limit 20",
    "codeerbank suggest --question toelichting --json",
)
@click.option("--document", metavar="D", help=_("Only for this document."))
@click.option("--question", metavar="Q", help=_("Only for this open question."))
@limited()
@by_coder
@as_json
def suggest(document: str | None, question: str | None, limit: int | None, coder: str | None, as_json: bool) -> None:
    """Propose codes, streaming."""
    with reading(coder) as session:
        found = islice(each_suggestion(session, document, question), limit)
        if as_json:
            stream_keyed("suggestions", map(suggestion_record, found))
            return
        count = 0
        for one in found:
            say(*_lines(session.codebook, one), "")
            count += 1
        if not count:
            say(_("Nothing to suggest."))
            return
        say(_("Decide on them in the screen (codeerbank open), or give a code with codeerbank code add."))


def _lines(codebook: Codebook, one: Suggestion) -> list[str]:
    code = codebook.get(one.code)
    name = " > ".join(codebook.path(code)) if code else one.code
    words = ", ".join(dict.fromkeys(f"“{one_line(because.words)}”" for because in one.evidence))
    return [
        f"“{one_line(one.quote)}”",
        f"  {one.code} {name} · {one.document} {one.start}-{one.stop}",
        "  " + _("because of: {words}").format(words=words),
    ]
