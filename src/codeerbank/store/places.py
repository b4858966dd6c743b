"""Where a project lies, and which installation writes to it."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path, PureWindowsPath

from codeerbank.domain.ids import Id, derived_id, new_id

_SYNCED = re.compile(
    r"^(onedrive.*|dropbox.*|google ?drive.*|my drive|mijn drive|surfdrive|surffilesender|icloud.*|com~apple~clouddocs|nextcloud|owncloud|"
    r"box|box sync|pcloud.*|stack)$",
    re.IGNORECASE,
)


def synced_folder(path: Path) -> str | None:
    """Name the folder above a project that a sync client or a server copies while it is written to; None for a safe place."""
    if str(path).startswith("\\\\") or PureWindowsPath(path).drive.startswith("\\\\"):
        return PureWindowsPath(path).drive
    return next((part for part in path.absolute().parts[:-1] if _SYNCED.match(part)), None)


def installation(folder: Path | None = None) -> Id:
    """Give this installation's identity, made once per user and computer and kept in the user's configuration folder."""
    folder = folder or config_folder()
    kept = folder / "installation"
    try:
        return kept.read_text(encoding="ascii").strip()
    except OSError:
        made = new_id()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        number = os.open(kept, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(number, "w", encoding="ascii") as file:
            file.write(made)
    except FileExistsError:
        return kept.read_text(encoding="ascii").strip()
    except OSError:  # nowhere to keep it: the same computer and user still count as one
        return derived_id("installation", os.uname().nodename if hasattr(os, "uname") else "", str(Path.home()))
    return made


def config_folder() -> Path:
    """Give the user's configuration folder for this program."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA") or Path.home() / "AppData/Roaming") / "codeerbank"
    return Path(os.environ.get("XDG_CONFIG_HOME") or Path.home() / ".config") / "codeerbank"
