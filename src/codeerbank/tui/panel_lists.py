"""The lists on the screen of the klankbordgroep: rounds with their forms, the pieces of a form, the log of a round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from codeerbank.domain.panel import BODIES, KINDS
from codeerbank.i18n import _
from codeerbank.tui.panel_words import counted
from codeerbank.tui.widgets.line_list import Column, Line
from codeerbank.workbench.panel_board import DECISION_WORDS, Board, FormGlance

ROUND = "round:"
"""What the key of a line that stands for a round begins with; nothing after it: forms without a round."""
Lines = tuple[Sequence[Column], Sequence[Line]]


def rounds_list(board: Board) -> Lines:
    """Give the rounds, each with its forms below it."""
    columns = (
        Column(_("Round or form"), 20, share=1), Column(_("About"), 10), Column(_("Pieces"), 8, right=True),
        Column(_("Back by"), 10), Column(_("Answers"), 10, right=True),
    )  # fmt: skip
    lines: list[Line] = []
    for one in board.rounds:
        name = f"{one.name} ({_(BODIES.get(one.body, one.body))})"
        lines.append(Line(ROUND + one.id, (name, _(KINDS[one.kind]), "", "", ""), strong=True))
        lines += [_form_line(form) for form in board.forms if form.form.round == one.id]
    if loose := _loose(board):
        lines.append(Line(ROUND, (_("without a round"), "", "", "", ""), strong=True))
        lines += [_form_line(form) for form in loose]
    return columns, lines


def _loose(board: Board) -> list[FormGlance]:
    known = {one.id for one in board.rounds}
    return [form for form in board.forms if form.form.round not in known]


def _form_line(glance: FormGlance) -> Line:
    form = glance.form
    name = f"{form.code} {form.title}".strip()
    return Line(form.id, (name, _(KINDS[form.kind]), str(form.size), form.return_by, str(glance.replies)), indent=2)


def pieces_list(glance: FormGlance) -> Lines:
    """Give the pieces of a form with the counts of the first question; one that no longer stands is faint."""
    columns = (
        Column(_("Nr"), 3, right=True), Column(_("About"), 10, share=1, most=26), Column(_("Piece"), 16, share=3),
        Column(_("On forms"), 13), Column(_("Meeting"), 13), Column(_("Decision"), 11),
    )  # fmt: skip
    decided = {number: _(DECISION_WORDS[decision]) for number, (decision, _reason) in glance.decided.items()}
    lines = [
        Line(
            str(one.number),
            (
                str(one.number), one.about, one.text, counted(glance, one.number, False),
                counted(glance, one.number, True), decided.get(one.number, ""),
            ),
            faint=one.number in glance.changed,
        )
        for one in glance.form.pieces
    ]  # fmt: skip
    return columns, lines


def log_list(board: Board, identity: str) -> Lines:
    """Give what happened in a round, or with the forms of none."""
    columns = (Column(_("When"), 16), Column(_("Who"), 10), Column(_("What"), 20, share=1))
    of = [identity] if identity else [one.form.id for one in _loose(board)]
    happened = [moment for key in of for moment in board.log.get(key, ())]
    lines = [
        Line(f"log:{n}", (datetime.fromtimestamp(one.when / 1000).strftime("%d-%m-%Y %H:%M"), one.who, one.words))
        for n, one in enumerate(happened)
    ]
    return columns, lines
