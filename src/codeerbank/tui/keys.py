"""Every key of the screen, once: bindings, the key line, the help page and the palette are made from this table.

A letter means one thing on all screens: where it stands twice, its brief word is the same. Never bound: Ctrl+C,
Ctrl+Z, Ctrl+S (terminals), Ctrl+H, I, J, M, [ (the same bytes as Backspace, Tab, Enter, Escape), Ctrl+W, T, N and Alt
combinations (windows and tabs), F10 and F11.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from textual.binding import Binding, BindingType

from codeerbank.i18n import N_, _
from codeerbank.tui.directory import SCREENS

Place = Literal[
    "everywhere",
    "document",
    "coding",
    "overview",
    "quality",
    "intake",
    "logbook",
    "memos",
    "answers",
    "search",
    "participants",
    "summaries",
    "agreement",
    "tables",
    "joint",
    "codebook",
    "panel",
    "names",
]


@dataclass(frozen=True, slots=True)
class Key:
    """One thing a person can do.

    keys    key names for Textual, separated by commas; empty for what a widget reads by itself
    shown   the keys as people read them, an id for translation
    words   what it does, an id
    brief   a word for the key line, an id; empty keeps it out of there
    action  Textual's action
    palette offered among all commands though no key stands for it on the help page
    """

    place: Place
    keys: str
    shown: str
    words: str
    action: str = ""
    brief: str = ""
    palette: bool = False

    @property
    def in_palette(self) -> bool:
        """Whether it is offered among all commands: whatever the help page names, save what leads there."""
        return bool(self.action) and (self.palette or bool(self.shown)) and self.action != "command_palette"


KEYS: tuple[Key, ...] = (
    Key("document", "", N_("arrows, PgUp, PgDn, Home, End"), N_("move; with Shift: mark")),
    Key("document", "", N_("Ctrl+arrows"), N_("move by word or by turn")),
    Key("document", "w", "w", N_("mark the word; again: one more; W: one fewer"), "grow('word')", N_("word")),
    Key("document", "z", "z", N_("mark the sentence; again: one more; Z: one fewer"), "grow('sentence')", N_("sentence")),
    Key("document", "b", "b", N_("mark the turn; again: one more; B: one fewer"), "grow('turn')", N_("turn")),
    Key("document", "p", "p", N_("mark the paragraph; again: one more; P: one fewer"), "grow('paragraph')"),
    Key("document", "W", "", "", "shrink('word')"),
    Key("document", "Z", "", "", "shrink('sentence')"),
    Key("document", "B", "", "", "shrink('turn')"),
    Key("document", "P", "", "", "shrink('paragraph')"),
    Key("document", "space", N_("Space"), N_("begin or stop marking with the arrows"), "mark", N_("mark")),
    Key("document", "escape", "Esc", N_("drop what is marked"), "unmark"),
    Key("document", "ctrl+home", "", "", "edge(False)"),
    Key("document", "ctrl+end", "", "", "edge(True)"),
    Key("document", "", N_("mouse"), N_("drag to mark; double click: word; triple click: sentence")),
    Key("coding", "1,2,3,4,5,6,7,8,9", "1-9", N_("give the code with this number"), "", N_("code")),
    Key("coding", "enter", "Enter", N_("choose a code by name, or make a new one"), "choose_code", N_("choose"), True),
    Key("coding", "h", "h", N_("direction: hinders"), "direct('hinders')"),
    Key("coding", "k", "k", N_("direction: helps"), "direct('helps')"),
    Key("coding", "d", "d", N_("direction: both"), "direct('both')"),
    Key("coding", "0", "0", N_("direction: neutral again"), "direct('neutral')"),
    Key("coding", "l", "l", N_("give the last code again"), "give_again", "", True),
    Key("coding", "i", "i", N_("new code in the speaker's own words (in vivo)"), "in_vivo", "", True),
    Key("coding", "e", "e", N_("describe the coding: about whom, on what ground, shown or spontaneous"), "describe", "", True),
    Key("coding", "y", "y", N_("card of the code here; with a suggestion: why"), "card", "", True),
    Key("coding", "x", "x", N_("take a code away"), "uncode", N_("take away"), True),
    Key("coding", "r", "r", N_("another code for the coding here"), "recode", N_("change"), True),
    Key("coding", "T", "T", N_("correct the text of this turn"), "correct_turn", "", True),
    Key("coding", "", "", N_("correct the whole text from a file"), "correct_file", "", True),
    Key("coding", "", "", N_("give this turn to another speaker"), "correct_speaker", "", True),
    Key("coding", "a", "a", N_("accept the suggestion"), "decide(True)"),
    Key("coding", "v", "v", N_("reject the suggestion"), "decide(False)"),
    Key("coding", "full_stop", ".", N_("next suggestion"), "step_suggestion(1)"),
    Key("coding", "comma", ",", N_("previous suggestion"), "step_suggestion(-1)"),
    Key("coding", "tab", "Tab", N_("next coding; Shift+Tab: the one before"), "next_coding(True)"),
    Key("coding", "shift+tab", "", "", "next_coding(False)"),
    Key("coding", "j", "j", N_("next sentence without a code; J: the one before"), "next_uncoded(True)", "", True),
    Key("coding", "J", "", "", "next_uncoded(False)"),
    Key("coding", "s", "s", N_("the same code elsewhere"), "elsewhere", "", True),
    Key("coding", "slash", "/", N_("find words in this document"), "find", N_("find"), True),
    Key("coding", "n", "n", N_("next hit; N: the one before"), "next_hit(True)"),
    Key("coding", "N", "", "", "next_hit(False)"),
    Key("coding", "m", "m", N_("write a memo with this coding, or with the document"), "memo", N_("memo"), True),
    Key("coding", "c", "c", N_("make a new code"), "new_code", "", True),
    Key("coding", "A", "A", N_("hear this turn: open the recording at its time"), "listen", "", True),
    Key("coding", "f", "f", N_("turn done, on to the next; again: not done after all"), "turn_done", N_("done")),
    Key("coding", "F", "F", N_("whole document done, or not done"), "document_done", "", True),
    Key("overview", "", N_("arrows"), N_("choose a document")),
    Key("overview", "", "Enter", N_("open the document"), "", N_("open")),
    Key("overview", "o", "o", N_("bring files in: texts, a survey, a codebook, codings"), "bring_in", N_("bring in"), True),
    Key("logbook", "slash", "/", N_("only lines with certain words"), "filter", N_("filter"), True),
    Key("logbook", "x", "x", N_("take back this one action of yours"), "take_back(False)", N_("take away"), True),
    Key("logbook", "X", "X", N_("take back everything you did after it"), "take_back(True)", "", True),
    Key("answers", "1,2,3,4,5,6,7,8,9", "1-9", N_("give the code with this number, or take it away"), "", N_("code")),
    Key("answers", "enter", "Enter", N_("choose a code by name, or make a new one"), "choose_code", N_("choose"), True),
    Key("answers", "f", "f", N_("answer done, on to the next; again: not done after all"), "done", N_("done")),
    Key("answers", "minus", "-", N_("no code fits: done, on to the next"), "none", N_("no code")),
    Key("answers", "right,down,pagedown", N_("arrows"), N_("next answer as it is, or the one before"), "step(True)"),
    Key("answers", "left,up,pageup", "", "", "step(False)"),
    Key("answers", "equals_sign", "=", N_("code answers that say the same together, or one by one"), "together", N_("together"), True),
    Key("answers", "t", "t", N_("note a doubt, or take it back"), "doubt", N_("doubt"), True),
    Key("answers", "slash", "/", N_("which answers: not done, of a group, with certain words"), "which", N_("filter"), True),
    Key("answers", "tab", "Tab", N_("all answers in a table, or one"), "table", N_("table"), True),
    Key("answers", "q", "q", N_("another question; closed answers to see beside it"), "questions", "", True),
    Key("answers", "S", "S", N_("sort the table by the next column"), "order"),
    Key("answers", "h", "h", N_("direction: hinders"), "direct('hinders')"),
    Key("answers", "k", "k", N_("direction: helps"), "direct('helps')"),
    Key("answers", "d", "d", N_("direction: both"), "direct('both')"),
    Key("answers", "0", "0", N_("direction: neutral again"), "direct('neutral')"),
    Key("answers", "l", "l", N_("give the last code again"), "give_again", "", True),
    Key("answers", "x", "x", N_("take a code away"), "uncode", N_("take away"), True),
    Key("answers", "r", "r", N_("another code instead of one here"), "recode", N_("change"), True),
    Key("answers", "c", "c", N_("make a new code"), "new_code", "", True),
    Key("answers", "m", "m", N_("write a memo with this respondent"), "memo", N_("memo"), True),
    Key("answers", "", "", N_("show how many seconds an answer takes, or no longer"), "speed", "", True),
    Key("answers", "a", "a", N_("accept the suggestion"), "decide(True)"),
    Key("answers", "v", "v", N_("reject the suggestion"), "decide(False)"),
    Key("answers", "full_stop", ".", N_("next suggestion"), "step_suggestion(1)"),
    Key("answers", "comma", ",", N_("previous suggestion"), "step_suggestion(-1)"),
    Key("answers", "y", "y", N_("card of the code here; with a suggestion: why"), "card", "", True),
    Key("quality", "", "", N_("measure again"), "measure", "", True),
    Key("memos", "", "Enter", N_("go to what the memo is about"), "", N_("open")),
    Key("memos", "m", "m", N_("write a memo with the project, of any kind"), "write", N_("memo"), True),
    Key("memos", "r", "r", N_("write the memo anew"), "rewrite", N_("change"), True),
    Key("memos", "x", "x", N_("take the memo away"), "remove", N_("take away"), True),
    Key("memos", "slash", "/", N_("only lines with certain words"), "filter", N_("filter"), True),
    Key("search", "slash", "/", N_("write the query, or another one; Enter searches"), "query", N_("query"), True),
    Key("search", "", "Enter", N_("go to the place; Backspace comes back to the results"), "", N_("open")),
    Key("search", "plus", "+", N_("put the hit in the list of quotes"), "to_basket", N_("to the list"), True),
    Key("search", "tab", "Tab", N_("from the hits to the list of quotes and back"), "other_list", N_("other list"), True),
    Key("search", "x", "x", N_("take a quote out of the list"), "take_out", N_("take away"), True),
    Key("search", "r", "r", N_("write a note with a quote in the list"), "note", N_("change"), True),
    Key("search", "shift+up,less_than_sign", "<", N_("move a quote up (also Shift+arrow); >: down"), "move(-1)"),
    Key("search", "shift+down,greater_than_sign", "", "", "move(1)"),
    Key("search", "E", "E", N_("write the list to a file"), "export", "", True),
    Key("summaries", "left", N_("arrows"), N_("choose a cell: a theme, a document"), "column(-1)"),
    Key("summaries", "right", "", "", "column(1)"),
    Key("summaries", "", "Enter", N_("write the summary of the cell; on a coding: open the place"), "", N_("open")),
    Key("summaries", "r", "r", N_("write the summary of the cell"), "write", N_("change"), True),
    Key("summaries", "", "Tab", N_("from the grid to the codings of the cell, and back"), "", N_("other list")),
    Key("participants", "", "Enter", N_("what this person said and wrote; Backspace comes back"), "", N_("open")),
    Key("participants", "r", "r", N_("change role, group, pseudonym or an attribute"), "change", N_("change"), True),
    Key("participants", "slash", "/", N_("only lines with certain words"), "filter", N_("filter"), True),
    Key("agreement", "", "Tab", N_("from the figures to the differences and back"), "", N_("other list")),
    Key("agreement", "", "Enter", N_("on a code: only its differences, or all; on a difference: open the place"), "", N_("open")),
    Key("agreement", "slash", "/", N_("compare something else, or other coders"), "compare", N_("compare"), True),
    Key("codebook", "left", N_("arrows"), N_("choose a code; left and right: fold and unfold"), "fold(True)"),
    Key("codebook", "right", "", "", "fold(False)"),
    Key("codebook", "", "Enter", N_("all that can be done with the code; in a list: go to the place"), "", N_("choose")),
    Key("codebook", "", "Tab", N_("from the codes to what stands beside them, and back"), "", N_("other list")),
    Key("codebook", "r", "r", N_("change a field of the code"), "change", N_("change"), True),
    Key("codebook", "c", "c", N_("make a new code"), "new_code", "", True),
    Key("codebook", "x", "x", N_("archive the code, or bring it back"), "archive", N_("take away"), True),
    Key("codebook", "s", "s", N_("the same code elsewhere"), "elsewhere", "", True),
    Key("codebook", "f", "f", N_("in the list under an older definition: the coding still fits"), "still_fits", N_("done")),
    Key("codebook", "m", "m", N_("write a memo with the code"), "memo", N_("memo"), True),
    Key("codebook", "slash", "/", N_("which codes: with remarks, given rarely, archived, with words"), "filter", N_("filter"), True),
    Key("codebook", "escape", "Esc", N_("close the list; again: show all codes"), "back"),
    Key("joint", "", "Enter", N_("on a row: its quotes; on a quote: open the place"), "", N_("open")),
    Key("joint", "", "Tab", N_("from the rows to the quotes and back"), "", N_("other list")),
    Key("joint", "r", "r", N_("decide about the row: how figures and words relate, what it means, how sure"), "decide", N_("change"), True),
    Key("joint", "x", "x", N_("take the verdict on the row away"), "withdraw", N_("take away"), True),
    Key("joint", "slash", "/", N_("choose another display"), "choose_display", N_("display"), True),
    Key("tables", "", N_("arrows"), N_("choose a line; its own test stands below")),
    Key("tables", "", "Enter", N_("choose a question or groups, take answers together, write a file"), "", N_("choose")),
    Key("panel", "", "Enter", N_("on a form or a piece: the meeting; in the meeting: show a piece that is announced"), "", N_("open")),
    Key("panel", "tab", "Tab", N_("from the forms to the pieces and back; in the meeting: the other question"), "other", N_("other list")),
    Key("panel", "", "1-4", N_("in the meeting: how many people give this answer"), "", N_("how many")),
    Key("panel", "right", N_("arrows"), N_("in the meeting: next piece, or the one before"), "step(1)", N_("go on")),
    Key("panel", "left", "", "", "step(-1)"),
    Key("panel", "m", "m", N_("write down what was said about the piece"), "remark", N_("memo"), True),
    Key("panel", "r", "r", N_("decide about the piece, with the reason"), "decide", N_("change"), True),
    Key("panel", "escape", "Esc", N_("out of the meeting, back to the rounds"), "back", N_("back")),
    Key("names", "", "1-4", N_("1 replace here; 2 keep here; 3 always replace; 4 never replace")),
    Key("names", "a", "a", N_("accept the suggestion"), "settle_place('replace')"),
    Key("names", "v", "v", N_("reject the suggestion"), "settle_place('keep')"),
    Key("names", "r", "r", N_("other words that stand in"), "reword", N_("change"), True),
    Key("names", "", "Enter", N_("go to the place; Backspace comes back"), "", N_("open")),
    Key("names", "slash", "/", N_("only lines with certain words"), "filter", N_("filter"), True),
    Key("names", "", "", N_("replace everything without a question mark at once"), "accept_sure", "", True),
    Key("intake", "", "Tab", N_("fill in the path")),
    Key("intake", "", "Enter", N_("look at the files; on a line: say what is otherwise, or bring them in"), "", N_("choose")),
    Key("intake", "escape", "Esc", N_("back; nothing is changed"), "back", N_("back")),
    Key("everywhere", "u", "u", N_("undo"), "undo", N_("undo"), True),
    Key("everywhere", "ctrl+r", "Ctrl+R", N_("redo"), "redo", "", True),
    *(
        Key(
            "everywhere", e.key, e.key.upper() or f"g {e.letter}", e.words, f"go('{e.screen}')",
            e.name if e.screen == "overview" else "", True,
        )
        for e in SCREENS
    ),
    Key("everywhere", "backspace", N_("Backspace"), N_("back to where you were before a jump"), "return", "", True),
    Key("everywhere", "g", "g", N_("go to a screen by its letter"), "screen.go_strip"),
    Key("everywhere", "ctrl+p,colon", "Ctrl+P", N_("all commands"), "command_palette"),
    Key("everywhere", "", "", N_("tour of the practice study: begin, go on, or stop"), "tour", "", True),
    Key("everywhere", "", "", N_("language: Dutch (Nederlands)"), "other_language", "", True),
    Key("everywhere", "", "", N_("colours: dark"), "wear('dark')", "", True),
    Key("everywhere", "", "", N_("colours: light"), "wear('light')", "", True),
    Key("everywhere", "", "", N_("colours: those of the terminal"), "wear('terminal')", "", True),
    Key("everywhere", "", "", N_("colours: none"), "wear('mono')", "", True),
    Key("everywhere", "ctrl+q", "Ctrl+Q", N_("stop"), "leave", N_("stop"), True),
    Key("everywhere", "f1,question_mark", "F1", N_("this page"), "keys_page", N_("help"), True),
)  # fmt: skip


def bindings(*places: Place) -> list[BindingType]:
    """Give Textual's bindings for a place."""
    return [
        Binding(key.keys, key.action, key.words, show=False)
        for key in KEYS
        if key.place in places and key.action and key.keys
    ]


