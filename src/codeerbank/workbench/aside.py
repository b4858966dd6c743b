"""Tables worked out in a process of their own: loading the statistics would hold up the keys of a screen."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path
from threading import Thread
from typing import Any

from codeerbank.errors import UsageError
from codeerbank.i18n import _

_SECONDS = 120


def table_aside(project: Path, arguments: Sequence[str]) -> Future[dict[str, Any]]:
    """Run a table command of this program beside the screen, reading the project; gives its JSON."""
    future: Future[dict[str, Any]] = Future()
    Thread(target=_run, args=(future, project, arguments), daemon=True, name="table").start()
    return future


def _run(future: Future[dict[str, Any]], project: Path, arguments: Sequence[str]) -> None:
    command = [sys.executable, "-P", "-m", "codeerbank", *arguments, "--json", "--project", str(project)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False, stdin=subprocess.DEVNULL)  # noqa: S603
        found = json.loads(done.stdout)
        if done.returncode or "error" in found:
            told = found.get("error", {})
            raise UsageError(str(told.get("message", "")), str(told.get("hint") or ""))
        future.set_result(found)
    except UsageError as error:
        future.set_exception(error)
    except (OSError, ValueError, subprocess.TimeoutExpired):
        future.set_exception(UsageError(_("The table could not be made."), _("Try it with: codeerbank table")))
