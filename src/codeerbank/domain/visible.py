"""Text from a file on its way to a screen: what would steer or deceive a terminal becomes a visible mark."""

from __future__ import annotations

import re

MARK = "·"
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # controls, ESC among them; tab and line feed stay
    "\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # unseen, or turning the direction
    "\ud800-\udfff]"  # half characters, from file names in another character set
    "|\u200d(?![\u2190-\u2bff\U0001f000-\U0001faff])"  # a joiner, save inside an emoji
)
"""What never goes to a screen as it is; a writer of files that keep every character can escape it instead."""


def visible(text: str) -> str:
    """Replace each control, unseen or direction-turning character by one mark; the length stays the same."""
    return UNSAFE.sub(_mark, text)


def one_line(text: str) -> str:
    """Give the text on one line: runs of white space become one blank, unsafe characters a mark."""
    return visible(" ".join(text.split()))


def _mark(found: re.Match[str]) -> str:
    character = ord(found.group())
    if character < 0x20:
        return chr(0x2400 + character)
    return "�" if 0xD800 <= character <= 0xDFFF else MARK
