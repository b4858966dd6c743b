"""The one place where an error becomes a sentence and an exit code."""

from __future__ import annotations

import errno
import sys

import click

from codeerbank import __version__
from codeerbank.domain.visible import visible
from codeerbank.errors import CodeerbankError, ImportProblems
from codeerbank.i18n import _, ngettext

MOST_PROBLEMS = 12
INTERRUPTED = 130


def report(error: BaseException, as_json: bool, debug: bool) -> int:
    """Tell the user what is wrong and what to do, on stderr or as JSON on stdout, and give the exit code."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        sys.stderr.write((error.ctx.get_help() if error.ctx else error.message) + "\n")
        return 2
    if isinstance(error, KeyboardInterrupt | click.Abort):
        return _tell("interrupted", _("Stopped; the project is as it was."), "", "", as_json, INTERRUPTED)
    if isinstance(error, click.ClickException):
        return _usage(error, as_json)
    if isinstance(error, ImportProblems):
        return _problems(error, as_json)
    if isinstance(error, CodeerbankError):
        # What the ground floor says comes as an English id; translating a finished sentence again changes nothing.
        return _tell(
            error.kind, _(error.message), _(error.hint) if error.hint else "", error.where, as_json, error.exit_code
        )
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return _tell(
            "storage", _("The disk is full; the project is as it was."), _("Make room and try again."), "", as_json, 70
        )
    if isinstance(
        error, UnicodeEncodeError
    ):  # a byte that was typed in another character set, kept as half a character
        sentence = _("What was typed holds a character in another character set.")
        return _tell("usage", sentence, _("Set the terminal to UTF-8 and type it again."), "", as_json, 2)
    if isinstance(error, OSError) and (error.filename is not None or isinstance(error, FileNotFoundError)):
        return _tell("file", _file_sentence(error), "", str(error.filename or ""), as_json, 2)
    return _fault(error, as_json, debug)


def _usage(error: click.ClickException, as_json: bool) -> int:
    ctx = getattr(error, "ctx", None)
    hint = _("Help: {command} --help").format(command=ctx.command_path) if ctx is not None else ""
    return _tell("usage", error.format_message(), hint, "", as_json, 2)


def _problems(error: ImportProblems, as_json: bool) -> int:
    if as_json:
        return _tell(error.kind, error.message, error.hint, error.where, as_json, error.exit_code, list(error.problems))
    lines = [*error.problems[:MOST_PROBLEMS]]
    if rest := len(error.problems) - len(lines):
        lines.append(ngettext("and {n} more", "and {n} more", rest))
    body = error.message + "".join(f"\n  {visible(line)}" for line in lines)
    return _tell(error.kind, body, error.hint, "", as_json, error.exit_code)


def _file_sentence(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("This file or folder does not exist.")
    if isinstance(error, PermissionError):
        return _("This file or folder may not be read or written by you.")
    if isinstance(error, IsADirectoryError):
        return _("This is a folder; a file is needed.")
    if isinstance(error, FileExistsError | NotADirectoryError):
        return _("A file or folder of this name is in the way.")
    return _("This file cannot be read or written.")


def _fault(error: BaseException, as_json: bool, debug: bool) -> int:
    sentence = _("Something is wrong in the program itself ({kind}); the project was left as it was.").format(
        kind=type(error).__name__
    )
    hint = _("Run the same command with --debug to write a report without any text of the project.")
    where = ""
    if debug:
        from codeerbank.log import write_fault

        where = str(write_fault(error, __version__))
        hint = _("The report names places in the program only; send it to the makers.")
    return _tell("fault", sentence, hint, where, as_json, 70)


def _tell(
    kind: str, message: str, hint: str, where: str, as_json: bool, code: int, problems: list[str] | None = None
) -> int:
    if as_json:
        from codeerbank.cli.show import json_text

        error: dict[str, object] = {"kind": kind, "message": message, "hint": hint, "where": where}
        if problems is not None:
            error["problems"] = problems
        sys.stdout.write(json_text({"error": error}) + "\n")
        sys.stdout.flush()
        return code
    lines = [visible(message)]
    if where and where not in message:
        lines.append(_("Where: {where}").format(where=visible(where)))
    if hint:
        lines.append(visible(hint))
    sys.stderr.write("\n".join(lines) + "\n")
    return code
