"""What speaks against letting words go: names left, who could be guessed, who is young, what is sensitive, consent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from codeerbank.domain.coding import Coding
from codeerbank.domain.people import Case
from codeerbank.domain.quote import CHECKS
from codeerbank.errors import NotFound, PrivacyRefusal, UsageError
from codeerbank.i18n import N_, _
from codeerbank.workbench.consenting import consents
from codeerbank.workbench.quote_drafts import Draft
from codeerbank.workbench.session import Session
from codeerbank.workbench.showing import LEAST_ROLE, SensitivePlaces

CHILD, ADULT = 16, 18
"""Under the first a guardian agrees too; under the second words are looked at once more."""
SCOPES: Mapping[str, Mapping[str, str]] = {
    "panel": {"quote": N_("literal quote"), "panel": N_("show to the klankbordgroep")},
    "outside": {"quote": N_("literal quote"), "publication": N_("publication")},
}
"""Audience -> what somebody must have agreed to, with its name, an English id."""
_OWN_AGE = re.compile(r"leeftijd|geboorte|hoe oud ben|(?<![^\W_])age(?![^\W_])|birth", re.IGNORECASE)
_OF_OTHERS = re.compile(r"\bkind|\bzoon|\bdochter|child", re.IGNORECASE)
_AGE = re.compile(r"leeftijd|age\b|age_|geboorte|birth", re.IGNORECASE)
_BELOW = re.compile(r"^\s*(?:<|onder|jonger|tot|under|below|minder)", re.IGNORECASE)
_MINOR = re.compile(r"minderjarig|\bminor\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Objection:
    """A check that speaks against a release, see ``domain.quote.CHECKS``, and why."""

    check: str
    why: str


def refuse_unless_passed(objections: Sequence[Objection], despite: Sequence[str], coding: str) -> list[str]:
    """Give the checks that were passed over by name; raises PrivacyRefusal with everything that was not."""
    unknown = [check for check in despite if check not in CHECKS]
    if unknown:
        raise UsageError(_("Choose from: {names}").format(names=", ".join(CHECKS)), "", unknown[0])
    left = [one for one in objections if one.check not in despite]
    if left:
        options = " ".join(f"--despite {check}" for check in dict.fromkeys(one.check for one in left))
        raise PrivacyRefusal(
            _("These words were not released: {reasons}.").format(reasons="; ".join(one.why for one in left)),
            _("Change the words (--words), or if the team chooses to release them: {options}.").format(options=options),
            coding,
        )
    return list(dict.fromkeys(one.check for one in objections))


def objections(session: Session, coding: Coding, draft: Draft, audience: str) -> Iterator[Objection]:
    """Ask everything a machine can know about; whether somebody could guess who it is, a person has said."""
    # the recognisers are only loaded for what goes out
    from codeerbank.workbench.pseudonyms import left_over

    if left := left_over(draft.words):
        yield Objection("names", _("they may still give somebody away ({words})").format(words=", ".join(left)))
    if draft.guess in ("maybe", "yes"):
        yield Objection("guess", _("whoever checked them thinks that somebody could guess who said it"))
    case = case_of(session, coding)
    age = youngest(session, case) if case else None
    if age is not None and age < ADULT:
        limit = CHILD if age < CHILD else ADULT
        yield Objection("minor", _("whoever said it is or may be under {age}").format(age=limit))
    if SensitivePlaces(session).touch(coding.document, coding.start, coding.stop):
        yield Objection("sensitive", _("they are marked as sensitive"))
    if case and (missing := _not_agreed(session, case, audience)):
        yield Objection("consent", _("consent does not cover it ({scopes})").format(scopes=", ".join(missing)))


def label_for(session: Session, coding: Coding) -> str | None:
    """Give the perspective that may stand with the words: none where fewer than three people share it."""
    case = case_of(session, coding)
    if case is None or not case.group:
        return None
    texts = session.read.documents.all()
    speakers = {who.case for one in texts for who in one.speakers if who.case and who.role != "moderator"}
    written = next((one.kind for one in texts if one.name == coding.document), "") == "open_question"
    alike = [one for one in session.read.cases.all() if one.group == case.group and (one.name in speakers) != written]
    return case.group if len(alike) >= LEAST_ROLE else None


def case_of(session: Session, coding: Coding) -> Case | None:
    """Give the participant or respondent whose words these are."""
    try:
        return session.read.cases.named(coding.case) if coding.case else None
    except NotFound:
        return None


def youngest(session: Session, case: Case) -> int | None:
    """Give the least age that a participant's attributes and survey answers allow, None where they say nothing about it."""
    said = [*case.attributes.items(), *_answers_on_age(session, case)]
    return min((age for name, value in said if (age := _age(name, value)) is not None), default=None)


def _answers_on_age(session: Session, case: Case) -> Iterator[tuple[str, str]]:
    """Give what this person answered to questions about their own age, in the words of the answer."""
    for variable in session.read.survey.variables(counted=False):
        asked = f"{variable.name} {variable.label}"
        if _OWN_AGE.search(asked) and not _OF_OTHERS.search(asked):
            for identity, _state, value in session.read.survey.column(variable.name):
                # one digit without a label is a code, not an age
                if identity == case.id and value and (value in variable.labels or len(value.strip()) > 1):
                    yield "leeftijd", variable.labels.get(value, value)


def _age(name: str, value: str) -> int | None:
    if _MINOR.search(f"{name} {value}"):
        return 0 if value.strip().casefold() not in ("nee", "no", "0", "false") else None
    if not _AGE.search(name):
        return None
    numbers = [int(found) for found in re.findall(r"\d+", value)]
    if not numbers:
        return None
    year = next((number for number in numbers if number > 1900), None)
    if year is not None:
        return date.today().year - year - 1
    return 0 if _BELOW.match(value) else numbers[0]


def _not_agreed(session: Session, case: Case, audience: str) -> list[str]:
    """Name what this person did not agree to; where no consent was kept of anybody there is nothing to go by."""
    kept = consents(session)
    if not kept:
        return []
    own = kept.get(case.id)
    if own is None:
        return [_("none is known")]
    if own.under_16 and not own.guardian:
        return [_("no parent or guardian agreed")]
    return [_(name) for scope, name in SCOPES[audience].items() if not (own.person and scope in own.scopes)]
