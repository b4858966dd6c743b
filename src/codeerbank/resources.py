"""What is shipped with the program: codebooks and the practice study, in a wheel or in a checkout."""

from __future__ import annotations

from pathlib import Path

from codeerbank.errors import NotFound

INCOMPLETE = "A folder that belongs to the program is missing; install it again."
"""An English id: this floor knows no languages, the door translates what it shows."""
_PACKAGE = Path(__file__).parent
_CHECKOUT = _PACKAGE.parent.parent


def folder(name: str) -> Path:
    """Find the shipped folder ``codebooks`` or ``transcripts``."""
    for root in (_PACKAGE, _CHECKOUT):
        if (root / name).is_dir():
            return root / name
    raise NotFound(INCOMPLETE, where=name)


def codebooks() -> dict[str, Path]:
    """Give the shipped codebooks by the name that ``new --codebook`` takes."""
    return {path.stem: path for path in sorted(folder("codebooks").glob("*.toml"))}
