"""``memo``: notes on the project, a document, a participant, a code or a coding."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any, get_args

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command, group, limited, to_file
from codeerbank.cli.leaving import hand_over
from codeerbank.cli.records import coding_record, memo_record
from codeerbank.cli.show import done, moment, print_json, say, stream_json
from codeerbank.domain.coding import Memo, MemoKind, MemoSubject
from codeerbank.domain.visible import one_line
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench import summaries
from codeerbank.workbench.memos import KINDS, NOUNS, add_memo, change_memo, remove_memo

SHORT = 8
"""So much of a memo's id is shown; as much as tells it from the others will do."""


@group("memo", _("Write and read memos."))
def memo() -> None:
    """Hold the verbs of memos."""


@command(
    "add",
    _("Write a memo. A memo of kind care (zorgsignaal) never leaves the project."),
    'codeerbank memo add --on code M2.1 --text "Ook gezegd over school"',
    'codeerbank memo add --kind method --text "Groep 2 kreeg de stellingen op papier"',
    within=memo,
)
@click.option(
    "--on", "about", nargs=2, metavar=_("WHAT NAME"),
    help=_("What it is about: document, case, code or coding, and its name; else the project."),
)  # fmt: skip
@click.option(
    "--kind", type=click.Choice(get_args(MemoKind)), default="note", show_default=True, help=_("Kind of memo.")
)
@click.option("--text", required=True, metavar=_("TEXT"), help=_("The memo itself."))
@by_coder
def add(about: tuple[str, str] | None, kind: MemoKind, text: str, coder: str | None) -> None:
    """Write a memo."""
    what, name = about or ("project", "")
    subject: MemoSubject | None = next((one for one in get_args(MemoSubject) if one == what), None)
    if subject is None:
        raise UsageError(
            _("A memo cannot be about {what}.").format(what=what),
            _("Choose from: {names}").format(names=", ".join(get_args(MemoSubject))),
        )
    with writing(coder) as session:
        add_memo(session, subject, name, text, kind).result()
    done(_("Memo written."))
    if kind == "care":
        say(_("A care memo is never exported. Follow the reporting code of your organisation."))


@command(
    "change",
    _("Write a memo anew; the old text stays in the log."),
    'codeerbank memo change 3f2a --text "Toch niet: zie groep 2"',
    within=memo,
)
@click.argument("memo_id", metavar=_("MEMO"))
@click.option("--text", required=True, metavar=_("TEXT"), help=_("The memo itself."))
@by_coder
def change(memo_id: str, text: str, coder: str | None) -> None:
    """Write a memo anew."""
    with writing(coder) as session:
        change_memo(session, memo_id, text).result()
    done(_("Memo changed."))


@command("remove", _("Take a memo away."), "codeerbank memo remove 3f2a", within=memo)
@click.argument("memo_id", metavar=_("MEMO"))
@by_coder
def remove(memo_id: str, coder: str | None) -> None:
    """Take a memo away."""
    with writing(coder) as session:
        remove_memo(session, memo_id).result()
    done(_("Memo taken away."))


@command(
    "list",
    _("Read the memos, the newest last."),
    "codeerbank memo list --on code",
    within=memo,
)
@click.option("--on", "about", type=click.Choice(get_args(MemoSubject)), help=_("Only memos about this."))
@limited()
@as_json
def list_memos(about: MemoSubject | None, limit: int | None, as_json: bool) -> None:
    """Show memos whole."""
    with reading() as session:
        memos = (one for one in session.read.memos.all() if about in (None, one.about))
        chosen: Iterable[Memo] = islice(memos, limit)
        if as_json:
            stream_json(map(memo_record, chosen))
            return
        for one in chosen:
            head = f"{one.id[:SHORT]}  {moment(one.created)}  {one.author}  {_(KINDS[one.kind])}  {_(NOUNS[one.about])} {one.name}"
            say(head.rstrip(), "  " + one.text, "")


@command(
    "summary",
    _("Write the summary of a theme in a document, linked to its codings; without --text: read it, with the codings."),
    'codeerbank memo summary --code M2 --document groep-1-online --text "Privacy wordt genoemd als muurtje."',
    "codeerbank memo summary --code M2 --document groep-1-online",
    within=memo,
)
@click.option("--code", required=True, metavar="C", help=_("The theme."))
@click.option("--document", required=True, metavar="D", help=_("The document."))
@click.option("--text", metavar=_("TEXT"), help=_("The summary itself; empty takes it away."))
@by_coder
@as_json
def summary(code: str, document: str, text: str | None, coder: str | None, as_json: bool) -> None:
    """Write or read one summary."""
    if text is not None:
        with writing(coder) as session:
            summaries.write_summary(session, document, code, text).result()
        done(_("Summary kept.") if text.strip() else _("Summary taken away."))
        return
    with reading() as session:
        session.read.documents.key(document)
        found = summaries.cell(session, document, session.code(code).key)
    if as_json:
        written = {"text": found.summary.text, "who": found.summary.who} if found.summary else None
        codings = [{**coding_record(one), "since": one.id in found.fresh} for one in found.codings]
        print_json({"summary": written, "codings": codings})
        return
    say(found.summary.text if found.summary else _("Nothing was written here yet."), "")
    for one in found.codings:
        say(f"{'+' if one.id in found.fresh else '-'} {one.code}  “{one_line(one.quote)}”", f"  {one.coder} · {one.id}")
    if found.fresh:
        say("", _("+ was coded after the summary was written."))


@command(
    "summaries",
    _("Show the summaries by theme and document, or write them to a file."),
    "codeerbank memo summaries",
    "codeerbank memo summaries -o samenvattingen.docx",
    within=memo,
)
@to_file
@as_json
def list_summaries(output: Path | None, as_json: bool) -> None:
    """Show the summaries."""
    with reading() as session:
        sheet = summaries.summary_sheet(session)

        def record() -> dict[str, Any]:
            keys = ("theme", "document", "fragments", "text", "who")
            return {"summaries": [dict(zip(keys, row, strict=True)) for row in sheet.rows]}

        hand_over(sheet, record, "team", output, as_json)
