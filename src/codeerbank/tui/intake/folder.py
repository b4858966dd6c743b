"""The files of a folder, offered to choose from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from codeerbank.domain.ports import ImportNoun
from codeerbank.i18n import N_, _, ngettext
from codeerbank.tui.display import shortened
from codeerbank.tui.intake.row import Act, Row
from codeerbank.tui.intake.rows import NOUNS
from codeerbank.workbench.intake_reading import readable

_KINDS = {**NOUNS, "questionnaire": N_("questionnaire of a survey")}


@dataclass(frozen=True, slots=True)
class Offer:
    """A file that could be looked at, with what it seems to be; ``ticked`` when it is chosen."""

    path: Path
    noun: ImportNoun | Literal["questionnaire"] | None
    ticked: bool = True


def offers(paths: Sequence[Path]) -> list[Offer]:
    """Offer files that were named, and what can be read in the folders among them."""
    found: list[Offer] = []
    for path in paths:
        found += [Offer(*one) for one in readable(path)] if path.is_dir() else [Offer(path, None)]
    return found


def offer_rows(offered: Sequence[Offer], width: int) -> list[Row]:
    """Write the choice down."""
    if not offered:
        return [Row(_("There is no file here that can be read."), strong=True)]
    ticked = sum(offer.ticked for offer in offered)
    lines = [
        Row(
            f"[ {ngettext('Look at {n} file', 'Look at {n} files', ticked)} ]",
            Act("look") if ticked else None,
            strong=True,
        ),
        Row("  " + (_("Choose none of them") if ticked else _("Choose all of them")), Act("all")),
    ]
    for number, offer in enumerate(offered):
        kind = _(_KINDS[offer.noun]) if offer.noun else ""
        mark = "[x]" if offer.ticked else "[ ]"
        lines.append(
            Row(f"  {mark} {shortened(offer.path.name, width - 36):<{width - 36}} {kind}", Act("tick", number))
        )
    return lines


def chosen_again(offered: Sequence[Offer], act: Act) -> list[Offer]:
    """Choose a file or not, or all of them or none."""
    if act.what == "all":
        return [replace(offer, ticked=not any(offer.ticked for offer in offered)) for offer in offered]
    return [replace(o, ticked=not o.ticked) if n == act.file else o for n, o in enumerate(offered)]
