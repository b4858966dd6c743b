"""The key file: who is behind each pseudonym, encrypted and outside the project."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future
from pathlib import Path

from codeerbank.errors import NotFound
from codeerbank.exporters.atomic import replacing
from codeerbank.i18n import _
from codeerbank.privacy.keyfile import Names, sealed, unsealed
from codeerbank.workbench.pseudonymised import Pseudonyms
from codeerbank.workbench.session import Session


def write_key(session: Session, path: Path, passphrase: str = "", recipients: Sequence[str] = ()) -> Future[int]:
    """Write the key file: which words each pseudonym stands for."""

    def job() -> int:
        names = Pseudonyms(session).names()
        content = sealed(session.read.about.project()[0], names, passphrase, recipients)
        with replacing(path) as file:
            file.write(content)
        return len(names)

    return session.later(job)


def read_key(session: Session, path: Path, passphrase: str = "", identity: str = "") -> Future[Names]:
    """Open a key file, in memory only. Raises KeyRefused."""

    def job() -> Names:
        if not path.is_file():
            raise NotFound(_("There is no file {file}.").format(file=path.name), "", str(path))
        return unsealed(path.read_bytes(), session.read.about.project()[0], passphrase, identity)

    return session.later(job)
