"""``consent``: who agreed to what, and what their consent does not cover."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from codeerbank.cli.at_work import reading, writing
from codeerbank.cli.command import as_json, by_coder, command, group
from codeerbank.cli.show import done, print_json, print_table, say
from codeerbank.domain.consent import BASES, SCOPES, Consent, Scope
from codeerbank.i18n import _, ngettext
from codeerbank.workbench import consenting as verbs

_ASKED: tuple[Scope, ...] = ("quote", "panel", "publication")


@group("consent", _("Who agreed to what, and who did not."))
def consent() -> None:
    """Hold the verbs of consent."""


@command(
    "add",
    _("Write down what a participant agreed to, in the place of what was known."),
    "codeerbank consent add J03 --form 2026-03 --date 2026-03-14 --scope recording --scope quote --scope panel",
    "codeerbank consent add J03 --form 2026-03 --date 2026-03-14 --under-16 --guardian --scope quote",
    within=consent,
)
@click.argument("case", metavar=_("CASE"))
@click.option("--form", required=True, metavar=_("TEXT"), help=_("Version of the form that was signed."))
@click.option("--date", "agreed", required=True, metavar=_("DATE"), help=_("The day: year-month-day."))
@click.option("--scope", "scopes", multiple=True, type=click.Choice(list(SCOPES)),
              help=_("What they agreed to; may be given more than once."))  # fmt: skip
@click.option("--basis", type=click.Choice(list(BASES)), default="consent", show_default=True,
              help=_("Ground in law for keeping the data; apart from agreeing to take part."))  # fmt: skip
@click.option("--under-16", is_flag=True, help=_("Under 16: a parent or guardian has to agree as well."))
@click.option("--guardian", is_flag=True, help=_("A parent or guardian agreed as well."))
@click.option("--guardian-only", is_flag=True, help=_("Only a parent or guardian agreed; the person did not yet."))
@click.option("--withdraw-until", default="", metavar=_("DATE"), help=_("Last day on which it can be taken back."))
@by_coder
def add(
    case: str, form: str, agreed: str, scopes: tuple[Scope, ...], basis: str, under_16: bool, guardian: bool,
    guardian_only: bool, withdraw_until: str, coder: str | None,
) -> None:  # fmt: skip
    """Keep a consent."""
    given = Consent(
        "", form, agreed, basis, scopes, not guardian_only, guardian or guardian_only, under_16, withdraw_until
    )
    with writing(coder) as session:
        verbs.add_consent(session, case, given).result()
    done(_("Consent of {case} written down.").format(case=case))


@command(
    "import",
    _("Bring in a list of consent, CSV or Excel: participant, form, date, and a column with yes or no for each scope."),
    "codeerbank consent import toestemming.xlsx",
    within=consent,
)
@click.argument("file", metavar=_("FILE"), type=click.Path(path_type=Path))
@by_coder
def import_(file: Path, coder: str | None) -> None:
    """Take in a list."""
    with writing(coder) as session:
        _action, people, remarks = verbs.import_consents(session, file).result()
    say(*remarks)
    done(ngettext("Consent of {n} person written down.", "Consent of {n} people written down.", people))


@command("remove", _("Take away what was written down by mistake."), "codeerbank consent remove J3", within=consent)
@click.argument("case", metavar=_("CASE"))
@by_coder
def remove(case: str, coder: str | None) -> None:
    """Take a consent away."""
    with writing(coder) as session:
        verbs.remove_consent(session, case).result()
    done(_("Consent of {case} taken away.").format(case=case))


@command(
    "list",
    _("Show who agreed to what; with --missing only those of whom something is missing."),
    "codeerbank consent list",
    "codeerbank consent list --missing --scope publication",
    within=consent,
)
@click.option(
    "--missing", is_flag=True, help=_("Only people without consent, or whose consent does not cover a scope.")
)
@click.option("--scope", "scopes", multiple=True, type=click.Choice(list(SCOPES)),
              help=_("What to look for; else quote, panel and publication."))  # fmt: skip
@as_json
def list_consents(missing: bool, scopes: tuple[Scope, ...], as_json: bool) -> None:
    """Show consent."""
    with reading() as session:
        everybody = verbs.coverage(session, scopes or _ASKED)
    people = [one for one in everybody if one.problems or not missing]
    if as_json:
        print_json({"people": len(everybody), "consents": [_record(one) for one in people]})
        return
    headings = [_("Case"), _("Form"), _("Date"), _("Agreed to"), _("Missing")]
    print_table(headings, (_row(one) for one in people), _("Nothing is missing.") if missing else "")
    lacking = sum(bool(one.problems) for one in everybody)
    say("", _("Something is missing of {n} of {all} people.").format(n=lacking, all=len(everybody)))


def _row(one: verbs.Covered) -> list[str | None]:
    given = one.consent
    if given is None:
        return [one.case.name, None, None, None, "; ".join(one.problems)]
    scopes = ", ".join(_(SCOPES[scope]) for scope in given.scopes)
    return [one.case.name, given.form, given.agreed, scopes or None, "; ".join(one.problems) or None]


def _record(one: verbs.Covered) -> dict[str, Any]:
    known = one.consent.values() if one.consent else None
    return {"case": one.case.name, "consent": known, "missing": list(one.problems)}
