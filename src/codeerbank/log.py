"""Reports of faults in the program: where it went wrong, never a word of a source."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from pathlib import Path
from types import TracebackType


def write_fault(error: BaseException, version: str) -> Path:
    """Write where ``error`` arose (files, lines, functions, kinds of error; no messages, no values) to a private file."""
    lines = [f"codeerbank {version}, Python {platform.python_version()}, {platform.system()}"]
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(f"{type(link).__module__}.{type(link).__qualname__}")
        lines.extend(_frames(link.__traceback__))
        link = link.__cause__ or link.__context__
    handle, name = tempfile.mkstemp(prefix="codeerbank-", suffix=".txt")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return Path(name)


def _frames(traceback: TracebackType | None) -> list[str]:
    lines = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        lines.append(f"  {_short(code.co_filename)}:{traceback.tb_lineno} {code.co_name}")
        traceback = traceback.tb_next
    return lines


def _short(filename: str) -> str:
    """Leave out the folders above the installation, which name the user."""
    roots = sorted((root for root in sys.path if root and filename.startswith(root)), key=len, reverse=True)
    return filename[len(roots[0]) :].lstrip("/\\") if roots else Path(filename).name
