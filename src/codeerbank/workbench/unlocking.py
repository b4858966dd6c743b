"""Encrypted projects: whether one asks for a passphrase, and giving it."""

from __future__ import annotations

from pathlib import Path

from codeerbank.errors import KeyRefused, MissingExtra, UsageError
from codeerbank.i18n import _
from codeerbank.store import encrypted, passphrase

SHORTEST = 12


def asks(path: Path) -> bool:
    """Say whether this project is encrypted and nobody gave the passphrase that opens it yet."""
    if not encrypted.is_encrypted(path):
        return False
    if passphrase.known() is None:
        return True
    try:
        encrypted.opened(path, read_only=True).close()
    except KeyRefused:
        return True
    except MissingExtra:
        return False  # the opening itself says what to install
    return False


def unlock(path: Path, words: str) -> None:
    """Open this project with these words from now on. Raises KeyRefused where they do not fit; then they are forgotten."""
    passphrase.remember(words)
    try:
        encrypted.opened(path, read_only=True).close()
    except KeyRefused:
        passphrase.forget()
        raise


def is_known() -> bool:
    """Say whether somebody gave a passphrase, in the environment or in a file."""
    return passphrase.known() is not None


def give(words: str) -> None:
    """Open encrypted projects with these words, as long as the program runs."""
    passphrase.remember(words)


def may_begin(name: str) -> None:
    """Refuse to make an encrypted project that nobody could open, or that anybody could.

    Raises MissingExtra without the library, KeyRefused without a passphrase, UsageError for a short one.
    """
    encrypted.require()
    if len(passphrase.needed(name)) < SHORTEST:
        raise UsageError(
            _("A passphrase has {n} characters at least.").format(n=SHORTEST),
            _("Four words that do not belong together are easy to remember and hard to guess."),
        )


__all__ = ["asks", "give", "is_known", "may_begin", "unlock"]
