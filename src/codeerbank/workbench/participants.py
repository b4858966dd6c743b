"""Participants: everybody who speaks or answers, what is known of them, and changing that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any, get_args

from codeerbank.domain.events import CasesAdded, Change, SpeakerChanged
from codeerbank.domain.ids import Id, new_id, split_row_id
from codeerbank.domain.people import Role, Voice
from codeerbank.errors import Conflict, NotFound, UsageError
from codeerbank.i18n import N_, _
from codeerbank.workbench.intake_people import described_anew
from codeerbank.workbench.session import Session

ROLES: tuple[str, ...] = get_args(Role)
ROLE_WORDS: Mapping[str, str] = {
    "participant": N_("participant"), "moderator": N_("moderator"), "unknown": N_("not known"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a pseudonym, or a speaker who has none yet.

    id       of the case; empty: no pseudonym yet
    name     the pseudonym, or the label in the text
    consent  in words; empty: nothing was written down
    """

    id: Id
    name: str
    group: str | None
    attributes: Mapping[str, str]
    voices: Sequence[Voice]
    consent: str = ""

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles in which this person speaks; who only answers is a participant."""
        return tuple(dict.fromkeys(voice.role for voice in self.voices)) or ("participant",)

    @property
    def turns(self) -> int:
        """How many turns and answers there are."""
        return sum(voice.turns for voice in self.voices)

    @property
    def codings(self) -> int:
        """How many codings begin in them."""
        return sum(voice.codings for voice in self.voices)

    @property
    def query(self) -> str:
        """The query that finds what this person said and wrote."""
        if self.id:
            return f"case:{_quoted(self.name)}"
        return f"document:{_quoted(self.voices[0].document)} speaker:{_quoted(self.name)}"


@dataclass(frozen=True, slots=True)
class Description:
    """What is to be known of a person from now on; None leaves it as it is, empty words take it away."""

    name: str | None = None
    role: str | None = None
    group: str | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


def participants(session: Session) -> list[Person]:
    """List the people, then the speakers without a pseudonym; in a session of a screen only inside ``later``."""
    voices: dict[str, list[Voice]] = {}
    bare: list[Voice] = []
    for voice in session.read.documents.voices():
        if voice.case:
            voices.setdefault(voice.case, []).append(voice)
        else:
            bare.append(voice)
    agreed = {about: one.values for one in session.read.records.of("consent") for about in one.about}
    found = []
    for case in session.read.cases.all():
        heard = voices.pop(case.name, [])  # of two of one name the first one speaks
        found.append(Person(case.id, case.name, case.group, case.attributes, heard, _consent(agreed.get(case.id))))
    found += [Person("", name, None, {}, heard) for name, heard in voices.items()]
    return found + [Person("", voice.label or "", None, {}, [voice]) for voice in bare]


def person_named(session: Session, name: str, document: str | None = None) -> Person:
    """Find a person by pseudonym or label; NotFound where there is none, or more than one and no document was named."""
    fits = [
        one
        for one in participants(session)
        if (one.name == name or any(voice.label == name for voice in one.voices))
        and (document is None or any(voice.document == document for voice in one.voices))
    ]
    exact = [one for one in fits if one.name == name and one.id] or fits
    if len(exact) != 1:
        words = _("There is no participant {name}.") if not exact else _("{name} speaks in more than one document.")
        hint = _("Look at: codeerbank participants list") if not exact else _("Name the document with --document.")
        raise NotFound(words.format(name=name), hint, name)
    return exact[0]


def describe_person(session: Session, person: Person, new: Description) -> Future[Id]:
    """Say anew what is known of a person, as one action; a new pseudonym goes along to all texts."""

    def job() -> Id:
        if new.role is not None and new.role not in ROLES:
            words = _("A role is one of {roles}.").format(roles=", ".join(ROLES))
            raise UsageError(words)
        changes = [*_about_case(session, person, new), *_about_voices(session, person, new)]
        if not changes:
            raise Conflict(_("That is how it stands already."))
        return session.write(*changes)

    return session.later(job)


def _about_case(session: Session, person: Person, new: Description) -> Iterator[Change]:
    """Change the case, or make one of a speaker who gets a pseudonym."""
    known = {case.name: case for case in reversed(session.read.cases.all())}
    if new.name is not None and not new.name.strip():
        raise UsageError(_("A pseudonym cannot be empty."))
    if person.id and new.name and new.name != person.name and new.name in known:
        raise Conflict(_("There is a participant {name} already.").format(name=new.name))
    name = person.name if person.id else new.name or person.voices[0].case
    case = known.get(name or "")
    if case is not None:
        now = replace(
            case, name=new.name or case.name, group=case.group if new.group is None else new.group or None,
            attributes=_with(case.attributes, new.attributes),
        )  # fmt: skip
        if now != case:
            frame, row = split_row_id(case.id)
            yield described_anew(frame, {row: now}, "")
    elif name and (new.name or new.group or new.attributes):
        traits = {key: [value] for key, value in new.attributes.items() if value}
        yield CasesAdded(new_id(), [name], [new.group or None], traits)
    elif new.group or new.attributes:
        raise UsageError(_("Give {name} a pseudonym first.").format(name=person.name))


def _about_voices(session: Session, person: Person, new: Description) -> Iterator[Change]:
    for voice in person.voices:
        case = new.name or voice.case
        role = new.role or voice.role
        if voice.label is not None and (case, role) != (voice.case, voice.role):
            yield SpeakerChanged(session.read.documents.identity(voice.document), voice.label, role, case)


def _with(held: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    return {key: value for key, value in {**held, **new}.items() if value}


def _consent(values: Mapping[str, Any] | None) -> str:
    """Say in a few words what somebody agreed to; the whole of it is for the command ``consent``."""
    if not values:
        return ""
    if not values.get("person", True) or (values.get("under_16") and not values.get("guardian")):
        return _("not complete")
    return str(values.get("agreed") or _("yes"))


def _quoted(value: str) -> str:
    """Write a name in a query; of one that holds a quotation mark its beginning."""
    return f'"{value}"' if '"' not in value else f'"{value.partition(chr(34))[0]}*"'
