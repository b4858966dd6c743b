"""``correct``: a corrected transcript in the place of one that was coded, with what that does to the codings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from codeerbank.cli.at_work import writing
from codeerbank.cli.command import as_json, by_coder, command
from codeerbank.cli.records import coding_record
from codeerbank.cli.show import done, print_json, print_table, say
from codeerbank.domain.ports import ImportOptions
from codeerbank.domain.table import Cell
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import correcting as verbs

MOST_MOVED = 20


@command(
    "correct",
    _("Put a corrected text in the place of a document. Codings go along; those that change or are lost are listed."),
    "codeerbank correct groep-1-online groep-1-verbeterd.docx --dry-run",
    "codeerbank correct groep-1-online groep-1-verbeterd.docx",
    'codeerbank correct groep-1-online --turn 12 --text "Wij hebben geen auto."',
)
@click.argument("document", metavar=_("DOCUMENT"))
@click.argument("file", metavar=_("FILE"), required=False, type=click.Path(path_type=Path))
@click.option("--turn", type=click.IntRange(min=1), metavar="N", help=_("Correct this turn only, with --text."))
@click.option("--text", metavar=_("TEXT"), help=_("The words of the turn as they should be."))
@click.option("--speaker", metavar=_("LABEL"), help=_("The label of who says the turn, with --turn."))
@click.option("--encoding", metavar=_("NAME"), help=_("The character set, when it is read wrongly by itself."))
@click.option("--all", "every", is_flag=True, help=_("Also list the codings that only move along."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would happen."))
@by_coder
@as_json
def correct(
    document: str,
    file: Path | None,
    turn: int | None,
    text: str | None,
    speaker: str | None,
    encoding: str | None,
    every: bool,
    dry_run: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Correct a text, or show what that would do."""
    if (file is None) == (turn is None) or (turn is None) != (text is None) or (speaker and turn is None):
        raise UsageError(_("Say what the text becomes: a FILE, or --turn N with --text."))
    with writing(coder) as session:
        if file is not None:
            found = verbs.preview_file(session, document, file, ImportOptions(encoding=encoding))
        else:
            found = verbs.preview_turn(session, document, turn or 0, text or "", speaker).result()
        action = verbs.correct(session, found).result() if found.change and not dry_run else None
        words = session.read.history.words(action) if action else ""
    if as_json:
        print_json(_record(found, action))
        return
    _tell(found, every)
    if action:
        done(words)
    else:
        say(_("Nothing was changed (--dry-run).") if found.change else _("Both texts are alike; nothing was changed."))


def _tell(found: verbs.Correction, every: bool) -> None:
    """Say what becomes of everything."""
    say(*(f"  {remark}" for remark in found.remarks))
    if found.change is None:
        return
    say(
        _("{document}: {before} turns become {after}; {letters} characters become {new}.").format(
            document=found.document, before=found.turns[0], after=found.turns[1],
            letters=found.characters[0], new=found.characters[1],
        )
    )  # fmt: skip
    words = _(
        "Codings: {same} stay as they are, {moved} move along, {changed} get other words, {shortened} get shorter,"
        " {lost} are lost."
    )
    say(words.format(same=found.same, **{fate: found.count(fate) for fate in verbs.FATES}))
    _tell_beside(found)
    rows = list(_rows(found, every or found.count("moved") <= MOST_MOVED))
    if rows:
        print_table([_("What"), _("Code"), _("Coder"), _("Turn"), _("Was"), _("Becomes")], rows)


def _tell_beside(found: verbs.Correction) -> None:
    """Say what becomes of speakers, of what was read, of released quotes and of memos."""
    come, go = found.speakers
    if come or go:
        say(_("Speakers: {come} come, {go} go.").format(come=", ".join(come) or "-", go=", ".join(go) or "-"))
    for coder, (before, after) in found.done.items():
        if before != after:
            say(
                _("Read to the end by {coder}: {before} turns, then {after}.").format(
                    coder=coder, before=before, after=after
                )
            )
    for words in found.releases:
        say(_("No longer released, for its words change: “{words}”").format(words=words))
    if found.memos:
        say(ngettext("{n} memo is on a coding that is lost; it stays in the list of memos.",
                     "{n} memos are on codings that are lost; they stay in the list of memos.", found.memos))  # fmt: skip


def _rows(found: verbs.Correction, moved: bool) -> Iterator[Sequence[Cell]]:
    names = {"lost": _("lost"), "shortened": _("shorter"), "changed": _("other words"), "moved": _("moves along")}
    for fate in verbs.FATES if moved else verbs.FATES[:-1]:
        for one in found.codings:
            if one.fate == fate:
                coding = one.coding
                yield [
                    names[fate],
                    coding.code,
                    coding.coder,
                    coding.turn,
                    coding.quote,
                    one.after if one.after else None,
                ]


def _record(found: verbs.Correction, action: str | None) -> dict[str, Any]:
    return {
        "action": action,
        "document": found.document,
        "changed": found.change is not None,
        "turns": list(found.turns),
        "characters": list(found.characters),
        "same": found.same,
        **{fate: found.count(fate) for fate in verbs.FATES},
        "codings": [
            {
                "fate": one.fate,
                "coding": coding_record(one.coding),
                "start": one.start,
                "stop": one.stop,
                "quote": one.after,
            }
            for one in found.codings
        ],
        "done": {coder: list(turns) for coder, turns in found.done.items()},
        "released_no_longer": list(found.releases),
        "decisions_lost": found.decisions,
        "memos_on_lost": found.memos,
        "speakers": {"come": list(found.speakers[0]), "go": list(found.speakers[1])},
        "remarks": list(found.remarks),
    }
