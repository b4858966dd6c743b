"""Where a reader was, in a text that was corrected meanwhile."""

from __future__ import annotations


def same_place(before: str, after: str, offset: int) -> int:
    """Carry an address over: what stands before or behind all that changed keeps its words."""
    begin = _alike(before, after)
    if offset <= begin:
        return offset
    room = min(len(before), len(after)) - begin
    end = _alike(before[len(before) - room :][::-1], after[len(after) - room :][::-1])
    if offset >= len(before) - end:
        return offset + len(after) - len(before)
    return min(offset, len(after) - end)


def _alike(one: str, other: str) -> int:
    """Count the characters with which both begin."""
    known, most = 0, min(len(one), len(other))
    while known < most:
        half = (known + most + 1) // 2
        if one[known:half] == other[known:half]:
            known = half
        else:
            most = half - 1
    return known