def key_line(*places: Place) -> list[str]:
    """Give what stands at the foot of a screen: the keys one needs most, the most needed first and last."""
    return [f"{_(key.shown)} {_(key.brief)}" for key in KEYS if key.place in places and key.brief]


def key_page(here: Sequence[Place] = ()) -> list[tuple[str, list[tuple[str, str]]]]:
    """Give all keys with their explanation by place, for the help page: those of ``here`` first, then those that work everywhere."""
    titles: tuple[tuple[Place, str], ...] = (
        ("document", _("Read and mark")),
        ("coding", _("Code")),
        ("overview", _("Overview")),
        ("intake", _("Bringing files in")),
        ("agreement", _("Agreement")),
        ("tables", _("Tables")),
        ("joint", _("Joint display")),
        ("logbook", _("Log")),
        ("memos", _("Memos")),
        ("quality", _("How good the suggestions are")),
        ("answers", _("Open answers")),
        ("search", _("Search and quotes")),
        ("participants", _("Participants")),
        ("summaries", _("Summaries")),
        ("codebook", _("Codebook")),
        ("panel", _("Klankbordgroep")),
        ("names", _("Names")),
        ("everywhere", _("Everywhere")),
    )
    first = [*here, "everywhere"]
    ordered = sorted(titles, key=lambda title: first.index(title[0]) if title[0] in first else len(first))
    return [
        (title, [(_(key.shown), _(key.words)) for key in KEYS if key.place == place and key.shown])
        for place, title in ordered
    ]
