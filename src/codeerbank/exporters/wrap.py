"""Text folded to a width counted in terminal columns, where an emoji or a Chinese letter takes two."""

from __future__ import annotations


def cell_width(text: str) -> int:
    """Count the columns a line of text takes."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def pad(text: str, width: int, right: bool = False) -> str:
    """Fill a line with blanks up to ``width`` columns, behind the text or before it."""
    blanks = " " * (width - cell_width(text))
    return blanks + text if right else text + blanks


def fold(text: str, width: int, hanging: int = 0) -> list[str]:
    """Break text into lines of at most ``width`` columns, between words where that can be.

    hanging   blanks before every line but the first
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            for piece in _pieces(word, max(1, width - hanging)):
                room = width - (hanging if lines else 0)
                if line and cell_width(line) + 1 + cell_width(piece) > room:
                    lines.append(line)
                    line = piece
                else:
                    line = f"{line} {piece}" if line else piece
        lines.append(line)
    return [" " * hanging + line if number else line for number, line in enumerate(lines)]


def _pieces(word: str, width: int) -> list[str]:
    """Cut a word that is wider than the room, after a hyphen if it has one that leaves parts that fit."""
    if cell_width(word) <= width:
        return [word]
    parts = word.replace("-", "- ").split()
    if len(parts) > 1 and max(map(cell_width, parts)) <= width:
        lines = parts[:1]
        for part in parts[1:]:
            lines[-1:] = [lines[-1] + part] if cell_width(lines[-1] + part) <= width else [lines[-1], part]
        return lines
    pieces, piece = [], ""
    for letter in word:
        if piece and cell_width(piece + letter) > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]
