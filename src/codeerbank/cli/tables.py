"""``table`` and ``crosstab``: counts with their base, and tests with their reason."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, get_args

import click

from codeerbank.cli.at_work import reading
from codeerbank.cli.command import Function, as_json, command, for_audience, to_file, weighted
from codeerbank.cli.leaving import hand_over, hand_over_all
from codeerbank.domain.frequency import FrequencyTable
from codeerbank.domain.quote import Audience
from codeerbank.errors import UsageError
from codeerbank.i18n import _
from codeerbank.workbench import mixing
from codeerbank.workbench.code_tables import CodeChoices, CodeTable, CodeUnit, Shown, code_table
from codeerbank.workbench.crossing import Crossing, Strand, crosstabs
from codeerbank.workbench.known_totals import response
from codeerbank.workbench.session import Session
from codeerbank.workbench.stamps import stamp_for
from codeerbank.workbench.tabling import IntervalMethod, TableChoices

METHODS: Mapping[str, IntervalMethod] = {
    "wilson": "wilson",
    "clopper-pearson": "clopper_pearson",
    "jeffreys": "jeffreys",
}
_existing = click.Path(dir_okay=False, path_type=Path)
of_kind = click.option(
    "--kind", type=click.Choice(get_args(mixing.VariableKind)),
    help=_("Hide as an opinion (small groups) or as background (small cells); else as the variable was described."),
)  # fmt: skip
by_method = click.option(
    "--interval", "method", type=click.Choice(list(METHODS)), default="wilson", show_default=True,
    help=_("How the 95% interval is made; clopper-pearson covers at least as often as promised."),
)  # fmt: skip
of_strand = click.option(
    "--strand", type=click.Choice(get_args(Strand)),
    help=_("Codes: take only open answers, or only conversations; else both."),
)  # fmt: skip
of_coder = click.option("--coder", metavar=_("NAME"), help=_("Only the codings of this coder; else of any."))


def _about_codes(function: Function) -> Function:
    """Add what is only asked of codes."""
    options: Sequence[Callable[[Function], Function]] = (
        click.option("--show", "shown", type=click.Choice(get_args(Shown)), default="frequencies", show_default=True,
                     help=_("codes: how often, which go together, how much of the text, or new ones by document.")),
        click.option("--unit", type=click.Choice(get_args(CodeUnit)), default="cases", show_default=True,
                     help=_("codes: what is counted.")),
        click.option("--base", type=click.IntRange(min=1), metavar="N",
                     help=_("codes: take shares of this number of units, such as all who were invited.")),
        of_strand,
        of_coder,
    )  # fmt: skip
    for option in reversed(options):
        function = option(function)
    return function


@command(
    "table",
    _("A frequency table of a survey question, or of the codes, with the base of every number."),
    "codeerbank table visie_gedeeld --by groep --interval jeffreys",
    "codeerbank table stelling_kent_mij --three",
    "codeerbank table regio --known bevolking.csv",
    "codeerbank table codes --show pairs --unit segments",
    "codeerbank table --response respons.csv",
)
@click.argument("variable", metavar=_("VARIABLE|codes"), nargs=-1)
@click.option("--by", metavar=_("VARIABLE"), help=_("The groups beside each other."))
@by_method
@click.option("--three", is_flag=True, help=_("Take an item of five points to three: 1-2, 3 and 4-5."))
@click.option("--reverse", is_flag=True, help=_("Turn an item of five points round that was put the other way."))
@click.option("--beside", metavar=_("VARIABLE"), help=_("A second wave of the question beside the first."))
@click.option(
    "--known", type=_existing, metavar=_("FILE"), help=_("Known totals to set the table against (category;total).")
)
@click.option("--response", "responses", type=_existing, metavar=_("FILE"),
              help=_("Instead of a question: the response by channel (channel;invited;begun;finished;usable)."))  # fmt: skip
@_about_codes
@weighted
@for_audience
@of_kind
@to_file
@as_json
def table(
    variable: tuple[str, ...],
    responses: Path | None,
    audience: Audience,
    kind: mixing.VariableKind | None,
    output: Path | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Count the answers to questions, the codes, or the response."""
    if bool(variable) == (responses is not None):
        raise UsageError(
            _("Name a variable, codes, or --response FILE; not two of these."), _("Names: codeerbank list variables")
        )
    if "codes" in variable[1:]:
        raise UsageError(
            _("codes stands alone."), _("Use: codeerbank table codes, and the questions in another table.")
        )
    with reading() as session:
        if responses is not None:
            told = response(responses)
            hand_over(told.sheet(stamp_for(session, audience)), told.json, audience, output, as_json)
            return
        if variable == ("codes",):
            found = _codes(session, audience, {**asked, "kind": kind})
            hand_over(found.sheet(session), found.json, audience, output, as_json)
            return
        how = _choices(asked)
        tables = [mixing.table(session, one, how=how) for one in variable]
        sheets = mixing.sheets_for_people(session, tables, audience, kind)
        hand_over_all(sheets, lambda: _record(tables), audience, output, as_json)


