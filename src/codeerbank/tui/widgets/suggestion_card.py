"""One suggested code, the words it rests on, and the keys to answer it."""

from __future__ import annotations

from textual.reactive import reactive
from textual.widgets import Static

from codeerbank.i18n import _
from codeerbank.tui.display import shortened
from codeerbank.tui.views import SuggestionView

_DOTS = 5


class SuggestionCard(Static):
    """Shows a suggestion, or one sentence that says why there is none; it never decides anything."""

    view: reactive[SuggestionView | str] = reactive("")

    def __init__(self, id: str | None = None) -> None:
        super().__init__("", id=id, markup=False)

    def watch_view(self, view: SuggestionView | str) -> None:
        """Draw the new view without laying the screen out again."""
        self.update(view if isinstance(view, str) else self._words(view), layout=False)

    def on_resize(self) -> None:
        """Write on one line where there is only one."""
        self.watch_view(self.view)

    def _words(self, view: SuggestionView) -> str:
        lit = min(_DOTS, max(1, round(view.score * _DOTS)))
        which = _("Suggestion {number} of {total}").format(number=view.number, total=view.total)
        what = f"{shortened(view.name, 40)} {'●' * lit}{'○' * (_DOTS - lit)}"
        why = f"“{shortened(view.evidence, 80)}”" if view.evidence else ""
        what += "  " + _("(by the codebook)") if view.early else ""
        keys = _("a accept  v reject  y why") + (_("  , . step") if view.total > 1 else "")
        if self.size.height > 1:
            return "\n".join(line for line in (which, what, why, keys) if line)
        line = f"{view.number}/{view.total} {what}  "
        if len(line) + len(keys) > self.size.width:  # the letters alone still say which keys there are
            keys = "a v y" + (" , ." if view.total > 1 else "")
        return f"{line}{keys}  {why}"
