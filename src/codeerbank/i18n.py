"""Words on the screen: English ids, Dutch by default.

On the way to the first word of help every import counts: no pathlib, and not gettext's own search for catalogues.
"""

from __future__ import annotations

import gettext
import os

LANGUAGES = ("nl", "en")
_translations: gettext.NullTranslations | None = None
_language = LANGUAGES[0]


def use_language(language: str) -> None:
    """Choose the language of everything that is printed or drawn from now on."""
    global _translations, _language
    if language not in LANGUAGES:
        raise ValueError(f"no such language: {language}")
    _language = language
    try:
        with open(f"{os.path.dirname(__file__)}/locale/{language}/LC_MESSAGES/codeerbank.mo", "rb") as catalogue:  # noqa: PTH120, PTH123
            _translations = gettext.GNUTranslations(catalogue)
    except FileNotFoundError:  # English ids need no catalogue
        _translations = gettext.NullTranslations()


def language() -> str:
    """Give the language of what is printed and drawn now."""
    _("")
    return _language


def _(words: str) -> str:
    """Give ``words`` in the chosen language."""
    if _translations is None:
        use_language(
            os.environ.get("CODEERBANK_LANG", "nl") if os.environ.get("CODEERBANK_LANG") in LANGUAGES else "nl"
        )
    return _translations.gettext(words) if _translations else words


def ngettext(one: str, many: str, n: int) -> str:
    """Give the form of a phrase that fits the number ``n``, with ``{n}`` filled in as people write it: 7.504."""
    return plural(one, many, n).format(n=f"{n:,d}".replace(",", _("1,000.5")[1]))


def plural(one: str, many: str, n: int) -> str:
    """Give the form of a phrase that fits the number ``n``, as it stands in the catalogue."""
    _("")
    return _translations.ngettext(one, many, n) if _translations else (one if n == 1 else many)


def N_(words: str) -> str:
    """Mark words for translation where they are written but not yet shown (key bindings)."""
    return words
