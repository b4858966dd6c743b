"""What can go wrong in words a researcher can act on; each error carries the exit code of the command line."""

from __future__ import annotations

from collections.abc import Sequence


class CodeerbankError(Exception):
    """A refusal or failure with one clear sentence and, where there is one, what to do now."""

    exit_code = 70
    kind = "error"

    def __init__(self, message: str, hint: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.where = where


class Conflict(CodeerbankError):
    """A rule of the project forbids this change as things stand."""

    exit_code = 1
    kind = "conflict"


class PrivacyRefusal(CodeerbankError):
    """Words that are not released may not leave the team."""

    exit_code = 1
    kind = "privacy"


class UsageError(CodeerbankError):
    """The command was given something it cannot use."""

    exit_code = 2
    kind = "usage"


class NotFound(CodeerbankError):
    """A document, code, case, variable or file of this name does not exist."""

    exit_code = 2
    kind = "not_found"


class ImportProblems(CodeerbankError):
    """A file that cannot come in: every problem found, each with its place; nothing was changed.

    columns   the columns of a survey that was not read for want of the right one
    """

    exit_code = 2
    kind = "import"
    columns: Sequence[str] = ()

    def __init__(self, message: str, problems: Sequence[str] = (), hint: str = "", where: str = "") -> None:
        super().__init__(message, hint, where)
        self.problems = tuple(problems)


class CodebookProblems(ImportProblems):
    """A codebook that contradicts itself or misses what it needs."""

    kind = "codebook"


class MissingExtra(CodeerbankError):
    """An optional part of the installation is needed for this."""

    exit_code = 2
    kind = "missing_extra"


class KeyRefused(CodeerbankError):
    """A key file that does not open with what was given, or is of another project."""

    exit_code = 3
    kind = "key"


class ConsentRefused(CodeerbankError):
    """What somebody agreed to does not allow this."""

    exit_code = 3
    kind = "consent"


class ProjectDamaged(CodeerbankError):
    """The project file is not whole, or not a project of this program; it was not written to."""

    exit_code = 4
    kind = "damaged"


class NewerProject(CodeerbankError):
    """The project was written by a newer version; it was not written to."""

    exit_code = 4
    kind = "newer"


class ProjectLocked(CodeerbankError):
    """Someone else is writing to this project."""

    exit_code = 5
    kind = "locked"


class StorageFailure(CodeerbankError):
    """The disk refused a write; the project is as it was before."""

    exit_code = 70
    kind = "storage"
