"""Which code each digit gives; a code keeps its digit as long as it is used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

SLOTS = 9


class CodeSlots:
    """Nine codes under the digits 1 to 9. A new one takes the place of the one not used for longest, unless that is pinned."""

    def __init__(self, keys: Iterable[str] = ()) -> None:
        self._keys: list[str] = list(dict.fromkeys(keys))[:SLOTS]
        self._used: list[str] = []
        self._pinned: set[str] = set()

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def code(self, digit: int) -> str | None:
        """Give the key of the code under a digit."""
        return self._keys[digit - 1] if 1 <= digit <= len(self._keys) else None

    def digit(self, key: str) -> int | None:
        """Give the digit of a code."""
        return self._keys.index(key) + 1 if key in self._keys else None

    def pin(self, key: str, digit: int) -> None:
        """Put a code under a digit for good; the code that was there takes the place it leaves."""
        if key not in self._keys:
            self._keys[digit - 1 : digit] = [key]
        else:
            old, new = self._keys.index(key), min(digit, len(self._keys)) - 1
            self._keys[old], self._keys[new] = self._keys[new], key
        self._pinned.add(key)

    def only(self, usable: Iterable[str]) -> None:
        """Let go of codes that cannot be given any more: put away, or gone up in another."""
        known = set(usable)
        self._keys = [key for key in self._keys if key in known]
        self._used = [key for key in self._used if key in known]
        self._pinned &= known

    def use(self, key: str) -> None:
        """Note that a code was given, and find it a digit."""
        if key not in self._keys:
            if len(self._keys) < SLOTS:
                self._keys.append(key)
            else:
                free = [n for n in range(SLOTS) if self._keys[n] not in self._pinned]
                if not free:
                    return
                self._keys[min(free, key=lambda n: (self._last_use(self._keys[n]), -n))] = key
        if key in self._used:
            self._used.remove(key)
        self._used.append(key)

    def _last_use(self, key: str) -> int:
        return self._used.index(key) if key in self._used else -1
