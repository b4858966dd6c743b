"""What every app of the program has: keys in order, results as messages, and no report that shows words of a source."""

from __future__ import annotations

from textual.app import ReturnType
from textual.css.query import NoMatches

from codeerbank.tui.delivery import Delivered
from codeerbank.tui.key_order import KeysInOrder


class QuietApp(KeysInOrder[ReturnType]):
    """An app that says nothing of what went wrong; whoever runs it finds that in ``fault``."""

    def on_delivered(self, delivered: Delivered) -> None:
        """Open what came from another thread."""
        delivered.open()

    @property
    def fault(self) -> BaseException | None:
        """What stopped the app, if something did."""
        return self._exception

    def _handle_exception(self, error: Exception) -> None:
        """Stop without printing anything: Textual's own report shows values, and with them words of a source."""
        if isinstance(error, NoMatches) and not self.is_running:
            return  # a message that was under way when the widgets were taken down
        self._return_code = 70
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._close_messages_no_wait()
