"""Members of the panels and the rounds they are asked in."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import Future

from codeerbank.domain.events import RecordSet
from codeerbank.domain.ids import Id, derived_id
from codeerbank.domain.panel import BODIES, KINDS, Member, Round
from codeerbank.errors import NotFound, UsageError
from codeerbank.i18n import _, plural
from codeerbank.workbench.session import Session

MEMBER, ROUND = "member", "round"


def members(session: Session, body: str | None = None) -> list[Member]:
    """List the members of a panel, or of all; one whose participant was erased is not there any more."""
    found = [Member(**{key: one.values[key] for key in ("name", "role", "group", "body", "case")})
             for one in session.read.records.of(MEMBER) if one.values]  # fmt: skip
    return sorted((one for one in found if body in (None, one.body)), key=lambda one: one.name)


def keep_member(
    session: Session, name: str, role: str = "", group: str | None = None, body: str = "klankbordgroep", case: str = ""
) -> Future[Id]:
    """Keep who a member is, by a number or pseudonym; ``case`` names the participant of the study it is as well."""
    _known_body(body)
    if not name.strip():
        raise UsageError(_("Say who answered."), _("A number or a pseudonym will do."))

    def job() -> Id:
        own = session.read.cases.named(case) if case else None
        values = {"name": name.strip(), "role": role.strip(), "group": group or (own.group if own else None),
                  "body": body, "case": own.id if own else None}  # fmt: skip
        about = [own.id] if own else []
        return session.write(RecordSet(MEMBER, derived_id(MEMBER, name.strip().casefold()), values, about))

    return session.later(job)


def rounds(session: Session) -> list[Round]:
    """List the rounds, those written last at the end."""
    return [
        Round(one.id, one.values["name"], one.values["kind"], one.values["body"], tuple(one.values["members"]))
        for one in session.read.records.of(ROUND) if one.values
    ]  # fmt: skip


def round_named(session: Session, name: str) -> Round:
    """Find a round by its name."""
    found = rounds(session)
    for one in found:
        if one.name.casefold() == name.strip().casefold():
            return one
    known = ", ".join(one.name for one in found) or _("none yet")
    raise NotFound(_("There is no round {name}.").format(name=name), _("There are: {names}.").format(names=known), name)


def keep_round(session: Session, name: str, kind: str, body: str, invited: Sequence[str] = ()) -> Future[Id]:
    """Keep a round: what is asked (its kind), of whom (a body), with which members; all of the body where none is named."""
    _known_body(body)
    if kind not in KINDS:
        raise UsageError(_("Choose from: {names}").format(names=", ".join(KINDS)), "", kind)
    if not name.strip():
        raise UsageError(_("A round needs a name."))

    def job() -> Id:
        known = {one.name.casefold(): one.name for one in members(session)}
        strange = [one for one in invited if one.strip().casefold() not in known]
        if strange:
            raise NotFound(
                _("There is no member {name}.").format(name=strange[0]),
                _("Make one with: codeerbank panel member NAME"),
                strange[0],
            )
        chosen = [known[one.strip().casefold()] for one in invited] or [one.name for one in members(session, body)]
        values = {"name": name.strip(), "kind": kind, "body": body, "members": chosen}
        return session.write(RecordSet(ROUND, derived_id(ROUND, name.strip().casefold()), values))

    return session.later(job)


def who_also_spoke(session: Session, names: Sequence[str] | None = None) -> str:
    """Say how many participants of the conversations are members too: their quotes are known to who was there."""
    invited = {one.case for one in members(session) if one.case and (names is None or one.name in names)}
    texts = session.read.documents.all()
    spoke = {who.case for one in texts for who in one.speakers if who.case and who.role != "moderator"}
    people = [one for one in session.read.cases.all() if one.name in spoke]
    both = sum(one.id in invited for one in people)
    if not both:
        return ""
    words = plural(
        "{n} of the {total} participants is also a member of the panel.",
        "{n} of the {total} participants are also members of the panel.",
        both,
    )
    return words.format(n=both, total=len(people))


def _known_body(body: str) -> None:
    if body not in BODIES:
        raise UsageError(_("Choose from: {names}").format(names=", ".join(BODIES)), "", body)
