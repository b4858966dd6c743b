"""``codebook merge``, ``split`` and ``compare``: codes that go up in another, are parted, and looked back at."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from codeerbank.cli.at_work import as_coder_sees, reading, writing
from codeerbank.cli.command import as_json, by_coder, command
from codeerbank.cli.records import coding_record
from codeerbank.cli.show import done, print_json, print_table, say
from codeerbank.domain.coding import Coding
from codeerbank.domain.table import Cell
from codeerbank.errors import UsageError
from codeerbank.i18n import _, ngettext, plural
from codeerbank.workbench import merging, recoding, revisions
from codeerbank.workbench.assignments import read_assignments

SHOWN = 20


@command(
    "merge",
    _("Let codes go up in the first one named, with all their codings; shown first with --dry-run."),
    "codeerbank codebook merge M1.1 M1.2 M1.3 --dry-run",
    "codeerbank codebook merge M1.1 M1.2 --join",
)
@click.argument("into", metavar=_("CODE"))
@click.argument("codes", nargs=-1, required=True, metavar=_("CODE..."))
@click.option("--join/--keep-overlaps", default=False, help=_("Make one coding of those that overlap, or keep both."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would happen."))
@by_coder
@as_json
def merge(into: str, codes: tuple[str, ...], join: bool, dry_run: bool, coder: str | None, as_json: bool) -> None:
    """Merge codes, or show what that would do."""
    with writing(coder) as session:
        with as_coder_sees(session):
            plan = merging.merge_preview(session, into, codes, join)
        action = None if dry_run else merging.merge(session, plan).result()
        words = session.read.history.words(action) if action else ""
    if as_json:
        print_json(
            {
                "action": action,
                "into": plan.into.key,
                "codings": dict(plan.codings),
                "meeting": plan.meeting,
                "overlaps": [[coding_record(one) for one in group] for group in plan.overlaps],
                "joined": join,
                "moved_below": [code.key for code in plan.children],
            }
        )
        return
    _tell_merge(plan)
    done(words) if action else say(_("Nothing was changed (--dry-run)."))


def _tell_merge(plan: merging.Merge) -> None:
    for key, n in plan.codings:
        say(plural("{code}: {n} coding goes to {into}.", "{code}: {n} codings go to {into}.", n).format(
            code=key, n=n, into=plan.into.key))  # fmt: skip
    if plan.meeting:
        words = ngettext(
            "{n} coding meets one on the same words; they become one, with the memos of both.",
            "{n} codings meet one on the same words; each two become one, with the memos of both.",
            plan.meeting,
        )
        say(words)
    if plan.children:
        say(_("Below {into} come: {codes}.").format(
            into=plan.into.key, codes=", ".join(code.key for code in plan.children)))  # fmt: skip
    if not plan.overlaps:
        return
    n = len(plan.overlaps)
    words = (
        ngettext("{n} overlap becomes one coding:", "{n} overlaps become one coding each:", n)
        if plan.join
        else ngettext(
            "{n} overlap stays as it is (join with --join):", "{n} overlaps stay as they are (join with --join):", n
        )
    )
    say(words)
    rows = (
        [one.document, f"{one.start}-{one.stop}", one.code, one.coder, one.quote]
        for group in plan.overlaps[:SHOWN]
        for one in group
    )
    print_table([_("Document"), _("Place"), _("Code"), _("Coder"), _("Fragment")], rows)
    if (rest := n - SHOWN) > 0:
        say(ngettext("and {n} more", "and {n} more", rest))


@command(
    "split",
    _("Part a code: say which codings go where, or see them all first. Codes that do not exist yet are made."),
    'codeerbank codebook split M1.1 --into "geen auto,bus"',
    'codeerbank codebook split M1.1 --into "geen auto,bus" --where bus=bus --rest "geen auto" --dry-run',
    'codeerbank codebook split M1.1 --into "geen auto,bus" --assign verdeling.csv',
)
@click.argument("code", metavar=_("CODE"))
@click.option("--into", required=True, metavar="C,C...", help=_("The codes to part it into, by key or name."))
@click.option("--assign", type=click.Path(path_type=Path), metavar=_("FILE"),
              help=_("A .csv with the columns id and code: which coding goes where."))  # fmt: skip
@click.option(
    "--where",
    multiple=True,
    metavar=_("WORDS=CODE"),
    help=_("Codings with these words go to this code; may be repeated."),
)
@click.option("--rest", metavar="C", help=_("All others go to this code; else they stay."))
@click.option("--dry-run", is_flag=True, help=_("Only say what would happen."))
@by_coder
@as_json
def split(
    code: str,
    into: str,
    assign: Path | None,
    where: tuple[str, ...],
    rest: str | None,
    dry_run: bool,
    coder: str | None,
    as_json: bool,
) -> None:
    """Part a code, or list its codings when nothing is said about them."""
    names = [name.strip() for name in into.split(",") if name.strip()]
    tests = [_pair(one) for one in where]
    told = bool(assign or tests or rest)
    with writing(coder) as session:
        given = read_assignments(assign) if assign else {}
        with as_coder_sees(session):
            plan = recoding.split_preview(session, code, names, given, tests, rest)
        action = recoding.split(session, plan).result() if told and not dry_run else None
        words = session.read.history.words(action) if action else ""
    if as_json:
        print_json({"action": action, **_split_record(plan)})
        return
    for name, codings in plan.assigned.items():
        say(
            plural("{n} coding goes to {code}.", "{n} codings go to {code}.", len(codings)).format(
                n=len(codings), code=name
            )
        )
    say(
        plural("{n} coding stays with {code}.", "{n} codings stay with {code}.", len(plan.left)).format(
            n=len(plan.left), code=plan.code.key
        )
    )
    if action:
        done(words)
        return
    print_table([_("Id"), _("Goes to"), _("Fragment")], _split_rows(plan))
    if not told:
        say(_("Say where they go: --assign FILE (columns id and code), --where WORDS=CODE, or --rest C."))
    say(_("Nothing was changed."))


def _pair(written: str) -> tuple[str, str]:
    words, equals, code = written.rpartition("=")
    if not equals or not words.strip() or not code.strip():
        raise UsageError(
            _("{pair} does not say what belongs to what.").format(pair=written),
            _("Write it as {example}.").format(example="--where bus=M1.2"),
        )
    return words.strip(), code.strip()


def _split_record(plan: recoding.Split) -> dict[str, Any]:
    return {
        "code": plan.code.key,
        "made": list(plan.made),
        "assigned": {name: [coding_record(one) for one in codings] for name, codings in plan.assigned.items()},
        "left": [coding_record(one) for one in plan.left],
    }


def _split_rows(plan: recoding.Split) -> Iterator[Sequence[Cell]]:
    goes: list[tuple[Coding, str | None]] = [(one, name) for name, some in plan.assigned.items() for one in some]
    goes += [(one, None) for one in plan.left]
    for one, name in sorted(goes, key=lambda found: (found[0].document, found[0].start)):
        yield [one.id, name, one.quote]


@command(
    "compare",
    _("Show what differs between two revisions of the codebook; the second is the one of now unless you name it."),
    "codeerbank codebook compare 12",
    "codeerbank codebook compare 2026-11-01 2026-11-22",
    "codeerbank codebook compare '#41' '#57'",
)
@click.argument("before", metavar=_("REVISION"))
@click.argument("after", metavar=_("REVISION"), required=False, default="")
@as_json
def compare(before: str, after: str, as_json: bool) -> None:
    """Compare two codebooks."""
    with reading() as session:
        found = revisions.compare_revisions(session, before, after)
    if as_json:
        print_json({"differences": [asdict(one) for one in found]})
        return
    names = {
        "added": _("made"), "gone": _("not there any more"), "archived": _("archived"), "restored": _("brought back"),
        "merged": _("merged into another"), "renamed": _("renamed"), "moved": _("moved"), "changed": _("changed"),
    }  # fmt: skip
    rows = (
        [one.code, f"{names[one.what]} {one.field}".strip(), one.before or None, one.after or None] for one in found
    )
    print_table([_("Code"), _("What"), _("Was"), _("Becomes")], rows, _("The codebook is the same."))
