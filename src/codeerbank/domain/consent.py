"""Consent: who agreed to what, on which form, until when it can be taken back; and how long material is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, TypeAlias

from codeerbank.domain.ids import Id
from codeerbank.i18n import N_

Scope: TypeAlias = Literal["recording", "quote", "panel", "publication", "archive", "contact"]
SCOPES: Mapping[Scope, str] = {
    "recording": N_("recording"),
    "quote": N_("literal quote"),
    "panel": N_("show to the klankbordgroep"),
    "publication": N_("publication"),
    "archive": N_("archive"),
    "contact": N_("contact again"),
}
"""What somebody may agree to or not, each apart, with its name in words."""
BASES: Mapping[str, str] = {
    "consent": N_("consent (GDPR 6.1.a)"),
    "public_task": N_("public task (GDPR 6.1.e)"),
    "legitimate_interest": N_("legitimate interest (GDPR 6.1.f)"),
}
"""The ground in law for keeping the data; consent to take part in research is something else."""


@dataclass(frozen=True, slots=True)
class Consent:
    """What one person agreed to.

    form            the version of the form that was signed
    agreed          the day, as year-month-day
    person          the person agreed, also one under 16
    guardian        a parent or guardian agreed as well
    under_16        so that both are needed
    withdraw_until  the last day on which it can be taken back; empty: always
    """

    case: Id
    form: str
    agreed: str
    basis: str = "consent"
    scopes: Sequence[Scope] = ()
    person: bool = True
    guardian: bool = False
    under_16: bool = False
    withdraw_until: str = ""

    def values(self) -> dict[str, Any]:
        """Give what a record keeps; whose it is stands in what the record is about."""
        return {
            "form": self.form, "agreed": self.agreed, "basis": self.basis, "scopes": list(self.scopes),
            "person": self.person, "guardian": self.guardian, "under_16": self.under_16,
            "withdraw_until": self.withdraw_until,
        }  # fmt: skip

    @classmethod
    def of(cls, case: Id, values: Mapping[str, Any]) -> Consent:
        """Read what a record kept."""
        return cls(case, **values)

    @property
    def whole(self) -> bool:
        """Whether everybody agreed who has to."""
        return self.person and (self.guardian or not self.under_16)

    def covers(self, scope: Scope) -> bool:
        """Say whether it counts for this."""
        return self.whole and scope in self.scopes


MATERIALS: Mapping[str, tuple[str, str]] = {
    "recordings": (N_("sound and image"), N_("They are not in the project: remove the files where they lie.")),
    "contacts": (N_("sign-up lists"), N_("They are not in the project: remove the files where they lie.")),
    "key": (N_("the key file"), N_("Remove the key file; from then on nobody can go back from pseudonym to person.")),
    "texts": (N_("conversations and answers"), N_("Per person: codeerbank withdraw. All of it: remove the project.")),
    "panel": (N_("forms and replies"), N_("Ask for sent forms back; replies go with the project.")),
    "exports": (N_("written files"), N_("codeerbank log names them; remove them where they lie.")),
    "archive": (N_("the archive"), N_("Ask the archive to remove it.")),
    "project": (N_("the whole project"), N_("Remove the file and the folder of its backups.")),
}
"""What is kept for some time: its name in words, and how to be rid of it."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Until when some material is kept, and why so long."""

    material: str
    until: str
    reason: str = ""

    def is_due(self, today: date) -> bool:
        """Say whether its day is past."""
        return date.fromisoformat(self.until) < today
