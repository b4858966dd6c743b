"""Who codes where nobody said so: told to whoever opens a project that others coded in."""

from __future__ import annotations

from codeerbank.config import settings_file
from codeerbank.errors import NotFound
from codeerbank.i18n import _
from codeerbank.workbench.session import Session

_SHOWN = 4


def coder_by_default(session: Session, asked: str | None) -> str:
    """Say under which name this computer codes, where nobody chose it and others coded here; else nothing."""
    if asked or not session.writable or session.project.usual_coder():
        return ""
    others = session.read.about.coders()
    if not others or session.coder in others:
        return ""
    names = ", ".join(others[:_SHOWN]) + ", …" * (len(others) > _SHOWN)
    words = _("You code here as {coder}, the name of this computer's user; there are also: {names}.")
    change = _('Another name: --coder NAME, or coder = "NAME" in {file}.').format(file=settings_file())
    return f"{words.format(coder=session.coder, names=names)} {change}"


def known_coder(session: Session, name: str | None) -> None:
    """Refuse the name of a coder who coded and read nothing here: a table of it would hold zeros and say nothing."""
    known = session.read.about.coders()
    if name is not None and name not in (*known, session.coder):
        raise NotFound(
            _("There is no coder {name}.").format(name=name),
            _("There are: {names}.").format(names=", ".join(known) or _("none")),
            name,
        )


def keep_coder(session: Session) -> None:
    """Take this coder for the one at work on this computer from now on: it was told once."""
    session.project.remember_coder(session.coder)
