"""The answers to one question as a coder changes them: on the screen at once, in the project a moment later."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Future
from functools import cached_property
from typing import Any

from codeerbank.domain.alike import groups
from codeerbank.domain.suggestion import Suggestion
from codeerbank.tui.answers.choose import Which, chosen
from codeerbank.tui.views import CodeNames
from codeerbank.workbench import answers as verbs
from codeerbank.workbench import suggesting
from codeerbank.workbench.answers import Answer, AnswerSheet
from codeerbank.workbench.coding import mark_done
from codeerbank.workbench.session import Session

Keep = Callable[[Future[Any]], None]


class AnswerDesk:
    """Gestures on answers. Each shows at once and is handed to ``keep``; ``settle`` brings what the project holds.

    which     which answers are gone through
    together  whether answers that say the same are coded together
    """

    def __init__(self, session: Session, sheet: AnswerSheet, names: CodeNames, keep: Keep) -> None:
        self._session, self._keep = session, keep
        self.names = names
        self.which = Which()
        self.together = False
        self.hand = ""
        """The code given last: what a direction is about."""
        self._here = 0
        self.sheet: AnswerSheet = sheet
        self.settle(sheet, names)

    def settle(self, sheet: AnswerSheet, names: CodeNames) -> None:
        """Hold what the project holds now."""
        if "_alike" in vars(self) and sheet.answers != self.sheet.answers:
            del self._alike
        self.sheet, self.names = sheet, names
        self.codes = {number: list(keys) for number, keys in sheet.codes.items()}
        self.done, self.doubts = set(sheet.done), set(sheet.doubts)
        self.by_number = {answer.number: answer for answer in sheet.answers}

    # Where one is

    def listed(self) -> list[Answer]:
        """Give the answers that are gone through, in order."""
        return chosen(self.sheet.answers, self.which, self.codes, self.done, self.doubts)

    def here(self) -> Answer | None:
        """Give the answer one is at."""
        return self.by_number.get(self._here)

    def go(self, number: int) -> None:
        """Go to an answer."""
        self._here = number

    def step(self, forward: bool) -> bool:
        """Go to the next answer that is gone through, or the one before; False where there is none."""
        numbers = [answer.number for answer in self.listed()]
        found = [n for n in numbers if n > self._here] if forward else [n for n in numbers if n < self._here][::-1]
        if found:
            self._here = found[0]
        return bool(found)

    @cached_property
    def _alike(self) -> dict[int, list[Answer]]:
        answers = self.sheet.answers
        places = groups([answer.text for answer in answers]).values()
        together = [[answers[n] for n in some] for some in places]
        return {answer.number: group for group in together for answer in group}

    def same(self) -> Sequence[Answer]:
        """Give the answers that say the same as the one here, itself among them."""
        return self._alike.get(self._here, ())

    def _numbers(self) -> list[int]:
        """Number the answers that a gesture is about."""
        return [answer.number for answer in self.same()] if self.together else [self._here]

    # Gestures

    def toggle(self, key: str) -> bool:
        """Give a code, or take it away where the answer here has it; say whether it was given."""
        numbers = self._numbers()
        given = key not in self.codes.get(self._here, ())
        if given:
            self._keep(verbs.code_answers(self._session, self.sheet.name, numbers, key))
            for number in numbers:
                held = self.codes.setdefault(number, [])
                held += [key] if key not in held else []
            self.hand = key
        else:
            self._keep(verbs.uncode_answers(self._session, self.sheet.name, numbers, key))
            for number in numbers:
                self.codes[number] = [held for held in self.codes.get(number, ()) if held != key]
        return given

    def decide(self, suggestion: Suggestion, accepted: bool) -> None:
        """Make a suggested code the coder's own, or put the suggestion away."""
        verb = suggesting.accept if accepted else suggesting.refuse
        self._keep(verb(self._session, suggestion))
        if accepted:
            self.codes.setdefault(self._here, []).append(suggestion.code)
            self.hand = suggestion.code

    def recode(self, key: str, instead: str) -> None:
        """Let a code of the answer here be another one, on all answers that are coded together."""
        numbers = [number for number in self._numbers() if key in self.codes.get(number, ())]
        self._keep(verbs.recode_answers(self._session, self.sheet.name, numbers, key, instead))
        for number in numbers:
            self.codes[number] = list(dict.fromkeys(instead if held == key else held for held in self.codes[number]))
        self.hand = instead

    def direct(self, value: str) -> bool:
        """Set the direction of the code given last, if the answer here has it, or of its only code; False without one."""
        held = self.codes.get(self._here, ())
        key = self.hand if self.hand in held else held[0] if len(held) == 1 else ""
        if key:
            self.hand = key
            given = {"direction": value}
            self._keep(verbs.describe_answers(self._session, self.sheet.name, self._numbers(), key, given))
        return bool(key)

    def finish(self, done: bool = True) -> int:
        """Say that the answers here were read to the end, or not after all; give how many."""
        numbers = self._numbers()
        self._keep(mark_done(self._session, self.sheet.name, numbers, done=done))
        self.done = self.done | set(numbers) if done else self.done - set(numbers)
        return len(numbers)

    def doubt(self) -> bool:
        """Say that one is in doubt, or no longer; give which."""
        numbers, doubted = self._numbers(), self._here not in self.doubts
        self._keep(verbs.doubt_answers(self._session, self.sheet.name, numbers, doubted))
        self.doubts = self.doubts | set(numbers) if doubted else self.doubts - set(numbers)
        return doubted
