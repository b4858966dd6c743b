"""What stands on a code's card, and in the lines of the tree."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from codeerbank.domain.codebook import Code
from codeerbank.domain.visible import one_line, visible
from codeerbank.i18n import _, ngettext
from codeerbank.tui.codebook.fields import link, rule
from codeerbank.tui.views import CodeNames
from codeerbank.tui.widgets.line_list import Column, Line
from codeerbank.workbench.codebook_sheet import CodebookSheet

_INDENT = 2


def tree(
    sheet: CodebookSheet, names: CodeNames, codes: Sequence[Code], folded: Collection[str]
) -> tuple[Sequence[Column], list[Line]]:
    """Lay codes out as a tree; those above a chosen one stand there too, faint where they were not chosen."""
    book, below = sheet.book, sheet.counts_below()
    chosen = {code.key for code in codes}
    shown = {key for code in codes for key in book.upwards(code)}
    columns = (
        Column(_("Code"), 20, share=1), Column(_("Codings"), 10, right=True),
        Column(_("with below"), 11, right=True), Column("!", 3, right=True),
    )  # fmt: skip
    lines = []
    for code in book.codes:
        if code.key not in shown or set(book.upwards(code)[1:]) & set(folded):
            continue
        parent = not book.is_leaf(code)
        sign = ("▹ " if code.key in folded else "▿ ") if parent else ""
        remarks = len(sheet.remarks.get(code.key, ()))
        cells = (
            sign + _called(code, names),
            str(sheet.count(code.key)), str(below.get(code.key, 0)) if parent else "", str(remarks or ""),
        )  # fmt: skip
        indent = _INDENT * (book.depth(code) + (not parent))
        faint = code.archived or code.key not in chosen
        lines.append(Line(code.key, cells, faint=faint, strong=not code.parent and not faint, indent=indent))
    return columns, lines


def _called(code: Code, names: CodeNames) -> str:
    if code.merged_into:
        return _("{name} (merged into {into})").format(name=names.name(code.key), into=code.merged_into)
    return _("{name} (archived)").format(name=names.name(code.key)) if code.archived else names.name(code.key)


def card(sheet: CodebookSheet, code: Code) -> str:
    """Write all that is known of a code: what is wrong or thin first, then its rules, then what was done with it."""
    parts = [f"{code.key}  {' > '.join(sheet.book.path(code))}"]
    if code.merged_into:
        parts.append(_("Merged into {into}.").format(into=code.merged_into))
    elif code.archived:
        parts.append(_("Archived: it keeps its codings and is given no more."))
    parts.append(_given(sheet, code))
    parts += [f"! {words}" for words in sheet.remarks.get(code.key, ())]
    for title, lines in _rules(code):
        if lines:
            parts += ["", title, *(f"  {line}" for line in lines)]
    if memos := sheet.memos.get(code.key):
        parts += ["", _("Memos")]
        parts += [f"  {_day(memo.created)} {memo.author}: {one_line(memo.text)}" for memo in memos]
    return "\n".join(map(visible, parts))


def _rules(code: Code) -> Iterator[tuple[str, Sequence[str]]]:
    yield _("Definition"), [code.definition] if code.definition else []
    yield _("Definition in English"), [code.definition_en] if code.definition_en else []
    yield _("Name for the klankbordgroep"), [code.panel_name] if code.panel_name else []
    yield _("Belongs here"), [f"· {line}" for line in code.include]
    yield _("Does not belong here"), [f"· {rule(line)}" for line in code.exclude]
    yield _("Examples"), [f"“{line}”" for line in code.examples]
    yield (
        _("Not an example"),
        [f"“{line.get('text', '')}”" + _instead(line.get("code")) for line in code.counter_examples],
    )
    yield _("Cue words"), [", ".join(code.cues)] if code.cues else []
    yield _("Cue words against"), [", ".join(code.cues_against)] if code.cues_against else []
    yield _("Linked questions"), [link(line) for line in code.links]
    yield _("Colour"), [code.color] if code.color else []
    yield _("Former names"), [", ".join(code.aliases)] if code.aliases else []


def _instead(key: str | None) -> str:
    return f" ({key})" if key else ""


def _given(sheet: CodebookSheet, code: Code) -> str:
    n, below = sheet.count(code.key), sheet.counts_below().get(code.key, 0)
    if not below:
        return _("Not given yet.")
    said = ngettext("Given {n} time", "Given {n} times", n).format(n=n)
    if n:
        said += ": " + ", ".join(f"{coder} {times}" for coder, times in sheet.given[code.key].items())
    if below > n:
        said += "; " + _("with the codes below it {n}").format(n=below)
    return said + "."


def _day(when: str) -> str:
    return datetime.fromisoformat(when).astimezone().strftime("%d-%m-%Y")
