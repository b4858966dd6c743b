"""``release``: a quote from draft to released, step by step or in one, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command
from codeerbank.cli.show import done, print_json, say
from codeerbank.domain.quote import CHECKS, STATES
from codeerbank.domain.visible import one_line
from codeerbank.errors import UsageError
from codeerbank.i18n import _

if TYPE_CHECKING:
    from codeerbank.workbench.quote_drafts import Draft
    from codeerbank.workbench.session import Session

STEPS = ("draft", "pseudonymised", "checked", "released", "off")
GUESSES = ("no", "maybe", "yes")


@dataclass(frozen=True, slots=True)
class Asked:
    """What was typed behind ``release ID``."""

    step: str
    audience: str
    reason: str
    withdraw: bool
    words: str | None
    leave_out: tuple[str, ...]
    sensitive: bool
    checked: bool
    despite: tuple[str, ...]
    guess: str
    checked_by: str
    purpose: str
    label: str | None

    @property
    def passed(self) -> list[str]:
        """Name every check that is passed over."""
        return [*self.despite, *(["sensitive"] if self.sensitive else []), *(["names"] if self.checked else [])]


@command(
    "release",
    _(
        "Let the words under a coding leave the team, with your name and a reason. Cannot be undone: it stays in the log. "
        "In one step, or with --step from draft by way of pseudonymised and checked (by a second person). "
        "Without ID: the quotes in preparation."
    ),
    'codeerbank release 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60 --reason "niemand herkenbaar" --checked-by bram',
    "codeerbank release --propose 8 --keep",
    'codeerbank release 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60 --step draft --leave-out "die van nummer twaalf"',
    "codeerbank release 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60 --step checked --guess no --coder bram",
    'codeerbank release 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60 --to outside --words "... mijn [tante] ..." --reason "naam weg"',
    'codeerbank release 019a7f2e-6c1b-7d10-9a51-0c2f3d4e5f60 --withdraw --reason "herkend door een collega"',
)
@click.argument("identity", metavar="ID", required=False)
@click.option("--propose", type=click.IntRange(1, 500), metavar="N",
              help=_("Without ID: choose N fragments, spread over persons, codes, groups and meetings."))  # fmt: skip
@click.option("--code", metavar="C", help=_("With --propose: only this code."))
@click.option("--keep", is_flag=True, help=_("With --propose: prepare them as quotes."))
@click.option("--step", type=click.Choice(STEPS), default="released", show_default=True,
              help=_(
                  "How far: prepare or change it (draft), names are out (pseudonymised), a second person looked (checked), "
                  "released; off: prepare it no longer."
              ))  # fmt: skip
@click.option("--to", "audience", type=click.Choice(("panel", "outside")), default="panel", show_default=True,
              help=_("Who may see it: the klankbordgroep, or everybody outside the team."))  # fmt: skip
@click.option("--reason", default="", metavar=_("TEXT"),
              help=_("Why these words give nobody away; needed to release and to withdraw."))  # fmt: skip
@click.option("--withdraw", is_flag=True, help=_("Take a release back: by its id, or that of its coding."))
@click.option("--words", metavar=_("TEXT"), help=_("The words as they may be seen, names taken out."))
@click.option("--leave-out", multiple=True, metavar=_("TEXT"),
              help=_("draft: words of the fragment to show as [...]; may be given more than once."))  # fmt: skip
@click.option("--guess", type=click.Choice(GUESSES), default=None, help=_("Could somebody guess who said it?"))
@click.option("--checked-by", default="", metavar=_("NAME"), help=_("The second person who looked at the words."))
@click.option("--purpose", default="", metavar=_("TEXT"), help=_("What the words are to be used for."))
@click.option("--label", metavar=_("TEXT"), help=_("A wider perspective to stand with the words, such as volwassene."))
@click.option("--despite", type=click.Choice(list(CHECKS)), multiple=True,
              help=_("Pass over what speaks against it, by name; that stands in the log. May be given more than once."))  # fmt: skip
@click.option("--sensitive", is_flag=True, help=_("The team chose to release words that are marked as sensitive."))
@click.option("--checked", is_flag=True, help=_("You looked: the names and numbers in these words give nobody away."))
@by_coder
@as_json
def release(
    identity: str | None, propose: int | None, code: str | None, keep: bool, coder: str | None, as_json: bool,
    guess: str | None, **given: Any,
) -> None:  # fmt: skip
    """Bring one quote a step further, release it, or take a release back."""
    if identity is None:
        _in_preparation(propose, code, keep, coder, as_json)
        return
    asked = Asked(guess=guess or "", **given)
    if asked.withdraw or asked.step == "released":
        _release(identity, asked, coder, as_json)
        return
    with writing(coder) as session:
        draft = _step(session, identity, asked)
        if draft is None:
            done(_("The quote is no longer in preparation."))
            return
        if as_json:
            print_json(draft_record(draft))
            return
        say(f"{_(STATES[draft.state])}: “{one_line(draft.words)}”", "")
        if _made_up(session, draft):
            say(_("These words are not all in the fragment."))
        if draft.state == "draft" and draft.who("released"):
            say(_("Its release was withdrawn; that cannot be undone."))
        else:
            done(_("quote {id}").format(id=draft.coding))


def _in_preparation(propose: int | None, code: str | None, keep: bool, coder: str | None, as_json: bool) -> None:
    from codeerbank.cli import quote_drafts

    with writing(coder) if keep else reading(coder) as session:
        if propose:
            quote_drafts.propose(session, propose, session.code(code).key if code else None, keep, as_json)
        else:
            quote_drafts.show_list(session, as_json)


def draft_record(draft: Draft) -> dict[str, Any]:
    """Give a quote in preparation, with who did what when."""
    steps = [{"state": s.state, "who": s.who, "when": moment_of(s.when), "note": s.note} for s in draft.steps]
    return {"id": draft.id, "coding": draft.coding, "state": draft.state, "words": draft.words,
            "left_out": [list(cut) for cut in draft.left_out], "by_hand": draft.by_hand, "guess": draft.guess,
            "steps": steps}  # fmt: skip


def moment_of(milliseconds: int) -> str:
    """Write a moment as ISO 8601 in UTC."""
    return datetime.fromtimestamp(milliseconds / 1000, UTC).isoformat(timespec="seconds")


def _release(identity: str, asked: Asked, coder: str | None, as_json: bool) -> None:
    from codeerbank.workbench.releasing import Terms, withdraw_release
    from codeerbank.workbench.releasing import release as release_words

    if not asked.reason.strip():
        raise UsageError(_("Say why: --reason TEXT."), _("The reason stands in the log."))
    with writing(coder) as session:
        if asked.withdraw:
            action = withdraw_release(session, identity, asked.reason).result()
        else:
            terms = Terms(asked.purpose, asked.passed, asked.checked_by, asked.guess, asked.label)
            action = release_words(session, identity, asked.audience, asked.reason, asked.words, terms=terms).result()
        who, what = session.coder, session.read.history.words(action)
    if as_json:
        told = {"withdrawn_by": who} if asked.withdraw else {"audience": asked.audience, "released_by": who}
        print_json({"action": action, **told})
        return
    stays = _("The words no longer count as released; forms made before keep them.")
    say(
        f"{what} ({who})", stays if asked.withdraw else _("This cannot be undone: the release stays in the log.")
    )  # fmt: skip


def _step(session: Session, identity: str, asked: Asked) -> Draft | None:
    from codeerbank.workbench import quote_drafts, releasing

    if asked.step == "off":
        quote_drafts.take_off(session, identity).result()
        return None
    if asked.step == "pseudonymised":
        return releasing.pseudonymised(session, identity, asked.passed).result()
    if asked.step == "checked":
        return releasing.checked(session, identity, asked.guess, asked.reason.strip()).result()
    return quote_drafts.edit(session, identity, asked.words, asked.leave_out).result()


def _made_up(session: Session, draft: Draft) -> bool:
    from codeerbank.workbench.quote_drafts import altered

    return draft.by_hand and altered(draft, session.read.codings.get(draft.coding).quote)
