"""The key from pseudonym to person: one encrypted file outside the project, in the age format."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from codeerbank.errors import KeyRefused, MissingExtra, UsageError
from codeerbank.i18n import _

Names = Mapping[str, Sequence[str]]
"""Pseudonym -> the words it stands for."""


def sealed(project: str, names: Names, passphrase: str = "", recipients: Sequence[str] = ()) -> bytes:
    """Encrypt a key, with a passphrase or to the public keys (age1...) of people who may open it."""
    age = _age()
    content = json.dumps({"project": project, "names": names}, ensure_ascii=False).encode("utf-8")
    if passphrase:
        return bytes(age.passphrase.encrypt(content, passphrase))
    try:
        keys = [age.x25519.Recipient.from_str(one.strip()) for one in recipients]
    except age.RecipientError as error:
        raise UsageError(_("This is not a public key."), _("A public key begins with age1.")) from error
    if not keys:
        raise UsageError(
            _("A key file needs a passphrase or public keys."), _("Two people, so that one loss is no loss.")
        )
    return bytes(age.encrypt(content, keys))


def unsealed(content: bytes, project: str, passphrase: str = "", identity: str = "") -> Names:
    """Decrypt a key, in memory only. Raises KeyRefused for a wrong key, a damaged file or the key of another project."""
    age = _age()
    try:
        if passphrase:
            plain = age.passphrase.decrypt(content, passphrase)
        else:
            plain = age.decrypt(content, [age.x25519.Identity.from_str(identity.strip())])
        found: dict[str, Any] = json.loads(plain)
        names = {str(name): [str(one) for one in words] for name, words in found["names"].items()}
    except (age.DecryptError, age.IdentityError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise KeyRefused(
            _("The key file does not open."),
            _("The passphrase or the secret key is not right, or the file is cut short or damaged."),
        ) from error
    if found.get("project") != project:
        raise KeyRefused(_("This key file belongs to another project."), _("Name the key file of this project."))
    return names


def _age() -> Any:
    try:
        import pyrage
    except ImportError as error:
        raise MissingExtra(
            _("A key file needs the extra package for privacy."),
            _("Install it with: pip install 'codeerbank[privacy]'"),
        ) from error
    return pyrage
