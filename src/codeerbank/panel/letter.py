"""The letter back: what members said, what was done with it, and what was not, with the reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from codeerbank.i18n import _, language

_STYLE = "body{font:1.1rem/1.6 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}h2{font-size:1.1rem;margin-top:2rem}"


@dataclass(frozen=True, slots=True)
class Answer:
    """One thing that members said, in the words of the letter."""

    about: str
    said: str
    did: str
    not_done: str

    def lines(self) -> list[str]:
        """Give the three sentences; the last is the one that builds trust."""
        return [
            _("You said: {words}").format(words=self.said),
            _("We did: {words}").format(words=self.did),
            _("This we did not do, because: {words}").format(words=self.not_done),
        ]


def greeting(*totals: str) -> list[str]:
    """Give what the letter begins with, with how many answered and the like."""
    return [
        _("Dear members,"),
        _("Thank you for thinking along. Here you read what we did with what you said."),
        *totals,
    ]


def letter_page(title: str, answers: Sequence[Answer], stamp: str = "", totals: Sequence[str] = ()) -> str:
    """Write the letter as one page without scripts or network."""
    blocks = [f"<p>{escape(line)}</p>" for line in greeting(*totals)]
    for answer in answers:
        blocks += [f"<h2>{escape(answer.about)}</h2>", *(f"<p>{escape(line)}</p>" for line in answer.lines())]
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(title)}</title>'
    foot = f"<footer><p>{escape(stamp)}</p></footer>" if stamp else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{language()}"><head>{head}<style>{_STYLE}</style></head>\n'
        f"<body><main><h1>{escape(title)}</h1>\n" + "\n".join(blocks) + f"\n</main>{foot}</body></html>\n"
    )