def _codes(session: Session, audience: Audience, asked: Mapping[str, Any]) -> CodeTable:
    """Count codes, for the team alone: who they are about is not told here, so nobody could be kept small."""
    _only_of_questions(asked)
    if audience != "team":
        raise UsageError(
            _("Codes leave the team by group only."),
            _("Use: codeerbank crosstab --rows codes --by VARIABLE --for outside"),
        )
    how = CodeChoices(asked["unit"], asked["coder"], asked["strand"], asked["base"])
    return code_table(session, asked["shown"], how)


def _choices(asked: Mapping[str, Any]) -> TableChoices:
    _only_of_codes(asked)
    own = ("by", "weight", "three", "reverse", "beside", "known")
    return TableChoices(method=METHODS[asked["method"]], **{name: asked[name] for name in own})


def _only_of_questions(asked: Mapping[str, Any]) -> None:
    """Refuse what says nothing about codes, rather than pass over it."""
    named = next(
        (name for name in ("by", "weight", "three", "reverse", "beside", "known", "kind") if asked[name]), None
    )
    if named is not None:
        raise UsageError(
            _("--{option} is about the answers to a question; this counts codes.").format(option=named),
            _("Codes by group, weighted or not: codeerbank crosstab --rows codes --by VARIABLE"),
        )


def _only_of_codes(asked: Mapping[str, Any]) -> None:
    """Refuse what says nothing about a question, rather than pass over it."""
    usual = {"shown": "frequencies", "unit": "cases", "base": None, "strand": None, "coder": None}
    for name, value in usual.items():
        if asked[name] != value:
            option = "--show" if name == "shown" else f"--{name}"
            raise UsageError(
                _("{option} is about codes; the answers to a question count persons.").format(option=option),
                _("Leave {option} out, or cross codes: --rows codes.").format(option=option),
            )


def _record(tables: Sequence[FrequencyTable]) -> dict[str, Any]:
    return tables[0].json() if len(tables) == 1 else {"tables": [one.json() for one in tables]}


@command(
    "crosstab",
    _(
        "Codes, or the answers to a question, crossed with a variable, with the test that fits. "
        "Codes count persons unless --unit says otherwise."
    ),
    "codeerbank crosstab --rows codes --by groep",
    "codeerbank crosstab --rows codes --by groep --by regio --adjust benjamini-hochberg",
    "codeerbank crosstab --rows codes --by document --unit segments",
    "codeerbank crosstab --rows visie_gedeeld --by groep",
)
@click.option("--rows", required=True, metavar=_("codes|VARIABLE"), help=_("The codes, or a survey question."))
@click.option("--by", required=True, multiple=True, metavar=_("VARIABLE"),
              help=_("The groups beside each other; may be given more than once."))  # fmt: skip
@click.option("--unit", type=click.Choice(get_args(mixing.CrossUnit)), default="cases", show_default=True,
              help=_("What is counted for a code."))  # fmt: skip
@click.option("--adjust", type=click.Choice(["holm", "benjamini-hochberg"]), default="holm", show_default=True,
              help=_("How the p-values of this export are corrected for their number."))  # fmt: skip
@by_method
@of_strand
@of_coder
@weighted
@for_audience
@of_kind
@to_file
@as_json
def crosstab(
    rows: str,
    by: tuple[str, ...],
    audience: Audience,
    kind: mixing.VariableKind | None,
    output: Path | None,
    as_json: bool,
    **asked: Any,
) -> None:
    """Cross codes or answers with variables."""
    asked["method"] = METHODS[asked["method"]]
    with reading() as session:
        tables = crosstabs(session, rows, list(dict.fromkeys(by)), Crossing(**asked))
        sheets = mixing.sheets_for_people(session, tables, audience, kind)
        hand_over_all(sheets, lambda: _record(tables), audience, output, as_json)
