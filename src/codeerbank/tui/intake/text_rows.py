"""What was read of a transcript or report, in lines: who speaks, and what is nobody's."""

from __future__ import annotations

from collections.abc import Iterator

from codeerbank.domain.people import Speaker
from codeerbank.i18n import _, ngettext
from codeerbank.tui.display import shortened
from codeerbank.tui.intake.entry import Entry
from codeerbank.tui.intake.row import Act, Row
from codeerbank.workbench.intake_preview import DocumentPreview

_A_GROUP = 3


def text_rows(entry: Entry, text: DocumentPreview, number: int, width: int) -> Iterator[Row]:
    """Write down what was read of a text."""
    yield Row("  " + _("Name in the project: {name}").format(name=shortened(text.name, 40)), Act("name", number))
    again = _("yes") if entry.options.again else _("no")
    yield Row("  " + _("Goes in though the same text is there: {answer}").format(answer=again), Act("again", number))
    yield Row("  " + ngettext("{n} turn", "{n} turns", text.turns))
    if text.speakers:
        heads = _columns(_("Speaker"), _("Role"), _("Pseudonym"), _("Turns"), _("Begins with"))
        yield Row(shortened_row(heads, width), strong=True)
    for speaker in text.speakers:
        words = _speaker(speaker, text.first_words.get(speaker.label, ""))
        yield Row(shortened_row(words, width), Act("speaker", number, speaker.label))
    for label, other in entry.options.merge_labels.items():
        words = _("{label} counts as {other}. Make two of them again").format(label=label, other=other)
        yield Row("    " + shortened(words, width - 4), Act("apart", number, label))
    if len(text.speakers) >= _A_GROUP and not any(one.role == "moderator" for one in text.speakers):
        yield Row("  ! " + _("Nobody is known to lead this talk: press Enter on who does."))
    if text.nobodies:
        yield Row("  ! " + ngettext("{n} turn has no speaker:", "{n} turns have no speaker:", text.nobodies))
        yield from (Row("      " + shortened(words, width - 6)) for words in text.nobody)
        if rest := text.nobodies - len(text.nobody):
            yield Row("      " + ngettext("and {n} more", "and {n} more", rest))


def _speaker(speaker: Speaker, first_words: str) -> str:
    roles = {"moderator": _("moderator"), "participant": _("participant"), "unknown": _("unknown")}
    return _columns(
        speaker.label, roles[speaker.role], speaker.case or "–", str(speaker.turns), shortened(first_words, 80)
    )


def _columns(label: str, role: str, person: str, turns: str, words: str) -> str:
    return f"    {shortened(label, 16):<17}{shortened(role, 15):<16}{shortened(person, 12):<13}{turns:>6}  {words}"


def shortened_row(words: str, width: int) -> str:
    """Cut a row of columns, whose blanks stay, to a width."""
    lead = words[: len(words) - len(words.lstrip())]
    return lead + words.strip()[: max(0, width - len(lead) - 1)] + "…" * (len(words) > width)
