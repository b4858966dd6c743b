"""``recode``: variables made of others, as rules that can be undone and taken along as SPSS syntax."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path

import click

from codeerbank.cli import recodings
from codeerbank.cli.at_work import writing
from codeerbank.cli.command import Function, as_json, by_coder, command, group
from codeerbank.cli.show import done, print_json, say
from codeerbank.domain.derivation import Category, Derivation
from codeerbank.i18n import _
from codeerbank.workbench import deriving as verbs
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session


@group("recode", _("Make variables of others: classes, categories taken together, counts, groups, weights."))
def recode() -> None:
    """Hold the ways of making."""


def _split(_ctx: click.Context, _parameter: click.Parameter, written: str) -> tuple[str, ...]:
    """Take names apart; a name that is given twice is one, so that nothing counts double."""
    return tuple(dict.fromkeys(part.strip() for part in written.split(",") if part.strip()))


_named = click.argument("name", metavar=_("NAME"))
_from = click.option(
    "--from", "sources", required=True, callback=_split, metavar=_("VARIABLE,..."), help=_("What it is made of.")
)
_rest = click.option(
    "--rest", default="", metavar=_("TEXT"), help=_("The name of everybody who falls in none of them.")
)


def _parts(option: str, metavar: str, help: str, required: bool = True) -> Callable[[Function], Function]:
    """Add the option that says, as often as it is given, what one part of the new variable is."""
    return click.option(option, "parts", multiple=True, required=required, metavar=metavar, help=help)


def _making(rule: Callable[..., Derivation]) -> Callable[..., None]:
    """Add what every way of making takes, and keep the rule that the function makes of what was asked."""

    @wraps(rule)
    def keep(*, name: str, coder: str | None, anew: bool, as_json: bool, **asked: object) -> None:
        with writing(coder) as session:
            made = verbs.recode(session, rule(session, name, **asked), anew).result()
            words = session.read.history.words(made.action)
        if as_json:
            print_json(
                {"action": made.action, "variable": made.name, "n_valid": made.n_valid, "remarks": list(made.remarks)}
            )
            return
        say(*made.remarks)
        told = _("{name}: {n} persons have a value ({words}).") if made.n_valid else _("{name}: kept ({words}).")
        done(told.format(name=made.name, n=made.n_valid, words=words))

    words = click.option("--label", default="", metavar=_("TEXT"), help=_("What the new variable says of somebody."))
    anew = click.option("--replace", "anew", is_flag=True, help=_("Write a recoding of this name anew."))
    return words(anew(by_coder(as_json(keep))))


@command("classes", _("Put the numbers of a variable into classes; both bounds belong to the class."),
         'codeerbank recode classes leeftijdsklasse --from leeftijd --class "0-17=jong" --class "18-=volwassen"',
         within=recode)  # fmt: skip
@_named
@_from
@_parts("--class", _("LOW-HIGH=NAME"), _("A class; may be given more than once."))
@_rest
@_making
def classes(
    _session: Session, name: str, sources: tuple[str, ...], parts: tuple[str, ...], rest: str, label: str
) -> Derivation:
    """Make classes."""
    return Derivation(name, "classes", sources, label, "ordinal", verbs.classes(parts), rest)


@command("collapse", _("Take answers of a question together."),
         'codeerbank recode collapse eens --from visie_gedeeld --into "oneens=1,2" --into "neutraal=3" --into "eens=4,5"',
         within=recode)  # fmt: skip
@_named
@_from
@_parts(
    "--into",
    _("NAME=ANSWER,..."),
    _("Answers, by value or words, that become one; may be given more than once."),
)
@_rest
@_making
def collapse(
    session: Session, name: str, sources: tuple[str, ...], parts: tuple[str, ...], rest: str, label: str
) -> Derivation:
    """Take answers together."""
    categories = verbs.collapsed(parts, verbs.known(Questions(session), sources[0])) if sources else ()
    return Derivation(name, "collapse", sources, label, "nominal", categories, rest)


@command("count", _("Count how many answers somebody chose, or how many of several questions have a certain answer."),
         "codeerbank recode count aantal_redenen --from reden_niet",
         "codeerbank recode count aantal_eens --from visie_ouders,visie_gedeeld --values 4,5", within=recode)  # fmt: skip
@_named
@_from
@click.option("--values", default="", callback=_split, metavar=_("VALUE,..."),
              help=_("Which answers count; else every option that was chosen."))  # fmt: skip
@_making
def count(_session: Session, name: str, sources: tuple[str, ...], values: tuple[str, ...], label: str) -> Derivation:
    """Count answers."""
    return Derivation(name, "count", sources, label, "scale", counted=values)


@command("groups", _("Make groups of conditions on one or more questions, such as exposure; the first that fits is taken."),
         'codeerbank recode groups ervaring --ordered --group "niet: aandeel_zaken=1" '
    '--group "vaak: aandeel_zaken=4 & contactfrequentie>=3"',
         within=recode)  # fmt: skip
@_named
@_parts(
    "--group",
    _("NAME: CONDITION & ..."),
    _("A group, with =, !=, <, <=, > or >=; may be given more than once."),
)
@click.option("--ordered", is_flag=True, help=_("The groups have an order, the first one lowest."))
@_rest
@_making
def groups(session: Session, name: str, parts: tuple[str, ...], ordered: bool, rest: str, label: str) -> Derivation:
    """Make groups."""
    categories = verbs.groups(parts, Questions(session))
    return Derivation(name, "groups", (), label, "ordinal" if ordered else "nominal", categories, rest)


@command("stack", _("Make one question of those that several questionnaires ask under names of their own."),
         "codeerbank recode stack cijfer_alle --from cijfer_jongeren,cijfer_ouders", within=recode)  # fmt: skip
@_named
@_from
@_making
def stack(_session: Session, name: str, sources: tuple[str, ...], label: str) -> Derivation:
    """Stack questions."""
    return Derivation(name, "stack", sources, label)


@command("weight", _("Make weights that bring respondents to known totals (raking; with one variable post-stratification)."),
         "codeerbank recode weight gewicht --known bevolking.csv", within=recode)  # fmt: skip
@_named
@click.option("--known", "known", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar=_("FILE"),
              help=_("The totals: variable;category;total."))  # fmt: skip
@click.option(
    "--from", "source", default="", metavar=_("VARIABLE"), help=_("The variable, where the file does not say.")
)
@click.option(
    "--trim", nargs=2, type=float, metavar=_("LOW HIGH"), help=_("The lowest and highest weight allowed, around 1.")
)
@_making
def weight(
    session: Session, name: str, known: Path, source: str, trim: tuple[float, float] | None, label: str
) -> Derivation:
    """Make weights."""
    totals = verbs.weights_to(known, Questions(session), source)
    return Derivation(name, "weight", (), label, "scale", totals=totals, trim=trim or None)


@command("unit", _("Count a unit that is not the respondent, such as the children that parents answer about: codeerbank table NAME."),
         'codeerbank recode unit kinderen --from kinderen_hulp,kinderen_zonder --name "zonder steunfiguur" --rest "met steunfiguur"',
         within=recode)  # fmt: skip
@_named
@click.option("--from", "sources", required=True, callback=_split, metavar=_("ALL,PART"),
              help=_("How many units somebody has, and how many of them are so."))  # fmt: skip
@click.option("--name", "part", required=True, metavar=_("TEXT"), help=_("What those are."))
@_rest
@_making
def unit(_session: Session, name: str, sources: tuple[str, ...], part: str, rest: str, label: str) -> Derivation:
    """Count another unit."""
    return Derivation(name, "unit", sources, label, categories=(Category("1", part),), rest=rest)


@command("nest", _("Say that answers are part of another one, so that they are counted once."),
         "codeerbank recode nest werkveld_specialistisch --from werkveld_spec_wonen,werkveld_spec_leefgroep",
         within=recode)  # fmt: skip
@_named
@_from
@_making
def nest(_session: Session, name: str, sources: tuple[str, ...], label: str) -> Derivation:
    """Nest options."""
    return Derivation(name, "nest", sources, label)


@command("label", _("Give a variable or its values other words; the values stay."),
         'codeerbank recode label regio --label "Regio" --value "1=Noord" --value "2=Zuid"', within=recode)  # fmt: skip
@_named
@_parts("--value", _("VALUE=WORDS"), _("Words for a value; may be given more than once."), required=False)
@_making
def label_(_session: Session, name: str, parts: tuple[str, ...], label: str) -> Derivation:
    """Give words."""
    return Derivation(name, "label", (), label, categories=verbs.labels(parts))


recode.add_command(recodings.list_)
recode.add_command(recodings.remove)
recode.add_command(recodings.syntax)
