"""``recode``: variables made of others, as rules that can be undone and taken along as SPSS syntax."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from codeerbank.cli.command import (
    Function,
    as_json,
    by_coder,
    command,
    group,
    reading,
    refuse_taken,
    to_file_as,
    writing,
)
from codeerbank.cli.show import done, print_json, print_table, say
from codeerbank.domain.derivation import Category, Derivation
from codeerbank.i18n import _
from codeerbank.workbench import deriving as verbs
from codeerbank.workbench.questions import Questions
from codeerbank.workbench.session import Session


@group("recode", _("Make variables of others: classes, categories taken together, counts, groups, weights."))
def recode() -> None:
    """Hold the ways of making."""


_named = click.argument("name", metavar=_("NAME"))
_from = click.option("--from", "sources", required=True, metavar=_("VARIABLE,..."), help=_("What it is made of."))
_words = click.option("--label", default="", metavar=_("TEXT"), help=_("What the new variable says of somebody."))
_rest = click.option(
    "--rest", default="", metavar=_("TEXT"), help=_("The name of everybody who falls in none of them.")
)
_anew = click.option("--replace", "anew", is_flag=True, help=_("Write a recoding of this name anew."))


def _making(function: Function) -> Function:
    """Add what every way of making takes."""
    return _words(_anew(by_coder(as_json(function))))


def _keep(coder: str | None, anew: bool, as_json: bool, rule: Callable[[Session], Derivation]) -> None:
    with writing(coder) as session:
        made = verbs.recode(session, rule(session), anew).result()
        words = session.read.history.words(made.action)
    if as_json:
        print_json(
            {"action": made.action, "variable": made.name, "n_valid": made.n_valid, "remarks": list(made.remarks)}
        )
        return
    say(*made.remarks)
    told = _("{name}: {n} persons have a value ({words}).") if made.n_valid else _("{name}: kept ({words}).")
    done(told.format(name=made.name, n=made.n_valid, words=words))


def _split(sources: str) -> tuple[str, ...]:
    """Take the names apart; a name that is given twice is one, so that nothing counts double."""
    return tuple(dict.fromkeys(part.strip() for part in sources.split(",") if part.strip()))


@command("classes", _("Put the numbers of a variable into classes; both bounds belong to the class."),
         'codeerbank recode classes leeftijdsklasse --from leeftijd --class "0-17=jong" --class "18-=volwassen"',
         within=recode)  # fmt: skip
@_named
@_from
@click.option(
    "--class",
    "parts",
    multiple=True,
    required=True,
    metavar=_("LOW-HIGH=NAME"),
    help=_("A class; may be given more than once."),
)
@_rest
@_making
def classes(
    name: str, sources: str, parts: tuple[str, ...], rest: str, label: str, coder: str | None, anew: bool, as_json: bool
) -> None:
    """Make classes."""
    rule = Derivation(name, "classes", _split(sources), label, "ordinal", verbs.classes(parts), rest)
    _keep(coder, anew, as_json, lambda _session: rule)


@command("collapse", _("Take answers of a question together."),
         'codeerbank recode collapse eens --from visie_gedeeld --into "oneens=1,2" --into "neutraal=3" --into "eens=4,5"',
         within=recode)  # fmt: skip
@_named
@_from
@click.option(
    "--into",
    "parts",
    multiple=True,
    required=True,
    metavar=_("NAME=ANSWER,..."),
    help=_("Answers, by value or words, that become one; may be given more than once."),
)
@_rest
@_making
def collapse(
    name: str, sources: str, parts: tuple[str, ...], rest: str, label: str, coder: str | None, anew: bool, as_json: bool
) -> None:
    """Take answers together."""

    def rule(session: Session) -> Derivation:
        found = _split(sources)
        categories = verbs.collapsed(parts, verbs.known(Questions(session), found[0])) if found else ()
        return Derivation(name, "collapse", found, label, "nominal", categories, rest)

    _keep(coder, anew, as_json, rule)


@command("count", _("Count how many answers somebody chose, or how many of several questions have a certain answer."),
         "codeerbank recode count aantal_redenen --from reden_niet",
         "codeerbank recode count aantal_eens --from visie_ouders,visie_gedeeld --values 4,5", within=recode)  # fmt: skip
@_named
@_from
@click.option(
    "--values", default="", metavar=_("VALUE,..."), help=_("Which answers count; else every option that was chosen.")
)
@_making
def count(name: str, sources: str, values: str, label: str, coder: str | None, anew: bool, as_json: bool) -> None:
    """Count answers."""
    rule = Derivation(name, "count", _split(sources), label, "scale", counted=_split(values))
    _keep(coder, anew, as_json, lambda _session: rule)


@command("groups", _("Make groups of conditions on one or more questions, such as exposure; the first that fits is taken."),
         'codeerbank recode groups ervaring --ordered --group "niet: aandeel_zaken=1" '
    '--group "vaak: aandeel_zaken=4 & contactfrequentie>=3"',
         within=recode)  # fmt: skip
@_named
@click.option(
    "--group",
    "parts",
    multiple=True,
    required=True,
    metavar=_("NAME: CONDITION & ..."),
    help=_("A group, with =, !=, <, <=, > or >=; may be given more than once."),
)
@click.option("--ordered", is_flag=True, help=_("The groups have an order, the first one lowest."))
@_rest
@_making
def groups(
    name: str,
    parts: tuple[str, ...],
    ordered: bool,
    rest: str,
    label: str,
    coder: str | None,
    anew: bool,
    as_json: bool,
) -> None:
    """Make groups."""

    def rule(session: Session) -> Derivation:
        categories = verbs.groups(parts, Questions(session))
        return Derivation(name, "groups", (), label, "ordinal" if ordered else "nominal", categories, rest)

    _keep(coder, anew, as_json, rule)


@command("stack", _("Make one question of those that several questionnaires ask under names of their own."),
         "codeerbank recode stack cijfer_alle --from cijfer_jongeren,cijfer_ouders", within=recode)  # fmt: skip
@_named
@_from
@_making
def stack(name: str, sources: str, label: str, coder: str | None, anew: bool, as_json: bool) -> None:
    """Stack questions."""
    _keep(coder, anew, as_json, lambda _session: Derivation(name, "stack", _split(sources), label))


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
    name: str,
    known: Path,
    source: str,
    trim: tuple[float, float] | None,
    label: str,
    coder: str | None,
    anew: bool,
    as_json: bool,
) -> None:
    """Make weights."""

    def rule(session: Session) -> Derivation:
        totals = verbs.weights_to(known, Questions(session), source)
        return Derivation(name, "weight", (), label, "scale", totals=totals, trim=trim or None)

    _keep(coder, anew, as_json, rule)


@command("unit", _("Count a unit that is not the respondent, such as the children that parents answer about: codeerbank table NAME."),
         'codeerbank recode unit kinderen --from kinderen_hulp,kinderen_zonder --name "zonder steunfiguur" --rest "met steunfiguur"',
         within=recode)  # fmt: skip
@_named
@click.option(
    "--from",
    "sources",
    required=True,
    metavar=_("ALL,PART"),
    help=_("How many units somebody has, and how many of them are so."),
)
@click.option("--name", "part", required=True, metavar=_("TEXT"), help=_("What those are."))
@_rest
@_making
def unit(
    name: str, sources: str, part: str, rest: str, label: str, coder: str | None, anew: bool, as_json: bool
) -> None:
    """Count another unit."""
    rule = Derivation(name, "unit", _split(sources), label, categories=(Category("1", part),), rest=rest)
    _keep(coder, anew, as_json, lambda _session: rule)


@command("nest", _("Say that answers are part of another one, so that they are counted once."),
         "codeerbank recode nest werkveld_specialistisch --from werkveld_spec_wonen,werkveld_spec_leefgroep",
         within=recode)  # fmt: skip
@_named
@_from
@_making
def nest(name: str, sources: str, label: str, coder: str | None, anew: bool, as_json: bool) -> None:
    """Nest options."""
    _keep(coder, anew, as_json, lambda _session: Derivation(name, "nest", _split(sources), label))


@command("label", _("Give a variable or its values other words; the values stay."),
         'codeerbank recode label regio --label "Regio" --value "1=Noord" --value "2=Zuid"', within=recode)  # fmt: skip
@_named
@click.option(
    "--value",
    "parts",
    multiple=True,
    metavar=_("VALUE=WORDS"),
    help=_("Words for a value; may be given more than once."),
)
@_making
def label_(name: str, parts: tuple[str, ...], label: str, coder: str | None, anew: bool, as_json: bool) -> None:
    """Give words."""
    rule = Derivation(name, "label", (), label, categories=verbs.labels(parts))
    _keep(coder, anew, as_json, lambda _session: rule)


@command("list", _("List what was made, and of what."), "codeerbank recode list", within=recode)
@as_json
def list_(as_json: bool) -> None:
    """List the recodings."""
    with reading() as session:
        rules = verbs.recodings(session)
    if as_json:
        print_json({"recodings": [rule.values() | {"id": rule.id} for rule in rules]})
        return
    heads = [_("Variable"), _("Recoding"), _("Made of"), _("Values")]
    print_table(
        heads, [[r.name, r.kind, ", ".join([*r.sources, *r.totals]), ", ".join(r.labels.values())] for r in rules]
    )


@command(
    "remove",
    _("Take a recoding away; what it was made of stays."),
    "codeerbank recode remove leeftijdsklasse",
    within=recode,
)
@_named
@by_coder
@as_json
def remove(name: str, coder: str | None, as_json: bool) -> None:
    """Remove a recoding."""
    with writing(coder) as session:
        action = verbs.remove(session, name).result()
    if as_json:
        print_json({"action": action})
        return
    done(_("The recoding {name} was taken away.").format(name=name))


@command(
    "syntax", _("Write all recodings as SPSS syntax."), "codeerbank recode syntax -o hercoderingen.sps", within=recode
)
@to_file_as(_("The file to write, such as hercoderingen.sps."))
@as_json
def syntax(output: Path | None, as_json: bool) -> None:
    """Write SPSS syntax."""
    path = output or Path("hercoderingen.sps")
    if output is None:
        refuse_taken(path)
    with reading() as session:
        n = verbs.syntax(session, path)
    if as_json:
        print_json({"file": str(path), "recodings": n})
        return
    say(_("{n} recodings written to {file}.").format(n=n, file=path))
