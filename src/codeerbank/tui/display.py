"""Text from a file made fit for cells: as safe as ``domain.visible`` makes it, one drawn character per code point."""

from __future__ import annotations

from codeerbank.domain.visible import one_line, visible


def drawn(text: str) -> str:
    """Give ``text`` with one drawn character for each of its code points, so that addresses stay what they are."""
    return visible(text).replace("\n", " ").replace("\t", " ")


def shortened(text: str, cells: int) -> str:
    """Bring ``text`` on one line of at most ``cells`` characters, with an ellipsis where something is left out."""
    text = one_line(text)
    return text if len(text) <= cells else text[: max(0, cells - 1)] + "…"
