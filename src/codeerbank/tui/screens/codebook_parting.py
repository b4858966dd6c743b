"""Codes that go up in another, and a code that is parted: chosen, looked at, and done as one action."""

from __future__ import annotations

from textual import on

from codeerbank.domain.codebook import Code
from codeerbank.i18n import _
from codeerbank.tui.changing.merging import merge_plan
from codeerbank.tui.changing.splitting import split_plan
from codeerbank.tui.codebook import menu
from codeerbank.tui.screens.codebook_tree import CodebookTreeScreen
from codeerbank.tui.screens.editor import Editor
from codeerbank.tui.screens.preview import DO, OTHERWISE, Preview
from codeerbank.tui.screens.split_walk import MOST, Assigned, SplitWalk
from codeerbank.tui.widgets.code_picker import CodePicker
from codeerbank.workbench import merging, recoding
from codeerbank.workbench.blinding import looking


class CodebookPartingScreen(CodebookTreeScreen):
    """Nothing is done before all that it touches was shown."""

    _merged: list[str]

    # Merging

    def ask_merge(self) -> None:
        """Choose the codes that go up in the lit one, one after another."""
        if self.code and not self.host.refuses_writing():
            self._merged = []
            self._ask_merged()

    def _ask_merged(self) -> None:
        if self.sheet and (code := self.code):
            title = _("Which code goes up in {code}?").format(code=code.name)
            self.query_one(CodePicker).ask("merge", title, menu.mergeable(self.sheet.book, code, self._merged))

    @on(CodePicker.Picked)
    def _merge_picked(self, event: CodePicker.Picked) -> None:
        if event.purpose != "merge":
            return
        if event.key != menu.READY:
            self._merged.append(event.key)
            self._ask_merged()
        elif code := self.code:
            self._look_at_merge(code.key, join=False)

    def _look_at_merge(self, into: str, join: bool) -> None:
        session, codes = self.host.session, self._merged
        self.host.ask(looking(session, lambda: merging.merge_preview(session, into, codes, join)), self._show_merge)

    def _show_merge(self, plan: merging.Merge) -> None:
        def answered(answer: str | None) -> None:
            if answer == DO:
                self.host.keep(merging.merge(self.host.session, plan))
                self.tell(_("Merged into {code}   u undo").format(code=plan.into.name))
            elif answer == OTHERWISE and plan.overlaps:
                self._look_at_merge(plan.into.key, not plan.join)

        if self.stands:
            self.host.push_screen(Preview(self._look, merge_plan(plan)), answered)

    # Splitting

    def ask_split(self) -> None:
        """Name the codes to part the lit one into."""
        code = self.code
        if code is None or self.sheet is None or self.host.refuses_writing():
            return
        if not self.sheet.count(code.key):
            self.tell(_("{code} has no codings to part.").format(code=code.name))
            return
        about = _("One a line, at most {n}: the name of a new code, or the key of one that is there.").format(n=MOST)
        title = _("Into which codes does {code} go?").format(code=code.name)
        self.host.push_screen(Editor(title, "", about), lambda words: self._walk(code, words))

    def _walk(self, code: Code, words: str | None) -> None:
        names = list(dict.fromkeys(line.strip() for line in (words or "").splitlines() if line.strip()))
        if not names:
            return
        if len(names) > MOST:
            self.host.warn(
                _("A code can be parted into {n} codes at once; take the rest from one of them.").format(n=MOST)
            )
            return
        session = self.host.session

        def begin(plan: recoding.Split) -> None:
            if self.stands:
                walk = SplitWalk(session, code.name, list(plan.assigned), plan.left)
                self.host.push_screen(walk, lambda assigned: self._look_at_split(code, names, assigned))

        self.host.ask(looking(session, lambda: recoding.split_preview(session, code.key, names)), begin)

    def _look_at_split(self, code: Code, names: list[str], assigned: Assigned | None) -> None:
        if assigned:
            session = self.host.session
            self.host.ask(
                looking(session, lambda: recoding.split_preview(session, code.key, names, assigned)), self._show_split
            )

    def _show_split(self, plan: recoding.Split) -> None:
        def answered(answer: str | None) -> None:
            if answer == DO:
                self.host.keep(recoding.split(self.host.session, plan))
                self.tell(_("{code} was split   u undo").format(code=plan.code.name))

        if self.stands:
            self.host.push_screen(Preview(self._look, split_plan(plan)), answered)
