"""Words on the screen: English ids, Dutch by default."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

LANGUAGES = ("nl", "en")
_translations: gettext.NullTranslations | None = None


def use_language(language: str) -> None:
    """Choose the language of everything that is printed or drawn from now on."""
    global _translations
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    folder = Path(__file__).parent / "locale"
    _translations = gettext.translation("codeerbank", folder, [language], fallback=True)


def _(words: str) -> str:
    """Give ``words`` in the chosen language."""
    if _translations is None:
        use_language(os.environ.get("CODEERBANK_LANG", "nl") if os.environ.get("CODEERBANK_LANG") in LANGUAGES else "nl")
    return _translations.gettext(words) if _translations else words


def ngettext(one: str, many: str, n: int) -> str:
    """Give the form of a phrase that fits the number ``n``, with ``{n}`` filled in."""
    _("")
    found = _translations.ngettext(one, many, n) if _translations else (one if n == 1 else many)
    return found.format(n=n)


def N_(words: str) -> str:
    """Mark words for translation where they are written but not yet shown (key bindings)."""
    return words
