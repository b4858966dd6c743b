"""``audio``: the recording of a conversation, heard at a turn."""

from __future__ import annotations

from pathlib import Path

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command, group
from codeerbank.cli.show import done, print_json, say
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.workbench import audio as verbs


@group("audio", _("Name the recording of a conversation, and hear a turn in your own player."))
def audio() -> None:
    """Hold the verbs of recordings."""


@command(
    "set",
    _("Say which recording belongs to a document; without a file: none any more. The file stays where it is."),
    "codeerbank audio set groep-1-online groep-1.mp3",
    within=audio,
)
@click.argument("document", metavar="DOCUMENT")
@click.argument("file", required=False, type=click.Path(path_type=Path), metavar=_("[FILE]"))
@by_coder
def set_audio(document: str, file: Path | None, coder: str | None) -> None:
    """Name a recording."""
    with writing(coder) as session:
        verbs.set_audio(session, document, file).result()
    done(_("Recording noted.") if file else _("No recording any more."))


@command(
    "play",
    _("Open the recording at a turn, in mpv, VLC or ffplay; another player begins at the beginning."),
    "codeerbank audio play groep-1-online --turn 12",
    within=audio,
)
@click.argument("document", metavar="DOCUMENT")
@click.option("--turn", type=click.IntRange(min=1), default=1, show_default=True, metavar="N", help=_("The turn."))
@click.option("--dry-run", is_flag=True, help=_("Only say where the turn is."))
@as_json
def play(document: str, turn: int, dry_run: bool, as_json: bool) -> None:
    """Hear a turn."""
    with reading() as session:
        found = verbs.moment(session, document, turn)
    if found is None:
        words = _("No recording was named for {document}.").format(document=document)
        raise NotFound(words, _("Name it with: codeerbank audio set DOCUMENT FILE"), document)
    if as_json:
        print_json({"file": found.file.name, "seconds": found.seconds, "exact": found.exact})
    if not dry_run:
        told = verbs.play(found)
        if not as_json:
            say(told)
    elif not as_json:
        say(f"{found.file.name} · {found.clock if found.seconds is not None else _('no time in the text')}")
